//! Commands of siunitx (its manual, “Units”) become the signs of prefixes and
//! units.

/// The sign of a prefix.
pub(super) fn prefix(name: &str) -> Option<&'static str> {
    Some(match name {
        "quecto" => "q",
        "ronto" => "r",
        "yocto" => "y",
        "zepto" => "z",
        "atto" => "a",
        "femto" => "f",
        "pico" => "p",
        "nano" => "n",
        "micro" => "μ",
        "milli" => "m",
        "centi" => "c",
        "deci" => "d",
        "deca" | "deka" => "da",
        "hecto" => "h",
        "kilo" => "k",
        "mega" => "M",
        "giga" => "G",
        "tera" => "T",
        "peta" => "P",
        "exa" => "E",
        "zetta" => "Z",
        "yotta" => "Y",
        "ronna" => "R",
        "quetta" => "Q",
        "kibi" => "Ki",
        "mebi" => "Mi",
        "gibi" => "Gi",
        "tebi" => "Ti",
        "pebi" => "Pi",
        "exbi" => "Ei",
        "zebi" => "Zi",
        "yobi" => "Yi",
        _ => return None,
    })
}

/// The sign of a unit by its name.
pub(super) fn unit(name: &str) -> Option<&'static str> {
    Some(match name {
        "ampere" => "A",
        "candela" => "cd",
        "kelvin" => "K",
        "kilogram" => "kg",
        "gram" => "g",
        "metre" | "meter" => "m",
        "mole" => "mol",
        "second" => "s",
        "becquerel" => "Bq",
        "degreeCelsius" | "celsius" => "°C",
        "coulomb" => "C",
        "farad" => "F",
        "gray" => "Gy",
        "hertz" => "Hz",
        "henry" => "H",
        "joule" => "J",
        "lumen" => "lm",
        "katal" => "kat",
        "lux" => "lx",
        "newton" => "N",
        "ohm" => "Ω",
        "pascal" => "Pa",
        "radian" => "rad",
        "siemens" => "S",
        "sievert" => "Sv",
        "steradian" => "sr",
        "tesla" => "T",
        "volt" => "V",
        "watt" => "W",
        "weber" => "Wb",
        "astronomicalunit" => "au",
        "bar" => "bar",
        "bel" => "B",
        "bit" => "bit",
        "byte" => "B",
        "dalton" => "Da",
        "day" => "d",
        "decibel" | "dB" => "dB",
        "degree" => "°",
        "electronvolt" => "eV",
        "hectare" => "ha",
        "hour" => "h",
        "litre" | "liter" => "L",
        "arcminute" => "′",
        "arcsecond" => "″",
        "minute" => "min",
        "neper" => "Np",
        "tonne" => "t",
        "angstrom" => "Å",
        "percent" => "%",
        "mmHg" => "mmHg",
        "atomicmassunit" | "amu" => "u",
        "barn" => "b",
        "knot" => "kn",
        "nauticalmile" => "M",
        "planckbar" => "ħ",
        "arcmin" => "′",
        "arcsec" => "″",
        _ => return None,
    })
}

/// A constant that serves as a unit: its letter, which is italic, and its subscript.
pub(super) fn constant(name: &str) -> Option<(char, &'static str)> {
    Some(match name {
        "bohr" => ('a', "0"),
        "clight" => ('c', "0"),
        "electronmass" => ('m', "e"),
        "elementarycharge" => ('e', ""),
        "hartree" => ('E', "h"),
        _ => return None,
    })
}

/// The sign of an abbreviated name, such as `kPa` or `um`.
pub(super) fn abbreviation(name: &str) -> Option<String> {
    const SIGNS: [&str; 24] = [
        "g", "m", "s", "mol", "A", "K", "L", "l", "Hz", "N", "Pa", "J", "W", "V", "C", "F", "H", "T", "eV", "Wh", "B",
        "S", "ohm", "bar",
    ];
    const PREFIXES: [&str; 13] = ["", "f", "p", "n", "u", "m", "c", "d", "h", "k", "M", "G", "T"];
    let fits = |prefix: &&str| name.strip_prefix(*prefix).is_some_and(|sign| SIGNS.contains(&sign));
    let prefix = PREFIXES.iter().find(|prefix| fits(prefix))?;
    let name = name.replace("ohm", "Ω");
    Some(match *prefix {
        "u" => format!("μ{}", &name[1..]),
        _ => name,
    })
}
