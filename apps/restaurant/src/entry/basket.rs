//! The dishes of an order that staff enters, and the sheet in which one of them is chosen; without a renderer.

use foodwala_sdk::{
    ItemId, OptionGroupId, OptionId,
    contract::{
        menu::{Menu, MenuItem},
        orders::BasketLine,
    },
};
use foodwala_ui::{forms::optional, sdk::choosing};

/// The most of one dish in a line.
pub const MOST: u32 = 99;

/// A dish that is wanted.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The dish as the menu has it.
    pub item: MenuItem,
    /// The options chosen.
    pub chosen: Vec<OptionId>,
    /// How many.
    pub quantity: u32,
    /// For the kitchen.
    pub note: Option<String>,
}

impl Line {
    /// The price of all as the menu says it, in minor units. For display; the quote decides.
    #[must_use]
    pub fn total_minor(&self) -> i64 {
        choosing::unit_minor(&self.item, &self.chosen).saturating_mul(self.quantity.into())
    }

    /// The options, one after the other.
    #[must_use]
    pub fn options(&self) -> Option<String> {
        let names: Vec<&str> = choosing::chosen(&self.item, &self.chosen)
            .map(|option| option.name.as_str())
            .collect();
        (!names.is_empty()).then(|| names.join(" · "))
    }

    /// As the platform takes it.
    #[must_use]
    pub fn wanted(&self) -> BasketLine {
        BasketLine {
            item_id: self.item.id,
            quantity: self.quantity,
            options: self.chosen.clone(),
            note: self.note.clone(),
        }
    }

    fn is_like(&self, other: &Self) -> bool {
        let has_all = |line: &Self, of: &Self| line.chosen.iter().all(|id| of.chosen.contains(id));
        self.item.id == other.item.id && self.note == other.note && has_all(self, other) && has_all(other, self)
    }
}

/// Puts a line in; one like it becomes more.
pub fn add(lines: &mut Vec<Line>, line: Line) {
    match lines.iter_mut().find(|known| known.is_like(&line)) {
        Some(known) => known.quantity = known.quantity.saturating_add(line.quantity).min(MOST),
        None => lines.push(line),
    }
}

/// How many of a dish are in it.
#[must_use]
pub fn count(lines: &[Line], item: ItemId) -> u32 {
    let of_it = lines.iter().filter(|line| line.item.id == item);
    of_it.map(|line| line.quantity).sum()
}

/// The dish of a menu.
#[must_use]
pub fn find(menu: &Menu, item: ItemId) -> Option<&MenuItem> {
    let mut items = menu.sections.iter().flat_map(|section| &section.items);
    items.find(|known| known.id == item)
}

/// The sheet in which a dish is chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// The dish.
    pub item: MenuItem,
    /// The options chosen.
    pub chosen: Vec<OptionId>,
    /// How many.
    pub quantity: u32,
    /// For the kitchen, as typed.
    pub note: String,
    /// Somebody tried to take it while something was missing.
    pub tried: bool,
    /// The line that is being changed, if it is one.
    pub line: Option<usize>,
}

impl Sheet {
    /// For a dish that is not in the basket yet.
    #[must_use]
    pub fn new(item: MenuItem) -> Self {
        Self {
            chosen: choosing::at_first(&item),
            quantity: 1,
            note: String::new(),
            tried: false,
            line: None,
            item,
        }
    }

    /// For a line that is to be changed.
    #[must_use]
    pub fn of_line(index: usize, line: &Line) -> Self {
        Self {
            item: line.item.clone(),
            chosen: line.chosen.clone(),
            quantity: line.quantity,
            note: line.note.clone().unwrap_or_default(),
            tried: false,
            line: Some(index),
        }
    }

    /// The price of all, in minor units. For display; the quote decides.
    #[must_use]
    pub fn total_minor(&self) -> i64 {
        choosing::unit_minor(&self.item, &self.chosen).saturating_mul(self.quantity.into())
    }

    /// An option was pressed.
    pub fn toggle(&mut self, group: OptionGroupId, option: OptionId) {
        choosing::toggle(&self.item, &mut self.chosen, group, option);
    }

    /// The line that it stands for; none while something is missing.
    #[must_use]
    pub fn line(&self) -> Option<Line> {
        choosing::missing(&self.item, &self.chosen).is_none().then(|| Line {
            item: self.item.clone(),
            chosen: self.chosen.clone(),
            quantity: self.quantity,
            note: optional(&self.note),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::menu_with_options;

    fn dish() -> MenuItem {
        menu_with_options().sections[0].items[0].clone()
    }

    #[test]
    fn the_same_dish_becomes_more_and_another_note_another_line() {
        let line = Sheet::new(dish()).line().unwrap();
        let mut lines = Vec::new();
        add(&mut lines, line.clone());
        add(&mut lines, line.clone());
        add(
            &mut lines,
            Line {
                note: Some("no onions".to_owned()),
                ..line
            },
        );
        let quantities: Vec<u32> = lines.iter().map(|line| line.quantity).collect();
        assert_eq!(quantities, [2, 1]);
        assert_eq!(count(&lines, dish().id), 3);
    }

    #[test]
    fn a_sheet_is_a_line_once_nothing_is_missing() {
        let mut sheet = Sheet::new(dish());
        let (size, extras) = (dish().option_groups[0].clone(), dish().option_groups[1].clone());
        sheet.toggle(size.id, size.options[1].id);
        sheet.toggle(extras.id, extras.options[0].id);
        sheet.quantity = 2;
        assert_eq!(sheet.total_minor(), 2 * (1100 + 400 + 150));
        let line = sheet.line().unwrap();
        assert_eq!(line.options().as_deref(), Some("Large · Raita"));
        sheet.chosen.clear();
        assert_eq!(sheet.line(), None);
    }
}
