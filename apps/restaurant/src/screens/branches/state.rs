//! The figures of several restaurants side by side, without a renderer.

use crate::screens::figures::{measure, period::Period};
use foodwala_sdk::{
    Currency, RestaurantId, Timestamp,
    contract::{
        reporting::{Figures, FiguresQuery, RestaurantFigures},
        restaurants::Workplace,
    },
};
use foodwala_ui::sdk::{Failure, Loadable};
use jiff::{SignedDuration, civil::Date};

/// Today's figures are asked for no more often than this.
const PERIOD: SignedDuration = SignedDuration::from_mins(1);

/// One restaurant.
#[derive(Debug, Clone, PartialEq)]
pub struct Branch {
    /// Which.
    pub place: RestaurantId,
    /// Its name.
    pub name: String,
    /// How it did.
    pub figures: Loadable<RestaurantFigures>,
    /// The IANA name of its time zone, once it has said so.
    pub zone: Option<String>,
}

/// The sum of those restaurants that count in one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Total {
    /// The currency.
    pub currency: Currency,
    /// How they did.
    pub figures: Figures,
    /// How many they are.
    pub restaurants: usize,
}

/// The screen.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct State {
    /// The days chosen.
    pub period: Period,
    /// The restaurants, in the order of their names.
    pub branches: Vec<Branch>,
    /// When the figures were asked for.
    asked: Option<Timestamp>,
    lot: u32,
}

impl State {
    /// The restaurants, those that sold most first; those of which nothing is known keep the order of their names.
    #[must_use]
    pub fn ranked(&self) -> Vec<Branch> {
        let sold = |branch: &Branch| branch.figures.value().map(|figures| figures.total.sales_minor);
        let mut branches = self.branches.clone();
        branches.sort_by_key(|branch| std::cmp::Reverse(sold(branch)));
        branches
    }

    /// The most that one of them sold in a currency.
    #[must_use]
    pub fn most(&self, currency: Currency) -> i64 {
        let known = self.branches.iter().filter_map(|branch| branch.figures.value());
        let sold = known.filter(|figures| figures.currency == currency);
        sold.map(|figures| figures.total.sales_minor).max().unwrap_or_default()
    }

    /// All together, by currency: amounts of two are never added up.
    #[must_use]
    pub fn totals(&self) -> Vec<Total> {
        let mut totals: Vec<Total> = Vec::new();
        for figures in self.branches.iter().filter_map(|branch| branch.figures.value()) {
            let known = totals.iter().position(|total| total.currency == figures.currency);
            let at = known.unwrap_or_else(|| {
                totals.push(Total {
                    currency: figures.currency,
                    figures: Figures::default(),
                    restaurants: 0,
                });
                totals.len() - 1
            });
            totals[at].figures = measure::add(totals[at].figures, &figures.total);
            totals[at].restaurants += 1;
        }
        totals
    }

    /// Whether something is on its way.
    #[must_use]
    pub fn is_loading(&self) -> bool {
        self.branches.iter().any(|branch| branch.figures.is_loading())
    }

    /// Whether today's figures are to be looked at again.
    #[must_use]
    pub fn is_due(&self, now: Timestamp) -> bool {
        let is_old = self.asked.is_some_and(|asked| now.duration_since(asked) >= PERIOD);
        self.period == Period::Today && is_old && !self.is_loading()
    }
}

/// What happens.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// Where the person works and may see figures.
    Workplaces(Vec<Workplace>, Timestamp),
    /// Other days are wanted.
    Choose(Period, Timestamp),
    /// The same again.
    Refresh(Timestamp),
    /// One restaurant again.
    Retry(RestaurantId),
    /// Figures came, or did not.
    Came(u32, RestaurantId, Result<RestaurantFigures, Failure>),
}

/// Figures to be fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetch {
    /// The request that they belong to.
    pub lot: u32,
    /// Whose.
    pub place: RestaurantId,
    /// The time zone in which its days are, if it is known.
    pub zone: Option<String>,
    /// Which days.
    pub period: Period,
}

impl Fetch {
    /// What asks for them, by the day at the restaurant.
    #[must_use]
    pub fn query(&self, today: Date) -> FiguresQuery {
        self.period.query(today)
    }
}

/// Takes an event in.
pub fn reduce(state: &mut State, event: Event) -> Vec<Fetch> {
    match event {
        Event::Workplaces(workplaces, now) => {
            let known: Vec<RestaurantId> = state.branches.iter().map(|branch| branch.place).collect();
            let places: Vec<RestaurantId> = workplaces.iter().map(|workplace| workplace.restaurant_id).collect();
            if known == places {
                return Vec::new();
            }
            state.branches = workplaces
                .into_iter()
                .map(|workplace| Branch {
                    place: workplace.restaurant_id,
                    name: workplace.name,
                    figures: Loadable::Idle,
                    zone: None,
                })
                .collect();
            fetch_all(state, now)
        }
        Event::Choose(period, now) => {
            if period != state.period {
                for branch in &mut state.branches {
                    branch.figures = Loadable::Idle;
                }
            }
            state.period = period;
            fetch_all(state, now)
        }
        Event::Refresh(now) => fetch_all(state, now),
        Event::Retry(place) => {
            let (lot, period) = (state.lot, state.period);
            let found = state.branches.iter_mut().filter(|branch| branch.place == place);
            found.map(|branch| fetch(branch, lot, period)).collect()
        }
        Event::Came(lot, place, outcome) => {
            let branch = state.branches.iter_mut().find(|branch| branch.place == place);
            if let Some(branch) = branch.filter(|_| lot == state.lot) {
                if let Ok(figures) = &outcome {
                    branch.zone = Some(figures.time_zone.clone());
                }
                branch.figures.finish(outcome);
            }
            Vec::new()
        }
    }
}

fn fetch_all(state: &mut State, now: Timestamp) -> Vec<Fetch> {
    state.lot = state.lot.wrapping_add(1);
    state.asked = Some(now);
    let (lot, period) = (state.lot, state.period);
    let branches = state.branches.iter_mut();
    branches.map(|branch| fetch(branch, lot, period)).collect()
}

fn fetch(branch: &mut Branch, lot: u32, period: Period) -> Fetch {
    branch.figures.begin();
    Fetch {
        lot,
        place: branch.place,
        zone: branch.zone.clone(),
        period,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        samples::noon,
        screens::figures::samples::{day, sold},
    };
    use foodwala_sdk::contract::access::StaffRole;
    use foodwala_ui::sdk::FailureKind;

    fn id(number: u128) -> RestaurantId {
        RestaurantId(uuid::Uuid::from_u128(number))
    }

    fn workplace(number: u128) -> Workplace {
        Workplace {
            restaurant_id: id(number),
            name: format!("Branch {number}"),
            role: StaffRole::Owner,
        }
    }

    fn sales(amount: i64, currency: &str) -> RestaurantFigures {
        RestaurantFigures {
            currency: currency.parse().unwrap(),
            ..day("2026-05-04", &[(12, sold(1, amount))])
        }
    }

    fn shown() -> State {
        let mut state = State::default();
        let places = vec![workplace(1), workplace(2), workplace(3)];
        let asked = reduce(&mut state, Event::Workplaces(places.clone(), noon()));
        assert_eq!(asked.len(), 3);
        assert_eq!(reduce(&mut state, Event::Workplaces(places, noon())), []);
        state
    }

    #[test]
    fn amounts_of_two_currencies_are_never_added_up() {
        let mut state = shown();
        for (number, figures) in [(1, sales(500, "EUR")), (2, sales(900, "EUR")), (3, sales(70, "INR"))] {
            reduce(&mut state, Event::Came(1, id(number), Ok(figures)));
        }
        let totals: Vec<(i64, usize)> = state
            .totals()
            .iter()
            .map(|total| (total.figures.sales_minor, total.restaurants))
            .collect();
        assert_eq!(totals, [(1_400, 2), (70, 1)]);
        let ranked: Vec<RestaurantId> = state.ranked().iter().map(|branch| branch.place).collect();
        assert_eq!(ranked, [id(2), id(1), id(3)]);
        assert_eq!(state.most("EUR".parse().unwrap()), 900);
    }

    #[test]
    fn one_that_fails_takes_nothing_from_the_others_and_can_be_tried_alone() {
        let mut state = shown();
        reduce(&mut state, Event::Came(1, id(1), Ok(sales(500, "EUR"))));
        let failure = Failure::of(FailureKind::Offline);
        reduce(&mut state, Event::Came(1, id(2), Err(failure)));
        assert_eq!(state.totals().len(), 1);
        let again = reduce(&mut state, Event::Retry(id(2)));
        assert_eq!(again.iter().map(|fetch| fetch.place).collect::<Vec<_>>(), [id(2)]);
        assert!(state.is_loading());
    }

    #[test]
    fn other_days_are_asked_for_in_each_ones_time_zone_and_late_answers_are_dropped() {
        let mut state = shown();
        reduce(&mut state, Event::Came(1, id(1), Ok(sales(500, "EUR"))));
        let asked = reduce(&mut state, Event::Choose(Period::Week, noon()));
        assert_eq!(asked[0].zone.as_deref(), Some("Europe/Berlin"));
        assert_eq!(asked[1].zone, None);
        reduce(&mut state, Event::Came(1, id(2), Ok(sales(500, "EUR"))));
        assert!(state.totals().is_empty());
    }

    #[test]
    fn only_today_is_looked_at_again() {
        let mut state = shown();
        for number in 1..=3 {
            reduce(&mut state, Event::Came(1, id(number), Ok(sales(500, "EUR"))));
        }
        assert!(!state.is_due(noon() + SignedDuration::from_secs(59)));
        assert!(state.is_due(noon() + PERIOD));
        reduce(&mut state, Event::Choose(Period::Week, noon()));
        assert!(!state.is_due(noon() + PERIOD));
    }
}
