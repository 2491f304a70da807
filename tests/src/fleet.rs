//! The platform as several processes of the real binary on private engines, each of which can be killed by name.

use crate::{
    place,
    process::{binary, signal},
};
use anyhow::Context;
use foodwala_database::sqlserver::TrialDatabase;
use foodwala_server::config::DatabaseConfig;
use foodwala_server::roles::{GATEWAY, Part};
use foodwala_test_engines::{RabbitMq, RedisServer, free_addresses, processor_time};
use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs::OpenOptions,
    net::SocketAddr,
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};
use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    process::{Child, Command},
    task::block_in_place,
    time::{sleep, timeout},
};

const POLL: Duration = Duration::from_millis(20);
const PATIENCE: Duration = Duration::from_secs(120);

/// The private engines that a fleet runs on.
#[derive(Debug)]
pub struct Engines {
    /// The read model.
    pub redis: RedisServer,
    /// The bus.
    pub rabbitmq: RabbitMq,
    /// Where the schemas are, if `FOODWALA_TEST_SQLSERVER_URL` names a server. They are in files otherwise.
    pub sqlserver: Option<TrialDatabase>,
}

impl Engines {
    /// Starts them; `None` where Redis or RabbitMQ is not installed and not required (`FOODWALA_REQUIRE=redis,rabbitmq`).
    ///
    /// # Errors
    /// When one does not start.
    pub async fn start() -> anyhow::Result<Option<Self>> {
        let started = block_in_place(|| anyhow::Ok((RedisServer::start()?, RabbitMq::start()?)))?;
        let (Some(redis), Some(rabbitmq)) = started else {
            return Ok(None);
        };
        Ok(Some(Self {
            redis,
            rabbitmq,
            sqlserver: TrialDatabase::create().await?,
        }))
    }
}

/// What a fleet is made of.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// The processes: a name for each, and what it runs, as on the command line. Every side of every service and the
    /// gateway in a process of its own, named after it, if empty. Of several gateways each has a port of its own.
    pub processes: Vec<(String, Vec<String>)>,
    /// Where the processes find Redis, if not at its own address: behind a proxy of the test's.
    pub redis_url: Option<String>,
    /// Where they find RabbitMQ, if not at its own address.
    pub amqp_url: Option<String>,
    /// Where they find SQL Server, if they use it and not at its own address.
    pub sqlserver: Option<SocketAddr>,
    /// Settings laid over those of the fleet: variables of the environment such as `FOODWALA_SERVER__EVENT_STREAMS`.
    pub settings: Vec<(String, String)>,
}

impl Plan {
    /// Every side of every service and the gateway in a process of its own.
    fn one_each() -> Vec<(String, Vec<String>)> {
        let names = Part::all().map(|part| part.to_string()).chain([GATEWAY.to_owned()]);
        names.map(|name| (name.clone(), vec![name])).collect()
    }
}

/// What `/readyz` of a process says.
#[derive(Debug, Clone)]
pub struct Readyz {
    /// 200 if it takes requests, else 503.
    pub code: u16,
    /// `ready`, `degraded`, `not_ready` or `draining`.
    pub status: String,
    /// The names of the dependencies that are down.
    pub down: Vec<String>,
}

/// The platform as processes. Dropped, all of them are killed.
#[derive(Debug)]
pub struct Fleet {
    binary: PathBuf,
    folder: TempDir,
    gateway: SocketAddr,
    /// Where further gateways listen, by the names of their processes.
    gateways: BTreeMap<String, SocketAddr>,
    parts: BTreeMap<String, SocketAddr>,
    processes: BTreeMap<String, (Vec<String>, Option<Child>)>,
    database: DatabaseConfig,
    settings: Vec<(String, String)>,
    /// Processor time of the processes that were killed, by name.
    spent: BTreeMap<String, Duration>,
}

impl Fleet {
    /// Writes the one settings file of a fleet on these engines and starts all its processes. They are not ready yet.
    ///
    /// # Errors
    /// When a process cannot be started.
    pub fn start(engines: &Engines, plan: Plan) -> anyhow::Result<Self> {
        let mut fleet = Self::prepare(engines, plan)?;
        let names: Vec<_> = fleet.processes.keys().cloned().collect();
        for name in names {
            fleet.launch(&name)?;
        }
        Ok(fleet)
    }

    /// Writes the settings file and starts nothing: see [`launch`](Self::launch).
    ///
    /// # Errors
    /// When the binary cannot be built, or ports are not free.
    pub fn prepare(engines: &Engines, plan: Plan) -> anyhow::Result<Self> {
        let parts: Vec<_> = Part::all().map(|part| part.to_string()).collect();
        let processes = if plan.processes.is_empty() {
            Plan::one_each()
        } else {
            plan.processes
        };
        let further: Vec<_> = processes
            .iter()
            .filter(|(_, roles)| roles.iter().any(|role| role == GATEWAY))
            .skip(1)
            .map(|(name, _)| name.clone())
            .collect();
        let mut addresses = free_addresses(parts.len() + 1 + further.len())?;
        let gateway = addresses.pop().context("no port for the gateway")?;
        let gateways = further.into_iter().zip(addresses.split_off(parts.len())).collect();
        let folder = tempfile::tempdir()?;
        let kept = engines.sqlserver.as_ref().map(TrialDatabase::config);
        let found = match (&engines.sqlserver, plan.sqlserver) {
            (Some(server), Some(address)) => Some(server.config_through(address)?),
            _ => kept.clone(),
        };
        let mut settings: Vec<_> = found.iter().flat_map(place::variables).collect();
        settings.extend(plan.settings);
        let fleet = Self {
            binary: binary()?,
            database: place::database(folder.path().join("data"), kept),
            folder,
            gateway,
            gateways,
            parts: parts.into_iter().zip(addresses).collect(),
            processes: processes
                .into_iter()
                .map(|(name, roles)| (name, (roles, None)))
                .collect(),
            settings,
            spent: BTreeMap::new(),
        };
        let redis = plan.redis_url.unwrap_or_else(|| engines.redis.url());
        let amqp = plan.amqp_url.unwrap_or_else(|| engines.rabbitmq.url());
        std::fs::write(fleet.config(), fleet.text(&redis, &amqp)?)?;
        Ok(fleet)
    }

    /// A thread each: there are more processes than processors wherever this runs.
    fn text(&self, redis: &str, amqp: &str) -> Result<String, std::fmt::Error> {
        let mut text = format!(
            "[server]\nport = {port}\ndrain_seconds = 10\nthreads = 1\n\
             [database]\ndirectory = {data:?}\n\
             [bus]\nengine = \"rabbitmq\"\n\
             [bus.rabbitmq]\nurl = {amqp:?}\nlongest_reconnect_seconds = 1\n\
             [read_model]\nengine = \"redis\"\n\
             [read_model.redis]\nurls = [{redis:?}]\n\
             [gateway]\nunlimited = true\n\
             [notifications.mail]\ndirectory = {mails:?}\n",
            port = self.gateway.port(),
            data = self.database.directory,
            mails = self.folder.path().join("mails"),
        );
        for (part, address) in &self.parts {
            write!(text, "[services.{}]\nlisten = \"{address}\"\n", part.replace('-', "_"))?;
        }
        Ok(text)
    }

    /// Where clients find the gateway.
    pub fn url(&self) -> String {
        format!("http://{}", self.gateway)
    }

    /// Where the schemas are.
    pub fn database(&self) -> &DatabaseConfig {
        &self.database
    }

    /// The settings file, which all processes share.
    pub fn config(&self) -> PathBuf {
        self.folder.path().join("foodwala.toml")
    }

    /// The log of a process, over all its lives.
    pub fn log(&self, name: &str) -> PathBuf {
        self.folder.path().join(format!("{name}.log"))
    }

    /// Leaves the folder with data and logs where it is, to be looked into. The processes are killed.
    pub fn keep(self) -> PathBuf {
        self.folder.keep()
    }

    /// The names of the processes.
    pub fn names(&self) -> Vec<String> {
        self.processes.keys().cloned().collect()
    }

    /// The id of a running process.
    pub fn id(&self, name: &str) -> Option<u32> {
        self.processes.get(name)?.1.as_ref()?.id()
    }

    /// Starts a process that does not run.
    ///
    /// # Errors
    /// When there is none of that name, or it cannot be started.
    pub fn launch(&mut self, name: &str) -> anyhow::Result<()> {
        let log = OpenOptions::new().create(true).append(true).open(self.log(name))?;
        let config = self.config();
        let (roles, running) = self.process(name)?;
        anyhow::ensure!(running.is_none(), "{name} runs already");
        let mut command = Command::new(&self.binary);
        command.arg("--config").arg(config).arg("serve").args(&roles);
        command.envs(self.settings.iter().map(|(name, value)| (name, value)));
        if let Some(address) = self.gateways.get(name) {
            command.env("FOODWALA_SERVER__PORT", address.port().to_string());
        }
        let started = command
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .kill_on_drop(true)
            .spawn()?;
        if let Some((_, child)) = self.processes.get_mut(name) {
            *child = Some(started);
        }
        Ok(())
    }

    /// Kills a process, so that it has no say in how it ends, and waits until it is gone.
    ///
    /// # Errors
    /// When it does not run, or had ended by itself.
    pub async fn kill(&mut self, name: &str) -> anyhow::Result<()> {
        let mut child = self.take(name)?;
        if let Some(status) = child.try_wait()? {
            anyhow::bail!("{name} ended by itself: {status}");
        }
        if let Some(used) = child.id().and_then(processor_time) {
            *self.spent.entry(name.to_owned()).or_default() += used;
        }
        Ok(child.kill().await?)
    }

    /// The processor time that each process has used, over all its lives but those that it ended by itself.
    pub fn processor_time(&self) -> BTreeMap<String, Duration> {
        let used = |name: &String| {
            let now = self.id(name).and_then(processor_time).unwrap_or_default();
            now + self.spent.get(name).copied().unwrap_or_default()
        };
        self.processes.keys().map(|name| (name.clone(), used(name))).collect()
    }

    /// Asks a process to stop, as an operator does, and waits until it has.
    ///
    /// # Errors
    /// When it does not run, does not end well, or takes too long.
    pub async fn stop(&mut self, name: &str) -> anyhow::Result<()> {
        let mut child = self.take(name)?;
        signal(child.id().with_context(|| format!("{name} ended by itself"))?, "-TERM")?;
        let ended = timeout(PATIENCE, child.wait()).await;
        let ended = ended.with_context(|| format!("{name} does not stop"))??;
        anyhow::ensure!(ended.success(), "{name} ended badly: {ended}");
        Ok(())
    }

    /// Stops all processes, the gateway first.
    ///
    /// # Errors
    /// Of the first that does not end well.
    pub async fn stop_all(&mut self) -> anyhow::Result<()> {
        let running =
            |(name, (_, child)): (&String, &(Vec<String>, Option<Child>))| child.is_some().then(|| name.clone());
        let mut names: Vec<_> = self.processes.iter().filter_map(running).collect();
        names.sort_by_key(|name| !self.processes[name].0.iter().any(|role| role == GATEWAY));
        for name in names {
            self.stop(&name).await?;
        }
        Ok(())
    }

    /// Kills a process and starts it again.
    ///
    /// # Errors
    /// As [`kill`](Self::kill) and [`launch`](Self::launch).
    pub async fn restart(&mut self, name: &str) -> anyhow::Result<()> {
        self.kill(name).await?;
        self.launch(name)
    }

    /// Freezes a process: its connections stay open, and nobody answers.
    ///
    /// # Errors
    /// When it does not run.
    pub fn pause(&self, name: &str) -> anyhow::Result<()> {
        signal(self.id(name).with_context(|| format!("{name} does not run"))?, "-STOP")
    }

    /// Lets a frozen process go on.
    ///
    /// # Errors
    /// When it does not run.
    pub fn resume(&self, name: &str) -> anyhow::Result<()> {
        signal(self.id(name).with_context(|| format!("{name} does not run"))?, "-CONT")
    }

    /// What a process says of itself.
    ///
    /// # Errors
    /// When it does not answer.
    pub async fn readyz(&self, name: &str) -> anyhow::Result<Readyz> {
        let address = self.address(name)?;
        let (code, body) = timeout(Duration::from_secs(10), get(address, "/readyz"))
            .await
            .with_context(|| format!("{name} does not answer"))??;
        let report: serde_json::Value = serde_json::from_str(&body)?;
        let down = report["checks"].as_array().into_iter().flatten();
        let down = down.filter(|check| check["up"] == false);
        Ok(Readyz {
            code,
            status: report["status"].as_str().unwrap_or_default().to_owned(),
            down: down
                .filter_map(|check| check["name"].as_str().map(str::to_owned))
                .collect(),
        })
    }

    /// Waits until a process says something of itself.
    ///
    /// # Errors
    /// When that takes too long, or the process ends instead.
    pub async fn until_readyz(&mut self, name: &str, is_so: impl Fn(&Readyz) -> bool) -> anyhow::Result<()> {
        let begun = tokio::time::Instant::now();
        loop {
            let said = self.readyz(name).await;
            if said.as_ref().is_ok_and(&is_so) {
                return Ok(());
            }
            if let Some((_, Some(child))) = self.processes.get_mut(name)
                && let Some(status) = child.try_wait()?
            {
                anyhow::bail!("{name} ended by itself: {status}\n{}", tail(&self.log(name)));
            }
            if begun.elapsed() > PATIENCE {
                anyhow::bail!("{name} never becomes so: {said:?}\n{}", tail(&self.log(name)));
            }
            sleep(POLL).await;
        }
    }

    /// Waits until every running process has all it depends on.
    ///
    /// # Errors
    /// When that takes too long, or a process ends.
    pub async fn ready(&mut self) -> anyhow::Result<()> {
        for name in self.names() {
            if self.processes[&name].1.is_some() {
                self.until_readyz(&name, |said| said.status == "ready").await?;
            }
        }
        Ok(())
    }

    /// Where a process answers for itself: the gateway at its port, others where one of their services listens.
    ///
    /// # Errors
    /// When there is no such process.
    pub fn address(&self, name: &str) -> anyhow::Result<SocketAddr> {
        let (roles, _) = self.process(name)?;
        if let Some(address) = self.gateways.get(name) {
            return Ok(*address);
        }
        let whole = roles.is_empty() || roles.iter().any(|role| role == GATEWAY || role == "all");
        if whole {
            return Ok(self.gateway);
        }
        let part = roles.first().with_context(|| format!("{name} runs nothing"))?;
        let address = self.parts.get(part);
        address.copied().with_context(|| format!("there is no service {part}"))
    }

    fn process(&self, name: &str) -> anyhow::Result<(Vec<String>, Option<u32>)> {
        let process = self.processes.get(name);
        let (roles, child) = process.with_context(|| format!("there is no process {name}"))?;
        Ok((roles.clone(), child.as_ref().and_then(Child::id)))
    }

    fn take(&mut self, name: &str) -> anyhow::Result<Child> {
        let process = self.processes.get_mut(name);
        let (_, child) = process.with_context(|| format!("there is no process {name}"))?;
        child.take().with_context(|| format!("{name} does not run"))
    }
}

/// Status and body of a plain GET.
async fn get(address: SocketAddr, path: &str) -> anyhow::Result<(u16, String)> {
    let mut stream = TcpStream::connect(address).await?;
    let request = format!("GET {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    let (head, body) = answer.split_once("\r\n\r\n").context("the answer has no body")?;
    let code = head.split(' ').nth(1).context("the answer has no status")?.parse()?;
    Ok((code, body.to_owned()))
}

/// The last lines of a log.
fn tail(log: &Path) -> String {
    let text = std::fs::read_to_string(log).unwrap_or_default();
    let lines: Vec<_> = text.lines().collect();
    lines[lines.len().saturating_sub(30)..].join("\n")
}
