//! What hangs on orders and accounts in other places: cards, the feed, receipts, portions, ratings, price books, people.

use super::{Books, Finding, Part, Witness};
use foodwala_sdk::{
    AccountId, ItemId, OrderId, RestaurantId,
    contract::{
        notifications::NotificationKind,
        orders::{Order, OrderStatus},
        restaurants::Rating,
    },
};
use std::collections::{BTreeMap, HashMap, HashSet};

pub(super) fn check(books: &Books, witness: &Witness, findings: &mut Vec<Finding>) {
    let orders: HashMap<OrderId, &Order> = books.orders.iter().map(|row| (row.order.id, &row.order)).collect();
    cards(books, &orders, findings);
    feed(books, &orders, findings);
    receipts(books, findings);
    portions(books, witness, findings);
    restaurants(books, findings);
    people(books, findings);
}

/// Whether the restaurant ever saw the order: not before it was paid.
fn is_on_a_board(order: &Order) -> bool {
    steps(order).any(|status| matches!(status, OrderStatus::Placed | OrderStatus::Scheduled))
}

/// What the customer is told of.
fn steps(order: &Order) -> impl Iterator<Item = OrderStatus> {
    order
        .history
        .iter()
        .map(|step| step.status)
        .filter(|status| *status != OrderStatus::PaymentPending)
}

fn cards(books: &Books, orders: &HashMap<OrderId, &Order>, findings: &mut Vec<Finding>) {
    let mut on_board = HashSet::new();
    for row in &books.cards {
        let (card, id) = (&row.card, row.card.order.id);
        on_board.insert(id);
        let columns = (row.status.as_str(), row.order_version, row.version, row.ended);
        let status = card.order.status;
        if columns != (status.as_str(), card.order.version, card.version, status.is_final()) {
            findings.push(Finding::ColumnsDiffer {
                part: Part::Card,
                order: id,
            });
        }
        if let Some(pending) = &card.pending {
            findings.push(Finding::StillPending {
                order: id,
                action: pending.action,
            });
        }
        match orders.get(&id) {
            None => findings.push(Finding::Stray {
                part: Part::Card,
                order: id,
            }),
            Some(order) if **order != card.order => {
                let (kept, copy) = (order.version, card.order.version);
                findings.push(Finding::Differs {
                    part: Part::Card,
                    order: id,
                    kept,
                    copy,
                });
            }
            Some(_) => {}
        }
    }
    let missing = orders
        .values()
        .filter(|order| is_on_a_board(order) && !on_board.contains(&order.id));
    findings.extend(missing.map(|order| Finding::Missing {
        part: Part::Card,
        order: order.id,
    }));
}

fn feed(books: &Books, orders: &HashMap<OrderId, &Order>, findings: &mut Vec<Finding>) {
    let mut told: HashMap<OrderId, Vec<(AccountId, OrderStatus)>> = HashMap::new();
    for (account, _, about) in &books.feed {
        if let NotificationKind::OrderMoved { order_id, status, .. } = about {
            told.entry(*order_id).or_default().push((*account, *status));
        }
    }
    // Whom staff entered an order for has no account to be told at.
    for order in orders.values().filter(|order| order.entry.is_none()) {
        let told = told.remove(&order.id).unwrap_or_default();
        if !told
            .iter()
            .copied()
            .eq(steps(order).map(|status| (order.customer_id, status)))
        {
            let (expected, told) = (
                steps(order).collect(),
                told.into_iter().map(|(_, status)| status).collect(),
            );
            findings.push(Finding::FeedDiffers {
                order: order.id,
                expected,
                told,
            });
        }
    }
    findings.extend(told.into_keys().map(|order| Finding::Stray {
        part: Part::Feed,
        order,
    }));
}

fn receipts(books: &Books, findings: &mut Vec<Finding>) {
    let mut mails: HashMap<AccountId, Vec<&str>> = HashMap::new();
    for (account, subject) in &books.mails {
        mails.entry(*account).or_default().push(subject);
    }
    let of_customers = books.orders.iter().map(|row| &row.order);
    for order in of_customers.filter(|order| order.entry.is_none()) {
        let expected = order
            .history
            .iter()
            .filter(|step| step.status == OrderStatus::Placed)
            .count();
        let of_customer = mails.get(&order.customer_id).map_or(&[][..], Vec::as_slice);
        let written = of_customer
            .iter()
            .filter(|subject| subject.contains(&order.number))
            .count();
        if written != expected {
            findings.push(Finding::ReceiptsDiffer {
                order: order.id,
                expected,
                written,
            });
        }
    }
}

/// Whether an order gave back what it took: it came to nothing before anybody cooked.
fn gave_back(order: &Order) -> bool {
    let cooked = steps(order).any(|status| status == OrderStatus::Preparing);
    order.status.is_final() && !order.status.is_fulfilled() && !cooked
}

fn portions(books: &Books, witness: &Witness, findings: &mut Vec<Finding>) {
    let held: HashMap<(OrderId, ItemId), i64> = books
        .reservations
        .iter()
        .map(|(order, item, quantity)| ((*order, *item), *quantity))
        .collect();
    for limit in &witness.limits {
        let (restaurant, item) = (limit.restaurant, limit.item);
        let mut left = i64::from(limit.portions);
        for order in books
            .orders
            .iter()
            .map(|row| &row.order)
            .filter(|order| order.restaurant_id == restaurant)
        {
            let lines = order.price.lines.iter().filter(|line| line.item_id == item);
            let wanted: i64 = lines.map(|line| i64::from(line.quantity)).sum();
            let expected = if gave_back(order) { 0 } else { wanted };
            left -= expected;
            let held = held.get(&(order.id, item)).copied().unwrap_or(0);
            if held != expected {
                findings.push(Finding::ReservationDiffers {
                    order: order.id,
                    item,
                    expected,
                    held,
                });
            }
        }
        for (part, kept) in [
            (Part::Portions, &books.portions),
            (Part::Availability, &books.availability),
        ] {
            let kept = kept
                .iter()
                .find(|(at, of, _)| (*at, *of) == (restaurant, item))
                .and_then(|(_, _, left)| *left);
            if kept != Some(left) {
                findings.push(Finding::PortionsDiffer {
                    restaurant,
                    item,
                    expected: left,
                    part,
                    left: kept,
                });
            }
        }
    }
}

fn restaurants(books: &Books, findings: &mut Vec<Finding>) {
    let price_books: HashMap<RestaurantId, (u64, u64)> = books
        .price_books
        .iter()
        .map(|(id, restaurant, menu)| (*id, (*restaurant, *menu)))
        .collect();
    for row in &books.restaurants {
        let restaurant = row.restaurant.id;
        let expected = rating(books, restaurant);
        if row.restaurant.rating != expected {
            let kept = row.restaurant.rating;
            findings.push(Finding::RatingDiffers {
                restaurant,
                expected,
                part: Part::Restaurant,
                kept,
            });
        }
        if price_books.get(&restaurant) != Some(&(row.version, row.menu_version)) {
            findings.push(Finding::PriceBookDiffers { restaurant });
        }
    }
}

/// The sum of a restaurant's reviews.
fn rating(books: &Books, restaurant: RestaurantId) -> Rating {
    let orders = books
        .orders
        .iter()
        .map(|row| &row.order)
        .filter(|order| order.restaurant_id == restaurant);
    let stars = orders
        .filter_map(|order| order.review.as_ref())
        .map(|review| u32::from(review.stars));
    stars.fold(Rating { count: 0, stars: 0 }, |sum, stars| Rating {
        count: sum.count + 1,
        stars: sum.stars + stars,
    })
}

/// Every account has one profile and one greeting, and everybody's copy is of the profile as it is.
fn people(books: &Books, findings: &mut Vec<Finding>) {
    let by_account = |rows: &[(AccountId, u64)]| rows.iter().copied().collect::<BTreeMap<_, _>>();
    let (profiles, board, mail) = (
        by_account(&books.profiles),
        by_account(&books.board_people),
        by_account(&books.mail_people),
    );
    let mut greetings: HashMap<AccountId, usize> = HashMap::new();
    for (account, _, about) in &books.feed {
        if *about == NotificationKind::Welcome {
            *greetings.entry(*account).or_default() += 1;
        }
    }
    for &(account, version) in &books.accounts {
        let profile = profiles.get(&account);
        if profile != Some(&version) {
            findings.push(Finding::AccountDiffers {
                account,
                part: Part::Profile,
            });
        }
        for (part, copies) in [(Part::BoardPeople, &board), (Part::MailPeople, &mail)] {
            if copies.get(&account) != profile {
                findings.push(Finding::AccountDiffers { account, part });
            }
        }
        if greetings.get(&account) != Some(&1) {
            findings.push(Finding::AccountDiffers {
                account,
                part: Part::Greeting,
            });
        }
    }
}
