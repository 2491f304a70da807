//! A compiler for `wasm32-unknown-unknown`: the toolchain's own where it has the target, else Debian's
//! `rustc-web`, which builds the standard library from its source.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::prerequisites::Version;
use crate::process;
use crate::workspace::Workspace;

const TARGET: &str = "wasm32-unknown-unknown";
const DEBIAN_CARGO: &str = "/usr/bin/cargo";
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_LINKERS: &[&str] = &["wasm-ld-22", "wasm-ld-19", "wasm-ld"];

/// What makes a release smaller where the standard library is built from source: a panic stops the program without a word
/// (a `web-dev` build says where and why), and `Debug` writes nothing, so that nothing may rest on it.
const SMALL: &str = "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none";

/// Debian's packages for [`Way::Debian`].
pub const DEBIAN_PACKAGES: &[&str] = &["rustc-web", "cargo-web", "rust-web-src"];

/// How this machine can compile for the browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// The toolchain in use has the target's standard library.
    Target,
    /// Debian's own toolchain, with the standard library built from source.
    Debian,
}

impl Way {
    /// The best way there is, if any.
    pub fn find(workspace: &Workspace) -> Option<Self> {
        if has_target(workspace) {
            Some(Self::Target)
        } else if has_debian(workspace) {
            Some(Self::Debian)
        } else {
            None
        }
    }

    /// What compiles, in words.
    pub fn describe(self) -> &'static str {
        match self {
            Self::Target => "the toolchain's own target",
            Self::Debian => "Debian's rustc-web, building std from source",
        }
    }

    /// `cargo <subcommand> --target wasm32-unknown-unknown`, ready for more arguments.
    pub fn cargo(self, workspace: &Workspace, subcommand: &str) -> Command {
        match self {
            Self::Target => {
                let mut command = process::cargo(workspace);
                command.args([subcommand, "--target", TARGET]);
                command
            }
            Self::Debian => {
                let mut command = process::foreign(workspace, Path::new(DEBIAN_CARGO));
                command.env("RUSTC", DEBIAN_RUSTC).env("RUSTC_BOOTSTRAP", "1");
                // Debian's compiler brings no linker for wasm. Always the same one, as another builds std anew.
                if let Some(linker) = linker(workspace) {
                    command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
                }
                command.args([
                    subcommand,
                    "-Zbuild-std=std,panic_abort",
                    "--target",
                    TARGET,
                    "--target-dir",
                ]);
                // Another compiler's output in the same folder would throw ours out, and the other way round.
                command.arg(workspace.target.join("wasm"));
                command
            }
        }
    }
}

impl Way {
    /// Makes what a [`Way::cargo`] command builds as small as this compiler can.
    pub fn shrink(self, command: &mut Command) {
        if self == Self::Debian {
            command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", SMALL);
            command.arg("-Zbuild-std-features=optimize_for_size");
        }
    }

    /// Where `cargo build` puts what it makes, a folder per profile.
    pub fn output(self, workspace: &Workspace) -> PathBuf {
        match self {
            Self::Target => workspace.target.join(TARGET),
            Self::Debian => workspace.target.join("wasm").join(TARGET),
        }
    }
}

/// The linker of the toolchain in use, else one of Debian's.
fn linker(workspace: &Workspace) -> Option<PathBuf> {
    let sysroot = process::answer(process::rustc(workspace).args(["--print", "sysroot"]))?;
    let version = process::answer(process::rustc(workspace).arg("-vV"))?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: "))?;
    let own = Path::new(&sysroot).join("lib/rustlib").join(host).join("bin/rust-lld");
    if own.is_file() {
        return Some(own);
    }
    DEBIAN_LINKERS.iter().find_map(|name| process::on_path(name))
}

fn has_target(workspace: &Workspace) -> bool {
    let mut rustc = process::rustc(workspace);
    let folder = process::answer(rustc.args(["--print", "target-libdir", "--target", TARGET]));
    // The folder is named whether or not it is there.
    let Some(Ok(files)) = folder.map(fs::read_dir) else {
        return false;
    };
    files
        .flatten()
        .any(|file| file.file_name().to_string_lossy().starts_with("libstd-"))
}

fn has_debian(workspace: &Workspace) -> bool {
    if !Path::new(DEBIAN_CARGO).is_file() || !Path::new(DEBIAN_RUSTC).is_file() {
        return false;
    }
    let ask = |what: &[&str]| process::answer(process::foreign(workspace, Path::new(DEBIAN_RUSTC)).args(what));
    let recent = ask(&["--version"]).is_some_and(|text| Version::is_recent(&text));
    // Debian's plain rustc is older than the one its browsers are built with.
    recent
        && linker(workspace).is_some()
        && ask(&["--print", "sysroot"])
            .is_some_and(|root| Path::new(&root).join("lib/rustlib/src/rust/library").is_dir())
}
