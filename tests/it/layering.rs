//! The arrows of the architecture point down: who may depend on whom, held against `cargo metadata`.

use cargo_metadata::{DependencyKind, MetadataCommand, Package};
use std::{
    collections::{BTreeMap, BTreeSet},
    process::Command,
};

/// Each crate and the workspace crates it may depend on. A crate that is missing here fails the test.
const MAY_DEPEND_ON: &[(&str, &[&str])] = &[
    ("foodwala-contract", &[]),
    ("foodwala-sdk", &["foodwala-contract"]),
    ("foodwala-clock", &["foodwala-contract"]),
    ("foodwala-hours", &["foodwala-contract"]),
    ("foodwala-database", &["foodwala-contract", "foodwala-clock"]),
    ("foodwala-readmodel", &["foodwala-contract"]),
    (
        "foodwala-messaging",
        &["foodwala-contract", "foodwala-clock", "foodwala-database"],
    ),
    ("foodwala-platform", PORTS),
    (
        "foodwala-gateway",
        &[
            "foodwala-contract",
            "foodwala-clock",
            "foodwala-readmodel",
            "foodwala-platform",
        ],
    ),
    ("foodwala-identity", SERVICE),
    ("foodwala-customers", SERVICE),
    ("foodwala-restaurants", SERVICE),
    ("foodwala-orders", SERVICE),
    ("foodwala-notifications", SERVICE),
    ("foodwala-reporting", SERVICE),
    (
        "foodwala-demo",
        &["foodwala-contract", "foodwala-sdk", "foodwala-clock", "foodwala-hours"],
    ),
    ("foodwala-server", &["*"]),
    (
        "foodwala-tests",
        &[
            "foodwala-sdk",
            "foodwala-server",
            "foodwala-contract",
            "foodwala-clock",
            "foodwala-database",
            "foodwala-messaging",
            "foodwala-test-engines",
        ],
    ),
    ("foodwala-test-engines", &[]),
    // An app holds no business rule: it asks the platform through the SDK.
    ("foodwala-ui", &["foodwala-sdk"]),
    ("foodwala-customer", &["foodwala-sdk", "foodwala-ui"]),
    ("foodwala-restaurant", &["foodwala-sdk", "foodwala-ui"]),
    ("xtask", &["foodwala-test-engines"]),
];

const PORTS: &[&str] = &[
    "foodwala-contract",
    "foodwala-clock",
    "foodwala-database",
    "foodwala-messaging",
    "foodwala-readmodel",
];

/// A service stands on the contract, the ports and the platform, and never on another service.
const SERVICE: &[&str] = &[
    "foodwala-contract",
    "foodwala-clock",
    "foodwala-database",
    "foodwala-messaging",
    "foodwala-readmodel",
    "foodwala-platform",
    "foodwala-hours",
];

/// Engines, and the one crate that may name each.
const ENGINES: &[(&str, &str)] = &[("rusqlite", "foodwala-database"), ("lettre", "foodwala-notifications")];

#[expect(clippy::unwrap_used, reason = "a test's own helper")]
fn packages() -> Vec<Package> {
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.toml");
    MetadataCommand::new()
        .manifest_path(manifest)
        .no_deps()
        .exec()
        .unwrap()
        .packages
}

fn dependencies(package: &Package) -> BTreeSet<String> {
    let used = package
        .dependencies
        .iter()
        .filter(|dependency| dependency.kind != DependencyKind::Development);
    used.map(|dependency| dependency.name.clone()).collect()
}

#[test]
fn arrows_point_down() {
    let allowed: BTreeMap<&str, &[&str]> = MAY_DEPEND_ON.iter().copied().collect();
    let packages = packages();
    let ours: BTreeSet<&str> = packages.iter().map(|package| package.name.as_str()).collect();
    for package in &packages {
        let name = package.name.as_str();
        let allowed = allowed
            .get(name)
            .unwrap_or_else(|| panic!("{name} has no place in the layers yet"));
        for dependency in dependencies(package)
            .iter()
            .filter(|dependency| ours.contains(dependency.as_str()))
        {
            let allowed = allowed.contains(&"*") || allowed.contains(&dependency.as_str());
            assert!(allowed, "{name} must not depend on {dependency}");
        }
    }
}

#[test]
fn an_engine_is_known_to_one_crate() {
    for package in packages() {
        let dependencies = dependencies(&package);
        for (engine, owner) in ENGINES {
            assert!(
                package.name.as_str() == *owner || !dependencies.contains(*engine),
                "{} in {}",
                engine,
                package.name
            );
        }
    }
}

/// What only computers have; it does not compile for a phone, or finds nothing there.
const COMPUTERS: &[&str] = &[
    "arboard",
    "notify-rust",
    "muda",
    "tray-icon",
    "rfd",
    "gtk",
    "webkit2gtk",
];

/// As far as that can be told without the phones' compilers: nothing is taken along that they cannot compile.
#[test]
fn the_app_for_phones_takes_along_what_phones_have() {
    for (target, needed) in [
        ("aarch64-linux-android", &["wry", "tao", "webpki-root-certs"][..]),
        ("aarch64-apple-ios", &["wry", "tao"][..]),
    ] {
        let tree = Command::new(env!("CARGO"))
            .args([
                "tree",
                "--locked",
                "--package",
                "foodwala-customer",
                "--features",
                "mobile",
            ])
            .args([
                "--target", target, "--edges", "normal", "--prefix", "none", "--format", "{lib}",
            ])
            .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
            .output()
            .unwrap();
        assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));
        let tree = String::from_utf8_lossy(&tree.stdout).replace('_', "-");
        let along: BTreeSet<&str> = tree.split_whitespace().collect();
        for name in needed {
            assert!(along.contains(name), "{target}: no {name}");
        }
        for name in COMPUTERS {
            assert!(!along.contains(name), "{target}: {name}");
        }
    }
}
