//! How long food takes to a guest: the estimate that orders are promised by.

use foodwala_contract::{
    geo::GeoPoint,
    restaurants::{DeliveryHere, FeeTier, PointTerms, Restaurant, RestaurantProfile},
};

/// How far a courier gets in a minute.
const METRES_PER_MINUTE: u32 = 300;
/// How long picking up and the door take.
pub const HANDOVER_MINUTES: u32 = 5;

/// Minutes from the kitchen to a door.
pub fn minutes(distance_m: u32) -> u32 {
    distance_m.div_ceil(METRES_PER_MINUTE) + HANDOVER_MINUTES
}

/// Minutes that the kitchen needs for an order placed now.
pub fn kitchen_minutes(restaurant: &Restaurant) -> u32 {
    restaurant
        .profile
        .lead_time_minutes
        .saturating_add(restaurant.busy_extra_minutes)
}

/// Metres between a restaurant and a point.
pub fn distance_m(profile: &RestaurantProfile, point: &GeoPoint) -> u32 {
    // The conversion saturates, and distances on the earth fit anyway.
    profile.location.distance_m(point).round() as u32
}

/// The tier in which a restaurant delivers so far, if it does.
pub fn tier(profile: &RestaurantProfile, distance_m: u32) -> Option<FeeTier> {
    let tiers = profile.delivery.as_ref().map_or(&[][..], |terms| &terms.fee_tiers);
    tiers.iter().copied().find(|tier| distance_m <= tier.up_to_m)
}

/// What a restaurant is like for a guest at a point.
pub fn terms(restaurant: &Restaurant, point: &GeoPoint) -> PointTerms {
    let profile = &restaurant.profile;
    let distance_m = distance_m(profile, point);
    let delivery = profile.delivery.as_ref().zip(tier(profile, distance_m));
    PointTerms {
        distance_m,
        delivery: delivery.map(|(terms, tier)| DeliveryHere {
            fee_minor: tier.fee_minor,
            minimum_order_minor: terms.minimum_order_minor,
            free_from_minor: terms.free_from_minor,
            ready_in_minutes: kitchen_minutes(restaurant).saturating_add(minutes(distance_m)),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::profile::open,
        samples::{self, CENTRE, north},
    };

    #[test]
    fn a_door_has_its_fee_and_its_time_within_the_area_only() {
        let restaurant = open(
            samples::restaurant_id(1),
            samples::profile("Da Mario"),
            samples::always_open(),
        );
        let edge = restaurant
            .profile
            .delivery
            .as_ref()
            .unwrap()
            .fee_tiers
            .last()
            .unwrap()
            .up_to_m;
        let near = terms(&restaurant, &north(CENTRE, 600.0));
        assert_eq!(near.distance_m, 600);
        let delivery = near.delivery.unwrap();
        assert_eq!(
            delivery.ready_in_minutes,
            restaurant.profile.lead_time_minutes + 2 + HANDOVER_MINUTES
        );
        assert_eq!(
            delivery.fee_minor,
            restaurant.profile.delivery.as_ref().unwrap().fee_tiers[0].fee_minor
        );
        let far = terms(&restaurant, &north(CENTRE, f64::from(edge) + 50.0));
        assert_eq!(far.delivery, None);
    }
}
