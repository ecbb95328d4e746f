//! Physical lengths and their conversion to the units of the back ends.
//!
//! Every length of a style or a picture is a [`Length`]; the only arithmetic
//! between units of the project stands here. It must not know what a length is
//! used for.

use serde::Serialize;

/// A physical length, kept in PostScript points (1 pt = 1/72 inch).
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default, Serialize)]
#[serde(transparent)]
pub struct Length(f64);

impl Length {
    /// No length at all.
    pub const ZERO: Self = Self(0.0);

    /// A length of so many points.
    #[must_use]
    pub const fn points(value: f64) -> Self {
        Self(value)
    }

    /// A length of so many millimetres.
    #[must_use]
    pub const fn millimetres(value: f64) -> Self {
        Self(value * 72.0 / 25.4)
    }

    /// A length of so many pixels at `dpi` pixels an inch.
    #[must_use]
    pub fn pixels(value: f64, dpi: f64) -> Self {
        Self(value * 72.0 / dpi)
    }

    /// The length in points.
    #[must_use]
    pub const fn pt(self) -> f64 {
        self.0
    }

    /// The length in twips (1/20 pt), the unit of `w:spacing` and `w:ind`
    /// (ECMA-376-1 §17.18.87), rounded.
    #[must_use]
    pub fn twips(self) -> i64 {
        (self.0 * 20.0).round() as i64
    }

    /// The length in half-points, the unit of `w:sz` (ECMA-376-1 §17.3.2.38),
    /// rounded.
    #[must_use]
    pub fn half_points(self) -> i64 {
        (self.0 * 2.0).round() as i64
    }

    /// The length in eighths of a point, the unit of border widths
    /// (ECMA-376-1 §17.3.4), rounded.
    #[must_use]
    pub fn eighth_points(self) -> i64 {
        (self.0 * 8.0).round() as i64
    }

    /// The length in English metric units (1 pt = 12700 EMU), the unit of
    /// drawings (ECMA-376-1 §20.1.2.1), rounded.
    #[must_use]
    pub fn emu(self) -> i64 {
        (self.0 * 12_700.0).round() as i64
    }

    /// This length times `factor`.
    #[must_use]
    pub fn scaled(self, factor: f64) -> Self {
        Self(self.0 * factor)
    }

    /// The larger of two.
    #[must_use]
    pub fn max(self, other: Self) -> Self {
        Self(self.0.max(other.0))
    }

    /// The smaller of the two lengths.
    #[must_use]
    pub fn min(self, other: Self) -> Self {
        Self(self.0.min(other.0))
    }
}

impl std::ops::Add for Length {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl std::ops::Sub for Length {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Length;

    #[test]
    fn units_agree() {
        let inch = Length::millimetres(25.4);
        assert_eq!(inch.twips(), 1440);
        assert_eq!(inch.emu(), 914_400);
        assert_eq!(Length::points(10.5).half_points(), 21);
        assert_eq!(Length::points(0.75).eighth_points(), 6);
        assert_eq!(Length::pixels(96.0, 96.0).pt(), 72.0);
    }
}
