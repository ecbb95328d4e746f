//! Language tags: which language a text is in and which script that means.

use serde::Serialize;

/// A language with an optional script and region (BCP 47), such as `zh-CN`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(into = "String")]
pub struct Lang {
    language: String,
    script: Option<String>,
    region: Option<String>,
}

/// The codes of languages with two letters (ISO 639-1).
const TWO_LETTERS: &str = "\
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo \
    es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg \
    ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn \
    no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw \
    ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

impl Lang {
    /// Simplified Chinese of the mainland, the default of every document.
    #[must_use]
    pub fn chinese() -> Self {
        Self { language: "zh".into(), script: None, region: Some("CN".into()) }
    }

    /// Reads a tag: two or three letters, then an optional script of four
    /// letters and a region of two letters or three digits. `None` if it is
    /// not of that form, or if its two letters stand for no language, as those
    /// of countries such as `cn` and `jp` do not.
    #[must_use]
    pub fn parse(tag: &str) -> Option<Self> {
        let mut parts = tag.trim().split(['-', '_']).peekable();
        let alphabetic = |part: &str| part.chars().all(|c| c.is_ascii_alphabetic());
        let language = parts.next().filter(|p| (2..=3).contains(&p.len()) && alphabetic(p))?.to_ascii_lowercase();
        if language.len() == 2 && !TWO_LETTERS.split_ascii_whitespace().any(|known| known == language) {
            return None;
        }
        let script = parts.next_if(|p| p.len() == 4 && alphabetic(p)).map(title_case);
        let is_region =
            |p: &&str| (p.len() == 2 && alphabetic(p)) || (p.len() == 3 && p.chars().all(|c| c.is_ascii_digit()));
        let region = parts.next_if(|p| is_region(p)).map(str::to_ascii_uppercase);
        parts.next().is_none().then_some(Self { language, script, region })
    }

    /// The tag that somebody probably meant who wrote the name of a language or
    /// the code of a country.
    #[must_use]
    pub fn meant(written: &str) -> Option<&'static str> {
        Some(match written.trim().to_lowercase().as_str() {
            "cn" | "chs" | "chinese" | "中文" | "简体中文" | "汉语" => "zh-CN",
            "cht" | "繁体中文" | "繁體中文" => "zh-TW",
            "jp" | "japanese" | "日语" | "日文" | "日本語" => "ja",
            "korean" | "韩语" | "한국어" => "ko",
            "us" | "english" | "英语" | "英文" => "en",
            _ => return None,
        })
    }

    /// The language alone, such as `zh`.
    #[must_use]
    pub fn language(&self) -> &str {
        &self.language
    }

    /// The region, such as `CN`; for Chinese without one it follows from the
    /// script.
    #[must_use]
    pub fn region(&self) -> Option<&str> {
        match (&self.region, self.language.as_str(), self.script.as_deref()) {
            (Some(region), _, _) => Some(region),
            (None, "zh", Some("Hant")) => Some("TW"),
            (None, "zh", _) => Some("CN"),
            _ => None,
        }
    }

    /// Whether the language is Chinese, Japanese or Korean.
    #[must_use]
    pub fn is_east_asian(&self) -> bool {
        matches!(self.language.as_str(), "zh" | "ja" | "ko" | "yue" | "wuu" | "lzh")
    }

    /// Whether the language is written in Traditional Chinese.
    #[must_use]
    pub fn is_traditional(&self) -> bool {
        self.language == "zh"
            && (self.script.as_deref() == Some("Hant") || matches!(self.region.as_deref(), Some("TW" | "HK" | "MO")))
    }

    /// The whole tag, such as `zh-CN`.
    #[must_use]
    pub fn tag(&self) -> String {
        let region = self.region();
        let parts = [Some(self.language.as_str()), self.script.as_deref(), region];
        parts.into_iter().flatten().collect::<Vec<_>>().join("-")
    }
}

impl From<Lang> for String {
    fn from(lang: Lang) -> Self {
        lang.tag()
    }
}

fn title_case(part: &str) -> String {
    let (first, rest) = part.split_at(1);
    first.to_ascii_uppercase() + &rest.to_ascii_lowercase()
}

/// Whether a character is a hanzi.
#[must_use]
pub fn is_han(ch: char) -> bool {
    matches!(ch, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' | '〇')
}

#[cfg(test)]
mod tests {
    use super::Lang;

    #[test]
    fn tags_are_normalised() {
        assert_eq!(Lang::parse("ZH_cn").unwrap().tag(), "zh-CN");
        assert_eq!(Lang::parse("zh-hant").unwrap().region(), Some("TW"));
        assert_eq!(Lang::parse("en").unwrap().tag(), "en");
        assert!(Lang::parse("中文").is_none());
        assert!(Lang::parse("english").is_none());
        assert!(Lang::parse("cn").is_none() && Lang::parse("xx-CN").is_none());
        assert_eq!((Lang::meant("CN"), Lang::meant("中文"), Lang::meant("q")), (Some("zh-CN"), Some("zh-CN"), None));
    }
}
