//! One's orders, newest first, without a renderer.

use foodwala_sdk::{
    Error, OrderId,
    contract::{orders::Order, page::Page},
};

/// The screen.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// The orders that are known.
    pub items: Vec<Order>,
    /// Where the next page begins.
    pub next: Option<String>,
    /// Whether the first page is there.
    pub loaded: bool,
    /// Whether a page is being fetched.
    pub busy: bool,
    /// Whether that page is the first, which replaces what is known.
    pub first: bool,
    /// Why a page is not there.
    pub error: Option<Error>,
    /// The order that is to be taken out of the list, if the person means it.
    pub hiding: Option<OrderId>,
    /// Why it could not be.
    pub hide_error: Option<Error>,
}

/// What happens.
#[derive(Debug, Clone)]
pub enum Event {
    /// The screen opens, or is loaded again.
    Load,
    /// The next page is wanted.
    More,
    /// A page is there.
    Page(Result<Page<Order>, Error>),
    /// Take an order out of the list?
    AskHide(OrderId),
    /// Yes.
    Hide,
    /// No.
    Keep,
    /// The platform answered.
    Hidden(OrderId, Result<(), Error>),
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Fetch a page.
    Fetch(Option<String>),
    /// Ask the platform to hide it.
    Hide(OrderId),
}

/// One step.
pub fn reduce(state: &mut State, event: Event) -> Option<Effect> {
    match event {
        Event::Load => {
            state.busy = true;
            state.first = true;
            state.error = None;
            Some(Effect::Fetch(None))
        }
        Event::More if state.busy => None,
        Event::More => {
            let cursor = state.next.clone()?;
            state.busy = true;
            state.first = false;
            state.error = None;
            Some(Effect::Fetch(Some(cursor)))
        }
        Event::Page(Ok(page)) => {
            if state.first {
                state.items.clear();
            }
            // An order placed in between moves the pages.
            state
                .items
                .retain(|known| page.items.iter().all(|order| order.id != known.id));
            state.items.extend(page.items);
            state.next = page.next_cursor;
            state.loaded = true;
            state.busy = false;
            None
        }
        Event::Page(Err(error)) => {
            state.busy = false;
            state.error = Some(error);
            None
        }
        Event::AskHide(id) => {
            state.hide_error = None;
            state.hiding = Some(id);
            None
        }
        Event::Hide => state.hiding.map(Effect::Hide),
        Event::Keep => {
            state.hiding = None;
            None
        }
        Event::Hidden(id, Ok(())) => {
            state.items.retain(|order| order.id != id);
            state.hiding = None;
            None
        }
        Event::Hidden(_, Err(error)) => {
            state.hide_error = Some(error);
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{forms::testing::lost, samples};
    use foodwala_sdk::contract::orders::OrderStatus;

    fn page(next: Option<&str>) -> Event {
        Event::Page(Ok(Page {
            items: vec![samples::order(OrderStatus::Delivered)],
            next_cursor: next.map(str::to_owned),
        }))
    }

    #[test]
    fn pages_follow_one_another_and_no_order_stands_twice() {
        let mut state = State::default();
        assert_eq!(reduce(&mut state, Event::Load), Some(Effect::Fetch(None)));
        reduce(&mut state, page(Some("two")));
        assert_eq!(
            reduce(&mut state, Event::More),
            Some(Effect::Fetch(Some("two".to_owned())))
        );
        assert_eq!(reduce(&mut state, Event::More), None, "one page at a time");
        reduce(&mut state, page(None));
        assert_eq!(state.items.len(), 1);
        assert_eq!(reduce(&mut state, Event::More), None);
    }

    #[test]
    fn a_page_that_fails_keeps_what_is_there() {
        let mut state = State::default();
        reduce(&mut state, page(Some("two")));
        reduce(&mut state, Event::More);
        reduce(&mut state, Event::Page(Err(lost())));
        assert!(state.error.is_some() && state.items.len() == 1);
        assert!(reduce(&mut state, Event::More).is_some());
    }

    #[test]
    fn hiding_asks_first() {
        let mut state = State::default();
        reduce(&mut state, page(None));
        let id = state.items[0].id;
        assert_eq!(reduce(&mut state, Event::Hide), None);
        reduce(&mut state, Event::AskHide(id));
        assert_eq!(reduce(&mut state, Event::Hide), Some(Effect::Hide(id)));
        reduce(&mut state, Event::Hidden(id, Ok(())));
        assert!(state.items.is_empty() && state.hiding.is_none());
    }
}
