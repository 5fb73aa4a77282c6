//! What an answer says of the request that it answers, and which place decides.
//!
//! Input: a tree that was recognised as an answer, and the HTTP status when one is known. Output: a `Verdict`, and a
//! diagnostic for everything that the answer says. Guesses nothing: where no rule holds there is no verdict.

mod items;
#[cfg(test)]
mod tests;
mod texts;

use std::borrow::Cow;

use crate::bind::{self, State};
use crate::condition::Look;
use crate::detect::Refusal;
use crate::diagnostic::{Diagnostic, Sink};
use crate::envelope::Fault;
use crate::layout::{BlockId, Content, FieldId, Layout, System, VerdictRule};
use crate::recognise::{Failure, Recognised};
use crate::report::{Direction, Outcome};
use crate::span::Span;
use crate::tree::{Kind, NodeId, Syntax, Tree};
use crate::violation::{Told, Violation};

/// What became of the request, and the place that says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Verdict {
    pub outcome: Outcome,
    pub span: Span,
    pub node: NodeId,
}

/// Reads an answer; a request has no verdict.
pub(crate) fn read(
    tree: &Tree<'_>,
    recognised: &Recognised<'_>,
    status: Option<u16>,
    acc: &mut Sink,
) -> Option<Verdict> {
    let root = tree.root().filter(|_| recognised.direction == Some(Direction::Response))?;
    let system = recognised.system();
    let mut reader =
        Reader { tree, layout: recognised.layout, system: system.as_deref(), is_in_doubt: false, n_explained: 0, acc };
    match &recognised.failure {
        Some(Failure::Fault(fault)) => Some(reader.fault(*fault)),
        Some(Failure::Refusal(refusal)) => Some(reader.refusal(refusal, status)),
        None => {
            let node = recognised.entry.map(|entry| entry.node);
            reader.answer(node, status).or_else(|| reader.unread(node.unwrap_or(root)))
        }
    }
}

struct Reader<'r, 'a> {
    tree: &'r Tree<'a>,
    layout: Option<&'r Layout>,
    system: Option<&'r System>,
    /// Whether a rule might have held, had the document been whole and of one mind.
    is_in_doubt: bool,
    /// How many texts were looked at more closely.
    n_explained: usize,
    acc: &'r mut Sink,
}

/// The rule that holds, and the place where.
struct Decision<'r> {
    rule: &'r VerdictRule,
    node: NodeId,
    span: Span,
    field: Option<FieldId>,
    /// The HTTP status, when nothing in the document decides.
    status: Option<u32>,
}

impl<'r> Reader<'r, '_> {
    /// A fault comes from the transport or from before the operation: nothing was carried out as asked.
    fn fault(&mut self, fault: Fault) -> Verdict {
        let told = fault.text.filter(|text| bind::state(self.tree, *text) == State::Present);
        let node = told.unwrap_or(fault.element.value);
        let span = told.map_or(self.tree.opening(node), |text| self.tree.span(text));
        let violation = match told {
            Some(_) => Violation::SoapFault { told: Told(span) },
            None => Violation::SoapFaultInSilence,
        };
        self.acc.add(Diagnostic::at(violation, span, node));
        if let Some(code) = fault.code {
            self.fault_code(code);
        }
        if let Some(text) = told {
            self.explain(text);
        }
        Verdict { outcome: Outcome::Failed, span, node }
    }

    fn fault_code(&mut self, code: NodeId) {
        let value = self.tree.value(code);
        // `soapenv:Server.Busy`: the prefix is any, what follows the point is the server's own.
        let local = value.trim().rsplit(':').next().unwrap_or_default();
        let violation = match local.split('.').next().unwrap_or_default() {
            "Client" | "Sender" => Violation::FaultOfSender,
            "Server" | "Receiver" => Violation::FaultOfReceiver,
            "VersionMismatch" => Violation::FaultOfVersion,
            "MustUnderstand" => Violation::FaultOfHeader,
            _ => return,
        };
        self.acc.add(Diagnostic::at(violation, self.tree.span(code), code));
    }

    /// The system's own way to refuse any call.
    fn refusal(&mut self, refusal: &Refusal, status: Option<u16>) -> Verdict {
        let (node, span) = (refusal.message, self.tree.span(refusal.message));
        let rules = self.layout.map(|layout| layout.verdicts.as_slice()).unwrap_or_default();
        let by_status = rules.iter().find(|rule| status.is_some_and(|status| rule.status.contains(&status)));
        let outcome = by_status.map_or(refusal.outcome, |rule| rule.outcome);
        let violation = match outcome {
            Outcome::Rejected => Violation::AnswerRejected { told: Told(span) },
            _ => Violation::AnswerFailed { told: Told(span) },
        };
        self.acc.add(Diagnostic::at(violation, span, node));
        self.explain(node);
        Verdict { outcome, span, node }
    }

    /// Said at the first value that a rule asks for, so that a person sees which one means nothing to us.
    fn unread(&mut self, node: NodeId) -> Option<Verdict> {
        let violation = if self.is_in_doubt { Violation::AnswerInDoubt } else { Violation::AnswerUnread };
        let asked = self.layout.and_then(|layout| {
            let values = Values::read(self.tree, layout, Some(node));
            let fields = layout.verdicts.iter().filter_map(|rule| rule.when.as_ref()).flat_map(|when| when.fields());
            fields.into_iter().find_map(|id| Some((id, values.text(id)?)))
        });
        let diagnostic = match asked {
            Some((id, value)) => {
                Diagnostic { field: Some(id), ..Diagnostic::at(violation, self.tree.span(value), value) }
            }
            None => Diagnostic::at(violation, self.place_of(node), node),
        };
        self.acc.add(diagnostic);
        None
    }

    fn answer(&mut self, node: Option<NodeId>, status: Option<u16>) -> Option<Verdict> {
        let layout = self.layout?;
        let root = self.tree.root()?;
        let values = Values::read(self.tree, layout, node);
        let items = node.map(|node| self.items(layout, node)).unwrap_or_default();
        let decision = self.decide(layout, &values, node, status)?;
        let is_good = matches!(decision.rule.outcome, Outcome::Processed | Outcome::Received);
        // What was cut off may have said otherwise, and an HTTP status does.
        let is_cut = [Some(root), node].into_iter().flatten().any(|node| self.tree.is_incomplete(node));
        let is_denied = decision.status.is_none() && status.is_some_and(|status| !(200..300).contains(&status));
        if is_good && (is_cut || is_denied) {
            self.is_in_doubt = true;
            return None;
        }
        let told = decision.rule.message.and_then(|id| values.text(id));
        let (outcome, violation) = match (decision.rule.outcome, decision.status) {
            (Outcome::Processed, _) if items.failed > 0 && items.failed == items.total => {
                (Outcome::Rejected, Violation::RejectedItems { total: items.total })
            }
            (Outcome::Processed, _) if items.failed > 0 => {
                (Outcome::Partial, Violation::AnswerPartial { failed: items.failed, total: items.total })
            }
            (Outcome::Processed, _) if items.remarks > 0 => {
                let violation = Violation::ProcessedWithRemarks { remarks: items.remarks, total: items.total };
                (Outcome::Processed, violation)
            }
            (outcome, Some(status)) => (outcome, by_status(outcome, status)),
            (outcome, None) => (outcome, by_place(outcome, decision.rule, told, decision.span, self.tree)),
        };
        let Decision { span, node, field, .. } = decision;
        let is_by_items = matches!(violation, Violation::AnswerPartial { .. } | Violation::RejectedItems { .. });
        let reason = if is_by_items { items.first } else { told };
        let cause = reason.map(|reason| self.tree.span(reason)).filter(|reason| *reason != span);
        self.acc.add(Diagnostic { field, cause, ..Diagnostic::at(violation, span, node) });
        let text = told.or_else(|| (decision.status.is_none() && outcome == Outcome::Failed).then_some(node));
        if let Some(text) = text.filter(|_| !is_good) {
            self.explain(text);
        }
        Some(Verdict { outcome, span, node })
    }

    /// The first rule that holds, unless another one in doubt before it says something else.
    fn decide(
        &mut self,
        layout: &'r Layout,
        values: &Values,
        node: Option<NodeId>,
        status: Option<u16>,
    ) -> Option<Decision<'r>> {
        let mut doubts = Vec::new();
        for rule in &layout.verdicts {
            match self.holds(rule, values, node, status) {
                Some(false) => {}
                None => doubts.push(rule.outcome),
                Some(true) if doubts.iter().all(|doubt| *doubt == rule.outcome) => {
                    return self.decision(rule, values, node, status);
                }
                Some(true) => break,
            }
        }
        self.is_in_doubt = !doubts.is_empty();
        None
    }

    fn holds(&self, rule: &VerdictRule, values: &Values, node: Option<NodeId>, status: Option<u16>) -> Option<bool> {
        let has_status = rule.status.is_empty() || status.is_some_and(|status| rule.status.contains(&status));
        let has_text = rule.text.as_ref().is_none_or(|texts| {
            let text = node.and_then(|node| self.text(node));
            text.is_some_and(|text| texts.is_empty() || texts.iter().any(|known| **known == *text.trim()))
        });
        if !has_status || !has_text {
            return Some(false);
        }
        let Some(when) = &rule.when else { return Some(true) };
        when.evaluate(&|id| values.look(self.tree, id)).map(|truth| truth.holds)
    }

    /// Where the rule holds: at the field that it asks for, at the answer's own text, or nowhere in the document.
    fn decision(
        &self,
        rule: &'r VerdictRule,
        values: &Values,
        node: Option<NodeId>,
        status: Option<u16>,
    ) -> Option<Decision<'r>> {
        let field = rule.field();
        let decisive = field.and_then(|id| values.value(id)).or(node.filter(|_| rule.text.is_some()));
        let has_place = decisive.is_some();
        let node = decisive.or(node).or(self.tree.root())?;
        let span = if has_place { self.tree.span(node) } else { self.place_of(node) };
        let status = status.filter(|_| !has_place && !rule.status.is_empty()).map(u32::from);
        Some(Decision { rule, node, span, field: field.filter(|_| has_place), status })
    }

    /// An answer that is one text, as it is for calls that are only taken in.
    fn text(&self, node: NodeId) -> Option<Cow<'_, str>> {
        let layout = self.layout.filter(|_| self.tree.kind(node) == Kind::Text)?;
        (state(self.tree, layout, node) == State::Present).then(|| self.tree.value(node))
    }

    /// A small place that stands for a whole value.
    fn place_of(&self, node: NodeId) -> Span {
        match (self.tree.syntax, self.tree.kind(node)) {
            (Syntax::Json, Kind::Object | Kind::Array) | (Syntax::Xml, Kind::Object | Kind::Empty | Kind::Null) => {
                self.tree.opening(node)
            }
            _ => self.tree.span(node),
        }
    }
}

fn by_status(outcome: Outcome, status: u32) -> Violation {
    match outcome {
        Outcome::Processed | Outcome::Partial => Violation::ProcessedByStatus { status },
        Outcome::Received => Violation::ReceivedByStatus { status },
        Outcome::Rejected => Violation::RejectedByStatus { status },
        Outcome::Failed => Violation::FailedByStatus { status },
    }
}

/// `told` is the text beside the deciding place, when the rule names one and it is there.
fn by_place(outcome: Outcome, rule: &VerdictRule, told: Option<NodeId>, span: Span, tree: &Tree<'_>) -> Violation {
    let own = Told(told.map_or(span, |told| tree.span(told)));
    match (outcome, told) {
        (Outcome::Processed | Outcome::Partial, _) => Violation::AnswerProcessed,
        (Outcome::Received, _) => Violation::AnswerReceived,
        (Outcome::Rejected, Some(_)) => Violation::AnswerRejected { told: own },
        (Outcome::Rejected, None) => Violation::RejectedInSilence,
        (Outcome::Failed, _) if rule.may_be_written => Violation::FailedButWritten { told: own },
        (Outcome::Failed, _) => Violation::AnswerFailed { told: own },
    }
}

/// The values at the answer's outermost level.
#[derive(Default)]
struct Values {
    found: Vec<Found>,
    /// Whether members may have been lost to broken syntax.
    is_incomplete: bool,
}

#[derive(Clone, Copy)]
struct Found {
    field: FieldId,
    node: NodeId,
    state: State,
}

impl Values {
    fn read(tree: &Tree<'_>, layout: &Layout, node: Option<NodeId>) -> Self {
        let (Some(root), Some(node)) = (layout.half(Direction::Response), node) else { return Self::default() };
        let mut found: Vec<Found> = Vec::new();
        for (field, node) in members(tree, layout, root, node) {
            if matches!(layout.field(field).content, Content::Block(_)) {
                continue;
            }
            match found.iter_mut().find(|known| known.field == field) {
                // Of two that say different things neither decides.
                Some(known) => known.state = State::Unknown,
                None => found.push(Found { field, node, state: state(tree, layout, node) }),
            }
        }
        Self { found, is_incomplete: tree.is_incomplete(node) }
    }

    fn find(&self, id: FieldId) -> Option<Found> {
        self.found.iter().copied().find(|found| found.field == id)
    }

    fn value(&self, id: FieldId) -> Option<NodeId> {
        self.find(id).map(|found| found.node)
    }

    /// The value of a field that says something.
    fn text(&self, id: FieldId) -> Option<NodeId> {
        self.find(id).filter(|found| found.state == State::Present).map(|found| found.node)
    }

    fn look<'a>(&self, tree: &Tree<'a>, id: FieldId) -> Look<'a> {
        match self.find(id) {
            None if self.is_incomplete => Look::Unknown,
            None => Look::Blank,
            Some(Found { state: State::Unknown, .. }) => Look::Unknown,
            Some(Found { state: State::Present, node, .. }) => Look::Value(trimmed(tree.value(node)), tree.span(node)),
            Some(_) => Look::Blank,
        }
    }
}

/// The members of a block that the layout knows.
fn members<'t>(
    tree: &'t Tree<'_>,
    layout: &'t Layout,
    block: BlockId,
    node: NodeId,
) -> impl Iterator<Item = (FieldId, NodeId)> + 't {
    let named = tree.members(node).filter(|(name, _)| tree.kind(*name) == Kind::Name);
    named.filter_map(move |(name, value)| Some((bind::member(layout, block, &tree.name(name))?, value)))
}

/// A value's state in an answer. The word that a sample has in the place of a value says nothing.
fn state(tree: &Tree<'_>, layout: &Layout, node: NodeId) -> State {
    let is_placeholder = || {
        let value = tree.value(node);
        layout.system.placeholders.iter().any(|word| **word == *value.trim())
    };
    match bind::state(tree, node) {
        State::Present if is_placeholder() => State::Unknown,
        state => state,
    }
}

/// White space around a value says nothing in an answer.
fn trimmed(value: Cow<'_, str>) -> Cow<'_, str> {
    match value {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}
