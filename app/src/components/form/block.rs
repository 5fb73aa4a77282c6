//! The blocks of the form: records, groups, lists and their items.
//!
//! What is closed is not on the page: a layout has hundreds of fields, and a list as many items as it likes.

use leptos::prelude::*;
use validator_core::compose::{Action, BlockAddress, Held, Standing};
use validator_core::layout::{Field, FieldId};

use crate::components::form::control::is_needed;
use crate::components::form::field::{FormField, name_of, standing_words};
use crate::components::icon::{Drawing, Icon};
use crate::form::{Form, element};
use crate::text::text;

/// Every record, and the button that adds one.
#[component]
pub fn Records(form: Form) -> impl IntoView {
    let n_records = Memo::new(move |_| form.reading.with(|reading| reading.n_records));
    let is_list = Memo::new(move |_| form.reading.with(|reading| reading.is_list));
    let add = move |_| {
        form.perform(&Action::AddRecord);
        let number = form.reading.with_untracked(|reading| reading.n_records).saturating_sub(1);
        form.reveal(&(BlockAddress::record(number), 0));
    };
    view! {
        {move || match is_list.get() || n_records.get() > 1 {
            true => view! {
                <ol class="items">
                    <For each=move || 0..n_records.get() key=|number| *number let:number>
                        <Item form address=BlockAddress::record(number) number n_items=n_records />
                    </For>
                </ol>
                <button type="button" class="button add" id="add-record" on:click=add>
                    {move || text().form.add_record}
                </button>
            }
            .into_any(),
            false => view! { <BlockFields form address=BlockAddress::record(0) /> }.into_any(),
        }}
    }
    .into_any()
}

/// What belongs to a block: what is asked for and what it holds, the rest on demand.
#[component]
fn BlockFields(form: Form, address: BlockAddress) -> impl IntoView {
    let address = StoredValue::new(address);
    let all = Memo::new(move |_| {
        let is_whole = address.with_value(|address| form.whole.with(|whole| whole.contains(address)));
        let kept = address.with_value(|address| {
            let range = (address.clone(), 0)..=(address.clone(), usize::MAX);
            form.kept.with(|kept| kept.range(range).map(|(_, slot)| *slot).collect::<Vec<_>>())
        });
        address.with_value(|address| {
            form.reading.with(|reading| {
                let fields = reading.block(address).map(|block| block.fields.as_slice()).unwrap_or_default();
                let shown = fields
                    .iter()
                    .enumerate()
                    .filter(|(slot, field)| is_whole || is_needed(&field.held, field.standing) || kept.contains(slot));
                let shown: Vec<(usize, FieldId)> = shown.map(|(slot, field)| (slot, field.field)).collect();
                let n_hidden = fields.len() - shown.len();
                (shown, n_hidden)
            })
        })
    });
    let shown = Memo::new(move |_| all.with(|(shown, _)| shown.clone()));
    let n_hidden = Memo::new(move |_| all.with(|(_, n_hidden)| *n_hidden));
    let is_whole = move || address.with_value(|address| form.whole.with(|whole| whole.contains(address)));
    let toggle = move |_| {
        address.with_value(|address| {
            form.whole.update(|whole| {
                if !whole.remove(address) {
                    whole.insert(address.clone());
                }
            });
        });
    };
    view! {
        <div class="block-fields">
            <For
                each=move || shown.get()
                key=|(slot, _)| *slot
                children=move |(slot, id)| member(form, address.get_value(), slot, id)
            />
        </div>
        <Show when=move || { n_hidden.get() > 0 || is_whole() }>
            <button type="button" class="link more" aria-expanded=move || is_whole().to_string() on:click=toggle>
                {move || if is_whole() { text().form.fewer.to_owned() } else { (text().form.more)(n_hidden.get()) }}
            </button>
        </Show>
    }
    .into_any()
}

fn member(form: Form, address: BlockAddress, slot: usize, id: FieldId) -> AnyView {
    let field = form.layout.field(id);
    match (field.value_rules().is_some(), field.is_list(form.layout)) {
        (true, _) => view! { <FormField form address at=slot id /> }.into_any(),
        (false, true) => view! { <List form address at=slot id /> }.into_any(),
        (false, false) => view! { <Group form address at=slot id /> }.into_any(),
    }
}

/// The head of a block: a button that opens it, and what there is to know while it is closed.
#[component]
fn Head(
    form: Form,
    address: StoredValue<BlockAddress>,
    #[prop(into)] name: Signal<String>,
    code: Option<&'static str>,
    #[prop(into)] note: Signal<String>,
    is_open: Memo<bool>,
) -> impl IntoView {
    view! {
        <h3 class="block-name">
            <button
                type="button"
                class="disclosure"
                aria-expanded=move || is_open.get().to_string()
                on:click=move |_| address.with_value(|address| form.toggle(address))
            >
                <span class="block-title" lang="pt-BR">{name}</span>
                {code.map(|code| view! { <code>{code}</code> })}
            </button>
        </h3>
        <span class="block-note">{note}</span>
    }
    .into_any()
}

/// A block that stands once.
#[component]
fn Group(form: Form, address: BlockAddress, at: usize, id: FieldId) -> impl IntoView {
    let field = form.layout.field(id);
    let element = element(&(address.clone(), at));
    let outer = StoredValue::new((address.clone(), at));
    let address = StoredValue::new(address.below(id, 0));
    let is_open = Memo::new(move |_| address.with_value(|address| form.is_open(address)));
    let is_there = Memo::new(move |_| {
        address.with_value(|address| {
            form.reading.with(|reading| reading.block(address).is_some_and(|block| block.is_there))
        })
    });
    let n_filled = Memo::new(move |_| filled(form, address));
    let standing = standing_of(form, outer);
    let note = Signal::derive(move || {
        let asked = standing_words(form.layout, field, standing.get(), text());
        let state = match (is_there.get(), n_filled.get()) {
            (false, _) => text().form.absent.to_owned(),
            (true, n_filled) => (text().form.n_filled)(n_filled),
        };
        if asked.is_empty() { state } else { format!("{asked} · {state}") }
    });
    let remove = move |_| address.with_value(|address| form.perform(&Action::Remove(address.clone())));
    view! {
        <section class="block" id=element>
            <div class="block-head">
                <Head form address name=Signal::stored(name_of(field).to_owned()) code=Some(&*field.name) note is_open />
                <Show when=move || is_there.get()>
                    <button type="button" class="button small" on:click=remove>
                        <Icon drawing=Drawing::Clear />
                        {move || text().form.remove_block}
                        <span class="visually-hidden">": " {name_of(field)}</span>
                    </button>
                </Show>
            </div>
            {move || is_open.get().then(|| view! {
                <div class="block-body"><BlockFields form address=address.get_value() /></div>
            })}
        </section>
    }
    .into_any()
}

/// A block that repeats.
#[component]
fn List(form: Form, address: BlockAddress, at: usize, id: FieldId) -> impl IntoView {
    let field: &'static Field = form.layout.field(id);
    let place = StoredValue::new((address, at));
    let element = place.with_value(element);
    let n_items = Memo::new(move |_| {
        let look = |found: &validator_core::compose::FieldReading| match found.held {
            Held::Items(n_items) => n_items,
            _ => 0,
        };
        place.with_value(|(address, slot)| form.field(address, *slot, look)).unwrap_or_default()
    });
    let standing = standing_of(form, place);
    let note = move || {
        let asked = standing_words(form.layout, field, standing.get(), text());
        let count = (text().form.n_items)(n_items.get());
        if asked.is_empty() { count } else { format!("{asked} · {count}") }
    };
    let add = move |_| {
        let outer = place.with_value(|(address, _)| address.clone());
        form.perform(&Action::Add(outer.clone(), id));
        let number = n_items.get_untracked().saturating_sub(1);
        let first = outer.below(id, number);
        let slot = form.reading.with_untracked(|reading| {
            let fields = reading.block(&first).map(|block| block.fields.as_slice()).unwrap_or_default();
            fields.iter().position(|field| field.standing.is_required())
        });
        form.reveal(&(first, slot.unwrap_or_default()));
    };
    let add_id = format!("{element}-mais");
    view! {
        <section class="block list" id=element aria-label=name_of(field)>
            <div class="block-head">
                <h3 class="block-name">
                    <span class="block-title" lang="pt-BR">{name_of(field)}</span>
                    " "
                    <code>{&*field.name}</code>
                </h3>
                <span class="block-note">{note}</span>
            </div>
            <ol class="items">
                <For each=move || 0..n_items.get() key=|number| *number let:number>
                    <Item form address=place.with_value(|(address, _)| address.below(id, number)) number n_items />
                </For>
            </ol>
            <button type="button" class="button small add" id=add_id on:click=add>
                {move || (text().form.add)(name_of(field))}
            </button>
        </section>
    }
    .into_any()
}

/// One of several blocks, with what can be done to it as a whole.
#[component]
fn Item(form: Form, address: BlockAddress, number: u32, n_items: Memo<u32>) -> impl IntoView {
    let base = format!("item-{address}");
    let address = StoredValue::new(address);
    let is_open = Memo::new(move |_| address.with_value(|address| form.is_open(address)));
    let title = Signal::derive(move || {
        let word =
            if address.with_value(|address| address.steps.is_empty()) { text().form.record } else { text().form.item };
        word(number + 1)
    });
    // The first values tell one item from the other.
    let summary = Memo::new(move |_| {
        address.with_value(|address| {
            form.reading.with(|reading| {
                let fields = reading.block(address).map(|block| block.fields.as_slice()).unwrap_or_default();
                let secret = |field: FieldId| form.layout.field(field).is_secret;
                let values = fields.iter().filter(|field| !secret(field.field)).map(|field| field.held.text());
                values.filter(|text| !text.trim().is_empty()).take(3).collect::<Vec<_>>().join(" · ")
            })
        })
    });
    let base = StoredValue::new(base);
    let part = move |what: &str| base.with_value(|base| format!("{base}-{what}"));
    let act =
        move |action: fn(BlockAddress) -> Action| address.with_value(|address| form.perform(&action(address.clone())));
    let step = move |to: u32, what: &'static str| {
        address.with_value(|address| form.perform(&Action::Move(address.clone(), to)));
        // The focus goes along.
        let moved = address.with_value(|address| match address.around() {
            Some((outer, field, _)) => outer.below(field, to),
            None => BlockAddress::record(to),
        });
        focus(format!("item-{moved}-{what}"));
    };
    let is_last = move || number + 1 >= n_items.get();
    let button = move |what: &'static str,
                       mark: Option<Drawing>,
                       sign: &'static str,
                       name: fn() -> &'static str,
                       is_off: Signal<bool>,
                       on_click: Callback<()>| {
        view! {
            <button
                type="button"
                class="button small sign"
                id=part(what)
                disabled=is_off
                title=name
                on:click=move |_| on_click.run(())
            >
                {mark.map(|drawing| view! { <Icon drawing /> })}
                <span aria-hidden="true">{sign}</span>
                <span class="visually-hidden">{name} ": " {title}</span>
            </button>
        }
    };
    let never = Signal::stored(false);
    let remove = Callback::new(move |()| {
        let back = address.with_value(|address| match address.around() {
            Some((outer, field, _)) => form.slot(&outer, field).map(|slot| format!("{}-mais", element(&(outer, slot)))),
            None => Some("add-record".to_owned()),
        });
        act(Action::Remove);
        if let Some(back) = back {
            focus(back);
        }
    });
    view! {
        <li class="block item">
            <div class="block-head">
                <Head form address name=title code=None note=summary is_open />
                <span class="item-actions">
                    {button("sobe", None, "↑", || text().form.up, Signal::stored(number == 0), Callback::new(move |()| step(number.saturating_sub(1), "sobe")))}
                    {button("desce", None, "↓", || text().form.down, Signal::derive(is_last), Callback::new(move |()| step(number + 1, "desce")))}
                    {button("copia", Some(Drawing::Copy), "", || text().form.duplicate, never, Callback::new(move |()| act(Action::Duplicate)))}
                    {button("tira", Some(Drawing::Clear), "", || text().form.remove, never, remove)}
                </span>
            </div>
            {move || is_open.get().then(|| view! {
                <div class="block-body"><BlockFields form address=address.get_value() /></div>
            })}
        </li>
    }
    .into_any()
}

/// How many fields of a block have a value.
fn filled(form: Form, address: StoredValue<BlockAddress>) -> usize {
    address.with_value(|address| {
        form.reading.with(|reading| {
            reading.block(address).map_or(0, |block| block.fields.iter().filter(|field| !field.held.is_blank()).count())
        })
    })
}

fn standing_of(form: Form, place: StoredValue<(BlockAddress, usize)>) -> Memo<Standing> {
    Memo::new(move |_| {
        place.with_value(|(address, slot)| form.field(address, *slot, |found| found.standing)).unwrap_or_default()
    })
}

/// Leads the focus to an element that the next frame has.
fn focus(id: String) {
    request_animation_frame(move || {
        use wasm_bindgen::JsCast;
        let found = document().get_element_by_id(&id).and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok());
        if let Some(found) = found {
            // What takes no focus is only not focused.
            let _ = found.focus();
        }
    });
}
