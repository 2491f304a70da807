//! Orders that have ended, without a renderer.

use foodwala_sdk::contract::{board::BoardOrder, page::Page};
use foodwala_ui::sdk::Failure;

/// The screen.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct State {
    /// The newest first.
    pub orders: Vec<BoardOrder>,
    /// Where the next page begins.
    pub next: Option<String>,
    /// A page is on its way.
    pub busy: bool,
    /// At least one page has come.
    pub known: bool,
    /// Why the last one did not come.
    pub failure: Option<Failure>,
}

/// What happens.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// The next page is wanted.
    More,
    /// A page came, or did not.
    Came(Result<Page<BoardOrder>, Failure>),
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Fetch the page with this cursor.
    Fetch(Option<String>),
}

/// Takes an event in.
pub fn reduce(state: &mut State, event: Event) -> Option<Effect> {
    match event {
        Event::More if state.busy || (state.known && state.next.is_none()) => None,
        Event::More => {
            state.busy = true;
            state.failure = None;
            Some(Effect::Fetch(state.next.clone()))
        }
        Event::Came(Ok(page)) => {
            state.busy = false;
            state.known = true;
            state.next = page.next_cursor;
            for order in page.items {
                if !state.orders.iter().any(|known| known.order.id == order.order.id) {
                    state.orders.push(order);
                }
            }
            None
        }
        Event::Came(Err(failure)) => {
            state.busy = false;
            state.failure = Some(failure);
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::card;
    use foodwala_sdk::contract::orders::OrderStatus;

    #[test]
    fn pages_follow_each_other_until_the_last() {
        let mut state = State::default();
        assert_eq!(reduce(&mut state, Event::More), Some(Effect::Fetch(None)));
        assert_eq!(reduce(&mut state, Event::More), None, "one at a time");
        let page = |ids: &[u128], next: Option<&str>| Page {
            items: ids.iter().map(|id| card(*id, OrderStatus::Delivered)).collect(),
            next_cursor: next.map(str::to_owned),
        };
        reduce(&mut state, Event::Came(Ok(page(&[1, 2], Some("x")))));
        assert_eq!(
            reduce(&mut state, Event::More),
            Some(Effect::Fetch(Some("x".to_owned())))
        );
        reduce(&mut state, Event::Came(Ok(page(&[2, 3], None))));
        assert_eq!(state.orders.len(), 3, "an order that moved between pages is there once");
        assert_eq!(reduce(&mut state, Event::More), None);
    }
}
