//! Pictures: illustrations, and the covers that restaurants and dishes get from them.

use crate::device;
use dioxus::prelude::*;

mod names;
pub use names::{all_art, art_for};

/// How large an illustration is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ArtSize {
    /// 24 px, in a line of text.
    Tiny,
    /// 40 px, in chips and rows.
    Small,
    /// 72 px.
    #[default]
    Medium,
    /// 128 px.
    Large,
    /// As large as what is around it.
    Fill,
}

impl ArtSize {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Tiny => "tiny",
            Self::Small => "small",
            Self::Medium => "medium",
            Self::Large => "large",
            Self::Fill => "fill",
        }
    }

    const fn pixels(self) -> i64 {
        match self {
            Self::Tiny => 24,
            Self::Small => 40,
            Self::Medium => 72,
            Self::Large | Self::Fill => 128,
        }
    }
}

/// A drawing from the apps' own collection. Without a text it is decoration.
#[component]
pub fn Illustration(
    /// Its name, e.g. `pizza`; one that we do not have becomes a plate.
    #[props(into)]
    name: String,
    /// How large it is.
    #[props(default)]
    size: ArtSize,
    /// What it says, where no text beside it does.
    #[props(default, into)]
    alt: Option<String>,
    /// It is seen at once, so do not wait until it is scrolled to.
    #[props(default)]
    eager: bool,
) -> Element {
    let file = format!("ui/art/{}.svg", art_for(&name));
    rsx! {
        img {
            class: "art",
            "data-size": size.as_str(),
            src: device::document::asset_url(&file),
            alt: alt.unwrap_or_default(),
            width: size.pixels(),
            height: size.pixels(),
            loading: if eager { "eager" } else { "lazy" },
            decoding: "async",
        }
    }
}

/// What shape a cover has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CoverShape {
    /// Wide, on a restaurant's card.
    #[default]
    Card,
    /// Wider, above a restaurant's menu.
    Hero,
    /// A square, on a dish.
    Square,
    /// A small square, in a row of an order.
    Thumb,
}

impl CoverShape {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Card => "card",
            Self::Hero => "hero",
            Self::Square => "square",
            Self::Thumb => "thumb",
        }
    }
}

/// The picture of a restaurant or a dish: its drawing on a ground of its own colour. Always decoration; the name stands beside.
#[component]
pub fn Cover(
    /// The platform's name of the picture; a plate if it has none.
    #[props(default, into)]
    image: Option<String>,
    /// Anything that stays the same, e.g. the restaurant's name: it chooses the ground among those that suit the picture.
    #[props(default, into)]
    seed: String,
    /// What shape it has.
    #[props(default)]
    shape: CoverShape,
    /// Greyed, for what is closed or sold out.
    #[props(default)]
    muted: bool,
    /// It is seen at once.
    #[props(default)]
    eager: bool,
    /// Laid over it: badges, a heart.
    #[props(default)]
    children: Element,
) -> Element {
    let name = art_for(image.as_deref().unwrap_or_default());
    let src = device::document::asset_url(&format!("ui/art/{name}.svg"));
    let loading = if eager { "eager" } else { "lazy" };
    rsx! {
        div {
            class: "cover",
            "data-shape": shape.as_str(),
            "data-ground": names::ground(name),
            "data-lay": (seed.bytes().map(u32::from).sum::<u32>() % 3).to_string(),
            "data-muted": muted.then_some("true"),
            if matches!(shape, CoverShape::Card | CoverShape::Hero) {
                for piece in names::company(name) {
                    img {
                        key: "{piece}",
                        class: "cover-piece",
                        src: device::document::asset_url(&format!("ui/art/{piece}.svg")),
                        alt: "",
                        width: 96,
                        height: 96,
                        loading,
                        decoding: "async",
                    }
                }
            }
            img { class: "cover-art", src, alt: "", width: 160, height: 160, loading, decoding: "async" }
            {children}
        }
    }
}
