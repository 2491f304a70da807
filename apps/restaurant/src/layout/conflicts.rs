//! What did not happen as staff wanted it: refused actions, and orders that ended meanwhile. Shown until somebody has read
//! it.

use crate::{
    board::{Event, use_board},
    queue::{self, Entry, Progress, QueueHandle, use_queue},
    wording,
};
use dioxus::prelude::*;
use foodwala_sdk::contract::orders::{Order, OrderStatus};
use foodwala_ui::prelude::*;

/// All of it, one banner for each order.
#[component]
pub fn Conflicts() -> Element {
    let board = use_board();
    let queue = use_queue();
    let place = board.place();
    let mut refused: Vec<Vec<Entry>> = Vec::new();
    let shown = queue.read();
    for entry in shown
        .entries
        .iter()
        .filter(|entry| !entry.is_open() && entry.place == place)
    {
        match refused.iter_mut().find(|group| group[0].order == entry.order) {
            Some(group) => group.push(entry.clone()),
            None => refused.push(vec![entry.clone()]),
        }
    }
    let unread = board.read().unread.clone();
    if refused.is_empty() && unread.is_empty() {
        return rsx! {};
    }
    let (of_ended, of_others): (Vec<_>, Vec<_>) = refused
        .into_iter()
        .partition(|group| unread.iter().any(|card| card.order.id == group[0].order));
    rsx! {
        section { class: "conflicts", "aria-label": t!("conflicts-label"),
            for card in unread {
                Ended {
                    key: "{card.order.id}",
                    order: card.order.clone(),
                    refused: of_ended.iter().flatten().filter(|entry| entry.order == card.order.id).cloned().collect::<Vec<_>>(),
                }
            }
            for group in of_others {
                Refused { key: "{group[0].order}", group: group.clone() }
            }
        }
    }
}

/// An order that nobody wants any more, with what could not be done for it.
#[component]
fn Ended(order: Order, refused: Vec<Entry>) -> Element {
    let board = use_board();
    let queue = use_queue();
    let number = order.number.clone();
    let id = order.id;
    let keys: Vec<String> = refused.iter().map(|entry| entry.key.clone()).collect();
    rsx! {
        Banner {
            tone: Tone::Danger,
            title: match order.status {
                OrderStatus::Expired => t!("conflict-expired", number = number),
                _ => t!("conflict-cancelled", number = number),
            },
            ondismiss: move |()| {
                read(queue, &keys);
                board.apply(Event::Read(id));
            },
            p { {t!("conflict-stop", dishes = wording::dishes(&order))} }
            for entry in refused {
                p { key: "{entry.key}", {title(&entry)} }
            }
        }
    }
}

/// What could not be done for an order that goes on.
#[component]
fn Refused(group: Vec<Entry>) -> Element {
    let queue = use_queue();
    let keys: Vec<String> = group.iter().map(|entry| entry.key.clone()).collect();
    let mut entries = group.into_iter();
    let Some(first) = entries.next() else { return rsx! {} };
    rsx! {
        Banner { tone: Tone::Warning, title: title(&first), ondismiss: move |()| read(queue, &keys),
            p { {text(&first)} }
            for entry in entries {
                p { key: "{entry.key}", {title(&entry)} " " {text(&entry)} }
            }
        }
    }
}

fn read(queue: QueueHandle, keys: &[String]) {
    for key in keys {
        queue.apply(queue::Event::Drop(key.clone()));
    }
}

fn title(entry: &Entry) -> String {
    let (action, number) = (wording::action(entry.act.action()), entry.number.clone());
    match &entry.progress {
        Progress::Refused { .. } => t!("conflict-refused", action = action, number = number),
        _ => t!("conflict-dropped", action = action, number = number),
    }
}

fn text(entry: &Entry) -> String {
    match &entry.progress {
        Progress::Refused { code, status } => wording::refusal(code, *status),
        _ => t!("conflict-dropped-text"),
    }
}
