//! A private RabbitMQ: its own ports and folders, and nothing of it stays.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{LazyLock, Mutex};
use std::time::{Duration, Instant};

use tempfile::TempDir;

const SERVER: &str = "/usr/lib/rabbitmq/bin/rabbitmq-server";
/// A broker starts in ten seconds, or in a minute on a machine that is busy otherwise.
const START: Duration = Duration::from_secs(180);

/// Ends the broker when its input ends, that is when the process of the tests does, however it does; a line of input
/// ends it as well, but leaves its data.
const KEEPER: &str = r#"
trap '' INT TERM HUP
setsid sh -c 'epmd -port "$ERL_EPMD_PORT" & exec "$0"' "$1" >"$HOME/output" 2>&1 </dev/null &
group=$!
read -r keep
kill -9 "-$group"
wait
[ -n "$keep" ] || rm -rf "$HOME"
"#;

/// A broker of its own for one test, or the one that most tests share.
pub struct Broker {
    home: TempDir,
    ports: [u16; 3],
    keeper: Child,
}

impl Broker {
    /// `None` when RabbitMQ is not installed, which is an error where it is required.
    pub fn start() -> Option<Self> {
        if !Path::new(SERVER).exists() {
            let required = std::env::var("FOODWALA_REQUIRE").unwrap_or_default();
            assert!(
                !required.split(',').any(|engine| engine.trim() == "rabbitmq"),
                "RabbitMQ is required, and {SERVER} is not there"
            );
            eprintln!("skipped: {SERVER} is not there (apt-get install rabbitmq-server)");
            return None;
        }
        let home = tempfile::Builder::new().prefix("foodwala-rabbitmq-").tempdir().unwrap();
        std::fs::write(home.path().join("plugins"), "[].").unwrap();
        let ports = free_ports();
        let keeper = keeper(home.path(), ports);
        let broker = Self { home, ports, keeper };
        broker.wait_until_up();
        Some(broker)
    }

    pub fn url(&self) -> String {
        format!("amqp://guest:guest@127.0.0.1:{}/%2f", self.ports[0])
    }

    /// SIGKILL, to the node and all that it has started.
    pub fn kill(&mut self) {
        let mut input = self.keeper.stdin.take().unwrap();
        input.write_all(b"keep\n").unwrap();
        self.keeper.wait().unwrap();
    }

    pub fn start_again(&mut self) {
        self.keeper = keeper(self.home.path(), self.ports);
        self.wait_until_up();
    }

    fn wait_until_up(&self) {
        let deadline = Instant::now() + START;
        while !answers(self.ports[0]) {
            let output = std::fs::read_to_string(self.home.path().join("output")).unwrap_or_default();
            assert!(Instant::now() < deadline, "RabbitMQ does not start: {output}");
            std::thread::sleep(Duration::from_millis(100));
        }
    }
}

/// The URL of a broker that tests share, started by the first of them; `None` when there is none to be had.
pub fn shared() -> Option<String> {
    static SHARED: LazyLock<Mutex<Option<Broker>>> = LazyLock::new(|| Mutex::new(Broker::start()));
    if let Ok(url) = std::env::var("FOODWALA_TEST_AMQP_URL") {
        return Some(url);
    }
    SHARED.lock().unwrap().as_ref().map(Broker::url)
}

fn keeper(home: &Path, [node, distribution, names]: [u16; 3]) -> Child {
    Command::new("sh")
        .args(["-c", KEEPER, "sh", SERVER])
        .env("HOME", home)
        .env("LANG", "C.UTF-8")
        .env("RABBITMQ_NODENAME", format!("foodwala-{node}@localhost"))
        .env("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1")
        .env("RABBITMQ_NODE_PORT", node.to_string())
        .env("RABBITMQ_DIST_PORT", distribution.to_string())
        .env("RABBITMQ_MNESIA_BASE", home.join("data"))
        .env("RABBITMQ_LOG_BASE", home.join("log"))
        .env("RABBITMQ_PID_FILE", home.join("pid"))
        .env("RABBITMQ_ENABLED_PLUGINS_FILE", home.join("plugins"))
        .env("RABBITMQ_CONFIG_FILE", home.join("none"))
        .env("ERL_EPMD_PORT", names.to_string())
        .env("ERL_EPMD_ADDRESS", "127.0.0.1")
        .stdin(Stdio::piped())
        .spawn()
        .unwrap()
}

fn free_ports() -> [u16; 3] {
    let listeners = [(); 3].map(|()| TcpListener::bind("127.0.0.1:0").unwrap());
    listeners.map(|listener| listener.local_addr().unwrap().port())
}

/// Whether somebody answers to the header of AMQP 0-9-1.
fn answers(port: u16) -> bool {
    let Ok(mut stream) = TcpStream::connect(("127.0.0.1", port)) else {
        return false;
    };
    let mut answer = [0; 7];
    stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    stream.write_all(b"AMQP\x00\x00\x09\x01").is_ok() && stream.read_exact(&mut answer).is_ok() && answer[0] == 1
}
