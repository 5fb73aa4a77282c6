//! Small drawings in the colour of the text around them. They never carry a meaning alone: a word stands beside each.

use leptos::prelude::*;
use validator_core::violation::Severity;

/// What there is a drawing of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawing {
    Brand,
    Error,
    Warning,
    Hint,
    Passed,
    Failed,
    Skipped,
    Wrench,
    Folder,
    Samples,
    Clear,
    Lock,
    Copy,
    Save,
    Share,
    Send,
}

impl Drawing {
    /// The drawing of a severity; the outline differs, not only the colour.
    pub fn of(severity: Severity) -> Self {
        match severity {
            Severity::Error => Drawing::Error,
            Severity::Warning => Drawing::Warning,
            Severity::Hint => Drawing::Hint,
        }
    }

    /// The outline on a grid of 16 by 16.
    fn path(self) -> &'static str {
        match self {
            Drawing::Brand => "M2 5V3.5h12V5M2 5v2.5M6 5v1.5M10 5v1.5M14 5v2.5M3.5 11.5l2.8 2.5 6.2-5.5",
            Drawing::Error => "M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8ZM5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4",
            Drawing::Warning => "M8 2.2 14.4 13.6H1.6ZM8 6.6v3.2M8 11.6v.2",
            Drawing::Hint => "M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8ZM8 7.4v3.8M8 4.8v.2",
            Drawing::Passed => "M2.8 8.4l3.6 3.6 6.8-7.6",
            Drawing::Failed => "M3.8 3.8l8.4 8.4M12.2 3.8l-8.4 8.4",
            Drawing::Skipped => "M3.5 8h9",
            Drawing::Wrench => {
                "M13.6 4.2a3.6 3.6 0 0 1-4.8 4.4l-5 5-1.6-1.6 5-5a3.6 3.6 0 0 1 4.4-4.8L9.4 4.4l2.2 2.2Z"
            }
            Drawing::Folder => "M1.8 13V3.2h4.4l1.6 2h6.4V13Z",
            Drawing::Samples => "M3.2 1.8h6.2l3.4 3.4v9H3.2ZM9.2 2v3.4h3.4M5.6 8.4h4.8M5.6 11h4.8",
            Drawing::Clear => "M2.4 4.2h11.2M6 4V2.4h4V4M4 4.4l.6 9.4h6.8l.6-9.4M6.8 7v4.2M9.2 7v4.2",
            Drawing::Copy => "M5.4 5.4V2h8.4v8.6h-3.2M2.2 5.4h8.4V14H2.2Z",
            Drawing::Save => "M8 2v7.6M4.8 6.8 8 10l3.2-3.2M2.4 12.6h11.2",
            Drawing::Share => {
                "M6.8 9.2 9.2 6.8M7.2 4.6l1.6-1.6a2.9 2.9 0 0 1 4.2 4.2l-1.6 1.6M8.8 11.4 7.2 13A2.9 2.9 0 0 1 3 8.8l1.6-1.6"
            }
            Drawing::Send => "M1.8 8 14.2 2.2 11 13.8 7.4 9.6ZM7.4 9.6l6.8-7.4",
            Drawing::Lock => "M3.4 7.2h9.2v6.6H3.4ZM5.4 7V4.8a2.6 2.6 0 0 1 5.2 0V7",
        }
    }
}

/// One drawing, as tall as the text.
#[component]
pub fn Icon(#[prop(into)] drawing: Signal<Drawing>) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
            <path d=move || drawing.get().path() />
        </svg>
    }
}
