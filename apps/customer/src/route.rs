//! Every address of the app.

use crate::{
    layout::Shell,
    parts::*,
    screens::{Gallery, Home, NotFound},
};
use dioxus::prelude::*;
use foodwala_sdk::{OrderId, RestaurantId};

/// An address within the app.
#[derive(Debug, Clone, PartialEq, Routable)]
#[rustfmt::skip]
#[expect(missing_docs, reason = "the screens say what they are")]
pub enum Route {
    #[layout(Shell)]
        #[route("/")]
        Home {},
        #[route("/search?:q")]
        Search { q: String },
        #[route("/restaurants/:id?:item")]
        Restaurant { id: RestaurantId, item: Option<String> },
        #[route("/basket")]
        Basket {},
        #[route("/favourites")]
        Favourites {},
        #[route("/gallery")]
        Gallery {},

        #[route("/sign-in?:next")]
        SignIn { next: Option<String> },
        #[route("/register?:next")]
        Register { next: Option<String> },
        #[route("/forgot-password")]
        ForgotPassword {},
        #[route("/reset-password?:token")]
        ResetPassword { token: String },
        #[route("/account")]
        Account {},
        #[route("/account/addresses")]
        Addresses {},
        #[route("/account/settings")]
        Settings {},
        #[route("/account/privacy")]
        Privacy {},
        #[route("/notifications")]
        Notifications {},
        #[route("/checkout")]
        Checkout {},
        #[route("/orders")]
        Orders {},
        #[route("/orders/:id")]
        Order { id: OrderId },
        #[route("/orders/:id/receipt")]
        Receipt { id: OrderId },
        #[route("/orders/:id/review")]
        Review { id: OrderId },

        #[route("/:..segments")]
        NotFound { segments: Vec<String> },
}
