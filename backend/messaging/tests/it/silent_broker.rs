//! A broker that takes messages and never says that it has them: RabbitMQ does so when a queue's leader is lost at the
//! wrong moment, which cannot be had at will. So this one speaks just enough of AMQP 0-9-1 itself.

use std::num::NonZeroU16;
use std::sync::Arc;
use std::time::Duration;

use foodwala_messaging::conformance::Rang;
use foodwala_messaging::{Bus as _, RabbitMqBus, RabbitMqConfig, Relay};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::time::{Instant, advance, pause, resume, timeout};
use tokio_util::sync::CancellationToken;

use crate::support::{clock, database, ring, unsent, wait_until_sent};

/// As long as the bus waits for a confirmation.
const PATIENCE: Duration = Duration::from_secs(30);
/// Longer than any heartbeat is wanted in a test: the time of the machine and that of the runtime go apart.
const NO_HEARTBEAT: u16 = 3_600;

const METHOD: u8 = 1;
const BODY: u8 = 3;
const END: u8 = 0xce;

/// What a broker has seen.
#[derive(Clone, Debug, Default)]
struct Seen {
    connections: usize,
    /// The bodies of the messages, as they came.
    messages: Vec<Vec<u8>>,
}

/// Confirms nothing on its first connection, and everything on later ones.
struct Broker {
    url: String,
    seen: watch::Sender<Seen>,
}

impl Broker {
    async fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let url = format!("amqp://guest:guest@{}/%2f", listener.local_addr().unwrap());
        let seen = watch::Sender::new(Seen::default());
        let seeing = seen.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                seeing.send_modify(|seen| seen.connections += 1);
                let confirms = seeing.borrow().connections > 1;
                // A connection ends when the bus ends it.
                tokio::spawn(serve(stream, confirms, seeing.clone()));
            }
        });
        Self { url, seen }
    }

    async fn bus(&self) -> Arc<RabbitMqBus> {
        let config = RabbitMqConfig {
            url: self.url.as_str().into(),
            heartbeat_seconds: NonZeroU16::new(NO_HEARTBEAT).unwrap(),
            ..RabbitMqConfig::default()
        };
        let bus = Arc::new(RabbitMqBus::builder(config, clock()).start().unwrap());
        bus.connected().await;
        bus
    }

    async fn until(&self, so: impl FnMut(&Seen) -> bool) -> Seen {
        let mut seen = self.seen.subscribe();
        timeout(PATIENCE, seen.wait_for(so)).await.unwrap().unwrap().clone()
    }
}

async fn serve(mut stream: TcpStream, confirms: bool, seen: watch::Sender<Seen>) -> std::io::Result<()> {
    let mut header = [0; 8];
    stream.read_exact(&mut header).await?;
    // Version 0-9, no properties, one mechanism, one language.
    let mut start = vec![0, 9, 0, 0, 0, 0];
    start.extend(long("PLAIN"));
    start.extend(long("en_US"));
    say(&mut stream, 0, (10, 10), &start).await?;
    let mut published: u64 = 0;
    loop {
        let (kind, channel) = (stream.read_u8().await?, stream.read_u16().await?);
        let length = stream.read_u32().await?;
        let mut frame = vec![0; usize::try_from(length).unwrap()];
        stream.read_exact(&mut frame).await?;
        assert_eq!(stream.read_u8().await?, END);
        if kind == METHOD {
            answer(&mut stream, channel, &frame).await?;
        } else if kind == BODY {
            seen.send_modify(|seen| seen.messages.push(frame));
            published += 1;
            if confirms {
                let mut ack = published.to_be_bytes().to_vec();
                ack.push(0);
                say(&mut stream, channel, (60, 80), &ack).await?;
            }
        }
    }
}

/// Answers what is asked, as far as it is asked here.
async fn answer(stream: &mut TcpStream, channel: u16, frame: &[u8]) -> std::io::Result<()> {
    let method = (u16::from(frame[1]), u16::from(frame[3]));
    let (answer, arguments) = match method {
        // Channels, the largest frame, seconds between heartbeats.
        (10, 11) => (
            (10, 30),
            [&[0, 16, 0, 2, 0, 0][..], &NO_HEARTBEAT.to_be_bytes()].concat(),
        ),
        (10, 40) => ((10, 41), vec![0]),
        (20, 10) => ((20, 11), vec![0; 4]),
        // The queue's name again, as it stands behind a reserved number, and nothing in it.
        (50, 10) => ((50, 11), [&frame[6..=6 + usize::from(frame[6])], &[0; 8]].concat()),
        // Goodbyes, declarations, bindings and confirm mode are answered with a nod.
        (10, 50) | (20, 40) | (40, 10) | (50, 20) | (85, 10) => ((method.0, method.1 + 1), Vec::new()),
        _ => return Ok(()),
    };
    say(stream, channel, answer, &arguments).await
}

async fn say(stream: &mut TcpStream, channel: u16, method: (u16, u16), arguments: &[u8]) -> std::io::Result<()> {
    let length = u32::try_from(arguments.len() + 4).unwrap();
    let mut frame = vec![METHOD];
    frame.extend(channel.to_be_bytes());
    frame.extend(length.to_be_bytes());
    frame.extend(method.0.to_be_bytes());
    frame.extend(method.1.to_be_bytes());
    frame.extend(arguments);
    frame.push(END);
    stream.write_all(&frame).await
}

fn long(text: &str) -> Vec<u8> {
    let length = u32::try_from(text.len()).unwrap();
    [&length.to_be_bytes(), text.as_bytes()].concat()
}

#[tokio::test]
async fn a_confirmation_that_does_not_come_is_waited_for_and_then_given_up() {
    let broker = Broker::start().await;
    let bus = broker.bus().await;
    let mut confirmation = Box::pin(bus.send(Rang::message("a", 1)).await.unwrap());
    broker.until(|seen| seen.messages.len() == 1).await;

    pause();
    let (begun, almost) = (Instant::now(), PATIENCE - Duration::from_millis(1));
    assert!(timeout(almost, &mut confirmation).await.is_err());
    let error = confirmation.await.unwrap_err();
    let waited = begun.elapsed();
    resume();
    assert!(error.is_outage(), "{error}");
    assert!(
        waited >= PATIENCE && waited < PATIENCE + Duration::from_millis(5),
        "{waited:?}"
    );

    // The connection on which it did not come is given up too, and the next one is as good as any.
    broker.until(|seen| seen.connections == 2).await;
    bus.connected().await;
    bus.send(Rang::message("a", 2)).await.unwrap().await.unwrap();
    bus.stop().await;
}

#[tokio::test]
async fn what_was_never_confirmed_stays_in_the_outbox_and_is_sent_again() {
    let broker = Broker::start().await;
    let (bus, database) = (broker.bus().await, database("orders").await);
    let stop = CancellationToken::new();
    let relay = tokio::spawn(Relay::new(database.clone(), bus.clone(), clock()).run(stop.clone()));
    ring(&database, "a", [1]).await;
    broker.until(|seen| seen.messages.len() == 1).await;
    assert_eq!(unsent(&database).await, 1);

    pause();
    advance(PATIENCE + Duration::from_secs(1)).await;
    resume();
    wait_until_sent(&database).await;
    let seen = broker.until(|seen| seen.messages.len() == 2).await;
    assert_eq!((seen.connections, &seen.messages[0]), (2, &seen.messages[1]));

    stop.cancel();
    relay.await.unwrap();
    bus.stop().await;
}
