//! One handle per resource, with every endpoint as a method.

mod auth;
mod board;
mod couriers;
mod me;
mod menus;
mod notifications;
mod orders;
mod reports;
mod restaurants;

pub use auth::Auth;
pub use board::{Board, Deliveries};
pub use couriers::{CourierLinks, Couriers};
pub use me::Me;
pub use menus::Menus;
pub use notifications::Notifications;
pub use orders::Orders;
pub use reports::Reports;
pub use restaurants::Restaurants;

/// Declares a handle and its methods, each from one endpoint:
///
/// - `plain`: one call, one answer
/// - `keyed`: a command with an idempotency key, fresh or given
/// - `versioned`: an answer with its version; `guarded`: a change that names the version it changes
/// - `paged`: one page, or all as a stream; `followed`: events
///
/// Endpoints whose methods are written by hand are named after `by_hand`.
macro_rules! resource {
    (
        $(#[$doc:meta])*
        $resource:ident $own:tt
        by_hand: [$($by_hand:ty),*];
        $(
            $(#[$method_doc:meta])*
            $shape:ident $name:ident $(/ $second:ident)? = $endpoint:ident $arguments:tt $values:tt;
        )*
    ) => {
        resource!(@handle [$(#[$doc])*] $resource $own);

        impl $resource {
            /// The endpoints this handle calls.
            #[cfg(test)]
            pub(crate) const CALLS: &[&str] = &[
                $(<$by_hand as foodwala_contract::Endpoint>::INFO.id,)*
                $(<$endpoint as foodwala_contract::Endpoint>::INFO.id),*
            ];

            $(resource!(@$shape $own [$(#[$method_doc])*] $name [$($second)?] $endpoint $arguments $values);)*
        }
    };

    (@handle [$($doc:tt)*] $resource:ident { $($own:ident: $own_type:ty),* }) => {
        $($doc)*
        #[derive(Debug, Clone)]
        pub struct $resource {
            client: crate::FoodWala,
            $($own: $own_type),*
        }

        impl $resource {
            pub(crate) fn new(client: crate::FoodWala, $($own: $own_type),*) -> Self {
                Self { client, $($own),* }
            }
        }
    };

    (@plain { $($own:ident: $own_type:ty),* } [$($doc:tt)*] $name:ident [] $endpoint:ident
        ($($arg:ident: $arg_type:ty),*) $values:tt) => {
        $($doc)*
        ///
        /// # Errors
        /// As [`Error`](crate::Error) says.
        pub async fn $name(&self, $($arg: $arg_type),*) -> resource!(@result $endpoint) {
            $(let $own = self.$own;)*
            let options = crate::CallOptions::default();
            resource!(@call self.client, call, $endpoint, &options, $values)
        }
    };

    (@keyed { $($own:ident: $own_type:ty),* } [$($doc:tt)*] $name:ident [$with_key:ident] $endpoint:ident
        ($($arg:ident: $arg_type:ty),*) $values:tt) => {
        $($doc)*
        ///
        /// # Errors
        /// As [`Error`](crate::Error) says.
        pub async fn $name(&self, $($arg: $arg_type),*) -> resource!(@result $endpoint) {
            self.$with_key(&crate::IdempotencyKey::fresh(), $($arg),*).await
        }

        $($doc)*
        ///
        /// With a key of one's own, to send the same command again later, e.g. after the app was ended.
        ///
        /// # Errors
        /// As [`Error`](crate::Error) says.
        pub async fn $with_key(
            &self,
            key: &crate::IdempotencyKey,
            $($arg: $arg_type),*
        ) -> resource!(@result $endpoint) {
            $(let $own = self.$own;)*
            let options = crate::CallOptions { idempotency_key: Some(key.clone()), if_match: None };
            resource!(@call self.client, call, $endpoint, &options, $values)
        }
    };

    (@versioned { $($own:ident: $own_type:ty),* } [$($doc:tt)*] $name:ident [] $endpoint:ident
        ($($arg:ident: $arg_type:ty),*) $values:tt) => {
        $($doc)*
        ///
        /// # Errors
        /// As [`Error`](crate::Error) says.
        pub async fn $name(&self, $($arg: $arg_type),*) -> resource!(@versioned_result $endpoint) {
            let options = crate::CallOptions::default();
            resource!(@call self.client, call_versioned, $endpoint, &options, $values)
        }
    };

    (@guarded { $($own:ident: $own_type:ty),* } [$($doc:tt)*] $name:ident [] $endpoint:ident
        ($($arg:ident: $arg_type:ty),*) $values:tt) => {
        $($doc)*
        ///
        /// `if_match` is the version that is being changed; `precondition_failed` says that it is no longer the newest.
        ///
        /// # Errors
        /// As [`Error`](crate::Error) says.
        pub async fn $name(&self, $($arg: $arg_type,)* if_match: u64) -> resource!(@versioned_result $endpoint) {
            let options = crate::CallOptions { idempotency_key: None, if_match: Some(if_match) };
            resource!(@call self.client, call_versioned, $endpoint, &options, $values)
        }
    };

    (@paged { $($own:ident: $own_type:ty),* } [$($doc:tt)*] $name:ident [$all:ident] $endpoint:ident
        ($($arg:ident: $arg_type:ty),*) { $(path: $path:expr)? }) => {
        $($doc)*
        ///
        /// One page of them.
        ///
        /// # Errors
        /// As [`Error`](crate::Error) says.
        pub async fn $name(
            &self,
            $($arg: $arg_type,)*
            query: &<$endpoint as foodwala_contract::Endpoint>::Query,
        ) -> resource!(@result $endpoint) {
            $(let $own = self.$own;)*
            let path = resource!(@or Nothing {}; $($path)?);
            self.client.call::<$endpoint>(&path, query, &(), &crate::CallOptions::default()).await
        }

        $($doc)*
        ///
        /// All of them, from the page that `query` points at.
        pub fn $all(
            &self,
            $($arg: $arg_type,)*
            query: <$endpoint as foodwala_contract::Endpoint>::Query,
        ) -> crate::Pages<resource!(@item $endpoint)> {
            $(let $own = self.$own;)*
            let path = resource!(@or Nothing {}; $($path)?);
            crate::Pages::new::<$endpoint>(self.client.clone(), path, query)
        }
    };

    (@followed { $($own:ident: $own_type:ty),* } [$($doc:tt)*] $name:ident [] $endpoint:ident
        ($($arg:ident: $arg_type:ty),*) { $(path: $path:expr)? }) => {
        $($doc)*
        pub fn $name(
            &self,
            $($arg: $arg_type),*
        ) -> crate::Events<<$endpoint as foodwala_contract::Endpoint>::Response> {
            $(let $own = self.$own;)*
            crate::Events::new::<$endpoint>(self.client.clone(), resource!(@or Nothing {}; $($path)?))
        }
    };

    (@call $client:expr, $call:ident, $endpoint:ident, $options:expr, {}) => {
        $client.$call::<$endpoint>(&Nothing {}, &Nothing {}, &(), $options).await
    };
    (@call $client:expr, $call:ident, $endpoint:ident, $options:expr, { path: $path:expr }) => {
        $client.$call::<$endpoint>(&$path, &Nothing {}, &(), $options).await
    };
    (@call $client:expr, $call:ident, $endpoint:ident, $options:expr, { query: $query:expr }) => {
        $client.$call::<$endpoint>(&Nothing {}, $query, &(), $options).await
    };
    (@call $client:expr, $call:ident, $endpoint:ident, $options:expr, { path: $path:expr, query: $query:expr }) => {
        $client.$call::<$endpoint>(&$path, $query, &(), $options).await
    };
    (@call $client:expr, $call:ident, $endpoint:ident, $options:expr, { request: $request:expr }) => {
        $client.$call::<$endpoint>(&Nothing {}, &Nothing {}, $request, $options).await
    };
    (@call $client:expr, $call:ident, $endpoint:ident, $options:expr, { path: $path:expr, request: $request:expr }) => {
        $client.$call::<$endpoint>(&$path, &Nothing {}, $request, $options).await
    };

    (@or $default:expr;) => { $default };
    (@or $default:expr; $given:expr) => { $given };
    (@result $endpoint:ident) => { Result<<$endpoint as foodwala_contract::Endpoint>::Response, crate::Error> };
    (@versioned_result $endpoint:ident) => {
        Result<crate::Versioned<<$endpoint as foodwala_contract::Endpoint>::Response>, crate::Error>
    };
    (@item $endpoint:ident) => {
        <<$endpoint as foodwala_contract::Endpoint>::Response as crate::pages::IsPage>::Item
    };
}
use resource;

#[cfg(test)]
mod tests {
    use super::*;
    use foodwala_contract::all_endpoints;
    use std::collections::BTreeSet;

    #[test]
    fn every_endpoint_has_a_method() {
        let handles = [
            Auth::CALLS,
            Board::CALLS,
            CourierLinks::CALLS,
            Couriers::CALLS,
            Deliveries::CALLS,
            Me::CALLS,
            Menus::CALLS,
            Notifications::CALLS,
            Orders::CALLS,
            Reports::CALLS,
            Restaurants::CALLS,
        ];
        let calls: Vec<&str> = handles.concat();
        let unique: BTreeSet<&str> = calls.iter().copied().collect();
        assert_eq!(unique, all_endpoints().map(|endpoint| endpoint.id).collect());
        assert_eq!(calls.len(), unique.len(), "an endpoint has two methods");
    }
}
