//! What of a review everybody may read.

use foodwala_contract::{orders::Order, restaurants::RestaurantReview};

/// Longest first name shown, in letters.
const LONGEST_NAME: usize = 40;

/// The review of an order as everybody may read it, if it has one.
pub fn public(order: &Order) -> Option<RestaurantReview> {
    let review = order.review.as_ref()?;
    Some(RestaurantReview {
        author: first_name_and_initial(&order.contact.name),
        stars: review.stars,
        comment: review.comment.clone(),
        at: review.at,
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

    #[test]
    fn nobody_learns_a_whole_name() {
        assert_eq!(first_name_and_initial(" Ada King lovelace "), "Ada L.");
        assert_eq!(first_name_and_initial("Cher"), "Cher");
        assert_eq!(first_name_and_initial("आशा शर्मा"), "आशा श.");
        assert_eq!(first_name_and_initial(""), "");
    }
}
