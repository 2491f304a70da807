//! Names and addresses of people are copied, and forgotten when they ask for it.

use super::Effect;
use crate::{
    commands::tell_staff,
    directory::Directory,
    domain::board::forget_guest,
    store::{
        board,
        people::{self, Person},
        reviews, staff,
        unprojected::{Subject, mark},
    },
};
use async_trait::async_trait;
use foodwala_contract::{
    AccountId, Timestamp,
    access::StaffRole,
    events::{AccountRegistered, CustomerChanged, CustomerDeleted, Event},
};
use foodwala_database::{DatabaseError, Tx};
use foodwala_messaging::{ConsumeError, Message};

/// Follows what happens to accounts and customers.
pub struct Accounts {
    pub directory: Directory,
}

#[async_trait]
impl Effect for Accounts {
    async fn apply(&self, message: &Message, tx: &mut Tx, now: Timestamp) -> Result<Vec<Subject>, ConsumeError> {
        let changed = match message.kind.as_str() {
            AccountRegistered::TYPE => {
                let AccountRegistered { account } = message.decode()?;
                let person = Person {
                    account_id: account.id,
                    name: account.display_name,
                };
                know(tx, person, &account.email, 0, now).await?
            }
            CustomerChanged::TYPE => {
                let CustomerChanged { customer } = message.decode()?;
                let person = Person {
                    account_id: customer.id,
                    name: customer.display_name,
                };
                know(tx, person, &customer.email, customer.version, now).await?
            }
            _ => {
                let CustomerDeleted { account_id } = message.decode()?;
                self.forget(tx, account_id, now).await?
            }
        };
        Ok(changed)
    }
}

/// Copies a person's name and address; the staff lists they are on show the new name.
async fn know(
    tx: &mut Tx,
    person: Person,
    email: &str,
    version: u64,
    now: Timestamp,
) -> Result<Vec<Subject>, DatabaseError> {
    if !people::put(tx, &person, email, version).await? {
        return Ok(Vec::new());
    }
    let mut changed = Vec::new();
    for restaurant in staff::workplaces(tx, person.account_id).await? {
        staff::touch(tx, restaurant).await?;
        mark(tx, Subject::Staff(restaurant), now).await?;
        changed.push(Subject::Staff(restaurant));
    }
    Ok(changed)
}

impl Accounts {
    /// Takes a person off every staff and their traces off the orders that have ended. Orders that have not keep them
    /// until they do.
    async fn forget(&self, tx: &mut Tx, account: AccountId, now: Timestamp) -> Result<Vec<Subject>, DatabaseError> {
        let mut changed = Vec::new();
        for restaurant in staff::workplaces(tx, account).await? {
            staff::touch(tx, restaurant).await?;
            let role = staff::role(tx, restaurant, account).await?;
            staff::set(tx, restaurant, account, None, now).await?;
            tell_staff(tx, restaurant, role == Some(StaffRole::Owner), now).await?;
            let directory = self.directory.clone();
            tx.on_commit(move || directory.forget(restaurant, account));
            changed.push(Subject::Staff(restaurant));
        }
        people::erase(tx, account).await?;
        for stored in board::ended_of_customer(tx, account).await? {
            let card = forget_guest(stored.card.clone());
            board::save(tx, Some(&stored), &card, now).await?;
            changed.push(Subject::Card(card.order.id));
        }
        changed.extend(
            reviews::forget_guest(tx, account)
                .await?
                .into_iter()
                .map(Subject::Review),
        );
        for subject in &changed {
            mark(tx, *subject, now).await?;
        }
        Ok(changed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{samples, testing::Fixture};
    use foodwala_contract::{
        auth::Account,
        customers::{Consents, Customer},
        orders::OrderStatus,
    };

    fn effect(fixture: &Fixture) -> Accounts {
        Accounts {
            directory: Directory::new(fixture.database.clone()),
        }
    }

    fn registered(number: u128, email: &str) -> AccountRegistered {
        AccountRegistered {
            account: Account {
                id: samples::account(number),
                email: email.into(),
                display_name: "Early".into(),
                locale: "en".into(),
                platform_roles: Vec::new(),
                created_at: samples::now(),
            },
        }
    }

    fn changed(number: u128, name: &str, version: u64) -> CustomerChanged {
        CustomerChanged {
            customer: Customer {
                id: samples::account(number),
                version,
                display_name: name.into(),
                email: "Cora@example.com".into(),
                phone: None,
                locale: "en".into(),
                consents: Consents::default(),
                addresses: Vec::new(),
                favourites: Vec::new(),
            },
        }
    }

    #[tokio::test]
    async fn the_newest_name_is_kept_whatever_the_order() {
        let fixture = Fixture::with_restaurant().await;
        fixture.staff(2, StaffRole::Courier).await;
        let effect = effect(&fixture);
        fixture.deliver(&effect, &changed(2, "Cora", 4)).await.unwrap();
        fixture.deliver(&effect, &changed(2, "C.", 3)).await.unwrap();
        fixture
            .deliver(&effect, &registered(2, "cora@example.com"))
            .await
            .unwrap();
        let known = staff::read(&fixture.database, samples::restaurant_id(1))
            .await
            .unwrap()
            .unwrap();
        assert!(known.members.iter().any(|member| member.name == "Cora"), "{known:?}");
    }

    #[tokio::test]
    async fn whoever_asks_to_be_forgotten_is() {
        let fixture = Fixture::with_restaurant().await;
        fixture.staff(9, StaffRole::Courier).await;
        let mut order = samples::order(OrderStatus::Delivered);
        order.version = 2;
        fixture.order(order).await;
        let effect = effect(&fixture);
        fixture
            .deliver(
                &effect,
                &CustomerDeleted {
                    account_id: samples::account(9),
                },
            )
            .await
            .unwrap();
        fixture.deliver(&effect, &changed(9, "Back", 9)).await.unwrap();
        let known = staff::read(&fixture.database, samples::restaurant_id(1))
            .await
            .unwrap()
            .unwrap();
        assert_eq!(known.left, [samples::account(9)]);
        let card = board::read(&fixture.database, samples::order_id(1))
            .await
            .unwrap()
            .unwrap()
            .card;
        assert_eq!((card.version, card.order.contact.name.as_str()), (2, ""));
        let mut tx = fixture.database.begin().await.unwrap();
        assert_eq!(people::name(&mut tx, samples::account(9)).await.unwrap(), "");
    }
}
