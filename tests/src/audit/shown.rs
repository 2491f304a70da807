//! What the query sides answer, held against what is kept.

use super::{Books, Finding, Part};
use anyhow::Context;
use foodwala_sdk::{
    AccountId, FoodWala, ItemId, OrderId, RestaurantId, TryStreamExt,
    contract::{
        board::{BoardOrder, BoardQuery, BoardView},
        notifications::Notification,
        orders::Order,
        page::PageQuery,
        restaurants::Rating,
    },
};
use futures_util::{StreamExt as _, stream};
use std::collections::BTreeMap;

/// How many are asked for at a time, and of how many of each.
const AT_ONCE: usize = 8;

/// What the query sides answer to customers and restaurants.
#[derive(Debug, Default)]
pub struct Shown {
    customers: Vec<ToCustomer>,
    boards: Vec<ToRestaurant>,
}

#[derive(Debug)]
struct ToCustomer {
    account: AccountId,
    listed: Vec<Order>,
    got: Vec<Order>,
    feed: Vec<Notification>,
}

#[derive(Debug)]
struct ToRestaurant {
    restaurant: RestaurantId,
    listed: Vec<BoardOrder>,
    got: Vec<BoardOrder>,
    portions: BTreeMap<ItemId, Option<i64>>,
    rating: Rating,
}

impl Shown {
    /// Asks for all that customers and the restaurants' owners can see of orders, in lists and by id.
    ///
    /// # Errors
    /// When an answer is an error.
    pub async fn ask(customers: &[FoodWala], owners: &[(RestaurantId, FoodWala)]) -> anyhow::Result<Self> {
        let customers = stream::iter(customers).map(ask_as_customer).buffered(AT_ONCE);
        let boards = stream::iter(owners).map(ask_as_owner).buffered(AT_ONCE);
        Ok(Self {
            customers: customers.try_collect().await?,
            boards: boards.try_collect().await?,
        })
    }

    /// Where the answers are not what is kept.
    pub fn compare(&self, books: &Books) -> Vec<Finding> {
        let mut findings = Vec::new();
        for shown in &self.customers {
            let kept = books
                .orders
                .iter()
                .filter(|row| row.order.customer_id == shown.account && !row.hidden);
            let kept: BTreeMap<OrderId, &Order> = kept.map(|row| (row.order.id, &row.order)).collect();
            same(Part::ListOrders, &kept, &shown.listed, &mut findings);
            same(Part::GetOrder, &kept, &shown.got, &mut findings);
            let kept = books
                .feed
                .iter()
                .filter(|(account, ..)| *account == shown.account)
                .map(|(_, id, about)| (*id, about));
            let listed = shown.feed.iter().rev().map(|entry| (entry.id.uuid(), &entry.about));
            if !kept.eq(listed) {
                findings.push(Finding::AccountDiffers {
                    account: shown.account,
                    part: Part::ListFeed,
                });
            }
        }
        for shown in &self.boards {
            let kept = books
                .cards
                .iter()
                .filter(|row| row.card.order.restaurant_id == shown.restaurant);
            let kept: BTreeMap<OrderId, &BoardOrder> = kept.map(|row| (row.card.order.id, &row.card)).collect();
            same(Part::ListBoard, &kept, &shown.listed, &mut findings);
            same(Part::GetCard, &kept, &shown.got, &mut findings);
            shown.compare_restaurant(books, &mut findings);
        }
        findings
    }
}

impl ToRestaurant {
    fn compare_restaurant(&self, books: &Books, findings: &mut Vec<Finding>) {
        let restaurant = self.restaurant;
        for (_, item, left) in books.availability.iter().filter(|(at, ..)| *at == restaurant) {
            let shown = self.portions.get(item).copied().flatten();
            if let Some(expected) = *left
                && shown != Some(expected)
            {
                findings.push(Finding::PortionsDiffer {
                    restaurant,
                    item: *item,
                    expected,
                    part: Part::Menu,
                    left: shown,
                });
            }
        }
        if let Some(row) = books.restaurants.iter().find(|row| row.restaurant.id == restaurant)
            && row.restaurant.rating != self.rating
        {
            let (expected, part, kept) = (row.restaurant.rating, Part::GetRestaurant, self.rating);
            findings.push(Finding::RatingDiffers {
                restaurant,
                expected,
                part,
                kept,
            });
        }
    }
}

/// An order, or a copy of one.
trait OfOrder: PartialEq {
    fn id(&self) -> OrderId;
    fn version(&self) -> u64;
}

impl OfOrder for Order {
    fn id(&self) -> OrderId {
        self.id
    }

    fn version(&self) -> u64 {
        self.version
    }
}

impl OfOrder for BoardOrder {
    fn id(&self) -> OrderId {
        self.order.id
    }

    fn version(&self) -> u64 {
        self.version
    }
}

fn same<T: OfOrder>(part: Part, kept: &BTreeMap<OrderId, &T>, shown: &[T], findings: &mut Vec<Finding>) {
    let mut missing: BTreeMap<OrderId, &T> = kept.clone();
    for one in shown {
        // What is shown twice is missing the second time, and so astray.
        match missing.remove(&one.id()) {
            None => findings.push(Finding::Stray { part, order: one.id() }),
            Some(kept) if kept != one => {
                let (kept, copy) = (kept.version(), one.version());
                findings.push(Finding::Differs {
                    part,
                    order: one.id(),
                    kept,
                    copy,
                });
            }
            Some(_) => {}
        }
    }
    findings.extend(missing.into_keys().map(|order| Finding::Missing { part, order }));
}

async fn ask_as_customer(client: &FoodWala) -> anyhow::Result<ToCustomer> {
    let page = || PageQuery {
        cursor: None,
        limit: Some(PageQuery::MAX_LIMIT),
    };
    let account = client.auth().account().context("nobody is signed in")?.id;
    let listed: Vec<Order> = client.orders().list_all(page()).try_collect().await?;
    let orders = client.orders();
    let got = stream::iter(&listed)
        .map(|order| orders.get(order.id))
        .buffered(AT_ONCE);
    let got = got.try_collect().await?;
    let feed = client.notifications().list_all(page()).try_collect().await?;
    Ok(ToCustomer {
        account,
        listed,
        got,
        feed,
    })
}

async fn ask_as_owner((restaurant, owner): &(RestaurantId, FoodWala)) -> anyhow::Result<ToRestaurant> {
    let restaurant = *restaurant;
    let board = owner.board(restaurant);
    let mut listed = Vec::new();
    for view in [BoardView::Live, BoardView::Ended] {
        let query = BoardQuery {
            view: Some(view),
            cursor: None,
            limit: Some(PageQuery::MAX_LIMIT),
        };
        let cards: Vec<BoardOrder> = board.list_all(query).try_collect().await?;
        listed.extend(cards);
    }
    let got = stream::iter(&listed)
        .map(|card| board.get(card.order.id))
        .buffered(AT_ONCE);
    let got = got.try_collect().await?;
    let menu = owner.menus().get(restaurant).await?;
    let portions = menu
        .availability
        .iter()
        .map(|dish| (dish.item_id, dish.portions_left.map(i64::from)))
        .collect();
    let rating = owner.restaurants().get(restaurant).await?.value.restaurant.rating;
    Ok(ToRestaurant {
        restaurant,
        listed,
        got,
        portions,
        rating,
    })
}
