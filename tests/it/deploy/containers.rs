//! The image, the compose file and the chart.

use super::{path, read, yaml};
use anyhow::{Context, Result};
use foodwala_server::{
    Config,
    roles::{GATEWAY, Part},
};
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

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

/// The names of its variables that must be given.
fn demanded(compose: &str) -> BTreeSet<&str> {
    let variables = compose.split("${").skip(1);
    variables
        .filter_map(|rest| rest.split_once('}')?.0.split_once(":?"))
        .map(|(name, _)| name)
        .collect()
}

#[test]
fn compose_starts_with_what_its_example_asks_for() -> Result<()> {
    let text = read("deploy/compose.yaml")?;
    let example = read("deploy/.env.example")?;
    let set: BTreeMap<_, _> = example.lines().filter_map(|line| line.split_once('=')).collect();
    for variable in demanded(&text) {
        let value = set
            .get(variable)
            .with_context(|| format!("{variable} is not in the example"))?;
        assert!(
            value.trim_matches('\'').is_empty(),
            "{variable} is the reader's to choose"
        );
    }
    for variable in set.keys() {
        assert!(text.contains(&format!("${{{variable}:")), "nothing asks for {variable}");
    }

    let compose = yaml("deploy/compose.yaml")?;
    let services = compose["services"].as_object().context("services")?;
    // The builds of two would want to give theirs the same name at the same time.
    let builders = services.iter().filter(|(_, service)| !service["build"].is_null());
    assert_eq!(builders.map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["migrate"]);
    let build = &services["migrate"]["build"];
    let context = path("deploy").join(build["context"].as_str().context("context")?);
    assert!(
        context
            .join(build["dockerfile"].as_str().context("dockerfile")?)
            .is_file()
    );

    let mut awaited = BTreeSet::new();
    for (name, service) in services {
        for (need, how) in service["depends_on"].as_object().into_iter().flatten() {
            let needed = services.get(need).with_context(|| format!("{name} needs {need}"))?;
            match how["condition"].as_str() {
                Some("service_completed_successfully") => {
                    assert_eq!(needed["restart"], "no", "{need} ends");
                    awaited.insert(need.as_str());
                }
                Some("service_healthy") => {
                    assert!(needed["healthcheck"]["test"].is_array() || needed["healthcheck"]["test"].is_string());
                }
                other => panic!("{name} needs {need}: {other:?}"),
            }
        }
        if service["image"]
            .as_str()
            .is_some_and(|image| image.contains("foodwala"))
            && name != "migrate"
        {
            assert!(
                service["depends_on"]["migrate"].is_object(),
                "{name} waits for its tables and its image"
            );
        }
    }
    // `up --wait` takes the end of a container that nothing waits for as a failure.
    let ending = services.iter().filter(|(_, service)| service["restart"] == "no");
    assert_eq!(ending.map(|(name, _)| name.as_str()).collect::<BTreeSet<_>>(), awaited);
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

/// Whoever runs in the image is whom its data folder belongs to, and the chart says the same.
#[test]
fn the_image_and_the_chart_agree_on_who_runs() -> Result<()> {
    let dockerfile = read("deploy/Dockerfile")?;
    let user = dockerfile.lines().find_map(|line| line.strip_prefix("USER "));
    let (user, group) = user.and_then(|user| user.split_once(':')).context("a user")?;
    assert!(dockerfile.contains(&format!("groupadd --gid {group} foodwala")));
    assert!(dockerfile.contains(&format!("useradd --uid {user} --gid foodwala")));
    let chart = read("deploy/helm/foodwala/templates/_helpers.tpl")?;
    for (field, id) in [("runAsUser", user), ("runAsGroup", group), ("fsGroup", group)] {
        assert!(chart.contains(&format!("{field}: {id}\n")), "{field}");
    }
    Ok(())
}

#[test]
fn no_password_gets_into_the_image() -> Result<()> {
    let ignored = read("deploy/Dockerfile.dockerignore")?;
    assert!(ignored.lines().any(|line| line == "deploy/.env"));
    assert!(!path("deploy/Dockerfile").with_file_name(".dockerignore").exists());
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
