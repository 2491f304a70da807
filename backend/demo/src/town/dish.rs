//! A dish from its line: `name | price | tags | description | image=x; station=y; packaging=0.30; options=a,b`.
//!
//! The last part may be missing; what it does not say comes from the section.

use super::{
    ContentError,
    file::{CuisineFile, OptionsEntry, SectionEntry},
    text::{choice, optional_price, price, wrong},
};
use crate::ids::Ids;
use foodwala_contract::menu::{DietaryTag, MenuItem, MenuOption, OptionGroup};

/// The dish of a line. `place` is the restaurant's slug.
pub(super) fn dish(
    ids: Ids,
    file: &CuisineFile,
    place: &str,
    section: &SectionEntry,
    line: &str,
) -> Result<MenuItem, ContentError> {
    let malformed = || wrong(place, line, "a dish");
    let parts: Vec<&str> = line.split('|').map(str::trim).collect();
    let (name, cost, tags, description, own) = match parts[..] {
        [name, cost, tags, description] => (name, cost, tags, description, ""),
        [name, cost, tags, description, own] => (name, cost, tags, description, own),
        _ => return Err(malformed()),
    };
    let mut item = MenuItem {
        id: ids.of(&[place, &section.name, name]).into(),
        name: name.to_owned(),
        description: description.to_owned(),
        price_minor: price(place, cost)?,
        packaging_minor: optional_price(place, section.packaging.as_deref())?.unwrap_or(0),
        image: Some(section.image.clone()),
        dietary: dietary(place, tags)?,
        option_groups: Vec::new(),
        station: Some(section.station.clone()),
    };
    let mut options: Vec<&str> = section.options.iter().map(String::as_str).collect();
    for setting in own.split(';').map(str::trim).filter(|setting| !setting.is_empty()) {
        match setting.split_once('=').ok_or_else(malformed)? {
            ("image", image) => item.image = Some(image.to_owned()),
            ("station", station) => item.station = Some(station.to_owned()),
            ("packaging", packaging) => item.packaging_minor = price(place, packaging)?,
            ("options", names) => options = names.split(',').filter(|name| !name.is_empty()).collect(),
            _ => return Err(malformed()),
        }
    }
    for key in options {
        let entry = file
            .options
            .get(key)
            .ok_or_else(|| wrong(place, key, "a group of options"))?;
        item.option_groups
            .push(group(ids, &[place, &section.name, name, key], entry)?);
    }
    Ok(item)
}

fn group(ids: Ids, path: &[&str; 4], entry: &OptionsEntry) -> Result<OptionGroup, ContentError> {
    let [place, section, dish, key] = *path;
    let option = |text: &String| {
        let (name, price_delta_minor) = choice(place, text)?;
        let id = ids.of(&[place, section, dish, key, name]).into();
        Ok(MenuOption {
            id,
            name: name.to_owned(),
            price_delta_minor,
        })
    };
    Ok(OptionGroup {
        id: ids.of(path).into(),
        name: entry.name.clone(),
        min: entry.min,
        max: entry.max,
        options: entry.choose.iter().map(option).collect::<Result<_, _>>()?,
    })
}

fn dietary(place: &str, tags: &str) -> Result<Vec<DietaryTag>, ContentError> {
    let mut found = Vec::new();
    for tag in tags.split(',').map(str::trim).filter(|tag| !tag.is_empty()) {
        match tag {
            "v" => found.push(DietaryTag::Vegetarian),
            "vegan" => found.extend([DietaryTag::Vegetarian, DietaryTag::Vegan, DietaryTag::LactoseFree]),
            "gf" => found.push(DietaryTag::GlutenFree),
            "lf" => found.push(DietaryTag::LactoseFree),
            "halal" => found.push(DietaryTag::Halal),
            "spicy" => found.push(DietaryTag::Spicy),
            _ => return Err(wrong(place, tag, "a dietary tag")),
        }
    }
    Ok(found)
}
