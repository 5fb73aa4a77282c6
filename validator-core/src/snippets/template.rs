//! Fills the slots of a call: `<<url>>`, and parts that are there or not, once or more: `<<#headers>>…<</headers>>`.
//!
//! What is filled in is never looked at again, so that no text of a payload can be taken for a slot.

/// What a slot stands for.
pub(super) enum Slot<'s> {
    /// A text.
    Text(&'s str),
    /// A part for each of these, whose own slots are filled first.
    Each(&'s [Vec<(&'static str, String)>]),
}

/// The template, filled. A slot that nobody knows is left out.
pub(super) fn fill<'s>(template: &str, slot: &dyn Fn(&str) -> Option<Slot<'s>>) -> String {
    let mut acc = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, inside)) = rest.split_once("<<") {
        acc.push_str(before);
        rest = inside;
        let Some((name, after)) = inside.split_once(">>") else { break };
        rest = after;
        let Some(part) = name.strip_prefix(['#', '^']) else {
            if let Some(Slot::Text(text)) = slot(name) {
                acc.push_str(text);
            }
            continue;
        };
        let Some((body, after)) = rest.split_once(&format!("<</{part}>>")) else { break };
        rest = after;
        match (slot(part), name.starts_with('^')) {
            (Some(Slot::Each(items)), false) => {
                for item in items {
                    let own =
                        |name: &str| item.iter().find(|(known, _)| *known == name).map(|(_, text)| Slot::Text(text));
                    acc.push_str(&fill(body, &|name| own(name).or_else(|| slot(name))));
                }
            }
            (Some(Slot::Text(text)), is_absent) if text.is_empty() == is_absent => acc.push_str(&fill(body, slot)),
            (None, true) => acc.push_str(&fill(body, slot)),
            _ => {}
        }
    }
    acc.push_str(rest);
    acc
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(template: &str, expected: &str) {
        let items = [vec![("name", "a".to_owned())], vec![("name", "<<x>>".to_owned())]];
        let filled = fill(template, &|name| match name {
            "x" => Some(Slot::Text("<<y>>")),
            "none" => Some(Slot::Text("")),
            "items" => Some(Slot::Each(&items)),
            _ => None,
        });
        assert_eq!(filled, expected);
    }

    #[test]
    fn slots_are_filled_once() {
        check("1 <<x>> 2", "1 <<y>> 2");
        check("<<unknown>>", "");
        check("<<#items>>[<<name>>]<</items>>", "[a][<<x>>]");
        check("<<#x>>is <<x>><</x>><<^x>>is not<</x>>", "is <<y>>");
        check("<<#none>>is<</none>><<^none>>is not<</none>>", "is not");
        check("a << b", "a  b");
    }
}
