//! Places on the map and postal addresses.

use serde::{Deserialize, Serialize};

/// A point on the earth, WGS 84.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct GeoPoint {
    /// Degrees north, -90 to 90.
    pub latitude: f64,
    /// Degrees east, -180 to 180.
    pub longitude: f64,
}

impl GeoPoint {
    /// Whether both coordinates are finite and in range.
    pub fn is_valid(&self) -> bool {
        (-90.0..=90.0).contains(&self.latitude) && (-180.0..=180.0).contains(&self.longitude)
    }

    /// Great-circle distance in metres (haversine, mean earth radius 6 371 009 m).
    pub fn distance_m(&self, other: &Self) -> f64 {
        const EARTH_RADIUS_M: f64 = 6_371_009.0;
        let (from, to) = (self.latitude.to_radians(), other.latitude.to_radians());
        let north = (to - from) / 2.0;
        let east = (other.longitude - self.longitude).to_radians() / 2.0;
        let h = north.sin().powi(2) + from.cos() * to.cos() * east.sin().powi(2);
        2.0 * EARTH_RADIUS_M * h.sqrt().min(1.0).asin()
    }
}

/// A postal address, as people write it there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct PostalAddress {
    /// Street and number.
    pub street: String,
    /// Town or city.
    pub city: String,
    /// Postal code, if the country has them.
    #[serde(default)]
    pub postal_code: String,
    /// ISO 3166-1 alpha-2, e.g. `DE`.
    pub country: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distance_is_that_of_the_map() {
        let berlin = GeoPoint {
            latitude: 52.52,
            longitude: 13.405,
        };
        let paris = GeoPoint {
            latitude: 48.8566,
            longitude: 2.3522,
        };
        assert!((berlin.distance_m(&paris) - 877_460.0).abs() < 500.0);
        assert!(berlin.distance_m(&berlin) < 0.001);
        assert!(
            !GeoPoint {
                latitude: f64::NAN,
                longitude: 0.0
            }
            .is_valid()
        );
        assert!(
            !GeoPoint {
                latitude: 0.0,
                longitude: 180.5
            }
            .is_valid()
        );
    }
}
