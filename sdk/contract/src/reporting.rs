//! Figures of a restaurant for those who run it, and reports for the platform's people (reporting service).
//!
//! Days are local days of the restaurant. An order counts at the time it was ordered for. The figures follow the orders
//! by event, within moments.

use crate::{
    Currency, ItemId, RestaurantId,
    access::{Access, PlatformRole},
    endpoint::{RestaurantPath, endpoints},
    page::{Page, PageQuery},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Which days.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct FiguresQuery {
    /// First local day, `YYYY-MM-DD`; the last one if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schemars(with = "Option<String>"))]
    pub from: Option<Date>,
    /// Last local day, `YYYY-MM-DD`; today if absent. A range has at most 92 days, unless the operator allows another
    /// number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schemars(with = "Option<String>"))]
    pub to: Option<Date>,
}

/// Which days, and which page of the restaurants.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct ReportQuery {
    /// First local day, `YYYY-MM-DD`; the last one if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schemars(with = "Option<String>"))]
    pub from: Option<Date>,
    /// Last local day, `YYYY-MM-DD`; each restaurant's today if absent. A range has at most 92 days, unless the operator
    /// allows another number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schemars(with = "Option<String>"))]
    pub to: Option<Date>,
    /// `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// Restaurants wanted, 1 to 100; 20 if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
}

impl ReportQuery {
    /// The days alone.
    pub const fn days(&self) -> FiguresQuery {
        FiguresQuery {
            from: self.from,
            to: self.to,
        }
    }

    /// The number of restaurants to return, within bounds.
    pub fn limit(&self) -> usize {
        let page = PageQuery {
            cursor: None,
            limit: self.limit,
        };
        page.limit()
    }
}

/// How a restaurant did over some time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Figures {
    /// Orders that reached the restaurant.
    pub orders: u64,
    /// Those it took and nobody called off.
    pub taken: u64,
    /// Those of them that the guest has got.
    pub fulfilled: u64,
    /// Orders it refused.
    pub rejected: u64,
    /// Orders that nobody took in time.
    pub expired: u64,
    /// Orders that were called off.
    pub cancelled: u64,
    /// What the taken orders cost without tips, in minor units of the restaurant's currency.
    pub sales_minor: i64,
    /// Tips of the taken orders, in minor units.
    pub tips_minor: i64,
    /// Average seconds from taking an order until its food was ready; absent if none has become ready.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub average_preparation_seconds: Option<u64>,
}

/// The figures of one local day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct DayFigures {
    /// The local day, `YYYY-MM-DD`.
    #[cfg_attr(feature = "openapi", schemars(with = "String"))]
    pub date: Date,
    /// How it went.
    pub figures: Figures,
}

/// The figures of one hour of the day, over all days asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct HourFigures {
    /// Local hour in which it begins, 0 to 23.
    pub hour: u8,
    /// How it went.
    pub figures: Figures,
}

/// How much of a dish was sold, in orders that were taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct DishFigures {
    /// The dish.
    pub item_id: ItemId,
    /// Its name when it was last sold in that time.
    pub name: String,
    /// Portions.
    pub quantity: u64,
    /// What they cost with their options, before discounts, in minor units.
    pub sales_minor: i64,
}

/// How a restaurant did on some days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct RestaurantFigures {
    /// Whose figures.
    pub restaurant_id: RestaurantId,
    /// First local day.
    #[cfg_attr(feature = "openapi", schemars(with = "String"))]
    pub from: Date,
    /// Last local day.
    #[cfg_attr(feature = "openapi", schemars(with = "String"))]
    pub to: Date,
    /// IANA name of the time zone of the days and hours.
    pub time_zone: String,
    /// Of all amounts.
    pub currency: Currency,
    /// Of all days together.
    pub total: Figures,
    /// Every day, also those without orders, oldest first.
    pub days: Vec<DayFigures>,
    /// Every hour of the day, 0 to 23.
    pub hours: Vec<HourFigures>,
    /// Every dish that was sold, by sales, highest first.
    pub dishes: Vec<DishFigures>,
}

/// How one restaurant did on some days, for the platform's people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct RestaurantReport {
    /// Which.
    pub restaurant_id: RestaurantId,
    /// Its name.
    pub name: String,
    /// IANA name of the time zone of its days.
    pub time_zone: String,
    /// Of all amounts.
    pub currency: Currency,
    /// Of all days together.
    pub total: Figures,
    /// Every day, also those without orders, oldest first.
    pub days: Vec<DayFigures>,
}

const REPORTS: &[PlatformRole] = &[PlatformRole::Support, PlatformRole::Finance, PlatformRole::Admin];

endpoints! {
    service: "reporting";

    /// How a restaurant did on a day or a range of days: orders, sales, tips, by day, by hour and by dish.
    GetFigures = "reporting.figures" Query Get "/v1/restaurants/{restaurant_id}/figures" {
        access: Access::MANAGEMENT.or_platform(REPORTS),
        path: RestaurantPath,
        query: FiguresQuery,
        response: RestaurantFigures, 200,
        errors: [NotFound],
    }

    /// Orders and sales of every restaurant by day, restaurants in the order of their opening.
    ListReports = "reporting.restaurants" Query Get "/v1/admin/reports/restaurants" {
        access: Access::platform(REPORTS),
        query: ReportQuery,
        response: Page<RestaurantReport>, 200,
        errors: [],
    }
}
