//! Reaching Redis: one server, the one that sentinels name, or a cluster.

use std::sync::Arc;
use std::time::Duration;

use redis::aio::{ConnectionLike, MultiplexedConnection};
use redis::cluster::ClusterClient;
use redis::cluster_async::ClusterConnection;
use redis::io::tcp::{TcpSettings, socket2::TcpKeepalive};
use redis::{
    AsyncConnectionConfig, Client, Cmd, ConnectionAddr, ConnectionInfo, ErrorKind, Pipeline, ProtocolVersion, PushInfo,
    RedisError, RedisFuture, RedisResult, Value,
};

use super::config::{self, RedisConfig, RedisMode};

/// Commands waiting for their turn on a connection; beyond that callers wait, within their time limit.
const QUEUED: usize = 1_024;
/// A node of a cluster may have just moved; the time limit of a call bounds this too.
const CLUSTER_RETRIES: u32 = 3;
/// A peer that has vanished without a word is noticed after about twelve seconds, also on a connection that only listens.
const KEEPALIVE_AFTER: Duration = Duration::from_secs(6);
const KEEPALIVE_EVERY: Duration = Duration::from_secs(2);
const KEEPALIVE_TRIES: u32 = 3;

/// What is told of messages, and of the loss of a connection.
pub(super) type OnPush = Arc<dyn Fn(PushInfo) + Send + Sync>;

/// How to reach Redis.
pub(super) struct Target {
    place: Place,
    connect_timeout: Duration,
    response_timeout: Duration,
}

enum Place {
    Server(ConnectionInfo),
    Sentinels {
        sentinels: Vec<ConnectionInfo>,
        service: ConnectionInfo,
    },
    Cluster(Vec<ConnectionInfo>),
}

impl Target {
    /// Reads the addresses; the error is one of [`RedisConfig::faults`].
    pub(super) fn new(config: &RedisConfig) -> Result<Self, (&'static str, String)> {
        if let Some(fault) = config.faults().into_iter().next() {
            return Err(fault);
        }
        #[cfg(feature = "redis-tls")]
        // Fails when the process has chosen one already, which is as good.
        let _chosen_before = rustls::crypto::ring::default_provider().install_default();
        let read = |setting, url: &str| {
            let info = config::parse(url).map_err(|reason| (setting, reason.to_owned()))?;
            Ok(prepare(info))
        };
        let mut nodes = Vec::with_capacity(config.urls.len());
        for url in &config.urls {
            nodes.push(read("urls", url)?);
        }
        let place = match (config.mode, &config.service) {
            (RedisMode::Cluster, _) => Place::Cluster(nodes),
            (RedisMode::Sentinel, Some(service)) => Place::Sentinels {
                sentinels: nodes,
                service: read("service", service)?,
            },
            _ => match nodes.into_iter().next() {
                Some(server) => Place::Server(server),
                None => return Err(("urls", "is empty".to_owned())),
            },
        };
        Ok(Self {
            place,
            connect_timeout: config.connect_timeout(),
            response_timeout: config.response_timeout(),
        })
    }

    pub(super) fn is_cluster(&self) -> bool {
        matches!(self.place, Place::Cluster(_))
    }

    pub(super) fn connect_timeout(&self) -> Duration {
        self.connect_timeout
    }

    pub(super) fn response_timeout(&self) -> Duration {
        self.response_timeout
    }

    /// Opens a connection. The caller bounds the time.
    pub(super) async fn open(&self, on_push: OnPush) -> RedisResult<Connection> {
        match &self.place {
            Place::Server(server) => self.open_server(server.clone(), on_push).await,
            Place::Sentinels { sentinels, service } => {
                let server = self.ask(sentinels, service).await?;
                let mut connection = self.open_server(server, on_push).await?;
                // A sentinel may not have heard yet that the server was replaced.
                let role: Vec<Value> = redis::cmd("ROLE").query_async(&mut connection).await?;
                match role.first() {
                    Some(Value::BulkString(role)) if role == b"master" => Ok(connection),
                    _ => Err(RedisError::from((
                        ErrorKind::Client,
                        "the sentinels name a server that does not take writes",
                    ))),
                }
            }
            Place::Cluster(nodes) => {
                let client = ClusterClient::builder(nodes.clone())
                    .use_protocol(ProtocolVersion::RESP3)
                    .tcp_settings(tcp())
                    .connection_timeout(self.connect_timeout)
                    .response_timeout(self.response_timeout)
                    .retries(CLUSTER_RETRIES)
                    .push_sender(push_sender(on_push))
                    .build()?;
                client.get_async_connection().await.map(Connection::Cluster)
            }
        }
    }

    async fn open_server(&self, server: ConnectionInfo, on_push: OnPush) -> RedisResult<Connection> {
        let config = self.connection_config().set_push_sender(push_sender(on_push));
        let client = Client::open(server)?;
        let connection = client.get_multiplexed_async_connection_with_config(&config).await?;
        Ok(Connection::Server(connection))
    }

    fn connection_config(&self) -> AsyncConnectionConfig {
        AsyncConnectionConfig::new()
            .set_connection_timeout(Some(self.connect_timeout))
            // Calls are bounded where they are made.
            .set_response_timeout(None)
            .set_pipeline_buffer_size(QUEUED)
    }

    /// The address of the server that does the work now, from the first sentinel that knows.
    async fn ask(&self, sentinels: &[ConnectionInfo], service: &ConnectionInfo) -> RedisResult<ConnectionInfo> {
        let mut last = RedisError::from((ErrorKind::EmptySentinelList, "there are no sentinels"));
        let name = match service.addr() {
            ConnectionAddr::Tcp(name, _) | ConnectionAddr::TcpTls { host: name, .. } => name,
            _ => return Err(last),
        };
        // One that does not answer leaves time for the next.
        let each = self.connect_timeout / u32::try_from(sentinels.len()).unwrap_or(u32::MAX).max(1);
        for sentinel in sentinels {
            match tokio::time::timeout(each, self.ask_one(sentinel.clone(), name)).await {
                Ok(Ok((host, port))) => {
                    let addr = match service.addr() {
                        ConnectionAddr::TcpTls {
                            insecure, tls_params, ..
                        } => ConnectionAddr::TcpTls {
                            host,
                            port,
                            insecure: *insecure,
                            tls_params: tls_params.clone(),
                        },
                        _ => ConnectionAddr::Tcp(host, port),
                    };
                    return Ok(service.clone().set_addr(addr));
                }
                Ok(Err(error)) => last = error,
                Err(_) => last = RedisError::from((ErrorKind::Io, "a sentinel does not answer")),
            }
        }
        Err(last)
    }

    async fn ask_one(&self, sentinel: ConnectionInfo, name: &str) -> RedisResult<(String, u16)> {
        let client = Client::open(sentinel)?;
        let mut connection = client
            .get_multiplexed_async_connection_with_config(&self.connection_config())
            .await?;
        let address: Option<(String, u16)> = redis::cmd("SENTINEL")
            .arg("GET-MASTER-ADDR-BY-NAME")
            .arg(name)
            .query_async(&mut connection)
            .await?;
        address.ok_or_else(|| {
            RedisError::from((
                ErrorKind::MasterNameNotFoundBySentinel,
                "the sentinels do not know the service",
            ))
        })
    }
}

fn prepare(info: ConnectionInfo) -> ConnectionInfo {
    // Losses and announcements come as pushes, which the older protocol does not have.
    let settings = info.redis_settings().clone().set_protocol(ProtocolVersion::RESP3);
    info.set_tcp_settings(tcp()).set_redis_settings(settings)
}

fn tcp() -> TcpSettings {
    TcpSettings::default().set_nodelay(true).set_keepalive(
        TcpKeepalive::new()
            .with_time(KEEPALIVE_AFTER)
            .with_interval(KEEPALIVE_EVERY)
            .with_retries(KEEPALIVE_TRIES),
    )
}

fn push_sender(on_push: OnPush) -> impl Fn(PushInfo) -> Result<(), redis::aio::SendError> + Send + Sync + 'static {
    move |push| {
        on_push(push);
        Ok(())
    }
}

/// An open connection. Cloning shares it.
#[derive(Clone)]
pub(super) enum Connection {
    Server(MultiplexedConnection),
    Cluster(ClusterConnection),
}

impl Connection {
    /// Joins a channel: one of the slot, in a cluster. Returns when Redis has confirmed it.
    pub(super) async fn subscribe(&mut self, channel: &str) -> RedisResult<()> {
        match self {
            Self::Server(connection) => connection.subscribe(channel).await,
            Self::Cluster(connection) => connection.ssubscribe(channel).await,
        }
    }

    /// Leaves a channel.
    pub(super) async fn unsubscribe(&mut self, channel: &str) -> RedisResult<()> {
        match self {
            Self::Server(connection) => connection.unsubscribe(channel).await,
            Self::Cluster(connection) => connection.sunsubscribe(channel).await,
        }
    }

    /// Whether the connection is of no more use after this error.
    pub(super) fn is_broken_by(&self, error: &RedisError) -> bool {
        match self {
            Self::Server(_) => {
                error.is_io_error()
                    || error.is_unrecoverable_error()
                    // The server was replaced; the sentinels know by which.
                    || error.kind() == ErrorKind::Server(redis::ServerErrorKind::ReadOnly)
            }
            // It looks after its nodes itself, as long as it finds any.
            Self::Cluster(_) => error.kind() == ErrorKind::ClusterConnectionNotFound,
        }
    }

    /// Whether a call without an answer says that the connection is of no more use: in a cluster it may be one node.
    pub(super) fn is_broken_by_silence(&self) -> bool {
        matches!(self, Self::Server(_))
    }
}

impl ConnectionLike for Connection {
    fn req_packed_command<'a>(&'a mut self, cmd: &'a Cmd) -> RedisFuture<'a, Value> {
        match self {
            Self::Server(connection) => connection.req_packed_command(cmd),
            Self::Cluster(connection) => connection.req_packed_command(cmd),
        }
    }

    fn req_packed_commands<'a>(
        &'a mut self,
        pipeline: &'a Pipeline,
        offset: usize,
        count: usize,
    ) -> RedisFuture<'a, Vec<Value>> {
        match self {
            Self::Server(connection) => connection.req_packed_commands(pipeline, offset, count),
            Self::Cluster(connection) => connection.req_packed_commands(pipeline, offset, count),
        }
    }

    fn get_db(&self) -> i64 {
        match self {
            Self::Server(connection) => connection.get_db(),
            Self::Cluster(connection) => connection.get_db(),
        }
    }
}
