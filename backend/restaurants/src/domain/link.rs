//! Tokens of courier links: an order and an end, signed with a secret that only that order's link has.

use super::{
    board::without_guest,
    faults::{Faults, Invalid},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use foodwala_contract::{
    Money, OrderId, Timestamp,
    board::{BoardOrder, SharedDelivery},
    couriers::{LinkedDelivery, LinkedLine, ShareDeliveryRequest},
    orders::{Fulfilment, Order, PaymentMethod},
};
use jiff::SignedDuration;
use ring::hmac;
use uuid::Uuid;

/// What a link's secret has, bytes.
pub const SECRET_BYTES: usize = 32;

/// Minutes a link is good for unless told otherwise.
const USUAL_MINUTES: u32 = 240;

/// What is signed: the order's id and the end in seconds since 1970.
const SIGNED_BYTES: usize = 16 + 8;

/// What a token says. It holds only if its signature does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The order.
    pub order: OrderId,
    /// Until when.
    pub expires_at: Timestamp,
    bytes: Vec<u8>,
}

/// The end of a link that is made at `now`, in whole seconds.
///
/// # Errors
/// When name or duration are out of bounds.
pub fn ends(request: &ShareDeliveryRequest, now: Timestamp) -> Result<Timestamp, Invalid> {
    let minutes = request.valid_minutes.unwrap_or(USUAL_MINUTES);
    let mut faults = Faults::new();
    faults.text(&request.name, "/name", 1, 80);
    faults.check((5..=720).contains(&minutes), "/valid_minutes", "must be 5 to 720");
    faults.into_result()?;
    let end = now + SignedDuration::from_mins(minutes.into());
    Ok(Timestamp::from_second(end.as_second()).unwrap_or(end))
}

/// The token for an order until `expires_at`, which has whole seconds.
pub fn sign(secret: &[u8], order: OrderId, expires_at: Timestamp) -> String {
    let mut bytes = order.uuid().as_bytes().to_vec();
    bytes.extend(expires_at.as_second().to_be_bytes());
    let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, secret), &bytes);
    bytes.extend(tag.as_ref());
    URL_SAFE_NO_PAD.encode(bytes)
}

/// What a token says; `None` if it is none.
pub fn read(token: &str) -> Option<Claim> {
    let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
    let (id, rest) = bytes.split_first_chunk::<16>()?;
    let (seconds, _) = rest.split_first_chunk::<8>()?;
    Some(Claim {
        order: OrderId(Uuid::from_bytes(*id)),
        expires_at: Timestamp::from_second(i64::from_be_bytes(*seconds)).ok()?,
        bytes: bytes.clone(),
    })
}

impl Claim {
    /// Whether it was signed with `secret` and has not ended.
    pub fn holds(&self, secret: &[u8], now: Timestamp) -> bool {
        let Some((signed, tag)) = self.bytes.split_at_checked(SIGNED_BYTES) else {
            return false;
        };
        let key = hmac::Key::new(hmac::HMAC_SHA256, secret);
        now < self.expires_at && hmac::verify(&key, signed, tag).is_ok()
    }
}

/// The delivery as the holder of its link sees it; `None` if it is no delivery.
pub fn shown(card: BoardOrder, shared_with: SharedDelivery) -> Option<LinkedDelivery> {
    let ended = card.order.status.is_final();
    let order = if ended { without_guest(card.order) } else { card.order };
    let to_collect = to_collect(&order);
    let Fulfilment::Delivery { address } = order.fulfilment else {
        return None;
    };
    let lines = order.price.lines.into_iter().map(|line| LinkedLine {
        name: line.name,
        quantity: line.quantity,
    });
    Some(LinkedDelivery {
        order_id: order.id,
        number: order.number,
        status: order.status,
        restaurant_name: order.restaurant_name,
        restaurant: order.restaurant,
        address,
        contact: order.contact,
        note: order.note,
        lines: lines.collect(),
        to_collect,
        promised_at: order.promised_at,
        proof_required: card.proof_required,
        pending: card.pending,
        refused: card.refused,
        shared_with,
        version: card.version,
    })
}

fn to_collect(order: &Order) -> Option<Money> {
    let due = order.payment == PaymentMethod::Cash && order.price.total.amount_minor > 0;
    due.then_some(order.price.total)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::faults::pointers, samples};
    use jiff::ToSpan;

    const SECRET: [u8; SECRET_BYTES] = [7; SECRET_BYTES];

    #[test]
    fn a_token_is_good_for_its_order_until_its_end_and_under_its_secret() {
        let (order, end) = (samples::order_id(1), samples::now() + 1.hour());
        let token = sign(&SECRET, order, end);
        let claim = read(&token).unwrap();
        assert_eq!((claim.order, claim.expires_at), (order, end));
        assert!(claim.holds(&SECRET, samples::now()));
        assert!(!claim.holds(&SECRET, end));
        assert!(!claim.holds(&[8; SECRET_BYTES], samples::now()));
    }

    #[test]
    fn nobody_makes_a_token_last_longer_or_open_another_order() {
        let token = sign(&SECRET, samples::order_id(1), samples::now() + 1.hour());
        let bytes = URL_SAFE_NO_PAD.decode(&token).unwrap();
        for place in 0..bytes.len() {
            let mut forged = bytes.clone();
            forged[place] ^= 1;
            let claim = read(&URL_SAFE_NO_PAD.encode(forged));
            assert!(
                claim.is_none_or(|claim| !claim.holds(&SECRET, samples::now())),
                "{place}"
            );
        }
        for garbage in ["", "x", "%%%", &token[..40], &format!("{token}AA")] {
            assert!(read(garbage).is_none_or(|claim| !claim.holds(&SECRET, samples::now())));
        }
    }

    #[test]
    fn a_link_lasts_some_minutes_to_half_a_day() {
        let request = |name: &str, valid_minutes| ShareDeliveryRequest {
            name: name.into(),
            valid_minutes,
        };
        let now = samples::now();
        assert_eq!(ends(&request("Sam", None), now).unwrap(), now + 4.hours());
        let wrong = ends(&request(" ", Some(721)), now).map(drop);
        assert_eq!(pointers(wrong), ["/name", "/valid_minutes"]);
    }
}
