//! Choosing the options of a dish: what may be chosen, what is missing, what it costs by the menu. Pure; the quote decides.

use foodwala_sdk::{
    OptionGroupId, OptionId,
    contract::menu::{MenuItem, MenuOption, OptionGroup},
};

/// What is chosen at first: where exactly one option must be, the first one.
#[must_use]
pub fn at_first(item: &MenuItem) -> Vec<OptionId> {
    let groups = item.option_groups.iter().filter(|group| is_one_of(group));
    groups
        .filter_map(|group| group.options.first())
        .map(|option| option.id)
        .collect()
}

/// Whether exactly one option of a group is chosen: another takes its place.
#[must_use]
pub const fn is_one_of(group: &OptionGroup) -> bool {
    group.min == 1 && group.max == 1
}

/// The options that are chosen, in the order of the menu. What the menu does not know any more is left out.
pub fn chosen<'a>(item: &'a MenuItem, ids: &'a [OptionId]) -> impl Iterator<Item = &'a MenuOption> {
    let options = item.option_groups.iter().flat_map(|group| &group.options);
    options.filter(|option| ids.contains(&option.id))
}

/// How many options of a group are chosen.
#[must_use]
pub fn count(group: &OptionGroup, ids: &[OptionId]) -> u32 {
    let chosen = group.options.iter().filter(|option| ids.contains(&option.id));
    u32::try_from(chosen.count()).unwrap_or(u32::MAX)
}

/// Whether a group has no room for another option.
#[must_use]
pub fn is_full(group: &OptionGroup, ids: &[OptionId]) -> bool {
    count(group, ids) >= group.max
}

/// The first group in which too few options are chosen.
#[must_use]
pub fn missing<'a>(item: &'a MenuItem, ids: &[OptionId]) -> Option<&'a OptionGroup> {
    item.option_groups.iter().find(|group| count(group, ids) < group.min)
}

/// The price of one as the menu says it, in minor units. For display; the quote decides.
#[must_use]
pub fn unit_minor(item: &MenuItem, ids: &[OptionId]) -> i64 {
    item.price_minor + chosen(item, ids).map(|option| option.price_delta_minor).sum::<i64>()
}

/// An option was pressed.
pub fn toggle(item: &MenuItem, ids: &mut Vec<OptionId>, group: OptionGroupId, option: OptionId) {
    let Some(group) = item.option_groups.iter().find(|known| known.id == group) else {
        return;
    };
    if let Some(at) = ids.iter().position(|chosen| *chosen == option) {
        // The only one of a group that wants one stays: another takes its place.
        if !is_one_of(group) {
            ids.remove(at);
        }
    } else if group.max == 1 {
        ids.retain(|chosen| group.options.iter().all(|known| known.id != *chosen));
        ids.push(option);
    } else if !is_full(group, ids) {
        ids.push(option);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn id(kind: char, number: u32) -> String {
        format!("00000000-0000-7000-{kind}000-{number:012}")
    }

    /// A size, two scoops, up to two extras.
    fn item() -> MenuItem {
        let option = |number: u32, delta: i64| json!({"id": id('a', number), "name": format!("Option {number}"), "price_delta_minor": delta});
        let group = |number: u32, min: u32, max: u32, options: Vec<serde_json::Value>| json!({"id": id('b', number), "name": format!("Group {number}"), "min": min, "max": max, "options": options});
        serde_json::from_value(json!({
            "id": id('9', 1), "name": "Sundae", "price_minor": 900,
            "option_groups": [
                group(1, 1, 1, vec![option(1, 0), option(2, 400)]),
                group(2, 2, 2, vec![option(3, 0), option(4, 0), option(5, 0)]),
                group(3, 0, 1, vec![option(6, 150), option(7, 250)]),
            ]
        }))
        .unwrap()
    }

    fn press(item: &MenuItem, ids: &mut Vec<OptionId>, group: usize, option: usize) {
        let group = &item.option_groups[group];
        toggle(item, ids, group.id, group.options[option].id);
    }

    #[test]
    fn one_of_one_is_chosen_at_first_and_changed_by_another() {
        let item = item();
        let mut ids = at_first(&item);
        assert_eq!((ids.len(), unit_minor(&item, &ids)), (1, 900));
        press(&item, &mut ids, 0, 1);
        press(&item, &mut ids, 0, 1);
        assert_eq!((ids.len(), unit_minor(&item, &ids)), (1, 1300), "it stays");
    }

    #[test]
    fn a_group_takes_so_many_and_no_more() {
        let item = item();
        let mut ids = at_first(&item);
        assert_eq!(missing(&item, &ids).map(|group| &*group.name), Some("Group 2"));
        for option in 0..3 {
            press(&item, &mut ids, 1, option);
        }
        let scoops = &item.option_groups[1];
        assert_eq!((count(scoops, &ids), is_full(scoops, &ids)), (2, true));
        assert!(missing(&item, &ids).is_none());
    }

    #[test]
    fn at_most_one_is_replaced_and_taken_back() {
        let item = item();
        let mut ids = at_first(&item);
        press(&item, &mut ids, 2, 0);
        press(&item, &mut ids, 2, 1);
        assert_eq!(unit_minor(&item, &ids), 1150);
        press(&item, &mut ids, 2, 1);
        assert_eq!(unit_minor(&item, &ids), 900);
    }

    #[test]
    fn what_the_menu_does_not_know_counts_for_nothing() {
        let item = item();
        let stranger = "00000000-0000-7000-a000-000000000099".parse().unwrap();
        assert_eq!(chosen(&item, &[stranger]).count(), 0);
        assert_eq!(unit_minor(&item, &[stranger]), 900);
    }
}
