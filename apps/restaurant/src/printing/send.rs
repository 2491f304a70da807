//! A ticket on its way to a printer: drawn where that is needed, and sent off the window's thread.

use super::{printer::Printer, state::Trouble};
use crate::{
    printer::{self, PrintError},
    ticket::{Line, Picture, Pictures, bytes, dots, drawings},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use foodwala_ui::device::window;
use serde_json::json;
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

type Turn = tokio::sync::Mutex<()>;

const DRAW: &str = include_str!("draw.js");
/// How long the page may draw. A ticket with question marks is better than none.
const PATIENCE: Duration = Duration::from_secs(10);

/// Prints lines, as often as the printer is to.
pub async fn send(lines: Vec<Line>, to: Printer) -> Result<(), Trouble> {
    let pictures = draw(&lines, &to).await;
    let ticket = bytes(&lines, to.roll, &pictures).repeat(usize::from(to.copies.max(1)));
    let address = to.address.clone();
    let turn = turn(&address);
    let _mine = turn.lock().await;
    let sent = tokio::task::spawn_blocking(move || printer::print(&address, &ticket)).await;
    match sent {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => {
            tracing::warn!(error = &error as &dyn std::error::Error, "a ticket was not printed");
            Err(match error {
                PrintError::Address(_) => Trouble::Address,
                PrintError::Unreachable { .. } => Trouble::Silent,
                PrintError::Broken { .. } => Trouble::Broken,
            })
        }
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "printing broke off");
            Err(Trouble::Unknown)
        }
    }
}

/// The turn at a printer: most of them take one connection at a time.
fn turn(address: &str) -> Arc<Turn> {
    static TURNS: Mutex<BTreeMap<String, Arc<Turn>>> = Mutex::new(BTreeMap::new());
    let mut turns = TURNS.lock().unwrap_or_else(PoisonError::into_inner);
    Arc::clone(turns.entry(address.to_owned()).or_default())
}

/// The pictures of lines that the printer cannot write. A line that cannot be drawn is written as well as it can be.
async fn draw(lines: &[Line], to: &Printer) -> Pictures {
    let wanted = drawings(lines);
    if wanted.is_empty() {
        return Pictures::new();
    }
    let given = [json!(wanted), json!(dots(to.roll))];
    let answer = tokio::time::timeout(PATIENCE, window::ask(DRAW, &given)).await;
    if answer.is_err() {
        tracing::error!("the page does not draw");
    }
    let drawn: Vec<(usize, u16, String)> = match answer.ok().flatten().map(serde_json::from_value).transpose() {
        Ok(drawn) => drawn.unwrap_or_default(),
        Err(error) => {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "the page draws something else"
            );
            Vec::new()
        }
    };
    let picture = |(line, width, dots): (usize, u16, String)| {
        let dots = STANDARD.decode(dots).ok()?;
        Some((line, Picture::new(width, dots)?))
    };
    drawn.into_iter().filter_map(picture).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{io::Read, net::TcpListener, thread};

    #[tokio::test]
    async fn tickets_come_to_a_printer_one_after_the_other_and_each_as_often_as_wanted() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let to = Printer {
            copies: 2,
            ..Printer::new(listener.local_addr().unwrap().to_string())
        };
        let printer = thread::spawn(move || {
            let mut tickets = Vec::new();
            for _ in 0..2 {
                let mut ticket = Vec::new();
                listener.accept().unwrap().0.read_to_end(&mut ticket).unwrap();
                tickets.push(String::from_utf8_lossy(&ticket).into_owned());
            }
            tickets
        });
        let ticket = |text: &str| send(vec![Line::Plain(text.to_owned())], to.clone());
        let (first, second) = tokio::join!(ticket("one"), ticket("two"));
        assert_eq!((first, second), (Ok(()), Ok(())));
        let tickets = printer.join().unwrap();
        for (ticket, text) in tickets.iter().zip(["one", "two"]) {
            assert_eq!(ticket.matches(text).count(), 2, "{ticket}");
        }
    }

    #[tokio::test]
    async fn a_printer_that_is_not_there_is_told_from_one_with_no_address() {
        let to = |address: &str| Printer::new(address.to_owned());
        let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        assert_eq!(send(Vec::new(), to(&nobody.to_string())).await, Err(Trouble::Silent));
        assert_eq!(send(Vec::new(), to("no such printer")).await, Err(Trouble::Address));
    }
}
