//! How much processor time processes have used, where the system tells (Linux).

use std::{fs, time::Duration};

/// The kernel's unit, the same on every Linux.
const TICK: Duration = Duration::from_millis(10);

/// What a process that runs has used until now.
pub fn processor_time(process: u32) -> Option<Duration> {
    read(&process.to_string()).map(|(_, used)| used)
}

/// What the processes of a group that run have used until now.
pub(crate) fn of_group(group: &str) -> Duration {
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    let each = processes.filter_map(|process| read(process.file_name().to_str()?));
    each.filter(|(of, _)| of == group).map(|(_, used)| used).sum()
}

/// The group of a process, and what it has used.
fn read(process: &str) -> Option<(String, Duration)> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    parse(&stat)
}

fn parse(stat: &str) -> Option<(String, Duration)> {
    // The name in front may hold anything.
    let (_, rest) = stat.rsplit_once(')')?;
    let fields: Vec<&str> = rest.split_ascii_whitespace().collect();
    let ticks = |at: usize| fields.get(at)?.parse::<u32>().ok();
    let used = ticks(11)?.saturating_add(ticks(12)?);
    Some(((*fields.get(2)?).to_owned(), TICK * used))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_may_hold_anything() {
        let stat = "17 (a) b (c) S 1 23 23 0 -1 4194304 100 0 0 0 150 50 7 7 20 0 1 0 99 1000 10";
        assert_eq!(parse(stat), Some(("23".to_owned(), Duration::from_secs(2))));
        assert_eq!(parse("17 (a"), None);
    }
}
