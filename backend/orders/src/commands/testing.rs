//! A database with the pizzeria's price book, for tests of commands.

use super::{
    place::{self, By, PlaceOrder, PlaceOrderError, Rules},
    staff_action::{self, Outcome},
};
use crate::{
    domain::{
        basket::CheckedBasket,
        testing::{self, DEADLINES, NOON, RESTAURANT},
    },
    rendered::Rendered,
    store::{self, books::PriceBooks},
};
use foodwala_contract::{
    Currency, ItemId, Money, OrderId,
    events::{AvailabilitySet, StaffActionTaken},
    menu::{ItemAvailability, Menu},
    orders::{Contact, Order, PaymentMethod},
    restaurants::{Promo, Restaurant},
};
use foodwala_database::{Database, DatabaseError, Tx, params};

pub struct Kitchen {
    pub database: Database,
    pub books: PriceBooks,
    pub rules: Rules,
}

impl Kitchen {
    /// Without a price book.
    pub async fn empty() -> Self {
        let database = Database::temporary("orders").await.unwrap();
        let rules = Rules {
            deadlines: DEADLINES,
            card_payments: None,
        };
        Self {
            database,
            books: PriceBooks::default(),
            rules,
        }
    }

    /// With restaurant and menu.
    pub async fn open() -> Self {
        let kitchen = Self::empty().await;
        kitchen.publish_restaurant(&testing::restaurant()).await;
        kitchen.publish_menu(&testing::menu()).await;
        kitchen
    }

    /// Runs `work` in a transaction, which commits if it succeeds.
    pub async fn run<T, E: From<DatabaseError>>(
        &self,
        work: impl AsyncFnOnce(&mut Tx) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut tx = self.database.begin().await?;
        let result = work(&mut tx).await?;
        tx.commit().await?;
        Ok(result)
    }

    pub async fn place(&self, command: PlaceOrder) -> Result<Rendered, PlaceOrderError> {
        self.run(async |tx| place::place(tx, &self.books, self.rules, command, NOON).await)
            .await
    }

    pub async fn publish_restaurant(&self, restaurant: &Restaurant) {
        self.run(async |tx| store::books::put_restaurant(tx, restaurant).await)
            .await
            .unwrap();
    }

    pub async fn publish_menu(&self, menu: &Menu) {
        self.run(async |tx| store::books::put_menu(tx, menu).await)
            .await
            .unwrap();
    }

    pub async fn publish_promos(&self, promos: &[Promo], version: u64) {
        self.run(async |tx| store::books::put_promos(tx, RESTAURANT, version, promos).await)
            .await
            .unwrap();
    }

    pub async fn set_portions(&self, item_id: ItemId, portions_left: Option<u32>, version: u64) {
        let availability = ItemAvailability {
            item_id,
            portions_left,
            until: None,
        };
        let event = AvailabilitySet {
            restaurant_id: RESTAURANT,
            availability,
            version,
        };
        assert!(
            self.run(async |tx| store::portions::set(tx, &event, NOON).await)
                .await
                .unwrap()
        );
    }

    pub async fn portions(&self, item_id: ItemId) -> Option<u32> {
        let sql = "SELECT portions_left FROM orders.portions WHERE restaurant_id = @P1 AND item_id = @P2";
        let row = self
            .database
            .query_opt(sql, params![RESTAURANT.uuid(), item_id.uuid()])
            .await
            .unwrap();
        row.unwrap().get("portions_left").unwrap()
    }

    /// Staff do everything up to the door.
    pub async fn deliver(&self, order_id: OrderId) {
        for action in testing::all_the_way() {
            let taken = StaffActionTaken {
                order_id,
                restaurant_id: RESTAURANT,
                action,
                by: None,
            };
            let outcome = self
                .run(async |tx| staff_action::take(tx, taken, NOON).await)
                .await
                .unwrap();
            assert!(matches!(outcome, Outcome::Applied(_)), "{outcome:?}");
        }
    }

    /// The types of the events told so far, in their order.
    pub async fn events(&self) -> Vec<String> {
        let rows = self
            .database
            .query("SELECT type FROM orders.outbox ORDER BY id", &[])
            .await
            .unwrap();
        rows.iter().map(|row| row.get("type").unwrap()).collect()
    }
}

/// Two large pizzas for cash, delivered, at 26.10.
pub fn command() -> PlaceOrder {
    PlaceOrder {
        id: OrderId(foodwala_clock::new_id(NOON)),
        by: By::Customer(testing::CUSTOMER),
        basket: CheckedBasket::new(testing::basket()).unwrap(),
        expected_total: Money::new(2_610, Currency::EUR),
        payment: PaymentMethod::Cash,
        contact: Contact {
            name: "Ada".into(),
            phone: "+49 555".into(),
        },
        note: None,
        delivery_code: "0417".into(),
    }
}

pub fn order_of(rendered: &Rendered) -> Order {
    let order: Order = serde_json::from_str(rendered.json.get()).unwrap();
    assert_eq!((order.id, order.version), (rendered.id, rendered.version));
    order
}
