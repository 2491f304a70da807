//! Entering an order for a guest without an account, without a renderer. Prices come from the platform's quote; what is shown
//! before it comes is what the menu says.

mod change;
mod sending;

pub use change::group_id;

use super::{
    attempt::{Attempt, Outcome},
    basket::{Line, MOST, Sheet, count},
    guest::{Edit, Guest},
};
use change::{ask, ask_times, changed, quoted, refresh};
use foodwala_sdk::{
    AccountId, ItemId, Money, OptionGroupId, OptionId, RestaurantId, Timestamp,
    contract::{
        menu::{ItemAvailability, Menu},
        orders::{Basket, Fulfilment, Order, Quote},
        restaurants::{Slots, SlotsQuery},
    },
};
use foodwala_ui::{
    forms::Problems,
    sdk::{Failure, Loadable},
};
use sending::{done, reload, resend};

/// The screen.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct State {
    /// The menu as guests see it.
    pub menu: Loadable<Menu>,
    /// What is looked for.
    pub words: String,
    /// The dish that is being chosen.
    pub sheet: Option<Sheet>,
    /// What is wanted.
    pub lines: Vec<Line>,
    /// Who wants it.
    pub guest: Guest,
    /// The times that can be ordered ahead for.
    pub slots: Loadable<Slots>,
    /// When it is wanted; none is as soon as possible.
    pub wanted: Option<Timestamp>,
    /// The price as it was told last.
    pub quote: Option<Box<Quote>>,
    /// How often it was asked for: only the newest answer counts.
    pub asked: u32,
    /// It is being asked for.
    pub asking: bool,
    /// Why it cannot be ordered like this.
    pub refused: Option<Failure>,
    /// What it cost before, if the platform changed it while it was being entered.
    pub before: Option<Money>,
    /// What is wrong in the form.
    pub problems: Problems,
    /// What was sent, until its outcome is known.
    pub attempt: Option<Attempt>,
    /// Why its outcome is not known.
    pub unsure: Option<Failure>,
    /// The order that was entered last, until the next one begins.
    pub entered: Option<Box<Order>>,
}

/// What happens.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// The menu is wanted.
    Load,
    /// The menu came, or did not.
    Came(Result<Menu, Failure>),
    /// How many there are of a dish has changed.
    Told(ItemAvailability),
    /// The restaurant is known: its town and country.
    At {
        /// The town.
        city: String,
        /// ISO 3166-1 alpha-2.
        country: String,
    },
    /// Something is looked for.
    Words(String),
    /// A dish was pressed.
    Press(ItemId),
    /// A line is to be changed.
    Change(usize),
    /// An option was pressed.
    Toggle(OptionGroupId, OptionId),
    /// How many, in the sheet.
    Many(u32),
    /// For the kitchen, in the sheet.
    Note(String),
    /// Take it.
    Take,
    /// Close the sheet.
    Close,
    /// So many of a line; none takes it out.
    Quantity(usize, u32),
    /// A dish that is sold out is taken out.
    TakeOut(ItemId),
    /// Something about the guest.
    Guest(Edit),
    /// Ask for the times again.
    Times,
    /// The times came for what was asked, or did not.
    Slots(SlotsQuery, Result<Slots, Failure>),
    /// When it is wanted; none is as soon as possible.
    Wanted(Option<Timestamp>),
    /// Ask for the price again.
    Again,
    /// The price came, or cannot be.
    Quoted(u32, Result<Box<Quote>, Failure>),
    /// Enter it.
    Enter {
        /// Where.
        place: RestaurantId,
        /// Who.
        account: AccountId,
        /// The key, should it be a new attempt.
        key: String,
        /// The name for who says none.
        nameless: String,
    },
    /// An attempt that a closed window has left.
    Left(Box<Attempt>),
    /// Send the same again.
    Resend,
    /// What came of the attempt with a key.
    Done(String, Outcome),
    /// Somebody has looked, and does not want the outcome to be waited for.
    GiveUp,
    /// The next guest.
    Next,
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Fetch the menu.
    Fetch,
    /// Fetch the times that can be ordered ahead for.
    Slots(SlotsQuery),
    /// Ask for the price, unless it is asked for anew before long.
    Quote(u32),
    /// Keep an attempt on the device, and send it.
    Send(Box<Attempt>),
    /// The outcome is known: the device need not keep it.
    Forget,
    /// Lead to what is missing.
    Lead(String),
}

impl State {
    /// Whether an order is under way, so that nothing can be changed.
    #[must_use]
    pub const fn is_locked(&self) -> bool {
        self.attempt.is_some()
    }

    /// What is wanted, as the platform prices it; none while nothing is, or the door is not known.
    #[must_use]
    pub fn basket(&self, restaurant_id: RestaurantId) -> Option<Basket> {
        if self.lines.is_empty() {
            return None;
        }
        Some(Basket {
            restaurant_id,
            lines: self.lines.iter().map(Line::wanted).collect(),
            fulfilment: self.guest.fulfilment()?,
            scheduled_for: self.wanted,
            tip_minor: 0,
            promo_code: None,
        })
    }

    /// The times that matter for what is being entered; none while nothing is, or the door is not known.
    #[must_use]
    pub fn times_wanted(&self) -> Option<SlotsQuery> {
        if self.lines.is_empty() {
            return None;
        }
        let fulfilment = self.guest.fulfilment()?;
        let door = match &fulfilment {
            Fulfilment::Delivery { address } => Some(address.location),
            Fulfilment::Pickup => None,
        };
        Some(SlotsQuery {
            fulfilment: Some(fulfilment.kind()),
            latitude: door.map(|door| door.latitude),
            longitude: door.map(|door| door.longitude),
            days: None,
        })
    }

    /// The price of the dishes as the menu says it, in minor units. For display; the quote decides.
    #[must_use]
    pub fn dishes_minor(&self) -> i64 {
        self.lines.iter().map(Line::total_minor).sum()
    }

    /// The total that can be agreed to.
    #[must_use]
    pub fn total(&self) -> Option<Money> {
        let quote = self.quote.as_ref().filter(|_| !self.asking && self.refused.is_none())?;
        Some(quote.price.total)
    }

    /// How many of a dish can be ordered; none without limit.
    #[must_use]
    pub fn left(&self, item: ItemId, now: Timestamp) -> Option<u32> {
        let known = self.menu.value()?.availability.iter();
        let known = known
            .filter(|known| known.item_id == item)
            .find(|known| !known.allows(MOST, now))?;
        known.portions_left
    }
}

/// Takes an event in.
pub fn reduce(state: &mut State, event: Event) -> Vec<Effect> {
    match event {
        Event::Load => {
            return vec![reload(state)];
        }
        Event::Came(outcome) => {
            state.menu.finish(outcome);
            refresh(state);
            // What the guest was told before is still to be put right with them.
            let before = state.before;
            let effects = ask(state);
            state.before = before;
            return effects;
        }
        Event::Told(availability) => {
            let concerns = count(&state.lines, availability.item_id) > 0 && !state.is_locked();
            if let Some(menu) = state.menu.value_mut() {
                menu.availability.retain(|known| known.item_id != availability.item_id);
                menu.availability.push(availability);
            }
            // Better that the guest hears it now than after they have agreed to all.
            if concerns {
                return ask(state);
            }
        }
        Event::At { city, country } => {
            if state.guest.country.is_empty() {
                state.guest.city = city;
                state.guest.country = country;
            }
        }
        Event::Words(words) => state.words = words,
        Event::Times => return ask_times(state).into_iter().collect(),
        Event::Slots(query, slots) => {
            if state.times_wanted() == Some(query) {
                state.slots.finish(slots);
            }
        }
        Event::Left(attempt) if state.attempt.is_none() => {
            state.attempt = Some(*attempt);
            return resend(state);
        }
        Event::Left(_) => {}
        Event::Resend => return resend(state),
        Event::Done(key, outcome) => return done(state, &key, outcome),
        Event::Quoted(asked, outcome) => quoted(state, asked, outcome),
        Event::GiveUp if state.unsure.is_some() => {
            state.attempt = None;
            state.unsure = None;
            let mut effects = vec![Effect::Forget];
            effects.extend(ask(state));
            return effects;
        }
        // What was sent must not change until its outcome is known.
        _ if state.is_locked() => {}
        change => return changed(state, change),
    }
    Vec::new()
}

#[cfg(test)]
mod tests;
