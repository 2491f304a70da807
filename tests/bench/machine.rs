//! The machine and what a process takes of it. Linux only.

use anyhow::Context;
use std::{fs, time::Duration};

/// Megabytes of resident memory of a process.
pub fn megabytes(pid: u32) -> anyhow::Result<u64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status"))?;
    let line = status
        .lines()
        .find(|line| line.starts_with("VmRSS:"))
        .context("no VmRSS")?;
    let kilobytes: u64 = line.split_whitespace().nth(1).context("no figure")?.parse()?;
    Ok(kilobytes / 1024)
}

/// Megabytes of resident memory once it no longer changes from second to second.
pub async fn settled_megabytes(pid: u32) -> anyhow::Result<u64> {
    let mut last = megabytes(pid)?;
    loop {
        tokio::time::sleep(Duration::from_secs(2)).await;
        let now = megabytes(pid)?;
        if now == last {
            return Ok(now);
        }
        last = now;
    }
}

/// Processor, cores, memory, kernel.
pub fn name() -> anyhow::Result<String> {
    let cpu = fs::read_to_string("/proc/cpuinfo")?;
    let model = cpu
        .lines()
        .find_map(|line| line.strip_prefix("model name"))
        .unwrap_or("unknown processor");
    let cores = std::thread::available_parallelism()?;
    let memory = fs::read_to_string("/proc/meminfo")?;
    let kilobytes: u64 = memory.split_whitespace().nth(1).context("no memory")?.parse()?;
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease")?;
    let model = model.trim_start_matches([' ', '\t', ':']);
    Ok(format!(
        "{model}, {cores} cores, {} GiB, Linux {}",
        kilobytes / 1024 / 1024,
        kernel.trim()
    ))
}
