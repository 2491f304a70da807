//! Taking out of an order what identifies its customer. What was eaten and paid stays.

use foodwala_contract::orders::{Actor, Contact, Fulfilment, Order};

/// Erases contact, door and everything the customer wrote for this order. Town and amounts stay for the books.
pub fn erase(order: &mut Order) {
    order.contact = Contact {
        name: String::new(),
        phone: String::new(),
    };
    order.note = None;
    if let Some(review) = &mut order.review {
        review.comment = None;
    }
    for line in &mut order.price.lines {
        line.note = None;
    }
    if let Fulfilment::Delivery { address } = &mut order.fulfilment {
        address.label = String::new();
        address.instructions = None;
        address.address.street = String::new();
        // About a kilometre: enough for a report by district, too coarse for a door.
        address.location.latitude = (address.location.latitude * 100.0).round() / 100.0;
        address.location.longitude = (address.location.longitude * 100.0).round() / 100.0;
    }
    for step in order.history.iter_mut().filter(|step| step.by == Actor::Customer) {
        step.reason = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::testing;
    use foodwala_contract::{Timestamp, orders::Review};

    #[test]
    fn what_the_guest_wrote_is_gone_and_the_stars_stay() {
        let mut order = testing::placed().order().clone();
        order.review = Some(Review {
            stars: 4,
            comment: Some("Ada was here".into()),
            at: Timestamp::UNIX_EPOCH,
        });
        order.note = Some("Ask for Ada".into());
        order.price.lines[0].note = Some("Ada eats no nuts".into());
        order.history[0].reason = Some("Ada is ill".into());
        erase(&mut order);
        assert!(!serde_json::to_string(&order).unwrap().contains("Ada"));
        assert_eq!(order.review.map(|review| review.stars), Some(4));
    }
}
