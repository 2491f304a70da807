//! A receipt printer on the network: the bytes of a ticket over TCP, as port 9100 takes them. Browsers cannot; a window of
//! its own can.

use std::{
    io::{self, Write},
    net::{SocketAddr, TcpStream, ToSocketAddrs},
    time::Duration,
};

/// The port that printers listen on.
pub const PORT: u16 = 9_100;
/// How long a printer may take to answer, and to take a piece of a ticket.
const PATIENCE: Duration = Duration::from_secs(5);

/// Why a ticket was not printed.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// The address is none.
    #[error("{0} is no address of a printer")]
    Address(String),
    /// Nobody answers there.
    #[error("the printer at {address} does not answer")]
    Unreachable {
        /// Where.
        address: SocketAddr,
        /// Why.
        source: io::Error,
    },
    /// It stopped in the middle: some of the ticket may be on paper.
    #[error("the printer at {address} did not take the whole ticket")]
    Broken {
        /// Where.
        address: SocketAddr,
        /// Why.
        source: io::Error,
    },
}

/// Sends a ticket to a printer, `host` or `host:port`. Blocks until the printer has it.
///
/// # Errors
/// [`PrintError`].
pub fn print(printer: &str, ticket: &[u8]) -> Result<(), PrintError> {
    let found = printer
        .to_socket_addrs()
        .or_else(|_| (printer, PORT).to_socket_addrs())
        .ok()
        .and_then(|mut addresses| addresses.next());
    let address = found.ok_or_else(|| PrintError::Address(printer.to_owned()))?;
    let mut stream =
        TcpStream::connect_timeout(&address, PATIENCE).map_err(|source| PrintError::Unreachable { address, source })?;
    let sent = stream
        .set_write_timeout(Some(PATIENCE))
        .and_then(|()| stream.write_all(ticket))
        .and_then(|()| stream.flush())
        .and_then(|()| stream.shutdown(std::net::Shutdown::Write));
    sent.map_err(|source| PrintError::Broken { address, source })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        samples::card,
        ticket::{Pictures, Roll, Texts, bytes, lines},
    };
    use foodwala_sdk::contract::orders::OrderStatus;
    use std::{io::Read, net::TcpListener, thread};

    #[test]
    fn a_printer_gets_every_byte_of_the_ticket() {
        let order = card(1, OrderStatus::Accepted).order;
        let ticket = bytes(
            &lines(&order, &Texts::of(&order, "Europe/Berlin"), Roll::Wide),
            Roll::Wide,
            &Pictures::default(),
        );
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let printer = thread::spawn(move || {
            let mut got = Vec::new();
            listener.accept().unwrap().0.read_to_end(&mut got).unwrap();
            got
        });
        print(&address, &ticket).unwrap();
        assert_eq!(printer.join().unwrap(), ticket);
    }

    #[test]
    fn a_printer_that_is_not_there_is_named() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        drop(listener);
        let error = print(&address.to_string(), b"x").unwrap_err();
        assert!(matches!(error, PrintError::Unreachable { address: at, .. } if at == address));
        assert!(matches!(print("no such printer", b"x"), Err(PrintError::Address(_))));
    }
}
