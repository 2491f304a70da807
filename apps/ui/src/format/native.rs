//! The formats of the languages we speak, written out: what browsers say, for tests and windows of their own.

use super::Style;
use crate::i18n::Language;
use jiff::{Timestamp, Zoned, civil::DateTime, tz::TimeZone};

pub(super) fn money(language: Language, decimal: &str, currency: &str, digits: u8) -> String {
    let (sign, plain) = match decimal.strip_prefix('-') {
        Some(plain) => ("-", plain),
        None => ("", decimal),
    };
    let number = number(language, plain, digits);
    let symbol = symbol(currency);
    match (language, symbol) {
        // The marks keep a sign at the left of its number, and the number at the right of its currency.
        (Language::Ar, symbol) => {
            let mark = if sign.is_empty() { "" } else { "\u{200e}" };
            format!("\u{200f}{mark}{sign}{number}\u{a0}{}", symbol.unwrap_or(currency))
        }
        (_, Some(symbol)) => format!("{sign}{symbol}{number}"),
        (_, None) => format!("{sign}{currency}\u{a0}{number}"),
    }
}

fn symbol(currency: &str) -> Option<&'static str> {
    Some(match currency {
        "EUR" => "€",
        "GBP" => "£",
        "INR" => "₹",
        "JPY" => "¥",
        "USD" => "$",
        _ => return None,
    })
}

pub(super) fn number(language: Language, decimal: &str, _digits: u8) -> String {
    let (sign, plain) = match decimal.strip_prefix('-') {
        Some(plain) => ("-", plain),
        None => ("", decimal),
    };
    let (whole, fraction) = match plain.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (plain, None),
    };
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        let right = whole.len() - index;
        let is_edge = match language {
            // Thousands, then lakhs and crores.
            Language::Hi => right == 3 || (right > 3 && right % 2 == 1),
            Language::En | Language::Ar => right % 3 == 0,
        };
        if index > 0 && is_edge {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    match fraction {
        Some(fraction) => format!("{sign}{grouped}.{fraction}"),
        None => format!("{sign}{grouped}"),
    }
}

pub(super) fn local(at: Timestamp, zone: &str) -> DateTime {
    at.to_zoned(TimeZone::get(zone).unwrap_or(TimeZone::UTC)).datetime()
}

pub(super) fn moment(language: Language, at: Timestamp, zone: &str, style: Style) -> String {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let at = at.to_zoned(zone);
    match style {
        Style::Iso => at.date().to_string(),
        Style::Weekday => weekdays(language)[weekday(&at)].1.to_owned(),
        Style::Time => time(language, &at),
        Style::Day => {
            let (name, month, day) = (
                weekdays(language)[weekday(&at)].0,
                months(language)[month(&at)].0,
                at.day(),
            );
            match language {
                Language::En => format!("{name}, {month} {day}"),
                Language::Hi => format!("{name}, {day} {month}"),
                Language::Ar => format!("{name}، {day} {month}"),
            }
        }
        Style::Date => {
            let (month, day, year) = (months(language)[month(&at)].1, at.day(), at.year());
            match language {
                Language::En => format!("{month} {day}, {year}"),
                Language::Hi | Language::Ar => format!("{day} {month} {year}"),
            }
        }
    }
}

fn time(language: Language, at: &Zoned) -> String {
    let hour = match at.hour() % 12 {
        0 => 12,
        hour => hour,
    };
    let half = match (language, at.hour() < 12) {
        (Language::En, true) => "\u{202f}AM",
        (Language::En, false) => "\u{202f}PM",
        (Language::Hi, true) => " am",
        (Language::Hi, false) => " pm",
        (Language::Ar, true) => " ص",
        (Language::Ar, false) => " م",
    };
    format!("{hour}:{:02}{half}", at.minute())
}

fn weekday(at: &Zoned) -> usize {
    usize::from(at.weekday().to_monday_zero_offset().unsigned_abs())
}

fn month(at: &Zoned) -> usize {
    usize::from(at.month().unsigned_abs()) - 1
}

/// Short and long, from Monday on.
const fn weekdays(language: Language) -> &'static [(&'static str, &'static str); 7] {
    match language {
        Language::En => &[
            ("Mon", "Monday"),
            ("Tue", "Tuesday"),
            ("Wed", "Wednesday"),
            ("Thu", "Thursday"),
            ("Fri", "Friday"),
            ("Sat", "Saturday"),
            ("Sun", "Sunday"),
        ],
        Language::Hi => &[
            ("सोम", "सोमवार"),
            ("मंगल", "मंगलवार"),
            ("बुध", "बुधवार"),
            ("गुरु", "गुरुवार"),
            ("शुक्र", "शुक्रवार"),
            ("शनि", "शनिवार"),
            ("रवि", "रविवार"),
        ],
        Language::Ar => &[
            ("الاثنين", "الاثنين"),
            ("الثلاثاء", "الثلاثاء"),
            ("الأربعاء", "الأربعاء"),
            ("الخميس", "الخميس"),
            ("الجمعة", "الجمعة"),
            ("السبت", "السبت"),
            ("الأحد", "الأحد"),
        ],
    }
}

/// Short and long, from January on.
const fn months(language: Language) -> &'static [(&'static str, &'static str); 12] {
    match language {
        Language::En => &[
            ("Jan", "January"),
            ("Feb", "February"),
            ("Mar", "March"),
            ("Apr", "April"),
            ("May", "May"),
            ("Jun", "June"),
            ("Jul", "July"),
            ("Aug", "August"),
            ("Sep", "September"),
            ("Oct", "October"),
            ("Nov", "November"),
            ("Dec", "December"),
        ],
        Language::Hi => &[
            ("जन॰", "जनवरी"),
            ("फ़र॰", "फ़रवरी"),
            ("मार्च", "मार्च"),
            ("अप्रैल", "अप्रैल"),
            ("मई", "मई"),
            ("जून", "जून"),
            ("जुल॰", "जुलाई"),
            ("अग॰", "अगस्त"),
            ("सित॰", "सितंबर"),
            ("अक्टू॰", "अक्टूबर"),
            ("नव॰", "नवंबर"),
            ("दिस॰", "दिसंबर"),
        ],
        Language::Ar => &[
            ("يناير", "يناير"),
            ("فبراير", "فبراير"),
            ("مارس", "مارس"),
            ("أبريل", "أبريل"),
            ("مايو", "مايو"),
            ("يونيو", "يونيو"),
            ("يوليو", "يوليو"),
            ("أغسطس", "أغسطس"),
            ("سبتمبر", "سبتمبر"),
            ("أكتوبر", "أكتوبر"),
            ("نوفمبر", "نوفمبر"),
            ("ديسمبر", "ديسمبر"),
        ],
    }
}
