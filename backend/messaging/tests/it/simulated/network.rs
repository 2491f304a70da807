//! The bus of one host, reached from another: what is sent over the simulated network is published there in the same
//! order, and confirmed back once it is.

use std::collections::HashMap;
use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use foodwala_messaging::{
    Bus, Confirmation, DeadLetter, DeadLetterError, DeadLetterQuery, InProcessBus, Message, PublishError,
};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;
use turmoil::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use turmoil::net::{TcpListener, TcpStream};
use uuid::Uuid;

const PORT: u16 = 5672;
/// Silence on the line is an outage from then on. Longer than a handler that fails takes to come round.
const PATIENCE: Duration = Duration::from_secs(3);

/// When a message counts as safe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confirms {
    /// When the other host has answered that it is.
    OnAnswer,
    /// When it has left, which is the mistake that the simulation must find.
    OnSending,
}

/// Messages of one connection that wait for their answer; gone with the connection.
type Waiting = Arc<Mutex<HashMap<Uuid, oneshot::Sender<()>>>>;

/// One connection at a time, made again when it broke.
pub struct Remote {
    host: &'static str,
    confirms: Confirms,
    line: tokio::sync::Mutex<Option<(OwnedWriteHalf, Waiting)>>,
}

impl Remote {
    pub fn new(host: &'static str, confirms: Confirms) -> Self {
        Self {
            host,
            confirms,
            line: tokio::sync::Mutex::default(),
        }
    }

    async fn transmit(&self, message: &Message) -> io::Result<oneshot::Receiver<()>> {
        let json = message.to_json().map_err(io::Error::other)?;
        let mut line = self.line.lock().await;
        let (stream, waiting) = match &mut *line {
            Some(line) => line,
            None => line.insert(connect(self.host).await?),
        };
        let (answered, answer) = oneshot::channel();
        waiting.lock().unwrap().insert(message.id, answered);
        let sent = async {
            stream
                .write_u32(u32::try_from(json.len()).map_err(io::Error::other)?)
                .await?;
            stream.write_all(&json).await
        };
        let sent = sent.await;
        if sent.is_err() {
            *line = None;
        }
        sent.map(|()| answer)
    }
}

async fn connect(host: &str) -> io::Result<(OwnedWriteHalf, Waiting)> {
    let (read, write) = TcpStream::connect((host, PORT)).await?.into_split();
    let waiting = Waiting::default();
    tokio::spawn(hear_answers(read, Arc::clone(&waiting)));
    Ok((write, waiting))
}

async fn hear_answers(mut stream: OwnedReadHalf, waiting: Waiting) {
    while let Ok(id) = stream.read_u128().await {
        if let Some(answered) = waiting.lock().unwrap().remove(&Uuid::from_u128(id)) {
            // A relay that has lost its patience sends it again.
            let _ = answered.send(());
        }
    }
    waiting.lock().unwrap().clear();
}

#[async_trait]
impl Bus for Remote {
    fn system(&self) -> &'static str {
        "simulated"
    }

    async fn send(&self, message: Message) -> Result<Confirmation, PublishError> {
        let sent = timeout(PATIENCE, self.transmit(&message)).await;
        let answer = sent.unwrap_or_else(|silence| Err(silence.into())).map_err(outage)?;
        let confirms = self.confirms;
        Ok(Confirmation::new(async move {
            if confirms == Confirms::OnSending {
                return Ok(());
            }
            let answered = timeout(PATIENCE, answer).await.map_err(outage)?;
            answered.map_err(outage)
        }))
    }

    async fn dead_letters(&self, _: &DeadLetterQuery) -> Result<Vec<DeadLetter>, DeadLetterError> {
        Ok(Vec::new())
    }

    async fn dead_letter(&self, id: Uuid) -> Result<DeadLetter, DeadLetterError> {
        Err(DeadLetterError::NotFound(id))
    }

    async fn replay(&self, id: Uuid) -> Result<(), DeadLetterError> {
        Err(DeadLetterError::NotFound(id))
    }

    async fn stop(&self) {}
}

fn outage(error: impl std::error::Error + Send + Sync + 'static) -> PublishError {
    PublishError::Unavailable(Box::new(error))
}

/// Publishes to `bus` what arrives, for ever.
pub async fn serve(bus: InProcessBus) -> io::Result<()> {
    let bus = Arc::new(bus);
    let listener = TcpListener::bind(("0.0.0.0", PORT)).await?;
    loop {
        let (stream, _) = listener.accept().await?;
        let (read, write) = stream.into_split();
        let (answers, to_answer) = mpsc::unbounded_channel();
        tokio::spawn(answer(write, to_answer));
        let bus = Arc::clone(&bus);
        // The sender sends again whatever went wrong on this connection.
        tokio::spawn(async move { take(read, &bus, &answers).await });
    }
}

async fn take(mut stream: OwnedReadHalf, bus: &InProcessBus, answers: &mpsc::UnboundedSender<Uuid>) -> io::Result<()> {
    loop {
        let length = stream.read_u32().await?;
        let mut json = vec![0; usize::try_from(length).map_err(io::Error::other)?];
        stream.read_exact(&mut json).await?;
        let message = Message::from_json(&json).map_err(io::Error::other)?;
        let id = message.id;
        let confirmation = bus.send(message).await.map_err(io::Error::other)?;
        let answers = answers.clone();
        tokio::spawn(async move {
            if confirmation.await.is_ok() {
                // The connection may be gone.
                let _ = answers.send(id);
            }
        });
    }
}

async fn answer(mut stream: OwnedWriteHalf, mut answers: mpsc::UnboundedReceiver<Uuid>) -> io::Result<()> {
    while let Some(id) = answers.recv().await {
        stream.write_u128(id.as_u128()).await?;
    }
    Ok(())
}
