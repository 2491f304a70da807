//! What a draft changes in a published menu: pure.

use foodwala_sdk::{
    ItemId, SectionId,
    contract::menu::{MenuItem, MenuSection},
};

/// One change, as a manager reads it before publishing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A section is new.
    SectionAdded(String),
    /// A section goes.
    SectionRemoved(String),
    /// A section has another name.
    SectionRenamed(String, String),
    /// A dish is new.
    ItemAdded(String),
    /// A dish goes.
    ItemRemoved(String),
    /// A dish has another name.
    ItemRenamed(String, String),
    /// A dish costs something else: before and now, in minor units.
    Price(String, i64, i64),
    /// Something else of a dish.
    ItemChanged(String),
    /// Something stands elsewhere.
    Reordered,
}

/// All changes from one menu to another.
#[must_use]
pub fn changes(old: &[MenuSection], new: &[MenuSection]) -> Vec<Change> {
    let mut changes = Vec::new();
    for section in new {
        match old.iter().find(|known| known.id == section.id) {
            None => changes.push(Change::SectionAdded(section.name.clone())),
            Some(known) if known.name != section.name => {
                changes.push(Change::SectionRenamed(known.name.clone(), section.name.clone()));
            }
            Some(_) => {}
        }
    }
    let is_gone = |section: &&MenuSection| !new.iter().any(|kept| kept.id == section.id);
    changes.extend(
        old.iter()
            .filter(is_gone)
            .map(|gone| Change::SectionRemoved(gone.name.clone())),
    );
    for item in items(new) {
        match items(old).find(|known| known.id == item.id) {
            None => changes.push(Change::ItemAdded(item.name.clone())),
            Some(known) => compare(known, item, &mut changes),
        }
    }
    let is_gone = |item: &&MenuItem| !items(new).any(|kept| kept.id == item.id);
    changes.extend(
        items(old)
            .filter(is_gone)
            .map(|gone| Change::ItemRemoved(gone.name.clone())),
    );
    if order(old, new) != order(new, old) {
        changes.push(Change::Reordered);
    }
    changes
}

fn items(sections: &[MenuSection]) -> impl Iterator<Item = &MenuItem> {
    sections.iter().flat_map(|section| &section.items)
}

fn compare(old: &MenuItem, new: &MenuItem, changes: &mut Vec<Change>) {
    if old.name != new.name {
        changes.push(Change::ItemRenamed(old.name.clone(), new.name.clone()));
    }
    if old.price_minor != new.price_minor {
        changes.push(Change::Price(new.name.clone(), old.price_minor, new.price_minor));
    }
    let rest = MenuItem {
        name: old.name.clone(),
        price_minor: old.price_minor,
        ..new.clone()
    };
    if rest != *old {
        changes.push(Change::ItemChanged(new.name.clone()));
    }
}

/// Sections and their dishes in order, as far as the other menu has them too.
fn order(menu: &[MenuSection], other: &[MenuSection]) -> Vec<(SectionId, Vec<ItemId>)> {
    let sections = menu
        .iter()
        .filter(|section| other.iter().any(|known| known.id == section.id));
    let common = |section: &MenuSection| {
        let kept = section
            .items
            .iter()
            .filter(|item| items(other).any(|known| known.id == item.id));
        (section.id, kept.map(|item| item.id).collect())
    };
    sections.map(common).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::menu;

    #[test]
    fn a_menu_that_is_the_same_has_no_changes() {
        assert_eq!(changes(&menu().sections, &menu().sections), []);
    }

    #[test]
    fn every_kind_of_change_is_named() {
        let old = menu().sections;
        let mut new = menu().sections;
        new[0].name = "Curries".to_owned();
        new[0].items[0].price_minor = 750;
        new[0].items[1].name = "Veg Biryani".to_owned();
        new[1].items[0].description = "From the tandoor".to_owned();
        new[0].items.swap(0, 1);
        assert_eq!(
            changes(&old, &new),
            [
                Change::SectionRenamed("Mains".to_owned(), "Curries".to_owned()),
                Change::ItemRenamed("Biryani".to_owned(), "Veg Biryani".to_owned()),
                Change::Price("Dal Makhani".to_owned(), 700, 750),
                Change::ItemChanged("Naan".to_owned()),
                Change::Reordered,
            ]
        );
        new.remove(1);
        let gone = changes(&old, &new);
        assert!(gone.contains(&Change::SectionRemoved("Breads".to_owned())));
        assert!(gone.contains(&Change::ItemRemoved("Naan".to_owned())));
    }
}
