//! A restaurant from its entry in a file.

use super::{
    CITY, CURRENCY, ContentError, TIME_ZONE, TownRestaurant,
    dish::dish,
    file::{CuisineFile, PromoEntry, RestaurantEntry, SectionEntry},
    hours::weekly,
    text::{optional_price, price, wrong},
};
use crate::ids::Ids;
use foodwala_contract::{
    geo::{GeoPoint, PostalAddress},
    hours::OpeningHours,
    menu::MenuSection,
    orders::PaymentMethod,
    restaurants::{DeliveryTerms, Discount, FeeTier, Promo, RestaurantProfile, TaxTerms},
};
use foodwala_hours::Schedule;

/// Food to take away is taxed at the reduced German rate.
const TAX: TaxTerms = TaxTerms {
    rate_basis_points: 700,
    included: true,
};

/// The restaurant of an entry, which is the `number`th of the town.
pub(super) fn restaurant(
    ids: Ids,
    file: &CuisineFile,
    entry: &RestaurantEntry,
    number: usize,
) -> Result<TownRestaurant, ContentError> {
    let slug = entry.slug.as_str();
    if entry.cuisines.first() != Some(&file.cuisine) {
        return Err(wrong(
            slug,
            &entry.cuisines.join(", "),
            "a list that begins with the file's cuisine",
        ));
    }
    let hours = OpeningHours {
        time_zone: TIME_ZONE.to_owned(),
        weekly: weekly(slug, &entry.hours)?,
        exceptions: Vec::new(),
    };
    Schedule::new(&hours).map_err(|source| ContentError::Hours {
        restaurant: slug.to_owned(),
        source,
    })?;
    let sections = entry
        .sections
        .iter()
        .map(|section| menu_section(ids, file, slug, section));
    Ok(TownRestaurant {
        slug: slug.to_owned(),
        owner: entry.owner.clone(),
        popularity: entry.popularity,
        profile: profile(entry, number)?,
        hours,
        menu: sections.collect::<Result<_, _>>()?,
        promos: entry
            .promos
            .iter()
            .map(|entry| promo(slug, entry))
            .collect::<Result<_, _>>()?,
    })
}

fn profile(entry: &RestaurantEntry, number: usize) -> Result<RestaurantProfile, ContentError> {
    let slug = entry.slug.as_str();
    let (latitude, longitude) = entry.at;
    let payment_methods = if entry.cash_only {
        vec![PaymentMethod::Cash]
    } else {
        vec![PaymentMethod::Cash, PaymentMethod::Card]
    };
    Ok(RestaurantProfile {
        name: entry.name.clone(),
        description: entry.description.clone(),
        cuisines: entry.cuisines.clone(),
        image: Some(entry.image.clone()),
        // 030 23125 000 to 999 are kept free for fiction.
        phone: format!("+49 30 23125{:03}", 100 + number),
        address: PostalAddress {
            street: entry.street.clone(),
            city: CITY.to_owned(),
            postal_code: entry.postcode.clone(),
            country: "DE".to_owned(),
        },
        location: GeoPoint { latitude, longitude },
        currency: CURRENCY,
        lead_time_minutes: entry.lead,
        delivery: Some(DeliveryTerms {
            fee_tiers: entry
                .tiers
                .iter()
                .map(|tier| fee_tier(slug, tier))
                .collect::<Result<_, _>>()?,
            minimum_order_minor: price(slug, &entry.minimum)?,
            free_from_minor: optional_price(slug, entry.free_from.as_deref())?,
            proof_code: false,
        }),
        pickup: true,
        tax: TAX,
        payment_methods,
    })
}

fn fee_tier(place: &str, text: &str) -> Result<FeeTier, ContentError> {
    let malformed = || wrong(place, text, "metres and a fee");
    let (metres, fee) = text.split_once(' ').ok_or_else(malformed)?;
    Ok(FeeTier {
        up_to_m: metres.parse().map_err(|_| malformed())?,
        fee_minor: price(place, fee)?,
    })
}

fn promo(place: &str, entry: &PromoEntry) -> Result<Promo, ContentError> {
    let discount = match (entry.percent, entry.amount.as_deref(), entry.free_delivery) {
        (Some(percent), None, false) => Discount::Percent {
            basis_points: percent * 100,
            at_most_minor: optional_price(place, entry.at_most.as_deref())?,
        },
        (None, Some(amount), false) => Discount::Amount {
            amount_minor: price(place, amount)?,
        },
        (None, None, true) => Discount::FreeDelivery,
        _ => return Err(wrong(place, &entry.code, "a promo code with one discount")),
    };
    Ok(Promo {
        code: entry.code.clone(),
        discount,
        minimum_order_minor: optional_price(place, entry.minimum.as_deref())?.unwrap_or(0),
        starts_at: None,
        ends_at: None,
        total_uses: None,
        uses_per_customer: entry.once.then_some(1),
    })
}

fn menu_section(ids: Ids, file: &CuisineFile, place: &str, entry: &SectionEntry) -> Result<MenuSection, ContentError> {
    let lines = entry.dishes.lines().filter(|line| !line.trim().is_empty());
    Ok(MenuSection {
        id: ids.of(&[place, &entry.name]).into(),
        name: entry.name.clone(),
        description: entry.description.clone(),
        items: lines
            .map(|line| dish(ids, file, place, entry, line))
            .collect::<Result<_, _>>()?,
    })
}
