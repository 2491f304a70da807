//! What a restaurant may say of itself, and what becomes of it.

use super::faults::{Faults, Invalid};
use foodwala_contract::{
    RestaurantId,
    hours::OpeningHours,
    orders::Review,
    restaurants::{DeliveryTerms, Pause, Rating, Restaurant, RestaurantProfile},
};
use jiff::Timestamp;

/// No delivery goes farther, metres.
const MAX_DELIVERY_M: u32 = 100_000;
/// The longest a kitchen may need, minutes.
const MAX_LEAD_MINUTES: u32 = 480;
/// The longest extra time of a busy kitchen, minutes.
const MAX_BUSY_MINUTES: u32 = 120;

/// A restaurant on its first day.
pub fn open(id: RestaurantId, profile: RestaurantProfile, hours: OpeningHours) -> Restaurant {
    Restaurant {
        id,
        version: 1,
        profile,
        hours,
        pause: None,
        busy_extra_minutes: 0,
        rating: Rating::default(),
    }
}

/// Counts a review. A rating that is full stays as it is.
pub fn rate(rating: Rating, review: &Review) -> Rating {
    match (
        rating.count.checked_add(1),
        rating.stars.checked_add(u32::from(review.stars)),
    ) {
        (Some(count), Some(stars)) => Rating { count, stars },
        _ => rating,
    }
}

/// Checks a profile. `current` is the one it replaces: the currency of a restaurant stays, since its prices would
/// otherwise change their meaning.
///
/// # Errors
/// Every value that is out of bounds.
pub fn check(profile: &RestaurantProfile, at: &str, current: Option<&RestaurantProfile>) -> Result<(), Invalid> {
    let mut faults = Faults::new();
    faults.text(&profile.name, format_args!("{at}/name"), 1, 120);
    faults.text(&profile.description, format_args!("{at}/description"), 0, 1000);
    faults.text(&profile.phone, format_args!("{at}/phone"), 0, 40);
    faults.text(
        profile.image.as_deref().unwrap_or_default(),
        format_args!("{at}/image"),
        0,
        100,
    );
    check_cuisines(&mut faults, profile, at);
    check_place(&mut faults, profile, at);
    let lead = (1..=MAX_LEAD_MINUTES).contains(&profile.lead_time_minutes);
    faults.check(
        lead,
        format_args!("{at}/lead_time_minutes"),
        format_args!("must be 1 to {MAX_LEAD_MINUTES}"),
    );
    if let Some(delivery) = &profile.delivery {
        check_delivery(&mut faults, delivery, at);
    }
    let offered = profile.pickup || profile.delivery.is_some();
    faults.check(
        offered,
        format_args!("{at}/pickup"),
        "delivery or pickup must be offered",
    );
    let rate = profile.tax.rate_basis_points <= 10_000;
    faults.check(rate, format_args!("{at}/tax/rate_basis_points"), "must be 0 to 10000");
    faults.count(
        profile.payment_methods.len(),
        format_args!("{at}/payment_methods"),
        1,
        2,
    );
    let repeated = repeats(&profile.payment_methods);
    faults.check(
        !repeated,
        format_args!("{at}/payment_methods"),
        "must not name one twice",
    );
    let same = current.is_none_or(|current| current.currency == profile.currency);
    faults.check(same, format_args!("{at}/currency"), "cannot change");
    faults.into_result()
}

fn check_cuisines(faults: &mut Faults, profile: &RestaurantProfile, at: &str) {
    faults.count(profile.cuisines.len(), format_args!("{at}/cuisines"), 1, 5);
    faults.check(
        !repeats(&profile.cuisines),
        format_args!("{at}/cuisines"),
        "must not name one twice",
    );
    for (number, cuisine) in profile.cuisines.iter().enumerate() {
        let pointer = format!("{at}/cuisines/{number}");
        faults.text(cuisine, &pointer, 1, 40);
        faults.check(*cuisine == cuisine.to_lowercase(), &pointer, "must be lower-case");
    }
}

fn check_place(faults: &mut Faults, profile: &RestaurantProfile, at: &str) {
    let address = &profile.address;
    faults.text(&address.street, format_args!("{at}/address/street"), 1, 200);
    faults.text(&address.city, format_args!("{at}/address/city"), 1, 100);
    faults.text(&address.postal_code, format_args!("{at}/address/postal_code"), 0, 20);
    let country = address.country.len() == 2 && address.country.bytes().all(|letter| letter.is_ascii_uppercase());
    faults.check(
        country,
        format_args!("{at}/address/country"),
        "must be an ISO 3166-1 alpha-2 code",
    );
    faults.check(
        profile.location.is_valid(),
        format_args!("{at}/location"),
        "must be a point on the earth",
    );
}

fn check_delivery(faults: &mut Faults, delivery: &DeliveryTerms, at: &str) {
    let at = format!("{at}/delivery");
    faults.count(delivery.fee_tiers.len(), format_args!("{at}/fee_tiers"), 1, 20);
    let mut edge = 0;
    for (number, tier) in delivery.fee_tiers.iter().enumerate() {
        let grows = tier.up_to_m > edge && tier.up_to_m <= MAX_DELIVERY_M;
        let detail = format_args!("must be above the tier before and at most {MAX_DELIVERY_M}");
        faults.check(grows, format_args!("{at}/fee_tiers/{number}/up_to_m"), detail);
        faults.price(tier.fee_minor, format_args!("{at}/fee_tiers/{number}/fee_minor"));
        edge = tier.up_to_m;
    }
    faults.price(delivery.minimum_order_minor, format_args!("{at}/minimum_order_minor"));
    faults.price(
        delivery.free_from_minor.unwrap_or(0),
        format_args!("{at}/free_from_minor"),
    );
}

/// Checks a pause that is to begin at `now`.
///
/// # Errors
/// Every value that is out of bounds.
pub fn check_pause(pause: &Pause, now: Timestamp) -> Result<(), Invalid> {
    let mut faults = Faults::new();
    faults.check(pause.holds_at(now), "/until", "must be in the future");
    faults.text(pause.reason.as_deref().unwrap_or_default(), "/reason", 0, 200);
    faults.into_result()
}

/// Checks the extra minutes of a busy kitchen.
///
/// # Errors
/// When they are out of bounds.
pub fn check_busy(extra_minutes: u32) -> Result<(), Invalid> {
    let mut faults = Faults::new();
    let detail = format_args!("must be 0 to {MAX_BUSY_MINUTES}");
    faults.check(extra_minutes <= MAX_BUSY_MINUTES, "/extra_minutes", detail);
    faults.into_result()
}

fn repeats<T: PartialEq>(list: &[T]) -> bool {
    list.iter().enumerate().any(|(at, value)| list[..at].contains(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::faults::pointers;
    use crate::samples;
    use foodwala_contract::{Currency, restaurants::FeeTier};

    #[test]
    fn an_ordinary_profile_is_fine() {
        assert_eq!(check(&samples::profile("Da Mario"), "", None), Ok(()));
    }

    #[test]
    fn every_value_at_fault_is_named() {
        let mut profile = samples::profile(" ");
        profile.cuisines = vec!["Italian".into(), "Italian".into()];
        profile.address.country = "Germany".into();
        profile.location.latitude = f64::NAN;
        profile.lead_time_minutes = 0;
        profile.payment_methods.clear();
        let tiers = vec![
            FeeTier {
                up_to_m: 3000,
                fee_minor: -1,
            },
            FeeTier {
                up_to_m: 3000,
                fee_minor: 0,
            },
        ];
        profile.delivery = Some(DeliveryTerms {
            fee_tiers: tiers,
            minimum_order_minor: 0,
            free_from_minor: None,
            proof_code: false,
        });
        let found = pointers(check(&profile, "/profile", None));
        for pointer in [
            "/profile/name",
            "/profile/cuisines",
            "/profile/cuisines/0",
            "/profile/address/country",
            "/profile/location",
            "/profile/lead_time_minutes",
            "/profile/payment_methods",
            "/profile/delivery/fee_tiers/0/fee_minor",
            "/profile/delivery/fee_tiers/1/up_to_m",
        ] {
            assert!(found.iter().any(|one| one == pointer), "{pointer} in {found:?}");
        }
    }

    #[test]
    fn a_restaurant_sells_somehow_and_keeps_its_currency() {
        let current = samples::profile("Da Mario");
        let mut profile = current.clone();
        profile.delivery = None;
        profile.pickup = false;
        profile.currency = Currency::INR;
        assert_eq!(pointers(check(&profile, "", Some(&current))), ["/pickup", "/currency"]);
    }

    #[test]
    fn a_pause_ends_in_the_future() {
        let now = samples::now();
        assert_eq!(
            check_pause(
                &Pause {
                    until: None,
                    reason: None
                },
                now
            ),
            Ok(())
        );
        assert_eq!(
            pointers(check_pause(
                &Pause {
                    until: Some(now),
                    reason: None
                },
                now
            )),
            ["/until"]
        );
    }
}
