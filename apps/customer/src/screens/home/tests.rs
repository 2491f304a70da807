//! What the page says and asks for before the app runs (`assets/index.html`) is what the home screen will say and ask for.

use super::state;
use crate::listing;
use foodwala_sdk::contract::geo::GeoPoint;
use serde::Serialize;
use serde_json::Value;

const PAGE: &str = include_str!("../../../assets/index.html");
const POINT: GeoPoint = GeoPoint {
    latitude: 52.51,
    longitude: 13.42,
};

/// The addresses in an attribute of the boot script, for [`POINT`], with their parameters in order.
fn early(attribute: &str) -> Vec<String> {
    let (_, rest) = PAGE.split_once(&format!("{attribute}=\"")).unwrap();
    let addresses = rest.split('"').next().unwrap().replace("&amp;", "&");
    let addresses = addresses
        .replace("{latitude}", &POINT.latitude.to_string())
        .replace("{longitude}", &POINT.longitude.to_string());
    addresses.split(' ').map(sorted).collect()
}

fn sorted(address: &str) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let mut pairs: Vec<&str> = query.split('&').collect();
    pairs.sort_unstable();
    format!("{path}?{}", pairs.join("&"))
}

fn address(path: &str, query: &impl Serialize) -> String {
    let Value::Object(fields) = serde_json::to_value(query).unwrap() else {
        panic!("no fields")
    };
    let pairs: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
    sorted(&format!("{path}?{}", pairs.join("&")))
}

/// What the home screen asks for first.
fn first(point: Option<GeoPoint>) -> Vec<String> {
    let text = String::new();
    let mut list = listing::State::default();
    let Some(listing::Effect::Fetch(_, search)) = listing::reduce(&mut list, listing::Event::Shown { point, text })
    else {
        panic!("no list")
    };
    let shown = state::Event::Shown {
        point,
        signed_in: false,
        favourites: Vec::new(),
    };
    let effects = state::reduce(&mut state::State::default(), shown);
    let [state::Effect::Cuisines(cuisines)] = effects.as_slice() else {
        panic!("no cuisines")
    };
    vec![
        address("/v1/restaurants", &search),
        address("/v1/search/cuisines", cuisines),
    ]
}

#[test]
fn the_page_asks_early_for_what_the_home_screen_asks_for_first() {
    assert_eq!(early("data-early"), first(None));
    assert_eq!(early("data-early-near"), first(Some(POINT)));
}

#[test]
fn the_page_speaks_as_the_home_screen_does() {
    let languages = [
        (
            "en",
            include_str!("../../../i18n/en/home.ftl"),
            include_str!("../../../i18n/en/shell.ftl"),
        ),
        (
            "hi",
            include_str!("../../../i18n/hi/home.ftl"),
            include_str!("../../../i18n/hi/shell.ftl"),
        ),
        (
            "ar",
            include_str!("../../../i18n/ar/home.ftl"),
            include_str!("../../../i18n/ar/shell.ftl"),
        ),
    ];
    for (language, home, shell) in languages {
        for key in [
            "home-headline",
            "home-lead",
            "home-choose-place",
            "home-cuisines",
            "search-placeholder",
            "shell-deliver-to",
            "shell-choose-place",
        ] {
            let mut lines = home.lines().chain(shell.lines());
            let text = lines
                .find_map(|line| line.strip_prefix(key)?.strip_prefix(" = "))
                .unwrap();
            let there = match language {
                "en" => format!(">{text}<"),
                _ => format!("data-{language}=\"{text}\""),
            };
            assert!(PAGE.contains(&there), "{language}: {key} is not {text}");
        }
    }
}
