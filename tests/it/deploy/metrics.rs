//! The dashboard, the alerts, and the operators' book about them.

use super::{path, read, yaml};
use anyhow::{Context, Result};
use foodwala_sdk::{StreamExt, contract::orders::Fulfilment};
use foodwala_test_engines::is_required;
use foodwala_tests::Town;
use promql_parser::{
    label::MatchOp,
    parser::{AggregateExpr, Expr, LabelModifier, VectorSelector},
    util::{ExprVisitor, walk_expr},
};
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    convert::Infallible,
    process::Command,
};

/// What a platform in good order does not show.
const RARE: &[(&str, &str)] = &[("outcome", "failed"), ("outcome", "miss"), ("status", "429")];

/// The metrics that a process shows, with the names of their labels and the values of each.
struct Shown(BTreeMap<String, BTreeMap<String, BTreeSet<String>>>);

impl Shown {
    fn read(text: &str) -> Self {
        let mut shown = BTreeMap::new();
        for sample in text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            let name = sample.find(['{', ' ']).map_or(sample, |end| &sample[..end]);
            let labels: &mut BTreeMap<String, BTreeSet<String>> = shown.entry(name.to_owned()).or_default();
            let pairs = sample.split_once('{').and_then(|(_, rest)| rest.rsplit_once("\"}"));
            for pair in pairs.into_iter().flat_map(|(pairs, _)| pairs.split("\",")) {
                if let Some((label, value)) = pair.split_once("=\"") {
                    labels.entry(label.to_owned()).or_default().insert(value.to_owned());
                }
            }
        }
        Self(shown)
    }

    /// What a query asks for and is not there.
    fn missing(&self, query: &str) -> Result<Vec<String>> {
        let mut asked = Asked {
            shown: self,
            missing: Vec::new(),
        };
        let _infallible = walk_expr(&mut asked, &parsed(query)?);
        Ok(asked.missing)
    }
}

fn parsed(query: &str) -> Result<Expr> {
    let query = query.replace("$__rate_interval", "5m");
    promql_parser::parser::parse(&query).map_err(|error| anyhow::anyhow!("{query}: {error}"))
}

struct Asked<'a> {
    shown: &'a Shown,
    missing: Vec<String>,
}

impl Asked<'_> {
    fn look(&mut self, selector: &VectorSelector) {
        let name = selector.name.clone().unwrap_or_default();
        let Some(labels) = self.shown.0.get(&name) else {
            return self.missing.push(name);
        };
        for matcher in &selector.matchers.matchers {
            let (label, value) = (&matcher.name, &matcher.value);
            match labels.get(label) {
                None => self.missing.push(format!("{name}{{{label}}}")),
                Some(values)
                    if matcher.op == MatchOp::Equal
                        && !values.contains(value)
                        && !RARE.contains(&(label.as_str(), value.as_str())) =>
                {
                    self.missing.push(format!("{name}{{{label}=\"{value}\"}}"));
                }
                Some(_) => {}
            }
        }
    }

    /// What is grouped by must be a label of all that is put together.
    fn look_at_groups(&mut self, aggregate: &AggregateExpr) {
        let mut selectors = Selectors::default();
        let _infallible = walk_expr(&mut selectors, &aggregate.expr);
        for name in selectors.names {
            let labels = self.shown.0.get(&name);
            for group in groups(aggregate) {
                if !labels.is_some_and(|labels| labels.contains_key(&group)) {
                    self.missing.push(format!("{name} by {group}"));
                }
            }
        }
    }
}

fn groups(aggregate: &AggregateExpr) -> Vec<String> {
    match &aggregate.modifier {
        Some(LabelModifier::Include(labels)) => labels.labels.clone(),
        Some(LabelModifier::Exclude(_)) | None => Vec::new(),
    }
}

impl ExprVisitor for Asked<'_> {
    type Error = Infallible;

    fn pre_visit(&mut self, expr: &Expr) -> Result<bool, Infallible> {
        match expr {
            Expr::VectorSelector(selector) => self.look(selector),
            Expr::MatrixSelector(selector) => self.look(&selector.vs),
            Expr::Aggregate(aggregate) => self.look_at_groups(aggregate),
            _ => {}
        }
        Ok(true)
    }
}

/// The metrics that a query asks for, and what it groups them by.
#[derive(Default)]
struct Selectors {
    names: BTreeSet<String>,
    groups: BTreeSet<String>,
}

impl ExprVisitor for Selectors {
    type Error = Infallible;

    fn pre_visit(&mut self, expr: &Expr) -> Result<bool, Infallible> {
        match expr {
            Expr::VectorSelector(selector) => self.names.extend(selector.name.clone()),
            Expr::MatrixSelector(selector) => self.names.extend(selector.vs.name.clone()),
            Expr::Aggregate(aggregate) => self.groups.extend(groups(aggregate)),
            _ => {}
        }
        Ok(true)
    }
}

/// The labels that a text names between these marks, which what a query finds does not have.
fn unknown_labels(text: &str, marks: (&str, &str), query: &str) -> Result<Vec<String>> {
    let mut found = Selectors::default();
    let _infallible = walk_expr(&mut found, &parsed(query)?);
    let named = text.split(marks.0).skip(1).filter_map(|rest| rest.split_once(marks.1));
    Ok(named
        .map(|(label, _)| label.trim().to_owned())
        .filter(|label| !found.groups.contains(label))
        .collect())
}

fn rules() -> Result<Vec<Value>> {
    let alerts = yaml("deploy/alerts.yaml")?;
    Ok(alerts["groups"][0]["rules"].as_array().context("rules")?.clone())
}

/// What the dashboard asks, and what it calls the answers.
fn dashboard() -> Result<Vec<(String, String)>> {
    let dashboard: Value = serde_json::from_str(&read("deploy/grafana-dashboard.json")?)?;
    let panels = dashboard["panels"].as_array().context("panels")?;
    let targets = panels
        .iter()
        .flat_map(|panel| panel["targets"].as_array().into_iter().flatten());
    targets
        .map(|target| {
            let text = |name: &str| target[name].as_str().map(str::to_owned).context("a text");
            Ok((text("expr")?, text("legendFormat")?))
        })
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn dashboard_and_alerts_ask_for_metrics_that_there_are() -> Result<()> {
    let town = Town::start().await?;
    let kitchen = town.kitchen().await?;
    let guest = town.person("asha").await?;
    let order = kitchen.ordered(&guest, Fulfilment::Pickup).await?;
    let mut events = guest.orders().follow(order.id);
    events.next().await.context("an event")??;
    town.settled().await?;
    tokio::time::timeout(std::time::Duration::from_secs(60), async {
        // Jobs run by the clock from the start on.
        loop {
            let text = reqwest::get(format!("{}/metrics", town.platform.url()))
                .await?
                .text()
                .await?;
            if text.contains("foodwala_job_runs_total") && text.contains("foodwala_mails_total") {
                return anyhow::Ok(());
            }
            town.platform.run_jobs().await.map_err(anyhow::Error::from_boxed)?;
            tokio::task::yield_now().await;
        }
    })
    .await??;
    let text = reqwest::get(format!("{}/metrics", town.platform.url()))
        .await?
        .text()
        .await?;
    town.platform.stop().await;
    let shown = Shown::read(&text);

    let mut queries: Vec<_> = dashboard()?.into_iter().map(|(query, _)| query).collect();
    for rule in rules()? {
        queries.push(rule["expr"].as_str().context("expr")?.to_owned());
    }
    assert!(queries.len() > 30, "{}", queries.len());
    for query in queries {
        let missing = shown.missing(&query)?;
        assert!(
            missing.is_empty(),
            "{query} asks for {missing:?}, which is not among {:?}",
            shown.0
        );
    }
    Ok(())
}

#[test]
fn legends_and_summaries_name_labels_that_the_answers_have() -> Result<()> {
    for (query, legend) in dashboard()? {
        assert_eq!(unknown_labels(&legend, ("{{", "}}"), &query)?, [""; 0], "{query}");
    }
    for rule in rules()? {
        let (query, summary) = (&rule["expr"], &rule["annotations"]["summary"]);
        let (query, summary) = (query.as_str().context("expr")?, summary.as_str().context("summary")?);
        assert_eq!(unknown_labels(summary, ("$labels.", " "), query)?, [""; 0], "{query}");
    }
    Ok(())
}

/// `alerts.test.yaml` has series for which each alert fires and such for which it does not.
#[test]
fn every_alert_fires_when_it_should_and_only_then() -> Result<()> {
    let tests = yaml("deploy/alerts.test.yaml")?;
    let tests = tests["tests"].as_array().context("tests")?;
    let cases = tests
        .iter()
        .flat_map(|test| test["alert_rule_test"].as_array().into_iter().flatten());
    let (loud, quiet): (Vec<_>, Vec<_>) = cases.partition(|case| !case["exp_alerts"].is_null());
    let names = |cases: Vec<&Value>| -> BTreeSet<String> {
        let names = cases.into_iter().filter_map(|case| case["alertname"].as_str());
        names.map(str::to_owned).collect()
    };
    let rules = rules()?;
    let alerts: BTreeSet<_> = rules.iter().filter_map(|rule| rule["alert"].as_str()).collect();
    let alerts: BTreeSet<_> = alerts.into_iter().map(str::to_owned).collect();
    assert_eq!(names(loud), alerts, "that fire");
    assert_eq!(names(quiet), alerts, "that do not fire");

    let promtool = Command::new("promtool")
        .args(["test", "rules", "alerts.test.yaml"])
        .current_dir(path("deploy"))
        .output();
    match promtool {
        Ok(output) => {
            let said = [output.stdout, output.stderr].concat();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&said));
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && !is_required("promtool") => {
            eprintln!("skipped: promtool is not installed (Debian's prometheus has it), so no alert was tried out");
        }
        Err(error) => return Err(error).context("promtool"),
    }
    Ok(())
}

#[test]
fn the_operators_book_has_a_section_for_each_alert() -> Result<()> {
    let rules = rules()?;
    let names: BTreeSet<_> = rules.iter().filter_map(|rule| rule["alert"].as_str()).collect();
    let book = read("docs/OPERATIONS.md")?;
    let sections = book.lines().filter_map(|line| line.strip_prefix("### "));
    let sections: BTreeSet<_> = sections.filter(|section| section.starts_with("Foodwala")).collect();
    assert_eq!(sections, names);
    Ok(())
}
