//! Builds the crate again when a migration is added, changed or removed: `include_dir!` alone notices only a change
//! inside a file that it already embeds.

fn main() {
    let migrations = "../../migrations";
    #[expect(clippy::print_stdout, reason = "how a build script speaks to cargo")]
    {
        println!("cargo::rerun-if-changed={migrations}");
    }
}
