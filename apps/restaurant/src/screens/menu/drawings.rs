//! Which picture a dish has, chosen by sight.

use dioxus::prelude::*;
use foodwala_ui::prelude::*;

/// The drawings of food and drink, and the text that names each.
#[rustfmt::skip]
const DRAWINGS: &[(&str, &str)] = &[
    ("avocado", "drawing-avocado"),
    ("bacon", "drawing-bacon"),
    ("bagel", "drawing-bagel"),
    ("beer", "drawing-beer"),
    ("bento", "drawing-bento"),
    ("bowl", "drawing-bowl"),
    ("bread", "drawing-bread"),
    ("broccoli", "drawing-broccoli"),
    ("bubbletea", "drawing-bubbletea"),
    ("burger", "drawing-burger"),
    ("burrito", "drawing-burrito"),
    ("cake", "drawing-cake"),
    ("carrot", "drawing-carrot"),
    ("cheese", "drawing-cheese"),
    ("chicken", "drawing-chicken"),
    ("chocolate", "drawing-chocolate"),
    ("cocktail", "drawing-cocktail"),
    ("coconut", "drawing-coconut"),
    ("coffee", "drawing-coffee"),
    ("cookie", "drawing-cookie"),
    ("corn", "drawing-corn"),
    ("croissant", "drawing-croissant"),
    ("cucumber", "drawing-cucumber"),
    ("cupcake", "drawing-cupcake"),
    ("curry", "drawing-curry"),
    ("custard", "drawing-custard"),
    ("doughnut", "drawing-doughnut"),
    ("drink", "drawing-drink"),
    ("dumpling", "drawing-dumpling"),
    ("egg", "drawing-egg"),
    ("eggplant", "drawing-eggplant"),
    ("falafel", "drawing-falafel"),
    ("fish", "drawing-fish"),
    ("flatbread", "drawing-flatbread"),
    ("fries", "drawing-fries"),
    ("hotdog", "drawing-hotdog"),
    ("icecream", "drawing-icecream"),
    ("juice", "drawing-juice"),
    ("meat", "drawing-meat"),
    ("milkshake", "drawing-milkshake"),
    ("nachos", "drawing-nachos"),
    ("noodles", "drawing-noodles"),
    ("olive", "drawing-olive"),
    ("pancakes", "drawing-pancakes"),
    ("pasta", "drawing-pasta"),
    ("pie", "drawing-pie"),
    ("pizza", "drawing-pizza"),
    ("plate", "drawing-plate"),
    ("popcorn", "drawing-popcorn"),
    ("pretzel", "drawing-pretzel"),
    ("ribs", "drawing-ribs"),
    ("rice", "drawing-rice"),
    ("riceball", "drawing-riceball"),
    ("salad", "drawing-salad"),
    ("sandwich", "drawing-sandwich"),
    ("shrimp", "drawing-shrimp"),
    ("softice", "drawing-softice"),
    ("soup", "drawing-soup"),
    ("springroll", "drawing-springroll"),
    ("strawberry", "drawing-strawberry"),
    ("sushi", "drawing-sushi"),
    ("taco", "drawing-taco"),
    ("tamale", "drawing-tamale"),
    ("tea", "drawing-tea"),
    ("thaicurry", "drawing-thaicurry"),
    ("waffle", "drawing-waffle"),
    ("wine", "drawing-wine"),
    ("wrap", "drawing-wrap"),
];

/// Chooses a picture. The collection unfolds when it is asked for: it is large.
#[component]
pub fn Drawings(
    /// The menu's name of the picture.
    image: Option<String>,
    /// Another one was chosen, or none.
    onchange: EventHandler<Option<String>>,
) -> Element {
    let mut unfolded = use_signal(|| false);
    // Menus may also name a picture by a cuisine, or one that is not in the collection: it shows, and stays until another is chosen.
    let chosen = image.as_deref().map(art_for);
    let named = DRAWINGS.iter().find(|(name, _)| Some(*name) == chosen);
    let name = match (named, &image) {
        (Some((_, key)), _) => t!(key),
        (None, Some(image)) => image.clone(),
        (None, None) => t!("drawings-none"),
    };
    rsx! {
        fieldset { class: "drawings",
            legend { class: "field-label", {t!("drawings")} }
            div { class: "drawings-chosen",
                Cover { image: image.clone(), shape: CoverShape::Thumb, muted: image.is_none() }
                span { {name} }
                Button {
                    kind: ButtonKind::Secondary,
                    size: ButtonSize::Small,
                    id: "drawings-choose",
                    onclick: move |_| unfolded.toggle(),
                    {t!(if unfolded() { "ui-close" } else { "drawings-choose" })}
                }
            }
            if unfolded() {
                div { class: "drawings-all",
                    Drawing { key: "none", name: None, label: t!("drawings-none"), chosen: image.is_none(), onchange }
                    for (name , key) in DRAWINGS.iter().copied() {
                        Drawing { key: "{name}", name, label: t!(key), chosen: chosen == Some(name), onchange }
                    }
                }
            }
        }
    }
}

#[component]
fn Drawing(name: Option<&'static str>, label: String, chosen: bool, onchange: EventHandler<Option<String>>) -> Element {
    rsx! {
        label { class: "drawing", title: label.as_str(),
            input {
                r#type: "radio",
                class: "visually-hidden",
                name: "drawing",
                value: name.unwrap_or_default(),
                checked: chosen,
                onchange: move |_| onchange.call(name.map(str::to_owned)),
            }
            match name {
                Some(name) => rsx! { Illustration { name, size: ArtSize::Small } },
                None => rsx! { Icon { name: IconName::CircleX } },
            }
            span { class: "visually-hidden", {label.clone()} }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use foodwala_ui::components::all_art;

    #[test]
    fn every_picture_is_in_the_collection_once() {
        assert!(DRAWINGS.is_sorted_by(|(a, _), (b, _)| a < b));
        for (name, key) in DRAWINGS {
            assert!(all_art().any(|art| art == *name), "{name}");
            assert_eq!(key.strip_prefix("drawing-"), Some(*name));
        }
    }
}
