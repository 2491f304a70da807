//! A map of the town to choose a point on: its parts as they lie to each other, north up. Nothing is fetched for it.

use super::areas::{AREAS, Area};
use dioxus::prelude::*;
use foodwala_sdk::contract::geo::GeoPoint;
use foodwala_ui::prelude::*;

/// The drawing's size.
const WIDTH: f64 = 400.0;
const HEIGHT: f64 = 300.0;
/// What the drawing shows.
const NORTH: f64 = 52.562;
const SOUTH: f64 = 52.470;
const WEST: f64 = 13.285;
const EAST: f64 = 13.485;
/// How far an arrow key moves the point, in degrees of latitude: some 110 m.
const STEP: f64 = 0.001;

fn to_drawing(point: &GeoPoint) -> (f64, f64) {
    let x = (point.longitude - WEST) / (EAST - WEST);
    let y = (NORTH - point.latitude) / (NORTH - SOUTH);
    (x.clamp(0.0, 1.0) * WIDTH, y.clamp(0.0, 1.0) * HEIGHT)
}

fn to_point(x: f64, y: f64) -> GeoPoint {
    GeoPoint {
        latitude: NORTH - (y / HEIGHT).clamp(0.0, 1.0) * (NORTH - SOUTH),
        longitude: WEST + (x / WIDTH).clamp(0.0, 1.0) * (EAST - WEST),
    }
}

/// The map. The arrow keys move the point, a press sets it.
#[component]
pub fn TownMap(
    /// The point chosen so far.
    point: Option<GeoPoint>,
    /// Another point was chosen.
    onchange: EventHandler<GeoPoint>,
) -> Element {
    let area = point.as_ref().and_then(super::areas::nearest);
    let label = match area {
        Some(area) => t!("places-map-label", area = area.name),
        None => t!("places-map-label-empty"),
    };
    let mark = point.as_ref().map(to_drawing);
    let mut size = use_signal(|| (WIDTH, HEIGHT));
    let mut element = use_hook(|| CopyValue::new(None::<std::rc::Rc<MountedData>>));
    let measure = move || async move {
        let mounted = element.peek().clone();
        if let Some(mounted) = mounted
            && let Ok(rect) = mounted.get_client_rect().await
        {
            size.set((rect.width(), rect.height()));
        }
    };
    rsx! {
        div {
            id: "town-map",
            class: "town-map",
            role: "application",
            tabindex: "0",
            "aria-label": label,
            "aria-describedby": "town-map-hint",
            onmounted: move |event| {
                element.set(Some(event.data()));
                measure()
            },
            onpointerenter: move |_| measure(),
            onclick: move |event| {
                let at = event.element_coordinates();
                let (wide, high) = size();
                onchange.call(to_point(at.x / wide * WIDTH, at.y / high * HEIGHT));
            },
            onkeydown: move |event| {
                let from = point.unwrap_or(AREAS[0].centre);
                let (north, east) = match event.key() {
                    Key::ArrowUp => (STEP, 0.0),
                    Key::ArrowDown => (-STEP, 0.0),
                    Key::ArrowRight => (0.0, STEP * 1.6),
                    Key::ArrowLeft => (0.0, -STEP * 1.6),
                    _ => return,
                };
                event.prevent_default();
                onchange.call(GeoPoint {
                    latitude: (from.latitude + north).clamp(SOUTH, NORTH),
                    longitude: (from.longitude + east).clamp(WEST, EAST),
                });
            },
            svg { class: "map-ground", view_box: "0 0 400 300", preserve_aspect_ratio: "none", "aria-hidden": "true",
                path { class: "map-park", d: "M104 138L206 128L212 158L120 176L98 160zM212 62l30-8 10 22-28 10zM262 200l26 4-4 26-24-4zM310 252l40-10 14 30-44 10zM20 150l34-8 12 26-38 10z" }
                path { class: "map-water", d: "M0 92C40 96 56 120 92 122S150 104 176 118S214 140 246 134S300 156 330 190S372 214 400 226V240C366 230 340 214 318 200S282 150 248 150S204 146 176 132S132 132 96 138S36 114 0 106z" }
                path { class: "map-lane", d: "M44 0V300M130 0V300M226 0V300M322 0V300M0 46H400M0 250H400M0 196H400" }
                path { class: "map-street", d: "M0 160L210 150L400 118M170 0L210 150L250 300M0 272L230 214L400 250M90 300L120 160L96 0M300 0L262 150L330 300M210 150L322 40" }
                for area in AREAS {
                    {name(area)}
                }
            }
            if let Some((x, y)) = mark {
                span {
                    class: "town-map-mark",
                    left: "{x / WIDTH * 100.0:.1}%",
                    top: "{y / HEIGHT * 100.0:.1}%",
                    Icon { name: IconName::MapPin, size: IconSize::Large, filled: true }
                }
            }
        }
        p { id: "town-map-hint", class: "town-map-hint", {t!("places-map-hint")} }
    }
}

fn name(area: &'static Area) -> Element {
    let (x, y) = to_drawing(&area.centre);
    rsx! {
        text { key: "{area.name}", class: "town-map-name", x: "{x:.0}", y: "{y:.0}", text_anchor: "middle", {area.name} }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_area_is_on_the_map_and_leads_back_to_itself() {
        for area in AREAS {
            let (x, y) = to_drawing(&area.centre);
            assert!(
                (1.0..WIDTH - 1.0).contains(&x) && (1.0..HEIGHT - 1.0).contains(&y),
                "{}",
                area.name
            );
            assert!(to_point(x, y).distance_m(&area.centre) < 5.0);
        }
    }
}
