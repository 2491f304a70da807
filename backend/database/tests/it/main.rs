//! The conformance suite on every engine.

use std::collections::HashSet;

mod sqlite {
    use foodwala_database::Database;

    foodwala_database::conformance_suite!(Database::sqlite_temporary("trial"));
}

mod sqlserver;

#[test]
fn the_suite_runs_every_function_it_has() {
    let list = include_str!("../../src/conformance/mod.rs")
        .split_once("@each $open =>")
        .unwrap()
        .1;
    let listed: HashSet<_> = list.split_once('}').unwrap().0.split_whitespace().collect();
    let written: HashSet<_> = [
        include_str!("../../src/conformance/statements.rs"),
        include_str!("../../src/conformance/transactions.rs"),
        include_str!("../../src/conformance/values.rs"),
    ]
    .into_iter()
    .flat_map(str::lines)
    .filter_map(|line| line.strip_prefix("pub async fn ")?.split_once('('))
    .map(|(name, _)| name)
    .collect();
    assert_eq!(listed, written);
}
