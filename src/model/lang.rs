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

impl Lang {
    /// Simplified Chinese of the mainland, the default of every document.
    #[must_use]
    pub fn chinese() -> Self {
        Self { language: "zh".into(), script: None, region: Some("CN".into()) }
    }

    /// Reads a tag: two or three letters, then an optional script of four
    /// letters and a region of two letters or three digits. `None` if it is
    /// not of that form.
    #[must_use]
    pub fn parse(tag: &str) -> Option<Self> {
        let mut parts = tag.trim().split(['-', '_']).peekable();
        let alphabetic = |part: &str| part.chars().all(|c| c.is_ascii_alphabetic());
        let language = parts.next().filter(|p| (2..=3).contains(&p.len()) && alphabetic(p))?.to_ascii_lowercase();
        let script = parts.next_if(|p| p.len() == 4 && alphabetic(p)).map(title_case);
        let is_region =
            |p: &&str| (p.len() == 2 && alphabetic(p)) || (p.len() == 3 && p.chars().all(|c| c.is_ascii_digit()));
        let region = parts.next_if(|p| is_region(p)).map(str::to_ascii_uppercase);
        parts.next().is_none().then_some(Self { language, script, region })
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
    }
}
