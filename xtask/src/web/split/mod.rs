//! A program in parts: what a first visit needs, and the rest in files of their own that are fetched when they are needed.
//!
//! An app names its parts by modules of its module `parts`: `my_app::parts::orders::receipt` is a way into the part `orders`.
//! Such a function is handed over as a function pointer and called once the part is there. What only the ways into one part
//! lead to goes into it, functions and constants alike; what several need goes into a common part. The linker's relocations
//! tell, exactly, who may get hold of what.
//!
//! A function pointer is a place in the function table, which all parts share, as they share the memory. So whatever a part
//! makes known to others (a component, an event handler, a future) is called as it would be in one program.
//!
//! | module | job |
//! |---|---|
//! | `references` | who holds the address of what, by the relocations |
//! | `program` | functions and their calls |
//! | `plan` | what goes where |
//! | `emit` | the files |

mod emit;
mod plan;
mod program;
mod references;

pub use emit::Pieces;
pub use references::References;

use anyhow::Result;
use walrus::{Module, ModuleConfig};

/// What several parts need; the others can be instantiated after it only.
pub const COMMON: &str = "common";
/// By this name parts import from the main program, and from the common part.
const FROM_MAIN: &str = "m";
const FROM_COMMON: &str = "c";

/// Reads a linked program for wasm-bindgen, with every function named so that it is known again afterwards.
///
/// # Errors
///
/// The file is no sound program.
pub fn tagged(wasm: &[u8]) -> Result<Module> {
    ModuleConfig::new()
        .strict_validate(false)
        .generate_producers_section(false)
        .on_parse(|module, ids| {
            for (index, id) in (0..).map_while(|index| Some((index, ids.get_func(index).ok()?))) {
                let function = module.funcs.get_mut(id);
                function.name = Some(tag(index, function.name.as_deref().unwrap_or_default()));
            }
            Ok(())
        })
        .parse(wasm)
}

/// Takes the program apart that wasm-bindgen made of a [`tagged`] one. `ways_in` is the path of the module with the parts.
///
/// # Errors
///
/// A part is entered other than by a function pointer, or the programs do not belong together.
pub fn split(wasm: &[u8], references: &References, ways_in: &str) -> Result<Pieces> {
    let program = program::Program::read(wasm)?;
    let plan = plan::Plan::new(&program, references, ways_in)?;
    emit::emit(wasm, references, &plan)
}

fn tag(index: u32, name: &str) -> String {
    format!("{index} {name}")
}

/// The index that a function had in the linked program. wasm-bindgen adds functions of its own.
fn origin(name: &str) -> Option<u32> {
    name.split_once(' ')?.0.parse().ok()
}

fn untagged(name: &str) -> &str {
    name.split_once(' ').map_or(name, |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use walrus::ir::Value;
    use walrus::{ConstExpr, DataKind, ElementItems, ElementKind, FunctionBuilder, FunctionId, RefType};

    use super::references::{Piece, Uses};
    use super::*;

    /// `main` knows where `show` of the part is, and calls `shared` as `show` does; only `show` calls `helper`, and only it
    /// holds the second of the two constants.
    fn program(calls_it: bool) -> (Vec<u8>, References) {
        let mut module = Module::default();
        let table = module.tables.add_local(false, 2, Some(2), RefType::FUNCREF);
        let memory = module.memories.add_local(false, false, 1, None, None);
        let add = |module: &mut Module, name: &str, calls: &[FunctionId]| {
            let mut function = FunctionBuilder::new(&mut module.types, &[], &[]);
            function.name(name.to_owned());
            for call in calls {
                function.func_body().call(*call);
            }
            function.finish(Vec::new(), &mut module.funcs)
        };
        let shared = add(&mut module, "0 app::shared", &[]);
        let helper = add(&mut module, "1 app::helper", &[]);
        let show = add(&mut module, "2 app::parts::orders::show", &[shared, helper]);
        let main = add(
            &mut module,
            "3 app::main",
            &[shared, show][..if calls_it { 2 } else { 1 }],
        );
        module.exports.add("main", main);
        let at = |address| ConstExpr::Value(Value::I32(address));
        let kind = ElementKind::Active { table, offset: at(1) };
        let element = module.elements.add(kind, ElementItems::Functions(vec![show]));
        module.tables.get_mut(table).elem_segments.insert(element);
        let kind = DataKind::Active { memory, offset: at(16) };
        let data = module.data.add(kind, b"mainpart".to_vec());
        module.memories.get_mut(memory).data_segments.insert(data);

        let mut references = References {
            data: [16..20, 20..24]
                .map(|memory| Piece {
                    memory,
                    uses: Uses::default(),
                })
                .into(),
            ..References::default()
        };
        let held = |slots: &[u32], data: &[usize]| Uses {
            slots: slots.to_vec(),
            data: data.to_vec(),
        };
        references.functions.insert(2, held(&[], &[1]));
        references.functions.insert(3, held(&[1], &[0]));
        (module.emit_wasm(), references)
    }

    fn imports(wasm: &[u8]) -> Vec<String> {
        let module = Module::from_buffer(wasm).expect("a sound program");
        let imports = module.imports.iter();
        imports
            .map(|import| format!("{}.{}", import.module, import.name))
            .collect()
    }

    #[test]
    fn a_part_takes_along_what_only_it_needs() {
        let (wasm, references) = program(false);
        let pieces = split(&wasm, &references, "app::parts").expect("two programs");
        let main = Module::from_buffer(&pieces.main).expect("a sound program");
        assert_eq!(main.funcs.iter().count(), 2, "main and what it shares");
        assert!(main.exports.iter().any(|export| export.name == "a"));
        let data: Vec<&[u8]> = main.data.iter().map(|data| data.value.as_slice()).collect();
        assert_eq!(data, [b"main\0\0\0\0"]);
        assert_eq!(main.elements.iter().count(), 0);

        let [part] = pieces.parts.as_slice() else {
            panic!("one part");
        };
        assert_eq!(part.name, "orders");
        assert_eq!(imports(&part.wasm), ["m.a", "m.t0", "m.m0"]);
        let part = Module::from_buffer(&part.wasm).expect("a sound program");
        assert_eq!(part.funcs.iter_local().count(), 2, "the way in and its helper");
        let data: Vec<&[u8]> = part.data.iter().map(|data| data.value.as_slice()).collect();
        assert_eq!(data, [b"part"]);
        assert_eq!(part.elements.iter().count(), 1);
    }

    #[test]
    fn a_part_that_is_called_without_asking_is_refused() {
        let (wasm, references) = program(true);
        let error = split(&wasm, &references, "app::parts").err().expect("a refusal");
        assert!(error.to_string().contains("app::parts::orders::show"), "{error}");
    }

    #[test]
    fn a_program_without_relocations_is_refused() {
        let (wasm, _) = program(false);
        assert!(References::read(&wasm).is_err());
    }
}
