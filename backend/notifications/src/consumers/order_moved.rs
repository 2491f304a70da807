//! An order moved: tell its customer, if that is news.

use super::{Desk, no_words};
use crate::{
    domain::{
        LetterKind, OrderNews,
        messages::{self, order_notice, order_words},
        plan,
    },
    store::{
        feed,
        mails::{self, NewMail},
        orders,
        people::{self, Known},
    },
};
use async_trait::async_trait;
use foodwala_contract::{events::OrderChanged, notifications::NotificationKind};
use foodwala_database::Tx;
use foodwala_messaging::{ConsumeError, Handler, Message};

pub(super) struct Tell(pub Desk);

#[async_trait]
impl Handler for Tell {
    async fn handle(&self, message: &Message, tx: &mut Tx) -> Result<(), ConsumeError> {
        let Some(news) = OrderNews::of(&message.kind) else {
            return Ok(());
        };
        let OrderChanged { order } = serde_json::from_str(message.data.get())
            .map_err(|error| ConsumeError::permanent(format!("the data holds no order: {error}")))?;
        if order.entry.is_some() || order.customer_id.uuid().is_nil() {
            // Entered by staff for a guest without an account: there is nobody to tell.
            return Ok(());
        }
        let known = people::find(tx, order.customer_id).await?;
        if known == Known::Erased {
            return Ok(());
        }
        let plan = plan(news, &order, orders::told(tx, order.id).await?);
        let (texts, locale, now) = (&self.0.texts, self.0.locale_of(&known), self.0.clock.now());
        let words = order_words(texts, locale, news, &order, now).map_err(no_words)?;
        if plan.feed {
            let about = NotificationKind::OrderMoved {
                order_id: order.id,
                number: order.number.clone(),
                restaurant_name: order.restaurant_name.clone(),
                status: order.status,
            };
            feed::add(tx, order.customer_id, &about, &words, now).await?;
            orders::note(tx, &order, now).await?;
        }
        let (name, recipient) = match &known {
            Known::Person(person) => (person.name.as_str(), Some(person.email.as_str())),
            Known::NotYet | Known::Erased => (order.contact.name.as_str(), None),
        };
        let letter = match plan.letter {
            None => return Ok(()),
            Some(LetterKind::Receipt) => messages::receipt(texts, locale, name, &order),
            Some(LetterKind::Notice) => order_notice(texts, locale, name, &words),
        };
        let letter = letter.map_err(no_words)?;
        let mail = NewMail {
            account: order.customer_id,
            recipient,
            letter: &letter,
            useful_until: None,
        };
        mails::enqueue(tx, mail, now).await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        Locale,
        messages::{Texts, samples},
    };
    use foodwala_clock::{Clock, ManualClock};
    use foodwala_contract::{
        events::{Event, OrderAccepted, OrderPlaced, OrderRejected},
        orders::{Order, OrderStatus},
    };
    use foodwala_database::Database;
    use jiff::Timestamp;
    use std::sync::Arc;
    use uuid::Uuid;

    struct Counter {
        database: Database,
        tell: Tell,
    }

    impl Counter {
        async fn new() -> Self {
            let clock = ManualClock::new(samples::order().ordered_at);
            let desk = Desk {
                texts: Arc::new(Texts::load().unwrap()),
                clock: Arc::new(clock),
                default_locale: Locale::Hi,
                public_url: "https://food.example".into(),
            };
            Self {
                database: Database::temporary("notifications").await.unwrap(),
                tell: Tell(desk),
            }
        }

        async fn hear<E: Event>(&self, event: &E) {
            let now = self.tell.0.clock.now();
            let message = Message::of(Uuid::now_v7(), "orders", event, now, None).unwrap();
            let mut tx = self.database.begin().await.unwrap();
            self.tell.handle(&message, &mut tx).await.unwrap();
            tx.commit().await.unwrap();
        }

        /// The states told, and how many mails are written.
        async fn told(&self) -> (Vec<OrderStatus>, usize) {
            let account = samples::order().customer_id;
            let entries = feed::between(&self.database, account, Timestamp::MIN, Timestamp::MAX)
                .await
                .unwrap();
            let statuses = entries.iter().map(|entry| match entry.about {
                NotificationKind::OrderMoved { status, .. } => status,
                _ => panic!("{entry:?}"),
            });
            let mails = self
                .database
                .query("SELECT id FROM notifications.mails", &[])
                .await
                .unwrap();
            (statuses.collect(), mails.len())
        }
    }

    fn at(version: u64, status: OrderStatus) -> Order {
        Order {
            version,
            status,
            ..samples::order()
        }
    }

    #[tokio::test]
    async fn late_news_is_kept_quiet_but_the_receipt_is_sent() {
        let counter = Counter::new().await;
        counter
            .hear(&OrderAccepted {
                order: at(2, OrderStatus::Accepted),
            })
            .await;
        counter
            .hear(&OrderPlaced {
                order: at(1, OrderStatus::Placed),
            })
            .await;
        assert_eq!(counter.told().await, (vec![OrderStatus::Accepted], 1));
    }

    #[tokio::test]
    async fn a_rejected_order_brings_a_receipt_and_a_notice() {
        let counter = Counter::new().await;
        counter
            .hear(&OrderPlaced {
                order: at(1, OrderStatus::Placed),
            })
            .await;
        counter
            .hear(&OrderRejected {
                order: at(2, OrderStatus::Rejected),
            })
            .await;
        assert_eq!(
            counter.told().await,
            (vec![OrderStatus::Placed, OrderStatus::Rejected], 2)
        );
    }

    #[tokio::test]
    async fn nothing_is_said_to_the_erased() {
        let counter = Counter::new().await;
        let mut tx = counter.database.begin().await.unwrap();
        people::erase(&mut tx, samples::order().customer_id, samples::order().ordered_at)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        counter
            .hear(&OrderPlaced {
                order: at(1, OrderStatus::Placed),
            })
            .await;
        assert_eq!(counter.told().await, (Vec::new(), 0));
    }
}
