//! What a first visit does not need: parts of the app that come in files of their own (`xtask/src/web/split`).
//!
//! Each module is a part, and its functions are the only ways into it. A screen of the same name as the real one stands in the
//! routes; it shows the real one once its part is there. What the app itself does at its start only for some people (those with
//! something in the basket, those who are signed in) is asked of a part as well.

use crate::{
    basket::{self, BasketHandle},
    feed::Feed,
    offline::WaitingHandle,
    screens,
};
use dioxus::prelude::*;
use foodwala_sdk::{AccountId, FoodWala, OrderId, RestaurantId};
use foodwala_ui::lazy::{Work, lazy};

macro_rules! parts {
    ($($(#[$about:meta])* $part:ident {
        $($screen:ident { $($field:ident: $of:ty),* } in $module:ident;)+
    } $(+ { $($more:item)+ })?)+) => {
        $($(#[$about])* pub mod $part {
            use super::*;

            $(
                /// The screen itself.
                // It has to stay what the app knows by address alone.
                #[inline(never)]
                pub fn $module(($($field,)*): ($($of,)*)) -> Element {
                    wake();
                    rsx! { screens::$module::$screen { $($field),* } }
                }
            )+

            $($($more)+)?
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
    /// A restaurant and its dishes.
    menu {
        Restaurant { id: RestaurantId, item: Option<String> } in restaurant;
    }
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
    } + {
        /// The newest orders.
        #[inline(never)]
        pub fn newest(client: FoodWala) -> Work<Result<Vec<foodwala_sdk::contract::orders::Order>, foodwala_sdk::Error>> {
            Box::pin(screens::home::newest_orders(client))
        }
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
    } + {
        /// Follows the person's notifications.
        #[inline(never)]
        pub fn follow(feed: Feed) -> Work<()> {
            Box::pin(feed.follow())
        }

        /// The restaurants that the person likes.
        #[inline(never)]
        pub fn favourites(client: FoodWala) -> Work<Option<Vec<RestaurantId>>> {
            Box::pin(crate::context::favourites(client))
        }
    }
}

/// What is on the device from earlier: dishes in the basket, orders that wait for a connection.
pub mod kept {
    use super::*;

    /// Changes the basket.
    #[inline(never)]
    pub fn change_basket((basket, event): (BasketHandle, basket::Event)) {
        basket.apply(event);
    }

    /// Sends the orders that wait.
    #[inline(never)]
    pub fn send_waiting((waiting, account): (WaitingHandle, AccountId)) {
        waiting.send_kept(account);
    }
}

/// Where a person says where the food shall go.
pub mod place {
    use super::*;

    /// The sheet.
    #[inline(never)]
    pub fn sheet((): ()) -> Element {
        rsx! { crate::place::OpenSheet {} }
    }
}

/// What the device keeps is read before a screen of a part looks at it.
fn wake() {
    consume_context::<BasketHandle>().wake();
    consume_context::<WaitingHandle>().wake();
}
