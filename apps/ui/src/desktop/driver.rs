//! Lets a test evaluate scripts in the window: only where `FOODWALA_WINDOW_DRIVER` names the address at which the test
//! listens, and only in debug builds. A line of JSON with a script comes in, a line with its answer goes out.

use super::page;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::TcpStream,
};

const ADDRESS: &str = "FOODWALA_WINDOW_DRIVER";

#[derive(Deserialize)]
struct Wish {
    script: String,
    given: Vec<Value>,
}

#[derive(Serialize)]
struct Answer {
    failed: bool,
    answer: Option<Value>,
}

/// Does as the test says, as long as it says something.
pub async fn follow() {
    let Ok(address) = std::env::var(ADDRESS) else { return };
    if let Err(error) = obey(&address).await {
        tracing::error!(error = &error as &dyn std::error::Error, "the test is gone");
    }
}

async fn obey(address: &str) -> std::io::Result<()> {
    let (read, mut write) = TcpStream::connect(address).await?.into_split();
    let mut lines = BufReader::new(read).lines();
    while let Some(line) = lines.next_line().await? {
        let wish: Wish = serde_json::from_str(&line)?;
        let answer = page::ask(&wish.script, &wish.given).await;
        let answer = Answer {
            failed: answer.is_none(),
            answer,
        };
        let mut line = serde_json::to_vec(&answer)?;
        line.push(b'\n');
        write.write_all(&line).await?;
    }
    Ok(())
}
