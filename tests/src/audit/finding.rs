//! What can be wrong.

use foodwala_sdk::{
    AccountId, ItemId, OrderId, RestaurantId,
    contract::{
        orders::{OrderAction, OrderStatus},
        restaurants::Rating,
    },
};
use uuid::Uuid;

/// Something that must not be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// A customer has the answer to an order that is not there.
    OrderLost {
        /// The order.
        order: OrderId,
    },
    /// An order that no kept answer to a command names: one key made two, or an order came without its answer.
    OrderWithoutAnswer {
        /// The order.
        order: OrderId,
    },
    /// A kept answer names another order than the customer was told, or none is kept.
    AnswerDiffers {
        /// Whose command.
        customer: AccountId,
        /// Its idempotency key.
        key: String,
        /// What the customer was told.
        told: OrderId,
    },
    /// An order whose key its customer never used.
    OrderUnasked {
        /// The order.
        order: OrderId,
        /// The key under which its answer is kept.
        key: String,
    },
    /// The state that a client was told is not part of the order's life.
    ToldOtherwise {
        /// The order.
        order: OrderId,
        /// The version the client was told.
        told: u64,
        /// The version that is kept.
        kept: u64,
    },
    /// Columns beside a document say something else than it.
    ColumnsDiffer {
        /// Which document.
        part: Part,
        /// The order.
        order: OrderId,
    },
    /// Not every version of an order was told in exactly one event.
    EventsDiffer {
        /// The order.
        order: OrderId,
        /// Its version.
        version: u64,
        /// The versions that events carry, ascending.
        told: Vec<u64>,
    },
    /// Staff's actions do not each have one outcome: done, or refused.
    ActionsDiffer {
        /// The order.
        order: OrderId,
        /// What was done.
        action: OrderAction,
        /// How often a client was told that it is taken.
        acknowledged: usize,
        /// How often the restaurant service told of it.
        taken: usize,
        /// How often the order moved by it.
        done: usize,
        /// How often it was refused.
        refused: usize,
    },
    /// A copy of an order or a count that hangs on it is not there.
    Missing {
        /// Which.
        part: Part,
        /// The order.
        order: OrderId,
    },
    /// Something about an order that there is not.
    Stray {
        /// What.
        part: Part,
        /// The order.
        order: OrderId,
    },
    /// A copy of an order is not as the order is.
    Differs {
        /// Which.
        part: Part,
        /// The order.
        order: OrderId,
        /// The version that is kept.
        kept: u64,
        /// The version of the copy.
        copy: u64,
    },
    /// A card still waits for the outcome of an action.
    StillPending {
        /// The order.
        order: OrderId,
        /// Which.
        action: OrderAction,
    },
    /// A customer was not told of each step of an order exactly once, in order.
    FeedDiffers {
        /// The order.
        order: OrderId,
        /// The steps.
        expected: Vec<OrderStatus>,
        /// What the feed tells.
        told: Vec<OrderStatus>,
    },
    /// Not exactly one receipt was written for an order.
    ReceiptsDiffer {
        /// The order.
        order: OrderId,
        /// How many there should be.
        expected: usize,
        /// How many there are.
        written: usize,
    },
    /// The figures of a restaurant are not those of its orders: how many, and their sales in minor units.
    FiguresDiffer {
        /// Whose.
        restaurant: RestaurantId,
        /// What its orders come to.
        expected: (i64, i64),
        /// What was counted.
        counted: (i64, i64),
    },
    /// Portions are not what was there less what orders took.
    PortionsDiffer {
        /// Where.
        restaurant: RestaurantId,
        /// The dish.
        item: ItemId,
        /// How many there should be.
        expected: i64,
        /// Who says otherwise.
        part: Part,
        /// What they say.
        left: Option<i64>,
    },
    /// An order that was or can be cooked does not hold its portions of a limited dish, or another one holds some.
    ReservationDiffers {
        /// The order.
        order: OrderId,
        /// The dish.
        item: ItemId,
        /// What the order takes.
        expected: i64,
        /// What it holds.
        held: i64,
    },
    /// A restaurant's rating is not the sum of its reviews.
    RatingDiffers {
        /// Where.
        restaurant: RestaurantId,
        /// The sum of the reviews.
        expected: Rating,
        /// Who says otherwise.
        part: Part,
        /// What they say.
        kept: Rating,
    },
    /// The order service's price book is of another version.
    PriceBookDiffers {
        /// Whose.
        restaurant: RestaurantId,
    },
    /// A service does not know an account as it is, or knows it twice.
    AccountDiffers {
        /// Whose.
        account: AccountId,
        /// Where.
        part: Part,
    },
    /// A message is not sent.
    Unsent {
        /// From which schema.
        schema: &'static str,
        /// The message.
        message: Uuid,
    },
    /// A consumer that handles this type of message has not handled this one.
    Unhandled {
        /// The consumer.
        consumer: String,
        /// The message.
        message: Uuid,
    },
    /// A consumer has handled a message that nobody sent.
    Unfounded {
        /// The consumer.
        consumer: String,
        /// The message.
        message: Uuid,
    },
    /// A message was given up on.
    Dead {
        /// By which queue.
        queue: String,
        /// Why.
        fault: String,
    },
    /// Read documents are noted as behind.
    Unprojected {
        /// How many.
        documents: i64,
    },
}

/// Where something is kept or shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The order itself.
    Order,
    /// The restaurant's copy of it.
    Card,
    /// What its customer was told of it.
    Feed,
    /// Portions, as the order service counts them.
    Portions,
    /// Portions, as the restaurant service knows them.
    Availability,
    /// The restaurant's own row.
    Restaurant,
    /// The customer's profile.
    Profile,
    /// The restaurant service's copy of a person.
    BoardPeople,
    /// The notification service's copy of a person.
    MailPeople,
    /// The greeting in the feed.
    Greeting,
    /// The answer to one's own order by id.
    GetOrder,
    /// The list of one's own orders.
    ListOrders,
    /// The answer to a card by id.
    GetCard,
    /// The board's lists.
    ListBoard,
    /// The list of notifications.
    ListFeed,
    /// The menu as guests see it.
    Menu,
    /// The restaurant as guests see it.
    GetRestaurant,
}
