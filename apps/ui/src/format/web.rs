//! The browser's `Intl`. Its formatters are slow to make and quick to use, so they are kept.

use super::Style;
use crate::{device, i18n::Language};
use jiff::{Timestamp, civil::DateTime, tz::TimeZone};
use js_sys::{Array, Function, Object, Reflect};
use std::{cell::RefCell, collections::HashMap};
use wasm_bindgen::{JsCast, JsValue};

/// `None` where the browser cannot: the plain form is shown.
type Made<K> = RefCell<HashMap<K, Option<Function>>>;

thread_local! {
    static NUMBERS: Made<(Language, String, u8)> = RefCell::default();
    static MOMENTS: Made<(Language, String, Style)> = RefCell::default();
    static LOCALS: Made<String> = RefCell::default();
}

/// The reader's own variety of the language (`en-GB` counts 24 hours), with Latin digits.
fn locale(language: Language) -> JsValue {
    let own = device::document::languages()
        .into_iter()
        .find(|tag| Language::from_tag(tag) == Some(language) && !tag.contains("-u-"));
    let tag = own.unwrap_or_else(|| language.tag().to_owned());
    Array::of1(&JsValue::from(format!("{tag}-u-nu-latn"))).into()
}

fn options(pairs: &[(&str, JsValue)]) -> Object {
    let options = Object::new();
    for (name, value) in pairs {
        // Plain objects take every property.
        drop(Reflect::set(&options, &JsValue::from(*name), value));
    }
    options
}

fn written(format: Option<&Function>, value: &JsValue, plain: &str) -> String {
    let written = format.and_then(|format| format.call1(&JsValue::UNDEFINED, value).ok());
    written
        .and_then(|text| text.as_string())
        .unwrap_or_else(|| plain.to_owned())
}

fn numbers(language: Language, currency: &str, digits: u8, decimal: &str) -> String {
    NUMBERS.with_borrow_mut(|made| {
        let format = made.entry((language, currency.to_owned(), digits)).or_insert_with(|| {
            let digits = JsValue::from(digits);
            let mut wanted = vec![
                ("minimumFractionDigits", digits.clone()),
                ("maximumFractionDigits", digits),
            ];
            if !currency.is_empty() {
                wanted.push(("style", "currency".into()));
                wanted.push(("currency", currency.into()));
            }
            formatter("NumberFormat", &locale(language), &options(&wanted))
        });
        // A text, not a number, so that the amount stays exact.
        written(format.as_ref(), &JsValue::from(decimal), decimal)
    })
}

pub(super) fn money(language: Language, decimal: &str, currency: &str, digits: u8) -> String {
    numbers(language, currency, digits, decimal)
}

pub(super) fn number(language: Language, decimal: &str, digits: u8) -> String {
    numbers(language, "", digits, decimal)
}

pub(super) fn moment(language: Language, at: Timestamp, zone: &str, style: Style) -> String {
    MOMENTS.with_borrow_mut(|made| {
        let format = made
            .entry((language, zone.to_owned(), style))
            .or_insert_with(|| moments(language, zone, style));
        let milliseconds = at.as_duration().as_secs_f64() * 1_000.0;
        written(format.as_ref(), &JsValue::from(milliseconds), &at.to_string())
    })
}

pub(super) fn local(at: Timestamp, zone: &str) -> DateTime {
    LOCALS.with_borrow_mut(|made| {
        let format = made.entry(zone.to_owned()).or_insert_with(|| locals(zone));
        let milliseconds = at.as_duration().as_secs_f64() * 1_000.0;
        read_local(&written(format.as_ref(), &JsValue::from(milliseconds), ""))
            .unwrap_or_else(|| TimeZone::UTC.to_datetime(at))
    })
}

/// One fixed way of writing, whatever the reader's language: it is read again at once.
fn locals(zone: &str) -> Option<Function> {
    let fields = [
        ("timeZone", zone),
        ("hourCycle", "h23"),
        ("year", "numeric"),
        ("month", "2-digit"),
        ("day", "2-digit"),
        ("hour", "2-digit"),
        ("minute", "2-digit"),
        ("second", "2-digit"),
    ];
    let wanted: Vec<(&str, JsValue)> = fields.iter().map(|(name, value)| (*name, (*value).into())).collect();
    let locale = Array::of1(&JsValue::from("en-US-u-ca-gregory-nu-latn")).into();
    formatter("DateTimeFormat", &locale, &options(&wanted))
}

/// `09/21/2026, 16:13:05`
fn read_local(written: &str) -> Option<DateTime> {
    let numbers = written
        .split(|character: char| !character.is_ascii_digit())
        .filter(|digits| !digits.is_empty())
        .map(str::parse::<i16>)
        .collect::<Result<Vec<_>, _>>()
        .ok()?;
    let [month, day, year, hour, minute, second] = numbers[..] else {
        return None;
    };
    let small = |number: i16| i8::try_from(number).ok();
    DateTime::new(
        year,
        small(month)?,
        small(day)?,
        small(hour)?,
        small(minute)?,
        small(second)?,
        0,
    )
    .ok()
}

fn moments(language: Language, zone: &str, style: Style) -> Option<Function> {
    let fields: &[(&str, &str)] = match style {
        Style::Time => &[("hour", "numeric"), ("minute", "2-digit")],
        Style::Day => &[("weekday", "short"), ("day", "numeric"), ("month", "short")],
        Style::Date => &[("day", "numeric"), ("month", "long"), ("year", "numeric")],
        Style::Weekday => &[("weekday", "long")],
        Style::Iso => &[("year", "numeric"), ("month", "2-digit"), ("day", "2-digit")],
    };
    let wanted: Vec<(&str, JsValue)> = fields.iter().map(|(name, value)| (*name, (*value).into())).collect();
    let make = |zone: &str| {
        let mut wanted = wanted.clone();
        wanted.push(("timeZone", zone.into()));
        formatter("DateTimeFormat", &locale(language), &options(&wanted))
    };
    // Asked for a zone that it does not know, the browser throws.
    make(zone).or_else(|| make("UTC"))
}

/// `new Intl.<name>(locale, options).format`, if the browser takes the options.
fn formatter(name: &str, locale: &JsValue, options: &Object) -> Option<Function> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let class: Function = Reflect::get(&intl, &name.into()).ok()?.dyn_into().ok()?;
    let made = Reflect::construct(&class, &Array::of2(locale, options)).ok()?;
    Reflect::get(&made, &"format".into()).ok()?.dyn_into().ok()
}
