//! What is said of a long text while the worker is at it, and when it has stopped.

use std::time::Duration;

use leptos::prelude::*;

use crate::background::Stopped;
use crate::checker::Progress;
use crate::text::text;

/// How often the seconds are looked at.
const TICK: Duration = Duration::from_millis(500);

/// Progress with a way to cancel, or why there is no report and a way to try again. Nothing once the report is there.
#[component]
pub fn LongCheck(
    #[prop(into)] progress: Signal<Progress>,
    /// Of the text, in characters as JavaScript counts them.
    #[prop(into)]
    length: Signal<u32>,
    #[prop(into)] on_cancel: Callback<()>,
    #[prop(into)] on_again: Callback<()>,
) -> impl IntoView {
    let megabytes = move || f64::from(length.get()) / 1_000_000.0;
    move || match progress.get() {
        Progress::Done => ().into_any(),
        Progress::First | Progress::Renewed => view! {
            <div class="long-check">
                <p>{move || (text().long_check.running)(megabytes())}</p>
                <progress aria-label=move || text().checking></progress>
                <Seconds />
                <button type="button" class="button" on:click=move |_| on_cancel.run(())>
                    {move || text().long_check.cancel}
                </button>
            </div>
        }
        .into_any(),
        Progress::Stopped(why) => view! {
            <div class="long-check">
                <p role="status">
                    {move || match why {
                        Stopped::Cancelled => text().long_check.cancelled,
                        Stopped::Failed => text().long_check.failed,
                    }}
                </p>
                <button type="button" class="button" on:click=move |_| on_again.run(())>
                    {move || text().long_check.again}
                </button>
            </div>
        }
        .into_any(),
    }
}

/// How long it has taken so far. Silent for a screen reader, which hears when it is done.
#[component]
pub fn Seconds() -> impl IntoView {
    let n_ticks = RwSignal::new(0_u32);
    let clock = set_interval_with_handle(move || n_ticks.update(|n_ticks| *n_ticks += 1), TICK);
    on_cleanup(move || {
        if let Ok(clock) = clock {
            clock.clear();
        }
    });
    view! { <span class="seconds" aria-hidden="true">{move || format!("{} s", n_ticks.get() / 2)}</span> }
}
