//! Standard output and standard error.
//!
//! Input: finished text. Output: bytes on a stream, in the order given.
//! A reader that went away, as `head` does, is no failure: what is left is dropped and the work goes on.

use std::io::{self, IsTerminal, Write};

use crate::Failure;
use crate::text::Text;

/// Where a command's text goes.
pub(crate) struct Output {
    stream: Box<dyn Write>,
    is_coloured: bool,
    is_terminal: bool,
    is_closed: bool,
}

impl Output {
    pub fn stdout() -> Self {
        let stream = io::stdout();
        let is_terminal = stream.is_terminal();
        Self { stream: Box::new(stream), is_coloured: is_terminal && can_colour(), is_terminal, is_closed: false }
    }

    pub fn stderr() -> Self {
        let stream = io::stderr();
        let is_terminal = stream.is_terminal();
        Self { stream: Box::new(stream), is_coloured: is_terminal && can_colour(), is_terminal, is_closed: false }
    }

    /// Whether a person is looking and wants colour.
    pub fn is_coloured(&self) -> bool {
        self.is_coloured
    }

    /// Whether a person is looking.
    pub fn is_terminal(&self) -> bool {
        self.is_terminal
    }

    pub fn print(&mut self, printed: &str, text: &Text) -> Result<(), Failure> {
        self.write(printed.as_bytes(), text)
    }

    pub fn write(&mut self, bytes: &[u8], text: &Text) -> Result<(), Failure> {
        if self.is_closed {
            return Ok(());
        }
        match self.stream.write_all(bytes).and_then(|()| self.stream.flush()) {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.is_closed = true;
                Ok(())
            }
            Err(error) => Err(Failure((text.cannot_print)(&text.reason(&error)))),
        }
    }
}

/// One line on standard error. What a path or an argument may hold does not steer the terminal or begin another line.
pub(crate) fn complain(line: &str) {
    let shown: String = line.chars().map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c }).collect();
    // There is nowhere left to say that standard error is closed.
    let _ = writeln!(io::stderr(), "gabarito: {shown}");
}

fn can_colour() -> bool {
    // Older Windows consoles show colours only after they were asked to; elsewhere there is nothing to ask.
    let is_enabled = anstyle_query::windows::enable_ansi_colors().unwrap_or(true);
    is_enabled && !anstyle_query::no_color() && anstyle_query::term_supports_ansi_color()
}
