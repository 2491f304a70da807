//! Hearing what changes at a restaurant while somebody looks at it or has it in the basket.

use dioxus::prelude::*;
use foodwala_sdk::{Error, RestaurantId, StreamExt, contract::menu::MenuEvent};
use foodwala_ui::sdk::use_client;

/// Follows a restaurant while the component is shown.
pub fn use_news(restaurant: Memo<Option<RestaurantId>>, told: Callback<(RestaurantId, MenuEvent)>) {
    let client = use_client();
    use_resource(move || {
        let (client, restaurant) = (client.clone(), restaurant());
        async move {
            let Some(restaurant) = restaurant else { return };
            let mut events = client.menus().follow(restaurant);
            while let Some(event) = events.next().await {
                match event {
                    Ok(event) => told((restaurant, event)),
                    // One of a kind that this version does not know.
                    Err(Error::Decode { .. }) => {}
                    Err(error) => {
                        // Whoever looks at the page is told so by what is asked for again from time to time.
                        tracing::info!(error = &error as &dyn std::error::Error, "a restaurant is not followed");
                    }
                }
            }
        }
    });
}
