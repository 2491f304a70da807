//! Cards, covers, marks, icons and drawings.

use crate::prelude::*;
use dioxus::prelude::*;

struct Sample {
    name: &'static str,
    image: &'static str,
    cuisines: &'static str,
    stars: Option<f64>,
    offer: Option<&'static str>,
    closed: Option<&'static str>,
}

const SAMPLES: &[Sample] = &[
    Sample {
        name: "Pizzeria Vesuvio",
        image: "pizza",
        cuisines: "Italian, Pizza",
        stars: Some(4.7),
        offer: Some("20% off"),
        closed: None,
    },
    Sample {
        name: "Saffron Palace",
        image: "curry",
        cuisines: "Indian, Curry",
        stars: Some(4.5),
        offer: None,
        closed: None,
    },
    Sample {
        name: "Umi Sushi",
        image: "sushi",
        cuisines: "Japanese",
        stars: Some(4.9),
        offer: None,
        closed: None,
    },
    Sample {
        name: "Smash Kollektiv",
        image: "burger",
        cuisines: "American, Burgers",
        stars: Some(4.3),
        offer: Some("Free delivery"),
        closed: None,
    },
    Sample {
        name: "Taquería El Gallo",
        image: "tacos",
        cuisines: "Mexican, Street food",
        stars: None,
        offer: None,
        closed: None,
    },
    Sample {
        name: "Grüne Gabel",
        image: "salad",
        cuisines: "Vegan, Healthy",
        stars: Some(4.6),
        offer: None,
        closed: Some("Opens at 5:00 PM"),
    },
];

/// Cards as lists of restaurants and menus show them.
#[component]
pub(super) fn Restaurants() -> Element {
    let mut liked = use_signal(|| false);
    let cuisines = [
        ("pizza", "Pizza"),
        ("indian", "Indian"),
        ("japanese", "Sushi"),
        ("burgers", "Burgers"),
        ("thai", "Thai"),
        ("mexican", "Tacos"),
        ("turkish", "Grill"),
        ("vegan", "Vegan"),
        ("coffee", "Coffee"),
        ("desserts", "Sweet"),
    ];
    rsx! {
        Section { title: "Restaurants near you", text: "Cover, Card, Badge, Facts, Rating",
            ChipRow { label: "Cuisines",
                for (index , (art , name)) in cuisines.into_iter().enumerate() {
                    Chip { key: "{name}", art, tile: true, selected: index == 1, {name} }
                }
            }
            div { class: "grid-cards",
                for sample in SAMPLES {
                    Card { key: "{sample.name}", href: "#", flush: true,
                        Cover { image: sample.image, seed: sample.name, muted: sample.closed.is_some(),
                            if let Some(offer) = sample.offer {
                                Badge { tone: Tone::Accent, solid: true, icon: IconName::TicketPercent, {offer} }
                            }
                            if let Some(closed) = sample.closed {
                                Badge { solid: true, icon: IconName::Clock, {closed} }
                            }
                        }
                        div { class: "gallery-body stack-s",
                            div { class: "row-top",
                                h3 { class: "title-s", {sample.name} }
                                Rating { stars: sample.stars, count: sample.stars.map(|_| 312) }
                            }
                            Facts {
                                Fact { {sample.cuisines} }
                                Fact { icon: IconName::Clock, strong: true, {formats().minutes_range(25, 35)} }
                                Fact { icon: IconName::Bike, {formats().money(190, "EUR", 2)} }
                                Fact { {formats().distance(1_240.0)} }
                            }
                        }
                    }
                }
            }
        }
        Section { title: "Dishes",
            div { class: "grid-2",
                for (name , image , text) in [
                    ("Butter Chicken", "tandoori", "Charcoal-grilled chicken in a sauce of tomato, butter and fenugreek"),
                    ("Miso Ramen", "ramen", "Noodles in a broth of twelve hours, egg, corn, spring onion"),
                    ("Margherita", "pizza", "San Marzano tomatoes, fior di latte, basil"),
                    ("Churros", "churros", "Six pieces with chocolate sauce"),
                ]
                {
                    Card { key: "{name}", class: "gallery-dish",
                        div { class: "stack-s",
                            h3 { class: "title-s", {name} }
                            p { class: "muted small", {text} }
                            Price { amount: formats().money(1350, "EUR", 2), before: (name == "Churros").then(|| formats().money(1590, "EUR", 2)) }
                            div { class: "row",
                                Badge { tone: Tone::Success, icon: IconName::Leaf, "Vegetarian" }
                                Badge { tone: Tone::Danger, icon: IconName::Flame, "Hot" }
                            }
                        }
                        Cover { image, seed: name, shape: CoverShape::Square,
                            if name == "Margherita" {
                                IconButton { icon: IconName::Plus, label: "Add Margherita", kind: ButtonKind::Primary }
                            }
                        }
                    }
                }
            }
        }
        Cover { image: "thaicurry", seed: "b", shape: CoverShape::Hero,
            IconButton {
                icon: IconName::Heart,
                label: "Favourite",
                kind: ButtonKind::Secondary,
                pressed: liked(),
                onclick: move |_| liked.toggle(),
            }
        }
    }
}

/// Badges, facts, avatars, prices, sums.
#[component]
pub(super) fn Marks() -> Element {
    let money = |amount| formats().money(amount, "EUR", 2);
    rsx! {
        Section { title: "Marks and sums",
            div { class: "row",
                Badge { "Neutral" }
                Badge { tone: Tone::Accent, "Accent" }
                Badge { tone: Tone::Success, icon: IconName::CircleCheck, "Success" }
                Badge { tone: Tone::Warning, "Warning" }
                Badge { tone: Tone::Danger, "Danger" }
                Badge { tone: Tone::Info, "Info" }
                Rating { stars: 4.5 }
                Rating {}
                for name in ["Asha Rao", "Ben", "Çiğdem Öz", "Lee", "Vera M"] {
                    Avatar { key: "{name}", name }
                }
                Avatar { name: "Noor Haddad", large: true }
            }
            div { class: "grid-2",
                Card {
                    Sum {
                        rows: vec![
                            SumRow::new("2 dishes", money(2_700)),
                            SumRow::new("Delivery", money(190)).hint("1.2 km"),
                            SumRow::new("NAMASTE", money(-405)).kind(SumKind::Discount),
                            SumRow::new("Total", money(2_485)).kind(SumKind::Total),
                        ],
                    }
                }
                Card { sunken: true,
                    div { class: "list",
                        ListLink { href: "#", icon: IconName::MapPin, label: "Addresses", detail: "3" }
                        ListLink { href: "#", icon: IconName::Bell, label: "Notifications", hint: "E-mail and here" }
                        ListLink { href: "#", icon: IconName::ShieldCheck, label: "Privacy" }
                    }
                }
            }
        }
    }
}

/// Every icon.
#[component]
pub(super) fn Icons() -> Element {
    rsx! {
        Section { title: "Icons",
            ul { class: "row",
                for name in IconName::ALL {
                    li { key: "{name.as_str()}", title: name.as_str(), Icon { name: *name, size: IconSize::Medium, label: name.as_str() } }
                }
            }
        }
    }
}

/// Every drawing.
#[component]
pub(super) fn Drawings() -> Element {
    rsx! {
        Section { title: "Drawings",
            ul { class: "row",
                for name in all_art() {
                    li { key: "{name}", class: "gallery-drawing",
                        Illustration { name }
                        span { class: "muted small", {name} }
                    }
                }
            }
        }
    }
}
