//! The figures of a restaurant, without a renderer.

use super::period::{Days, Moment, Period};
use foodwala_sdk::{
    Timestamp,
    contract::reporting::{DishFigures, FiguresQuery, RestaurantFigures},
};
use foodwala_ui::sdk::{Failure, Loadable};
use jiff::{
    SignedDuration,
    civil::{Date, DateTime},
};

/// Figures are asked for no more often than this, however much happens.
const PERIOD: SignedDuration = SignedDuration::from_secs(60);
/// The board hears of an order by the same events as the figures do: they are given a moment to follow.
const SETTLE: SignedDuration = SignedDuration::from_secs(3);
/// So many dishes are listed until somebody wants them all.
pub const SHORT_LIST: usize = 10;

/// The id of the input for the first day.
pub const FROM: &str = "figures-from";
/// The id of the input for the last day.
pub const TO: &str = "figures-to";

/// What the charts show.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Shown {
    /// Money.
    #[default]
    Sales,
    /// Numbers.
    Orders,
}

/// What dishes are sorted by, most first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    /// Money.
    #[default]
    Sales,
    /// Portions.
    Portions,
}

/// Days of one's own, as entered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Own {
    /// Whether they are being entered.
    pub open: bool,
    /// The first day, as the input writes it.
    pub from: String,
    /// The last day, as the input writes it.
    pub to: String,
    /// The input that is wrong, and why.
    pub problem: Option<(&'static str, &'static str)>,
}

/// The screen.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct State {
    /// The days chosen.
    pub period: Period,
    /// Their figures.
    pub figures: Loadable<RestaurantFigures>,
    /// The figures that they are held against.
    pub before: Loadable<RestaurantFigures>,
    /// What the charts show.
    pub shown: Shown,
    /// What dishes are sorted by.
    pub sort: Sort,
    /// All dishes are listed.
    pub all_dishes: bool,
    /// Days of one's own.
    pub own: Own,
    /// When the figures came.
    pub as_of: Option<Timestamp>,
    /// When they were asked for.
    asked: Option<Moment>,
    /// When the board last changed since.
    moved: Option<Timestamp>,
    /// Which request is the latest: answers to others are late.
    lot: u32,
}

impl State {
    /// Whether the figures follow what happens.
    #[must_use]
    pub fn is_live(&self, today: Date) -> bool {
        self.period.is_live(today)
    }

    /// Whether figures that follow what happens are to be fetched: after something changed, when an hour is full, as they
    /// are compared by the hour, and when they could not be fetched.
    #[must_use]
    pub fn is_due(&self, moment: Moment) -> bool {
        let Some(asked) = self.asked else { return false };
        let has_settled = self
            .moved
            .is_some_and(|moved| moment.now.duration_since(moved) >= SETTLE);
        let hour = |at: DateTime| (at.date(), at.hour());
        let wants = has_settled || hour(asked.local) != hour(moment.local) || self.figures.failure().is_some();
        wants
            && self.is_live(moment.today())
            && !self.figures.is_loading()
            && moment.now.duration_since(asked.now) >= PERIOD
    }

    /// The dishes as they are listed, and whether there are more.
    #[must_use]
    pub fn dishes(&self) -> (Vec<DishFigures>, bool) {
        let Some(figures) = self.figures.value() else {
            return (Vec::new(), false);
        };
        let mut dishes = figures.dishes.clone();
        if self.sort == Sort::Portions {
            dishes.sort_by(|a, b| b.quantity.cmp(&a.quantity).then(b.sales_minor.cmp(&a.sales_minor)));
        }
        let is_long = dishes.len() > SHORT_LIST;
        if is_long && !self.all_dishes {
            dishes.truncate(SHORT_LIST);
        }
        (dishes, is_long)
    }
}

/// What happens.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// Other days are wanted.
    Choose(Period, Moment),
    /// The same days again.
    Refresh(Moment),
    /// The figures came, or did not.
    Came(u32, Result<RestaurantFigures, Failure>, Timestamp),
    /// Those that they are held against came, or did not.
    BeforeCame(u32, Result<RestaurantFigures, Failure>),
    /// Something changed on the board.
    Moved(Timestamp),
    /// Days of one's own are to be entered, or no longer.
    Own(bool, Date),
    /// The first of them.
    From(String),
    /// The last of them.
    To(String),
    /// They are entered.
    ShowOwn(Moment),
    /// The charts are to show something else.
    Show(Shown),
    /// Dishes are to be sorted by something else.
    Sort(Sort),
    /// All dishes are wanted, or the first.
    AllDishes(bool),
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Fetch figures.
    Fetch(u32, FiguresQuery),
    /// Fetch those that they are held against.
    FetchBefore(u32, FiguresQuery),
    /// Move the focus to an input.
    Focus(&'static str),
}

/// Takes an event in.
pub fn reduce(state: &mut State, event: Event) -> Option<Effect> {
    match event {
        Event::Choose(period, moment) => {
            state.own.open = false;
            return Some(choose(state, period, moment));
        }
        Event::Refresh(_) if state.figures.is_loading() => {}
        Event::Refresh(moment) => return Some(fetch(state, moment)),
        Event::Came(lot, outcome, now) if lot == state.lot => return came(state, outcome, now),
        Event::BeforeCame(lot, outcome) if lot == state.lot => state.before.finish(outcome),
        Event::Came(..) | Event::BeforeCame(..) => {}
        Event::Moved(now) => state.moved = Some(now),
        Event::Own(open, today) => {
            state.own.open = open;
            state.own.problem = None;
            if open && state.own.from.is_empty() {
                let days = state.figures.value().map(|figures| (figures.from, figures.to));
                let (from, to) = days.unwrap_or((today, today));
                state.own.from = from.to_string();
                state.own.to = to.to_string();
            }
        }
        Event::From(from) => {
            state.own.from = from;
            state.own.problem = None;
        }
        Event::To(to) => {
            state.own.to = to;
            state.own.problem = None;
        }
        Event::ShowOwn(moment) => {
            return Some(match entered(&state.own, moment.today()) {
                Ok(days) => choose(state, Period::Own(days), moment),
                Err(problem) => {
                    state.own.problem = Some(problem);
                    Effect::Focus(problem.0)
                }
            });
        }
        Event::Show(shown) => state.shown = shown,
        Event::Sort(sort) => state.sort = sort,
        Event::AllDishes(all) => state.all_dishes = all,
    }
    None
}

fn choose(state: &mut State, period: Period, moment: Moment) -> Effect {
    if period != state.period {
        // Figures of other days must not stand under the name of these.
        state.figures = Loadable::Idle;
        state.before = Loadable::Idle;
        state.all_dishes = false;
        state.as_of = None;
    }
    state.period = period;
    fetch(state, moment)
}

fn fetch(state: &mut State, moment: Moment) -> Effect {
    state.lot = state.lot.wrapping_add(1);
    state.figures.begin();
    state.asked = Some(moment);
    state.moved = None;
    Effect::Fetch(state.lot, state.period.query(moment.today()))
}

fn came(state: &mut State, outcome: Result<RestaurantFigures, Failure>, now: Timestamp) -> Option<Effect> {
    let days = outcome.as_ref().ok().map(|figures| Days {
        from: figures.from,
        to: figures.to,
    });
    state.figures.finish(outcome);
    let before = days?.before()?;
    state.as_of = Some(now);
    let is_here = |known: &RestaurantFigures| (known.from, known.to) == (before.from, before.to);
    if matches!(&state.before, Loadable::Ready(known) if is_here(known)) {
        // What is past stays as it was.
        return None;
    }
    if !state.before.value().is_some_and(is_here) {
        state.before = Loadable::Idle;
    }
    state.before.begin();
    Some(Effect::FetchBefore(state.lot, before.query()))
}

/// The days entered, or the input that is wrong and why.
fn entered(own: &Own, today: Date) -> Result<Days, (&'static str, &'static str)> {
    let day = |text: &str, field| text.parse::<Date>().map_err(|_| (field, "figures-own-missing"));
    let days = Days {
        from: day(&own.from, FROM)?,
        to: day(&own.to, TO)?,
    };
    if days.from > today {
        return Err((FROM, "figures-own-future"));
    }
    if days.from > days.to {
        return Err((TO, "figures-own-backwards"));
    }
    Ok(days)
}
