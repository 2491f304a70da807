//! The board's columns, without a renderer.

use crate::board::{CardView, Column, column_of, sorted};
use foodwala_sdk::contract::orders::OrderStatus;

/// The columns; within each what is due first comes first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Columns {
    /// Nobody has taken them.
    pub new: Vec<CardView>,
    /// Taken or being cooked.
    pub preparing: Vec<CardView>,
    /// Waiting for courier or guest.
    pub ready: Vec<CardView>,
    /// With a courier.
    pub on_the_way: Vec<CardView>,
    /// Ordered ahead, not due yet.
    pub ahead: Vec<CardView>,
}

impl Columns {
    /// One of them.
    #[must_use]
    pub const fn of(&self, column: Column) -> &Vec<CardView> {
        match column {
            Column::New => &self.new,
            Column::Preparing => &self.preparing,
            Column::Ready => &self.ready,
            Column::OnTheWay => &self.on_the_way,
        }
    }
}

/// Puts every card where it belongs.
#[must_use]
pub fn columns(views: Vec<CardView>) -> Columns {
    let mut columns = Columns::default();
    for view in sorted(views) {
        match column_of(view.status) {
            Some(Column::New) => columns.new.push(view),
            Some(Column::Preparing) => columns.preparing.push(view),
            Some(Column::Ready) => columns.ready.push(view),
            Some(Column::OnTheWay) => columns.on_the_way.push(view),
            None if view.status == OrderStatus::Scheduled => columns.ahead.push(view),
            // It ends as soon as what staff did has arrived.
            None => {}
        }
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{board::Card, queue::Queue, samples::card};

    #[test]
    fn every_card_is_where_it_belongs() {
        let view = |id, status| CardView::new(Card::new(card(id, status)), &Queue::default());
        let columns = columns(vec![
            view(1, OrderStatus::Placed),
            view(2, OrderStatus::Accepted),
            view(3, OrderStatus::Preparing),
            view(4, OrderStatus::Ready),
            view(5, OrderStatus::OutForDelivery),
            view(6, OrderStatus::Scheduled),
        ]);
        let counts = Column::ALL.map(|column| columns.of(column).len());
        assert_eq!((counts, columns.ahead.len()), ([1, 2, 1, 1], 1));
    }
}
