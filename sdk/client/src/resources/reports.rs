//! Figures of restaurants, and reports.

use super::resource;
use foodwala_contract::{
    RestaurantId,
    endpoint::{Nothing, RestaurantPath},
    reporting::{FiguresQuery, GetFigures, ListReports},
};

resource! {
    /// Figures of restaurants, and reports for the platform's people.
    Reports {}
    by_hand: [];

    /// How a restaurant did on a day or a range of days.
    plain figures = GetFigures (restaurant_id: RestaurantId, query: &FiguresQuery)
        { path: RestaurantPath { restaurant_id }, query: query };
    /// Orders and sales of every restaurant by day.
    paged restaurants / restaurants_all = ListReports () {};
}
