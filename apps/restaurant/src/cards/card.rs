//! The card.

use super::{Due, Lines, Marks, Pending};
use crate::{
    actions::{self, may, next_step, use_actions},
    board::CardView,
    crew::use_crew,
    route::Route,
    wording,
};
use dioxus::prelude::*;
use foodwala_sdk::contract::orders::{OrderAction, OrderStatus};
use foodwala_ui::prelude::*;

/// An order, with the step that leads it on.
#[component]
pub fn OrderCard(view: CardView) -> Element {
    let actions = use_actions();
    let crew = use_crew();
    let order = view.card.order.clone();
    let (id, place, status) = (order.id, order.restaurant_id, view.status);
    let settles = use_memo(use_reactive!(|id| actions.is_settling(id)));
    let next = next_step(status, order.fulfilment.kind()).filter(|action| may(crew, place, *action));
    let rejects = status == OrderStatus::Placed && may(crew, place, OrderAction::Reject);
    rsx! {
        article {
            class: "order-card",
            id: "card-{order.number}",
            "data-status": status.as_str(),
            "data-settling": settles().then_some("true"),
            "aria-label": t!("card-label", number = order.number.clone(), name = order.contact.name.clone()),
            header { class: "order-card-head",
                Anchor { href: Route::Order { place, id }.to_string(), class: "order-number",
                    bdi { {order.number.clone()} }
                }
                Due { view: view.clone() }
                IconButton {
                    icon: IconName::Ellipsis,
                    label: t!("card-more", number = order.number.clone()),
                    onclick: move |_| actions.send(actions::Event::More(id)),
                }
            }
            div { class: "order-card-who",
                span { class: "order-card-name", {order.contact.name.clone()} }
                if status == OrderStatus::Accepted {
                    Badge { {t!("card-not-started")} }
                }
                Marks { order: order.clone() }
            }
            Lines { order: order.clone() }
            Pending { view: view.clone() }
            if next.is_some() || rejects {
                footer { class: "order-card-foot",
                    if rejects {
                        Button {
                            kind: ButtonKind::Secondary,
                            label: t!("card-reject", number = order.number.clone()),
                            onclick: move |_| actions.take(id, OrderAction::Reject),
                            {wording::action(OrderAction::Reject)}
                        }
                    }
                    if let Some(action) = next {
                        Button {
                            wide: true,
                            icon: wording::action_icon(action),
                            kind: if status == OrderStatus::Placed { ButtonKind::Primary } else { ButtonKind::Secondary },
                            onclick: move |_| actions.take(id, action),
                            {wording::action(action)}
                        }
                    }
                }
            }
        }
    }
}
