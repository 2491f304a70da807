//! What a menu may hold.

use super::faults::{Faults, Invalid, MAX_PRICE_MINOR};
use foodwala_contract::{
    ItemId,
    menu::{ItemAvailability, MenuItem, MenuSection, OptionGroup},
};
use jiff::Timestamp;
use std::{collections::HashSet, hash::Hash};

/// Most dishes of one menu.
const MAX_ITEMS: usize = 1000;

/// Checks the sections of a menu.
///
/// # Errors
/// Every value that is out of bounds.
pub fn check(sections: &[MenuSection]) -> Result<(), Invalid> {
    let mut faults = Faults::new();
    faults.count(sections.len(), "/sections", 0, 60);
    let dishes: usize = sections.iter().map(|section| section.items.len()).sum();
    faults.check(
        dishes <= MAX_ITEMS,
        "/sections",
        format_args!("must have at most {MAX_ITEMS} dishes in all"),
    );
    let mut section_ids = HashSet::new();
    let mut item_ids = HashSet::new();
    for (number, section) in sections.iter().enumerate() {
        let at = format!("/sections/{number}");
        once(&mut faults, &mut section_ids, section.id, &at);
        faults.text(&section.name, format_args!("{at}/name"), 1, 120);
        faults.text(
            section.description.as_deref().unwrap_or_default(),
            format_args!("{at}/description"),
            0,
            1000,
        );
        for (number, item) in section.items.iter().enumerate() {
            let at = format!("{at}/items/{number}");
            once(&mut faults, &mut item_ids, item.id, &at);
            check_item(&mut faults, item, &at);
        }
    }
    faults.into_result()
}

fn check_item(faults: &mut Faults, item: &MenuItem, at: &str) {
    faults.text(&item.name, format_args!("{at}/name"), 1, 120);
    faults.text(&item.description, format_args!("{at}/description"), 0, 1000);
    faults.text(
        item.image.as_deref().unwrap_or_default(),
        format_args!("{at}/image"),
        0,
        100,
    );
    faults.text(
        item.station.as_deref().unwrap_or_default(),
        format_args!("{at}/station"),
        0,
        40,
    );
    faults.price(item.price_minor, format_args!("{at}/price_minor"));
    faults.price(item.packaging_minor, format_args!("{at}/packaging_minor"));
    let tags: HashSet<_> = item.dietary.iter().collect();
    faults.check(
        tags.len() == item.dietary.len(),
        format_args!("{at}/dietary"),
        "must not name one twice",
    );
    faults.count(item.option_groups.len(), format_args!("{at}/option_groups"), 0, 20);
    let mut group_ids = HashSet::new();
    let mut option_ids = HashSet::new();
    for (number, group) in item.option_groups.iter().enumerate() {
        let at = format!("{at}/option_groups/{number}");
        once(faults, &mut group_ids, group.id, &at);
        check_group(faults, group, &at);
        for (number, option) in group.options.iter().enumerate() {
            once(faults, &mut option_ids, option.id, &format!("{at}/options/{number}"));
        }
    }
    let lowest = item
        .option_groups
        .iter()
        .map(lowest_delta)
        .fold(item.price_minor, i64::saturating_add);
    faults.check(
        lowest >= 0,
        format_args!("{at}/price_minor"),
        "must stay 0 or more with the cheapest options",
    );
}

fn check_group(faults: &mut Faults, group: &OptionGroup, at: &str) {
    faults.text(&group.name, format_args!("{at}/name"), 1, 120);
    faults.count(group.options.len(), format_args!("{at}/options"), 1, 60);
    let possible = usize::try_from(group.max).is_ok_and(|max| max <= group.options.len());
    let holds = group.min <= group.max && group.max >= 1 && possible;
    faults.check(
        holds,
        format_args!("{at}/max"),
        "must be at least 1 and min, and at most the number of options",
    );
    for (number, option) in group.options.iter().enumerate() {
        faults.text(&option.name, format_args!("{at}/options/{number}/name"), 1, 120);
        let delta = (-MAX_PRICE_MINOR..=MAX_PRICE_MINOR).contains(&option.price_delta_minor);
        let detail = format_args!("must be -{MAX_PRICE_MINOR} to {MAX_PRICE_MINOR}");
        faults.check(delta, format_args!("{at}/options/{number}/price_delta_minor"), detail);
    }
}

/// The most that the options of a group can take off the price, as a number that is 0 or below.
fn lowest_delta(group: &OptionGroup) -> i64 {
    let mut reductions: Vec<i64> = group
        .options
        .iter()
        .map(|option| option.price_delta_minor)
        .filter(|delta| *delta < 0)
        .collect();
    reductions.sort_unstable();
    let most = usize::try_from(group.max).unwrap_or(usize::MAX);
    reductions.into_iter().take(most).fold(0, i64::saturating_add)
}

fn once<T: Eq + Hash>(faults: &mut Faults, seen: &mut HashSet<T>, id: T, at: &str) {
    faults.check(seen.insert(id), format_args!("{at}/id"), "must not be used twice");
}

/// Whether a dish is on the menu.
pub fn has_item(sections: &[MenuSection], item: ItemId) -> bool {
    sections
        .iter()
        .any(|section| section.items.iter().any(|dish| dish.id == item))
}

/// What guests see of the availability: dishes that are on the menu and limited.
pub fn limited(all: Vec<ItemAvailability>, sections: &[MenuSection]) -> Vec<ItemAvailability> {
    all.into_iter()
        .filter(|one| one.portions_left.is_some() && has_item(sections, one.item_id))
        .collect()
}

/// Whether the availability says anything at `now` that a guest must know.
pub fn limits(availability: &ItemAvailability, now: Timestamp) -> bool {
    !availability.allows(u32::MAX, now)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::faults::pointers, samples};
    use jiff::ToSpan;

    #[test]
    fn an_ordinary_menu_is_fine() {
        assert_eq!(check(&samples::menu_sections()), Ok(()));
        assert_eq!(check(&[]), Ok(()));
    }

    #[test]
    fn ids_are_unique_and_names_are_given() {
        let mut sections = samples::menu_sections();
        sections[0].items[1].id = sections[0].items[0].id;
        sections[0].items[0].name = "  ".into();
        sections[0].items[0].price_minor = -1;
        let again = sections[0].clone();
        sections.push(MenuSection {
            items: Vec::new(),
            ..again
        });
        let expected = [
            "/sections/0/items/0/name",
            "/sections/0/items/0/price_minor",
            "/sections/0/items/1/id",
            "/sections/2/id",
        ];
        let mut found = pointers(check(&sections));
        found.dedup();
        assert_eq!(found, expected);
    }

    #[test]
    fn an_option_group_can_be_chosen_from() {
        for (min, max, holds) in [(0, 1, true), (1, 2, true), (2, 1, false), (0, 3, false), (0, 0, false)] {
            let mut sections = samples::menu_sections();
            let group = &mut sections[0].items[0].option_groups[0];
            (group.min, group.max) = (min, max);
            assert_eq!(check(&sections).is_ok(), holds, "{min} to {max}");
        }
    }

    #[test]
    fn options_never_make_a_dish_cheaper_than_free() {
        let mut sections = samples::menu_sections();
        let item = &mut sections[0].items[0];
        item.price_minor = 500;
        item.option_groups[0].options[0].price_delta_minor = -500;
        assert_eq!(check(&sections), Ok(()));
        sections[0].items[0].option_groups[0].options[0].price_delta_minor = -501;
        assert_eq!(pointers(check(&sections)), ["/sections/0/items/0/price_minor"]);
    }

    #[test]
    fn only_a_limit_that_still_holds_is_worth_telling() {
        let now = samples::now();
        let mut availability = ItemAvailability {
            item_id: samples::item(1),
            portions_left: Some(0),
            until: None,
        };
        assert!(limits(&availability, now));
        availability.until = Some(now + 1.hour());
        assert!(limits(&availability, now));
        availability.until = Some(now);
        assert!(!limits(&availability, now));
        availability = ItemAvailability {
            portions_left: None,
            until: None,
            ..availability
        };
        assert!(!limits(&availability, now));
    }
}
