//! What a basket costs. Pure arithmetic in minor units that never overflows and never mixes currencies: all amounts are
//! in the restaurant's.

use super::{
    basket::CheckedBasket,
    book::PriceBook,
    promo::{self, PromoRefusal, PromoUses, share_half_up},
};
use foodwala_contract::{
    ItemId, Money, OptionGroupId, OptionId,
    geo::GeoPoint,
    menu::MenuItem,
    orders::{
        BasketLine, Charge, ChargeBasis, ChargeKind, Fulfilment, FulfilmentKind, Price, PricedLine, PricedOption,
    },
    restaurants::{DeliveryTerms, TaxTerms},
};
use jiff::Timestamp;

/// What a tax rate is a share of: 10000 basis points are the whole.
const WHOLE: u32 = 10_000;

/// Why a basket has no price.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PricingError {
    /// A dish is not on the menu.
    #[error("{item_id} is not on the menu")]
    ItemNotOnMenu {
        /// The dish.
        item_id: ItemId,
    },
    /// An option is not among those of its dish.
    #[error("{option_id} is not an option of {item_id}")]
    OptionNotOnMenu {
        /// The dish.
        item_id: ItemId,
        /// The option.
        option_id: OptionId,
    },
    /// An option is chosen twice in one line.
    #[error("{option_id} is chosen twice")]
    OptionTwice {
        /// Which line, from 0.
        line: usize,
        /// The option.
        option_id: OptionId,
    },
    /// Too few or too many options of a group are chosen.
    #[error("{chosen} options are chosen of a group that takes {min} to {max}")]
    OptionCount {
        /// Which line, from 0.
        line: usize,
        /// The group.
        group_id: OptionGroupId,
        /// At least so many.
        min: u32,
        /// At most so many.
        max: u32,
        /// So many.
        chosen: u32,
    },
    /// The restaurant does not deliver, or guests cannot fetch.
    #[error("{kind:?} is not offered")]
    FulfilmentNotOffered {
        /// What is not offered.
        kind: FulfilmentKind,
    },
    /// The door is too far away.
    #[error("the door is {distance_m} m away, the area ends at {limit_m} m")]
    OutOfDeliveryArea {
        /// To the door, metres.
        distance_m: u32,
        /// To the edge of the area, metres.
        limit_m: u32,
    },
    /// The items cost too little to be delivered.
    #[error("the items cost {items_minor}, the minimum is {minimum_minor}")]
    BelowMinimumOrder {
        /// What they must cost, in minor units.
        minimum_minor: i64,
        /// What they cost, in minor units.
        items_minor: i64,
    },
    /// The promo code does not apply.
    #[error(transparent)]
    Promo(#[from] PromoRefusal),
    /// The amounts are beyond all measure.
    #[error("the amounts are too large")]
    TooLarge,
}

/// A basket with its price.
#[derive(Debug, Clone, PartialEq)]
pub struct Priced {
    /// The price.
    pub price: Price,
    /// To the door, metres.
    pub distance_m: Option<u32>,
}

/// Prices a basket. Prices, fees and packaging below nothing count as nothing.
///
/// # Errors
/// Why it has no price.
pub fn price(
    book: &PriceBook,
    basket: &CheckedBasket,
    uses: PromoUses,
    now: Timestamp,
) -> Result<Priced, PricingError> {
    let basket = basket.get();
    let profile = &book.restaurant().profile;

    let mut lines = Vec::with_capacity(basket.lines.len());
    let (mut items_minor, mut packaging_minor) = (0, 0);
    for (index, line) in basket.lines.iter().enumerate() {
        let item = book
            .item(line.item_id)
            .ok_or(PricingError::ItemNotOnMenu { item_id: line.item_id })?;
        let priced = price_line(index, line, item)?;
        items_minor = sum(items_minor, priced.total_minor)?;
        packaging_minor = sum(packaging_minor, times(item.packaging_minor.max(0), line.quantity)?)?;
        lines.push(priced);
    }

    let mut charges = vec![charge(ChargeKind::Items, items_minor, ChargeBasis::Lines)];
    if packaging_minor > 0 {
        charges.push(charge(ChargeKind::Packaging, packaging_minor, ChargeBasis::PerItem));
    }

    let (mut delivery_minor, mut distance_m) = (0, None);
    match (&basket.fulfilment, &profile.delivery) {
        (Fulfilment::Pickup, _) if profile.pickup => (),
        (Fulfilment::Delivery { address }, Some(terms)) => {
            let delivery = deliver(terms, profile.location, address.location, items_minor)?;
            (delivery_minor, distance_m) = (delivery.fee_minor, Some(delivery.distance_m));
            charges.push(charge(ChargeKind::Delivery, delivery.fee_minor, delivery.basis));
        }
        (fulfilment, _) => {
            return Err(PricingError::FulfilmentNotOffered {
                kind: fulfilment.kind(),
            });
        }
    }

    let mut discount_minor = 0;
    if let Some(code) = &basket.promo_code {
        let promo = promo::find(book.promos(), code, items_minor, uses, now)?;
        discount_minor = promo::takes_off(&promo.discount, items_minor, delivery_minor);
        if discount_minor == 0 {
            return Err(PromoRefusal::NothingToTakeOff.into());
        }
        let basis = ChargeBasis::Promo {
            code: promo.code.clone(),
        };
        charges.push(charge(ChargeKind::Discount, -discount_minor, basis));
    }

    let taxed_minor = sum(sum(items_minor, packaging_minor)?, delivery_minor)? - discount_minor;
    let tax = tax(profile.tax, taxed_minor)?;
    let added_minor = tax
        .as_ref()
        .filter(|tax| !tax.included)
        .map_or(0, |tax| tax.amount_minor);
    charges.extend(tax);
    if basket.tip_minor > 0 {
        charges.push(charge(ChargeKind::Tip, basket.tip_minor, ChargeBasis::Chosen));
    }

    let total_minor = sum(sum(taxed_minor, added_minor)?, basket.tip_minor)?;
    let price = Price {
        lines,
        charges,
        total: Money::new(total_minor, profile.currency),
    };
    Ok(Priced { price, distance_m })
}

fn price_line(index: usize, line: &BasketLine, item: &MenuItem) -> Result<PricedLine, PricingError> {
    for (at, option_id) in line.options.iter().enumerate() {
        if line.options[..at].contains(option_id) {
            return Err(PricingError::OptionTwice {
                line: index,
                option_id: *option_id,
            });
        }
    }
    let mut unit_minor = item.price_minor;
    let mut options: Vec<PricedOption> = Vec::with_capacity(line.options.len());
    for group in &item.option_groups {
        let mut chosen = 0;
        for option in group.options.iter().filter(|option| line.options.contains(&option.id)) {
            chosen += 1;
            unit_minor = sum(unit_minor, option.price_delta_minor)?;
            options.push(PricedOption {
                option_id: option.id,
                group: group.name.clone(),
                name: option.name.clone(),
                price_delta_minor: option.price_delta_minor,
            });
        }
        if chosen < group.min || chosen > group.max {
            let (group_id, min, max) = (group.id, group.min, group.max);
            return Err(PricingError::OptionCount {
                line: index,
                group_id,
                min,
                max,
                chosen,
            });
        }
    }
    if let Some(option_id) = line
        .options
        .iter()
        .find(|id| options.iter().all(|option| option.option_id != **id))
    {
        return Err(PricingError::OptionNotOnMenu {
            item_id: item.id,
            option_id: *option_id,
        });
    }
    let unit_minor = unit_minor.max(0);
    Ok(PricedLine {
        item_id: item.id,
        name: item.name.clone(),
        quantity: line.quantity,
        unit_minor,
        total_minor: times(unit_minor, line.quantity)?,
        options,
        note: line.note.clone().filter(|note| !note.trim().is_empty()),
        station: item.station.clone(),
    })
}

struct Delivery {
    fee_minor: i64,
    distance_m: u32,
    basis: ChargeBasis,
}

fn deliver(terms: &DeliveryTerms, from: GeoPoint, to: GeoPoint, items_minor: i64) -> Result<Delivery, PricingError> {
    let distance_m = metres(from.distance_m(&to));
    let Some(tier) = terms.fee_tiers.iter().find(|tier| distance_m <= tier.up_to_m) else {
        let limit_m = terms.fee_tiers.last().map_or(0, |tier| tier.up_to_m);
        return Err(PricingError::OutOfDeliveryArea { distance_m, limit_m });
    };
    if items_minor < terms.minimum_order_minor {
        return Err(PricingError::BelowMinimumOrder {
            minimum_minor: terms.minimum_order_minor,
            items_minor,
        });
    }
    if let Some(free_from_minor) = terms
        .free_from_minor
        .filter(|free_from_minor| *free_from_minor <= items_minor)
    {
        let basis = ChargeBasis::FreeFrom {
            items_minor: free_from_minor,
        };
        return Ok(Delivery {
            fee_minor: 0,
            distance_m,
            basis,
        });
    }
    let basis = ChargeBasis::Distance {
        distance_m,
        tier_up_to_m: tier.up_to_m,
    };
    Ok(Delivery {
        fee_minor: tier.fee_minor.max(0),
        distance_m,
        basis,
    })
}

/// The tax on an amount that is not negative; `None` where there is no tax.
fn tax(terms: TaxTerms, base_minor: i64) -> Result<Option<Charge>, PricingError> {
    let rate = terms.rate_basis_points;
    if rate == 0 {
        return Ok(None);
    }
    let amount_minor = if terms.included {
        share_half_up(base_minor, rate, rate.checked_add(WHOLE).ok_or(PricingError::TooLarge)?)
    } else {
        share_half_up(base_minor, rate, WHOLE)
    };
    Ok(Some(Charge {
        kind: ChargeKind::Tax,
        amount_minor,
        included: terms.included,
        basis: ChargeBasis::Rate {
            basis_points: rate,
            base_minor,
        },
    }))
}

const fn charge(kind: ChargeKind, amount_minor: i64, basis: ChargeBasis) -> Charge {
    Charge {
        kind,
        amount_minor,
        included: false,
        basis,
    }
}

fn sum(a: i64, b: i64) -> Result<i64, PricingError> {
    a.checked_add(b).ok_or(PricingError::TooLarge)
}

fn times(amount: i64, count: u32) -> Result<i64, PricingError> {
    amount.checked_mul(count.into()).ok_or(PricingError::TooLarge)
}

/// Whole metres. A distance that is no number, from a point that is none, is as far as can be.
fn metres(distance: f64) -> u32 {
    let metres = distance.round();
    // The cast is exact: a whole number within the range.
    if (0.0..f64::from(u32::MAX)).contains(&metres) {
        metres as u32
    } else {
        u32::MAX
    }
}

#[cfg(test)]
mod tests;
