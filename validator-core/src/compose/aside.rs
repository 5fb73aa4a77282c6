//! What stands inside of an XML value without belonging to it: comments and instructions, which no edit may lose.
//!
//! Input: what is between two tags, as it is written. Output: text. Knows nothing of trees.

/// The comments and instructions of a content, one after the other.
pub(super) fn kept(content: &str) -> String {
    Pieces(content).filter_map(|piece| piece.is_aside.then_some(piece.text)).collect()
}

/// A new value in the place of the old one. What stood before the value stays before it, all else behind it.
pub(super) fn with_kept(content: &str, written: &str) -> String {
    let is_value = |piece: &Piece<'_>| !piece.is_aside && !piece.text.trim_ascii().is_empty();
    let start = Pieces(content).take_while(|piece| !is_value(piece)).map(|piece| piece.text.len()).sum();
    let (before, behind) = content.split_at_checked(start).unwrap_or((content, ""));
    // Of a content that is blank nothing says where the value would be.
    let (before, behind) = if behind.is_empty() { ("", before) } else { (before, behind) };
    format!("{}{written}{}", kept(before), kept(behind))
}

struct Piece<'c> {
    text: &'c str,
    is_aside: bool,
}

/// Goes through a content. Character data in CDATA is a piece of the value, whatever it looks like.
struct Pieces<'c>(&'c str);

impl<'c> Iterator for Pieces<'c> {
    type Item = Piece<'c>;

    fn next(&mut self) -> Option<Piece<'c>> {
        let rest = self.0;
        if rest.is_empty() {
            return None;
        }
        let special = [("<!--", "-->", true), ("<?", "?>", true), ("<![CDATA[", "]]>", false)];
        let found = special.into_iter().find(|(open, ..)| rest.starts_with(open));
        let (length, is_aside) = match found {
            Some((open, close, is_aside)) => {
                let end = rest.get(open.len()..).and_then(|inside| inside.find(close));
                (end.map_or(rest.len(), |end| open.len() + end + close.len()), is_aside)
            }
            None => {
                let next = rest.char_indices().skip(1).find(|(_, c)| *c == '<');
                (next.map_or(rest.len(), |(at, _)| at), false)
            }
        };
        let (text, rest) = rest.split_at_checked(length)?;
        self.0 = rest;
        Some(Piece { text, is_aside })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(content: &str, expected: &str) {
        assert_eq!(with_kept(content, "new"), expected);
    }

    #[test]
    fn a_value_alone_is_replaced() {
        check("old", "new");
        check(" old ", "new");
        check("", "new");
        check("<![CDATA[<!-- a -->]]>", "new");
    }

    #[test]
    fn comments_stay_on_their_side_of_the_value() {
        check("old<!-- a -->", "new<!-- a -->");
        check("<!-- a --> old", "<!-- a -->new");
        check("<!-- a -->o<!-- b -->ld<?c d?>", "<!-- a -->new<!-- b --><?c d?>");
        check("<!-- > --><![CDATA[old]]>", "<!-- > -->new");
        check(" <!-- a --> ", "new<!-- a -->");
    }

    #[test]
    fn what_does_not_end_is_kept_whole() {
        check("old<!-- a", "new<!-- a");
        check("old<", "new");
    }
}
