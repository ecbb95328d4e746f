//! Values that a sheet holds as strings read themselves from them, by their `FromStr`.

/// Reads a value from the string of a sheet.
macro_rules! from_string {
    ($ty:ty, $expecting:expr) => {
        impl<'de> serde::Deserialize<'de> for $ty {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Text;
                impl serde::de::Visitor<'_> for Text {
                    type Value = $ty;
                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str($expecting)
                    }
                    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<$ty, E> {
                        text.parse().map_err(E::custom)
                    }
                    fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<$ty, E> {
                        Err(E::custom($crate::diag::message!(
                            "{number} is a bare number; expected, in quotes, {expecting}",
                            number,
                            expecting = $expecting
                        )))
                    }
                    fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<$ty, E> {
                        Err(E::custom($crate::diag::message!(
                            "{number} is a bare number; expected, in quotes, {expecting}",
                            number,
                            expecting = $expecting
                        )))
                    }
                }
                deserializer.deserialize_any(Text)
            }
        }
    };
}
pub(super) use from_string;
