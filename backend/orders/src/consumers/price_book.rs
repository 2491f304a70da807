//! Keeps the price book as the restaurants tell it. What is older than what is kept changes nothing.

use crate::store::{books, portions};
use async_trait::async_trait;
use foodwala_contract::events::{AvailabilitySet, Event, MenuPublished, PromosChanged, RestaurantChanged};
use foodwala_database::Tx;
use foodwala_hours::Schedule;
use foodwala_messaging::{ConsumeError, Handler, Message};

/// The handler of what restaurants tell.
pub struct PriceBookKeeper;

impl PriceBookKeeper {
    /// What it wants to know.
    pub const TYPES: &'static [&'static str] = &[
        RestaurantChanged::TYPE,
        MenuPublished::TYPE,
        AvailabilitySet::TYPE,
        PromosChanged::TYPE,
    ];
}

#[async_trait]
impl Handler for PriceBookKeeper {
    async fn handle(&self, message: &Message, tx: &mut Tx) -> Result<(), ConsumeError> {
        let is_newer = match message.kind.as_str() {
            RestaurantChanged::TYPE => {
                let RestaurantChanged { restaurant } = message.decode()?;
                // Refused here, where an operator sees it, and not at every order.
                Schedule::new(&restaurant.hours).map_err(|error| ConsumeError::permanent(error.to_string()))?;
                books::put_restaurant(tx, &restaurant).await?
            }
            MenuPublished::TYPE => books::put_menu(tx, &message.decode::<MenuPublished>()?.menu).await?,
            AvailabilitySet::TYPE => portions::set(tx, &message.decode()?, message.time).await?,
            PromosChanged::TYPE => {
                let PromosChanged {
                    restaurant_id,
                    promos,
                    version,
                } = message.decode()?;
                books::put_promos(tx, restaurant_id, version, &promos).await?
            }
            other => return Err(ConsumeError::permanent(format!("{other} is not about a price book"))),
        };
        if !is_newer {
            tracing::debug!(message.id = %message.id, message.kind, "the price book is newer already");
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        commands::testing::{Kitchen, command},
        domain::testing::{self, NOON, PIZZA, RESTAURANT},
    };
    use foodwala_contract::menu::ItemAvailability;

    async fn tell<E: Event>(kitchen: &Kitchen, event: &E) -> Result<(), ConsumeError> {
        let message = Message::of(foodwala_clock::new_id(NOON), "restaurants", event, NOON, None).unwrap();
        let mut tx = kitchen.database.begin().await.unwrap();
        PriceBookKeeper.handle(&message, &mut tx).await?;
        tx.commit().await.unwrap();
        Ok(())
    }

    #[tokio::test]
    async fn only_newer_versions_count() {
        let kitchen = Kitchen::empty().await;
        let mut restaurant = testing::restaurant();
        restaurant.version = 5;
        tell(
            &kitchen,
            &RestaurantChanged {
                restaurant: restaurant.clone(),
            },
        )
        .await
        .unwrap();
        tell(&kitchen, &MenuPublished { menu: testing::menu() }).await.unwrap();
        kitchen.place(command()).await.unwrap();

        restaurant.version = 4;
        restaurant.profile.delivery = None;
        tell(
            &kitchen,
            &RestaurantChanged {
                restaurant: restaurant.clone(),
            },
        )
        .await
        .unwrap();
        kitchen.place(command()).await.unwrap();
        restaurant.version = 6;
        tell(
            &kitchen,
            &RestaurantChanged {
                restaurant: restaurant.clone(),
            },
        )
        .await
        .unwrap();
        kitchen.place(command()).await.unwrap_err();

        for (portions_left, version, expected) in [(Some(5), 2, 5), (Some(9), 1, 5), (Some(0), 3, 0)] {
            let availability = ItemAvailability {
                item_id: PIZZA,
                portions_left,
                until: None,
            };
            tell(
                &kitchen,
                &AvailabilitySet {
                    restaurant_id: RESTAURANT,
                    availability,
                    version,
                },
            )
            .await
            .unwrap();
            assert_eq!(kitchen.portions(PIZZA).await, Some(expected));
        }

        restaurant.hours.time_zone = "Moon/Crater".into();
        let broken = tell(&kitchen, &RestaurantChanged { restaurant }).await;
        assert!(matches!(broken, Err(ConsumeError::Permanent { .. })));
    }

    #[tokio::test]
    async fn what_staff_count_anew_has_the_last_word() {
        let kitchen = Kitchen::open().await;
        let set = async |portions_left, version| {
            let availability = ItemAvailability {
                item_id: PIZZA,
                portions_left,
                until: None,
            };
            tell(
                &kitchen,
                &AvailabilitySet {
                    restaurant_id: RESTAURANT,
                    availability,
                    version,
                },
            )
            .await
            .unwrap();
        };
        let told = async || {
            let all = kitchen.events().await;
            all.iter()
                .filter(|kind| *kind == "foodwala.order.portions_changed.v1")
                .count()
        };
        set(Some(5), 1).await;
        assert_eq!(told().await, 0, "no order's news can be on its way");
        kitchen.place(command()).await.unwrap();
        set(Some(9), 2).await;
        assert_eq!(told().await, 2);
        set(None, 3).await;
        assert_eq!(told().await, 2, "without limit there is nothing to count");
    }
}
