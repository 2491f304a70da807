//! The files of a program in parts. The main program exports what its parts use of it, by short names; a part fills the places
//! of its functions in the table and the memory of its data when it is instantiated.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use anyhow::{Context, Result, ensure};
use walrus::ir::{Value, VisitorMut, dfs_pre_order_mut};
use walrus::{
    ConstExpr, DataKind, ElementItems, ElementKind, ExportItem, FunctionId, FunctionKind, GlobalId, GlobalKind,
    MemoryId, Module, TableId,
};

use super::plan::{Place, Plan};
use super::program::Program;
use super::references::References;
use super::{COMMON, FROM_COMMON, FROM_MAIN};

/// A part of a program.
pub struct Part {
    /// What it is asked for by.
    pub name: String,
    /// Its file.
    pub wasm: Vec<u8>,
}

/// The main program without the parts.
pub struct Pieces {
    /// What starts.
    pub main: Vec<u8>,
    /// The rest; what several need comes first.
    pub parts: Vec<Part>,
}

/// Takes a program apart.
///
/// # Errors
///
/// The program is not as expected.
pub fn emit(wasm: &[u8], references: &References, plan: &Plan) -> Result<Pieces> {
    let mut shared = Shared::default();
    let mut parts = Vec::new();
    // What all need comes last, when it is known what they need of it.
    let places = (0..plan.names.len()).map(Place::Part).chain([Place::Common]);
    for place in places {
        let program = Program::read(wasm)?;
        if plan.functions.contains(&place) {
            let name = match place {
                Place::Part(index) => plan.names.get(index).context("a part without a name")?.clone(),
                _ => COMMON.to_owned(),
            };
            let wasm = part(program, references, plan, place, &mut shared)?;
            parts.push(Part { name, wasm });
        }
    }
    parts.sort_by_key(|part| part.name != COMMON);
    let main = main(Program::read(wasm)?, references, plan, &shared)?;
    Ok(Pieces { main, parts })
}

/// What parts use of others, with the names by which they find it.
#[derive(Default)]
struct Shared {
    functions: BTreeMap<usize, String>,
    others: BTreeSet<Other>,
}

/// What is no function, by its index; there are few of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Other {
    Table(usize),
    Memory(usize),
    Global(usize),
}

impl Other {
    /// Cannot be the name of a function.
    fn name(self) -> String {
        match self {
            Self::Table(index) => format!("t{index}"),
            Self::Memory(index) => format!("m{index}"),
            Self::Global(index) => format!("g{index}"),
        }
    }
}

impl Shared {
    fn name(&mut self, function: usize) -> String {
        let next = self.functions.len();
        self.functions.entry(function).or_insert_with(|| short(next)).clone()
    }
}

/// `a`, `b`, … `ba`, …
fn short(mut number: usize) -> String {
    const LETTERS: &[u8; 52] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let mut name = String::new();
    loop {
        name.push(LETTERS.get(number % LETTERS.len()).copied().map_or('_', char::from));
        number /= LETTERS.len();
        if number == 0 {
            return name;
        }
    }
}

fn main(mut program: Program, references: &References, plan: &Plan, shared: &Shared) -> Result<Vec<u8>> {
    let taken: BTreeSet<String> = program
        .module
        .exports
        .iter()
        .map(|export| export.name.clone())
        .collect();
    for (function, name) in &shared.functions {
        if plan.functions.get(*function) == Some(&Place::Main) {
            ensure!(!taken.contains(name), "{name} is exported already");
            let id = *program.functions.get(*function).context("no such function")?;
            program.module.exports.add(name, id);
        }
    }
    export_others(&mut program.module, &shared.others);
    program.module.customs = Default::default();
    fill_table(&mut program, plan, Place::Main)?;
    let segments: Vec<_> = program.module.data.iter().map(walrus::Data::id).collect();
    for id in segments {
        let data = program.module.data.get_mut(id);
        let DataKind::Active {
            offset: ConstExpr::Value(Value::I32(start)),
            ..
        } = data.kind
        else {
            continue;
        };
        // Nothing is as easily compressed as zeros.
        for range in moved(references, plan, |place| place != Place::Main) {
            if let Some(bytes) = within(&range, start.cast_unsigned()).and_then(|range| data.value.get_mut(range)) {
                bytes.fill(0);
            }
        }
    }
    walrus::passes::gc::run(&mut program.module);
    Ok(program.module.emit_wasm())
}

fn part(
    mut program: Program,
    references: &References,
    plan: &Plan,
    place: Place,
    shared: &mut Shared,
) -> Result<Vec<u8>> {
    let indices = program.indices();
    let bytes = contents(&program.module, references, plan, place)?;
    let memory = program.module.get_memory_id()?;

    let exports: Vec<_> = program.module.exports.iter().map(walrus::Export::id).collect();
    for id in exports {
        program.module.exports.delete(id);
    }
    program.module.start = None;
    program.module.customs = Default::default();
    fill_table(&mut program, plan, place)?;
    let all: Vec<_> = program.module.data.iter().map(walrus::Data::id).collect();
    for id in all {
        program.module.data.delete(id);
    }
    for memory in program.module.memories.iter_mut() {
        memory.data_segments.clear();
    }
    for (address, bytes) in bytes {
        let offset = ConstExpr::Value(Value::I32(address.cast_signed()));
        let id = program.module.data.add(DataKind::Active { memory, offset }, bytes);
        program.module.memories.get_mut(memory).data_segments.insert(id);
    }

    // The functions of others become imports.
    let own: Vec<FunctionId> = of(plan, place)
        .filter_map(|index| program.functions.get(index).copied())
        .collect();
    let mut foreign = BTreeSet::new();
    for id in &own {
        foreign.extend(
            program
                .calls(*id)
                .into_iter()
                .filter_map(|id| indices.get(&id).copied()),
        );
    }
    let mut stand_ins = BTreeMap::new();
    for index in foreign {
        let from = match plan.functions.get(index) {
            Some(other) if *other == place => continue,
            Some(Place::Common) => FROM_COMMON,
            _ => FROM_MAIN,
        };
        let id = *program.functions.get(index).context("no such function")?;
        let ty = program.module.funcs.get(id).ty();
        let (stand_in, _) = program.module.add_import_func(from, &shared.name(index), ty);
        stand_ins.insert(id, stand_in);
    }
    for id in &own {
        if let FunctionKind::Local(function) = &mut program.module.funcs.get_mut(*id).kind {
            let entry = function.entry_block();
            dfs_pre_order_mut(&mut Replace(&stand_ins), function, entry);
        }
    }
    if place == Place::Common {
        for (index, name) in &shared.functions {
            if plan.functions.get(*index) == Some(&place) {
                let id = *program.functions.get(*index).context("no such function")?;
                program.module.exports.add(name, id);
            }
        }
    }
    // What fills a table or memory of one's own that nobody looks at would be taken for useless.
    import_others(&mut program.module);
    walrus::passes::gc::run(&mut program.module);
    shared.others.extend(others(&program.module).map(|(other, _)| other));
    Ok(program.module.emit_wasm())
}

struct Replace<'a>(&'a BTreeMap<FunctionId, FunctionId>);

impl VisitorMut for Replace<'_> {
    fn visit_function_id_mut(&mut self, function: &mut FunctionId) {
        if let Some(other) = self.0.get(function) {
            *function = *other;
        }
    }
}

/// Makes tables, memories and globals those of the main program.
fn import_others(module: &mut Module) {
    let tables: Vec<TableId> = module.tables.iter().map(walrus::Table::id).collect();
    for id in tables {
        let import = module.imports.add(FROM_MAIN, &Other::Table(id.index()).name(), id);
        let table = module.tables.get_mut(id);
        (table.import, table.maximum) = (Some(import), None);
    }
    let memories: Vec<MemoryId> = module.memories.iter().map(walrus::Memory::id).collect();
    for id in memories {
        let import = module.imports.add(FROM_MAIN, &Other::Memory(id.index()).name(), id);
        let memory = module.memories.get_mut(id);
        (memory.import, memory.maximum) = (Some(import), None);
    }
    let globals: Vec<GlobalId> = module.globals.iter().map(walrus::Global::id).collect();
    for id in globals {
        let import = module.imports.add(FROM_MAIN, &Other::Global(id.index()).name(), id);
        module.globals.get_mut(id).kind = GlobalKind::Import(import);
    }
}

fn others(module: &Module) -> impl Iterator<Item = (Other, ExportItem)> {
    let tables = module.tables.iter().map(walrus::Table::id);
    let memories = module.memories.iter().map(walrus::Memory::id);
    let globals = module.globals.iter().map(walrus::Global::id);
    let tables = tables.map(|id| (Other::Table(id.index()), ExportItem::Table(id)));
    let memories = memories.map(|id| (Other::Memory(id.index()), ExportItem::Memory(id)));
    let globals = globals.map(|id| (Other::Global(id.index()), ExportItem::Global(id)));
    tables.chain(memories).chain(globals)
}

/// The other side of [`import_others`].
fn export_others(module: &mut Module, wanted: &BTreeSet<Other>) {
    let all: Vec<(Other, ExportItem)> = others(module).filter(|(other, _)| wanted.contains(other)).collect();
    for (other, item) in all {
        module.exports.add(&other.name(), item);
    }
}

/// Leaves only the functions of one place in the function table.
fn fill_table(program: &mut Program, plan: &Plan, place: Place) -> Result<()> {
    let (table, _) = program.slots()?;
    let old: Vec<_> = program
        .module
        .elements
        .iter()
        .filter(|element| matches!(element.kind, ElementKind::Active { table: of, .. } if of == table))
        .map(walrus::Element::id)
        .collect();
    for id in old {
        program.module.elements.delete(id);
    }
    program.module.tables.get_mut(table).elem_segments.clear();
    let mut runs: Vec<(u32, Vec<FunctionId>)> = Vec::new();
    for (slot, (index, of)) in &plan.slots {
        if *of != place {
            continue;
        }
        let function = *program.functions.get(*index).context("no such function")?;
        match runs.last_mut() {
            Some((start, run)) if usize::try_from(slot - *start)? == run.len() => run.push(function),
            _ => runs.push((*slot, vec![function])),
        }
    }
    for (start, run) in runs {
        let offset = ConstExpr::Value(Value::I32(start.cast_signed()));
        let kind = ElementKind::Active { table, offset };
        let id = program.module.elements.add(kind, ElementItems::Functions(run));
        program.module.tables.get_mut(table).elem_segments.insert(id);
    }
    Ok(())
}

fn of(plan: &Plan, place: Place) -> impl Iterator<Item = usize> {
    let all = plan.functions.iter().enumerate();
    all.filter(move |(_, of)| **of == place).map(|(index, _)| index)
}

/// Where the data of some places lies; neighbours as one.
fn moved(references: &References, plan: &Plan, is_meant: impl Fn(Place) -> bool) -> Vec<Range<u32>> {
    let mut ranges: Vec<Range<u32>> = Vec::new();
    for (piece, place) in references.data.iter().zip(&plan.data) {
        if !is_meant(*place) {
            continue;
        }
        match ranges.last_mut() {
            Some(last) if last.end == piece.memory.start => last.end = piece.memory.end,
            _ => ranges.push(piece.memory.clone()),
        }
    }
    ranges
}

/// The data of a place, with its addresses.
fn contents(module: &Module, references: &References, plan: &Plan, place: Place) -> Result<Vec<(u32, Vec<u8>)>> {
    let mut contents = Vec::new();
    for range in moved(references, plan, |of| of == place) {
        let found = module.data.iter().find_map(|data| {
            let DataKind::Active {
                offset: ConstExpr::Value(Value::I32(start)),
                ..
            } = data.kind
            else {
                return None;
            };
            data.value
                .get(within(&range, start.cast_unsigned())?)
                .map(<[u8]>::to_vec)
        });
        contents.push((range.start, found.context("data that is not in the program")?));
    }
    Ok(contents)
}

/// Where addresses lie in data that begins at `start`.
fn within(addresses: &Range<u32>, start: u32) -> Option<Range<usize>> {
    let at = |address: u32| address.checked_sub(start).and_then(|at| usize::try_from(at).ok());
    Some(at(addresses.start)?..at(addresses.end)?)
}
