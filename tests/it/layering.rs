//! The arrows of the architecture point down: who may depend on whom, held against `cargo metadata`.

use cargo_metadata::{DependencyKind, MetadataCommand, Package};
use std::collections::{BTreeMap, BTreeSet};

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
        &["foodwala-contract", "foodwala-clock", "foodwala-platform"],
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
        ],
    ),
    // An app holds no business rule: it asks the platform through the SDK.
    ("foodwala-ui", &["foodwala-sdk"]),
    ("foodwala-customer", &["foodwala-sdk", "foodwala-ui"]),
    ("foodwala-restaurant", &["foodwala-sdk", "foodwala-ui"]),
    ("xtask", &[]),
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
