//! Restaurants open, and customers fill in who they are.

use super::{AT_ONCE, Progress, SeedError, Stage, Task, crew::Crew};
use crate::{
    history::Plan,
    people::Customer,
    town::{ContentError, Town, TownRestaurant},
};
use foodwala_contract::{
    RestaurantId,
    access::StaffRole,
    customers::{Consents, UpdateCustomerRequest},
    menu::PublishMenuRequest,
    restaurants::{AddStaffRequest, CreateRestaurantRequest},
};
use futures_util::future::try_join_all;

/// A customer's favourites are the restaurants they order from this often.
const OFTEN: usize = 3;

/// A restaurant of the platform.
#[derive(Debug, Clone, Copy)]
pub(super) struct Opened {
    pub id: RestaurantId,
    /// Who works its board: its manager, or the owner where there is none.
    pub desk: usize,
}

/// Opens all restaurants, in the order of the town.
pub(super) async fn restaurants(
    town: &Town,
    crew: &Crew,
    progress: &mut (dyn FnMut(Progress) + Send),
) -> Result<Vec<Opened>, SeedError> {
    let mut opened = Vec::with_capacity(town.restaurants.len());
    for some in town.restaurants.chunks(AT_ONCE) {
        opened.extend(try_join_all(some.iter().map(|restaurant| open(town, crew, restaurant))).await?);
        progress(Progress {
            stage: Stage::Restaurants,
            done: opened.len(),
            total: town.restaurants.len(),
        });
    }
    Ok(opened)
}

async fn open(town: &Town, crew: &Crew, restaurant: &TownRestaurant) -> Result<Opened, SeedError> {
    let slug = restaurant.slug.as_str();
    let owner = town
        .people
        .owner(&restaurant.owner)
        .ok_or_else(|| ContentError::Unstaffed {
            restaurant: slug.to_owned(),
            missing: "owner",
        })?;
    let client = &crew.member(owner)?.client;
    let request = CreateRestaurantRequest {
        profile: restaurant.profile.clone(),
        hours: restaurant.hours.clone(),
    };
    let id = client
        .restaurants()
        .create(&request)
        .await
        .map_err(Task::OpenRestaurant.failed(slug))?
        .id;
    let menu = PublishMenuRequest {
        sections: restaurant.menu.clone(),
    };
    client
        .menus()
        .publish(id, &menu, 0)
        .await
        .map_err(Task::PublishMenu.failed(slug))?;
    for promo in &restaurant.promos {
        client
            .restaurants()
            .put_promo(id, promo)
            .await
            .map_err(Task::CreatePromo.failed(slug))?;
    }
    let mut desk = owner;
    for employee in town
        .people
        .staff
        .iter()
        .filter(|employee| employee.restaurants.contains(&slug))
    {
        let email = crew.member(employee.person)?.person.email.clone();
        let request = AddStaffRequest {
            email,
            role: employee.role,
        };
        client
            .restaurants()
            .add_staff(id, &request)
            .await
            .map_err(Task::AddStaff.failed(slug))?;
        if employee.role == StaffRole::Manager {
            desk = employee.person;
        }
    }
    Ok(Opened { id, desk })
}

/// Gives every customer a phone number, an address, consents and favourites.
pub(super) async fn profiles(
    town: &Town,
    plan: &Plan,
    crew: &Crew,
    restaurants: &[Opened],
    progress: &mut (dyn FnMut(Progress) + Send),
) -> Result<(), SeedError> {
    let customers: Vec<(usize, &Customer)> = town.people.customers.iter().enumerate().collect();
    let mut done = 0;
    for some in customers.chunks(AT_ONCE) {
        let filled = some
            .iter()
            .map(|(place, customer)| fill(crew, customer, favourites(plan, *place, restaurants)));
        done += try_join_all(filled).await?.len();
        progress(Progress {
            stage: Stage::Profiles,
            done,
            total: customers.len(),
        });
    }
    Ok(())
}

async fn fill(crew: &Crew, customer: &Customer, favourites: Vec<RestaurantId>) -> Result<(), SeedError> {
    let member = crew.member(customer.person)?;
    let email = &member.person.email;
    let me = member.client.me();
    let version = me.get().await.map_err(Task::FillProfile.failed(email))?.version;
    let request = UpdateCustomerRequest {
        phone: Some(member.person.phone.clone()),
        // Who has favourites likes to be known.
        consents: Some(Consents {
            marketing_email: favourites.len() > 1,
            personalisation: !favourites.is_empty(),
        }),
        ..UpdateCustomerRequest::default()
    };
    me.update(&request, version)
        .await
        .map_err(Task::FillProfile.failed(email))?;
    me.add_address(&customer.home)
        .await
        .map_err(Task::FillProfile.failed(email))?;
    for restaurant in favourites {
        me.add_favourite(restaurant)
            .await
            .map_err(Task::FillProfile.failed(email))?;
    }
    Ok(())
}

fn favourites(plan: &Plan, customer: usize, restaurants: &[Opened]) -> Vec<RestaurantId> {
    let times = |place: usize| {
        plan.orders
            .iter()
            .filter(|order| order.customer == customer && order.restaurant == place)
            .count()
    };
    let liked = restaurants
        .iter()
        .enumerate()
        .filter(|(place, _)| times(*place) >= OFTEN);
    liked.map(|(_, opened)| opened.id).collect()
}
