//! A tiny SMTP server that keeps what it accepts.

use std::sync::{Arc, Mutex};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// How the server treats one connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    /// As it should be.
    Fine,
    /// Hangs up at once.
    HangsUp,
    /// Keeps the mail, and hangs up before it says so.
    LosesTheReceipt,
    /// Knows no such mailbox.
    NoSuchMailbox,
}

/// The server. It stops with the runtime of the test.
pub struct SmtpServer {
    pub port: u16,
    accepted: Arc<Mutex<Vec<String>>>,
}

impl SmtpServer {
    /// A server with a mood for each of its first connections, and fine after those.
    pub async fn start<const N: usize>(moods: [Mood; N]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let accepted = Arc::new(Mutex::new(Vec::new()));
        let (kept, mut moods) = (Arc::clone(&accepted), moods.into_iter());
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let mood = moods.next().unwrap_or(Mood::Fine);
                if mood != Mood::HangsUp {
                    tokio::spawn(converse(stream, mood, Arc::clone(&kept)));
                }
            }
        });
        Self { port, accepted }
    }

    /// The mails accepted so far, headers and all.
    pub fn accepted(&self) -> Vec<String> {
        self.accepted.lock().unwrap().clone()
    }
}

async fn converse(stream: TcpStream, mood: Mood, accepted: Arc<Mutex<Vec<String>>>) -> std::io::Result<()> {
    let (reader, mut writer) = stream.into_split();
    let mut lines = BufReader::new(reader).lines();
    writer.write_all(b"220 test ESMTP\r\n").await?;
    while let Some(line) = lines.next_line().await? {
        let verb = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
        let answer = match verb.as_str() {
            "EHLO" => "250-test\r\n250 8BITMIME\r\n",
            "RCPT" if mood == Mood::NoSuchMailbox => "550 5.1.1 no such mailbox\r\n",
            "DATA" => {
                writer.write_all(b"354 go on\r\n").await?;
                let mut mail = String::new();
                while let Some(line) = lines.next_line().await? {
                    if line == "." {
                        break;
                    }
                    mail.push_str(&line);
                    mail.push('\n');
                }
                accepted.lock().unwrap().push(mail);
                if mood == Mood::LosesTheReceipt {
                    return Ok(());
                }
                "250 2.0.0 kept\r\n"
            }
            "QUIT" => {
                writer.write_all(b"221 bye\r\n").await?;
                return Ok(());
            }
            _ => "250 fine\r\n",
        };
        writer.write_all(answer.as_bytes()).await?;
    }
    Ok(())
}
