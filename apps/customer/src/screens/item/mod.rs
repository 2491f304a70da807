//! The sheet of a dish: options, quantity, a note, and the price as it is chosen.

mod state;
mod view;

pub use state::State;

use crate::basket::{Addition, Event as BasketEvent, Shop, use_basket};
use dioxus::{core::spawn_forever, prelude::*};
use foodwala_ui::prelude::*;
use state::{Effect, Event, reduce};

/// The sheet of a dish.
#[component]
pub fn ItemSheet(
    /// What it begins with.
    first: State,
    /// How many there are, if not without limit.
    #[props(default)]
    left: Option<u32>,
    /// The restaurant.
    shop: Shop,
    /// Why it cannot be added, if it cannot.
    #[props(default)]
    barred: Option<String>,
    /// It is done, or was closed.
    onclose: EventHandler<()>,
) -> Element {
    let mut state = use_signal(|| first);
    let basket = use_basket();
    let toasts = use_toasts();
    let currency = shop.currency;
    let send = use_callback(move |event: Event| {
        let effect = reduce(&mut state.write(), event);
        match effect {
            None => {}
            Some(Effect::Lead(group)) => device::document::scroll_into_view(&view::group_id(group)),
            Some(Effect::Take(line, dish)) => {
                let shop = shop.clone();
                // That it was felt is seen first: the basket and the page below the sheet take a slow phone a while. It is taken
                // even if the sheet is gone by then.
                spawn_forever(async move {
                    device::painted().await;
                    match line {
                        Some(index) => basket.apply(BasketEvent::Replace(index, dish)),
                        None => {
                            let name = dish.name.clone();
                            basket.apply(BasketEvent::Add(Addition {
                                shop,
                                lines: vec![dish],
                            }));
                            if basket.peek().offered.is_none() {
                                toasts.success(t!("item-added", name = name));
                            }
                        }
                    }
                    if state.try_peek().is_ok() {
                        onclose.call(());
                    }
                });
            }
        }
    });
    use_effect(use_reactive!(|left| send(Event::Left(left))));
    rsx! {
        view::Dish { state: state(), currency, barred, send, onclose }
    }
}
