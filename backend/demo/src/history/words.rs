//! What people say.

/// With five stars.
pub(super) const DELIGHTED: &[&str] = &[
    "Best I have had in this part of town. Still hot when it arrived.",
    "Every single dish was wonderful. We will be back on Friday.",
    "Fast, friendly, and the portions are generous.",
    "Exactly as good as eating there.",
    "Our favourite for months now, and it has never let us down.",
    "The courier found the rear building without calling. And the food: superb.",
    "Tastes home-made, because it is.",
    "Even better than last time, thank you!",
    "Perfectly packed, nothing spilled, and so fresh.",
    "My guests asked for the address.",
    "Worth every cent.",
    "Ten minutes earlier than promised and delicious.",
];

/// With four.
pub(super) const PLEASED: &[&str] = &[
    "Very good, only the sides were a little small.",
    "Good as always. The sauce could be hotter.",
    "Tasty and on time. One drink was missing, but they called at once.",
    "Really nice, just not quite hot any more.",
    "Solid choice for a weeknight.",
    "Great flavour, a bit too much packaging for my taste.",
    "Lovely food, and the minimum order is fair.",
    "We liked it a lot. Next time without coriander.",
];

/// With three.
pub(super) const LUKEWARM: &[&str] = &[
    "All right, but nothing special this time.",
    "The food was fine, the wait was not.",
    "A bit salty, otherwise decent.",
    "Good idea, but it arrived lukewarm.",
    "I had it better here before.",
    "Average. The starter was the best part.",
];

/// With one or two.
pub(super) const ANNOYED: &[&str] = &[
    "Half an hour late and cold.",
    "They forgot the side that I paid for.",
    "Soggy when it came. A pity, it used to be good.",
    "Not what I ordered, and nobody answered the phone.",
    "Far too oily for me.",
];

/// To the kitchen about a dish.
pub(super) const DISH_NOTES: &[&str] = &[
    "No onions, please",
    "Well done, please",
    "Sauce on the side",
    "Without coriander",
    "Extra crisp, please",
];

/// To the restaurant about an order.
pub(super) const ORDER_NOTES: &[&str] = &[
    "No cutlery, please",
    "The bell is out of order, please call",
    "Chopsticks or forks for three, please",
    "It is a birthday: a candle would be lovely",
    "Please leave it at the door",
    "I pay with a 50 euro note",
];

/// Why a restaurant does not take an order.
pub(super) const REJECTIONS: &[&str] = &[
    "The kitchen is full for the next hour, we are sorry",
    "One of your dishes has just sold out",
    "We have no courier at the moment",
    "The oven is being repaired",
];

/// Why a customer cancels.
pub(super) const CANCELLATIONS: &[&str] = &[
    "Ordered by mistake",
    "Wrong address, I will order again",
    "Plans have changed",
    "I forgot the promo code",
];

/// Why a restaurant calls an order off that it has taken.
pub(super) const CALLED_OFF: &[&str] = &[
    "We have run out of an ingredient",
    "Nobody opens and nobody answers the phone",
    "A power cut in the kitchen",
];
