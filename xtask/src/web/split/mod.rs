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
