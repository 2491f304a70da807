//! Amounts of money as readers of each language write them (after CLDR, with Latin digits throughout, as the counts in
//! the texts are).

use super::Locale;
use foodwala_contract::Money;

/// Keeps amount and currency on one line.
const NO_BREAK_SPACE: char = '\u{a0}';
/// Arabic amounts run from right to left although digits and signs alone would not say so.
const RIGHT_TO_LEFT_MARK: char = '\u{200f}';
/// And their minus belongs to the digits.
const LEFT_TO_RIGHT_MARK: char = '\u{200e}';

/// The amount in the reader's way of writing.
pub(crate) fn format(money: Money, locale: Locale) -> String {
    let digits = u32::from(money.currency.minor_digits());
    let unit = 10_u64.pow(digits);
    let amount = money.amount_minor.unsigned_abs();
    let mut number = grouped(amount / unit, locale);
    if digits > 0 {
        number.push_str(&format!(
            ".{:0width$}",
            amount % unit,
            width = usize::from(money.currency.minor_digits())
        ));
    }
    let negative = money.amount_minor < 0;
    let code = money.currency.as_str();
    let symbol = match (code, locale) {
        ("EUR", _) => "€",
        ("INR", _) => "₹",
        ("GBP", Locale::En | Locale::Hi) => "£",
        ("USD", Locale::En | Locale::Hi) => "$",
        ("USD", Locale::Ar) => "US$",
        _ => code,
    };
    match locale {
        Locale::En | Locale::Hi => {
            let sign = if negative { "-" } else { "" };
            // Letters need a space before digits, signs do not.
            let space = if symbol == code {
                NO_BREAK_SPACE.to_string()
            } else {
                String::new()
            };
            format!("{sign}{symbol}{space}{number}")
        }
        Locale::Ar => {
            let sign = if negative {
                format!("{LEFT_TO_RIGHT_MARK}-")
            } else {
                String::new()
            };
            format!("{RIGHT_TO_LEFT_MARK}{sign}{number}{NO_BREAK_SPACE}{symbol}")
        }
    }
}

/// Groups of three; in Hindi three and then twos (lakh, crore).
fn grouped(number: u64, locale: Locale) -> String {
    let following = if locale == Locale::Hi { 2 } else { 3 };
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 2);
    for (index, digit) in digits.chars().enumerate() {
        let left = digits.len() - index;
        if index > 0 && left >= 3 && (left - 3).is_multiple_of(following) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;
    use foodwala_contract::Currency;

    fn written(amount_minor: i64, currency: &str) -> [String; 3] {
        let money = Money::new(amount_minor, currency.parse::<Currency>().unwrap());
        Locale::ALL.map(|locale| format(money, locale))
    }

    #[test]
    fn each_language_writes_amounts_its_own_way() {
        assert_eq!(
            written(123_456_789, "INR"),
            ["₹1,234,567.89", "₹12,34,567.89", "\u{200f}1,234,567.89\u{a0}₹"]
        );
        assert_eq!(
            written(-1250, "EUR"),
            ["-€12.50", "-€12.50", "\u{200f}\u{200e}-12.50\u{a0}€"]
        );
        assert_eq!(written(5, "USD"), ["$0.05", "$0.05", "\u{200f}0.05\u{a0}US$"]);
        assert_eq!(
            written(900, "JPY"),
            ["JPY\u{a0}900", "JPY\u{a0}900", "\u{200f}900\u{a0}JPY"]
        );
        assert_eq!(written(1_234_567, "KWD")[0], "KWD\u{a0}1,234.567");
        assert_eq!(written(i64::MIN, "JPY")[0], "-JPY\u{a0}9,223,372,036,854,775,808");
    }
}
