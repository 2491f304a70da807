// Writes assets/art/*.svg and src/components/art/names.rs from npm `@iconify-json/fluent-emoji` (Microsoft, MIT), made smaller
// by `svgo`. Run in a folder where both are installed:
//   npm install @iconify-json/fluent-emoji svgo && node …/apps/ui/tools/art.mjs …/apps/ui
import { createRequire } from "node:module";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
const require = createRequire(resolve("package.json"));
const icons = require("@iconify-json/fluent-emoji/icons.json");
const { optimize } = require("svgo");
const ui = process.argv[2];

// file: [emoji, ground of a cover, what keeps it company on a wide cover]
const ART = {
  plate: ["fork-and-knife-with-plate", "saffron", "herb", "tomato"],
  // dishes
  pizza: ["pizza", "tomato", "tomato", "olive"],
  burger: ["hamburger", "mustard", "fries", "tomato"],
  fries: ["french-fries", "mustard", "tomato", "salt"],
  hotdog: ["hot-dog", "mustard", "tomato", "fries"],
  sandwich: ["sandwich", "olive", "cheese", "tomato"],
  wrap: ["stuffed-flatbread", "chilli", "tomato", "onion"],
  taco: ["taco", "chilli", "avocado", "lemon"],
  burrito: ["burrito", "chilli", "avocado", "pepper"],
  tamale: ["tamale", "olive", "corn", "pepper"],
  falafel: ["falafel", "herb", "lemon", "tomato"],
  curry: ["curry-rice", "saffron", "pepper", "herb"],
  thaicurry: ["pot-of-food", "herb", "lemon", "coconut"],
  rice: ["cooked-rice", "saffron", "herb", "pepper"],
  noodles: ["steaming-bowl", "chilli", "shrimp", "herb"],
  pasta: ["spaghetti", "tomato", "tomato", "cheese"],
  soup: ["bowl-with-spoon", "saffron", "carrot", "herb"],
  salad: ["green-salad", "herb", "cucumber", "tomato"],
  bowl: ["shallow-pan-of-food", "herb", "avocado", "lemon"],
  sushi: ["sushi", "sea", "riceball", "fishcake"],
  riceball: ["rice-ball", "sea", "sushi", "herb"],
  bento: ["bento-box", "sea", "sushi", "shrimp"],
  dumpling: ["dumpling", "sea", "garlic", "herb"],
  springroll: ["takeout-box", "chilli", "pepper", "herb"],
  shrimp: ["fried-shrimp", "sea", "lemon", "herb"],
  fishcake: ["fish-cake-with-swirl", "sea", "riceball", "herb"],
  fish: ["fish", "sea", "lemon", "herb"],
  meat: ["cut-of-meat", "tomato", "garlic", "herb"],
  ribs: ["meat-on-bone", "chilli", "corn", "pepper"],
  chicken: ["poultry-leg", "saffron", "lemon", "pepper"],
  bacon: ["bacon", "butter", "egg", "tomato"],
  bread: ["baguette-bread", "butter", "olive", "cheese"],
  flatbread: ["flatbread", "saffron", "garlic", "herb"],
  croissant: ["croissant", "butter", "coffee", "berry"],
  pretzel: ["pretzel", "butter", "salt", "cheese"],
  bagel: ["bagel", "butter", "cheese", "coffee"],
  egg: ["cooking", "butter", "bacon", "croissant"],
  pancakes: ["pancakes", "butter", "berry", "strawberry"],
  waffle: ["waffle", "butter", "strawberry", "berry"],
  cheese: ["cheese-wedge", "butter", "tomato", "olive"],
  nachos: ["rice-cracker", "mustard", "avocado", "pepper"],
  popcorn: ["popcorn", "butter", "corn", "salt"],
  // sweet
  cake: ["shortcake", "berry", "strawberry", "berry"],
  icecream: ["ice-cream", "berry", "strawberry", "cookie"],
  softice: ["soft-ice-cream", "butter", "cookie", "strawberry"],
  custard: ["custard", "butter", "strawberry", "berry"],
  doughnut: ["doughnut", "berry", "cookie", "coffee"],
  cookie: ["cookie", "butter", "coffee", "chocolate"],
  cupcake: ["cupcake", "berry", "strawberry", "berry"],
  chocolate: ["chocolate-bar", "cocoa", "strawberry", "cookie"],
  pie: ["pie", "butter", "berry", "strawberry"],
  // drinks
  coffee: ["hot-beverage", "cocoa", "cookie", "croissant"],
  tea: ["teapot", "herb", "lemon", "cookie"],
  juice: ["beverage-box", "herb", "lemon", "strawberry"],
  drink: ["cup-with-straw", "sea", "lemon", "ice"],
  bubbletea: ["bubble-tea", "cocoa", "berry", "ice"],
  milkshake: ["glass-of-milk", "berry", "strawberry", "cookie"],
  beer: ["beer-mug", "mustard", "pretzel", "popcorn"],
  wine: ["wine-glass", "berry", "cheese", "olive"],
  cocktail: ["tropical-drink", "sea", "lemon", "coconut"],
  // what keeps company
  tomato: ["tomato", "tomato", "herb", "garlic"],
  olive: ["olive", "olive", "herb", "tomato"],
  herb: ["herb", "herb", "lemon", "garlic"],
  lemon: ["lemon", "mustard", "herb", "salt"],
  pepper: ["hot-pepper", "chilli", "lemon", "garlic"],
  garlic: ["garlic", "butter", "herb", "onion"],
  onion: ["onion", "butter", "herb", "garlic"],
  avocado: ["avocado", "herb", "lemon", "tomato"],
  carrot: ["carrot", "saffron", "herb", "broccoli"],
  broccoli: ["broccoli", "herb", "carrot", "lemon"],
  eggplant: ["eggplant", "berry", "tomato", "garlic"],
  cucumber: ["cucumber", "herb", "tomato", "lemon"],
  corn: ["ear-of-corn", "mustard", "pepper", "salt"],
  leaf: ["leafy-green", "herb", "carrot", "tomato"],
  coconut: ["coconut", "sea", "lemon", "herb"],
  strawberry: ["strawberry", "berry", "berry", "lemon"],
  berry: ["blueberries", "berry", "strawberry", "lemon"],
  salt: ["salt", "butter", "lemon", "herb"],
  ice: ["ice", "sea", "lemon", "herb"],
  // states and stages
  courier: ["motor-scooter", "saffron", "tomato", "herb"],
  bicycle: ["bicycle", "herb", "tomato", "herb"],
  bag: ["shopping-bags", "saffron", "tomato", "herb"],
  cook: ["cook", "saffron", "tomato", "herb"],
  pan: ["cooking", "saffron", "tomato", "herb"],
  package: ["package", "saffron", "tomato", "herb"],
  receipt: ["receipt", "saffron", "tomato", "herb"],
  heart: ["red-heart", "berry", "strawberry", "berry"],
  bell: ["bell", "mustard", "lemon", "herb"],
  search: ["magnifying-glass-tilted-left", "sea", "lemon", "herb"],
  place: ["round-pushpin", "tomato", "herb", "lemon"],
  home: ["house-with-garden", "herb", "tomato", "lemon"],
  clock: ["alarm-clock", "tomato", "lemon", "herb"],
  party: ["party-popper", "saffron", "strawberry", "berry"],
  gift: ["wrapped-gift", "berry", "strawberry", "cookie"],
  ticket: ["admission-tickets", "mustard", "lemon", "herb"],
  star: ["glowing-star", "mustard", "lemon", "herb"],
  locked: ["locked", "mustard", "lemon", "herb"],
  letter: ["envelope", "sea", "lemon", "herb"],
  card: ["credit-card", "sea", "lemon", "herb"],
  cash: ["coin", "mustard", "lemon", "herb"],
  offline: ["electric-plug", "sea", "lemon", "herb"],
  lost: ["compass", "sea", "lemon", "herb"],
  spilled: ["fire-extinguisher", "butter", "herb", "lemon"],
  sleeping: ["zzz", "sea", "lemon", "herb"],
  fire: ["fire", "chilli", "pepper", "lemon"],
  wave: ["waving-hand", "saffron", "tomato", "herb"],
};

// Names that the platform gives to pictures and to cuisines.
const ALIASES = {
  antipasti: "olive", breakfast: "egg", churros: "pretzel", dessert: "custard", doener: "wrap", dosa: "pancakes",
  focaccia: "bread", gyoza: "dumpling", idli: "rice", maki: "sushi", nigiri: "sushi", onigiri: "riceball", meze: "falafel",
  mole: "chicken", naan: "flatbread", pide: "pizza", quesadilla: "burrito", ramen: "noodles", snack: "springroll",
  springrolls: "springroll", tacos: "taco", tamales: "tamale", tandoori: "chicken", kebab: "ribs", thali: "bento", veganburger: "burger",
  wings: "chicken", steak: "meat",
  american: "burger", bakery: "croissant", bowls: "bowl", burgers: "burger", desserts: "cake", grill: "ribs",
  healthy: "salad", indian: "curry", italian: "pasta", japanese: "sushi", mediterranean: "falafel", mexican: "taco",
  thai: "thaicurry", turkish: "wrap", vegan: "avocado", vegetarian: "broccoli", seafood: "fish", chinese: "springroll",
  vietnamese: "noodles", korean: "bento", "street-food": "taco", "street food": "taco", diner: "pancakes", bbq: "ribs",
  drinks: "drink", barbecue: "ribs", burritos: "burrito", gelato: "softice", "south indian": "pancakes", asian: "noodles", arabic: "falafel", lebanese: "falafel", sweets: "doughnut", salads: "salad", soups: "soup",
};

const out = join(ui, "assets/art");
mkdirSync(out, { recursive: true });
for (const file of readdirSync(out)) if (file.endsWith(".svg")) rmSync(join(out, file));
let total = 0;
for (const [file, [emoji]] of Object.entries(ART)) {
  const icon = icons.icons[emoji] ?? icons.icons[icons.aliases?.[emoji]?.parent];
  if (!icon) throw new Error(`no ${emoji}`);
  const [w, h] = [icon.width ?? icons.width ?? 32, icon.height ?? icons.height ?? 32];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${w} ${h}">${icon.body}</svg>`;
  const { data } = optimize(svg, { multipass: true, floatPrecision: 2, plugins: ["preset-default"] });
  writeFileSync(join(out, `${file}.svg`), data);
  total += data.length;
}
console.log(Object.keys(ART).length, "drawings,", total, "bytes");

const named = Object.keys(ART).sort();
const find = (name) => { const at = named.indexOf(name); if (at < 0) throw new Error(`no drawing ${name}`); return at; };
const rows = named.map((name) => {
  const [, ground, ...company] = ART[name];
  company.forEach(find);
  return `    ("${name}", "${ground}", ["${company.join('", "')}"]),`;
});
const aliases = Object.keys(ALIASES).sort().map((name) => `    ("${name}", "${named[find(ALIASES[name])]}"),`);
writeFileSync(join(ui, "src/components/art/names.rs"), `//! Which drawing stands for which picture of the platform, and on which ground it lies. Written by \`tools/art.mjs\`; the drawings
//! are Microsoft's Fluent Emoji (MIT, see \`assets/art/LICENSE-fluent-emoji\`).

/// Every drawing: its name, the ground of a cover, and what keeps it company on a wide one. Sorted.
const DRAWINGS: &[(&str, &str, [&str; 2])] = &[
${rows.join("\n")}
];

/// Names of the platform's pictures and cuisines that share a drawing. Sorted.
const ALIASES: &[(&str, &str)] = &[
${aliases.join("\n")}
];

/// The names of every drawing in \`assets/art/\`.
pub fn all_art() -> impl Iterator<Item = &'static str> {
    DRAWINGS.iter().map(|(name, ..)| *name)
}

/// The drawing for a picture's or a cuisine's name; a plate for one that we do not have.
pub fn art_for(name: &str) -> &'static str {
    let alias = ALIASES.binary_search_by_key(&name, |(alias, _)| alias);
    let name = alias.ok().and_then(|at| ALIASES.get(at)).map_or(name, |(_, drawing)| drawing);
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
`);
