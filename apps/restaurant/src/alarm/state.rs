//! When to ring, without a renderer.

use foodwala_sdk::OrderId;
use std::collections::BTreeSet;

/// Whether the device makes a sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sound {
    /// It shall, and it can as far as we know.
    #[default]
    On,
    /// It shall, but the browser does not let it before the page was touched.
    Blocked,
    /// It shall not.
    Off,
}

/// An order that nobody has taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOrder {
    /// The order.
    pub id: OrderId,
    /// Its short code.
    pub number: String,
    /// What is in it, for the notification.
    pub text: String,
}

/// The alarm.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Alarm {
    /// The sound.
    pub sound: Sound,
    /// The orders it rings for.
    pub waiting: BTreeSet<OrderId>,
    /// Those that a notification was shown for.
    told: BTreeSet<OrderId>,
    /// The touch that is going on has let the sound begin.
    unblocked: bool,
}

impl Alarm {
    /// One that has nothing to ring for.
    #[must_use]
    pub fn new(sound: Sound) -> Self {
        Self {
            sound,
            ..Self::default()
        }
    }

    /// Whether there is something to ring for.
    #[must_use]
    pub fn is_ringing(&self) -> bool {
        !self.waiting.is_empty()
    }
}

/// What happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// These orders nobody has taken.
    Waiting(Vec<NewOrder>),
    /// The page was touched.
    Touched,
    /// Whether the sound could be started.
    Heard(bool),
    /// The person turns the sound on or off.
    Turn(bool),
    /// The person presses the one button that turns it on and off.
    Press,
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Start the sound.
    Ring,
    /// Stop it.
    Silence,
    /// Show notifications.
    Notify(Vec<NewOrder>),
    /// Ask whether notifications may be shown.
    AskToNotify,
    /// Keep on the device whether it rings.
    Keep(bool),
}

/// Takes an event in.
pub fn reduce(alarm: &mut Alarm, event: Event) -> Vec<Effect> {
    match event {
        Event::Waiting(orders) => {
            let ids: BTreeSet<OrderId> = orders.iter().map(|order| order.id).collect();
            let news: Vec<NewOrder> = orders
                .into_iter()
                .filter(|order| !alarm.told.contains(&order.id))
                .collect();
            let (rang, rings) = (!alarm.waiting.is_empty(), !ids.is_empty());
            alarm.told = ids.clone();
            alarm.waiting = ids;
            let mut effects = Vec::new();
            if !news.is_empty() {
                effects.push(Effect::Notify(news));
            }
            match (rang, rings) {
                (false, true) if alarm.sound != Sound::Off => effects.push(Effect::Ring),
                (true, false) => effects.push(Effect::Silence),
                _ => {}
            }
            effects
        }
        Event::Touched => {
            alarm.unblocked = alarm.sound == Sound::Blocked && alarm.is_ringing();
            if alarm.unblocked {
                vec![Effect::Ring]
            } else {
                Vec::new()
            }
        }
        Event::Heard(heard) => {
            if alarm.sound != Sound::Off {
                alarm.sound = if heard { Sound::On } else { Sound::Blocked };
            }
            Vec::new()
        }
        Event::Press => {
            // Every press is a touch before: it may have let the sound begin, which is what was asked for.
            let turns_on = std::mem::take(&mut alarm.unblocked) || alarm.sound != Sound::On;
            reduce(alarm, Event::Turn(turns_on))
        }
        Event::Turn(true) => {
            alarm.sound = Sound::On;
            let mut effects = vec![Effect::Keep(true), Effect::AskToNotify];
            if alarm.is_ringing() {
                effects.push(Effect::Ring);
            }
            effects
        }
        Event::Turn(false) => {
            alarm.sound = Sound::Off;
            vec![Effect::Keep(false), Effect::Silence]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::card;
    use foodwala_sdk::contract::orders::OrderStatus;

    fn order(id: u128) -> NewOrder {
        let order = card(id, OrderStatus::Placed).order;
        NewOrder {
            id: order.id,
            number: order.number,
            text: String::new(),
        }
    }

    #[test]
    fn it_rings_until_the_last_new_order_is_taken() {
        let mut alarm = Alarm::default();
        let effects = reduce(&mut alarm, Event::Waiting(vec![order(1)]));
        assert_eq!(effects, [Effect::Notify(vec![order(1)]), Effect::Ring]);
        let effects = reduce(&mut alarm, Event::Waiting(vec![order(1), order(2)]));
        assert_eq!(effects, [Effect::Notify(vec![order(2)])], "each order is told once");
        assert_eq!(reduce(&mut alarm, Event::Waiting(vec![order(2)])), []);
        assert_eq!(reduce(&mut alarm, Event::Waiting(vec![])), [Effect::Silence]);
    }

    #[test]
    fn what_the_browser_blocked_begins_with_the_first_touch() {
        let mut alarm = Alarm::default();
        assert_eq!(reduce(&mut alarm, Event::Touched), []);
        reduce(&mut alarm, Event::Waiting(vec![order(1)]));
        reduce(&mut alarm, Event::Heard(false));
        assert_eq!(alarm.sound, Sound::Blocked);
        assert_eq!(reduce(&mut alarm, Event::Touched), [Effect::Ring]);
        reduce(&mut alarm, Event::Heard(true));
        assert_eq!(reduce(&mut alarm, Event::Touched), []);
    }

    #[test]
    fn the_press_that_lets_the_sound_begin_does_not_end_it() {
        let mut alarm = Alarm::default();
        reduce(&mut alarm, Event::Waiting(vec![order(1)]));
        reduce(&mut alarm, Event::Heard(false));
        assert_eq!(reduce(&mut alarm, Event::Touched), [Effect::Ring]);
        reduce(&mut alarm, Event::Heard(true));
        assert!(reduce(&mut alarm, Event::Press).contains(&Effect::Keep(true)));
        assert_eq!(alarm.sound, Sound::On);
        // The next press means what the button says.
        reduce(&mut alarm, Event::Touched);
        reduce(&mut alarm, Event::Press);
        assert_eq!(alarm.sound, Sound::Off);
        reduce(&mut alarm, Event::Touched);
        reduce(&mut alarm, Event::Press);
        assert_eq!(alarm.sound, Sound::On);
    }

    #[test]
    fn a_touch_elsewhere_that_let_the_sound_begin_does_not_count_for_a_later_press() {
        let mut alarm = Alarm::default();
        reduce(&mut alarm, Event::Waiting(vec![order(1)]));
        reduce(&mut alarm, Event::Heard(false));
        reduce(&mut alarm, Event::Touched);
        reduce(&mut alarm, Event::Heard(true));
        reduce(&mut alarm, Event::Touched);
        assert!(reduce(&mut alarm, Event::Press).contains(&Effect::Silence));
    }

    #[test]
    fn a_device_that_shall_be_silent_is() {
        let mut alarm = Alarm::default();
        assert_eq!(
            reduce(&mut alarm, Event::Turn(false)),
            [Effect::Keep(false), Effect::Silence]
        );
        assert_eq!(
            reduce(&mut alarm, Event::Waiting(vec![order(1)])),
            [Effect::Notify(vec![order(1)])]
        );
        assert!(reduce(&mut alarm, Event::Turn(true)).contains(&Effect::Ring));
    }
}
