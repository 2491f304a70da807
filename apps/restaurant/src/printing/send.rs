//! A ticket on its way to a printer: drawn where that is needed, and sent off the window's thread.

use super::{printer::Printer, state::Trouble};
use crate::{
    printer::{self, PrintError},
    ticket::{Line, Picture, Pictures, bytes, dots, drawings},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use foodwala_ui::device::window;
use serde_json::json;
use std::time::Duration;

const DRAW: &str = include_str!("draw.js");
/// How long the page may draw. A ticket with question marks is better than none.
const PATIENCE: Duration = Duration::from_secs(10);

/// Prints lines, as often as the printer is to.
pub async fn send(lines: Vec<Line>, to: Printer) -> Result<(), Trouble> {
    let pictures = draw(&lines, &to).await;
    let ticket = bytes(&lines, to.roll, &pictures).repeat(usize::from(to.copies.max(1)));
    let address = to.address.clone();
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
