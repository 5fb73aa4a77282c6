//! What of a value may be shown as it is.
//!
//! Input: the fields of its name, and the value as written. Output: the value, or its fake. Keeps only what says nothing
//! of anybody, whoever wrote it there: a name in the place of a code is no code.

use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

use super::fake::Fakes;
use crate::layout::{Content, Field, System, ValueKind, ValueList};
use crate::tree::Syntax;

/// A number of so many digits may be a telephone or a document, and without a decimal mark already one of fewer digits.
const TELLING: usize = 8;
const TELLING_WITHOUT_MARK: usize = 5;

/// A value of so few characters is a flag or a state.
const FLAG: usize = 2;

/// What is known of a value.
#[derive(Clone, Debug, Default)]
pub(super) enum Known {
    /// Nothing.
    #[default]
    Nothing,
    /// It is the name of a value.
    Name,
    /// The layout has fields of its name.
    Field(Rc<Summary>),
}

/// What the fields of one name are, taken together.
#[derive(Debug, Default)]
pub(super) struct Summary {
    is_secret: bool,
    is_amount: bool,
    lists: Vec<Arc<ValueList>>,
    /// What the samples of the system have in the place of values.
    placeholders: Vec<String>,
}

impl Summary {
    pub fn add(&mut self, field: &Field, system: &System) {
        if self.placeholders.is_empty() {
            self.placeholders.clone_from(&system.placeholders);
        }
        self.is_secret |= field.is_secret;
        if let Content::Value(rules) = &field.content {
            self.is_amount |= matches!(rules.kind, ValueKind::Decimal(..));
            self.lists.extend(rules.list.clone());
        }
    }

    fn lists(&self, value: &str) -> bool {
        self.lists.iter().flat_map(|list| list.iter()).any(|(code, _)| **code == *value)
    }

    fn is_placeholder(&self, value: &str) -> bool {
        self.placeholders.iter().any(|word| *word == *value.trim())
    }
}

impl Known {
    /// The value as it may be shown, in the same number of bytes; `raw` has its quotes in JSON.
    pub fn shown<'r>(&self, raw: &'r str, syntax: Syntax, fakes: &mut Fakes) -> Cow<'r, str> {
        let content = match syntax {
            Syntax::Json => raw.strip_prefix('"').map_or(raw, |rest| rest.strip_suffix('"').unwrap_or(rest)),
            Syntax::Xml => raw,
        };
        if self.may_be_shown(content) {
            return Cow::Borrowed(raw);
        }
        let fake = fakes.of(content, syntax);
        match raw.split_once(content) {
            Some((before, after)) => Cow::Owned(format!("{before}{fake}{after}")),
            None => Cow::Owned(fake),
        }
    }

    fn may_be_shown(&self, content: &str) -> bool {
        match self {
            Known::Name => !content.contains('@') && n_digits(content) < TELLING,
            Known::Field(summary) if summary.is_placeholder(content) => true,
            Known::Field(summary) if summary.is_secret => false,
            Known::Field(summary) => {
                summary.lists(content) || is_harmless(content) || (summary.is_amount && is_amount(content))
            }
            Known::Nothing => is_harmless(content),
        }
    }
}

/// Whether a value says nothing of anybody, wherever it stands.
fn is_harmless(content: &str) -> bool {
    content.chars().count() <= FLAG
        || matches!(content, "true" | "false" | "null")
        || is_date(content)
        || (n_digits(content) < TELLING && is_amount(content))
        || (n_digits(content) < TELLING_WITHOUT_MARK && is_number(content))
}

fn is_number(content: &str) -> bool {
    let may_be_in_one = |byte: u8| byte.is_ascii_digit() || b".,-+%/ eE".contains(&byte);
    content.bytes().all(may_be_in_one) && n_digits(content) > 0
}

/// A number with a decimal mark, also a great one.
fn is_amount(content: &str) -> bool {
    is_number(content) && content.bytes().filter(|byte| matches!(byte, b'.' | b',')).count() == 1
}

/// A date, perhaps with a time: digits in groups of at most four, between marks.
fn is_date(content: &str) -> bool {
    let groups = || content.split(['-', '/', ':', 'T', ' ', '.', '+', 'Z']).filter(|group| !group.is_empty());
    let has_digits = |group: &str| group.len() <= 4 && group.bytes().all(|byte| byte.is_ascii_digit());
    let fraction_is_short = |group: &str| group.len() <= 4 || content.contains(':');
    let dates = content.bytes().filter(|byte| matches!(byte, b'-' | b'/')).count();
    (3..=9).contains(&groups().count())
        && (2..=3).contains(&dates)
        && groups().take(3).map(str::len).sum::<usize>() <= TELLING
        && groups().all(|group| has_digits(group) && fraction_is_short(group))
}

fn n_digits(content: &str) -> usize {
    content.bytes().filter(u8::is_ascii_digit).count()
}
