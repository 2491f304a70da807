//! A drawn map: where things are to each other. It has streets of its own making and asks nobody for tiles.

use super::{Icon, IconName};
use crate::t;
use dioxus::prelude::*;

/// What is at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceKind {
    /// Where the food goes.
    Home,
    /// Where it is cooked.
    Restaurant,
    /// Who brings it.
    Courier,
}

impl PlaceKind {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Restaurant => "restaurant",
            Self::Courier => "courier",
        }
    }

    const fn icon(self) -> IconName {
        match self {
            Self::Home => IconName::House,
            Self::Restaurant => IconName::Store,
            Self::Courier => IconName::Bike,
        }
    }

    fn name(self) -> String {
        match self {
            Self::Home => t!("ui-map-home"),
            Self::Restaurant => t!("ui-map-restaurant"),
            Self::Courier => t!("ui-map-courier"),
        }
    }
}

/// A place on the [`Map`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// What is there.
    pub kind: PlaceKind,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
}

/// The width and height that places are laid out in.
const WIDTH: f64 = 400.0;
const HEIGHT: f64 = 240.0;
/// Room for the marks at the edge.
const MARGIN: f64 = 56.0;

/// Places as they lie to each other, north up, with the way from the restaurant to the guest.
#[component]
pub fn Map(
    /// What it shows, in words, e.g. how far the courier is.
    #[props(into)]
    label: String,
    /// The places.
    places: Vec<Place>,
) -> Element {
    let points = project(&places);
    let way = way(&places, &points);
    rsx! {
        figure { class: "map", role: "img", "aria-label": label,
            svg { class: "map-ground", view_box: "0 0 400 240", preserve_aspect_ratio: "xMidYMid slice", "aria-hidden": "true",
                path { class: "map-park", d: "M-10 150Q60 120 110 165T170 250H-10zM300-10h120V70Q350 90 320 50z" }
                path { class: "map-water", d: "M-10 60C80 20 120 110 220 90S340 140 420 110V138C340 168 300 112 220 118S80 52-10 92z" }
                path { class: "map-street", d: "M-10 30H420M-10 190H420M70-10V250M250-10V250M-10 130L420 215M150-10L210 250M330-10L300 250" }
                path { class: "map-lane", d: "M20-10V250M120-10V250M200-10V250M370-10V250M-10 75H420M-10 160H420M-10 222H420" }
                if let Some(way) = way {
                    path { class: "map-way", d: way }
                }
            }
            for (place , (x , y)) in places.iter().zip(points) {
                span {
                    key: "{place.kind.as_str()}",
                    class: "map-mark",
                    "data-kind": place.kind.as_str(),
                    left: "{x / WIDTH * 100.0:.2}%",
                    top: "{y / HEIGHT * 100.0:.2}%",
                    title: place.kind.name(),
                    Icon { name: place.kind.icon() }
                }
            }
        }
    }
}

/// Places as points of the drawing, as large as they fit, north up.
fn project(places: &[Place]) -> Vec<(f64, f64)> {
    let bounds = |of: fn(&Place) -> f64| {
        let least = places.iter().map(of).fold(f64::INFINITY, f64::min);
        let most = places.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
        (least, most)
    };
    let (south, north) = bounds(|place| place.latitude);
    let (west, east) = bounds(|place| place.longitude);
    // A degree east is shorter than one north, the more so towards the poles.
    let squeeze = ((south + north) / 2.0).to_radians().cos().max(0.01);
    let (wide, high) = ((east - west) * squeeze, north - south);
    // Some hundred metres, so that places next to each other stay so.
    let least = 0.002;
    let scale = ((WIDTH - 2.0 * MARGIN) / wide.max(least)).min((HEIGHT - 2.0 * MARGIN) / high.max(least));
    let at = |place: &Place| {
        let x = (place.longitude - (west + east) / 2.0) * squeeze * scale + WIDTH / 2.0;
        let y = ((south + north) / 2.0 - place.latitude) * scale + HEIGHT / 2.0;
        (x, y)
    };
    places.iter().map(at).collect()
}

/// A bent line from the restaurant, past the courier, to the guest.
fn way(places: &[Place], points: &[(f64, f64)]) -> Option<String> {
    let find = |kind| {
        let at = places.iter().position(|place| place.kind == kind)?;
        points.get(at).copied()
    };
    let (from, to) = (find(PlaceKind::Restaurant)?, find(PlaceKind::Home)?);
    let (x0, y0) = from;
    let (x1, y1) = to;
    Some(match find(PlaceKind::Courier) {
        Some((x, y)) => format!("M{x0:.1} {y0:.1}L{x:.1} {y:.1}L{x1:.1} {y1:.1}"),
        None => format!("M{x0:.1} {y0:.1}Q{x1:.1} {y0:.1} {x1:.1} {y1:.1}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(kind: PlaceKind, latitude: f64, longitude: f64) -> Place {
        Place {
            kind,
            latitude,
            longitude,
        }
    }

    #[test]
    fn places_lie_inside_with_north_up_and_east_right() {
        let places = [
            place(PlaceKind::Restaurant, 52.50, 13.35),
            place(PlaceKind::Home, 52.52, 13.42),
        ];
        let points = project(&places);
        assert!(points[1].0 > points[0].0 && points[1].1 < points[0].1);
        for (x, y) in points {
            assert!((0.0..=WIDTH).contains(&x) && (0.0..=HEIGHT).contains(&y));
        }
    }

    #[test]
    fn one_place_is_in_the_middle_and_has_no_way() {
        let places = [place(PlaceKind::Home, 52.5, 13.4)];
        let points = project(&places);
        assert_eq!(points, [(WIDTH / 2.0, HEIGHT / 2.0)]);
        assert_eq!(way(&places, &points), None);
        assert_eq!(project(&[]), []);
    }
}
