//! The symbols of the chemical elements, which are said apart from each other.

/// All of them, in the order of their atomic numbers.
const SYMBOLS: &str = "H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr \
    Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os \
    Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm Bk Cf Es Fm Md No Lr Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc \
    Lv Ts Og";

/// A word of letters, its elements with blanks between them if it consists of those.
pub(super) fn spaced(word: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    let mut begin = 0;
    for (at, _) in word.char_indices().skip(1).filter(|(_, c)| c.is_uppercase()) {
        parts.push(&word[begin..at]);
        begin = at;
    }
    parts.push(&word[begin..]);
    // The longest compounds that anybody writes; a text of thousands of letters is none.
    let known = |part: &&str| SYMBOLS.split_whitespace().any(|symbol| symbol == *part);
    if parts.len() <= 60 && parts.iter().all(known) { parts.join(" ") } else { word.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::spaced;

    #[test]
    fn elements_are_said_apart() {
        assert_eq!(["CaO", "NaCl", "Res", "max", ""].map(spaced), ["Ca O", "Na Cl", "Res", "max", ""]);
    }
}
