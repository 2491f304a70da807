//! Every address of the app, below where it is served.

use crate::{
    crew::Crew,
    layout::{At, Frame},
    screens::*,
};
use dioxus::prelude::*;
use foodwala_sdk::{OrderId, RestaurantId};

/// An address within the app.
#[derive(Debug, Clone, PartialEq, Routable)]
#[rustfmt::skip]
#[expect(missing_docs, reason = "the screens say what they are")]
pub enum Route {
    #[layout(Frame)]
        #[route("/")]
        Start {},
        #[route("/sign-in?:next")]
        SignIn { next: Option<String> },
        #[route("/choose")]
        Choose {},

        #[nest("/at/:place")]
            #[layout(At)]
                #[route("/board")]
                Board { place: RestaurantId },
                #[route("/kitchen")]
                Kitchen { place: RestaurantId },
                #[route("/orders/:id")]
                Order { place: RestaurantId, id: OrderId },
                #[route("/ended")]
                Ended { place: RestaurantId },
                #[route("/stock")]
                Stock { place: RestaurantId },
                #[route("/menu")]
                Menu { place: RestaurantId },
                #[route("/hours")]
                Hours { place: RestaurantId },
                #[route("/staff")]
                Staff { place: RestaurantId },
                #[route("/deliveries")]
                Deliveries { place: RestaurantId },
                #[route("/figures")]
                Figures { place: RestaurantId },
                #[route("/more")]
                More { place: RestaurantId },
            #[end_layout]
        #[end_nest]

        #[route("/:..segments")]
        NotFound { segments: Vec<String> },
}

impl Route {
    /// The restaurant that an address is about.
    #[must_use]
    pub const fn place(&self) -> Option<RestaurantId> {
        match self {
            Self::Board { place }
            | Self::Kitchen { place }
            | Self::Order { place, .. }
            | Self::Ended { place }
            | Self::Stock { place }
            | Self::Menu { place }
            | Self::Hours { place }
            | Self::Staff { place }
            | Self::Deliveries { place }
            | Self::Figures { place }
            | Self::More { place } => Some(*place),
            Self::Start {} | Self::SignIn { .. } | Self::Choose {} | Self::NotFound { .. } => None,
        }
    }

    /// Where somebody begins at a restaurant: couriers with their deliveries, everybody else with the board.
    #[must_use]
    pub fn home_of(crew: Crew, place: RestaurantId) -> Self {
        if crew.is_courier(place) {
            Self::Deliveries { place }
        } else {
            Self::Board { place }
        }
    }
}
