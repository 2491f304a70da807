//! A restaurant with its menu, as it is looked through: pure.

use foodwala_sdk::{
    ItemId, RestaurantId, Timestamp,
    contract::{
        geo::GeoPoint,
        menu::{DietaryTag, ItemAvailability, Menu, MenuEvent, MenuItem},
        page::Page,
        restaurants::{RestaurantReview, RestaurantView},
    },
};
use foodwala_ui::sdk::{Failure, Loadable};
use std::collections::BTreeSet;

/// The screen.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct State {
    /// The restaurant.
    pub view: Loadable<RestaurantView>,
    /// Its menu.
    pub menu: Loadable<Menu>,
    /// What guests thought.
    pub reviews: Loadable<Vec<RestaurantReview>>,
    /// Words to look for on the menu.
    pub words: String,
    /// Only dishes that are fit for all of these.
    pub diets: BTreeSet<DietaryTag>,
    /// Whether hours, address and reviews are shown.
    pub about: bool,
    more_reviews: Option<String>,
    shown: Option<(RestaurantId, Option<GeoPoint>)>,
    /// What was told last of the menu: its version, and what of it can be ordered.
    told_menu: Option<(u64, Vec<ItemAvailability>)>,
    /// What was told last of the restaurant: its version.
    told_view: u64,
}

/// What happens on the screen.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// It is shown: this restaurant, for this place.
    Shown(RestaurantId, Option<GeoPoint>),
    /// Fetch again what failed, or may be out of date.
    Refresh,
    /// The restaurant has come.
    View(RestaurantId, Result<Box<RestaurantView>, Failure>),
    /// The menu has come.
    Menu(RestaurantId, Result<Menu, Failure>),
    /// The platform says what has changed.
    Told(RestaurantId, MenuEvent),
    /// Words to look for.
    Find(String),
    /// A diet was pressed.
    Diet(DietaryTag),
    /// No words, no diets.
    Everything,
    /// Hours, address and reviews are shown, or no longer.
    About(bool),
    /// More reviews are wanted.
    MoreReviews,
    /// Reviews have come.
    Reviews(Result<Page<RestaurantReview>, Failure>),
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Fetch the restaurant, for a place.
    View(RestaurantId, Option<GeoPoint>),
    /// Fetch its menu.
    Menu(RestaurantId),
    /// Fetch reviews, from a cursor on.
    Reviews(RestaurantId, Option<String>),
}

/// A section with those of its dishes that are wanted.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown<'a> {
    /// Its place on the whole menu.
    pub index: usize,
    /// Its name.
    pub name: &'a str,
    /// A line about it.
    pub description: Option<&'a str>,
    /// The dishes.
    pub items: Vec<&'a MenuItem>,
}

impl State {
    /// The sections that hold something wanted.
    pub fn sections(&self) -> Vec<Shown<'_>> {
        let Some(menu) = self.menu.value() else {
            return Vec::new();
        };
        let words = self.words.trim().to_lowercase();
        let wanted = |item: &&MenuItem| {
            let fit = self.diets.iter().all(|tag| item.dietary.contains(tag));
            let named = words.is_empty()
                || item.name.to_lowercase().contains(&words)
                || item.description.to_lowercase().contains(&words);
            fit && named
        };
        let sections = menu.sections.iter().enumerate().map(|(index, section)| Shown {
            index,
            name: &section.name,
            description: section.description.as_deref(),
            items: section.items.iter().filter(wanted).collect(),
        });
        sections.filter(|section| !section.items.is_empty()).collect()
    }

    /// The diets that some dish is fit for.
    pub fn known_diets(&self) -> BTreeSet<DietaryTag> {
        let sections = self.menu.value().into_iter().flat_map(|menu| &menu.sections);
        sections
            .flat_map(|section| &section.items)
            .flat_map(|item| item.dietary.iter().copied())
            .collect()
    }

    /// A dish.
    pub fn item(&self, id: ItemId) -> Option<&MenuItem> {
        let sections = self.menu.value()?.sections.iter();
        sections.flat_map(|section| &section.items).find(|item| item.id == id)
    }

    /// How many of a dish there are, if not without limit.
    pub fn availability(&self, id: ItemId, now: Timestamp) -> Option<&ItemAvailability> {
        let known = self
            .menu
            .value()?
            .availability
            .iter()
            .find(|known| known.item_id == id)?;
        let over = known.until.is_some_and(|until| until <= now);
        (!over && known.portions_left.is_some()).then_some(known)
    }

    /// Whether more reviews can be fetched.
    pub const fn has_more_reviews(&self) -> bool {
        self.more_reviews.is_some()
    }

    fn fetch(&mut self) -> Vec<Effect> {
        let Some((id, point)) = self.shown else {
            return Vec::new();
        };
        self.view.begin();
        self.menu.begin();
        vec![Effect::View(id, point), Effect::Menu(id)]
    }

    /// Takes over what was told of the menu that is shown, or wants the one that was told of.
    fn take_menu(&mut self) -> Option<Effect> {
        let (id, _) = self.shown?;
        let (version, availability) = self.told_menu.as_ref()?;
        let is_loading = self.menu.is_loading();
        let menu = self.menu.value_mut()?;
        if menu.version == *version {
            menu.availability.clone_from(availability);
        } else if menu.version < *version && !is_loading {
            self.menu.begin();
            return Some(Effect::Menu(id));
        }
        None
    }

    /// Wants the restaurant that was told of.
    fn take_view(&mut self) -> Option<Effect> {
        let (id, point) = self.shown?;
        let is_old = self.view.value()?.restaurant.version < self.told_view;
        if !is_old || self.view.is_loading() {
            return None;
        }
        self.view.begin();
        Some(Effect::View(id, point))
    }

    fn is(&self, id: RestaurantId) -> bool {
        self.shown.is_some_and(|(shown, _)| shown == id)
    }
}

/// Takes an event in.
pub fn reduce(state: &mut State, event: Event) -> Vec<Effect> {
    match event {
        Event::Shown(id, point) => {
            if state.shown == Some((id, point)) {
                return Vec::new();
            }
            let moved = state.is(id);
            if !moved {
                *state = State::default();
            }
            state.shown = Some((id, point));
            if moved {
                state.view.begin();
                return vec![Effect::View(id, point)];
            }
            return state.fetch();
        }
        Event::Refresh => return state.fetch(),
        Event::View(id, answer) if state.is(id) => {
            let is_there = answer.is_ok();
            state.view.finish(answer.map(|view| *view));
            return state.take_view().filter(|_| is_there).into_iter().collect();
        }
        Event::Menu(id, answer) if state.is(id) => {
            let is_there = answer.is_ok();
            state.menu.finish(answer);
            return state.take_menu().filter(|_| is_there).into_iter().collect();
        }
        Event::Told(id, MenuEvent::Menu { version, availability }) if state.is(id) => {
            state.told_menu = Some((version, availability));
            return state.take_menu().into_iter().collect();
        }
        Event::Told(id, MenuEvent::Restaurant { version }) if state.is(id) => {
            state.told_view = version;
            return state.take_view().into_iter().collect();
        }
        Event::View(..) | Event::Menu(..) | Event::Told(..) => {}
        Event::Find(words) => state.words = words,
        Event::Diet(tag) => {
            if !state.diets.remove(&tag) {
                state.diets.insert(tag);
            }
        }
        Event::Everything => {
            state.words.clear();
            state.diets.clear();
        }
        Event::About(about) => {
            state.about = about;
            if let (true, Loadable::Idle | Loadable::Failed(_), Some((id, _))) = (about, &state.reviews, state.shown) {
                state.reviews.begin();
                return vec![Effect::Reviews(id, None)];
            }
        }
        Event::MoreReviews => {
            if let (Some(cursor), Some((id, _))) = (state.more_reviews.take(), state.shown) {
                state.reviews.begin();
                return vec![Effect::Reviews(id, Some(cursor))];
            }
        }
        Event::Reviews(Ok(page)) => {
            let mut reviews = state.reviews.value().cloned().unwrap_or_default();
            reviews.extend(page.items);
            state.reviews.finish(Ok(reviews));
            state.more_reviews = page.next_cursor;
        }
        Event::Reviews(Err(failure)) => state.reviews.finish(Err(failure)),
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;
    use foodwala_sdk::contract::menu::MenuSection;

    const ID: &str = "00000000-0000-7000-8000-000000000001";

    fn item(number: u32, name: &str, dietary: &[DietaryTag]) -> MenuItem {
        MenuItem {
            id: format!("00000000-0000-7000-9000-{number:012}").parse().unwrap(),
            name: name.into(),
            description: String::new(),
            price_minor: 900,
            packaging_minor: 0,
            image: None,
            dietary: dietary.to_vec(),
            option_groups: Vec::new(),
            station: None,
        }
    }

    fn section(name: &str, items: Vec<MenuItem>) -> MenuSection {
        MenuSection {
            id: "00000000-0000-7000-a000-000000000001".parse().unwrap(),
            name: name.into(),
            description: None,
            items,
        }
    }

    fn state() -> State {
        let id: RestaurantId = ID.parse().unwrap();
        let mut state = State::default();
        assert_eq!(reduce(&mut state, Event::Shown(id, None)).len(), 2);
        let menu = Menu {
            restaurant_id: id,
            version: 1,
            sections: vec![
                section(
                    "Starters",
                    vec![item(1, "Samosa", &[DietaryTag::Vegan]), item(2, "Chicken 65", &[])],
                ),
                section("Mains", vec![item(3, "Dal Makhani", &[DietaryTag::Vegetarian])]),
            ],
            availability: vec![ItemAvailability {
                item_id: item(3, "", &[]).id,
                portions_left: Some(0),
                until: Some(Timestamp::from_second(100).unwrap()),
            }],
        };
        reduce(&mut state, Event::Menu(id, Ok(menu)));
        state
    }

    #[test]
    fn words_and_diets_leave_what_is_wanted() {
        let mut state = state();
        assert_eq!(state.sections().len(), 2);
        reduce(&mut state, Event::Find(" DAL ".into()));
        let sections = state.sections();
        assert_eq!(
            (sections[0].index, sections[0].items[0].name.as_str()),
            (1, "Dal Makhani")
        );
        reduce(&mut state, Event::Diet(DietaryTag::Vegan));
        assert!(state.sections().is_empty());
        reduce(&mut state, Event::Everything);
        assert_eq!(state.sections().len(), 2);
        assert_eq!(state.known_diets().len(), 2);
    }

    #[test]
    fn a_dish_is_sold_out_until_it_is_back() {
        let state = state();
        let dal = item(3, "", &[]).id;
        let at = |second| Timestamp::from_second(second).unwrap();
        assert_eq!(
            state.availability(dal, at(99)).and_then(|known| known.portions_left),
            Some(0)
        );
        assert_eq!(state.availability(dal, at(100)), None);
        assert_eq!(state.availability(item(1, "", &[]).id, at(0)), None);
    }

    #[test]
    fn what_is_told_is_shown_and_a_new_menu_is_fetched_once() {
        let mut state = state();
        let id: RestaurantId = ID.parse().unwrap();
        let told = |version, left: Option<u32>| {
            let availability = left.map(|left| ItemAvailability {
                item_id: item(1, "", &[]).id,
                portions_left: Some(left),
                until: None,
            });
            Event::Told(
                id,
                MenuEvent::Menu {
                    version,
                    availability: availability.into_iter().collect(),
                },
            )
        };
        let left = |state: &State| {
            let known = state.availability(item(1, "", &[]).id, Timestamp::UNIX_EPOCH);
            known.and_then(|known| known.portions_left)
        };
        assert!(reduce(&mut state, told(1, Some(0))).is_empty());
        assert_eq!(left(&state), Some(0));
        assert!(reduce(&mut state, told(1, None)).is_empty());
        assert_eq!(left(&state), None);
        assert_eq!(reduce(&mut state, told(2, Some(3))), [Effect::Menu(id)]);
        assert!(reduce(&mut state, told(2, Some(2))).is_empty(), "it is on its way");
        let mut menu = state.menu.value().cloned().unwrap();
        menu.version = 2;
        assert!(reduce(&mut state, Event::Menu(id, Ok(menu))).is_empty());
        assert_eq!(left(&state), Some(2), "what was told is newer than the answer");
    }

    #[test]
    fn another_place_fetches_the_restaurant_and_keeps_the_menu() {
        let mut state = state();
        let id = ID.parse().unwrap();
        let point = Some(GeoPoint {
            latitude: 52.5,
            longitude: 13.4,
        });
        assert_eq!(reduce(&mut state, Event::Shown(id, point)), [Effect::View(id, point)]);
        assert_eq!(state.sections().len(), 2);
    }

    #[test]
    fn an_answer_for_the_restaurant_before_is_left_out() {
        let mut state = state();
        let other = "00000000-0000-7000-8000-000000000002".parse().unwrap();
        reduce(&mut state, Event::Shown(other, None));
        assert_eq!(state.menu, Loadable::Loading);
        let failure = Failure::of(foodwala_ui::sdk::FailureKind::Offline);
        reduce(&mut state, Event::Menu(ID.parse().unwrap(), Err(failure)));
        assert_eq!(state.menu, Loadable::Loading);
    }
}
