//! What guests thought, and answering them.

mod card;
mod entry;
mod state;
mod summary;
#[cfg(test)]
mod tests;
mod view;

use crate::{
    crew::{use_crew, use_title},
    shop::use_shop,
};
use dioxus::prelude::*;
use entry::{Change, Tell};
use foodwala_sdk::{
    Error, OrderId, RestaurantId,
    contract::{
        page::{Page, PageQuery},
        restaurants::{ReplyToReview, ReplyToReviewRequest, RestaurantReview},
    },
};
use foodwala_ui::{
    prelude::*,
    sdk::{
        Failure,
        calls::{Calls, use_calls},
    },
};
use state::{Answer, Effect, Event, PAGE, State, reduce};

/// The id of the input for the answer to a review.
fn field(order: OrderId) -> String {
    format!("reply-{order}")
}

#[derive(Clone, Copy)]
struct Screen {
    state: Signal<State>,
    calls: Calls,
    place: RestaurantId,
    toasts: Toasts,
}

impl Screen {
    fn send(mut self, event: Event) {
        let effect = reduce(&mut self.state.write(), event);
        match effect {
            None => {}
            Some(Effect::Fetch(cursor)) => {
                spawn(async move {
                    let page = self.page(cursor.clone()).await;
                    self.send(Event::Came(cursor, page.map_err(Failure::from)));
                });
            }
            Some(Effect::Tell(tell)) => {
                spawn(async move {
                    let order = tell.order;
                    let answer = self.tell(tell).await;
                    self.send(Event::Told(order, answer.map_err(Failure::from)));
                });
            }
            Some(Effect::SayPublished) => self.toasts.success(t!("ratings-published")),
            Some(Effect::Focus(order)) => device::document::focus(&field(order)),
        }
    }

    async fn page(self, cursor: Option<String>) -> Result<Page<RestaurantReview>, Error> {
        let query = PageQuery {
            cursor,
            limit: Some(PAGE),
        };
        self.calls.client().restaurants().reviews(self.place, &query).await
    }

    /// Changes an answer, unless somebody else has done so since it was seen here: the platform keeps the last word, whoever's
    /// it is, so it is looked first.
    async fn tell(self, tell: Tell) -> Result<Answer, Error> {
        let page = self.page(tell.page.clone()).await?;
        let stands = page.items.into_iter().find(|review| review.order_id == tell.order);
        if let Some(review) = stands.filter(|review| tell.is_overtaken_by(review.reply.as_ref())) {
            return Ok(Answer::Overtaken(review));
        }
        let restaurants = self.calls.client().restaurants();
        let review = match tell.change {
            Change::Reply(text) => {
                let request = ReplyToReviewRequest { text };
                restaurants.reply_to_review(self.place, tell.order, &request).await?
            }
            Change::Remove => restaurants.remove_review_reply(self.place, tell.order).await?,
        };
        Ok(Answer::Done(review))
    }
}

/// What guests thought.
#[component]
pub fn Reviews(place: RestaurantId) -> Element {
    use_title(t!("ratings-title"));
    let crew = use_crew();
    let shop = use_shop();
    let screen = Screen {
        state: use_signal(State::default),
        calls: use_calls(),
        place,
        toasts: use_toasts(),
    };
    use_hook(move || screen.send(Event::More));
    let send = use_callback(move |event| screen.send(event));
    let rating = shop.get().map(|view| view.restaurant.rating);
    rsx! {
        view::View { state: screen.state, rating, place, zone: shop.zone(), may_answer: crew.may::<ReplyToReview>(place), send }
    }
}
