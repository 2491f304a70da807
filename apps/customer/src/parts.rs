//! What a first visit does not need: parts of the app that come in files of their own (`xtask/src/web/split`).
//!
//! Each module is a part, and its functions are the only ways into it. A screen of the same name as the real one stands in the
//! routes; it shows the real one once its part is there.

use crate::screens;
use dioxus::prelude::*;
use foodwala_sdk::OrderId;
use foodwala_ui::lazy::lazy;

macro_rules! parts {
    ($($(#[$about:meta])* $part:ident {
        $($screen:ident { $($field:ident: $of:ty),* } in $module:ident;)+
    })+) => {
        $($(#[$about])* pub mod $part {
            use super::*;

            $(
                /// The screen itself.
                // It has to stay what the app knows by address alone.
                #[inline(never)]
                pub fn $module(($($field,)*): ($($of,)*)) -> Element {
                    rsx! { screens::$module::$screen { $($field),* } }
                }
            )+
        })+

        $($(
            /// The screen, as soon as it is there.
            #[component]
            pub fn $screen($($field: $of),*) -> Element {
                lazy(stringify!($part), $part::$module, ($($field,)*))
            }
        )+)+
    };
}

parts! {
    /// Looking for something.
    find {
        Search { q: String } in search;
        Favourites {} in favourites;
    }
    /// From the basket to an order.
    buy {
        Basket {} in basket;
        Checkout {} in checkout;
    }
    /// What was ordered.
    orders {
        Orders {} in orders;
        Order { id: OrderId } in order;
        Receipt { id: OrderId } in receipt;
        Review { id: OrderId } in review;
    }
    /// Getting in.
    entrance {
        SignIn { next: Option<String> } in sign_in;
        Register { next: Option<String> } in register;
        ForgotPassword {} in forgot_password;
        ResetPassword { token: String } in reset_password;
    }
    /// What is one's own.
    account {
        Account {} in account;
        Addresses {} in addresses;
        Settings {} in settings;
        Privacy {} in privacy;
        Notifications {} in notifications;
    }
}
