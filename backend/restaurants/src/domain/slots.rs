//! The times that can be ordered for: what the order service will take, with the time to choose.

use super::{hours, road};
use foodwala_contract::{
    geo::GeoPoint,
    orders::FulfilmentKind,
    restaurants::{Restaurant, Slots},
};
use foodwala_hours::Schedule;
use jiff::{SignedDuration, Timestamp};
use std::time::Duration;

/// Slots are this far apart.
const STEP: Duration = Duration::from_mins(15);
/// How long somebody who was shown a slot has to order for it.
const CHOOSING_MINUTES: u32 = 5;
/// How many days ahead are looked at unless the guest says otherwise, and at most.
const DAYS: u32 = 7;
const MAX_DAYS: u32 = 14;

/// Why there are no slots at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoSlots {
    /// The restaurant does not deliver, or offers no pickup.
    #[error("this is not offered")]
    NotOffered,
    /// The restaurant does not deliver so far.
    #[error("the point is outside of the delivery area")]
    OutOfArea,
}

/// The slots of a restaurant as things stand.
///
/// # Errors
/// [`NoSlots`].
pub fn slots(
    restaurant: &Restaurant,
    kind: FulfilmentKind,
    point: Option<&GeoPoint>,
    days: Option<u32>,
    now: Timestamp,
) -> Result<Slots, NoSlots> {
    let minutes = road::kitchen_minutes(restaurant).saturating_add(way(restaurant, kind, point)?);
    let schedule = Schedule::new(&restaurant.hours).ok();
    let pause = restaurant.pause.as_ref();
    let soonest = hours::status(schedule.as_ref(), pause, now).open.then(|| {
        now.saturating_add(SignedDuration::from_mins(minutes.into()))
            .unwrap_or(now)
    });
    let lead = Duration::from_mins(minutes.saturating_add(CHOOSING_MINUTES).into());
    let days = days.unwrap_or(DAYS).clamp(1, MAX_DAYS);
    let horizon = Duration::from_hours(24 * u64::from(days));
    let items = schedule
        .iter()
        .flat_map(|schedule| schedule.slots(now, lead, STEP, horizon));
    Ok(Slots {
        time_zone: restaurant.hours.time_zone.clone(),
        soonest,
        // A pause that ends before does not stand in the way of ordering ahead.
        items: items
            .filter(|slot| !pause.is_some_and(|pause| pause.holds_at(*slot)))
            .collect(),
    })
}

/// Minutes from the kitchen to the guest.
fn way(restaurant: &Restaurant, kind: FulfilmentKind, point: Option<&GeoPoint>) -> Result<u32, NoSlots> {
    let profile = &restaurant.profile;
    match (kind, point) {
        (FulfilmentKind::Pickup, _) if profile.pickup => Ok(0),
        (FulfilmentKind::Delivery, None) if profile.delivery.is_some() => Ok(road::HANDOVER_MINUTES),
        (FulfilmentKind::Delivery, Some(point)) if profile.delivery.is_some() => {
            let distance_m = road::distance_m(profile, point);
            road::tier(profile, distance_m).ok_or(NoSlots::OutOfArea)?;
            Ok(road::minutes(distance_m))
        }
        _ => Err(NoSlots::NotOffered),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::profile::open,
        samples::{self, CENTRE, north},
    };
    use foodwala_contract::restaurants::Pause;
    use jiff::ToSpan;

    fn restaurant() -> Restaurant {
        open(
            samples::restaurant_id(1),
            samples::profile("Da Mario"),
            samples::always_open(),
        )
    }

    #[test]
    fn slots_leave_time_for_kitchen_road_and_choosing() {
        let (restaurant, now) = (restaurant(), samples::now());
        let lead = i64::from(restaurant.profile.lead_time_minutes);
        let pickup = slots(&restaurant, FulfilmentKind::Pickup, None, Some(1), now).unwrap();
        assert_eq!(pickup.soonest, Some(now + lead.minutes()));
        assert!(pickup.items[0] >= now + (lead + 5).minutes());
        assert!(pickup.items.iter().all(|slot| slot.as_second() % 900 == 0));
        assert!(*pickup.items.last().unwrap() <= now + 24.hours());
        let door = north(CENTRE, 900.0);
        let delivery = slots(&restaurant, FulfilmentKind::Delivery, Some(&door), None, now).unwrap();
        assert_eq!(delivery.soonest, Some(now + (lead + 8).minutes()));
        assert!(delivery.items.len() > pickup.items.len(), "a week is looked at");
    }

    #[test]
    fn a_pause_takes_the_slots_until_it_ends() {
        let (mut restaurant, now) = (restaurant(), samples::now());
        let until = now + 5.hours();
        restaurant.pause = Some(Pause {
            until: Some(until),
            reason: None,
        });
        let paused = slots(&restaurant, FulfilmentKind::Pickup, None, None, now).unwrap();
        assert_eq!(paused.soonest, None);
        assert!(paused.items[0] >= until);
    }

    #[test]
    fn what_is_not_offered_has_no_slots() {
        let (mut restaurant, now) = (restaurant(), samples::now());
        let far = north(CENTRE, 90_000.0);
        let refused = slots(&restaurant, FulfilmentKind::Delivery, Some(&far), None, now);
        assert_eq!(refused, Err(NoSlots::OutOfArea));
        restaurant.profile.pickup = false;
        let refused = slots(&restaurant, FulfilmentKind::Pickup, None, None, now);
        assert_eq!(refused, Err(NoSlots::NotOffered));
    }
}
