//! The payloads of a layout that can be opened in the checker: those of the test corpus, and those made from the layout.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use validator_core::layout::Layout;
use validator_core::samples;

use crate::checker::Checker;
use crate::components::icon::{Drawing, Icon};
use crate::paths;
use crate::samples::SAMPLES;
use crate::text::text;

/// A row of buttons; nothing where there is nothing to open.
#[component]
pub fn LayoutSamples(layout: &'static Layout, checker: Checker) -> impl IntoView {
    let navigate = use_navigate();
    let open = Callback::new(move |payload: String| {
        checker.open(payload);
        navigate(paths::CHECK, Default::default());
    });
    let pair = SAMPLES.iter().find(|sample| *sample.layout == *layout.id);
    // Made when asked for: it takes a while for a layout of many fields.
    let is_made = samples::are_made_for(layout);
    if pair.is_none() && !is_made {
        return ().into_any();
    }
    let pair = pair.map(|sample| {
        view! {
            <SampleButton name=|| text().sample_faulty on_choose=move |()| open.run(sample.faulty.to_owned()) />
            <SampleButton name=|| text().sample_corrected on_choose=move |()| open.run(sample.corrected.to_owned()) />
        }
    });
    let made = is_made.then(|| {
        view! {
            <SampleButton name=|| text().layouts.sample_least on_choose=move |()| open.run(samples::valid(layout)) />
            <SampleButton name=|| text().layouts.sample_full on_choose=move |()| open.run(samples::full(layout)) />
        }
    });
    view! {
        <section class="layout-samples" aria-labelledby="layout-samples">
            <h2 id="layout-samples">{move || text().layouts.samples}</h2>
            <div class="sample-buttons">{pair}{made}</div>
            <p class="section-note">{move || text().layouts.samples_note}</p>
        </section>
    }
    .into_any()
}

#[component]
fn SampleButton(name: fn() -> &'static str, #[prop(into)] on_choose: Callback<()>) -> impl IntoView {
    view! {
        <button type="button" class="button" on:click=move |_| on_choose.run(())>
            <Icon drawing=Drawing::Samples />
            {name}
        </button>
    }
}
