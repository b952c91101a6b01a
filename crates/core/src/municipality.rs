//! Municipalities and the codes by which they are known.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A CBS code: `GM` and four digits, such as `GM0363`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MunicipalityCode(String);

impl MunicipalityCode {
    /// The code in `text`, whatever its case and surrounding spaces; `None` if it has another form.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let code = text.trim().to_uppercase();
        let digits = code.strip_prefix("GM")?;
        (digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit())).then_some(Self(code))
    }

    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for MunicipalityCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_recognised_in_any_case_and_nothing_else_is() {
        assert_eq!(MunicipalityCode::parse(" gm0363 ").unwrap().as_str(), "GM0363");
        for wrong in ["0363", "GM363", "GM03633", "GMabcd", "Amsterdam", ""] {
            assert_eq!(MunicipalityCode::parse(wrong), None, "{wrong}");
        }
    }
}
