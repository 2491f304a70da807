//! What `deploy/` says is held against what it speaks of: the services, the settings, the metrics, the operators' book.

mod containers;
mod metrics;

use anyhow::{Context, Result};
use serde_json::Value;
use std::{
    fs,
    path::{Path, PathBuf},
};

fn path(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(file)
}

fn read(file: &str) -> Result<String> {
    fs::read_to_string(path(file)).with_context(|| file.to_owned())
}

fn yaml(file: &str) -> Result<Value> {
    serde_saphyr::from_str(&read(file)?).with_context(|| file.to_owned())
}
