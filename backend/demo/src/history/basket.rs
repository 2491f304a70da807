//! What somebody puts into a basket.

use super::words;
use crate::{dice::Dice, town::TownRestaurant};
use foodwala_contract::{
    OptionId,
    menu::{MenuItem, OptionGroup},
    orders::BasketLine,
};

/// Dishes from this price on are for special days, in minor units.
const DEAR_MINOR: i64 = 3000;
/// More dishes than this nobody carries home.
const MOST_DISHES: usize = 12;

/// A basket for one to four people that costs at least `minimum_minor`.
pub(super) fn fill(dice: &mut Dice, restaurant: &TownRestaurant, minimum_minor: i64) -> Vec<BasketLine> {
    let dishes = Dishes::of(restaurant);
    let guests = [1, 1, 2, 2, 2, 3, 4];
    let guests = dice.pick(&guests).copied().unwrap_or(1);
    let mut lines = Vec::new();
    let mut dishes_taken = 0;
    while dishes_taken < guests || (items_minor(restaurant, &lines) < minimum_minor && dishes_taken < MOST_DISHES) {
        dishes_taken += 1;
        let dish = dishes.main(dice);
        take(dice, &mut lines, dish);
        if dice.percent(40) {
            let dish = dishes.side(dice);
            take(dice, &mut lines, dish);
        }
    }
    lines
}

/// What the dishes of a basket cost with their options, in minor units. Dishes that are not on the menu count nothing.
pub fn items_minor(restaurant: &TownRestaurant, lines: &[BasketLine]) -> i64 {
    let one = |line: &BasketLine| {
        let dish = restaurant.dishes().find(|dish| dish.id == line.item_id)?;
        let options = dish.option_groups.iter().flat_map(|group| &group.options);
        let chosen = options.filter(|option| line.options.contains(&option.id));
        let unit: i64 = dish.price_minor + chosen.map(|option| option.price_delta_minor).sum::<i64>();
        Some(unit * i64::from(line.quantity))
    };
    lines.iter().filter_map(one).sum()
}

/// A menu with how much each dish is liked.
struct Dishes<'a> {
    mains: Vec<&'a MenuItem>,
    main_weights: Vec<u32>,
    sides: Vec<&'a MenuItem>,
}

impl<'a> Dishes<'a> {
    /// The dearer half of a menu is what people come for; what is first in its section is ordered most.
    fn of(restaurant: &'a TownRestaurant) -> Self {
        let mut prices: Vec<i64> = restaurant.dishes().map(|dish| dish.price_minor).collect();
        prices.sort_unstable();
        let median = prices.get(prices.len() / 2).copied().unwrap_or(0);
        let mut dishes = Self {
            mains: Vec::new(),
            main_weights: Vec::new(),
            sides: Vec::new(),
        };
        for section in &restaurant.menu {
            for (place, dish) in section.items.iter().enumerate() {
                if dish.price_minor < median {
                    dishes.sides.push(dish);
                    continue;
                }
                let liked = match place {
                    0 => 8,
                    1 => 6,
                    2 => 4,
                    _ => 2,
                };
                dishes.mains.push(dish);
                dishes
                    .main_weights
                    .push(if dish.price_minor >= DEAR_MINOR { 1 } else { liked });
            }
        }
        dishes
    }

    fn main(&self, dice: &mut Dice) -> Option<&'a MenuItem> {
        dice.weighted(&self.main_weights).map(|place| self.mains[place])
    }

    fn side(&self, dice: &mut Dice) -> Option<&'a MenuItem> {
        dice.pick(&self.sides).copied()
    }
}

/// Takes one of a dish; the same dish with the same options becomes a larger quantity.
fn take(dice: &mut Dice, lines: &mut Vec<BasketLine>, dish: Option<&MenuItem>) {
    let Some(dish) = dish else { return };
    let options: Vec<OptionId> = dish
        .option_groups
        .iter()
        .flat_map(|group| choose(dice, group))
        .collect();
    let same = |line: &&mut BasketLine| line.item_id == dish.id && line.options == options;
    if let Some(line) = lines.iter_mut().find(same) {
        line.quantity += 1;
        return;
    }
    let note = if dice.percent(5) {
        dice.pick(words::DISH_NOTES).map(|note| (*note).to_owned())
    } else {
        None
    };
    lines.push(BasketLine {
        item_id: dish.id,
        quantity: 1,
        options,
        note,
    });
}

/// Options of a group within its bounds: mostly as few as there must be.
fn choose(dice: &mut Dice, group: &OptionGroup) -> Vec<OptionId> {
    let mut count = group.min;
    while count < group.max && dice.percent(25) {
        count += 1;
    }
    let count = usize::try_from(count).unwrap_or(0);
    dice.places(count, group.options.len())
        .into_iter()
        .map(|place| group.options[place].id)
        .collect()
}
