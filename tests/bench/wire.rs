//! A bare HTTP/1.1 client on one connection: cheap enough that the server, not the client, is measured.

use anyhow::Context;
use std::{fmt::Write, net::SocketAddr, ops::Range};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// A keep-alive connection.
pub struct Connection {
    stream: TcpStream,
    request: String,
    if_match: String,
    buffer: Vec<u8>,
    body: Range<usize>,
}

/// An answer's status. Its body stays in the connection until the next request.
pub struct Answer {
    pub status: u16,
}

impl Connection {
    pub async fn open(address: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            request: String::with_capacity(4096),
            if_match: String::new(),
            buffer: Vec::with_capacity(16384),
            body: 0..0,
        })
    }

    pub async fn get(&mut self, path: &str, token: Option<&str>) -> anyhow::Result<Answer> {
        self.send("GET", path, token, None, "").await
    }

    pub async fn post(&mut self, path: &str, token: &str, key: &str, body: &str) -> anyhow::Result<Answer> {
        self.send("POST", path, Some(token), Some(key), body).await
    }

    pub async fn put(&mut self, path: &str, token: &str, if_match: &str, body: &str) -> anyhow::Result<Answer> {
        self.if_match = if_match.to_owned();
        let answer = self.send("PUT", path, Some(token), None, body).await;
        self.if_match.clear();
        answer
    }

    /// The body of the last answer.
    pub fn body(&self) -> &[u8] {
        &self.buffer[self.body.clone()]
    }

    /// The stream, with a request for events sent on it.
    pub async fn follow(mut self, path: &str, token: &str) -> anyhow::Result<TcpStream> {
        self.write("GET", path, Some(token), None, "")?;
        self.stream.write_all(self.request.as_bytes()).await?;
        Ok(self.stream)
    }

    pub async fn send(
        &mut self,
        method: &str,
        path: &str,
        token: Option<&str>,
        key: Option<&str>,
        body: &str,
    ) -> anyhow::Result<Answer> {
        self.write(method, path, token, key, body)?;
        self.stream.write_all(self.request.as_bytes()).await?;
        self.receive().await
    }

    fn write(
        &mut self,
        method: &str,
        path: &str,
        token: Option<&str>,
        key: Option<&str>,
        body: &str,
    ) -> anyhow::Result<()> {
        self.request.clear();
        write!(self.request, "{method} {path} HTTP/1.1\r\nhost: localhost\r\n")?;
        if let Some(token) = token {
            write!(self.request, "authorization: Bearer {token}\r\n")?;
        }
        if let Some(key) = key {
            write!(self.request, "idempotency-key: {key}\r\n")?;
        }
        if !self.if_match.is_empty() {
            write!(self.request, "if-match: {}\r\n", self.if_match)?;
        }
        if method != "GET" {
            write!(
                self.request,
                "content-type: application/json\r\ncontent-length: {}\r\n",
                body.len()
            )?;
        }
        write!(self.request, "\r\n{body}")?;
        Ok(())
    }

    async fn receive(&mut self) -> anyhow::Result<Answer> {
        self.buffer.clear();
        loop {
            let read = self.stream.read_buf(&mut self.buffer).await?;
            anyhow::ensure!(read > 0, "the connection was closed");
            let Some(end) = self.buffer.windows(4).position(|window| window == b"\r\n\r\n") else {
                continue;
            };
            let head = std::str::from_utf8(&self.buffer[..end])?;
            let status = head.get(9..12).context("no status")?.parse()?;
            let length = head
                .lines()
                .find_map(|line| {
                    let (name, value) = line.split_once(':')?;
                    name.eq_ignore_ascii_case("content-length")
                        .then(|| value.trim().parse::<usize>())
                })
                .transpose()?
                .unwrap_or(0);
            self.body = end + 4..end + 4 + length;
            while self.buffer.len() < self.body.end {
                anyhow::ensure!(
                    self.stream.read_buf(&mut self.buffer).await? > 0,
                    "the connection was closed"
                );
            }
            return Ok(Answer { status });
        }
    }
}
