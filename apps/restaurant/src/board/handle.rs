//! The board in the app: one per restaurant that is shown.

use super::{Board, Card, CardView, Event, reduce};
use crate::queue::QueueHandle;
use dioxus::prelude::*;
use foodwala_sdk::{
    OrderId, RestaurantId, Timestamp,
    contract::{board::BoardOrder, orders::OrderStatus},
};
use foodwala_ui::device;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeSet, time::Duration};

/// Under this key and the restaurant's id is the board as it was last.
const KEY: &str = "kitchen-board.";

/// How long to wait when the platform cannot say what became of an order.
const AGAIN: Duration = Duration::from_secs(5);

#[derive(Serialize, Deserialize)]
struct Kept {
    at: Timestamp,
    cards: Vec<BoardOrder>,
}

/// Reads and changes the board.
#[derive(Clone, Copy, PartialEq)]
pub struct BoardHandle {
    pub(super) board: Signal<Board>,
    pub(super) place: RestaurantId,
    pub(super) queue: QueueHandle,
    pub(super) unsaved: CopyValue<bool>,
    /// How often somebody has asked for it again.
    pub(super) tries: Signal<u32>,
}

impl BoardHandle {
    /// The board; whoever reads it while rendering is rendered again when it changes.
    pub fn read(&self) -> ReadableRef<'_, Signal<Board>> {
        self.board.read()
    }

    /// Whose board it is.
    #[must_use]
    pub const fn place(self) -> RestaurantId {
        self.place
    }

    /// All live cards, with what the queue says of them.
    #[must_use]
    pub fn views(self) -> Vec<CardView> {
        let (board, queue) = (self.board.read(), self.queue.read());
        board
            .live
            .values()
            .map(|card| CardView::new(card.clone(), &queue))
            .collect()
    }

    /// One card, live or ended.
    #[must_use]
    pub fn card(self, order: OrderId) -> Option<CardView> {
        let (board, queue) = (self.board.read(), self.queue.read());
        let card = board.live.get(&order).or_else(|| board.ended.get(&order))?;
        Some(CardView::new(card.clone(), &queue))
    }

    /// The orders that nobody has taken.
    #[must_use]
    pub fn untaken(self) -> Vec<Card> {
        let views = self.views().into_iter();
        views
            .filter(|view| view.status == OrderStatus::Placed)
            .map(|view| view.card)
            .collect()
    }

    /// Takes an event in. What is about another restaurant is not for this board.
    pub fn apply(mut self, event: Event) {
        if event.is_foreign(self.place) {
            return;
        }
        let told: Vec<BoardOrder> = match &event {
            Event::Card(card) => vec![(**card).clone()],
            Event::Told(foodwala_sdk::contract::board::BoardEvent::Card { card }) => vec![(**card).clone()],
            Event::Asked(_, Some(card)) => vec![(**card).clone()],
            Event::Fetched(Ok(cards), _) => cards.clone(),
            _ => Vec::new(),
        };
        let is_list = matches!(&event, Event::Fetched(Ok(_), _));
        let asked = if is_list {
            self.board.peek().missing.clone()
        } else {
            BTreeSet::new()
        };
        if reduce(&mut self.board.write(), event) {
            self.unsaved.set(true);
        }
        for card in told {
            self.queue.saw(&card);
        }
        if is_list {
            let missing = self.board.peek().missing.difference(&asked).copied().collect();
            // Ends with the board, as whoever follows it does.
            spawn(self.ask(missing));
        }
    }

    /// Asks the platform what became of orders, one after the other and until it answers.
    async fn ask(self, orders: Vec<OrderId>) {
        for order in orders {
            while self.board.peek().missing.contains(&order) {
                match self.queue.card(self.place, order).await {
                    Ok(card) => self.apply(Event::Asked(order, card.map(Box::new))),
                    Err(_) => device::sleep(AGAIN).await,
                }
            }
        }
    }

    /// Asks the platform for the board anew, at once.
    pub fn retry(mut self) {
        let tries = *self.tries.peek();
        self.tries.set(tries.wrapping_add(1));
    }

    /// Keeps the board on the device, if it has changed.
    pub(super) fn save(mut self) {
        if !self.unsaved.replace(false) {
            return;
        }
        let board = self.board.peek();
        let Some(at) = board.as_of else { return };
        let kept = Kept {
            at,
            cards: board.live.values().map(|card| (**card).clone()).collect(),
        };
        match serde_json::to_string(&kept) {
            Ok(text) if device::storage::set(&key(self.place), &text) => {}
            Ok(_) => tracing::info!("the device keeps no board"),
            Err(error) => tracing::error!(error = &error as &dyn std::error::Error, "the board cannot be written"),
        }
    }

    /// Takes up what the device kept.
    pub(super) fn restore(self) {
        let text = device::storage::get(&key(self.place));
        let kept: Option<Kept> = text.and_then(|text| serde_json::from_slice(text.as_bytes()).ok());
        if let Some(Kept { at, cards }) = kept {
            self.apply(Event::Kept(cards, at));
        }
    }
}

fn key(place: RestaurantId) -> String {
    format!("{KEY}{place}")
}

/// The board of the restaurant that is shown.
pub fn use_board() -> BoardHandle {
    use_context()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        queue::use_queue_provider,
        samples::{card, place},
    };
    use foodwala_sdk::FoodWala;
    use foodwala_ui::sdk::use_client_provider;
    use std::cell::Cell;

    thread_local!(static BOARD: Cell<Option<BoardHandle>> = const { Cell::new(None) });

    fn shown() -> Element {
        use_client_provider(|| FoodWala::builder().base_url("http://localhost:8080").build().unwrap());
        let queue = use_queue_provider();
        BOARD.set(Some(use_hook(|| BoardHandle {
            board: Signal::new(Board::default()),
            place: place(),
            queue,
            unsaved: CopyValue::new(false),
            tries: Signal::new(0),
        })));
        rsx! {}
    }

    #[test]
    fn a_late_answer_for_another_restaurant_does_not_land_on_this_board() {
        let mut dom = VirtualDom::new(shown);
        dom.rebuild_in_place();
        let board = BOARD.take().unwrap();
        dom.in_scope(ScopeId::APP, || {
            let mut other = card(1, OrderStatus::Placed);
            other.order.restaurant_id = "018f6a3e-0000-7000-8000-0000000000a2".parse().unwrap();
            board.apply(Event::Card(Box::new(other)));
            assert!(board.views().is_empty());
            board.apply(Event::Card(Box::new(card(2, OrderStatus::Placed))));
            assert_eq!(board.views().len(), 1);
        });
    }
}
