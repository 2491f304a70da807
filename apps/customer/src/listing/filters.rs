//! What somebody wants to see of the restaurants around.

use foodwala_sdk::contract::{
    geo::GeoPoint,
    menu::DietaryTag,
    restaurants::{SearchHit, SearchQuery, SearchSort},
};

/// What somebody wants to see.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filters {
    /// Only this cuisine.
    pub cuisine: Option<String>,
    /// Only with a dish that is fit for this.
    pub dietary: Option<DietaryTag>,
    /// Only those open now.
    pub open_now: bool,
    /// Only those where guests can fetch their order, instead of those that deliver.
    pub pickup: bool,
    /// Only those with at least so many tenths of a star.
    pub rating: Option<u32>,
    /// Only those that bring it for at most this, in minor units.
    pub fee_minor: Option<i64>,
    /// Only those that have it there within so many minutes.
    pub minutes: Option<u32>,
    /// The order of the list.
    pub sort: Option<SearchSort>,
}

/// A filter that can be taken off again, for the row that says which hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// The cuisine.
    Cuisine,
    /// What it is fit for.
    Dietary,
    /// Open now.
    OpenNow,
    /// The rating.
    Rating,
    /// The fee.
    Fee,
    /// The time.
    Minutes,
}

impl Filters {
    /// The query for what the platform can look for.
    pub fn query(&self, point: Option<GeoPoint>, text: &str) -> SearchQuery {
        let some = |wanted: bool| wanted.then_some(true);
        SearchQuery {
            latitude: point.map(|point| point.latitude),
            longitude: point.map(|point| point.longitude),
            delivers: some(point.is_some() && !self.pickup),
            open_now: some(self.open_now),
            cuisine: self.cuisine.clone(),
            dietary: self.dietary,
            text: Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            sort: self.sort,
            ..SearchQuery::default()
        }
    }

    /// Whether a restaurant that the platform found is wanted: rating, fee and time are looked at here.
    pub fn wants(&self, hit: &SearchHit) -> bool {
        let rated = self.rating.is_none_or(|tenths| {
            hit.rating.count > 0 && u64::from(hit.rating.stars) * 10 >= u64::from(tenths) * u64::from(hit.rating.count)
        });
        let cheap = self.pickup
            || self
                .fee_minor
                .is_none_or(|most| hit.delivery_fee_minor.is_none_or(|fee| fee <= most));
        let soon = self.minutes.is_none_or(|most| hit.ready_in_minutes <= most);
        rated && cheap && soon && (!self.pickup || hit.pickup)
    }

    /// Whether it holds less than the platform sends.
    pub const fn narrows(&self) -> bool {
        self.rating.is_some() || self.fee_minor.is_some() || self.minutes.is_some() || self.pickup
    }

    /// The filters that hold.
    pub fn wishes(&self) -> Vec<Wish> {
        let all = [
            (Wish::Cuisine, self.cuisine.is_some()),
            (Wish::Dietary, self.dietary.is_some()),
            (Wish::OpenNow, self.open_now),
            (Wish::Rating, self.rating.is_some()),
            (Wish::Fee, self.fee_minor.is_some()),
            (Wish::Minutes, self.minutes.is_some()),
        ];
        all.into_iter()
            .filter(|(_, holds)| *holds)
            .map(|(wish, _)| wish)
            .collect()
    }

    /// Takes a filter off.
    #[must_use]
    pub fn without(mut self, wish: Wish) -> Self {
        match wish {
            Wish::Cuisine => self.cuisine = None,
            Wish::Dietary => self.dietary = None,
            Wish::OpenNow => self.open_now = false,
            Wish::Rating => self.rating = None,
            Wish::Fee => self.fee_minor = None,
            Wish::Minutes => self.minutes = None,
        }
        self
    }

    /// Takes all filters off; delivery or pickup and the order of the list stay.
    #[must_use]
    pub fn cleared(self) -> Self {
        Self {
            pickup: self.pickup,
            sort: self.sort,
            ..Self::default()
        }
    }
}
