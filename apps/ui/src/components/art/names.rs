//! Which drawing stands for which picture of the platform, and on which ground it lies. Written by `tools/art.mjs`; the drawings
//! are Microsoft's Fluent Emoji (MIT, see `assets/art/LICENSE-fluent-emoji`).

/// Every drawing: its name, the ground of a cover, and what keeps it company on a wide one. Sorted.
const DRAWINGS: &[(&str, &str, [&str; 2])] = &[
    ("avocado", "herb", ["lemon", "tomato"]),
    ("bacon", "butter", ["egg", "tomato"]),
    ("bag", "saffron", ["tomato", "herb"]),
    ("bagel", "butter", ["cheese", "coffee"]),
    ("beer", "mustard", ["pretzel", "popcorn"]),
    ("bell", "mustard", ["lemon", "herb"]),
    ("bento", "sea", ["sushi", "shrimp"]),
    ("berry", "berry", ["strawberry", "lemon"]),
    ("bicycle", "herb", ["tomato", "herb"]),
    ("bowl", "herb", ["avocado", "lemon"]),
    ("bread", "butter", ["olive", "cheese"]),
    ("broccoli", "herb", ["carrot", "lemon"]),
    ("bubbletea", "cocoa", ["berry", "ice"]),
    ("burger", "mustard", ["fries", "tomato"]),
    ("burrito", "chilli", ["avocado", "pepper"]),
    ("cake", "berry", ["strawberry", "berry"]),
    ("card", "sea", ["lemon", "herb"]),
    ("carrot", "saffron", ["herb", "broccoli"]),
    ("cash", "mustard", ["lemon", "herb"]),
    ("cheese", "butter", ["tomato", "olive"]),
    ("chicken", "saffron", ["lemon", "pepper"]),
    ("chocolate", "cocoa", ["strawberry", "cookie"]),
    ("clock", "tomato", ["lemon", "herb"]),
    ("cocktail", "sea", ["lemon", "coconut"]),
    ("coconut", "sea", ["lemon", "herb"]),
    ("coffee", "cocoa", ["cookie", "croissant"]),
    ("cook", "saffron", ["tomato", "herb"]),
    ("cookie", "butter", ["coffee", "chocolate"]),
    ("corn", "mustard", ["pepper", "salt"]),
    ("courier", "saffron", ["tomato", "herb"]),
    ("croissant", "butter", ["coffee", "berry"]),
    ("cucumber", "herb", ["tomato", "lemon"]),
    ("cupcake", "berry", ["strawberry", "berry"]),
    ("curry", "saffron", ["pepper", "herb"]),
    ("custard", "butter", ["strawberry", "berry"]),
    ("doughnut", "berry", ["cookie", "coffee"]),
    ("drink", "sea", ["lemon", "ice"]),
    ("dumpling", "sea", ["garlic", "herb"]),
    ("egg", "butter", ["bacon", "croissant"]),
    ("eggplant", "berry", ["tomato", "garlic"]),
    ("falafel", "herb", ["lemon", "tomato"]),
    ("fire", "chilli", ["pepper", "lemon"]),
    ("fish", "sea", ["lemon", "herb"]),
    ("fishcake", "sea", ["riceball", "herb"]),
    ("flatbread", "saffron", ["garlic", "herb"]),
    ("fries", "mustard", ["tomato", "salt"]),
    ("garlic", "butter", ["herb", "onion"]),
    ("gift", "berry", ["strawberry", "cookie"]),
    ("heart", "berry", ["strawberry", "berry"]),
    ("herb", "herb", ["lemon", "garlic"]),
    ("home", "herb", ["tomato", "lemon"]),
    ("hotdog", "mustard", ["tomato", "fries"]),
    ("ice", "sea", ["lemon", "herb"]),
    ("icecream", "berry", ["strawberry", "cookie"]),
    ("juice", "herb", ["lemon", "strawberry"]),
    ("leaf", "herb", ["carrot", "tomato"]),
    ("lemon", "mustard", ["herb", "salt"]),
    ("letter", "sea", ["lemon", "herb"]),
    ("locked", "mustard", ["lemon", "herb"]),
    ("lost", "sea", ["lemon", "herb"]),
    ("meat", "tomato", ["garlic", "herb"]),
    ("milkshake", "berry", ["strawberry", "cookie"]),
    ("nachos", "mustard", ["avocado", "pepper"]),
    ("noodles", "chilli", ["shrimp", "herb"]),
    ("offline", "sea", ["lemon", "herb"]),
    ("olive", "olive", ["herb", "tomato"]),
    ("onion", "butter", ["herb", "garlic"]),
    ("package", "saffron", ["tomato", "herb"]),
    ("pan", "saffron", ["tomato", "herb"]),
    ("pancakes", "butter", ["berry", "strawberry"]),
    ("party", "saffron", ["strawberry", "berry"]),
    ("pasta", "tomato", ["tomato", "cheese"]),
    ("pepper", "chilli", ["lemon", "garlic"]),
    ("pie", "butter", ["berry", "strawberry"]),
    ("pizza", "tomato", ["tomato", "olive"]),
    ("place", "tomato", ["herb", "lemon"]),
    ("plate", "saffron", ["herb", "tomato"]),
    ("popcorn", "butter", ["corn", "salt"]),
    ("pretzel", "butter", ["salt", "cheese"]),
    ("receipt", "saffron", ["tomato", "herb"]),
    ("ribs", "chilli", ["corn", "pepper"]),
    ("rice", "saffron", ["herb", "pepper"]),
    ("riceball", "sea", ["sushi", "herb"]),
    ("salad", "herb", ["cucumber", "tomato"]),
    ("salt", "butter", ["lemon", "herb"]),
    ("sandwich", "olive", ["cheese", "tomato"]),
    ("search", "sea", ["lemon", "herb"]),
    ("shrimp", "sea", ["lemon", "herb"]),
    ("sleeping", "sea", ["lemon", "herb"]),
    ("softice", "butter", ["cookie", "strawberry"]),
    ("soup", "saffron", ["carrot", "herb"]),
    ("spilled", "butter", ["herb", "lemon"]),
    ("springroll", "chilli", ["pepper", "herb"]),
    ("star", "mustard", ["lemon", "herb"]),
    ("strawberry", "berry", ["berry", "lemon"]),
    ("sushi", "sea", ["riceball", "fishcake"]),
    ("taco", "chilli", ["avocado", "lemon"]),
    ("tamale", "olive", ["corn", "pepper"]),
    ("tea", "herb", ["lemon", "cookie"]),
    ("thaicurry", "herb", ["lemon", "coconut"]),
    ("ticket", "mustard", ["lemon", "herb"]),
    ("tomato", "tomato", ["herb", "garlic"]),
    ("waffle", "butter", ["strawberry", "berry"]),
    ("wave", "saffron", ["tomato", "herb"]),
    ("wine", "berry", ["cheese", "olive"]),
    ("wrap", "chilli", ["tomato", "onion"]),
];

/// Names of the platform's pictures and cuisines that share a drawing. Sorted.
const ALIASES: &[(&str, &str)] = &[
    ("american", "burger"),
    ("antipasti", "olive"),
    ("arabic", "falafel"),
    ("asian", "noodles"),
    ("bakery", "croissant"),
    ("barbecue", "ribs"),
    ("bbq", "ribs"),
    ("bowls", "bowl"),
    ("breakfast", "egg"),
    ("burgers", "burger"),
    ("burritos", "burrito"),
    ("chinese", "springroll"),
    ("churros", "pretzel"),
    ("dessert", "custard"),
    ("desserts", "cake"),
    ("diner", "pancakes"),
    ("doener", "wrap"),
    ("dosa", "pancakes"),
    ("drinks", "drink"),
    ("focaccia", "bread"),
    ("gelato", "softice"),
    ("grill", "ribs"),
    ("gyoza", "dumpling"),
    ("healthy", "salad"),
    ("idli", "rice"),
    ("indian", "curry"),
    ("italian", "pasta"),
    ("japanese", "sushi"),
    ("kebab", "ribs"),
    ("korean", "bento"),
    ("lebanese", "falafel"),
    ("maki", "sushi"),
    ("mediterranean", "falafel"),
    ("mexican", "taco"),
    ("meze", "falafel"),
    ("mole", "chicken"),
    ("naan", "flatbread"),
    ("nigiri", "sushi"),
    ("onigiri", "riceball"),
    ("pide", "pizza"),
    ("quesadilla", "burrito"),
    ("ramen", "noodles"),
    ("salads", "salad"),
    ("seafood", "fish"),
    ("snack", "springroll"),
    ("soups", "soup"),
    ("south indian", "pancakes"),
    ("springrolls", "springroll"),
    ("steak", "meat"),
    ("street food", "taco"),
    ("street-food", "taco"),
    ("sweets", "doughnut"),
    ("tacos", "taco"),
    ("tamales", "tamale"),
    ("tandoori", "chicken"),
    ("thai", "thaicurry"),
    ("thali", "bento"),
    ("turkish", "wrap"),
    ("vegan", "avocado"),
    ("veganburger", "burger"),
    ("vegetarian", "broccoli"),
    ("vietnamese", "noodles"),
    ("wings", "chicken"),
];

/// The names of every drawing in `assets/art/`.
pub fn all_art() -> impl Iterator<Item = &'static str> {
    DRAWINGS.iter().map(|(name, ..)| *name)
}

/// The drawing for a picture's or a cuisine's name; a plate for one that we do not have.
pub fn art_for(name: &str) -> &'static str {
    let alias = ALIASES.binary_search_by_key(&name, |(alias, _)| alias);
    let name = alias
        .ok()
        .and_then(|at| ALIASES.get(at))
        .map_or(name, |(_, drawing)| drawing);
    find(name).map_or("plate", |(name, ..)| name)
}

/// The ground on which a drawing lies.
pub(super) fn ground(name: &str) -> &'static str {
    find(name).map_or("saffron", |(_, ground, _)| ground)
}

/// What keeps a drawing company on a wide cover.
pub(super) fn company(name: &str) -> &'static [&'static str] {
    find(name).map_or(&[], |(.., company)| company)
}

fn find(name: &str) -> Option<&'static (&'static str, &'static str, [&'static str; 2])> {
    let at = DRAWINGS.binary_search_by_key(&name, |(drawing, ..)| drawing).ok()?;
    DRAWINGS.get(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_drawing_is_a_file_and_every_file_a_drawing() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/art");
        let files: BTreeSet<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter_map(|name| name.strip_suffix(".svg").map(ToOwned::to_owned))
            .collect();
        assert_eq!(files, all_art().map(ToOwned::to_owned).collect());
    }

    #[test]
    fn names_find_their_drawing() {
        for (name, _, company) in DRAWINGS {
            assert_eq!(art_for(name), *name);
            for piece in company {
                assert!(find(piece).is_some(), "{piece}");
            }
        }
        for (alias, drawing) in ALIASES {
            assert_eq!(art_for(alias), *drawing);
        }
        assert_eq!(art_for("something new"), "plate");
    }
}
