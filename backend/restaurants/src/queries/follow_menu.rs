//! A restaurant and its menu live, as guests see them: how they are, then every change as it is announced.
//!
//! A popular restaurant is looked at by thousands, and each order may take portions of what is limited. So an event says
//! only what of the menu can be ordered, and between two of them a guest's page has a breath, after which it is told the
//! newest.

use super::Reader;
use crate::{
    documents::{GuestNews, MENU, PROFILE, guests_channel, restaurant_partition},
    store::unprojected::Subject,
};
use foodwala_contract::{
    ErrorCode, RestaurantId,
    menu::{Menu, MenuEvent},
    restaurants::Restaurant,
};
use foodwala_platform::{ApiError, EventStream, StreamEvent};
use foodwala_readmodel::{Event, ReadModelError, Subscription};
use futures_util::{StreamExt, stream::unfold};
use std::time::Duration;
use tokio::time::{Instant, timeout_at};

/// The shortest time between two rounds of events.
const BREATH: Duration = Duration::from_secs(1);

/// Follows a restaurant and its menu.
pub async fn follow(reader: &Reader, restaurant: RestaurantId) -> Result<EventStream<MenuEvent>, ApiError> {
    let live = reader.read_model.subscribe(&guests_channel(restaurant)).await?;
    let mut following = Following {
        reader: reader.clone(),
        restaurant,
        live,
        menu: Latest::default(),
        profile: Latest::default(),
        // How it is now is told at once, and what changes right after it too.
        next: Instant::now(),
    };
    following.look().await?;
    if following.profile.news.is_none() {
        return Err(ApiError::new(ErrorCode::NotFound));
    }
    let events = unfold(following, |mut following| async move {
        match following.next().await {
            Ok(event) => event.map(|data| (StreamEvent { id: None, data }, following)),
            Err(error) => {
                // The stream ends; the client comes back and is told how it is then.
                tracing::warn!(restaurant.id = %following.restaurant, error = %error, "a menu cannot be followed");
                None
            }
        }
    });
    Ok(events.boxed())
}

struct Following {
    reader: Reader,
    restaurant: RestaurantId,
    live: Subscription,
    menu: Latest,
    profile: Latest,
    /// Before then nothing is told.
    next: Instant,
}

/// The newest of a kind.
#[derive(Default)]
struct Latest {
    revision: u64,
    /// Present until it is told.
    news: Option<MenuEvent>,
}

impl Latest {
    fn take(&mut self, news: GuestNews) {
        if news.revision > self.revision {
            self.revision = news.revision;
            self.news = Some(news.event);
        }
    }
}

impl Following {
    async fn next(&mut self) -> Result<Option<MenuEvent>, ApiError> {
        loop {
            let heard = if self.menu.news.is_none() && self.profile.news.is_none() {
                self.live.next().await
            } else {
                match timeout_at(self.next, self.live.next()).await {
                    Ok(heard) => heard,
                    Err(_) => {
                        let event = self.menu.news.take().or_else(|| self.profile.news.take());
                        if self.menu.news.is_none() && self.profile.news.is_none() {
                            self.next = Instant::now() + BREATH;
                        }
                        return Ok(event);
                    }
                }
            };
            match heard {
                None => return Ok(None),
                Some(Event::Message(body)) => {
                    let news = serde_json::from_slice(&body).map_err(|source| ReadModelError::Decode {
                        expected: "GuestNews",
                        source,
                    })?;
                    self.take(news);
                }
                Some(Event::Lagged) => self.look().await?,
            }
        }
    }

    fn take(&mut self, news: GuestNews) {
        match news.event {
            // None has been published yet.
            MenuEvent::Menu { version: 0, .. } => {}
            MenuEvent::Menu { .. } => self.menu.take(news),
            MenuEvent::Restaurant { .. } => self.profile.take(news),
        }
    }

    /// Reads how it is now.
    async fn look(&mut self) -> Result<(), ApiError> {
        let (id, partition) = (self.restaurant, restaurant_partition(self.restaurant));
        let profile = self.reader.versioned(&partition, PROFILE, Subject::Restaurant(id));
        if let Some(document) = profile.await? {
            let Restaurant { version, .. } = document.json()?;
            let event = MenuEvent::Restaurant { version };
            self.take(GuestNews {
                revision: document.version,
                event,
            });
        }
        let menu = self.reader.versioned(&partition, MENU, Subject::Menu(id));
        if let Some(document) = menu.await? {
            let Menu {
                version, availability, ..
            } = document.json()?;
            let event = MenuEvent::Menu { version, availability };
            self.take(GuestNews {
                revision: document.version,
                event,
            });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        commands::{pause::pause, set_availability::set_availability},
        samples,
        testing::Fixture,
    };
    use foodwala_contract::{
        menu::{ItemAvailability, SetAvailabilityRequest},
        restaurants::Pause,
    };
    use futures_util::FutureExt;

    async fn portions(fixture: &Fixture, left: u32) {
        let mut tx = fixture.tx().await;
        let request = SetAvailabilityRequest {
            portions_left: Some(left),
            until: None,
        };
        let (here, item) = (samples::restaurant_id(1), samples::item(1));
        set_availability(&mut tx, here, item, &request, samples::now())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        fixture.projection.refresh(&[Subject::Menu(here)]).await;
    }

    fn left(portions: u32) -> MenuEvent {
        MenuEvent::Menu {
            version: 1,
            availability: vec![ItemAvailability {
                item_id: samples::item(1),
                portions_left: Some(portions),
                until: None,
            }],
        }
    }

    async fn next(stream: &mut EventStream<MenuEvent>) -> MenuEvent {
        stream.next().await.unwrap().data
    }

    #[tokio::test(start_paused = true)]
    async fn it_begins_with_how_it_is_and_goes_on_with_the_newest() {
        let fixture = Fixture::embedded_with_menu().await;
        let reader = fixture.reader();
        let mut live = follow(&reader, samples::restaurant_id(1)).await.unwrap();
        let availability = Vec::new();
        assert_eq!(
            next(&mut live).await,
            MenuEvent::Menu {
                version: 1,
                availability
            }
        );
        assert_eq!(next(&mut live).await, MenuEvent::Restaurant { version: 1 });
        assert!(live.next().now_or_never().is_none());

        // Within a breath only the last of many counts.
        for portions_left in [3, 2, 1, 0] {
            portions(&fixture, portions_left).await;
        }
        assert_eq!(next(&mut live).await, left(0));
        assert!(live.next().now_or_never().is_none());
    }

    #[tokio::test(start_paused = true)]
    async fn a_pause_is_told_and_what_is_not_there_is_not_found() {
        let fixture = Fixture::embedded_with_menu().await;
        let (reader, here) = (fixture.reader(), samples::restaurant_id(1));
        let mut live = follow(&reader, here).await.unwrap();
        next(&mut live).await;
        next(&mut live).await;
        let mut tx = fixture.tx().await;
        let request = Pause {
            until: None,
            reason: None,
        };
        let paused = pause(&mut tx, here, request, samples::now()).await.unwrap();
        tx.commit().await.unwrap();
        fixture.projection.refresh(&[Subject::Restaurant(here)]).await;
        let version = paused.version;
        assert_eq!(next(&mut live).await, MenuEvent::Restaurant { version });
        let missing = follow(&reader, samples::restaurant_id(2)).await.map(drop).unwrap_err();
        assert_eq!(missing.code(), &ErrorCode::NotFound);
    }

    #[test]
    fn an_older_announcement_that_comes_late_is_left_out() {
        let mut latest = Latest::default();
        latest.take(GuestNews {
            revision: 3,
            event: left(0),
        });
        latest.take(GuestNews {
            revision: 2,
            event: left(1),
        });
        assert_eq!(latest.news, Some(left(0)));
    }
}
