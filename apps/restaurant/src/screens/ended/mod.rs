//! Orders that have ended.

mod state;

use crate::{crew::use_title, route::Route, shop::use_shop, wording};
use dioxus::prelude::*;
use foodwala_sdk::{
    RestaurantId,
    contract::{
        board::{BoardOrder, BoardQuery, BoardView},
        orders::OrderStatus,
    },
};
use foodwala_ui::{
    prelude::*,
    sdk::{
        Failure, FailureBanner,
        calls::{Calls, use_calls},
    },
};
use state::{Effect, Event, State, reduce};

#[derive(Clone, Copy)]
struct Screen {
    state: Signal<State>,
    calls: Calls,
    place: RestaurantId,
}

impl Screen {
    fn send(mut self, event: Event) {
        let effect = reduce(&mut self.state.write(), event);
        if let Some(Effect::Fetch(cursor)) = effect {
            spawn(async move {
                let query = BoardQuery {
                    view: Some(BoardView::Ended),
                    cursor,
                    limit: Some(30),
                };
                let page = self.calls.client().board(self.place).list(&query).await;
                self.send(Event::Came(page.map_err(Failure::from)));
            });
        }
    }
}

const fn tone(status: OrderStatus) -> Tone {
    if status.is_fulfilled() {
        Tone::Success
    } else {
        Tone::Danger
    }
}

/// Orders that have ended, the newest first.
#[component]
pub fn Ended(place: RestaurantId) -> Element {
    use_title(t!("ended-title"));
    let screen = Screen {
        state: use_signal(State::default),
        calls: use_calls(),
        place,
    };
    let zone = use_shop().zone();
    use_hook(move || screen.send(Event::More));
    let state = screen.state.read();
    rsx! {
        div { class: "detail",
            h1 { class: "title-m", {t!("ended-title")} }
            if let Some(failure) = &state.failure {
                FailureBanner { failure: failure.clone(), onretry: move |()| screen.send(Event::More) }
            }
            if state.known && state.orders.is_empty() {
                EmptyState { art: "receipt", title: t!("ended-none") }
            }
            ul { class: "ended",
                for card in state.orders.iter() {
                    Row { key: "{card.order.id}", card: card.clone(), place, zone: zone.clone() }
                }
            }
            if state.busy {
                Loading { Skeleton { shape: SkeletonShape::Row, count: 3 } }
            } else if state.next.is_some() {
                Button { kind: ButtonKind::Secondary, wide: true, onclick: move |_| screen.send(Event::More), {t!("ui-more")} }
            }
        }
    }
}

#[component]
fn Row(card: BoardOrder, place: RestaurantId, zone: String) -> Element {
    let order = &card.order;
    rsx! {
        li {
            Anchor { href: Route::Order { place, id: order.id }.to_string(), class: "ended-row",
                bdi { class: "order-number", {order.number.clone()} }
                span { class: "ended-what",
                    span { class: "ended-name", {order.contact.name.clone()} }
                    span { class: "ended-dishes", {wording::dishes(order)} }
                }
                span { class: "ended-end",
                    Badge { tone: tone(order.status), {wording::status(order.status)} }
                    span { class: "ended-time", {formats().moment(order.updated_at, &zone, device::now())} }
                }
                bdi { class: "line-price", {money(order.price.total)} }
            }
        }
    }
}
