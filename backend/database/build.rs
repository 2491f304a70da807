//! Builds the crate again when a migration is added, changed or removed: `include_dir!` alone notices only a change
//! inside a file that it already embeds.

fn main() {
    println!("cargo::rerun-if-changed=../../migrations");
}
