//! What `deploy/` says is held against what it speaks of: the services, the settings, the metrics, the operators' book.

use anyhow::{Context, Result};
use foodwala_sdk::{StreamExt, contract::orders::Fulfilment};
use foodwala_server::{
    Config,
    roles::{GATEWAY, Part},
};
use foodwala_tests::Town;
use promql_parser::{
    parser::{Expr, VectorSelector},
    util::{ExprVisitor, walk_expr},
};
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    convert::Infallible,
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

fn texts(value: &Value) -> Vec<&str> {
    value
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect()
}

/// What runs as a process of its own.
fn processes() -> BTreeSet<String> {
    Part::all()
        .map(|part| part.to_string())
        .chain([GATEWAY.to_owned()])
        .collect()
}

/// A text of compose's with its variables filled in.
fn filled(text: &str) -> String {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, variable)) = rest.split_once("${") {
        let (variable, after) = variable.split_once('}').unwrap_or((variable, ""));
        filled.push_str(before);
        filled.push_str(variable.split_once(":-").map_or("secret", |(_, default)| default));
        rest = after;
    }
    filled + rest
}

/// The settings in a TOML text, overridden by environment variables; an error if the platform would refuse them.
fn settings<'a>(text: &str, variables: impl IntoIterator<Item = (&'a str, String)>) -> Result<Config> {
    let mut document: toml::Table = text.parse()?;
    for (variable, value) in variables {
        let setting = variable
            .strip_prefix("FOODWALA_")
            .context("a variable of the platform's")?;
        let mut names: Vec<_> = setting.split("__").map(str::to_lowercase).collect();
        let last = names.pop().with_context(|| format!("{variable} names no setting"))?;
        let mut section = &mut document;
        for name in names {
            let inner = section.entry(name).or_insert_with(|| toml::Table::new().into());
            section = inner
                .as_table_mut()
                .with_context(|| format!("{variable} is in no section"))?;
        }
        section.insert(last, value.into());
    }
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("foodwala.toml");
    fs::write(&file, document.to_string())?;
    Config::read(Some(&file)).with_context(|| document.to_string())
}

#[test]
fn compose_runs_every_service_once_and_they_find_each_other() -> Result<()> {
    let compose = yaml("deploy/compose.yaml")?;
    let services = compose["services"].as_object().context("services")?;
    let ours: BTreeMap<_, _> = services
        .iter()
        .filter(|(_, service)| {
            service["image"]
                .as_str()
                .is_some_and(|image| image.contains("foodwala"))
        })
        .collect();
    let expected: BTreeSet<_> = processes().into_iter().chain(["migrate".to_owned()]).collect();
    assert_eq!(
        ours.keys().map(|name| name.as_str()).collect::<BTreeSet<_>>(),
        expected.iter().map(String::as_str).collect()
    );

    for (name, service) in &ours {
        let variables = service["environment"].as_object().context("environment")?;
        let set = variables
            .iter()
            .filter(|(variable, _)| *variable != "FOODWALA_CONFIG_FILE");
        let set = set.filter_map(|(variable, value)| Some((variable.as_str(), filled(value.as_str()?))));
        let config = settings(&read("deploy/foodwala.toml")?, set).with_context(|| format!("container {name}"))?;
        if name.as_str() == "migrate" {
            assert_eq!(texts(&service["command"]), ["migrate"]);
            continue;
        }
        assert_eq!(texts(&service["command"]), ["serve", name.as_str()]);
        assert_eq!(
            texts(&service["healthcheck"]["test"]),
            ["CMD", "foodwala", "health", name.as_str()]
        );
        let needs = service["depends_on"].as_object().context("depends_on")?;
        assert!(
            needs.keys().all(|need| services.contains_key(need)),
            "{name} needs {needs:?}"
        );
        match Part::all().find(|part| part.to_string() == **name) {
            Some(part) => {
                let place = config.services.of(part).context("a place")?;
                assert_eq!(place.urls, [format!("http://{name}:{}", place.listen.port())]);
                assert!(
                    place.listen.ip().is_unspecified(),
                    "{name} can be reached from other containers"
                );
            }
            None => {
                let ports = texts(&service["ports"]);
                assert!(ports[0].ends_with(&format!(":{}", config.server.port)), "{ports:?}");
            }
        }
    }
    Ok(())
}

#[test]
fn the_image_sets_what_there_is() -> Result<()> {
    let dockerfile = read("deploy/Dockerfile")?.replace("\\\n", " ");
    let environment = dockerfile.lines().filter_map(|line| line.strip_prefix("ENV "));
    let variables: Vec<_> = environment
        .flat_map(str::split_ascii_whitespace)
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| (name, value.to_owned()))
        // What is in the image only.
        .filter(|(name, _)| *name != "FOODWALA_WEB__DIRECTORY")
        .collect();
    assert!(!variables.is_empty());
    let config = settings("", variables)?;
    assert!(dockerfile.contains(&format!("EXPOSE {}", config.server.port)));
    Ok(())
}

#[test]
fn the_chart_runs_every_service_with_settings_that_are_right() -> Result<()> {
    const CHART: &str = "deploy/helm/foodwala";
    let values = yaml(&format!("{CHART}/values.yaml"))?;
    let services = values["services"].as_object().context("services")?;
    assert_eq!(services.keys().cloned().collect::<BTreeSet<_>>(), processes());

    // As the chart's template writes it.
    let mut text = values["settings"].as_str().context("settings")?.to_owned();
    for (name, service) in services.iter().filter(|(name, _)| *name != GATEWAY) {
        let (section, port) = (name.replace('-', "_"), &service["port"]);
        text.push_str(&format!(
            "\n[services.{section}]\nlisten = '0.0.0.0:{port}'\nurls = ['http://{name}:{port}']\n"
        ));
    }
    let secrets = values["secrets"].as_object().context("secrets")?;
    let given = secrets
        .iter()
        .filter_map(|(name, value)| Some((name.as_str(), value.as_str()?.to_owned())))
        // What is left open is the operator's to fill in.
        .map(|(name, value)| (name, if value.is_empty() { "given".to_owned() } else { value }));
    let config = settings(&text, given)?;
    assert_eq!(services[GATEWAY]["port"].as_u64(), Some(config.server.port.into()));
    for part in Part::all() {
        let usual = Config::default();
        let usual = usual.services.of(part).context("a place")?.listen.port();
        assert_eq!(
            services[&part.to_string()]["port"].as_u64(),
            Some(usual.into()),
            "{part}"
        );
    }

    for template in fs::read_dir(path(CHART).join("templates"))? {
        let template = template?.path();
        let text = fs::read_to_string(&template)?;
        for value in text.split(".Values.").skip(1) {
            let name = |letter: char| letter.is_ascii_alphanumeric() || letter == '.';
            let value = &value[..value.find(|letter| !name(letter)).unwrap_or(value.len())];
            let pointer = format!("/{}", value.trim_end_matches('.').replace('.', "/"));
            assert!(
                values.pointer(&pointer).is_some(),
                "{} asks for .Values.{value}",
                template.display()
            );
        }
    }
    Ok(())
}

/// The metrics that a process shows, with the names of their labels.
struct Shown(BTreeMap<String, BTreeSet<String>>);

impl Shown {
    fn read(text: &str) -> Self {
        let mut shown: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for sample in text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            let name = sample.find(['{', ' ']).map_or(sample, |end| &sample[..end]);
            let labels = shown.entry(name.to_owned()).or_default();
            if let Some((_, rest)) = sample.split_once('{') {
                let pairs = rest.rsplit_once('}').map_or("", |(pairs, _)| pairs);
                labels.extend(
                    pairs
                        .split("\",")
                        .filter_map(|pair| Some(pair.split_once('=')?.0.to_owned())),
                );
            }
        }
        Self(shown)
    }

    /// What a query asks for and is not there.
    fn missing(&self, query: &str) -> Result<Vec<String>> {
        let query = query.replace("$__rate_interval", "5m");
        let parsed = promql_parser::parser::parse(&query).map_err(|error| anyhow::anyhow!("{query}: {error}"))?;
        let mut asked = Asked {
            shown: self,
            missing: Vec::new(),
        };
        let _infallible = walk_expr(&mut asked, &parsed);
        Ok(asked.missing)
    }
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
        let wanted = selector.matchers.matchers.iter().map(|matcher| &matcher.name);
        let unknown = wanted.filter(|label| !labels.contains(*label));
        self.missing.extend(unknown.map(|label| format!("{name}{{{label}}}")));
    }
}

impl ExprVisitor for Asked<'_> {
    type Error = Infallible;

    fn pre_visit(&mut self, expr: &Expr) -> Result<bool, Infallible> {
        match expr {
            Expr::VectorSelector(selector) => self.look(selector),
            Expr::MatrixSelector(selector) => self.look(&selector.vs),
            _ => {}
        }
        Ok(true)
    }
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

    let dashboard: Value = serde_json::from_str(&read("deploy/grafana-dashboard.json")?)?;
    let panels = dashboard["panels"].as_array().context("panels")?;
    let targets = panels
        .iter()
        .flat_map(|panel| panel["targets"].as_array().into_iter().flatten());
    let mut queries: Vec<_> = targets.filter_map(|target| target["expr"].as_str()).collect();
    let alerts = yaml("deploy/alerts.yaml")?;
    let rules = alerts["groups"][0]["rules"].as_array().context("rules")?;
    queries.extend(rules.iter().filter_map(|rule| rule["expr"].as_str()));
    assert!(queries.len() > 30, "{}", queries.len());
    for query in queries {
        let missing = shown.missing(query)?;
        assert!(
            missing.is_empty(),
            "{query} asks for {missing:?}, which is not among {:?}",
            shown.0
        );
    }
    Ok(())
}

#[test]
fn the_operators_book_has_a_section_for_each_alert() -> Result<()> {
    let alerts = yaml("deploy/alerts.yaml")?;
    let rules = alerts["groups"][0]["rules"].as_array().context("rules")?;
    let names: BTreeSet<_> = rules.iter().filter_map(|rule| rule["alert"].as_str()).collect();
    let book = read("docs/OPERATIONS.md")?;
    let sections = book.lines().filter_map(|line| line.strip_prefix("### "));
    let sections: BTreeSet<_> = sections.filter(|section| section.starts_with("Foodwala")).collect();
    assert_eq!(sections, names);
    Ok(())
}
