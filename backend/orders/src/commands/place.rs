//! Places an order: prices it, takes what is limited, and tells everybody, in one transaction.

use crate::{
    domain::{
        basket::CheckedBasket,
        offer::{self, Offer, OfferRefusal},
        order::{Deadlines, NewOrder, OrderAggregate},
        promo::PromoUses,
        stock::SoldOut,
        time::later,
    },
    events,
    rendered::Rendered,
    store::{
        self,
        books::PriceBooks,
        portions::{self, TakeError},
        promo_uses,
    },
};
use foodwala_contract::{
    AccountId, Money, OrderId,
    events::DeliveryCodeMade,
    orders::{Contact, FulfilmentKind, OrderEntry, OrderRestaurant, PaymentMethod, Quote},
};
use foodwala_database::{DatabaseError, Tx};
use foodwala_messaging::outbox;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

/// An order to place.
#[derive(Debug, Clone)]
pub struct PlaceOrder {
    /// Its id.
    pub id: OrderId,
    /// Who orders.
    pub by: By,
    /// What is wanted.
    pub basket: CheckedBasket,
    /// The total the customer agreed to.
    pub expected_total: Money,
    /// How the customer pays.
    pub payment: PaymentMethod,
    /// Whom to call.
    pub contact: Contact,
    /// For the whole order.
    pub note: Option<String>,
    /// What the guest is to say at the door, should the restaurant want it.
    pub delivery_code: String,
}

/// Who orders.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// A customer, for themself.
    Customer(AccountId),
    /// Staff, for a guest without an account.
    Staff(OrderEntry),
}

/// The account that nobody has: whose an order is that staff entered.
pub const NOBODY: AccountId = AccountId(Uuid::nil());

impl By {
    /// Whose the order is.
    pub const fn customer(self) -> AccountId {
        match self {
            Self::Customer(account) => account,
            Self::Staff(_) => NOBODY,
        }
    }

    /// Who entered it, if not its customer.
    pub const fn entry(self) -> Option<OrderEntry> {
        match self {
            Self::Customer(_) => None,
            Self::Staff(entry) => Some(entry),
        }
    }
}

/// What the operator decided about placing.
#[derive(Debug, Clone, Copy)]
pub struct Rules {
    /// How long others have.
    pub deadlines: Deadlines,
    /// The payment provider that takes card payments, by its name.
    pub card_payments: Option<&'static str>,
}

impl Rules {
    /// Leaves the ways to pay that the platform can take as well.
    pub fn narrow(&self, methods: &mut Vec<PaymentMethod>) {
        methods.retain(|method| *method != PaymentMethod::Card || self.card_payments.is_some());
    }
}

/// How long a payment is left to whoever placed the order, who asks for its page at once.
const START_AFTER: SignedDuration = SignedDuration::from_secs(10);

/// Why an order was not placed.
#[derive(Debug, thiserror::Error)]
pub enum PlaceOrderError {
    /// There is no such restaurant, or it has no menu yet.
    #[error("there is no such restaurant")]
    RestaurantNotFound,
    /// Restaurant or platform do not take this payment.
    #[error("{method:?} is not offered")]
    PaymentMethodNotOffered {
        /// What was wanted.
        method: PaymentMethod,
        /// What is offered.
        offered: Vec<PaymentMethod>,
    },
    /// The restaurant cannot do it.
    #[error(transparent)]
    Refused(#[from] OfferRefusal),
    /// It costs something else than the customer agreed to.
    #[error("the total is {}", .quote.price.total)]
    PriceChanged {
        /// What it costs.
        quote: Box<Quote>,
    },
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

impl From<TakeError> for PlaceOrderError {
    fn from(error: TakeError) -> Self {
        match error {
            TakeError::SoldOut(SoldOut { item_id, left }) => {
                Self::Refused(OfferRefusal::SoldOut(SoldOut { item_id, left }))
            }
            TakeError::Database(error) => Self::Database(error),
        }
    }
}

/// Places an order.
///
/// # Errors
/// Why it was not; then the transaction must be dropped.
pub async fn place(
    tx: &mut Tx,
    books: &PriceBooks,
    rules: Rules,
    command: PlaceOrder,
    now: Timestamp,
) -> Result<Rendered, PlaceOrderError> {
    let PlaceOrder {
        id,
        by,
        basket,
        expected_total,
        payment,
        contact,
        note,
        delivery_code,
    } = command;
    let (customer_id, entry) = (by.customer(), by.entry());
    let restaurant = basket.get().restaurant_id;
    let opened = books
        .open(tx, restaurant)
        .await?
        .ok_or(PlaceOrderError::RestaurantNotFound)?;
    let profile = &opened.book.restaurant().profile;

    let mut offered = profile.payment_methods.clone();
    rules.narrow(&mut offered);
    // Cash that staff takes at the counter is the restaurant's own business.
    if entry.is_none() && !offered.contains(&payment) {
        return Err(PlaceOrderError::PaymentMethodNotOffered {
            method: payment,
            offered,
        });
    }

    let uses = match &basket.get().promo_code {
        Some(code) => promo_uses::uses(tx, restaurant, code, Some(customer_id)).await?,
        None => PromoUses::default(),
    };
    let Offer {
        mut quote,
        timing,
        reservations,
    } = offer::make(&opened.book, &opened.stock, &basket, uses, now)?;
    if quote.price.total != expected_total {
        rules.narrow(&mut quote.payment_methods);
        return Err(PlaceOrderError::PriceChanged { quote: Box::new(quote) });
    }

    portions::take(tx, restaurant, id, &reservations, now).await?;
    if let Some(code) = &basket.get().promo_code {
        promo_uses::count(tx, restaurant, code, customer_id, uses).await?;
    }
    let wants_code = profile.delivery.as_ref().is_some_and(|delivery| delivery.proof_code);
    // Without an account nobody could look the code up.
    let has_code = wants_code && entry.is_none() && basket.get().fulfilment.kind() == FulfilmentKind::Delivery;
    let restaurant_name = profile.name.clone();
    let at_restaurant = OrderRestaurant {
        phone: profile.phone.clone(),
        address: profile.address.clone(),
        location: profile.location,
    };
    let release_at = timing.release_at;
    let basket = basket.into_inner();
    let new = NewOrder {
        id,
        customer_id,
        entry,
        restaurant_name,
        restaurant: at_restaurant,
        basket,
        quote,
        timing,
        payment,
        contact,
        note,
    };
    let (aggregate, change) = OrderAggregate::place(new, rules.deadlines, now);
    let rendered = Rendered::of(&aggregate)?;
    store::orders::insert(tx, &aggregate, &rendered).await?;
    if let (PaymentMethod::Card, Some(provider)) = (payment, rules.card_payments) {
        store::payments::insert(tx, id, provider, release_at, later(now, START_AFTER)).await?;
    }
    events::append(tx, change.event, &rendered, now).await?;
    if has_code {
        store::delivery_codes::insert(tx, id, customer_id, &delivery_code).await?;
        let made = DeliveryCodeMade {
            order_id: id,
            restaurant_id: restaurant,
            code: delivery_code,
        };
        outbox::append(tx, &made, now).await?;
    }
    Ok(rendered)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        commands::testing::{Kitchen, command, order_of},
        domain::testing::{self, NOON, PIZZA, promo},
    };
    use foodwala_contract::{
        Currency,
        orders::{Actor, OrderChannel, OrderStatus},
        restaurants::Discount,
    };
    use jiff::SignedDuration;

    #[tokio::test]
    async fn an_order_is_stored_and_told() {
        let kitchen = Kitchen::open().await;
        let placed = kitchen.place(command()).await.unwrap();
        let order = order_of(&placed);
        assert_eq!(order.status, OrderStatus::Placed);
        assert_eq!(order.price.total.amount_minor, 2_610);
        assert_eq!(order.accept_by, Some(NOON + SignedDuration::from_mins(10)));
        assert_eq!(kitchen.events().await, ["foodwala.order.placed.v1"]);

        let stored = store::orders::rendered(&kitchen.database, order.id)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(order_of(&stored), order);
    }

    #[tokio::test]
    async fn the_guest_of_a_delivery_has_a_code_if_the_restaurant_wants_it() {
        let kitchen = Kitchen::open().await;
        let code = async |placed: &Rendered| {
            let (customer, order) = (placed.customer_id, placed.id);
            store::delivery_codes::read(&kitchen.database, customer, order)
                .await
                .unwrap()
        };
        let without = kitchen.place(command()).await.unwrap();
        assert_eq!(code(&without).await, None);

        let mut restaurant = testing::restaurant();
        restaurant.version = 2;
        if let Some(delivery) = &mut restaurant.profile.delivery {
            delivery.proof_code = true;
        }
        kitchen.publish_restaurant(&restaurant).await;
        let placed = kitchen.place(command()).await.unwrap();
        assert_eq!(code(&placed).await.as_deref(), Some("0417"));
        assert!(!placed.json.get().contains("0417"));
        let told = kitchen.events().await;
        assert_eq!(
            told.iter().filter(|kind| kind.contains("delivery_code_made")).count(),
            1
        );
        let stranger = AccountId(Uuid::from_u128(77));
        let theirs = store::delivery_codes::read(&kitchen.database, stranger, placed.id)
            .await
            .unwrap();
        assert_eq!(theirs, None);

        kitchen.deliver(placed.id).await;
        assert_eq!(code(&placed).await, None, "forgotten once the order has ended");
    }

    #[tokio::test]
    async fn staff_enters_an_order_that_is_nobodys() {
        let kitchen = Kitchen::open().await;
        let entry = OrderEntry {
            channel: OrderChannel::Phone,
            by: AccountId(Uuid::from_u128(5)),
        };
        let entered = PlaceOrder {
            by: By::Staff(entry),
            ..command()
        };
        let order = order_of(&kitchen.place(entered).await.unwrap());
        assert_eq!((order.customer_id, order.entry), (NOBODY, Some(entry)));
        assert_eq!(
            (order.status, order.history[0].by),
            (OrderStatus::Placed, Actor::Restaurant)
        );
        assert_eq!(order.price.total.amount_minor, 2_610);
        assert_eq!(kitchen.events().await, ["foodwala.order.placed.v1"]);
    }

    #[tokio::test]
    async fn an_order_for_later_waits_for_its_time() {
        let kitchen = Kitchen::open().await;
        let mut command = command();
        let mut basket = testing::basket();
        basket.scheduled_for = Some(NOON + SignedDuration::from_hours(3));
        command.basket = CheckedBasket::new(basket).unwrap();
        let order = order_of(&kitchen.place(command).await.unwrap());
        assert_eq!((order.status, order.accept_by), (OrderStatus::Scheduled, None));
        assert_eq!(kitchen.events().await, ["foodwala.order.scheduled.v1"]);
    }

    #[tokio::test]
    async fn another_total_is_refused_with_the_new_one() {
        let kitchen = Kitchen::open().await;
        for total in [Money::new(2_609, Currency::EUR), Money::new(2_610, Currency::USD)] {
            let refused = kitchen
                .place(PlaceOrder {
                    expected_total: total,
                    ..command()
                })
                .await;
            let Err(PlaceOrderError::PriceChanged { quote }) = refused else {
                panic!("{refused:?}")
            };
            assert_eq!(quote.price.total, Money::new(2_610, Currency::EUR));
        }
        assert!(kitchen.events().await.is_empty());
    }

    #[tokio::test]
    async fn cards_need_a_provider_and_a_restaurant_that_takes_them() {
        let mut kitchen = Kitchen::open().await;
        let by_card = || PlaceOrder {
            payment: PaymentMethod::Card,
            ..command()
        };
        let refused = kitchen.place(by_card()).await;
        let Err(PlaceOrderError::PaymentMethodNotOffered { offered, .. }) = refused else {
            panic!("{refused:?}")
        };
        assert_eq!(offered, [PaymentMethod::Cash]);

        kitchen.rules.card_payments = Some("fake");
        assert_eq!(
            order_of(&kitchen.place(by_card()).await.unwrap()).status,
            OrderStatus::PaymentPending
        );
        assert_eq!(kitchen.events().await, ["foodwala.order.payment_pending.v1"]);

        let mut restaurant = testing::restaurant();
        restaurant.version = 2;
        restaurant.profile.payment_methods = vec![PaymentMethod::Cash];
        kitchen.publish_restaurant(&restaurant).await;
        let refused = kitchen.place(by_card()).await;
        assert!(matches!(refused, Err(PlaceOrderError::PaymentMethodNotOffered { .. })));
    }

    #[tokio::test]
    async fn limited_portions_run_out() {
        let kitchen = Kitchen::open().await;
        kitchen.set_portions(PIZZA, Some(5), 1).await;
        kitchen.place(command()).await.unwrap();
        kitchen.place(command()).await.unwrap();
        let refused = kitchen.place(command()).await;
        let sold_out = SoldOut {
            item_id: PIZZA,
            left: 1,
        };
        assert!(matches!(&refused, Err(PlaceOrderError::Refused(OfferRefusal::SoldOut(it))) if *it == sold_out));
        assert_eq!(kitchen.portions(PIZZA).await, Some(1));
        let told = kitchen.events().await;
        assert_eq!(
            told.iter()
                .filter(|kind| *kind == "foodwala.order.portions_changed.v1")
                .count(),
            2
        );

        kitchen.set_portions(PIZZA, None, 2).await;
        kitchen.place(command()).await.unwrap();
    }

    #[tokio::test]
    async fn a_promo_code_is_used_up() {
        let kitchen = Kitchen::open().await;
        let mut ten = promo("TEN", Discount::Amount { amount_minor: 1_000 });
        (ten.total_uses, ten.uses_per_customer) = (Some(2), Some(1));
        kitchen.publish_promos(&[ten], 1).await;
        let mut basket = testing::basket();
        basket.promo_code = Some("ten".into());
        let with_promo = |customer: u128| PlaceOrder {
            basket: CheckedBasket::new(basket.clone()).unwrap(),
            expected_total: Money::new(1_610, Currency::EUR),
            by: By::Customer(AccountId(Uuid::from_u128(customer))),
            ..command()
        };
        let reason = |refused: Result<Rendered, PlaceOrderError>| refused.unwrap_err().to_string();
        kitchen.place(with_promo(1)).await.unwrap();
        assert_eq!(
            reason(kitchen.place(with_promo(1)).await),
            "the customer has used the code up"
        );
        kitchen.place(with_promo(2)).await.unwrap();
        assert_eq!(reason(kitchen.place(with_promo(3)).await), "the code is used up");
    }
}
