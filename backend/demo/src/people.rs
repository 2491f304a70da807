//! Who lives and works in the town.

use crate::town::CITY;
use foodwala_contract::{
    access::StaffRole,
    customers::AddressDetails,
    geo::{GeoPoint, PostalAddress},
};

/// The password of everybody in the town.
pub const PASSWORD: &str = "foodwala-demo";
/// The logins that are shown to whoever tries the platform: a customer, an owner, a courier and an admin.
pub const LOGINS: &[&str] = &[
    "customer@demo.foodwala.app",
    "owner@demo.foodwala.app",
    "courier@demo.foodwala.app",
    "admin@demo.foodwala.app",
];

/// Name and mailbox of the demo admin.
const ADMIN: (&str, &str) = ("Nora Brandt", "admin");
/// The mailbox of the demo owner, and the name by which restaurants of the content call them.
pub(crate) const DEMO_OWNER: &str = "owner";
/// The mailbox of the demo courier.
const DEMO_COURIER: &str = "courier";

/// The name by which restaurants call their owner, the owner's name, and the mailbox.
#[rustfmt::skip]
const OWNERS: &[(&str, &str, &str)] = &[
    (DEMO_OWNER, "Emre Demir", DEMO_OWNER),
    ("yilmaz", "Ayşe Yılmaz", "ayse.yilmaz"),
    ("esposito", "Gennaro Esposito", "gennaro.esposito"),
    ("sharma", "Priya Sharma", "priya.sharma"),
    ("kapoor", "Rohan Kapoor", "rohan.kapoor"),
    ("tanaka", "Haruto Tanaka", "haruto.tanaka"),
    ("mendoza", "Lucía Mendoza", "lucia.mendoza"),
    ("ramirez", "Tomás Ramírez", "tomas.ramirez"),
    ("suwan", "Malee Suwan", "malee.suwan"),
    ("nguyen", "Linh Nguyen", "linh.nguyen"),
    ("miller", "Jack Miller", "jack.miller"),
    ("weber", "Katrin Weber", "katrin.weber"),
    ("schneider", "Jonas Schneider", "jonas.schneider"),
    ("lindner", "Eva Lindner", "eva.lindner"),
];

/// Name, mailbox, role, and the restaurants. Couriers work for neighbours, and every restaurant has one.
#[rustfmt::skip]
const STAFF: &[(&str, &str, StaffRole, &[&str])] = &[
    ("Selin Kaya", "selin.kaya", StaffRole::Manager, &["adana-grillhaus"]),
    ("Giulia Conti", "giulia.conti", StaffRole::Manager, &["nonna-rosa"]),
    ("Yuki Sato", "yuki.sato", StaffRole::Manager, &["umi-sushi"]),
    ("Marco Russo", "marco.russo", StaffRole::Manager, &["pizzeria-vesuvio", "forno-lucia"]),
    ("Anita Rao", "anita.rao", StaffRole::Manager, &["saffron-palace", "dosa-corner"]),
    ("Daniel Cruz", "daniel.cruz", StaffRole::Manager, &["taqueria-el-gallo", "burrito-barrio"]),
    ("Megan Cole", "megan.cole", StaffRole::Manager, &["smash-kollektiv", "brooklyn-diner"]),
    ("Murat Aydın", "murat.aydin", StaffRole::Kitchen, &["adana-grillhaus"]),
    ("Paolo Ricci", "paolo.ricci", StaffRole::Kitchen, &["nonna-rosa"]),
    ("Kenji Mori", "kenji.mori", StaffRole::Kitchen, &["umi-sushi"]),
    ("Ciro Marino", "ciro.marino", StaffRole::Kitchen, &["pizzeria-vesuvio"]),
    ("Arjun Nair", "arjun.nair", StaffRole::Kitchen, &["saffron-palace"]),
    ("Tim Krause", "tim.krause", StaffRole::Kitchen, &["smash-kollektiv", "smokehouse-44"]),
    ("Ben Fischer", DEMO_COURIER, StaffRole::Courier, &["adana-grillhaus", "nonna-rosa", "umi-sushi"]),
    ("Mia Vogel", "mia.vogel", StaffRole::Courier, &["adana-grillhaus", "meze-haus", "plantage"]),
    ("Omar Haddad", "omar.haddad", StaffRole::Courier, &["pide-sultan", "tokyo-bento", "bombay-bowl"]),
    ("Lena Graf", "lena.graf", StaffRole::Courier, &["pizzeria-vesuvio", "lemongrass-kitchen", "brooklyn-diner"]),
    ("Piotr Nowak", "piotr.nowak", StaffRole::Courier, &["forno-lucia", "saffron-palace", "casa-oaxaca"]),
    ("Sara Lang", "sara.lang", StaffRole::Courier, &["dosa-corner", "burrito-barrio", "gruene-gabel"]),
    ("Felix Busch", "felix.busch", StaffRole::Courier, &["ramen-kujira"]),
    ("Nils Petersen", "nils.petersen", StaffRole::Courier, &["smash-kollektiv", "smokehouse-44", "wok-and-chili"]),
    ("Ines Duarte", "ines.duarte", StaffRole::Courier, &["baan-thai", "morgentau", "taqueria-el-gallo"]),
];

/// Name, mailbox, street, postal code, latitude and longitude, and a word for the courier. The first is the demo
/// customer, who lives round the corner from the demo owner's restaurants.
type Home = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    (f64, f64),
    &'static str,
);
#[rustfmt::skip]
const CUSTOMERS: &[Home] = &[
    ("Clara Hoffmann", "customer", "Mariannenstraße 24", "10999", (52.4986, 13.4232), "Second floor, ring twice"),
    ("Lukas Becker", "lukas.becker", "Reichenberger Straße 48", "10999", (52.4977, 13.4212), ""),
    ("Hannah Wolf", "hannah.wolf", "Manteuffelstraße 97", "10997", (52.5008, 13.4262), "Side entrance"),
    ("Mehmet Öztürk", "mehmet.oeztuerk", "Naunynstraße 60", "10997", (52.5006, 13.4180), ""),
    ("Sophie Keller", "sophie.keller", "Wrangelstraße 66", "10997", (52.5003, 13.4383), "Rear building, third floor"),
    ("Finn Schulz", "finn.schulz", "Falckensteinstraße 31", "10997", (52.4997, 13.4405), ""),
    ("Laura Richter", "laura.richter", "Graefestraße 18", "10967", (52.4934, 13.4198), "Please call, the bell is broken"),
    ("David Klein", "david.klein", "Dieffenbachstraße 33", "10967", (52.4925, 13.4173), ""),
    ("Amira Saleh", "amira.saleh", "Sonnenallee 68", "12045", (52.4836, 13.4340), ""),
    ("Jakob Neumann", "jakob.neumann", "Pannierstraße 14", "12047", (52.4889, 13.4301), "Leave it with the café downstairs"),
    ("Elif Arslan", "elif.arslan", "Hobrechtstraße 55", "12047", (52.4896, 13.4275), ""),
    ("Max Zimmermann", "max.zimmermann", "Fuldastraße 22", "12045", (52.4845, 13.4379), ""),
    ("Marie Braun", "marie.braun", "Bergmannstraße 98", "10961", (52.4884, 13.3889), "Fourth floor, lift in the yard"),
    ("Paul Hartmann", "paul.hartmann", "Zossener Straße 20", "10961", (52.4901, 13.3933), ""),
    ("Leonie Koch", "leonie.koch", "Gneisenaustraße 80", "10961", (52.4912, 13.3955), ""),
    ("Noah Schäfer", "noah.schaefer", "Krossener Straße 9", "10245", (52.5108, 13.4590), ""),
    ("Emilia Bauer", "emilia.bauer", "Gärtnerstraße 27", "10245", (52.5117, 13.4600), "Ring at Bauer / Sommer"),
    ("Julian Lehmann", "julian.lehmann", "Grünberger Straße 44", "10245", (52.5124, 13.4565), ""),
    ("Charlotte Maier", "charlotte.maier", "Revaler Straße 12", "10245", (52.5083, 13.4568), ""),
    ("Tom Huber", "tom.huber", "Kopernikusstraße 30", "10243", (52.5107, 13.4526), "Gate code on request"),
    ("Ida Friedrich", "ida.friedrich", "Kollwitzstraße 52", "10405", (52.5361, 13.4178), ""),
    ("Oskar Winkler", "oskar.winkler", "Lychener Straße 17", "10437", (52.5436, 13.4147), ""),
    ("Frieda Simon", "frieda.simon", "Schliemannstraße 8", "10437", (52.5419, 13.4171), "Pram in the hall, mind the step"),
    ("Anton Ludwig", "anton.ludwig", "Choriner Straße 41", "10435", (52.5352, 13.4086), ""),
    ("Greta Franke", "greta.franke", "Linienstraße 130", "10115", (52.5277, 13.3941), ""),
    ("Karl Sommer", "karl.sommer", "Auguststraße 62", "10117", (52.5266, 13.3957), "Office on the first floor"),
    ("Nina Haas", "nina.haas", "Chausseestraße 16", "10115", (52.5305, 13.3836), ""),
    ("Samir Khoury", "samir.khoury", "Seestraße 101", "13353", (52.5472, 13.3530), ""),
    ("Luise Peters", "luise.peters", "Motzstraße 47", "10777", (52.4972, 13.3487), ""),
    ("Ralf Engel", "ralf.engel", "Belziger Straße 21", "10823", (52.4868, 13.3530), "Ground floor on the left"),
    ("Chen Wei", "chen.wei", "Pestalozzistraße 88", "10625", (52.5082, 13.3103), ""),
    ("Olga Ivanova", "olga.ivanova", "Bleibtreustraße 30", "10707", (52.5030, 13.3205), ""),
];

/// Everybody of the town.
#[derive(Debug, Clone, PartialEq)]
pub struct People {
    /// All of them; the others point into this list.
    pub everybody: Vec<Person>,
    /// Who orders; the demo customer first.
    pub customers: Vec<Customer>,
    /// Who owns restaurants, by the name that restaurants call them.
    pub owners: Vec<(&'static str, usize)>,
    /// Who works at restaurants.
    pub staff: Vec<Employee>,
    /// The demo admin.
    pub admin: usize,
}

/// A person with an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Name.
    pub name: &'static str,
    /// E-mail address.
    pub email: String,
    /// Phone number.
    pub phone: String,
}

/// Somebody who orders.
#[derive(Debug, Clone, PartialEq)]
pub struct Customer {
    /// Who it is.
    pub person: usize,
    /// Where they live.
    pub home: AddressDetails,
}

/// Somebody who works at restaurants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Employee {
    /// Who it is.
    pub person: usize,
    /// What they do there.
    pub role: StaffRole,
    /// The slugs of the restaurants.
    pub restaurants: &'static [&'static str],
}

impl People {
    pub(crate) fn new() -> Self {
        let mut everybody = Vec::new();
        let mut person = |name, mailbox: &str| {
            let number = everybody.len();
            let email = format!("{mailbox}@demo.foodwala.app");
            // 030 23125 000 to 999 are kept free for fiction; restaurants have theirs below 200.
            everybody.push(Person {
                name,
                email,
                phone: format!("+49 30 23125{:03}", 200 + number),
            });
            number
        };
        let customers = CUSTOMERS.iter().map(|home| Customer {
            person: person(home.0, home.1),
            home: address(home),
        });
        let customers = customers.collect();
        let owners = OWNERS
            .iter()
            .map(|(key, name, mailbox)| (*key, person(name, mailbox)))
            .collect();
        let employ =
            |(name, mailbox, role, restaurants): &(&'static str, &str, StaffRole, &'static [&'static str])| Employee {
                person: person(name, mailbox),
                role: *role,
                restaurants,
            };
        let staff = STAFF.iter().map(employ).collect();
        let admin = person(ADMIN.0, ADMIN.1);
        Self {
            everybody,
            customers,
            owners,
            staff,
            admin,
        }
    }

    /// The owner whom restaurants call by this name.
    pub fn owner(&self, name: &str) -> Option<usize> {
        self.owners
            .iter()
            .find(|(key, _)| *key == name)
            .map(|(_, person)| *person)
    }

    /// Who works at a restaurant in a role.
    pub fn staff_of(&self, slug: &str, role: StaffRole) -> impl Iterator<Item = usize> {
        let works = move |employee: &&Employee| employee.role == role && employee.restaurants.contains(&slug);
        self.staff.iter().filter(works).map(|employee| employee.person)
    }
}

fn address(home: &Home) -> AddressDetails {
    let (_, _, street, postal_code, (latitude, longitude), instructions) = *home;
    AddressDetails {
        label: "Home".to_owned(),
        address: PostalAddress {
            street: street.to_owned(),
            city: CITY.to_owned(),
            postal_code: postal_code.to_owned(),
            country: "DE".to_owned(),
        },
        location: GeoPoint { latitude, longitude },
        instructions: (!instructions.is_empty()).then(|| instructions.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Town;
    use std::collections::BTreeSet;

    #[test]
    fn the_demo_logins_are_people_of_their_kind() {
        let people = People::new();
        let email = |person: usize| people.everybody[person].email.as_str();
        assert_eq!(email(people.customers[0].person), LOGINS[0]);
        assert_eq!(email(people.owner(DEMO_OWNER).unwrap()), LOGINS[1]);
        let courier = people
            .staff
            .iter()
            .find(|employee| email(employee.person) == LOGINS[2])
            .unwrap();
        assert_eq!(courier.role, StaffRole::Courier);
        assert_eq!(email(people.admin), LOGINS[3]);
    }

    #[test]
    fn everybody_has_an_address_of_their_own() {
        let people = People::new();
        let emails: BTreeSet<&str> = people.everybody.iter().map(|person| person.email.as_str()).collect();
        assert_eq!(emails.len(), people.everybody.len());
        assert!(emails.iter().all(|email| email.is_ascii()));
        assert!(people.customers.len() >= 30);
    }

    #[test]
    fn every_restaurant_has_an_owner_and_a_courier_and_nobody_works_nowhere() {
        let town = Town::new(1).unwrap();
        for restaurant in &town.restaurants {
            assert!(town.people.owner(&restaurant.owner).is_some(), "{}", restaurant.slug);
            assert!(
                town.people.staff_of(&restaurant.slug, StaffRole::Courier).count() >= 1,
                "{}",
                restaurant.slug
            );
        }
        for employee in &town.people.staff {
            for slug in employee.restaurants {
                assert!(
                    town.restaurants.iter().any(|restaurant| restaurant.slug == *slug),
                    "{slug}"
                );
            }
        }
        for (key, _) in &town.people.owners {
            assert!(
                town.restaurants.iter().any(|restaurant| restaurant.owner == *key),
                "{key}"
            );
        }
    }

    #[test]
    fn the_demo_owner_has_the_first_three_restaurants_and_the_demo_customer_lives_near() {
        let town = Town::new(1).unwrap();
        let owned: Vec<bool> = town
            .restaurants
            .iter()
            .map(|restaurant| restaurant.owner == DEMO_OWNER)
            .collect();
        assert!(owned[..3].iter().all(|owned| *owned) && owned[3..].iter().all(|owned| !owned));
        let home = town.people.customers[0].home.location;
        for restaurant in &town.restaurants[..3] {
            assert!(
                home.distance_m(&restaurant.profile.location) < 2000.0,
                "{}",
                restaurant.slug
            );
        }
    }
}
