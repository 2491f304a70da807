use super::*;
use crate::domain::testing::{self, NOON, OLIVES, basket, delivery_to, line, menu, promo, restaurant};
use foodwala_contract::{
    orders::Basket,
    restaurants::{Discount, FeeTier, Promo},
};
use proptest::prelude::*;

fn priced(book: &PriceBook, basket: Basket) -> Result<Priced, PricingError> {
    price(book, &CheckedBasket::new(basket).unwrap(), PromoUses::default(), NOON)
}

fn amounts(price: &Price) -> Vec<(ChargeKind, i64, bool)> {
    price
        .charges
        .iter()
        .map(|charge| (charge.kind, charge.amount_minor, charge.included))
        .collect()
}

#[test]
fn every_part_of_a_delivery_is_explained() {
    let promos = vec![promo(
        "TEN",
        Discount::Percent {
            basis_points: 1_000,
            at_most_minor: None,
        },
    )];
    let book = testing::book_of(restaurant(), menu(), promos);
    let mut basket = basket();
    basket.promo_code = Some(" ten ".into());
    basket.tip_minor = 200;
    let Priced { price, distance_m } = priced(&book, basket).unwrap();

    // Two large pizzas at 9.00 + 2.50, packaging 0.30 each, 1.1 km away.
    assert_eq!(price.lines[0].unit_minor, 1_150);
    assert_eq!(price.lines[0].total_minor, 2_300);
    assert_eq!(distance_m, Some(1_112));
    assert_eq!(
        amounts(&price),
        [
            (ChargeKind::Items, 2_300, false),
            (ChargeKind::Packaging, 60, false),
            (ChargeKind::Delivery, 250, false),
            (ChargeKind::Discount, -230, false),
            // 7 % within 23.80
            (ChargeKind::Tax, 156, true),
            (ChargeKind::Tip, 200, false),
        ]
    );
    assert_eq!(price.total.amount_minor, 2_580);
    assert_eq!(
        price.charges[2].basis,
        ChargeBasis::Distance {
            distance_m: 1_112,
            tier_up_to_m: 2_000
        }
    );
    assert_eq!(price.charges[3].basis, ChargeBasis::Promo { code: "TEN".into() });
    assert_eq!(
        price.charges[4].basis,
        ChargeBasis::Rate {
            basis_points: 700,
            base_minor: 2_380
        }
    );
}

#[test]
fn added_tax_is_on_top_and_leaves_the_tip_alone() {
    let mut restaurant = restaurant();
    restaurant.profile.tax = TaxTerms {
        rate_basis_points: 825,
        included: false,
    };
    let mut basket = basket();
    basket.fulfilment = Fulfilment::Pickup;
    basket.tip_minor = 100;
    let price = priced(&testing::book_of(restaurant, menu(), vec![]), basket)
        .unwrap()
        .price;
    // 8.25 % of 23.60 is 1.947
    assert_eq!(price.charge_minor(ChargeKind::Tax), 195);
    assert_eq!(price.total.amount_minor, 2_360 + 195 + 100);
}

#[test]
fn delivery_is_free_from_a_price_and_refused_below_another() {
    let mut restaurant = restaurant();
    let terms = restaurant.profile.delivery.as_mut().unwrap();
    terms.free_from_minor = Some(2_300);
    terms.minimum_order_minor = 1_000;
    let book = testing::book_of(restaurant, menu(), vec![promo("SHIP", Discount::FreeDelivery)]);

    let price = priced(&book, basket()).unwrap().price;
    assert_eq!(price.charges[2].basis, ChargeBasis::FreeFrom { items_minor: 2_300 });
    assert_eq!(price.charge_minor(ChargeKind::Delivery), 0);

    let free = Basket {
        promo_code: Some("SHIP".into()),
        ..basket()
    };
    assert_eq!(priced(&book, free), Err(PromoRefusal::NothingToTakeOff.into()));

    let mut small = basket();
    small.lines = vec![line(OLIVES, 1, &[])];
    let refused = PricingError::BelowMinimumOrder {
        minimum_minor: 1_000,
        items_minor: 450,
    };
    assert_eq!(priced(&book, small.clone()), Err(refused));
    small.fulfilment = Fulfilment::Pickup;
    assert!(priced(&book, small).is_ok(), "the minimum is for deliveries");
}

#[test]
fn a_door_beyond_the_last_tier_is_out_of_the_area() {
    let mut far = basket();
    far.fulfilment = delivery_to(52.62, 13.405);
    let refused = PricingError::OutOfDeliveryArea {
        distance_m: 11_120,
        limit_m: 5_000,
    };
    assert_eq!(priced(&testing::book(), far), Err(refused));
}

#[test]
fn what_is_not_offered_is_refused() {
    let mut restaurant = restaurant();
    restaurant.profile.delivery = None;
    restaurant.profile.pickup = false;
    let book = testing::book_of(restaurant, menu(), vec![]);
    for fulfilment in [Fulfilment::Pickup, basket().fulfilment] {
        let kind = fulfilment.kind();
        let refused = priced(&book, Basket { fulfilment, ..basket() });
        assert_eq!(refused, Err(PricingError::FulfilmentNotOffered { kind }));
    }
}

#[test]
fn options_must_fit_their_groups() {
    let book = testing::book();
    let with = |options: &[OptionId]| {
        let mut basket = basket();
        basket.lines[0].options = options.to_vec();
        priced(&book, basket)
    };
    let (size, cheese) = (testing::LARGE, testing::CHEESE);
    assert!(with(&[size]).is_ok() && with(&[cheese, size]).is_ok());
    assert!(matches!(
        with(&[]),
        Err(PricingError::OptionCount {
            chosen: 0,
            min: 1,
            max: 1,
            ..
        })
    ));
    let both = with(&[testing::SMALL, size]);
    assert!(matches!(both, Err(PricingError::OptionCount { chosen: 2, .. })));
    assert_eq!(
        with(&[size, size]),
        Err(PricingError::OptionTwice {
            line: 0,
            option_id: size
        })
    );
    let stranger = OptionId(uuid::Uuid::from_u128(99));
    let refused = PricingError::OptionNotOnMenu {
        item_id: testing::PIZZA,
        option_id: stranger,
    };
    assert_eq!(with(&[size, stranger]), Err(refused));
    let mut unknown = basket();
    unknown.lines[0].item_id = ItemId(uuid::Uuid::from_u128(98));
    assert!(matches!(
        priced(&book, unknown),
        Err(PricingError::ItemNotOnMenu { .. })
    ));
}

fn amount() -> impl Strategy<Value = i64> {
    prop_oneof![40 => -100..5_000_i64, 1 => any::<i64>()]
}

fn discount() -> impl Strategy<Value = Discount> {
    prop_oneof![
        (prop_oneof![0..12_000_u32, any::<u32>()], proptest::option::of(amount())).prop_map(
            |(basis_points, at_most_minor)| Discount::Percent {
                basis_points,
                at_most_minor
            }
        ),
        amount().prop_map(|amount_minor| Discount::Amount { amount_minor }),
        Just(Discount::FreeDelivery),
    ]
}

prop_compose! {
    fn any_book()(
        prices in proptest::collection::vec(amount(), 3),
        deltas in proptest::collection::vec(amount(), 3),
        bounds in prop_oneof![6 => Just((0, 3)), 1 => (0..3_u32, 0..3_u32)],
        fees in proptest::collection::vec((1_000..8_000_u32, amount()), 0..6),
        minimum in prop_oneof![5 => 0..100_i64, 1 => amount()],
        free_from in proptest::option::of(amount()),
        rate in prop_oneof![9 => 0..3_000_u32, 1 => any::<u32>()],
        included in any::<bool>(),
        discount in discount(),
        location in prop_oneof![20 => Just(52.52), 1 => any::<f64>()],
    ) -> PriceBook {
        let mut restaurant = restaurant();
        let profile = &mut restaurant.profile;
        profile.location.latitude = location;
        profile.tax = TaxTerms { rate_basis_points: rate, included };
        profile.delivery = Some(DeliveryTerms {
            fee_tiers: fees.into_iter().map(|(up_to_m, fee_minor)| FeeTier { up_to_m, fee_minor }).collect(),
            minimum_order_minor: minimum,
            free_from_minor: free_from,
            proof_code: false,
        });
        let mut menu = menu();
        let pizza = &mut menu.sections[0].items[0];
        (pizza.price_minor, pizza.packaging_minor) = (prices[0], prices[1]);
        (pizza.option_groups[0].min, pizza.option_groups[0].max) = bounds;
        let options = pizza.option_groups.iter_mut().flat_map(|group| &mut group.options);
        for (option, delta) in options.zip(deltas) {
            option.price_delta_minor = delta;
        }
        menu.sections[0].items[1].price_minor = prices[2];
        testing::book_of(restaurant, menu, vec![Promo { ..promo("ANY", discount) }])
    }
}

/// Mostly dishes that there are.
fn chosen_item() -> impl Strategy<Value = usize> {
    prop_oneof![30 => 0..2_usize, 1 => Just(2_usize)]
}

/// Mostly one size and perhaps cheese.
fn chosen_options() -> impl Strategy<Value = Vec<usize>> {
    prop_oneof![
        5 => (0..2_usize, any::<bool>()).prop_map(|(size, cheese)| if cheese { vec![size, 2] } else { vec![size] }),
        3 => Just(vec![]),
        1 => proptest::collection::vec(0..4_usize, 0..4),
    ]
}

prop_compose! {
    fn any_basket()(
        lines in proptest::collection::vec(
            (chosen_item(), prop_oneof![20 => 1..100_u32, 1 => Just(0_u32)], chosen_options()), 0..6),
        delivered in any::<bool>(),
        point in prop_oneof![20 => (52.50..52.55_f64, 13.35..13.45_f64), 1 => (any::<f64>(), any::<f64>())],
        tip in prop_oneof![9 => 0..1_000_i64, 1 => any::<i64>()],
        promo in any::<bool>(),
    ) -> Basket {
        let options = [testing::SMALL, testing::LARGE, testing::CHEESE, OptionId(uuid::Uuid::from_u128(99))];
        let items = [testing::PIZZA, OLIVES, ItemId(uuid::Uuid::from_u128(98))];
        let lines = lines
            .into_iter()
            .map(|(item, quantity, chosen)| {
                let chosen: Vec<_> = chosen.into_iter().map(|index| options[index]).collect();
                line(items[item], quantity, &chosen)
            })
            .collect();
        let fulfilment = if delivered { delivery_to(point.0, point.1) } else { Fulfilment::Pickup };
        Basket { lines, fulfilment, tip_minor: tip, promo_code: promo.then(|| "any".into()), ..basket() }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn totals_conserve_whatever_is_asked(book in any_book(), basket in any_basket()) {
        let Ok(basket) = CheckedBasket::new(basket) else { return Ok(()) };
        let Ok(Priced { price, .. }) = price(&book, &basket, PromoUses::default(), NOON) else { return Ok(()) };

        let added: i128 = price.charges.iter().filter(|c| !c.included).map(|c| i128::from(c.amount_minor)).sum();
        prop_assert_eq!(added, i128::from(price.total.amount_minor));
        let lines: i128 = price.lines.iter().map(|line| i128::from(line.total_minor)).sum();
        prop_assert_eq!(lines, i128::from(price.charge_minor(ChargeKind::Items)));
        for line in &price.lines {
            prop_assert_eq!(line.total_minor, line.unit_minor * i64::from(line.quantity));
        }
        for charge in &price.charges {
            prop_assert_eq!(charge.amount_minor < 0, charge.kind == ChargeKind::Discount, "{:?}", charge);
        }
        prop_assert!(price.total.amount_minor >= 0);
        prop_assert_eq!(price.currency(), book.restaurant().profile.currency);
    }

    #[test]
    fn included_tax_never_changes_the_total(basket in any_basket(), rate in 0..5_000_u32) {
        let Ok(basket) = CheckedBasket::new(basket) else { return Ok(()) };
        let total = |rate_basis_points| {
            let mut restaurant = restaurant();
            restaurant.profile.tax = TaxTerms { rate_basis_points, included: true };
            let book = testing::book_of(restaurant, menu(), vec![]);
            price(&book, &basket, PromoUses::default(), NOON).map(|priced| priced.price.total)
        };
        prop_assert_eq!(total(rate), total(0));
    }
}
