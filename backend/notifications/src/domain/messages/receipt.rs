//! The receipt: what was ordered, every part of the price, the total.

use super::{Letter, TextError, Texts, body, texts::args};
use crate::domain::{Locale, money};
use fluent_bundle::FluentArgs;
use foodwala_contract::{
    Money,
    orders::{Charge, ChargeBasis, ChargeKind, Order, PaymentMethod, PricedLine},
};

/// The receipt of an order.
pub(crate) fn receipt(texts: &Texts, locale: Locale, name: &str, order: &Order) -> Result<Letter, TextError> {
    let none = FluentArgs::new();
    let about = args([
        ("number", order.number.as_str().into()),
        ("restaurant", order.restaurant_name.as_str().into()),
    ]);
    let amount = |minor| money::format(Money::new(minor, order.price.currency()), locale);

    let mut dishes = vec![texts.say(locale, "receipt-order", &about)?];
    let count: i64 = order.price.lines.iter().map(|line| i64::from(line.quantity)).sum();
    dishes.push(texts.say(locale, "receipt-count", &args([("count", count.into())]))?);
    for line in &order.price.lines {
        dishes.extend(dish(texts, locale, line, &amount(line.total_minor))?);
    }

    let mut sums = Vec::new();
    for charge in &order.price.charges {
        sums.push(part(texts, locale, charge, &amount(charge.amount_minor))?);
    }
    let total = amount(order.price.total.amount_minor);
    sums.push(texts.say(locale, "receipt-total", &args([("amount", total.into())]))?);
    let paid = match order.payment {
        PaymentMethod::Cash => "receipt-paid-cash",
        PaymentMethod::Card => "receipt-paid-card",
    };
    sums.push(texts.say(locale, paid, &none)?);

    let paragraphs = [
        texts.say(locale, "mail-greeting", &args([("name", name.into())]))?,
        texts.say(locale, "receipt-intro", &about)?,
        dishes.join("\n"),
        sums.join("\n"),
        texts.say(locale, "mail-closing", &none)?,
    ];
    Ok(Letter {
        subject: texts.say(locale, "receipt-subject", &about)?,
        body: body(&paragraphs),
    })
}

/// A dish and, indented below, its options.
fn dish(texts: &Texts, locale: Locale, line: &PricedLine, amount: &str) -> Result<Vec<String>, TextError> {
    let args = args([
        ("quantity", i64::from(line.quantity).into()),
        ("name", line.name.as_str().into()),
        ("amount", amount.into()),
    ]);
    let mut lines = vec![texts.say(locale, "receipt-line", &args)?];
    lines.extend(line.options.iter().map(|option| format!("    {}", option.name)));
    Ok(lines)
}

/// A part of the total.
fn part(texts: &Texts, locale: Locale, charge: &Charge, amount: &str) -> Result<String, TextError> {
    let none = FluentArgs::new();
    let label = match (charge.kind, &charge.basis) {
        (ChargeKind::Items, _) => texts.say(locale, "charge-items", &none)?,
        (ChargeKind::Packaging, _) => texts.say(locale, "charge-packaging", &none)?,
        (ChargeKind::Delivery, _) => texts.say(locale, "charge-delivery", &none)?,
        (ChargeKind::Discount, ChargeBasis::Promo { code }) => {
            texts.say(locale, "charge-discount-code", &args([("code", code.as_str().into())]))?
        }
        (ChargeKind::Discount, _) => texts.say(locale, "charge-discount", &none)?,
        (ChargeKind::Tax, ChargeBasis::Rate { basis_points, .. }) => texts.say(
            locale,
            "charge-tax-rate",
            &args([("rate", percent(*basis_points).into())]),
        )?,
        (ChargeKind::Tax, _) => texts.say(locale, "charge-tax", &none)?,
        (ChargeKind::Tip, _) => texts.say(locale, "charge-tip", &none)?,
    };
    let key = if charge.included {
        "receipt-charge-included"
    } else {
        "receipt-charge"
    };
    texts.say(locale, key, &args([("label", label.into()), ("amount", amount.into())]))
}

/// `700` is `7`, `1050` is `10.5`.
fn percent(basis_points: u32) -> String {
    let text = format!("{}.{:02}", basis_points / 100, basis_points % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::messages::samples::order;

    #[test]
    fn a_receipt_lists_everything_that_makes_the_total() {
        let texts = Texts::load().unwrap();
        let letter = receipt(&texts, Locale::En, "Asha", &order()).unwrap();
        assert_eq!(letter.subject, "Your order K7Q2M at Dosa House");
        assert_eq!(
            letter.body,
            "Hello Asha,\n\nthank you for your order at Dosa House. This is your receipt.\n\nOrder K7Q2M\n2 items\n\
             2 × Masala Dosa: €1,200.00\n    Extra chutney\n\nDishes: €1,200.00\nDiscount (HELLO): -€1.00\n\
             Tax 7%: €78.44 (included)\nTotal: €1,199.00\nTo be paid in cash\n\nYour FoodWala team\n"
        );
        assert!(
            receipt(&texts, Locale::Hi, "आशा", &order())
                .unwrap()
                .body
                .contains("कुल: €1,199.00")
        );
        assert!(
            receipt(&texts, Locale::Ar, "آشا", &order())
                .unwrap()
                .body
                .contains("1,199.00\u{a0}€")
        );
    }

    #[test]
    fn rates_are_written_without_idle_zeros() {
        assert_eq!(
            [700, 1050, 825, 0, 10_000].map(percent),
            ["7", "10.5", "8.25", "0", "100"]
        );
    }
}
