//! How the basket changes: pure, told by events, answered with effects.

use super::{Agreed, Change, Kept, Line, MOST, Obstacle, Shop, changes};
use crate::place::Place;
use foodwala_sdk::{
    ItemId, RestaurantId, Timestamp,
    contract::{
        menu::{ItemAvailability, MenuEvent},
        orders::{Basket, Quote},
    },
};

/// The basket, its price, and what the customer has to decide.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct State {
    /// What is kept on the device.
    pub kept: Kept,
    /// A dish of another restaurant, waiting for the customer's choice.
    pub offered: Option<Box<Addition>>,
    /// Where the food shall go.
    pub place: Option<Place>,
    /// What it costs.
    pub pricing: Pricing,
    /// What differs from what the customer has seen, waiting to be accepted.
    pub changes: Vec<Change>,
    /// The promo code that was refused last, and why.
    pub promo_refused: Option<(String, Obstacle)>,
    /// Counts the quotes asked for, so that a late answer is told from the newest.
    asked: u64,
    /// What the platform said last of the restaurant.
    heard: Heard,
}

/// What of a restaurant's news concerns the basket.
#[derive(Debug, Clone, Default, PartialEq)]
struct Heard {
    restaurant: Option<RestaurantId>,
    /// The menu's version, and the dishes of which there are fewer than the basket holds.
    menu: Option<(u64, Vec<ItemAvailability>)>,
    /// The restaurant's version.
    profile: Option<u64>,
}

/// How far the price is.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Pricing {
    /// There is nothing to price, or nowhere to bring it.
    #[default]
    Nothing,
    /// Asked; the price before, if there was one.
    Asked(Option<Box<Quote>>),
    /// The price.
    Known(Box<Quote>),
    /// It cannot be ordered like this.
    Refused(Obstacle),
    /// The platform could not be asked.
    Unreachable,
}

/// A dish that somebody wants to add.
#[derive(Debug, Clone, PartialEq)]
pub struct Addition {
    /// The restaurant.
    pub shop: Shop,
    /// The dishes.
    pub lines: Vec<Line>,
}

/// What happens to the basket.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// Adds dishes. Those of another restaurant wait for the customer's choice.
    Add(Addition),
    /// Adds the dishes of an earlier order.
    Reorder(Kept),
    /// Empties the basket and takes the waiting dish.
    StartNew,
    /// Leaves the basket as it is, without the waiting dish.
    KeepOld,
    /// Sets how many of a line; 0 takes it out.
    Quantity(usize, u32),
    /// Replaces a line, e.g. with other options.
    Replace(usize, Line),
    /// Takes out every line of a dish.
    Remove(ItemId),
    /// Sets the note of a line.
    LineNote(usize, String),
    /// Sets the note for the whole order.
    Note(String),
    /// Fetch it oneself, or have it brought.
    Pickup(bool),
    /// Wants it then; absent means as soon as possible.
    Schedule(Option<Timestamp>),
    /// Sets the tip, in minor units.
    Tip(i64),
    /// Uses a promo code; absent means none.
    Promo(Option<String>),
    /// The place has changed.
    Moved(Option<Place>),
    /// Asks for the price again.
    Reprice,
    /// The platform says what has changed at a restaurant.
    Told(RestaurantId, MenuEvent),
    /// The answer to the quote of that number.
    Quoted(u64, Result<Box<Quote>, Refusal>),
    /// Agrees to the changed prices.
    Accept,
    /// Another window of the app has changed what is kept.
    Reloaded(Kept),
    /// The order was placed.
    Clear,
}

/// Why there is no quote.
#[derive(Debug, Clone, PartialEq)]
pub enum Refusal {
    /// The platform said so.
    Obstacle(Obstacle),
    /// The platform could not be asked, or could not say.
    Unreachable,
}

/// What is to be done.
#[expect(clippy::large_enum_variant, reason = "one at a time, and gone at once")]
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Keep it on the device.
    Save,
    /// Ask the platform for a price, after a breath, since people click fast.
    Quote(u64, Basket),
}

impl State {
    /// A basket as it was kept.
    pub fn new(kept: Kept, place: Option<Place>) -> Self {
        Self {
            kept,
            place,
            ..Self::default()
        }
    }

    /// The price as far as it is known, if only for what the basket was a moment ago.
    pub fn quote(&self) -> Option<&Quote> {
        match &self.pricing {
            Pricing::Known(quote) | Pricing::Asked(Some(quote)) => Some(quote),
            _ => None,
        }
    }

    /// The price that the customer has agreed to, if it is that of the basket as it is.
    pub fn agreed(&self) -> Option<&Agreed> {
        let ready = self.changes.is_empty() && matches!(self.pricing, Pricing::Known(_));
        let agreed = self.kept.agreed.as_ref().filter(|_| ready)?;
        (Some(&agreed.basket) == self.kept.request(self.place.as_ref()).as_ref()).then_some(agreed)
    }

    /// Whoever used the app has signed out.
    pub fn forget(&mut self) {
        *self = Self {
            // An answer that is still under way is one to an older question.
            asked: self.asked + 1,
            ..Self::default()
        };
    }

    /// The number of the newest quote that was asked for.
    pub const fn asked(&self) -> u64 {
        self.asked
    }

    fn add(&mut self, addition: Addition) {
        if self.kept.shop.as_ref().is_none_or(|shop| shop.id != addition.shop.id) {
            // Code, tip and time were meant for the other restaurant.
            self.kept = Kept {
                pickup: self.kept.pickup,
                ..Kept::default()
            };
        }
        self.kept.shop = Some(addition.shop);
        for line in addition.lines {
            match self.kept.lines.iter_mut().find(|kept| kept.is_like(&line)) {
                Some(kept) => {
                    kept.quantity = (kept.quantity + line.quantity).min(MOST);
                    kept.unit_minor = line.unit_minor;
                }
                None => self.kept.lines.push(line),
            }
        }
    }

    fn quantity(&mut self, index: usize, quantity: u32) {
        if quantity == 0 && index < self.kept.lines.len() {
            self.kept.lines.remove(index);
        } else if let Some(line) = self.kept.lines.get_mut(index) {
            line.quantity = quantity.min(MOST);
        }
    }

    /// After a change of the basket: what stood there before is asked for again.
    fn changed(&mut self) -> Vec<Effect> {
        self.changes.clear();
        if self.kept.is_empty() {
            self.kept = Kept {
                pickup: self.kept.pickup,
                ..Kept::default()
            };
        }
        let mut effects = vec![Effect::Save];
        effects.extend(self.ask());
        effects
    }

    fn ask(&mut self) -> Option<Effect> {
        self.asked += 1;
        let Some(basket) = self.kept.request(self.place.as_ref()) else {
            self.pricing = Pricing::Nothing;
            return None;
        };
        self.pricing = Pricing::Asked(match std::mem::take(&mut self.pricing) {
            Pricing::Known(quote) | Pricing::Asked(Some(quote)) => Some(quote),
            _ => None,
        });
        Some(Effect::Quote(self.asked, basket))
    }

    /// Whether the price, or whether the basket can be ordered, may be another one by now.
    fn concerns(&mut self, restaurant: RestaurantId, news: MenuEvent) -> bool {
        let is_ours = self.kept.shop.as_ref().is_some_and(|shop| shop.id == restaurant);
        if !is_ours || self.kept.is_empty() {
            return false;
        }
        if self.heard.restaurant != Some(restaurant) {
            self.heard = Heard {
                restaurant: Some(restaurant),
                ..Heard::default()
            };
        }
        match news {
            MenuEvent::Menu {
                version,
                mut availability,
            } => {
                availability.retain(|known| {
                    let wanted = self.kept.count_of(known.item_id);
                    wanted > 0 && known.portions_left.is_some_and(|left| left < wanted)
                });
                // How it is at first is news only if something is missing.
                let is_short = !availability.is_empty();
                let now = (version, availability);
                let before = self.heard.menu.replace(now.clone());
                before.map_or(is_short, |before| before != now)
            }
            MenuEvent::Restaurant { version } => {
                let before = self.heard.profile.replace(version);
                before.is_some_and(|before| before != version)
            }
        }
    }

    fn quoted(&mut self, quote: Box<Quote>) -> Vec<Effect> {
        let Some(basket) = self.kept.request(self.place.as_ref()) else {
            return Vec::new();
        };
        self.changes = changes(&self.kept, &basket, &quote);
        self.pricing = Pricing::Known(quote);
        if self.changes.is_empty() {
            self.agree(basket)
        } else {
            Vec::new()
        }
    }

    fn agree(&mut self, basket: Basket) -> Vec<Effect> {
        self.changes.clear();
        let Pricing::Known(quote) = &self.pricing else {
            return Vec::new();
        };
        for (line, priced) in self.kept.lines.iter_mut().zip(&quote.price.lines) {
            line.unit_minor = priced.unit_minor;
            line.name.clone_from(&priced.name);
        }
        self.kept.agreed = Some(Agreed {
            basket,
            quote: (**quote).clone(),
        });
        vec![Effect::Save]
    }
}

/// Takes an event in.
pub fn reduce(state: &mut State, event: Event) -> Vec<Effect> {
    match event {
        Event::Add(addition) => {
            let other = state.kept.shop.as_ref().is_some_and(|shop| shop.id != addition.shop.id);
            if other && !state.kept.is_empty() {
                state.offered = Some(Box::new(addition));
                return Vec::new();
            }
            state.add(addition);
        }
        Event::Reorder(kept) => {
            let Some(shop) = kept.shop else { return Vec::new() };
            return reduce(
                state,
                Event::Add(Addition {
                    shop,
                    lines: kept.lines,
                }),
            );
        }
        Event::StartNew => {
            let Some(addition) = state.offered.take() else {
                return Vec::new();
            };
            state.add(*addition);
        }
        Event::KeepOld => {
            state.offered = None;
            return Vec::new();
        }
        Event::Quantity(index, quantity) => state.quantity(index, quantity),
        Event::Replace(index, line) => {
            if let Some(kept) = state.kept.lines.get_mut(index) {
                *kept = line;
            }
        }
        Event::Remove(item) => state.kept.lines.retain(|line| line.item_id != item),
        Event::LineNote(index, note) => {
            if let Some(line) = state.kept.lines.get_mut(index) {
                line.note = (!note.trim().is_empty()).then_some(note);
            }
        }
        Event::Note(note) => {
            state.kept.note = note;
            return vec![Effect::Save];
        }
        Event::Pickup(pickup) => state.kept.pickup = pickup,
        Event::Schedule(at) => state.kept.scheduled_for = at,
        Event::Tip(tip) => state.kept.tip_minor = tip.max(0),
        Event::Promo(code) => {
            state.promo_refused = None;
            state.kept.promo = code.map(|code| code.trim().to_owned()).filter(|code| !code.is_empty());
        }
        Event::Moved(place) => {
            if state.place == place {
                return Vec::new();
            }
            state.place = place;
            return state.ask().into_iter().collect();
        }
        Event::Reprice => return state.ask().into_iter().collect(),
        Event::Told(restaurant, news) => {
            let asks = state.concerns(restaurant, news);
            return if asks {
                state.ask().into_iter().collect()
            } else {
                Vec::new()
            };
        }
        Event::Quoted(number, answer) => {
            if number != state.asked {
                return Vec::new();
            }
            match answer {
                Ok(quote) => return state.quoted(quote),
                Err(Refusal::Obstacle(obstacle @ Obstacle::Promo { .. })) => {
                    // The price without the code is still worth knowing.
                    let code = state.kept.promo.take().unwrap_or_default();
                    state.promo_refused = Some((code, obstacle));
                }
                Err(refusal) => {
                    state.pricing = match refusal {
                        Refusal::Obstacle(obstacle) => Pricing::Refused(obstacle),
                        Refusal::Unreachable => Pricing::Unreachable,
                    };
                    return Vec::new();
                }
            }
        }
        Event::Accept => {
            let basket = state.kept.request(state.place.as_ref());
            return basket.map(|basket| state.agree(basket)).unwrap_or_default();
        }
        Event::Reloaded(kept) => {
            if state.kept == kept {
                return Vec::new();
            }
            state.kept = kept;
            return state.ask().into_iter().collect();
        }
        Event::Clear => {
            let (asked, place) = (state.asked, state.place.take());
            let kept = Kept {
                pickup: state.kept.pickup,
                ..Kept::default()
            };
            *state = State {
                asked,
                ..State::new(kept, place)
            };
        }
    }
    state.changed()
}

#[cfg(test)]
mod tests;
