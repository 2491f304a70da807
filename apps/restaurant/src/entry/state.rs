//! Entering an order for a guest without an account, without a renderer. Prices come from the platform's quote; what is shown
//! before it comes is what the menu says.

use super::{
    attempt::{Attempt, Outcome},
    basket::{Line, MOST, Sheet, add, count, find},
    guest::{Edit, Guest},
};
use foodwala_sdk::{
    AccountId, ItemId, Money, OptionGroupId, OptionId, RestaurantId,
    contract::{
        menu::{ItemAvailability, Menu},
        orders::{Basket, EnterOrderRequest, Order, Quote},
    },
};
use foodwala_ui::{
    forms::{Problems, optional},
    sdk::{Failure, Loadable},
};

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
    Left(Attempt),
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
            scheduled_for: None,
            tip_minor: 0,
            promo_code: None,
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
    pub fn left(&self, item: ItemId, now: foodwala_sdk::Timestamp) -> Option<u32> {
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
            state.menu.begin();
            return vec![Effect::Fetch];
        }
        Event::Came(outcome) => {
            state.menu.finish(outcome);
            refresh(state);
            return ask(state);
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
        Event::Left(attempt) if state.attempt.is_none() => {
            state.attempt = Some(attempt);
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

fn changed(state: &mut State, event: Event) -> Vec<Effect> {
    match event {
        Event::Press(item) => {
            let Some(item) = state.menu.value().and_then(|menu| find(menu, item)).cloned() else {
                return Vec::new();
            };
            state.entered = None;
            let sheet = Sheet::new(item);
            // Without a choice one touch is enough.
            match sheet.line().filter(|line| line.item.option_groups.is_empty()) {
                Some(line) => add(&mut state.lines, line),
                None => {
                    state.sheet = Some(sheet);
                    return Vec::new();
                }
            }
        }
        Event::Change(index) => {
            state.sheet = state.lines.get(index).map(|line| Sheet::of_line(index, line));
            return Vec::new();
        }
        Event::Close => {
            state.sheet = None;
            return Vec::new();
        }
        Event::Toggle(..) | Event::Many(_) | Event::Note(_) => {
            fill(state, event);
            return Vec::new();
        }
        Event::Take => match take(state) {
            Some(group) => return vec![Effect::Lead(group)],
            None => {}
        },
        Event::Quantity(index, 0) if index < state.lines.len() => {
            state.lines.remove(index);
        }
        Event::Quantity(index, quantity) => {
            if let Some(line) = state.lines.get_mut(index) {
                line.quantity = quantity.min(MOST);
            }
        }
        Event::TakeOut(item) => state.lines.retain(|line| line.item.id != item),
        Event::Guest(edit) => {
            state.problems.forget(edit.field());
            if matches!(edit, Edit::Way(_)) {
                state.problems = Problems::default();
            }
            let is_priced = edit.changes_the_price();
            state.guest.edit(edit);
            if !is_priced {
                return Vec::new();
            }
        }
        Event::Again => {}
        Event::Enter {
            place,
            account,
            key,
            nameless,
        } => return enter(state, place, account, key, &nameless),
        Event::Next => *state = next(state),
        _ => return Vec::new(),
    }
    ask(state)
}

fn fill(state: &mut State, event: Event) {
    let Some(sheet) = &mut state.sheet else { return };
    match event {
        Event::Toggle(group, option) => sheet.toggle(group, option),
        Event::Many(quantity) => sheet.quantity = quantity.clamp(1, MOST),
        Event::Note(note) => sheet.note = note,
        _ => {}
    }
}

/// Takes what the sheet says; answers the group in which something is missing, if it is so.
fn take(state: &mut State) -> Option<String> {
    let sheet = state.sheet.as_mut()?;
    let Some(line) = sheet.line() else {
        sheet.tried = true;
        let missing = foodwala_ui::sdk::choosing::missing(&sheet.item, &sheet.chosen);
        return missing.map(|group| group_id(group.id));
    };
    match sheet.line.and_then(|index| state.lines.get_mut(index)) {
        Some(known) => *known = line,
        None => add(&mut state.lines, line),
    }
    state.sheet = None;
    None
}

/// The id of a group of options on the page.
#[must_use]
pub fn group_id(group: OptionGroupId) -> String {
    format!("entry-group-{group}")
}

/// Lines show the dishes as the menu has them now. What it has no more stays as it was: the platform refuses it by name.
fn refresh(state: &mut State) {
    let Some(menu) = state.menu.value() else { return };
    for line in &mut state.lines {
        if let Some(item) = find(menu, line.item.id) {
            line.item = item.clone();
        }
    }
}

/// The price is out of date.
fn ask(state: &mut State) -> Vec<Effect> {
    state.asked = state.asked.wrapping_add(1);
    state.refused = None;
    state.before = None;
    // Without a door only the dishes have a price.
    state.asking = !state.lines.is_empty() && state.guest.fulfilment().is_some() && !state.is_locked();
    if state.asking {
        return vec![Effect::Quote(state.asked)];
    }
    state.quote = None;
    Vec::new()
}

fn quoted(state: &mut State, asked: u32, outcome: Result<Box<Quote>, Failure>) {
    if asked != state.asked || state.is_locked() {
        return;
    }
    state.asking = false;
    match outcome {
        Ok(quote) => state.quote = Some(quote),
        Err(failure) => {
            state.quote = None;
            state.refused = Some(failure);
        }
    }
}

fn enter(state: &mut State, place: RestaurantId, account: AccountId, key: String, nameless: &str) -> Vec<Effect> {
    state.problems = state.guest.problems();
    if let Some(field) = state.problems.first() {
        return vec![Effect::Lead(field.to_owned())];
    }
    let (Some(basket), Some(expected_total)) = (state.basket(place), state.total()) else {
        return Vec::new();
    };
    let attempt = Attempt {
        key,
        account,
        request: EnterOrderRequest {
            basket,
            expected_total,
            contact: state.guest.contact(nameless),
            channel: state.guest.way.channel(),
            note: optional(&state.guest.note),
        },
    };
    state.attempt = Some(attempt.clone());
    state.unsure = None;
    vec![Effect::Send(Box::new(attempt))]
}

fn resend(state: &mut State) -> Vec<Effect> {
    state.unsure = None;
    let attempt = state.attempt.clone();
    attempt
        .map(|attempt| Effect::Send(Box::new(attempt)))
        .into_iter()
        .collect()
}

fn done(state: &mut State, key: &str, outcome: Outcome) -> Vec<Effect> {
    if state.attempt.as_ref().is_none_or(|attempt| attempt.key != key) {
        return Vec::new();
    }
    if let Outcome::Unknown(failure) = outcome {
        state.unsure = Some(failure);
        return Vec::new();
    }
    let expected = state.attempt.take().map(|attempt| attempt.request.expected_total);
    state.unsure = None;
    let mut effects = vec![Effect::Forget];
    match outcome {
        Outcome::Entered(order) => {
            *state = next(state);
            state.entered = Some(order);
        }
        Outcome::PriceChanged(quote) => {
            if quote.is_none() {
                effects.extend(ask(state));
            }
            state.before = expected;
            state.quote = quote;
        }
        Outcome::Invalid(problems) => {
            let first = problems.first().map(ToOwned::to_owned);
            effects.extend(first.map(Effect::Lead));
            state.problems = problems;
        }
        Outcome::Refused(failure) => {
            state.quote = None;
            state.refused = Some(failure);
        }
        Outcome::Unknown(_) => {}
    }
    effects
}

/// For the next guest.
fn next(state: &State) -> State {
    State {
        menu: state.menu.clone(),
        guest: state.guest.next(),
        asked: state.asked.wrapping_add(1),
        ..State::default()
    }
}

#[cfg(test)]
mod tests;
