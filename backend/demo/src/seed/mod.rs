//! Plays a plan on a running platform, through the API alone.

mod crew;
mod error;
mod opening;
mod play;
mod target;

pub use error::{SeedError, Task};
pub use target::{Target, TargetError};

use crate::{
    history::{Plan, PlanOptions, Step},
    town::Town,
};
use crew::Crew;
use play::Playback;

/// Calls that are under way at once.
const AT_ONCE: usize = 8;

/// How far seeding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What is being done.
    pub stage: Stage,
    /// How many are done.
    pub done: usize,
    /// Of how many.
    pub total: usize,
}

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// People sign up.
    People,
    /// Restaurants open.
    Restaurants,
    /// Customers fill in their profiles.
    Profiles,
    /// Orders are placed, cooked, delivered and reviewed; counted in steps.
    Orders,
    /// Every order is looked up on its board.
    Checks,
}

/// What the platform holds after seeding.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Accounts.
    pub people: usize,
    /// Restaurants.
    pub restaurants: usize,
    /// Dishes on all menus.
    pub dishes: usize,
    /// Orders, also those under way.
    pub orders: usize,
    /// Orders under way.
    pub live_orders: usize,
    /// Reviews.
    pub reviews: usize,
}

/// Fills an empty platform with the town and what happened in it. The platform's clock stands at `options.now` at the end.
///
/// # Errors
/// At the first thing that does not go as planned; what was created until then stays.
pub async fn seed(
    target: &dyn Target,
    options: &PlanOptions,
    mut progress: impl FnMut(Progress) + Send,
) -> Result<Summary, SeedError> {
    let town = Town::new(options.seed)?;
    let plan = Plan::new(&town, options)?;

    target.set_time(plan.opening);
    let crew = Crew::sign_up(target, &town, &mut progress).await?;
    settle(target).await?;
    target
        .grant_admin(crew.member(town.people.admin)?.account)
        .await
        .map_err(SeedError::Target)?;
    let restaurants = opening::restaurants(&town, &crew, &mut progress).await?;
    opening::profiles(&town, &plan, &crew, &restaurants, &mut progress).await?;
    settle(target).await?;

    let mut play = Playback::new(target, &town, &plan, &crew, &restaurants);
    play.run(&mut progress).await?;
    target.set_time(plan.now);
    play.check(&mut progress).await?;

    let steps = plan.rounds.iter().flat_map(|round| &round.steps);
    Ok(Summary {
        people: town.people.everybody.len(),
        restaurants: town.restaurants.len(),
        dishes: town
            .restaurants
            .iter()
            .map(|restaurant| restaurant.dishes().count())
            .sum(),
        orders: plan.orders.len(),
        live_orders: plan.orders.iter().filter(|order| !order.outcome.is_final()).count(),
        reviews: steps
            .filter(|planned| matches!(planned.step, Step::Review { .. }))
            .count(),
    })
}

async fn settle(target: &dyn Target) -> Result<(), SeedError> {
    target.settled().await.map_err(SeedError::Target)
}

#[cfg(test)]
mod tests {
    use super::*;
    use async_trait::async_trait;
    use foodwala_contract::{AccountId, Timestamp};

    struct Nowhere;

    #[async_trait]
    impl Target for Nowhere {
        fn base_url(&self) -> &str {
            "nowhere"
        }

        fn set_time(&self, _: Timestamp) {}

        async fn grant_admin(&self, _: AccountId) -> Result<(), TargetError> {
            Ok(())
        }

        async fn run_jobs(&self) -> Result<(), TargetError> {
            Ok(())
        }

        async fn settled(&self) -> Result<(), TargetError> {
            Ok(())
        }
    }

    #[test]
    fn seeding_may_run_on_any_thread_and_begins_with_people() {
        fn on_any_thread<T: Send>(work: T) -> T {
            work
        }
        let options = PlanOptions {
            days: 1,
            ..PlanOptions::new(1, "2026-03-12T18:42:10Z".parse().unwrap())
        };
        let mut told = Vec::new();
        let seeding = on_any_thread(seed(&Nowhere, &options, |progress| told.push(progress)));
        let outcome = futures_util::FutureExt::now_or_never(seeding).unwrap();
        assert!(matches!(outcome, Err(SeedError::Client(_))), "{outcome:?}");
        assert!(told.is_empty());
    }
}
