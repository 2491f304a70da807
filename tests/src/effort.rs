//! What all this costs in processor time, which does not depend on what else a machine does.

use crate::{Engines, Fleet};
use foodwala_test_engines::processor_time;
use std::{collections::BTreeMap, fmt, process, time::Duration};

/// Processor time of a fleet, its engines and this process, by who used it.
#[derive(Debug, Clone, Default)]
pub struct Effort(BTreeMap<String, Duration>);

impl Effort {
    /// What has been used until now.
    pub fn of(fleet: &Fleet, engines: &Engines) -> Self {
        let mut each = fleet.processor_time();
        each.insert("RabbitMQ".to_owned(), engines.rabbitmq.processor_time());
        each.insert("Redis".to_owned(), engines.redis.processor_time());
        let load = processor_time(process::id()).unwrap_or_default();
        each.insert("the load itself".to_owned(), load);
        Self(each)
    }

    /// What of it was used after `before`.
    #[must_use]
    pub fn since(mut self, before: &Self) -> Self {
        for (name, used) in &mut self.0 {
            *used = used.saturating_sub(before.0.get(name).copied().unwrap_or_default());
        }
        self
    }

    /// How much of it each of `orders` took.
    pub fn per_order(&self, orders: usize) -> PerOrder<'_> {
        PerOrder(self, orders.max(1) as f64)
    }
}

/// Processor time of each order, by who used it, most first.
pub struct PerOrder<'a>(&'a Effort, f64);

impl fmt::Display for PerOrder<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(Effort(each), orders) = self;
        let mut each: Vec<_> = each.iter().map(|(name, used)| (name.as_str(), *used)).collect();
        each.sort_by_key(|(_, used)| std::cmp::Reverse(*used));
        let all = each.iter().map(|(_, used)| *used).sum();
        for (name, used) in [("processor time per order", all)].into_iter().chain(each) {
            writeln!(f, "{name:<32} {:>8.2} ms", used.as_secs_f64() * 1_000.0 / orders)?;
        }
        Ok(())
    }
}
