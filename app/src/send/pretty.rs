//! An answer in lines that a person can read: every block and every value on a line of its own.
//!
//! Input: a text. Output: the same JSON or XML with other white space between its parts; any other text as it is. Values are
//! copied as written, and what does not parse is broken into lines as far as it goes.

/// Deeper blocks are not moved further to the right.
const DEEPEST: usize = 40;

/// What would become so many times longer is no answer for people.
const GROWTH: usize = 8;

/// JSON and XML in lines.
pub fn pretty(text: &str) -> String {
    let body = text.trim_start_matches('\u{feff}').trim();
    let mut lines = Lines { acc: String::new(), depth: 0, limit: body.len() * GROWTH };
    let is_whole = match body.chars().next() {
        Some('{' | '[') => json(body, &mut lines),
        Some('<') => xml(body, &mut lines),
        _ => false,
    };
    if is_whole { lines.acc } else { text.to_owned() }
}

struct Lines {
    acc: String,
    depth: usize,
    limit: usize,
}

impl Lines {
    /// Begins a line, unless it would be the first. Gives `false` when there is too much already.
    fn begin(&mut self) -> bool {
        if !self.acc.is_empty() {
            self.acc.push('\n');
        }
        self.acc.extend(std::iter::repeat_n("  ", self.depth.min(DEEPEST)));
        self.acc.len() <= self.limit
    }
}

fn json(text: &str, lines: &mut Lines) -> bool {
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = if c == '"' { string_length(rest) } else { c.len_utf8() };
        let (piece, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        rest = after;
        match c {
            '{' | '[' => {
                lines.acc.push(c);
                let next = rest.trim_start();
                if let Some(after) = next.strip_prefix(['}', ']']) {
                    lines.acc.push_str(next.get(..1).unwrap_or_default());
                    rest = after;
                    continue;
                }
                lines.depth += 1;
                if !lines.begin() {
                    return false;
                }
            }
            '}' | ']' => {
                lines.depth = lines.depth.saturating_sub(1);
                if !lines.begin() {
                    return false;
                }
                lines.acc.push(c);
            }
            ',' => {
                lines.acc.push(c);
                if !lines.begin() {
                    return false;
                }
            }
            ':' => lines.acc.push_str(": "),
            _ if c.is_whitespace() => {}
            _ => lines.acc.push_str(piece),
        }
    }
    true
}

/// Up to and with the closing quote.
fn string_length(text: &str) -> usize {
    let mut is_escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            '"' if !is_escaped => return at + 1,
            _ => is_escaped = c == '\\' && !is_escaped,
        }
    }
    text.len()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Opening,
    Closing,
    /// A whole element, a comment, a declaration.
    Whole,
    Text,
}

fn xml(text: &str, lines: &mut Lines) -> bool {
    let mut last = Part::Whole;
    let mut blank = "";
    let mut rest = text;
    while !rest.is_empty() {
        let (part, length) = part(rest);
        let (piece, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        rest = after;
        if part == Part::Text && piece.trim().is_empty() {
            blank = piece;
            continue;
        }
        if part == Part::Closing {
            lines.depth = lines.depth.saturating_sub(1);
        }
        // Beside text, white space may be part of a value.
        let stays = matches!((last, part), (Part::Text, _) | (_, Part::Text) | (Part::Opening, Part::Closing));
        if stays {
            lines.acc.push_str(blank);
        } else if !lines.begin() {
            return false;
        }
        lines.acc.push_str(piece);
        if part == Part::Opening {
            lines.depth += 1;
        }
        (last, blank) = (part, "");
    }
    true
}

/// What a text begins with, and its length.
fn part(text: &str) -> (Part, usize) {
    let up_to = |end: &str| text.find(end).map_or(text.len(), |at| at + end.len());
    match text.strip_prefix('<') {
        None => (Part::Text, text.find('<').unwrap_or(text.len())),
        Some(inside) if inside.starts_with("![CDATA[") => (Part::Text, up_to("]]>")),
        Some(inside) if inside.starts_with("!--") => (Part::Whole, up_to("-->")),
        Some(inside) if inside.starts_with('?') => (Part::Whole, up_to("?>")),
        Some(inside) if inside.starts_with('!') => (Part::Whole, up_to(">")),
        Some(inside) if inside.starts_with('/') => (Part::Closing, up_to(">")),
        Some(_) => {
            let length = tag_length(text);
            let is_whole = text.get(..length).is_some_and(|tag| tag.ends_with("/>"));
            (if is_whole { Part::Whole } else { Part::Opening }, length)
        }
    }
}

/// Up to and with the angle bracket that is not inside of quotes.
fn tag_length(text: &str) -> usize {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, '>') => return at + 1,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_pretty(text: &str, expected: &str) {
        assert_eq!(pretty(text), expected);
        assert_eq!(pretty(expected), expected, "the second time");
    }

    #[test]
    fn json_gets_a_line_a_value() {
        check_pretty(
            r#"{"a":1,"b":[true,{"c":"x, \"y\": {z}"}]}"#,
            "{\n  \"a\": 1,\n  \"b\": [\n    true,\n    {\n      \"c\": \"x, \\\"y\\\": {z}\"\n    }\n  ]\n}",
        );
        check_pretty("[ { } , [] ]", "[\n  {},\n  []\n]");
    }

    #[test]
    fn numbers_stay_as_they_were_written() {
        check_pretty("[350.20,1e5]", "[\n  350.20,\n  1e5\n]");
    }

    #[test]
    fn xml_gets_a_line_an_element() {
        check_pretty(
            "<a><b x='>'>1 <i/> 2</b><c/><d></d></a>",
            "<a>\n  <b x='>'>1 <i/> 2</b>\n  <c/>\n  <d></d>\n</a>",
        );
        check_pretty(
            "<?xml version=\"1.0\"?><a><!-- <b> --><c><![CDATA[<d>]]></c></a>",
            "<?xml version=\"1.0\"?>\n<a>\n  <!-- <b> -->\n  <c><![CDATA[<d>]]></c>\n</a>",
        );
    }

    #[test]
    fn white_space_that_is_a_value_stays() {
        check_pretty("<a><b>  </b>\n<c> x </c></a>", "<a>\n  <b>  </b>\n  <c> x </c>\n</a>");
    }

    #[test]
    fn what_is_cut_off_is_shown_as_far_as_it_goes() {
        check_pretty("{\"a\":\"x", "{\n  \"a\": \"x");
        check_pretty("<a><b", "<a>\n  <b");
    }

    #[test]
    fn any_other_text_stays() {
        check_pretty("  OK\n", "  OK\n");
        check_pretty("", "");
    }

    #[test]
    fn a_hostile_answer_does_not_grow() {
        let nested = "[".repeat(100_000);
        assert_eq!(pretty(&nested), nested);
    }
}
