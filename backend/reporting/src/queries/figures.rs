//! How a restaurant did on some days.

use super::days;
use crate::{
    domain::days::by_sales,
    store::{restaurants, sums},
};
use foodwala_contract::{
    ErrorCode, RestaurantId, Timestamp,
    reporting::{FiguresQuery, RestaurantFigures},
};
use foodwala_database::Database;
use foodwala_platform::ApiError;

/// The figures of a restaurant for the days asked for, at most `longest`.
///
/// # Errors
/// `not_found` without such a restaurant, `invalid_parameter` for days that cannot be reported on.
pub async fn figures(
    database: &Database,
    restaurant: RestaurantId,
    query: FiguresQuery,
    now: Timestamp,
    longest: u32,
) -> Result<RestaurantFigures, ApiError> {
    let known = restaurants::read(database, restaurant).await?;
    let known = known.ok_or_else(|| ApiError::new(ErrorCode::NotFound))?;
    let asked = days(&known, query, now, longest)?;
    let quarters = sums::read(database, restaurant, asked.quarters()).await?;
    let dishes = sums::read_dishes(database, restaurant, asked.quarters()).await?;
    let (total, days, hours) = asked.add_up(&quarters);
    Ok(RestaurantFigures {
        restaurant_id: restaurant,
        from: asked.from,
        to: asked.to,
        time_zone: known.time_zone,
        currency: known.currency,
        total: total.figures(),
        days,
        hours,
        dishes: by_sales(dishes),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Fixture, at, order, restaurant_id, stepped};
    use foodwala_contract::orders::{OrderAction, OrderStatus};

    #[tokio::test]
    async fn figures_are_of_the_days_asked_for_and_of_nobody_else() {
        let fixture = Fixture::new().await;
        let accepted = stepped(order(1, 1), OrderAction::Accept, OrderStatus::Accepted, at(60));
        fixture.count(&accepted).await;
        fixture.count(&order(2, 2)).await;
        let day = |day: &str| FiguresQuery {
            from: None,
            to: day.parse().ok(),
        };
        let ask = async |query| figures(&fixture.database, restaurant_id(1), query, at(0), 92).await;
        let today = ask(FiguresQuery::default()).await.unwrap();
        assert_eq!((today.total.orders, today.total.sales_minor), (1, 2_000));
        assert_eq!((today.days.len(), today.hours.len(), today.dishes.len()), (1, 24, 1));
        assert_eq!(today.time_zone, "Asia/Kolkata");
        let before = ask(day("2030-01-01")).await.unwrap();
        assert_eq!((before.total.orders, before.dishes.len()), (0, 0));
        let unknown = figures(&fixture.database, restaurant_id(9), day("2030-01-01"), at(0), 92).await;
        assert_eq!(unknown.unwrap_err().code(), &ErrorCode::NotFound);
        let backwards = FiguresQuery {
            from: "2030-02-01".parse().ok(),
            to: "2030-01-01".parse().ok(),
        };
        assert_eq!(ask(backwards).await.unwrap_err().code(), &ErrorCode::InvalidParameter);
    }
}
