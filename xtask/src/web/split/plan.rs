//! Which part of a program each function and each piece of data goes into.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Result, ensure};
use rustc_demangle::demangle;
use walrus::FunctionKind;

use super::program::Program;
use super::references::{References, Uses};

/// Where something goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The program that starts.
    Main,
    /// What several parts need.
    Common,
    /// A part, by its index in [`Plan::names`].
    Part(usize),
}

/// Where everything goes.
#[derive(Debug)]
pub struct Plan {
    /// The parts there are.
    pub names: Vec<String>,
    /// By function.
    pub functions: Vec<Place>,
    /// By place in the function table.
    pub slots: BTreeMap<u32, (usize, Place)>,
    /// By piece of data.
    pub data: Vec<Place>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Node {
    Function(usize),
    Slot(u32),
    Data(usize),
}

/// Who refers to whom.
struct Graph<'a> {
    references: &'a References,
    calls: Vec<Vec<usize>>,
    /// The function's index in the linked program.
    origins: Vec<Option<u32>>,
    slots: BTreeMap<u32, usize>,
    /// The ways into parts: nobody but the part itself is reached by knowing where they are.
    ways_in: BTreeSet<usize>,
}

impl Plan {
    /// Makes one. `program` is what wasm-bindgen made, its functions named by [`super::tag`]; `references` are those of what the
    /// linker made; `ways_in` is the module whose modules are the parts, `my_app::parts`.
    ///
    /// # Errors
    ///
    /// A part is entered by a plain call, or the two programs do not belong together.
    pub fn new(program: &Program, references: &References, ways_in: &str) -> Result<Self> {
        let indices = program.indices();
        let names: Vec<Option<&str>> = program
            .functions
            .iter()
            .map(|id| program.module.funcs.get(*id).name.as_deref())
            .collect();
        let mut parts: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for (index, name) in names.iter().enumerate() {
            if let Some(part) = name.and_then(|name| part_of(super::untagged(name), ways_in)) {
                parts.entry(part).or_default().insert(index);
            }
        }
        let (_, slots) = program.slots()?;
        let graph = Graph {
            references,
            calls: program
                .functions
                .iter()
                .map(|id| {
                    program
                        .calls(*id)
                        .iter()
                        .filter_map(|id| indices.get(id).copied())
                        .collect()
                })
                .collect(),
            origins: names.iter().map(|name| name.and_then(super::origin)).collect(),
            slots: slots
                .iter()
                .filter_map(|(place, id)| Some((*place, *indices.get(id)?)))
                .collect(),
            ways_in: parts.values().flatten().copied().collect(),
        };
        ensure!(
            graph
                .origins
                .iter()
                .flatten()
                .any(|origin| references.functions.contains_key(origin)),
            "the functions have lost their names"
        );

        let entries = program
            .entries()
            .filter_map(|id| indices.get(&id).copied())
            .map(Node::Function);
        let loose = uses(&references.loose);
        let main = graph.reach(entries.chain(loose), &BTreeSet::new());
        for way_in in &graph.ways_in {
            ensure!(
                !main.contains(&Node::Function(*way_in)),
                "{} is called although its part may not be there: hand it over as a function pointer",
                names.get(*way_in).copied().flatten().unwrap_or("a part"),
            );
        }
        let reached: Vec<BTreeSet<Node>> = parts
            .values()
            .map(|ways_in| graph.reach(ways_in.iter().copied().map(Node::Function), &main))
            .collect();
        let place = |node: Node| {
            let mut of = reached.iter().enumerate().filter(|(_, nodes)| nodes.contains(&node));
            // What nobody seems to need stays where it is always found.
            match (of.next(), of.next()) {
                (None, _) => Place::Main,
                (Some((part, _)), None) => Place::Part(part),
                (Some(_), Some(_)) => Place::Common,
            }
        };
        let functions: Vec<Place> = program
            .functions
            .iter()
            .enumerate()
            .map(|(index, id)| match program.module.funcs.get(*id).kind {
                // The JavaScript of what comes from outside is the main program's.
                FunctionKind::Import(_) => Place::Main,
                _ => place(Node::Function(index)),
            })
            .collect();
        let of_function = |index: usize| functions.get(index).copied().unwrap_or(Place::Main);
        Ok(Self {
            names: parts.into_keys().collect(),
            // A place in the table is filled as soon as its function is there.
            slots: graph
                .slots
                .iter()
                .map(|(slot, index)| (*slot, (*index, of_function(*index))))
                .collect(),
            data: (0..references.data.len())
                .map(|index| place(Node::Data(index)))
                .collect(),
            functions,
        })
    }
}

impl Graph<'_> {
    /// Everything that can be reached without going through what is known already, or into a part.
    fn reach(&self, from: impl Iterator<Item = Node>, known: &BTreeSet<Node>) -> BTreeSet<Node> {
        let mut waiting: Vec<Node> = from.collect();
        let mut reached = BTreeSet::new();
        while let Some(node) = waiting.pop() {
            if known.contains(&node) || !reached.insert(node) {
                continue;
            }
            match node {
                Node::Function(index) => {
                    waiting.extend(self.calls.get(index).into_iter().flatten().copied().map(Node::Function));
                    let origin = self.origins.get(index).copied().flatten();
                    let held = origin.and_then(|origin| self.references.functions.get(&origin));
                    waiting.extend(held.into_iter().flat_map(uses));
                }
                Node::Slot(slot) => {
                    let index = self.slots.get(&slot).filter(|index| !self.ways_in.contains(index));
                    waiting.extend(index.copied().map(Node::Function));
                }
                Node::Data(index) => {
                    waiting.extend(
                        self.references
                            .data
                            .get(index)
                            .into_iter()
                            .flat_map(|piece| uses(&piece.uses)),
                    );
                }
            }
        }
        reached
    }
}

fn uses(uses: &Uses) -> impl Iterator<Item = Node> {
    let slots = uses.slots.iter().copied().map(Node::Slot);
    slots.chain(uses.data.iter().copied().map(Node::Data))
}

/// `my_app::parts::orders::receipt` is a way into `orders`.
fn part_of(name: &str, ways_in: &str) -> Option<String> {
    let path = format!("{:#}", demangle(name));
    let rest = path.strip_prefix(ways_in)?.strip_prefix("::")?;
    let (part, function) = rest.split_once("::")?;
    (!function.contains("::")).then(|| part.to_owned())
}
