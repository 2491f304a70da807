//! What of a review everybody may read, and what the restaurant says to it.

use super::faults::{Faults, Invalid};
use foodwala_contract::{
    Timestamp,
    orders::Order,
    restaurants::{RestaurantReview, ReviewReply},
};

/// Longest first name shown, in letters.
const LONGEST_NAME: usize = 40;

/// Longest reply, in characters.
const LONGEST_REPLY: usize = 1_000;

/// A reply to a review.
///
/// # Errors
/// When it says nothing, or too much.
pub fn reply(text: &str, now: Timestamp) -> Result<ReviewReply, Invalid> {
    let mut faults = Faults::new();
    faults.text(text, "/text", 1, LONGEST_REPLY);
    faults.into_result()?;
    Ok(ReviewReply {
        text: text.trim().to_owned(),
        at: now,
    })
}

/// The review of an order as everybody may read it, if it has one.
pub fn public(order: &Order) -> Option<RestaurantReview> {
    let review = order.review.as_ref()?;
    Some(RestaurantReview {
        order_id: order.id,
        author: first_name_and_initial(&order.contact.name),
        stars: review.stars,
        comment: review.comment.clone(),
        at: review.at,
        reply: None,
    })
}

/// `Ada King Lovelace` is `Ada L.`; whoever goes by one name keeps it.
fn first_name_and_initial(name: &str) -> String {
    let mut words = name.split_whitespace();
    let first: String = words.next().unwrap_or_default().chars().take(LONGEST_NAME).collect();
    match words.next_back().and_then(|last| last.chars().next()) {
        Some(initial) => format!("{first} {}.", initial.to_uppercase()),
        None => first,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::faults::pointers, samples};

    #[test]
    fn a_reply_says_something_and_not_too_much() {
        let said = reply("  Thank you!\n", samples::now()).unwrap();
        assert_eq!((said.text.as_str(), said.at), ("Thank you!", samples::now()));
        for text in [" ", &"x".repeat(1_001)] {
            assert_eq!(pointers(reply(text, samples::now()).map(drop)), ["/text"]);
        }
    }

    #[test]
    fn nobody_learns_a_whole_name() {
        assert_eq!(first_name_and_initial(" Ada King lovelace "), "Ada L.");
        assert_eq!(first_name_and_initial("Cher"), "Cher");
        assert_eq!(first_name_and_initial("आशा शर्मा"), "आशा श.");
        assert_eq!(first_name_and_initial(""), "");
    }
}
