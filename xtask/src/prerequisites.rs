//! What must be on the machine: how to find it, what it is for, how to get it.

use std::process::Command;

use crate::process::{self, answer};
use crate::wasm::{self, Way};
use crate::workspace::Workspace;

/// Free space that a full build and its tests need, in GiB.
const DISK_GIB: u64 = 18;

/// The workspace's `rust-version`.
const REQUIRED: &str = env!("CARGO_PKG_RUST_VERSION");

/// Who needs a prerequisite.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// `cargo xtask test` does not pass without it.
    Test,
    /// Things work without it, less well or less completely.
    Optional,
}

/// What was found on this machine.
pub enum Finding {
    /// It is there; which one.
    Found(String),
    /// It is not, or not good enough; why, if there is more to say.
    Missing(Option<String>),
}

/// How to get a prerequisite that is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// By these packages on Debian and its relatives; as the text says elsewhere.
    Packages(&'static [&'static str], &'static str),
    /// By `cargo install <crate> --locked`.
    Crate(&'static str),
    /// By the reader.
    Advice(&'static str),
}

impl Remedy {
    /// What to type or do.
    pub fn describe(self, on_debian: bool) -> String {
        match self {
            Self::Packages(packages, elsewhere) if on_debian => {
                format!("apt-get install {}; or {elsewhere}", packages.join(" "))
            }
            Self::Packages(_, elsewhere) => elsewhere.to_owned(),
            Self::Crate(name) => format!("cargo install {name} --locked"),
            Self::Advice(text) => text.to_owned(),
        }
    }
}

/// How to get a compiler for the browser.
pub const WASM: Remedy = Remedy::Packages(wasm::DEBIAN_PACKAGES, "rustup target add wasm32-unknown-unknown");

/// Something the project uses that is not in its repository.
pub struct Prerequisite {
    /// What it is called.
    pub name: &'static str,
    /// What it is used for.
    pub purpose: &'static str,
    /// Who needs it.
    pub need: Need,
    /// Looks for it.
    pub probe: fn(&Workspace) -> Finding,
    /// How to get it.
    pub remedy: Remedy,
}

/// What Debian calls the webview and what windows need besides.
pub const WEBVIEW_PACKAGES: &[&str] = &["libwebkit2gtk-4.1-dev", "libxdo-dev", "libssl-dev", "pkg-config"];

/// What the apps' windows are built on. Elsewhere than on Linux the system has a webview.
pub const WEBVIEW: Prerequisite = Prerequisite {
    name: "webkit2gtk",
    purpose: "the apps in windows of their own",
    need: Need::Test,
    probe: |_| {
        if cfg!(not(target_os = "linux")) {
            return Finding::Found("part of the system".to_owned());
        }
        let mut command = Command::new("pkg-config");
        command.args(["--print-errors", "--modversion", "webkit2gtk-4.1", "openssl"]);
        match answer(&mut command) {
            // It has no description of its own.
            Some(version) if file_of(&["/usr/include/xdo.h"]) => found(Some(version)),
            _ => Finding::Missing(None),
        }
    },
    remedy: Remedy::Packages(
        WEBVIEW_PACKAGES,
        "install the development files of WebKitGTK 4.1, xdo and OpenSSL, and pkg-config",
    ),
};

/// Everything there is to look for, most basic first.
pub const ALL: &[Prerequisite] = &[
    Prerequisite {
        name: "rustc",
        purpose: "compiles everything",
        need: Need::Test,
        probe: probe_rustc,
        remedy: Remedy::Advice("rustup update stable (https://rustup.rs)"),
    },
    Prerequisite {
        name: "rustfmt",
        purpose: "checks the formatting",
        need: Need::Test,
        probe: |workspace| found(answer(process::cargo(workspace).args(["fmt", "--version"]))),
        remedy: Remedy::Advice("rustup component add rustfmt"),
    },
    Prerequisite {
        name: "clippy",
        purpose: "checks the code",
        need: Need::Test,
        probe: |workspace| found(answer(process::cargo(workspace).args(["clippy", "--version"]))),
        remedy: Remedy::Advice("rustup component add clippy"),
    },
    Prerequisite {
        name: "C compiler",
        purpose: "links programs, builds SQLite",
        need: Need::Test,
        probe: |_| found(answer(Command::new("cc").arg("--version"))),
        remedy: Remedy::Packages(&["gcc", "libc6-dev"], "install a C compiler that answers to `cc`"),
    },
    Prerequisite {
        name: "cargo-deny",
        purpose: "checks licences, sources and advisories of dependencies",
        need: Need::Test,
        probe: |workspace| found(answer(process::cargo(workspace).args(["deny", "--version"]))),
        remedy: Remedy::Crate("cargo-deny"),
    },
    Prerequisite {
        name: "wasm32",
        purpose: "compiles the web apps",
        need: Need::Test,
        probe: |workspace| found(Way::find(workspace).map(|way| way.describe().to_owned())),
        remedy: WASM,
    },
    Prerequisite {
        name: "cargo-nextest",
        purpose: "runs the tests faster than cargo test",
        need: Need::Optional,
        probe: |workspace| found(answer(process::cargo(workspace).args(["nextest", "--version"]))),
        remedy: Remedy::Crate("cargo-nextest"),
    },
    Prerequisite {
        name: "redis-server",
        purpose: "the read model's engine, tested on a private one",
        need: Need::Test,
        probe: |_| program("redis-server"),
        remedy: Remedy::Packages(&["redis-server"], "install Redis"),
    },
    Prerequisite {
        name: "rabbitmq-server",
        purpose: "the bus's engine, tested on a private one",
        need: Need::Test,
        // Debian's start script is where only root's path leads.
        probe: |_| match program("rabbitmq-server") {
            Finding::Missing(_) => file("/usr/lib/rabbitmq/bin/rabbitmq-server"),
            found @ Finding::Found(_) => found,
        },
        remedy: Remedy::Packages(&["rabbitmq-server"], "install RabbitMQ"),
    },
    Prerequisite {
        name: "chromium",
        purpose: "the browser tests",
        need: Need::Test,
        probe: |_| match ["chromium", "chromium-browser", "google-chrome"].map(program) {
            [found @ Finding::Found(_), ..] | [_, found @ Finding::Found(_), _] | [.., found] => found,
        },
        remedy: Remedy::Packages(&["chromium"], "install Chromium or Chrome"),
    },
    Prerequisite {
        name: "chromedriver",
        purpose: "the browser tests",
        need: Need::Test,
        probe: |_| program("chromedriver"),
        remedy: Remedy::Packages(&["chromium-driver"], "install the browser's chromedriver"),
    },
    Prerequisite {
        name: "npm",
        purpose: "fetches axe-core for the browser tests",
        need: Need::Test,
        probe: |_| program("npm"),
        remedy: Remedy::Packages(&["npm"], "install Node.js with npm"),
    },
    WEBVIEW,
    Prerequisite {
        name: "Xvfb",
        purpose: "a screen for the tests of windows",
        need: Need::Test,
        probe: |_| on_linux("Xvfb"),
        remedy: Remedy::Packages(&["xvfb"], "install Xvfb"),
    },
    Prerequisite {
        name: "ImageMagick",
        purpose: "pictures of windows",
        need: Need::Test,
        probe: |_| on_linux("import"),
        remedy: Remedy::Packages(&["imagemagick"], "install ImageMagick"),
    },
    Prerequisite {
        name: "disk space",
        purpose: "build output",
        need: Need::Optional,
        probe: probe_disk,
        remedy: Remedy::Advice("`cargo clean`, or point CARGO_TARGET_DIR at a larger disk"),
    },
];

fn found(first_answer: Option<String>) -> Finding {
    match first_answer.as_deref().and_then(|text| text.lines().next()) {
        Some(line) => Finding::Found(line.to_owned()),
        None => Finding::Missing(None),
    }
}

fn program(name: &str) -> Finding {
    found(process::on_path(name).map(|path| path.display().to_string()))
}

/// A program that only Linux needs.
fn on_linux(name: &str) -> Finding {
    if cfg!(target_os = "linux") {
        program(name)
    } else {
        Finding::Found("not needed here".to_owned())
    }
}

fn file_of(paths: &[&str]) -> bool {
    paths.iter().all(|path| std::path::Path::new(path).is_file())
}

fn file(path: &str) -> Finding {
    found(std::path::Path::new(path).is_file().then(|| path.to_owned()))
}

fn probe_rustc(workspace: &Workspace) -> Finding {
    let Some(text) = answer(process::rustc(workspace).arg("--version")) else {
        return Finding::Missing(None);
    };
    if Version::is_recent(&text) {
        Finding::Found(text)
    } else {
        Finding::Missing(Some(format!("{text} is older than {REQUIRED}")))
    }
}

fn probe_disk(workspace: &Workspace) -> Finding {
    // The build folder need not be there yet; the nearest folder above it is on the same disk.
    let folder = workspace
        .target
        .ancestors()
        .find(|folder| folder.is_dir())
        .unwrap_or(&workspace.root);
    let answer = answer(process::command(workspace, "df").arg("-Pk").arg(folder));
    let Some(free) = answer.as_deref().and_then(free_gib) else {
        return Finding::Missing(Some("`df` does not say how much is free".to_owned()));
    };
    let text = format!("{free} GiB free at {}, {DISK_GIB} needed", folder.display());
    if free >= DISK_GIB {
        Finding::Found(text)
    } else {
        Finding::Missing(Some(text))
    }
}

/// The fourth column of `df -Pk`, from KiB.
fn free_gib(df: &str) -> Option<u64> {
    let kib: u64 = df.lines().nth(1)?.split_whitespace().nth(3)?.parse().ok()?;
    Some(kib / 1024 / 1024)
}

/// A compiler's version, as far as `rust-version` goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    major: u32,
    minor: u32,
}

impl Version {
    /// Whether what a compiler says of itself is the workspace's `rust-version` or newer.
    pub fn is_recent(compiler: &str) -> bool {
        matches!((Self::find(compiler), Self::find(REQUIRED)), (Some(here), Some(required)) if here >= required)
    }

    /// The first word of a `--version` line that is a version.
    fn find(text: &str) -> Option<Self> {
        text.split_whitespace().find_map(|word| {
            let mut parts = word.split(['.', '-']);
            Some(Self {
                major: parts.next()?.parse().ok()?,
                minor: parts.next()?.parse().ok()?,
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_and_compared_as_numbers() {
        let version = |text| Version::find(text).expect("a version");
        assert_eq!(
            version("rustc 1.95.0 (59807616e 2026-04-14)"),
            Version { major: 1, minor: 95 }
        );
        assert_eq!(version("1.97.0-nightly"), Version { major: 1, minor: 97 });
        assert!(version("rustc 1.100.0") > version("rustc 1.95.0"));
        assert_eq!(Version::find("rustc unknown"), None);
    }

    #[test]
    fn the_workspace_states_a_version_that_can_be_read() {
        assert!(Version::is_recent(&format!("rustc {REQUIRED}.0")));
        assert!(!Version::is_recent("rustc 1.63.0"));
    }

    #[test]
    fn free_space_is_the_fourth_column() {
        let df =
            "Filesystem 1024-blocks Used Available Capacity Mounted on\n/dev/vda 263174212 12000000 83886080 13% /\n";
        assert_eq!(free_gib(df), Some(80));
        assert_eq!(free_gib("df: not found"), None);
    }

    #[test]
    fn what_the_tests_need_can_be_had_or_is_explained() {
        for prerequisite in ALL {
            assert!(!prerequisite.remedy.describe(true).is_empty(), "{}", prerequisite.name);
            assert!(!prerequisite.remedy.describe(false).is_empty(), "{}", prerequisite.name);
        }
    }
}
