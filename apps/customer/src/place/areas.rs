//! The parts of the town, to choose from where the device does not tell where it is.

use foodwala_sdk::contract::geo::GeoPoint;

/// A part of the town.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// Its name.
    pub name: &'static str,
    /// Its main postal code.
    pub postal_code: &'static str,
    /// Its middle.
    pub centre: GeoPoint,
}

/// The town.
pub const CITY: &str = "Berlin";
/// Its country, ISO 3166-1 alpha-2.
pub const COUNTRY: &str = "DE";

/// Its time zone, for times that come without one.
pub const TIME_ZONE: &str = "Europe/Berlin";

const fn area(name: &'static str, postal_code: &'static str, latitude: f64, longitude: f64) -> Area {
    Area {
        name,
        postal_code,
        centre: GeoPoint { latitude, longitude },
    }
}

/// From the middle of the town outwards. Whoever runs the platform for another town writes its parts here.
pub const AREAS: &[Area] = &[
    area("Kreuzberg", "10999", 52.4986, 13.4180),
    area("Mitte", "10117", 52.5200, 13.3900),
    area("Prenzlauer Berg", "10435", 52.5390, 13.4140),
    area("Friedrichshain", "10245", 52.5110, 13.4560),
    area("Neukölln", "12047", 52.4880, 13.4300),
    area("Schöneberg", "10823", 52.4885, 13.3540),
    area("Tiergarten", "10785", 52.5050, 13.3640),
    area("Bergmannkiez", "10961", 52.4900, 13.3910),
    area("Wedding", "13353", 52.5470, 13.3600),
    area("Charlottenburg", "10627", 52.5065, 13.3130),
];

/// The area whose middle is nearest.
pub fn nearest(point: &GeoPoint) -> Option<&'static Area> {
    AREAS
        .iter()
        .min_by(|a, b| a.centre.distance_m(point).total_cmp(&b.centre.distance_m(point)))
}

/// Farther from every area than this, a point is not in the town, metres.
const OUTSIDE_M: f64 = 15_000.0;

/// Whether a point is in the town or near it.
pub fn is_near(point: &GeoPoint) -> bool {
    nearest(point).is_some_and(|area| area.centre.distance_m(point) <= OUTSIDE_M)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_area_is_found() {
        let door = GeoPoint {
            latitude: 52.5013,
            longitude: 13.4197,
        };
        assert_eq!(nearest(&door).map(|area| area.name), Some("Kreuzberg"));
        assert!(is_near(&door));
        let paris = GeoPoint {
            latitude: 48.8566,
            longitude: 2.3522,
        };
        assert!(!is_near(&paris));
    }
}
