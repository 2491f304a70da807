//! Ports that stay ours.

use anyhow::ensure;
use std::{
    net::{SocketAddr, TcpListener, UdpSocket},
    sync::{Mutex, PoisonError},
};

/// The first of the ports that Linux gives to outgoing connections. While a server is down, a client that knocks could be
/// given the server's own port and meet itself; the server then could not come back.
const FIRST_OUTGOING: u16 = 32_768;

/// Addresses of this machine that nobody listens on. Nobody else who asks here gets the same ones, in no process that runs
/// now, until this process has ended.
///
/// # Errors
/// When not so many ports are free.
pub fn free_addresses(count: usize) -> anyhow::Result<Vec<SocketAddr>> {
    // A port is bound long after it was found, and again after each kill: until then it is claimed by the UDP port of the
    // same number, which nobody else has a use for.
    static CLAIMS: Mutex<Vec<UdpSocket>> = Mutex::new(Vec::new());
    let first = 20_000 + u16::try_from(std::process::id() % 10_000)?;
    let mut claims = CLAIMS.lock().unwrap_or_else(PoisonError::into_inner);
    let mut found = Vec::new();
    for port in first..FIRST_OUTGOING {
        if found.len() == count {
            break;
        }
        let address = SocketAddr::from(([127, 0, 0, 1], port));
        if let Ok(claim) = UdpSocket::bind(address)
            && TcpListener::bind(address).is_ok()
        {
            claims.push(claim);
            found.push(address);
        }
    }
    ensure!(found.len() == count, "not enough ports are free");
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{collections::BTreeSet, net::TcpStream};

    #[test]
    fn no_port_is_given_away_twice() {
        let addresses: Vec<_> = (0..20).flat_map(|_| free_addresses(3).unwrap()).collect();
        let distinct: BTreeSet<_> = addresses.iter().collect();
        assert_eq!(distinct.len(), addresses.len());
        assert!(addresses.iter().all(|address| address.port() < FIRST_OUTGOING));
    }

    #[test]
    fn a_server_can_come_back_although_clients_knocked_meanwhile() {
        let address = free_addresses(1).unwrap()[0];
        // More often than there are ports for outgoing connections: one of those would have met itself.
        for _ in 0..40_000 {
            assert!(TcpStream::connect(address).is_err());
        }
        TcpListener::bind(address).unwrap();
    }
}
