//! The statuses that an intervention can have in a municipality, and the Dutch word for each.

use serde::Serialize;

/// How far a municipality is with an intervention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Status {
    /// Looking into it.
    #[serde(rename = "verkenning")]
    Exploring,
    /// Writing a plan.
    #[serde(rename = "plan in ontwikkeling")]
    PlanInDevelopment,
    /// Decided, not begun.
    #[serde(rename = "gepland")]
    Planned,
    /// Beginning.
    #[serde(rename = "opstart")]
    Starting,
    /// Running.
    #[serde(rename = "uitvoering")]
    Running,
    /// Completed.
    #[serde(rename = "afgerond")]
    Completed,
    /// Ended before its time.
    #[serde(rename = "gestopt")]
    Stopped,
}

impl Status {
    /// Every status, from first thought to end.
    pub const ALL: [Self; 7] = [
        Self::Exploring,
        Self::PlanInDevelopment,
        Self::Planned,
        Self::Starting,
        Self::Running,
        Self::Completed,
        Self::Stopped,
    ];

    /// The word that a questionnaire has for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Exploring => "verkenning",
            Self::PlanInDevelopment => "plan in ontwikkeling",
            Self::Planned => "gepland",
            Self::Starting => "opstart",
            Self::Running => "uitvoering",
            Self::Completed => "afgerond",
            Self::Stopped => "gestopt",
        }
    }

    /// The status that a word stands for, whatever its case and spaces; `None` if it is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let text = words.join(" ").to_lowercase();
        Self::ALL.into_iter().find(|status| status.word() == text)
    }

    /// Whether something can be counted under it: a plan reaches nobody.
    #[must_use]
    pub fn has_numbers(self) -> bool {
        matches!(self, Self::Starting | Self::Running | Self::Completed | Self::Stopped)
    }
}

#[cfg(test)]
mod tests {
    use super::Status;

    #[test]
    fn every_status_is_read_back_from_its_word() {
        for status in Status::ALL {
            assert_eq!(Status::parse(&format!(" {} ", status.word().to_uppercase())), Some(status));
        }
        assert_eq!(Status::parse("in uitvoering"), None);
    }
}
