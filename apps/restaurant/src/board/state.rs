//! The board, without a renderer: cards by order, always the newest version of each.

use foodwala_sdk::{
    ItemId, OrderId, RestaurantId, Timestamp,
    contract::{
        board::{BoardEvent, BoardOrder},
        menu::ItemAvailability,
        orders::{Actor, OrderStatus},
    },
};
use foodwala_ui::sdk::Failure;
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Deref,
    rc::Rc,
};

/// How many orders that ended are remembered, to say what became of them; and how many that nobody has read of.
const ENDED: usize = 50;

/// A card that is shared, and compared in no time.
#[derive(Debug, Clone)]
pub struct Card(Rc<BoardOrder>);

impl Card {
    /// Shares a card.
    #[must_use]
    pub fn new(card: BoardOrder) -> Self {
        Self(Rc::new(card))
    }
}

impl PartialEq for Card {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Deref for Card {
    type Target = BoardOrder;

    fn deref(&self) -> &BoardOrder {
        &self.0
    }
}

/// The board.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Board {
    /// Orders that somebody must still do something about.
    pub live: BTreeMap<OrderId, Card>,
    /// Orders that have ended while we looked.
    pub ended: BTreeMap<OrderId, Card>,
    /// Orders that ended otherwise than staff would expect, until somebody has read it.
    pub unread: Vec<Card>,
    /// Dishes whose availability changed while we looked.
    pub availability: BTreeMap<ItemId, ItemAvailability>,
    /// Since when this is how it was; absent before anything is known.
    pub as_of: Option<Timestamp>,
    /// Whether events arrive.
    pub connected: bool,
    /// Why the board could not be fetched.
    pub failure: Option<Failure>,
    /// Orders that were on the board and that the list does not name: they stay until the platform has said of each what
    /// became of it, as somebody may be cooking it.
    pub missing: BTreeSet<OrderId>,
    /// What changed while the board is being fetched; absent while it is not.
    touched: Option<BTreeSet<OrderId>>,
}

/// What happens.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// As the device kept it.
    Kept(Vec<BoardOrder>, Timestamp),
    /// It is being fetched.
    Begin,
    /// All live orders.
    Fetched(Result<Vec<BoardOrder>, Failure>, Timestamp),
    /// What the platform says of an order that the list did not name; nothing, if it knows none.
    Asked(OrderId, Option<Box<BoardOrder>>),
    /// A card, from wherever.
    Card(Box<BoardOrder>),
    /// Told by the platform.
    Told(BoardEvent),
    /// Events arrive, or no longer.
    Connected(bool, Timestamp),
    /// Somebody has read what became of an order.
    Read(OrderId),
}

impl Event {
    /// Whether it tells of an order of another restaurant, as an answer does that was asked for before another one was
    /// chosen.
    #[must_use]
    pub fn is_foreign(&self, place: RestaurantId) -> bool {
        match self {
            Self::Card(card) | Self::Told(BoardEvent::Card { card }) | Self::Asked(_, Some(card)) => {
                card.order.restaurant_id != place
            }
            _ => false,
        }
    }
}

/// Takes an event in; answers whether cards changed.
pub fn reduce(board: &mut Board, event: Event) -> bool {
    match event {
        Event::Kept(cards, at) => {
            board.live = cards.into_iter().map(|card| (card.order.id, Card::new(card))).collect();
            board.as_of = Some(at);
            false
        }
        Event::Begin => {
            board.touched = Some(BTreeSet::new());
            false
        }
        Event::Fetched(Ok(cards), now) => {
            fetched(board, cards);
            board.failure = None;
            board.as_of = Some(now);
            true
        }
        Event::Fetched(Err(failure), _) => {
            board.touched = None;
            board.failure = Some(failure);
            false
        }
        Event::Asked(order, card) => {
            board.missing.remove(&order);
            match card {
                Some(card) => put(board, *card),
                None => board.live.remove(&order).is_some(),
            }
        }
        Event::Card(card) | Event::Told(BoardEvent::Card { card }) => put(board, *card),
        Event::Told(BoardEvent::Availability { availability }) => {
            board.availability.insert(availability.item_id, availability);
            false
        }
        Event::Connected(connected, now) => {
            board.connected = connected;
            if board.as_of.is_some() {
                board.as_of = Some(now);
            }
            false
        }
        Event::Read(order) => {
            board.unread.retain(|card| card.order.id != order);
            false
        }
    }
}

/// The whole list came. What changed while it was on its way is newer than it.
fn fetched(board: &mut Board, cards: Vec<BoardOrder>) {
    let touched = board.touched.take().unwrap_or_default();
    let named: BTreeSet<OrderId> = cards.iter().map(|card| card.order.id).collect();
    let unnamed = board
        .live
        .keys()
        .filter(|id| !named.contains(id) && !touched.contains(id));
    board.missing = unnamed.copied().collect();
    for card in cards {
        put(board, card);
    }
}

fn put(board: &mut Board, card: BoardOrder) -> bool {
    let id = card.order.id;
    let before = board.live.get(&id).or_else(|| board.ended.get(&id)).cloned();
    if before.as_ref().is_some_and(|before| before.version >= card.version) {
        return false;
    }
    if let Some(touched) = &mut board.touched {
        touched.insert(id);
    }
    board.missing.remove(&id);
    let card = Card::new(card);
    if card.order.status.is_final() {
        let was_live = board.live.remove(&id).is_some();
        if was_live && is_surprise(&card) {
            board.unread.push(card.clone());
            let before = board.unread.len().saturating_sub(ENDED);
            board.unread.drain(..before);
        }
        board.ended.insert(id, card);
        while board.ended.len() > ENDED {
            board.ended.pop_first();
        }
    } else {
        board.ended.remove(&id);
        board.live.insert(id, card);
    }
    true
}

/// Whether an order ended otherwise than by the staff's own doing: nobody must go on cooking it.
fn is_surprise(card: &BoardOrder) -> bool {
    let by_staff = card
        .order
        .history
        .last()
        .is_some_and(|step| step.by == Actor::Restaurant);
    matches!(card.order.status, OrderStatus::Cancelled | OrderStatus::Expired) && !by_staff
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{card, noon};

    fn versioned(order: u128, status: OrderStatus, version: u64) -> BoardOrder {
        BoardOrder {
            version,
            ..card(order, status)
        }
    }

    fn told(board: &mut Board, card: BoardOrder) -> bool {
        reduce(board, Event::Told(BoardEvent::Card { card: Box::new(card) }))
    }

    #[test]
    fn only_newer_cards_count() {
        let mut board = Board::default();
        assert!(told(&mut board, versioned(1, OrderStatus::Placed, 1)));
        assert!(told(&mut board, versioned(1, OrderStatus::Accepted, 3)));
        assert!(!told(&mut board, versioned(1, OrderStatus::Placed, 2)));
        let id = card(1, OrderStatus::Placed).order.id;
        assert_eq!(board.live[&id].order.status, OrderStatus::Accepted);
    }

    #[test]
    fn what_changed_while_the_list_was_on_its_way_stays() {
        let mut board = Board::default();
        reduce(
            &mut board,
            Event::Kept(vec![versioned(1, OrderStatus::Placed, 1)], noon()),
        );
        reduce(&mut board, Event::Begin);
        told(&mut board, versioned(2, OrderStatus::Placed, 1));
        told(&mut board, versioned(3, OrderStatus::Preparing, 5));
        let list = vec![
            versioned(3, OrderStatus::Accepted, 4),
            versioned(4, OrderStatus::Ready, 2),
        ];
        reduce(&mut board, Event::Fetched(Ok(list), noon()));
        let known: Vec<OrderStatus> = board.live.values().map(|card| card.order.status).collect();
        let here = [OrderStatus::Placed, OrderStatus::Preparing, OrderStatus::Ready];
        assert_eq!(known[1..], here);
        let first = card(1, OrderStatus::Placed).order.id;
        assert_eq!(
            board.missing,
            BTreeSet::from([first]),
            "the list says nothing of the first"
        );
    }

    #[test]
    fn what_the_list_does_not_name_stays_until_the_platform_has_said_what_became_of_it() {
        let mut board = Board::default();
        let kept = (1..=3)
            .map(|order| versioned(order, OrderStatus::Preparing, 1))
            .collect();
        reduce(&mut board, Event::Kept(kept, noon()));
        reduce(&mut board, Event::Begin);
        reduce(
            &mut board,
            Event::Fetched(Ok(vec![versioned(3, OrderStatus::Ready, 2)]), noon()),
        );
        let [first, second] = [1, 2].map(|order| card(order, OrderStatus::Preparing).order.id);
        assert_eq!(board.missing, BTreeSet::from([first, second]));
        assert_eq!(board.live.len(), 3);

        let mut gone = versioned(1, OrderStatus::Cancelled, 2);
        gone.order.history[0].by = Actor::Customer;
        assert!(reduce(&mut board, Event::Asked(first, Some(Box::new(gone)))));
        assert_eq!(board.unread.len(), 1, "nobody must go on cooking it");
        assert!(reduce(&mut board, Event::Asked(second, None)));
        assert!(board.missing.is_empty());
        assert_eq!((board.live.len(), board.unread.len()), (1, 1));
    }

    #[test]
    fn a_long_shift_leaves_no_more_than_a_short_one() {
        let mut board = Board::default();
        for order in 1..=600 {
            told(&mut board, versioned(order, OrderStatus::Placed, 1));
            let mut gone = versioned(order, OrderStatus::Cancelled, 2);
            gone.order.history[0].by = Actor::Customer;
            told(&mut board, gone);
        }
        let counts = [board.live.len(), board.ended.len(), board.unread.len()];
        assert_eq!(counts, [0, ENDED, ENDED]);
        let last = card(600, OrderStatus::Placed).order.id;
        assert_eq!(board.unread.last().map(|card| card.order.id), Some(last));
    }

    #[test]
    fn a_failed_fetch_takes_nothing_away() {
        let mut board = Board::default();
        told(&mut board, versioned(1, OrderStatus::Placed, 1));
        reduce(&mut board, Event::Begin);
        let failure = Failure::of(foodwala_ui::sdk::FailureKind::Offline);
        reduce(&mut board, Event::Fetched(Err(failure), noon()));
        assert_eq!((board.live.len(), board.failure.is_some()), (1, true));
    }

    #[test]
    fn an_order_that_the_guest_called_off_is_told_until_somebody_has_read_it() {
        let mut board = Board::default();
        told(&mut board, versioned(1, OrderStatus::Preparing, 1));
        let mut gone = versioned(1, OrderStatus::Cancelled, 2);
        gone.order.history[0].by = Actor::Customer;
        told(&mut board, gone.clone());
        assert!(board.live.is_empty());
        assert_eq!(board.unread.len(), 1);
        // A late event of the order as it was does not bring it back.
        assert!(!told(&mut board, versioned(1, OrderStatus::Preparing, 1)));
        reduce(&mut board, Event::Read(gone.order.id));
        assert!(board.unread.is_empty());

        told(&mut board, versioned(2, OrderStatus::Placed, 1));
        let mut rejected = versioned(2, OrderStatus::Rejected, 2);
        rejected.order.history[0].by = Actor::Restaurant;
        told(&mut board, rejected);
        assert!(board.unread.is_empty(), "staff knows what it did");
    }
}
