//! Telling guests where their courier is: for couriers on the staff and for those with a link.

mod state;

pub use state::{Effect, Event, State, Trouble, reduce};

use dioxus::prelude::*;
use foodwala_sdk::contract::orders::CourierPosition;
use foodwala_ui::prelude::*;
use std::time::Duration;

/// Under this key is whether guests may see where the courier is.
const SHARE: &str = "kitchen-share-position";
/// How often a position is told.
const PERIOD: Duration = Duration::from_secs(15);

/// Whether the position is told, and how to say that it shall be.
#[derive(Clone, Copy, PartialEq)]
pub struct Sharing {
    state: Signal<State>,
    share: Callback<bool>,
}

/// Tells where the device is while something `moves` and the person wants it. `tell` answers whether the platform took it.
pub fn use_sharing<F>(moves: Memo<bool>, tell: impl Fn(CourierPosition) -> F + Copy + 'static) -> Sharing
where
    F: Future<Output = bool> + 'static,
{
    let mut state = use_signal(|| State {
        shares: device::storage::get(SHARE).as_deref() == Some("on"),
        ..State::default()
    });
    let locate = use_callback(move |()| {
        if !state.peek().shares || !*moves.peek() {
            return;
        }
        spawn(async move {
            let found = device::locate().await;
            let effect = reduce(&mut state.write(), Event::Located(found, device::now()));
            if let Some(Effect::Tell(position)) = effect {
                let is_told = tell(position).await;
                reduce(&mut state.write(), Event::Told(is_told, device::now()));
            }
        });
    });
    device::use_interval(PERIOD, move || locate(()));
    // As soon as something is on the way.
    use_effect(move || {
        if moves() {
            locate(());
        }
    });
    let share = use_callback(move |on| {
        let effect = reduce(&mut state.write(), Event::Share(on));
        if let Some(Effect::Keep(shares)) = effect {
            device::storage::set(SHARE, if shares { "on" } else { "off" });
            locate(());
        }
    });
    Sharing { state, share }
}

/// The switch, and how it goes.
#[component]
pub fn PositionPart(sharing: Sharing) -> Element {
    let shown = sharing.state.read();
    let share = sharing.share;
    rsx! {
        Card { class: "detail-part",
            Switch {
                label: t!("share-label"),
                hint: t!("share-hint"),
                checked: shown.shares,
                onchange: share,
            }
            if let Some(trouble) = shown.trouble {
                Banner { tone: Tone::Warning,
                    p {
                        {match trouble {
                            Trouble::Denied => t!("share-denied"),
                            Trouble::Unknown => t!("share-unknown"),
                            Trouble::Untold => t!("share-untold"),
                        }}
                    }
                }
            } else if let Some(at) = shown.told_at {
                p { class: "sheet-text", {t!("share-told")} " " Ago { at } }
            }
        }
    }
}
