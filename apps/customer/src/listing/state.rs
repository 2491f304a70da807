//! How a list of restaurants grows: pure.

use super::Filters;
use foodwala_sdk::{
    Currency,
    contract::{
        geo::GeoPoint,
        page::Page,
        restaurants::{SearchHit, SearchQuery},
    },
};
use foodwala_ui::sdk::{Failure, Loadable};

/// Entries of a page.
const PAGE: u32 = 24;
/// With fewer than this many new cards in sight, the next page is fetched at once: the filters left too few.
const ENOUGH: usize = 9;

/// A list of restaurants.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct State {
    /// What somebody wants to see.
    pub filters: Filters,
    /// Words to look for.
    pub text: String,
    /// Where the guest is.
    pub point: Option<GeoPoint>,
    /// All that the platform has sent so far.
    pub hits: Loadable<Vec<SearchHit>>,
    /// How far the next page is.
    pub more: More,
    next: Option<String>,
    asked: u64,
    seen: usize,
}

/// How far the next page is.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum More {
    /// There is none.
    #[default]
    End,
    /// There is one.
    Waiting,
    /// It is being fetched.
    Fetching,
    /// It could not be fetched.
    Failed(Failure),
}

/// What happens to a list.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// The list is shown: for this place, with these words. Fetches unless it has that already.
    Shown {
        /// Where the guest is.
        point: Option<GeoPoint>,
        /// Words to look for.
        text: String,
    },
    /// Other filters.
    Filter(Filters),
    /// The end of the list is in sight.
    More,
    /// Fetch again what failed.
    Retry,
    /// The answer to the fetch of that number.
    Page(u64, Result<Page<SearchHit>, Failure>),
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Fetch a page.
    Fetch(u64, SearchQuery),
}

impl State {
    /// The restaurants that are wanted.
    pub fn wanted(&self) -> Option<Vec<&SearchHit>> {
        let hits = self.hits.value()?;
        Some(hits.iter().filter(|hit| self.filters.wants(hit)).collect())
    }

    /// The currency of the restaurants there; the usual one while there are none.
    pub fn currency(&self) -> Currency {
        let first = self.hits.value().and_then(|hits| hits.first());
        first.map_or(Currency::EUR, |hit| hit.currency)
    }

    fn afresh(&mut self) -> Effect {
        self.asked += 1;
        self.next = None;
        self.more = More::End;
        self.seen = 0;
        self.hits.begin();
        Effect::Fetch(self.asked, self.query())
    }

    fn following(&mut self) -> Option<Effect> {
        self.next.as_ref()?;
        self.asked += 1;
        self.more = More::Fetching;
        Some(Effect::Fetch(self.asked, self.query()))
    }

    fn query(&self) -> SearchQuery {
        SearchQuery {
            cursor: self.next.clone(),
            limit: Some(PAGE),
            ..self.filters.query(self.point, &self.text)
        }
    }

    fn page(&mut self, page: Page<SearchHit>) -> Option<Effect> {
        match self.hits.value_mut().filter(|_| self.more == More::Fetching) {
            // A restaurant may move down a page while somebody reads.
            Some(hits) => {
                let new = page
                    .items
                    .into_iter()
                    .filter(|hit| !hits.iter().any(|known| known.id == hit.id));
                let new: Vec<SearchHit> = new.collect();
                hits.extend(new);
            }
            None => self.hits.finish(Ok(page.items)),
        }
        self.next = page.next_cursor;
        self.more = if self.next.is_some() { More::Waiting } else { More::End };
        let wanted = self.wanted().map_or(0, |wanted| wanted.len());
        if self.filters.narrows() && wanted < self.seen + ENOUGH {
            return self.following();
        }
        self.seen = wanted;
        None
    }
}

/// Takes an event in.
pub fn reduce(state: &mut State, event: Event) -> Option<Effect> {
    match event {
        Event::Shown { point, text } => {
            let same = state.point == point && state.text == text;
            if same && state.hits.value().is_some() && state.hits.failure().is_none() {
                return None;
            }
            if !same {
                // What was near the other place says nothing about this one.
                state.hits = Loadable::Idle;
            }
            state.point = point;
            state.text = text;
            Some(state.afresh())
        }
        Event::Filter(filters) => {
            if state.filters == filters {
                return None;
            }
            state.filters = filters;
            Some(state.afresh())
        }
        Event::More => match state.more {
            More::Waiting => state.following(),
            More::End | More::Fetching | More::Failed(_) => None,
        },
        Event::Retry => match state.more {
            More::Failed(_) => state.following(),
            _ => Some(state.afresh()),
        },
        Event::Page(number, _) if number != state.asked => None,
        Event::Page(_, Ok(page)) => state.page(page),
        Event::Page(_, Err(failure)) => {
            if state.more == More::Fetching {
                state.more = More::Failed(failure);
            } else {
                state.hits.finish(Err(failure));
            }
            None
        }
    }
}

#[cfg(test)]
mod tests;
