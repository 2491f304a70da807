//! Where the door is, as seen from the restaurant: rings for what the delivery costs, north up. Nothing is fetched for it.

use super::words;
use crate::entry::POINT;
use dioxus::prelude::*;
use foodwala_sdk::{
    Currency,
    contract::{geo::GeoPoint, restaurants::FeeTier},
};
use foodwala_ui::prelude::*;

/// The drawing's size, across and down.
const SIZE: f64 = 300.0;
/// How far the outermost ring is from the middle of the drawing; beyond it lies what is too far.
const EDGE: f64 = 130.0;
/// Metres of a degree of latitude.
const DEGREE_M: f64 = 111_195.0;
/// How far an arrow key moves the door, metres.
const STEP_M: f64 = 100.0;
/// The area where a restaurant names none, metres.
const USUAL_M: u32 = 5_000;

/// A plane around the restaurant, in which metres are as long everywhere.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Plane {
    centre: GeoPoint,
    limit_m: f64,
}

impl Plane {
    /// Metres to the east and to the north.
    fn metres(self, point: &GeoPoint) -> (f64, f64) {
        let squeeze = self.centre.latitude.to_radians().cos();
        let east = (point.longitude - self.centre.longitude) * DEGREE_M * squeeze;
        (east, (point.latitude - self.centre.latitude) * DEGREE_M)
    }

    fn point(self, (east, north): (f64, f64)) -> GeoPoint {
        let squeeze = self.centre.latitude.to_radians().cos().max(0.01);
        GeoPoint {
            latitude: self.centre.latitude + north / DEGREE_M,
            longitude: self.centre.longitude + east / (DEGREE_M * squeeze),
        }
    }

    fn radius(self, metres: f64) -> f64 {
        metres / self.limit_m * EDGE
    }

    fn drawn(self, point: &GeoPoint) -> (f64, f64) {
        let (east, north) = self.metres(point);
        let at = |metres: f64| (SIZE / 2.0 + self.radius(metres)).clamp(0.0, SIZE);
        (at(east), at(-north))
    }

    fn pressed(self, x: f64, y: f64) -> GeoPoint {
        let metres = |at: f64| (at - SIZE / 2.0) / EDGE * self.limit_m;
        self.point((metres(x), -metres(y)))
    }
}

/// Where a door lies, in words: `1.2 km north-east`.
fn whereabouts(plane: Plane, point: &GeoPoint) -> String {
    let (east, north) = plane.metres(point);
    let eighth = (east.atan2(north).to_degrees() / 45.0).round();
    let direction = match eighth {
        0.0 => t!("direction-n"),
        1.0 => t!("direction-ne"),
        2.0 => t!("direction-e"),
        3.0 => t!("direction-se"),
        -1.0 => t!("direction-nw"),
        -2.0 => t!("direction-w"),
        -3.0 => t!("direction-sw"),
        _ => t!("direction-s"),
    };
    let distance = formats().distance(plane.centre.distance_m(point));
    t!("entry-point-at", distance = distance, direction = direction)
}

/// The map. A press sets the door, the arrow keys move it.
#[component]
pub fn DoorMap(
    /// The restaurant.
    centre: GeoPoint,
    /// What the delivery costs by distance.
    tiers: Vec<FeeTier>,
    /// The currency of the fees.
    currency: Currency,
    /// The door.
    point: Option<GeoPoint>,
    /// It cannot be changed.
    locked: bool,
    /// Another door was chosen.
    onchange: EventHandler<GeoPoint>,
) -> Element {
    let limit = tiers.last().map_or(USUAL_M, |tier| tier.up_to_m);
    let plane = Plane {
        centre,
        limit_m: f64::from(limit.max(1)),
    };
    let shown = point.map(|point| (plane.drawn(&point), whereabouts(plane, &point)));
    let label = match &shown {
        Some((_, at)) => t!("entry-map-label", at = at.clone()),
        None => t!("entry-map-label-empty"),
    };
    let mut element = use_hook(|| CopyValue::new(None::<std::rc::Rc<MountedData>>));
    rsx! {
        div {
            id: POINT,
            class: "entry-map",
            role: "application",
            tabindex: "0",
            "aria-label": label,
            "aria-describedby": "entry-map-hint",
            "aria-disabled": locked.then_some("true"),
            onmounted: move |event| element.set(Some(event.data())),
            onclick: move |event| async move {
                let at = event.element_coordinates();
                let mounted = element.peek().clone();
                let Some(mounted) = mounted.filter(|_| !locked) else { return };
                if let Ok(rect) = mounted.get_client_rect().await {
                    onchange.call(plane.pressed(at.x / rect.width() * SIZE, at.y / rect.height() * SIZE));
                }
            },
            onkeydown: move |event| {
                let (east, north) = match event.key() {
                    Key::ArrowUp => (0.0, STEP_M),
                    Key::ArrowDown => (0.0, -STEP_M),
                    Key::ArrowRight => (STEP_M, 0.0),
                    Key::ArrowLeft => (-STEP_M, 0.0),
                    _ => return,
                };
                event.prevent_default();
                if !locked {
                    let from = plane.metres(&point.unwrap_or(centre));
                    onchange.call(plane.point((from.0 + east, from.1 + north)));
                }
            },
            svg { class: "map-ground", view_box: "0 0 300 300", "aria-hidden": "true",
                for tier in tiers.iter().rev() {
                    circle { key: "{tier.up_to_m}", class: "entry-map-ring", cx: "150", cy: "150", r: "{plane.radius(f64::from(tier.up_to_m)):.1}" }
                }
                path { class: "entry-map-cross", d: "M150 0V300M0 150H300" }
                for tier in tiers.iter() {
                    text {
                        key: "{tier.up_to_m}",
                        class: "entry-map-fee",
                        x: "150",
                        y: "{150.0 - plane.radius(f64::from(tier.up_to_m)) + 13.0:.1}",
                        text_anchor: "middle",
                        {words::amount(tier.fee_minor, currency)}
                    }
                }
            }
            span { class: "entry-map-shop", "aria-hidden": "true", Icon { name: IconName::Store } }
            if let Some(((x, y), _)) = &shown {
                span {
                    class: "entry-map-mark",
                    left: "{x / SIZE * 100.0:.1}%",
                    top: "{y / SIZE * 100.0:.1}%",
                    Icon { name: IconName::MapPin, size: IconSize::Large, filled: true }
                }
            }
        }
        p { id: "entry-map-hint", class: "field-hint", role: "status",
            match shown {
                Some((_, at)) => at,
                None => t!("entry-map-hint"),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::said;

    const PLANE: Plane = Plane {
        centre: GeoPoint {
            latitude: 52.5295,
            longitude: 13.401,
        },
        limit_m: 5_000.0,
    };

    #[test]
    fn what_is_pressed_is_where_it_is_drawn() {
        for (x, y) in [(150.0, 150.0), (30.0, 260.0), (280.0, 20.0)] {
            let (back_x, back_y) = PLANE.drawn(&PLANE.pressed(x, y));
            assert!((back_x - x).abs() < 0.01 && (back_y - y).abs() < 0.01);
        }
        let edge = PLANE.pressed(150.0, 150.0 - EDGE);
        assert!(
            (PLANE.centre.distance_m(&edge) - 5_000.0).abs() < 5.0,
            "the ring is as far as it says"
        );
    }

    #[test]
    fn a_door_is_told_in_words() {
        let north_east = PLANE.point((1_000.0, 1_000.0));
        assert_eq!(said(|| whereabouts(PLANE, &north_east)), "1.4 km north-east of us");
        let south = PLANE.point((0.0, -500.0));
        assert_eq!(said(|| whereabouts(PLANE, &south)), "500 m south of us");
    }
}
