//! Chinese names in pinyin, whose given names stand whole
//! (GB/T 7714—2025 §7.1.1, GB/T 28039).

/// The usual family names.
const FAMILIES: &str = " an ao bai bao bi bian cai cao cen chai chang chao che chen cheng chu cui dai deng di diao ding \
    dong dou du duan fan fang fei feng fu gan gao ge geng gong gu guan guo han hao he hong hou hu hua huang huo ji jia \
    jiang jiao jin jing kang ke kong kuang lai lan lei leng li lian liang liao lin ling liu long lou lu luo lv ma mao mei \
    meng mi miao min mo mu ni nie ning niu ouyang pan pang pei peng pi ping pu qi qian qiao qin qiu qu quan ran ren rong \
    ruan shang shao shen sheng shi shu situ song su sun tan tang tao teng tian tong tu wan wang wei wen weng wu xi xia \
    xiang xiao xie xin xing xiong xu xue yan yang yao ye yi yin ying you yu yuan yue yun zang zeng zha zhai zhan zhang \
    zhao zhen zheng zhi zhong zhou zhu zhuang zhuo zong zou zuo ";
const INITIALS: [&str; 23] = [
    "zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "r", "z", "c", "s", "y",
    "w",
];
const FINALS: &str = " a o e i u v ai ei ui ao ou iu ie ue ve er an en in un ang eng ing ong ia iao ian iang iong ua uo uai \
    uan uang ";

/// Whether a name is a Chinese one in pinyin.
pub(super) fn is_name(family: &str, given: &str) -> bool {
    let family = format!(" {} ", family.to_lowercase());
    let given = given.to_lowercase().replace(['-', ' ', '’', '\''], "");
    FAMILIES.contains(&family) && given.len() > 1 && syllables(&given, 3)
}

/// Whether a text is of at most so many syllables.
fn syllables(text: &str, most: usize) -> bool {
    if text.is_empty() {
        return true;
    }
    most > 0
        && (1..=text.len().min(6)).any(|len| {
            text.get(..len).is_some_and(is_syllable) && text.get(len..).is_some_and(|rest| syllables(rest, most - 1))
        })
}

fn is_syllable(text: &str) -> bool {
    let is_final = |text: &str| !text.is_empty() && FINALS.contains(&format!(" {text} "));
    let bare = ["a", "ai", "an", "ang", "ao", "e", "ei", "en", "er", "o", "ou"].contains(&text);
    bare || INITIALS.iter().any(|initial| text.strip_prefix(initial).is_some_and(is_final))
}

/// The given name with a capital, in one word; a hyphen stays.
pub(super) fn given(text: &str) -> String {
    let mut signs = text.split_whitespace().collect::<String>().to_lowercase();
    if let Some(first) = signs.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    signs
}

#[cfg(test)]
mod tests {
    use super::{given, is_name};

    #[test]
    fn pinyin_is_told_from_other_names() {
        assert!(is_name("Li", "Jiangning") && is_name("Wang", "Shanshan") && is_name("Guo", "Da-ya"));
        assert!(!is_name("Wong", "David") && !is_name("Li", "David") && !is_name("Chen", "T. Q."));
        assert!(!is_name("Smith", "An") && !is_name("Li", "J"));
        assert_eq!(given("Jiang Ning"), "Jiangning");
    }
}
