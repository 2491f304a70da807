//! `foodwala health`: whether processes on this machine are ready, for containers and scripts.

use super::say;
use crate::{Config, config::on_this_machine, roles::Roles};
use anyhow::{Context, bail};
use clap::Args as ClapArgs;
use std::{collections::BTreeSet, time::Duration};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(4);
/// As much of an answer as is looked at.
const LONGEST_HEAD: u64 = 1024;

#[derive(Debug, ClapArgs)]
pub(super) struct Args {
    /// What the process runs, as for `serve`; everything if nothing is named.
    services: Vec<String>,
    /// An address to ask, `host:port`, instead of where the settings say that it listens.
    #[arg(long, value_name = "HOST:PORT", conflicts_with = "services")]
    address: Option<String>,
}

/// Asks `/readyz` at every address where the named services listen.
pub(super) async fn run(config: &Config, args: Args) -> anyhow::Result<()> {
    let addresses = match args.address {
        Some(address) => BTreeSet::from([address]),
        None => addresses(config, &Roles::named(&args.services)?),
    };
    for address in addresses {
        let status = tokio::time::timeout(PATIENCE, ask(&address))
            .await
            .with_context(|| format!("{address} does not answer"))?
            .with_context(|| format!("{address} cannot be asked"))?;
        if status != 200 {
            bail!("{address} is not ready: it answers {status}");
        }
        say(format_args!("{address} is ready"));
    }
    Ok(())
}

fn addresses(config: &Config, roles: &Roles) -> BTreeSet<String> {
    let gateway = roles.gateway().then(|| config.server.socket());
    let services = roles.parts().filter(|_| !roles.is_all());
    let services = services.filter_map(|part| Some(config.services.of(part)?.listen));
    gateway
        .into_iter()
        .chain(services)
        .map(|listens| on_this_machine(listens).to_string())
        .collect()
}

/// The status of `GET /readyz`.
async fn ask(address: &str) -> anyhow::Result<u16> {
    let mut stream = TcpStream::connect(address).await?;
    let request = format!("GET /readyz HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut head = Vec::new();
    stream.take(LONGEST_HEAD).read_to_end(&mut head).await?;
    let head = String::from_utf8_lossy(&head);
    let status = head.strip_prefix("HTTP/1.1 ").and_then(|rest| rest.get(..3));
    status
        .and_then(|status| status.parse().ok())
        .context("not an HTTP answer")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::{IpAddr, Ipv4Addr};

    #[test]
    fn a_process_is_asked_where_it_listens() {
        let mut config = Config::default();
        config.server.address = IpAddr::V4(Ipv4Addr::UNSPECIFIED);
        assert_eq!(
            addresses(&config, &Roles::all()),
            BTreeSet::from(["127.0.0.1:8080".to_owned()])
        );
        let some = Roles::named(&["gateway", "orders"]).unwrap();
        assert_eq!(
            addresses(&config, &some),
            BTreeSet::from(["127.0.0.1:8080".to_owned(), "127.0.0.1:8107".to_owned()])
        );
    }
}
