//! What guests thought, and what the restaurant says to it, without a renderer.

use super::entry::{Change, Draft, Entry, Filter, Tell};
use foodwala_sdk::{
    ErrorCode, OrderId,
    contract::{page::Page, restaurants::RestaurantReview},
};
use foodwala_ui::{forms::filled, sdk::Failure};
use std::collections::BTreeSet;

/// Reviews on a page.
pub const PAGE: u32 = 50;
/// The longest answer, in characters.
pub const LONGEST: u32 = 1_000;
/// A filter that leaves fewer than this looks at further pages by itself …
const ENOUGH: usize = 10;
/// … but at no more than so many.
const FURTHER: u32 = 5;

/// The screen.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct State {
    /// The newest first.
    pub entries: Vec<Entry>,
    /// Where the next page begins.
    pub next: Option<String>,
    /// A page is on its way.
    pub busy: bool,
    /// At least one page has come.
    pub known: bool,
    /// Why the last one did not come.
    pub failure: Option<Failure>,
    /// Which are shown.
    pub filter: Filter,
    /// Those answered here, which stay although the filter would no longer take them.
    touched: BTreeSet<OrderId>,
    /// Pages fetched for the filter alone.
    further: u32,
}

impl State {
    /// The reviews as they are shown.
    #[must_use]
    pub fn shown(&self) -> Vec<Entry> {
        let entries = self.entries.iter();
        entries
            .filter(|entry| self.filter.takes(&entry.review) || self.touched.contains(&entry.review.order_id))
            .cloned()
            .collect()
    }

    /// How many a filter would show of those that are here.
    #[must_use]
    pub fn count(&self, filter: Filter) -> usize {
        self.entries.iter().filter(|entry| filter.takes(&entry.review)).count()
    }

    /// How many gave five stars, four, three, two, one.
    #[must_use]
    pub fn spread(&self) -> [(u8, usize); 5] {
        [5, 4, 3, 2, 1].map(|stars| {
            let given = self.entries.iter().filter(|entry| entry.review.stars == stars);
            (stars, given.count())
        })
    }

    fn entry(&mut self, order: OrderId) -> Option<&mut Entry> {
        self.entries.iter_mut().find(|entry| entry.review.order_id == order)
    }
}

/// What happens.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// The next page is wanted.
    More,
    /// A page came, or did not: the one with this cursor.
    Came(Option<String>, Result<Page<RestaurantReview>, Failure>),
    /// Others are to be shown.
    Filter(Filter),
    /// An answer is to be written or changed.
    Write(OrderId),
    /// Typed.
    Typed(OrderId, String),
    /// Thought better of it.
    Cancel(OrderId),
    /// The answer is written.
    Send(OrderId),
    /// The answer is to be taken back.
    Remove(OrderId),
    /// An answer that was taken back is wanted again.
    Restore(OrderId),
    /// The platform answered.
    Told(OrderId, Result<Answer, Failure>),
}

/// What the platform says to a change.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// It is done.
    Done(RestaurantReview),
    /// It was not even tried: somebody else has changed the answer since it was seen here.
    Overtaken(RestaurantReview),
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Fetch the page with this cursor.
    Fetch(Option<String>),
    /// Tell the platform.
    Tell(Tell),
    /// Say that the answer can be read by everybody.
    SayPublished,
    /// Move the focus to the input of an answer.
    Focus(OrderId),
}

/// Takes an event in.
pub fn reduce(state: &mut State, event: Event) -> Option<Effect> {
    match event {
        Event::More => {
            state.further = 0;
            return more(state);
        }
        Event::Came(cursor, outcome) => return came(state, cursor.as_deref(), outcome),
        Event::Filter(filter) => {
            state.filter = filter;
            state.touched.clear();
            state.further = 0;
            return further(state);
        }
        Event::Write(order) => {
            let entry = state.entry(order).filter(|entry| entry.sending.is_none())?;
            let words = entry.words().unwrap_or_default().to_owned();
            entry.failure = None;
            entry.is_overtaken = false;
            entry.draft = Some(Draft {
                text: words,
                ..Draft::default()
            });
        }
        Event::Typed(order, text) => {
            if let Some(draft) = state.entry(order).and_then(|entry| entry.draft.as_mut()) {
                draft.text = text;
                draft.problem = None;
            }
        }
        Event::Cancel(order) => {
            if let Some(entry) = state.entry(order) {
                entry.draft = None;
            }
        }
        Event::Send(order) => {
            let draft = state.entry(order)?.draft.as_mut()?;
            let text = draft.text.trim().to_owned();
            draft.problem = problem(&text);
            if draft.problem.is_some() {
                return Some(Effect::Focus(order));
            }
            return tell(state, order, Change::Reply(text));
        }
        Event::Remove(order) => return tell(state, order, Change::Remove),
        Event::Restore(order) => {
            let words = state.entry(order)?.removed.clone()?;
            return tell(state, order, Change::Reply(words));
        }
        Event::Told(order, outcome) => return told(state, order, outcome),
    }
    None
}

fn problem(text: &str) -> Option<&'static str> {
    if !filled(text) {
        Some("ratings-reply-missing")
    } else if text.chars().count() > LONGEST as usize {
        Some("ratings-reply-long")
    } else {
        None
    }
}

fn more(state: &mut State) -> Option<Effect> {
    if state.busy || (state.known && state.next.is_none()) {
        return None;
    }
    state.busy = true;
    state.failure = None;
    Some(Effect::Fetch(state.next.clone()))
}

/// Another page, where the filter leaves little.
fn further(state: &mut State) -> Option<Effect> {
    if state.filter == Filter::All || state.count(state.filter) >= ENOUGH || state.further >= FURTHER {
        return None;
    }
    let effect = more(state)?;
    state.further += 1;
    Some(effect)
}

fn came(state: &mut State, cursor: Option<&str>, outcome: Result<Page<RestaurantReview>, Failure>) -> Option<Effect> {
    state.busy = false;
    match outcome {
        Ok(page) => {
            state.known = true;
            state.next = page.next_cursor;
            for review in page.items {
                if state.entry(review.order_id).is_none() {
                    state.entries.push(Entry::new(review, cursor.map(str::to_owned)));
                }
            }
            further(state)
        }
        Err(failure) => {
            state.failure = Some(failure);
            None
        }
    }
}

fn tell(state: &mut State, order: OrderId, change: Change) -> Option<Effect> {
    let entry = state.entry(order).filter(|entry| entry.sending.is_none())?;
    entry.sending = Some(change.clone());
    entry.failure = None;
    entry.is_overtaken = false;
    let tell = Tell {
        order,
        change,
        page: entry.page.clone(),
        seen: entry.seen,
    };
    state.touched.insert(order);
    Some(Effect::Tell(tell))
}

fn told(state: &mut State, order: OrderId, outcome: Result<Answer, Failure>) -> Option<Effect> {
    let entry = state.entry(order)?;
    let change = entry.sending.take()?;
    match (outcome, change) {
        (Ok(Answer::Done(review)), Change::Reply(_)) => {
            entry.take(review);
            entry.draft = None;
            entry.removed = None;
            Some(Effect::SayPublished)
        }
        (Ok(Answer::Done(review)), Change::Remove) => {
            entry.removed = entry.review.reply.take().map(|reply| reply.text);
            entry.take(review);
            None
        }
        (Ok(Answer::Overtaken(review)), change) => {
            entry.take(review);
            match change {
                Change::Reply(text) => {
                    entry.draft = Some(Draft {
                        text,
                        is_overtaken: true,
                        ..Draft::default()
                    });
                }
                Change::Remove => entry.is_overtaken = true,
            }
            None
        }
        (Err(failure), Change::Reply(text)) => {
            let is_invalid = failure.code() == Some(&ErrorCode::ValidationFailed);
            entry.draft = Some(Draft {
                text,
                problem: is_invalid.then_some("ratings-reply-refused"),
                failure: (!is_invalid).then_some(failure),
                is_overtaken: false,
            });
            None
        }
        (Err(failure), Change::Remove) => {
            entry.failure = Some(failure);
            None
        }
    }
}
