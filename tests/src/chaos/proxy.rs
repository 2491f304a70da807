//! A TCP proxy that can cut its connections, refuse new ones, or let nothing through.

use anyhow::{Context, Result};
use std::{io, net::SocketAddr};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{
        TcpListener, TcpStream, lookup_host,
        tcp::{OwnedReadHalf, OwnedWriteHalf},
    },
    sync::watch,
    task::JoinSet,
};

/// What a proxy does with connections.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// Everything passes.
    Open,
    /// Nothing passes, nothing is closed, and whoever connects hears nothing.
    Silent,
    /// All connections break, and new ones do at once.
    Cut,
}

/// A proxy in front of an engine. Dropped, its connections break.
#[derive(Debug)]
pub struct Proxy {
    address: SocketAddr,
    line: watch::Sender<Line>,
    _listening: JoinSet<()>,
}

impl Proxy {
    /// A proxy to `target`, on a free port of its own.
    ///
    /// # Errors
    /// When no port is free.
    pub async fn start(target: SocketAddr) -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        let line = watch::Sender::new(Line::Open);
        let mut listening = JoinSet::new();
        listening.spawn(listen(listener, target, line.subscribe()));
        Ok(Self {
            address,
            line,
            _listening: listening,
        })
    }

    /// A proxy to a server that is given by name and port.
    ///
    /// # Errors
    /// When nobody knows the name, or no port is free.
    pub async fn to(server: &str) -> Result<Self> {
        let address = lookup_host(server).await?.next();
        Self::start(address.with_context(|| format!("{server} has no address"))?).await
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What it does from now on.
    pub fn set(&self, line: Line) {
        self.line.send_replace(line);
    }
}

async fn listen(listener: TcpListener, target: SocketAddr, line: watch::Receiver<Line>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => {
                // A connection that ended before it was taken is nobody's.
                let Ok((stream, _)) = accepted else { continue };
                connections.spawn(carry(stream, target, line.clone()));
            }
            Some(_) = connections.join_next(), if !connections.is_empty() => {}
        }
    }
}

/// Carries a connection until either side ends it or the line is cut.
async fn carry(from: TcpStream, target: SocketAddr, mut line: watch::Receiver<Line>) {
    // The proxy has no say in how either side fails.
    if !passes(&mut line).await {
        return;
    }
    let Ok(to) = TcpStream::connect(target).await else {
        return;
    };
    // Nor in how long anything takes: both ends send at once what they have.
    if from.set_nodelay(true).and(to.set_nodelay(true)).is_err() {
        return;
    }
    let ((read_from, write_from), (read_to, write_to)) = (from.into_split(), to.into_split());
    let mut cut = line.clone();
    tokio::select! {
        _ = cut.wait_for(|line| *line == Line::Cut) => {}
        _ = pump(read_from, write_to, line.clone()) => {}
        _ = pump(read_to, write_from, line) => {}
    }
}

/// While the line is silent the bytes wait, here and then in the sender's buffers.
async fn pump(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, mut line: watch::Receiver<Line>) -> io::Result<()> {
    let mut buffer = vec![0; 16 * 1024];
    loop {
        let length = from.read(&mut buffer).await?;
        if length == 0 || !passes(&mut line).await {
            return Ok(());
        }
        to.write_all(&buffer[..length]).await?;
    }
}

/// Waits while the line is silent; whether it is open then.
async fn passes(line: &mut watch::Receiver<Line>) -> bool {
    let spoken = line.wait_for(|line| *line != Line::Silent).await;
    spoken.is_ok_and(|line| *line == Line::Open)
}
