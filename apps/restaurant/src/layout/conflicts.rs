//! What did not happen as staff wanted it: refused actions, and orders that ended meanwhile. Shown until somebody has read
//! it.

use crate::{
    board::{Event, use_board},
    queue::{self, Entry, Progress, use_queue},
    wording,
};
use dioxus::prelude::*;
use foodwala_sdk::contract::orders::OrderStatus;
use foodwala_ui::prelude::*;

/// All of it.
#[component]
pub fn Conflicts() -> Element {
    let board = use_board();
    let queue = use_queue();
    let place = board.place();
    let refused: Vec<Entry> = queue
        .read()
        .entries
        .iter()
        .filter(|entry| !entry.is_open() && entry.place == place)
        .cloned()
        .collect();
    let unread = board.read().unread.clone();
    if refused.is_empty() && unread.is_empty() {
        return rsx! {};
    }
    rsx! {
        section { class: "conflicts", "aria-label": t!("conflicts-label"),
            for card in unread {
                Banner {
                    key: "{card.order.id}",
                    tone: Tone::Danger,
                    title: match card.order.status {
                        OrderStatus::Expired => t!("conflict-expired", number = card.order.number.clone()),
                        _ => t!("conflict-cancelled", number = card.order.number.clone()),
                    },
                    ondismiss: {
                        let id = card.order.id;
                        move |()| board.apply(Event::Read(id))
                    },
                    p { {t!("conflict-stop", dishes = wording::dishes(&card.order))} }
                }
            }
            for entry in refused {
                Refused { key: "{entry.key}", entry: entry.clone() }
            }
        }
    }
}

#[component]
fn Refused(entry: Entry) -> Element {
    let queue = use_queue();
    let action = wording::action(entry.act.action());
    let (title, text) = match &entry.progress {
        Progress::Refused { code, status } => (
            t!("conflict-refused", action = action, number = entry.number.clone()),
            wording::refusal(code, *status),
        ),
        _ => (
            t!("conflict-dropped", action = action, number = entry.number.clone()),
            t!("conflict-dropped-text"),
        ),
    };
    let key = entry.key.clone();
    rsx! {
        Banner { tone: Tone::Warning, title, ondismiss: move |()| queue.apply(queue::Event::Drop(key.clone())),
            p { {text} }
        }
    }
}
