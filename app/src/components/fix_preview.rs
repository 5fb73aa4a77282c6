//! What all safe fixes together would change, before it is done.

use leptos::prelude::*;

use crate::components::modal::modal;
use crate::difference::{Change, Piece};
use crate::text::text;

/// A dialog over the page: the changed lines, and the choice to apply them or to leave the text as it is.
#[component]
pub fn FixPreview(
    changes: Vec<Change>,
    #[prop(into)] on_apply: Callback<()>,
    #[prop(into)] on_leave: Callback<()>,
) -> impl IntoView {
    let (dialog, close) = modal();
    let rows = changes.into_iter().map(|Change { line, before, after }| {
        view! {
            <li>
                <span class="change-line">{move || (text().list.line)(line)}</span>
                {before.map(|piece| view! { <del>{shown(piece)}</del> })}
                {after.map(|piece| view! { <ins>{shown(piece)}</ins> })}
            </li>
        }
    });
    view! {
        <dialog class="preview" aria-labelledby="preview-heading" node_ref=dialog on:close=move |_| on_leave.run(())>
            <h2 id="preview-heading">{move || text().list.preview}</h2>
            <ol class="changes" tabindex="0" aria-labelledby="preview-heading">{rows.collect_view()}</ol>
            <div class="preview-choice">
                <button type="button" class="button fix apply" on:click=move |_| on_apply.run(())>
                    {move || text().list.apply}
                </button>
                <button type="button" class="button" on:click=move |_| close()>
                    {move || text().list.leave}
                </button>
            </div>
        </dialog>
    }
}

fn shown(Piece { lead, changed, rest }: Piece) -> impl IntoView {
    view! { <code>{lead}<mark>{changed}</mark>{rest}</code> }
}
