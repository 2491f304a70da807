//! What checkout knows, and what follows from it.

use super::{
    form::{Attempt, Form},
    refusal::Refusal,
    state::Effect,
};
use crate::forms::{Problems, filled, optional};
use foodwala_sdk::{
    Error, Money, RestaurantId, Timestamp,
    contract::{
        customers::{Address, Customer},
        orders::{Basket, BasketLine, Contact, Fulfilment, FulfilmentKind, PlaceOrderRequest, Quote},
        restaurants::{RestaurantView, Slots},
    },
};

/// What is known of the price.
#[derive(Debug, Clone, Default)]
pub enum Quoting {
    /// Something is missing that the price needs.
    #[default]
    Waiting,
    /// The platform is being asked; the price before, if there was one.
    Asking(Option<Box<Quote>>),
    /// This is what it costs.
    Known(Box<Quote>),
    /// It cannot be ordered like this.
    Refused(Refusal),
}

impl Quoting {
    /// The price as far as it is known.
    #[must_use]
    pub fn quote(&self) -> Option<&Quote> {
        match self {
            Self::Known(quote) | Self::Asking(Some(quote)) => Some(quote),
            Self::Waiting | Self::Asking(None) | Self::Refused(_) => None,
        }
    }
}

/// What becomes of the order.
#[derive(Debug, Clone, Default)]
pub enum Placing {
    /// Not sent.
    #[default]
    Ready,
    /// Sent, or being sent again.
    Sending,
    /// The price is another one than was agreed to.
    Changed {
        /// What was agreed to.
        before: Money,
        /// What it costs now.
        now: Box<Quote>,
    },
    /// There was no connection: it was not sent.
    Offline,
    /// Nobody knows whether it arrived. Sending it again is safe.
    Unsure {
        /// What happened, if it is known.
        error: Option<Error>,
    },
    /// The platform asks for patience; nothing was ordered.
    Patience {
        /// Seconds left.
        seconds: u64,
    },
    /// It waits on the device for a connection.
    Queued,
}

/// The screen.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// Where it is ordered.
    pub restaurant_id: Option<RestaurantId>,
    /// What is ordered.
    pub lines: Vec<BasketLine>,
    /// The restaurant, when it is known.
    pub restaurant: Option<Box<RestaurantView>>,
    /// The address book.
    pub addresses: Vec<Address>,
    /// The times that can be ordered for, when they are known.
    pub slots: Option<Slots>,
    /// Whether what the screen needs is there.
    pub loaded: bool,
    /// Why it is not.
    pub error: Option<Error>,
    /// What the person filled in.
    pub form: Form,
    /// As typed, before it counts.
    pub promo_typed: String,
    /// Fields with a problem.
    pub problems: Problems,
    /// What it costs.
    pub quoting: Quoting,
    /// Tells the answers of quotes apart.
    pub asked: u32,
    /// The order that is under way.
    pub attempt: Option<Box<Attempt>>,
    /// What becomes of it.
    pub placing: Placing,
}

impl State {
    /// The basket as the platform wants it, if nothing is missing.
    #[must_use]
    pub fn basket(&self) -> Option<Basket> {
        let form = &self.form;
        let fulfilment = match form.kind {
            FulfilmentKind::Pickup => Fulfilment::Pickup,
            FulfilmentKind::Delivery => {
                let mut address = form.address.clone()?;
                address.instructions = optional(&form.instructions);
                Fulfilment::Delivery { address }
            }
        };
        (!self.lines.is_empty()).then_some(Basket {
            restaurant_id: self.restaurant_id?,
            lines: self.lines.clone(),
            fulfilment,
            scheduled_for: form.wanted,
            tip_minor: form.tip_minor,
            promo_code: form.promo.clone(),
        })
    }

    /// Whether the form may be changed: not while an order of unknown fate is under way.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        matches!(self.placing, Placing::Ready | Placing::Changed { .. })
    }

    /// Asks for the price, if nothing is missing.
    pub fn quote(&mut self) -> Option<Effect> {
        self.asked += 1;
        let before = match std::mem::take(&mut self.quoting) {
            Quoting::Known(quote) | Quoting::Asking(Some(quote)) => Some(quote),
            _ => None,
        };
        let basket = self.basket()?;
        self.quoting = Quoting::Asking(before);
        Some(Effect::Quote(self.asked, Box::new(basket)))
    }

    /// Asks for the times that can be ordered for.
    pub fn ask_slots(&mut self) -> Option<Effect> {
        let (form, kind) = (&self.form, self.form.kind);
        let point = form.address.as_ref().map(|address| address.location);
        let needs_door = kind == FulfilmentKind::Delivery && point.is_none();
        (!needs_door).then_some(Effect::Slots(self.restaurant_id?, kind, point))
    }

    /// After a change that the price depends on.
    pub fn changed(&mut self) -> Vec<Effect> {
        self.placing = Placing::Ready;
        let mut effects = vec![Effect::KeepForm];
        effects.extend(self.quote());
        effects
    }

    /// After a change that price and times depend on.
    pub fn changed_place(&mut self) -> Vec<Effect> {
        let slots = self.ask_slots();
        let mut effects = self.changed();
        effects.extend(slots);
        effects
    }

    /// Takes in what the platform knows of restaurant and person.
    pub fn take_profile(&mut self, restaurant: RestaurantView, customer: Customer) {
        let form = &mut self.form;
        let profile = &restaurant.restaurant.profile;
        if !filled(&form.name) {
            form.name = customer.display_name;
        }
        if !filled(&form.phone) {
            form.phone = customer.phone.unwrap_or_default();
        }
        let known = form
            .address_id
            .and_then(|id| customer.addresses.iter().find(|it| it.id == id));
        match (known, form.address.is_some(), customer.addresses.first()) {
            (Some(address), ..) => form.address = Some(address.details.clone()),
            // A door that was typed and is in no address book.
            (None, true, _) => form.address_id = None,
            (None, false, Some(first)) => form.take_address(first),
            (None, false, None) => form.address_id = None,
        }
        match (form.kind, profile.delivery.is_some(), profile.pickup) {
            (FulfilmentKind::Delivery, false, true) => form.kind = FulfilmentKind::Pickup,
            (FulfilmentKind::Pickup, true, false) => form.kind = FulfilmentKind::Delivery,
            _ => {}
        }
        if !profile.payment_methods.contains(&form.payment)
            && let Some(first) = profile.payment_methods.first()
        {
            form.payment = *first;
        }
        self.addresses = customer.addresses;
        self.restaurant = Some(Box::new(restaurant));
        self.loaded = true;
        self.error = None;
    }

    /// Sends a new order off.
    pub fn send(&mut self, key: String, at: Timestamp, total: Money) -> Vec<Effect> {
        let Some(basket) = self.basket() else {
            return Vec::new();
        };
        let request = PlaceOrderRequest {
            basket,
            expected_total: total,
            payment: self.form.payment,
            contact: Contact {
                name: self.form.name.trim().to_owned(),
                phone: self.form.phone.trim().to_owned(),
            },
            note: optional(&self.form.note),
        };
        let attempt = Box::new(Attempt { key, request, at });
        self.attempt = Some(attempt.clone());
        self.placing = Placing::Sending;
        vec![Effect::KeepAttempt, Effect::Place(attempt)]
    }

    /// Sends the order under way again.
    pub fn again(&mut self) -> Vec<Effect> {
        match &self.attempt {
            Some(attempt) => {
                self.placing = Placing::Sending;
                vec![Effect::Place(attempt.clone())]
            }
            None => {
                self.placing = Placing::Ready;
                Vec::new()
            }
        }
    }

    /// Forgets the order under way.
    pub fn give_up(&mut self) -> Effect {
        self.attempt = None;
        self.placing = Placing::Ready;
        Effect::KeepAttempt
    }

    /// The refused order is not kept: the next one has its own key.
    pub fn give_up_quietly(&mut self) -> Vec<Effect> {
        match self.attempt.take() {
            Some(_) => vec![Effect::KeepAttempt],
            None => Vec::new(),
        }
    }
}
