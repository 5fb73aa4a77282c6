//! A severity as drawing and word.

use leptos::prelude::*;
use validator_core::violation::Severity;

use crate::components::icon::{Drawing, Icon};
use crate::text::{Texts, text};

/// How loudly something is said.
#[component]
pub fn SeverityTag(severity: Severity) -> impl IntoView {
    let class = match severity {
        Severity::Error => "severity-tag error",
        Severity::Warning => "severity-tag warning",
        Severity::Hint => "severity-tag hint",
    };
    view! {
        <span class=class>
            <Icon drawing=Drawing::of(severity) />
            {move || severity_word(text(), severity)}
        </span>
    }
}

/// The word of a severity.
pub fn severity_word(texts: &Texts, severity: Severity) -> &'static str {
    match severity {
        Severity::Error => texts.error,
        Severity::Warning => texts.warning,
        Severity::Hint => texts.hint,
    }
}
