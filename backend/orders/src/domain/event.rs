//! What can happen to an order, one for each type of event that carries it.

/// Declares the enum and the list of its values.
macro_rules! order_events {
    ($($(#[$doc:meta])* $name:ident)+) => {
        /// What happened to an order.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum OrderEvent {
            $($(#[$doc])* $name,)+
        }

        #[cfg(test)]
        impl OrderEvent {
            /// Every one.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];
        }
    };
}

order_events! {
    /// It waits for its payment.
    PaymentPending
    /// The payment failed.
    PaymentFailed
    /// Its page to pay on is ready, or its money is to be given back, or was.
    PaymentChanged
    /// It was placed ahead of time.
    Scheduled
    /// It waits for the restaurant.
    Placed
    /// The customer changed notes or contact.
    Amended
    /// The restaurant took it.
    Accepted
    /// The restaurant did not take it.
    Rejected
    /// Nobody accepted in time.
    Expired
    /// The restaurant needs longer.
    Delayed
    /// Cooking began.
    Started
    /// The food is ready.
    Ready
    /// The courier left with it.
    Dispatched
    /// The courier handed it over.
    Delivered
    /// The guest fetched it.
    Collected
    /// It was called off.
    Cancelled
    /// The guest said what they thought.
    Reviewed
}
