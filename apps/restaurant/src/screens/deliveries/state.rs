//! A courier's deliveries, without a renderer.

use crate::{board::CardView, queue::StaffAct};
use foodwala_sdk::{
    AccountId, OrderId,
    contract::orders::{FulfilmentKind, OrderStatus},
};

/// The deliveries that somebody has with them.
#[must_use]
pub fn mine(views: &[CardView], me: Option<AccountId>) -> Vec<CardView> {
    let is_mine = |view: &&CardView| {
        let courier = view.card.order.courier.as_ref().map(|courier| courier.account_id);
        let takes = view.card.order.status == OrderStatus::Ready && view.status == OrderStatus::OutForDelivery;
        view.status == OrderStatus::OutForDelivery && (takes || (courier.is_some() && courier == me))
    };
    views.iter().filter(is_mine).cloned().collect()
}

/// The deliveries that wait for a courier.
#[must_use]
pub fn waiting(views: &[CardView]) -> Vec<CardView> {
    let waits = |view: &&CardView| {
        view.status == OrderStatus::Ready && view.card.order.fulfilment.kind() == FulfilmentKind::Delivery
    };
    views.iter().filter(waits).cloned().collect()
}

/// Handing over at the door, with what the guest said; nothing where no code is needed.
#[must_use]
pub fn handed_over(code: String) -> StaffAct {
    if code.is_empty() {
        StaffAct::Deliver
    } else {
        StaffAct::HandOver { code }
    }
}

/// The orders whose guests may see where the courier is: those the platform knows to be on the way.
#[must_use]
pub fn followed(views: &[CardView]) -> Vec<OrderId> {
    let on_the_way = |view: &&CardView| view.card.order.status == OrderStatus::OutForDelivery;
    views.iter().filter(on_the_way).map(|view| view.card.order.id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        board::Card,
        queue::Queue,
        samples::{account, card},
    };
    use foodwala_sdk::contract::orders::Courier;

    fn view(id: u128, status: OrderStatus, courier: Option<AccountId>) -> CardView {
        let mut card = card(id, status);
        card.order.courier = courier.map(|account_id| Courier {
            account_id,
            name: "Ravi".to_owned(),
        });
        CardView::new(Card::new(card), &Queue::default())
    }

    #[test]
    fn a_courier_sees_what_is_theirs_and_what_waits() {
        let other: AccountId = "018f6a3e-0000-7000-8000-0000000000ff".parse().unwrap();
        let views = [
            view(1, OrderStatus::Ready, None),
            view(2, OrderStatus::OutForDelivery, Some(account())),
            view(3, OrderStatus::OutForDelivery, Some(other)),
        ];
        assert_eq!(mine(&views, Some(account())).len(), 1);
        assert_eq!(waiting(&views).len(), 1);
        assert_eq!(followed(&mine(&views, Some(account()))).len(), 1);
    }

    #[test]
    fn a_guests_code_goes_along_where_there_is_one() {
        assert_eq!(handed_over(String::new()), StaffAct::Deliver);
        let code = "1234".to_owned();
        assert_eq!(handed_over(code.clone()), StaffAct::HandOver { code });
    }
}
