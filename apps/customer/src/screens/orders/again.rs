//! The button to order the same again, and what it says when not all of it is there.

use super::again_state::{Effect, Event, State, reduce};
use crate::{
    basket::{self, BasketHandle, Kept, use_basket},
    calls::{Calls, use_calls},
    route::Route,
};
use dioxus::{prelude::*, router::Navigator};
use foodwala_sdk::contract::orders::Order;
use foodwala_ui::{
    components::*,
    device,
    format::formats,
    sdk::{Failure, FailureBanner},
    t,
};

#[derive(Clone, Copy)]
struct Again {
    state: Signal<State>,
    order: ReadSignal<Order>,
    calls: Calls,
    basket: BasketHandle,
    navigator: Navigator,
}

impl Again {
    fn send(mut self, event: Event) {
        let effect = reduce(&mut self.state.write(), &self.order.peek(), event);
        match effect {
            None => {}
            Some(Effect::Fetch) => {
                let restaurant = self.order.peek().restaurant_id;
                spawn(async move {
                    let menu = self.calls.client().menus().get(restaurant).await;
                    let menu = menu.map(|menu| menu.value);
                    self.send(Event::Menu(Box::new(menu), device::now()));
                });
            }
            Some(Effect::Fill(without)) => {
                let mut kept = Kept::from_order(&self.order.peek());
                kept.lines.retain(|line| !without.contains(&line.item_id));
                self.basket.apply(basket::Event::Reorder(kept));
                self.navigator.push(Route::Basket {});
            }
        }
    }
}

/// Orders the same again.
#[component]
pub fn AgainButton(
    /// The order before.
    order: ReadSignal<Order>,
    /// What the button says; `Order again` unless said otherwise.
    #[props(default, into)]
    text: Option<String>,
    /// How much it wants to be pressed.
    #[props(default = ButtonKind::Secondary)]
    kind: ButtonKind,
    /// How large it is.
    #[props(default)]
    size: ButtonSize,
) -> Element {
    let again = Again {
        state: use_signal(State::default),
        order,
        calls: use_calls(),
        basket: use_basket(),
        navigator: use_navigator(),
    };
    let state = again.state.read();
    let (id, restaurant) = (order.read().restaurant_id, order.read().restaurant_name.clone());
    rsx! {
        Button {
            kind,
            size,
            icon: IconName::RotateCcw,
            busy: matches!(&*state, State::Asking),
            label: t!("orders-again-from", restaurant = restaurant.clone()),
            onclick: move |_| again.send(Event::Again),
            {text.unwrap_or_else(|| t!("orders-again"))}
        }
        match &*state {
            State::Idle | State::Asking => rsx! {},
            State::Gone { missing, all } => {
                let names: Vec<&str> = missing.iter().map(|(_, name)| name.as_str()).collect();
                let names = formats().list(&names);
                let all = *all;
                let menu = Route::Restaurant { id, item: None };
                rsx! {
                    Dialog {
                        open: true,
                        title: if all { t!("orders-all-gone") } else { t!("orders-some-gone", count = missing.len()) },
                        text: if all {
                            t!("orders-all-gone-text", restaurant = restaurant)
                        } else {
                            t!("orders-some-gone-text", dishes = names)
                        },
                        confirm: if all { t!("order-see-menu") } else { t!("orders-take-rest") },
                        onconfirm: move |()| {
                            if all {
                                again.navigator.push(menu.clone());
                            } else {
                                again.send(Event::TakeRest);
                            }
                        },
                        onclose: move |()| again.send(Event::Leave),
                    }
                }
            }
            State::Failed(error) => rsx! {
                Dialog {
                    open: true,
                    title: t!("orders-again-failed"),
                    confirm: t!("ui-retry"),
                    onconfirm: move |()| again.send(Event::Again),
                    onclose: move |()| again.send(Event::Leave),
                    FailureBanner { failure: Failure::from(error) }
                }
            },
        }
    }
}
