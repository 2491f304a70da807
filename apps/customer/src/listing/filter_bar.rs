//! The filters above a list: the common ones as chips, all of them in a sheet.

use super::{Event, Filters, Listing, Wish};
use crate::words;
use dioxus::prelude::*;
use foodwala_sdk::{Currency, Money, contract::restaurants::SearchSort};
use foodwala_ui::prelude::*;

/// Tenths of a star that can be asked for.
const RATINGS: [u32; 3] = [40, 45, 48];
/// Minutes that can be asked for.
const MINUTES: [u32; 3] = [30, 40, 50];
/// Fees that can be asked for, in whole units of the currency.
const FEES: [i64; 3] = [0, 2, 4];
const SORTS: [(Option<SearchSort>, &str, &str); 4] = [
    (None, "best", "home-sort-best"),
    (Some(SearchSort::Distance), "distance", "home-sort-distance"),
    (Some(SearchSort::Rating), "rating", "home-sort-rating"),
    (Some(SearchSort::DeliveryTime), "time", "home-sort-time"),
];

/// The filters.
#[component]
pub fn FilterBar(
    /// The list that they are for.
    listing: Listing,
) -> Element {
    let mut open = use_signal(|| false);
    let state = listing.read();
    let filters = state.filters.clone();
    let set = use_callback(move |filters: Filters| listing.apply(Event::Filter(filters)));
    let change = {
        let filters = filters.clone();
        move |change: fn(&mut Filters)| {
            let mut filters = filters.clone();
            change(&mut filters);
            set(filters);
        }
    };
    let (by_sort, open_now, rated, free, soon, vegetarian) = (
        change.clone(),
        change.clone(),
        change.clone(),
        change.clone(),
        change.clone(),
        change,
    );
    let count = filters.wishes().len();
    rsx! {
        div { class: "filter-bar",
            RadioGroup {
                legend: t!("home-fulfilment"),
                hide_legend: true,
                layout: RadioLayout::Segments,
                options: vec![
                    RadioOption::new("delivery", t!("home-delivery")).icon(IconName::Bike),
                    RadioOption::new("pickup", t!("home-pickup")).icon(IconName::Package),
                ],
                value: if filters.pickup { "pickup" } else { "delivery" },
                onchange: move |value: String| {
                    by_sort(if value == "pickup" { |filters| filters.pickup = true } else { |filters| filters.pickup = false });
                },
            }
            ChipRow { label: t!("home-filters"),
                Chip {
                    icon: IconName::SlidersHorizontal,
                    onclick: move |()| open.set(true),
                    {t!("home-filters-all", count = count)}
                }
                Chip { selected: filters.open_now, icon: IconName::Clock, onclick: move |()| open_now(|filters| filters.open_now = !filters.open_now),
                    {t!("home-open-now")}
                }
                Chip { selected: filters.rating == Some(45), icon: IconName::Star,
                    onclick: move |()| rated(|filters| filters.rating = if filters.rating == Some(45) { None } else { Some(45) }),
                    {t!("home-rating-from", stars = formats().decimal(4.5, 1))}
                }
                if !filters.pickup {
                    Chip { selected: filters.fee_minor == Some(0), icon: IconName::Bike,
                        onclick: move |()| free(|filters| filters.fee_minor = if filters.fee_minor == Some(0) { None } else { Some(0) }),
                        {t!("home-free-delivery")}
                    }
                }
                Chip { selected: filters.minutes == Some(30), icon: IconName::Timer,
                    onclick: move |()| soon(|filters| filters.minutes = if filters.minutes == Some(30) { None } else { Some(30) }),
                    {t!("home-within", time = formats().minutes(30))}
                }
                Chip { selected: filters.dietary == Some(words::DIETS[0]), icon: IconName::Leaf,
                    onclick: move |()| vegetarian(|filters| {
                        let wanted = Some(words::DIETS[0]);
                        filters.dietary = if filters.dietary == wanted { None } else { wanted };
                    }),
                    {t!("diet-vegetarian")}
                }
            }
        }
        Sheet {
            open: open(),
            title: t!("home-filters"),
            onclose: move |()| open.set(false),
            footer: rsx! {
                Button { kind: ButtonKind::Secondary, onclick: {
                    let cleared = filters.clone().cleared();
                    move |_| set(cleared.clone())
                }, {t!("home-filters-clear")} }
                Button { wide: true, onclick: move |_| open.set(false), {t!("home-filters-show")} }
            },
            Choices { filters: filters.clone(), currency: state.currency(), set }
        }
    }
}

/// The filters that hold, each to be taken off.
#[component]
pub fn Wishes(
    /// The list that they are for.
    listing: Listing,
) -> Element {
    let state = listing.read();
    let filters = &state.filters;
    let off = |wish| {
        let without = filters.clone().without(wish);
        move |()| listing.apply(Event::Filter(without.clone()))
    };
    let wishes = filters.wishes();
    if wishes.is_empty() {
        return rsx! {};
    }
    let currency = state.currency();
    let word = |wish| match wish {
        Wish::Cuisine => filters.cuisine.as_deref().map(words::cuisine).unwrap_or_default(),
        Wish::Dietary => filters.dietary.map(words::diet).unwrap_or_default(),
        Wish::OpenNow => t!("home-open-now"),
        Wish::Rating => rating_word(filters.rating.unwrap_or_default()),
        Wish::Fee => fee_word(filters.fee_minor.unwrap_or_default(), currency),
        Wish::Minutes => t!(
            "home-within",
            time = formats().minutes(filters.minutes.unwrap_or_default())
        ),
    };
    rsx! {
        ChipRow { label: t!("home-filters-held"),
            for wish in wishes {
                Chip { removes: true, onclick: off(wish), {word(wish)} }
            }
        }
    }
}

fn rating_word(tenths: u32) -> String {
    t!(
        "home-rating-from",
        stars = formats().decimal(f64::from(tenths) / 10.0, 1)
    )
}

fn fee_word(minor: i64, currency: Currency) -> String {
    match minor {
        0 => t!("home-free-delivery"),
        _ => t!("home-fee-up-to", fee = money(Money::new(minor, currency))),
    }
}

#[component]
fn Choices(filters: Filters, currency: Currency, set: Callback<Filters>) -> Element {
    // This only writes the steps of the fee.
    let unit = 10_i64.pow(currency.minor_digits().into());
    let with = move |filters: &Filters, change: &dyn Fn(&mut Filters)| {
        let mut filters = filters.clone();
        change(&mut filters);
        set(filters);
    };
    let any = || RadioOption::new("", t!("home-any"));
    let sort = SORTS
        .iter()
        .find(|(sort, ..)| *sort == filters.sort)
        .map_or("best", |(_, name, _)| name);
    let sorts = SORTS
        .iter()
        .map(|(_, name, key)| RadioOption::new(*name, t!(key)))
        .collect::<Vec<_>>();
    let diets = std::iter::once(any()).chain(
        words::DIETS
            .iter()
            .enumerate()
            .map(|(index, tag)| RadioOption::new(index.to_string(), words::diet(*tag))),
    );
    let diet = filters
        .dietary
        .and_then(|wanted| words::DIETS.iter().position(|tag| *tag == wanted));
    let ratings = std::iter::once(any()).chain(
        RATINGS
            .iter()
            .map(|tenths| RadioOption::new(tenths.to_string(), rating_word(*tenths))),
    );
    let fees = std::iter::once(any()).chain(
        FEES.iter()
            .map(|fee| RadioOption::new((fee * unit).to_string(), fee_word(fee * unit, currency))),
    );
    let times = std::iter::once(any()).chain(MINUTES.iter().map(|minutes| {
        RadioOption::new(
            minutes.to_string(),
            t!("home-within", time = formats().minutes(*minutes)),
        )
    }));
    let text = |number: Option<String>| number.unwrap_or_default();
    let (f1, f2, f3, f4, f5) = (
        filters.clone(),
        filters.clone(),
        filters.clone(),
        filters.clone(),
        filters.clone(),
    );
    rsx! {
        div { class: "filter-choices",
            RadioGroup {
                legend: t!("home-sort"),
                options: sorts,
                value: sort,
                onchange: move |value: String| {
                    let sort = SORTS.iter().find(|(_, name, _)| *name == value).and_then(|(sort, ..)| *sort);
                    with(&f1, &|filters| filters.sort = sort);
                },
            }
            RadioGroup {
                legend: t!("home-dietary"),
                options: diets.collect::<Vec<_>>(),
                value: text(diet.map(|index| index.to_string())),
                onchange: move |value: String| {
                    let tag = value.parse::<usize>().ok().and_then(|index| words::DIETS.get(index)).copied();
                    with(&f2, &|filters| filters.dietary = tag);
                },
            }
            RadioGroup {
                legend: t!("home-rating"),
                options: ratings.collect::<Vec<_>>(),
                value: text(filters.rating.map(|tenths| tenths.to_string())),
                onchange: move |value: String| with(&f3, &|filters| filters.rating = value.parse().ok()),
            }
            if !filters.pickup {
                RadioGroup {
                    legend: t!("home-fee-label"),
                    options: fees.collect::<Vec<_>>(),
                    value: text(filters.fee_minor.map(|fee| fee.to_string())),
                    onchange: move |value: String| with(&f4, &|filters| filters.fee_minor = value.parse().ok()),
                }
            }
            RadioGroup {
                legend: t!("home-time-label"),
                options: times.collect::<Vec<_>>(),
                value: text(filters.minutes.map(|minutes| minutes.to_string())),
                onchange: move |value: String| with(&f5, &|filters| filters.minutes = value.parse().ok()),
            }
        }
    }
}
