//! What the basket's screen holds besides the basket: pure.

use foodwala_sdk::{
    RestaurantId,
    contract::{menu::Menu, restaurants::Slots},
};
use foodwala_ui::sdk::{Failure, Loadable};

/// The screen.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct State {
    /// The menu, to change dishes with.
    pub menu: Loadable<Menu>,
    /// The times that can be ordered for.
    pub slots: Loadable<Slots>,
    /// The promo code as typed.
    pub code: String,
    /// The line that is being changed.
    pub editing: Option<usize>,
    /// Whether the times are shown.
    pub choosing_time: bool,
    shop: Option<RestaurantId>,
}

/// What happens on the screen.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// It is shown, for a basket of this restaurant.
    Shown(Option<RestaurantId>),
    /// The menu has come.
    Menu(Result<Menu, Failure>),
    /// The times are wanted.
    Times(bool),
    /// The times have come.
    Slots(Result<Slots, Failure>),
    /// The promo code is typed.
    Code(String),
    /// A line is to be changed.
    Edit(usize),
    /// The line is changed, or not.
    Edited,
}

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Fetch the menu.
    Menu(RestaurantId),
    /// Fetch the times.
    Slots(RestaurantId),
}

/// Takes an event in.
pub fn reduce(state: &mut State, event: Event) -> Option<Effect> {
    match event {
        Event::Shown(shop) => {
            if state.shop == shop {
                return None;
            }
            *state = State {
                shop,
                ..State::default()
            };
            state.menu.begin();
            return shop.map(Effect::Menu);
        }
        Event::Menu(answer) => state.menu.finish(answer),
        Event::Times(shown) => {
            state.choosing_time = shown;
            if let (true, Some(shop)) = (shown, state.shop) {
                state.slots.begin();
                return Some(Effect::Slots(shop));
            }
        }
        Event::Slots(answer) => state.slots.finish(answer),
        Event::Code(code) => state.code = code,
        Event::Edit(index) => state.editing = Some(index),
        Event::Edited => state.editing = None,
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_restaurant_needs_another_menu() {
        let mut state = State::default();
        let id = "00000000-0000-7000-8000-000000000001".parse().ok();
        assert_eq!(reduce(&mut state, Event::Shown(id)), id.map(Effect::Menu));
        assert_eq!(reduce(&mut state, Event::Shown(id)), None);
        reduce(&mut state, Event::Edit(1));
        assert_eq!(reduce(&mut state, Event::Times(true)), id.map(Effect::Slots));
        assert_eq!(reduce(&mut state, Event::Shown(None)), None);
        assert_eq!(state.editing, None);
    }
}
