//! The parts of an access key, and the elements of its document that say the same.

use crate::span::Span;

/// A part of an access key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyPart {
    /// The state's code.
    State,
    /// Year and month of issue.
    Month,
    /// The issuer's CNPJ, or CPF filled up with zeros.
    Issuer,
    /// The model of the document.
    Model,
    /// Its series.
    Series,
    /// Its number.
    Number,
    /// The form of emission.
    Emission,
    /// The code that makes the key hard to guess.
    Code,
    /// The check digit.
    Digit,
}

impl KeyPart {
    /// The part that layouts call `name`.
    pub(crate) fn named(name: &str) -> Option<Self> {
        match name {
            "state" => Some(KeyPart::State),
            "month" => Some(KeyPart::Month),
            "issuer" => Some(KeyPart::Issuer),
            "model" => Some(KeyPart::Model),
            "series" => Some(KeyPart::Series),
            "number" => Some(KeyPart::Number),
            "emission" => Some(KeyPart::Emission),
            "code" => Some(KeyPart::Code),
            "digit" => Some(KeyPart::Digit),
            _ => None,
        }
    }

    /// Where in the key it lies.
    pub(crate) fn span(self) -> Span {
        let (start, end) = match self {
            KeyPart::State => (0, 2),
            KeyPart::Month => (2, 6),
            KeyPart::Issuer => (6, 20),
            KeyPart::Model => (20, 22),
            KeyPart::Series => (22, 25),
            KeyPart::Number => (25, 34),
            KeyPart::Emission => (34, 35),
            KeyPart::Code => (35, 43),
            KeyPart::Digit => (43, 44),
        };
        Span { start, end }
    }

    /// Its text in a key.
    pub(crate) fn of(self, key: &str) -> Option<&str> {
        let Span { start, end } = self.span();
        key.get(start as usize..end as usize)
    }

    /// Whether an element says another thing than the key; false where that cannot be known.
    pub(crate) fn differs(self, key: &str, element: &str) -> bool {
        let Some(part) = self.of(key) else { return false };
        let said = match self {
            // A date and time that begins as `2026-07`.
            KeyPart::Month => match (element.get(2..4), element.get(4..5), element.get(5..7)) {
                (Some(year), Some("-"), Some(month)) => format!("{year}{month}"),
                _ => return false,
            },
            // In these series the authorities issue for somebody, and the key is theirs.
            KeyPart::Issuer if KeyPart::Series.of(key).is_some_and(|series| series.starts_with("89")) => return false,
            _ => format!("{element:0>width$}", width = part.len()),
        };
        said != part
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "35170400039053344705550010000000121000123450";

    #[test]
    fn elements_leave_out_zeros_at_the_start() {
        for (part, element) in [
            (KeyPart::State, "35"),
            (KeyPart::Month, "2017-04-30T23:59:59-03:00"),
            (KeyPart::Issuer, "39053344705"),
            (KeyPart::Model, "55"),
            (KeyPart::Series, "1"),
            (KeyPart::Number, "12"),
            (KeyPart::Emission, "1"),
            (KeyPart::Code, "00012345"),
            (KeyPart::Digit, "0"),
        ] {
            assert!(!part.differs(KEY, element), "{part:?} {element}");
        }
    }

    #[test]
    fn another_value_differs() {
        for (part, element) in [
            (KeyPart::State, "42"),
            (KeyPart::Month, "2017-05-01T00:00:00-03:00"),
            (KeyPart::Issuer, "58716523000119"),
            (KeyPart::Model, "65"),
            (KeyPart::Series, "2"),
            (KeyPart::Number, "120"),
            (KeyPart::Digit, "10"),
        ] {
            assert!(part.differs(KEY, element), "{part:?} {element}");
        }
    }

    #[test]
    fn what_cannot_be_read_says_nothing() {
        assert!(!KeyPart::Month.differs(KEY, "ação"));
        assert!(!KeyPart::Month.differs(KEY, "30/04/2017"));
        assert!(!KeyPart::State.differs("", "35"));
        assert!(!KeyPart::Issuer.differs("35170400039053344705558900000000121000123450", "58716523000119"));
    }
}
