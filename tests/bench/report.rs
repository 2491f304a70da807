//! The table of figures.

use std::{fmt, path::Path, time::Duration};

/// Rows of figure and goal.
#[derive(Default)]
pub struct Report {
    rows: Vec<(String, String, String)>,
}

impl Report {
    pub fn row(&mut self, what: &str, figure: String, goal: &str) {
        eprintln!("  {what}: {figure}");
        self.rows.push((what.to_owned(), figure, goal.to_owned()));
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub fn render(&self, machine: &str) -> String {
        let mut text = format!("Machine: {machine}.\n\n| | figure | aim |\n|---|---|---|\n");
        for (what, figure, goal) in &self.rows {
            text.push_str(&format!("| {what} | {figure} | {goal} |\n"));
        }
        text
    }
}

/// Puts the table into its place in docs/BENCHMARKS.md.
pub fn keep(place: &str, table: &str) -> anyhow::Result<()> {
    let (first, last) = (format!("<!-- {place}: begin -->"), format!("<!-- {place}: end -->"));
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/BENCHMARKS.md");
    let text = std::fs::read_to_string(&file)?;
    let (Some(begin), Some(end)) = (text.find(&first), text.find(&last)) else {
        anyhow::bail!("{} has no place for {place}", file.display());
    };
    let text = format!("{}{first}\n{table}{}", &text[..begin], &text[end..]);
    std::fs::write(file, text)?;
    Ok(())
}

/// How often something was done, and how long each took.
pub struct Load {
    pub span: Duration,
    pub each: Vec<Duration>,
    pub refused: u64,
}

impl Load {
    /// The duration that `share` of all stayed within.
    pub fn percentile(&mut self, share: f64) -> Duration {
        self.each.sort_unstable();
        let last = self.each.len().saturating_sub(1);
        self.each
            .get((last as f64 * share).round() as usize)
            .copied()
            .unwrap_or_default()
    }

    /// Rate and percentiles.
    pub fn into_figure(mut self) -> Figure {
        let rate = self.each.len() as f64 / self.span.as_secs_f64();
        Figure {
            count: self.each.len(),
            rate,
            p50: self.percentile(0.5),
            p99: self.percentile(0.99),
            refused: self.refused,
        }
    }
}

/// Rate and percentiles.
pub struct Figure {
    pub count: usize,
    pub rate: f64,
    p50: Duration,
    p99: Duration,
    refused: u64,
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let milliseconds = |duration: Duration| duration.as_secs_f64() * 1000.0;
        write!(
            f,
            "{:.0}/s, p50 {:.1} ms, p99 {:.1} ms",
            self.rate,
            milliseconds(self.p50),
            milliseconds(self.p99)
        )?;
        if self.refused > 0 {
            write!(f, ", {} refused", self.refused)
        } else {
            Ok(())
        }
    }
}
