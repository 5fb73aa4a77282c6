//! The elements of a fiscal document that repeat a part of its access key.
//!
//! Input: a key that is in order. Output: a diagnostic at each element that says another thing, with the part of the key as the
//! reason. What has a fault of its own is judged where it belongs, not here.

use super::Checker;
use crate::bind::State;
use crate::diagnostic::Diagnostic;
use crate::formats::KeyPart;
use crate::layout::FieldId;
use crate::rules::value::{self, Value};
use crate::span::Span;
use crate::violation::{Severity, Violation};

impl Checker<'_, '_, '_, '_> {
    pub(super) fn check_access_key(&mut self, key: FieldId, parts: &[(FieldId, KeyPart)], severity: Severity) {
        let (tree, layout) = (self.tree, self.layout);
        let Some(node) = self.value_of(key) else { return };
        let text = tree.value(node);
        let prefix = layout.field(key).value_rules().and_then(|rules| rules.prefix.as_deref()).unwrap_or_default();
        let Some(bare) = text.strip_prefix(prefix) else { return };
        for (id, part) in parts {
            let field = layout.field(*id);
            let Some(rules) = field.value_rules() else { continue };
            let slot = self.slot_anywhere(*id);
            let (State::Present, Some((_, element))) = (slot.state, slot.node) else { continue };
            let said = Value::read(tree, element);
            if !part.differs(bare, &said.text) || value::check(rules, &layout.system, &said, &|_| None).is_some() {
                continue;
            }
            let cause = part_of(tree.span(node), tree.text, &text, prefix, *part);
            let violation = Violation::KeyMismatch { expected: cause };
            let diagnostic = Diagnostic::at(violation, tree.span(element), element);
            self.judge.add(Diagnostic { severity, field: Some(*id), cause: Some(cause), ..diagnostic });
        }
    }
}

/// Where a part of the key stands; the whole of it when it is written with references.
fn part_of(whole: Span, source: &str, value: &str, prefix: &str, part: KeyPart) -> Span {
    if whole.text(source) != value {
        return whole;
    }
    let start = whole.start + crate::span::offset(prefix.len());
    let Span { start: from, end: to } = part.span();
    Span { start: start + from, end: start + to }
}
