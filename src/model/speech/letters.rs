//! The names of Greek letters, of the sets of numbers and of faces.

use super::text::Word;
use crate::model::math::Face;

/// The name of a Greek letter, and whether it is a capital one.
pub(super) fn greek(letter: char) -> Option<(bool, Word)> {
    let small = match letter {
        'ϵ' => 'ε',
        'ϑ' => 'θ',
        'ϕ' => 'φ',
        'ϱ' => 'ρ',
        'ς' => 'σ',
        'ϖ' => 'π',
        'ϰ' => 'κ',
        'µ' => 'μ',
        'Α'..='Ω' => letter.to_lowercase().next().unwrap_or(letter),
        letter => letter,
    };
    let word = match small {
        'α' => Word("阿尔法", "alpha"),
        'β' => Word("贝塔", "beta"),
        'γ' => Word("伽马", "gamma"),
        'δ' => Word("德尔塔", "delta"),
        'ε' => Word("艾普西隆", "epsilon"),
        'ζ' => Word("泽塔", "zeta"),
        'η' => Word("伊塔", "eta"),
        'θ' => Word("西塔", "theta"),
        'ι' => Word("约塔", "iota"),
        'κ' => Word("卡帕", "kappa"),
        'λ' => Word("兰姆达", "lambda"),
        'μ' => Word("缪", "mu"),
        'ν' => Word("纽", "nu"),
        'ξ' => Word("克西", "xi"),
        'ο' => Word("奥密克戎", "omicron"),
        'π' => Word("派", "pi"),
        'ρ' => Word("柔", "rho"),
        'σ' => Word("西格马", "sigma"),
        'τ' => Word("陶", "tau"),
        'υ' => Word("宇普西隆", "upsilon"),
        'φ' => Word("斐", "phi"),
        'χ' => Word("希", "chi"),
        'ψ' => Word("普西", "psi"),
        'ω' => Word("欧米伽", "omega"),
        'ϝ' => Word("迪伽马", "digamma"),
        _ => return None,
    };
    Some((matches!(letter, 'Α'..='Ω'), word))
}

/// The name of a set of numbers with a letter of its own.
pub(super) fn set(letter: char) -> Option<Word> {
    Some(match letter {
        'ℝ' => Word("实数集", "the real numbers"),
        'ℕ' => Word("自然数集", "the natural numbers"),
        'ℤ' => Word("整数集", "the integers"),
        'ℚ' => Word("有理数集", "the rational numbers"),
        'ℂ' => Word("复数集", "the complex numbers"),
        _ => return None,
    })
}

/// The same for a letter in a face.
pub(super) fn faced_set(letter: char, face: Face) -> Option<Word> {
    match (face, letter) {
        (Face::DoubleStruck, 'R') => set('ℝ'),
        (Face::DoubleStruck, 'N') => set('ℕ'),
        (Face::DoubleStruck, 'Z') => set('ℤ'),
        (Face::DoubleStruck, 'Q') => set('ℚ'),
        (Face::DoubleStruck, 'C') => set('ℂ'),
        _ => set(letter),
    }
}

/// The name of a face that tells letters apart.
pub(super) fn face(face: Face) -> Option<Word> {
    Some(match face {
        Face::Default | Face::Upright | Face::Italic => return None,
        Face::Bold | Face::BoldItalic => Word("粗体", "bold"),
        Face::Script => Word("花体", "script"),
        Face::BoldScript => Word("粗花体", "bold script"),
        Face::Fraktur => Word("哥特体", "fraktur"),
        Face::BoldFraktur => Word("粗哥特体", "bold fraktur"),
        Face::DoubleStruck => Word("双线体", "double-struck"),
        Face::SansSerif | Face::SansSerifItalic => Word("无衬线体", "sans-serif"),
        Face::SansSerifBold | Face::SansSerifBoldItalic => Word("粗无衬线体", "bold sans-serif"),
        Face::Monospace => Word("等宽体", "monospace"),
    })
}
