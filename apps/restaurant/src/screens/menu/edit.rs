//! Changing a draft menu: pure.

use foodwala_sdk::{
    ItemId, OptionGroupId, OptionId, SectionId,
    contract::menu::{DietaryTag, MenuItem, MenuOption, MenuSection, OptionGroup},
};

/// One step towards the beginning or the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Towards the beginning.
    Up,
    /// Towards the end.
    Down,
}

/// A change of the draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    AddSection(SectionId, String),
    RenameSection(SectionId, String),
    RemoveSection(SectionId),
    MoveSection(SectionId, Step),
    AddItem(SectionId, ItemId, String),
    RemoveItem(ItemId),
    MoveItem(ItemId, Step),
    /// Puts a dish before another one, wherever that is.
    PutBefore(ItemId, ItemId),
    /// Puts a dish at the end of a section.
    PutInto(ItemId, SectionId),
    Item(ItemId, ItemEdit),
}

/// A change of a dish.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemEdit {
    Name(String),
    Description(String),
    Price(i64),
    Packaging(i64),
    Image(Option<String>),
    Station(String),
    Diet(DietaryTag, bool),
    AddGroup(OptionGroupId, String),
    RemoveGroup(OptionGroupId),
    GroupName(OptionGroupId, String),
    GroupBounds(OptionGroupId, u32, u32),
    AddOption(OptionGroupId, OptionId),
    RemoveOption(OptionId),
    OptionName(OptionId, String),
    OptionPrice(OptionId, i64),
}

/// Applies a change; what is not there any more is left alone.
pub fn apply(sections: &mut Vec<MenuSection>, edit: Edit) {
    match edit {
        Edit::AddSection(id, name) => sections.push(MenuSection {
            id,
            name,
            description: None,
            items: Vec::new(),
        }),
        Edit::RenameSection(id, name) => {
            if let Some(section) = sections.iter_mut().find(|section| section.id == id) {
                section.name = name;
            }
        }
        Edit::RemoveSection(id) => sections.retain(|section| section.id != id),
        Edit::MoveSection(id, step) => shift(sections, step, |section| section.id == id),
        Edit::AddItem(section, id, name) => {
            if let Some(section) = sections.iter_mut().find(|known| known.id == section) {
                section.items.push(MenuItem {
                    id,
                    name,
                    description: String::new(),
                    price_minor: 0,
                    packaging_minor: 0,
                    image: None,
                    dietary: Vec::new(),
                    option_groups: Vec::new(),
                    station: None,
                });
            }
        }
        Edit::RemoveItem(id) => {
            take(sections, id);
        }
        Edit::MoveItem(id, step) => move_item(sections, id, step),
        Edit::PutBefore(id, before) if id != before => {
            let Some(item) = take(sections, id) else { return };
            let target = sections.iter_mut().find_map(|section| {
                let at = section.items.iter().position(|known| known.id == before)?;
                Some((section, at))
            });
            if let Some((section, at)) = target {
                section.items.insert(at, item);
            }
        }
        Edit::PutBefore(..) => {}
        Edit::PutInto(id, section) => {
            if !sections.iter().any(|known| known.id == section) {
                return;
            }
            let item = take(sections, id);
            if let (Some(item), Some(section)) = (item, sections.iter_mut().find(|known| known.id == section)) {
                section.items.push(item);
            }
        }
        Edit::Item(id, edit) => {
            let mut items = sections.iter_mut().flat_map(|section| &mut section.items);
            if let Some(item) = items.find(|item| item.id == id) {
                change(item, edit);
            }
        }
    }
}

fn take(sections: &mut [MenuSection], id: ItemId) -> Option<MenuItem> {
    sections.iter_mut().find_map(|section| {
        let at = section.items.iter().position(|item| item.id == id)?;
        Some(section.items.remove(at))
    })
}

fn shift<T>(list: &mut [T], step: Step, is_it: impl Fn(&T) -> bool) {
    let Some(at) = list.iter().position(is_it) else { return };
    let other = match step {
        Step::Up => at.checked_sub(1),
        Step::Down => Some(at + 1).filter(|next| *next < list.len()),
    };
    if let Some(other) = other {
        list.swap(at, other);
    }
}

/// Within its section, and past its edge into the next one.
fn move_item(sections: &mut [MenuSection], id: ItemId, step: Step) {
    let Some(index) = sections
        .iter()
        .position(|section| section.items.iter().any(|item| item.id == id))
    else {
        return;
    };
    let at = sections[index]
        .items
        .iter()
        .position(|item| item.id == id)
        .unwrap_or_default();
    let leaves = match step {
        Step::Up => at == 0,
        Step::Down => at + 1 == sections[index].items.len(),
    };
    if !leaves {
        shift(&mut sections[index].items, step, |item| item.id == id);
        return;
    }
    let other = match step {
        Step::Up => index.checked_sub(1),
        Step::Down => Some(index + 1).filter(|next| *next < sections.len()),
    };
    if let Some(other) = other {
        let item = sections[index].items.remove(at);
        match step {
            Step::Up => sections[other].items.push(item),
            Step::Down => sections[other].items.insert(0, item),
        }
    }
}

fn change(item: &mut MenuItem, edit: ItemEdit) {
    let group = |item: &mut MenuItem, id: OptionGroupId, change: &dyn Fn(&mut OptionGroup)| {
        if let Some(group) = item.option_groups.iter_mut().find(|group| group.id == id) {
            change(group);
        }
    };
    let option = |item: &mut MenuItem, id: OptionId, change: &dyn Fn(&mut MenuOption)| {
        let mut options = item.option_groups.iter_mut().flat_map(|group| &mut group.options);
        if let Some(option) = options.find(|option| option.id == id) {
            change(option);
        }
    };
    match edit {
        ItemEdit::Name(name) => item.name = name,
        ItemEdit::Description(text) => item.description = text,
        ItemEdit::Price(minor) => item.price_minor = minor,
        ItemEdit::Packaging(minor) => item.packaging_minor = minor,
        ItemEdit::Image(image) => item.image = image,
        ItemEdit::Station(text) => item.station = Some(text).filter(|text| !text.trim().is_empty()),
        ItemEdit::Diet(tag, true) if !item.dietary.contains(&tag) => item.dietary.push(tag),
        ItemEdit::Diet(_, true) => {}
        ItemEdit::Diet(tag, false) => item.dietary.retain(|known| *known != tag),
        ItemEdit::AddGroup(id, name) => item.option_groups.push(OptionGroup {
            id,
            name,
            min: 0,
            max: 1,
            options: Vec::new(),
        }),
        ItemEdit::RemoveGroup(id) => item.option_groups.retain(|group| group.id != id),
        ItemEdit::GroupName(id, name) => group(item, id, &|group| group.name.clone_from(&name)),
        ItemEdit::GroupBounds(id, min, max) => group(item, id, &|group| {
            group.min = min;
            group.max = max.max(min).max(1);
        }),
        ItemEdit::AddOption(id, new) => group(item, id, &|group| {
            group.options.push(MenuOption {
                id: new,
                name: String::new(),
                price_delta_minor: 0,
            });
        }),
        ItemEdit::RemoveOption(id) => {
            for group in &mut item.option_groups {
                group.options.retain(|option| option.id != id);
            }
        }
        ItemEdit::OptionName(id, name) => option(item, id, &|option| option.name.clone_from(&name)),
        ItemEdit::OptionPrice(id, minor) => option(item, id, &|option| option.price_delta_minor = minor),
    }
}

/// An amount as typed, `12`, `12.5` or `12,50`, in minor units of a currency with so many digits after the point.
#[must_use]
pub fn minor_units(text: &str, digits: u8) -> Option<i64> {
    let text = text.trim();
    let (sign, text) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let (whole, part) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let digits = usize::from(digits);
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || part.len() > digits || !is_number(whole) || !is_number(part) {
        return None;
    }
    format!("{whole}{part:0<digits$}")
        .parse::<i64>()
        .ok()
        .map(|minor| minor * sign)
}

/// Minor units as they are typed.
#[must_use]
pub fn typed(minor: i64, digits: u8) -> String {
    let sign = if minor < 0 { "-" } else { "" };
    let digits = usize::from(digits);
    let plain = format!("{:0width$}", minor.unsigned_abs(), width = digits + 1);
    let (whole, part) = plain.split_at(plain.len() - digits);
    if part.is_empty() {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{part}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::menu;

    fn names(sections: &[MenuSection]) -> Vec<Vec<&str>> {
        sections
            .iter()
            .map(|section| section.items.iter().map(|item| item.name.as_str()).collect())
            .collect()
    }

    #[test]
    fn dishes_move_within_their_section_and_past_its_edge() {
        let mut sections = menu().sections;
        let dal = sections[0].items[0].id;
        apply(&mut sections, Edit::MoveItem(dal, Step::Down));
        assert_eq!(names(&sections), [vec!["Biryani", "Dal Makhani"], vec!["Naan"]]);
        apply(&mut sections, Edit::MoveItem(dal, Step::Down));
        assert_eq!(names(&sections), [vec!["Biryani"], vec!["Dal Makhani", "Naan"]]);
        let naan = sections[1].items[1].id;
        apply(&mut sections, Edit::PutBefore(naan, dal));
        assert_eq!(names(&sections)[1], ["Naan", "Dal Makhani"]);
        let mains = sections[0].id;
        apply(&mut sections, Edit::PutInto(naan, mains));
        assert_eq!(names(&sections)[0], ["Biryani", "Naan"]);
        apply(&mut sections, Edit::PutBefore(naan, naan));
        assert_eq!(names(&sections)[0], ["Biryani", "Naan"]);
    }

    #[test]
    fn prices_are_read_as_people_type_them() {
        assert_eq!(minor_units("12", 2), Some(1200));
        assert_eq!(minor_units(" 12,5 ", 2), Some(1250));
        assert_eq!(minor_units("-0.50", 2), Some(-50));
        assert_eq!(minor_units("900", 0), Some(900));
        for bad in ["", "1.234", "abc", "1.2.3", "--1", "."] {
            assert_eq!(minor_units(bad, 2), None, "{bad}");
        }
        assert_eq!(typed(1250, 2), "12.50");
        assert_eq!(typed(-5, 2), "-0.05");
        assert_eq!(typed(900, 0), "900");
    }

    #[test]
    fn options_have_bounds_that_hold_together() {
        let mut sections = menu().sections;
        let dal = sections[0].items[0].id;
        let group: OptionGroupId = uuid::Uuid::nil().into();
        apply(
            &mut sections,
            Edit::Item(dal, ItemEdit::AddGroup(group, "Size".to_owned())),
        );
        apply(
            &mut sections,
            Edit::Item(dal, ItemEdit::AddOption(group, uuid::Uuid::nil().into())),
        );
        apply(&mut sections, Edit::Item(dal, ItemEdit::GroupBounds(group, 2, 1)));
        let made = &sections[0].items[0].option_groups[0];
        assert_eq!((made.min, made.max, made.options.len()), (2, 2, 1));
        apply(&mut sections, Edit::Item(dal, ItemEdit::Diet(DietaryTag::Vegan, true)));
        apply(&mut sections, Edit::Item(dal, ItemEdit::Diet(DietaryTag::Vegan, true)));
        assert_eq!(
            sections[0].items[0].dietary,
            [DietaryTag::Vegetarian, DietaryTag::Vegan]
        );
    }
}
