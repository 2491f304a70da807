//! Every address of the app, below where it is served.

use crate::{
    crew::Crew,
    layout::{At, Frame},
    screens::*,
};
use dioxus::prelude::*;
use foodwala_sdk::{
    OrderId, RestaurantId,
    contract::{
        board::ReadyOrder,
        menu::{PublishMenu, SetAvailability},
        orders::EnterOrder,
        reporting::GetFigures,
        restaurants::{ListStaff, SetHours, UpdateRestaurant},
    },
};

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
        #[route("/branches")]
        Branches {},
        #[route("/courier/:token")]
        Linked { token: String },

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
                #[route("/reviews")]
                Reviews { place: RestaurantId },
                #[route("/new-order")]
                NewOrder { place: RestaurantId },
                #[route("/settings")]
                Settings { place: RestaurantId },
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
            | Self::Reviews { place }
            | Self::NewOrder { place }
            | Self::Settings { place }
            | Self::More { place } => Some(*place),
            Self::Start {}
            | Self::SignIn { .. }
            | Self::Choose {}
            | Self::Branches {}
            | Self::Linked { .. }
            | Self::NotFound { .. } => None,
        }
    }

    /// The same screen of another restaurant: what is of one restaurant alone, or not for everybody, leads to the beginning
    /// there.
    #[must_use]
    pub fn at(&self, crew: Crew, place: RestaurantId) -> Self {
        match self {
            Self::Kitchen { .. } if crew.may::<ReadyOrder>(place) => Self::Kitchen { place },
            Self::Ended { .. } if !crew.is_courier(place) => Self::Ended { place },
            Self::Stock { .. } if crew.may::<SetAvailability>(place) => Self::Stock { place },
            Self::Menu { .. } if crew.may::<PublishMenu>(place) => Self::Menu { place },
            Self::Hours { .. } if crew.may::<SetHours>(place) => Self::Hours { place },
            Self::Staff { .. } if crew.may::<ListStaff>(place) => Self::Staff { place },
            Self::Figures { .. } if crew.may::<GetFigures>(place) => Self::Figures { place },
            Self::Reviews { .. } if !crew.is_courier(place) => Self::Reviews { place },
            Self::NewOrder { .. } if crew.may::<EnterOrder>(place) => Self::NewOrder { place },
            Self::Settings { .. } if crew.may::<UpdateRestaurant>(place) => Self::Settings { place },
            Self::More { .. } => Self::More { place },
            _ => Self::home_of(crew, place),
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
