//! The apps in windows of their own: asked where the platform is, signed in, and printing on a receipt printer.

use anyhow::{Context, Result, ensure};
use foodwala_sdk::{
    FoodWala,
    contract::orders::{Fulfilment, Order},
};
use foodwala_tests::{
    Kitchen,
    browser::{PASSWORD, PATIENCE, Stage},
    desktop::{Screen, Window, home},
    eventually,
};
use serde_json::{Value, json};
use std::{
    io::Read,
    net::{SocketAddr, TcpListener},
    path::Path,
    sync::mpsc,
    thread,
};

/// A printer on the network that hands over what it was sent, ticket by ticket.
struct Printer {
    address: SocketAddr,
    tickets: mpsc::Receiver<Vec<u8>>,
}

impl Printer {
    fn plug_in(address: &str) -> Result<Self> {
        let listener = TcpListener::bind(address)?;
        let (send, tickets) = mpsc::channel();
        let printer = Self {
            address: listener.local_addr()?,
            tickets,
        };
        thread::spawn(move || {
            for connection in listener.incoming() {
                let mut ticket = Vec::new();
                let read = connection.and_then(|mut connection| connection.read_to_end(&mut ticket));
                if read.is_err() || send.send(ticket).is_err() {
                    break;
                }
            }
        });
        Ok(printer)
    }

    fn ticket(&self) -> Result<Vec<u8>> {
        self.tickets.recv_timeout(PATIENCE).context("nothing is printed")
    }

    fn is_idle(&self) -> bool {
        self.tickets.try_recv().is_err()
    }
}

/// A ticket as one can read it: commands by their codes, pictures by their size and whether there is anything on them.
fn shown(ticket: &[u8]) -> String {
    let mut text = String::new();
    let mut rest = ticket;
    while let Some((first, after)) = rest.split_first() {
        if let Some(picture) = rest.strip_prefix(b"\x1dv0\x00") {
            let size = |at: usize| usize::from(u16::from_le_bytes([picture[at], picture[at + 1]]));
            let dots = &picture[4..4 + size(0) * size(2)];
            let is_drawn = dots.iter().any(|byte| *byte != 0) && dots.iter().any(|byte| *byte != 0xff);
            text += &format!(
                "<{}x{} {}>\n",
                size(0) * 8,
                size(2),
                if is_drawn { "drawn" } else { "blank" }
            );
            rest = &picture[4 + dots.len()..];
            continue;
        }
        match first {
            b'\n' => text.push('\n'),
            0x20..0x7f => text.push(char::from(*first)),
            other => text += &format!("<{other:02x}>"),
        }
        rest = after;
    }
    text
}

async fn sign_in(window: &Window, email: &str) -> Result<()> {
    window.fill("#sign-in-email", email).await?;
    window.fill("#sign-in-password", PASSWORD).await?;
    window.click("button[type=submit]", "Sign in").await?;
    window.finds(".bar-live[data-live=true]").await
}

/// Two dals with a note in Hindi.
async fn order(kitchen: &Kitchen, guest: &FoodWala) -> Result<Order> {
    let mut request = kitchen.order_of(guest, kitchen.basket(2, Fulfilment::Pickup)).await?;
    request.note = Some("मिर्च कम".to_owned());
    let order = guest.orders().place(&request).await?;
    eventually(|| async { kitchen.owner.board(kitchen.id()).get(order.id).await }).await?;
    Ok(order)
}

async fn take(window: &Window, order: &Order) -> Result<()> {
    window
        .click(&format!("#card-{} button", order.number), "Accept")
        .await?;
    window.finds("dialog[open]").await?;
    window.click("#sheet-confirm", "").await?;
    window.finds(&format!("#column-preparing #card-{}", order.number)).await
}

/// The rights of a file of the window's.
fn rights(home: &Path, file: &str) -> Result<u32> {
    use std::os::unix::fs::PermissionsExt;
    let file = home.join("data/foodwala/foodwala-restaurant").join(file);
    Ok(file.metadata()?.permissions().mode() & 0o777)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kitchen_connects_takes_an_order_and_has_its_ticket_on_paper_once() -> Result<()> {
    let Some(screen) = Screen::open().await? else {
        return Ok(());
    };
    let stage = Stage::for_windows().await?;
    let (kitchen, email) = stage.kitchen().await?;
    let (guest, _) = stage.person("asha").await?;
    let home = home()?;
    let window = screen.window("restaurant", home.path(), &[]).await?;

    // It asks where the platform is, and says what is wrong.
    window.fill("#connect-address", "no such place").await?;
    window.click("button[type=submit]", "Connect").await?;
    window.sees("This is no web address").await?;
    window.fill("#connect-address", "http://127.0.0.1:9").await?;
    window.click("button[type=submit]", "Connect").await?;
    window.sees("Nobody answers there").await?;
    window.settled_picture("desktop-connect").await?;
    window.fill("#connect-address", &stage.url()).await?;
    window.click("button[type=submit]", "Connect").await?;
    sign_in(&window, &email).await?;
    for file in ["session.json", "storage.json"] {
        ensure!(rights(home.path(), file)? == 0o600, "{file} is for its owner alone");
    }

    // A printer on narrow paper that prints by itself.
    let printer = Printer::plug_in("127.0.0.1:0")?;
    window.click("a[href$='/more']", "").await?;
    window.fill("#print-address", &printer.address.to_string()).await?;
    window.click(".print-new button", "Add").await?;
    window.click(".print-printer label", "58 mm").await?;
    window.click(".print-printer label", "Print by itself").await?;
    window.click(".print-printer button", "Test print").await?;
    window.sees("Is it on paper?").await?;
    let test = shown(&printer.ticket()?);
    ensure!(
        test.contains("Test\n") && test.matches("<384x36 drawn>").count() == 2,
        "{test}"
    );
    window.settled_picture("desktop-printers").await?;

    window.click("a[href$='/board']", "").await?;
    let first = order(&kitchen, &guest).await?;
    window.finds(&format!("#column-new #card-{}", first.number)).await?;
    window.settled_picture("desktop-board").await?;
    ensure!(printer.is_idle(), "nothing is printed before somebody takes it");
    take(&window, &first).await?;
    let ticket = printer.ticket()?;
    let paper = shown(&ticket);
    let number = &first.number;
    let centred = "<1b>a<01><1b>E<01>";
    ensure!(
        paper.starts_with(&format!(
            "<1b>@<1b>t<10>{centred}Kitchen of the test\n<1b>E<00><1b>a<00>{centred}<1d>!<11>{number}\n"
        )),
        "{paper}"
    );
    ensure!(
        paper.contains(&format!("<1b>E<01>{:26}<80>19.00\n", "2x Dal tadka")),
        "{paper}"
    );
    ensure!(
        paper.contains(&format!("<1b>E<01>{:26}<80>19.00\n", "Total")),
        "{paper}"
    );
    ensure!(
        paper.contains("<384x36 drawn>") && !paper.contains('?'),
        "the note is in Hindi: {paper}"
    );
    ensure!(paper.ends_with("<1b>d<03><1d>VB<00>"), "{paper}");

    // By hand, the same once more.
    window.click(&format!("#card-{number} a"), "").await?;
    window.click(".print-one button", "Print at").await?;
    ensure!(printer.ticket()? == ticket, "by hand it is the same ticket");
    window.sees("Printed").await?;
    window.settled_picture("desktop-order").await?;

    // A printer that does not answer is told of until somebody has seen to it.
    window.click(".print-one button", "Print at").await?;
    printer.ticket()?;
    let nobody = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
    window.click("a[href$='/more']", "").await?;
    window.click(".print-printer button", "Remove").await?;
    window.fill("#print-address", &nobody.to_string()).await?;
    window.click(".print-new button", "Add").await?;
    window.click(".print-printer label", "Print by itself").await?;
    window.click("a[href$='/board']", "").await?;
    let second = order(&kitchen, &guest).await?;
    take(&window, &second).await?;
    window
        .sees(&format!("The ticket of {} was not printed", second.number))
        .await?;
    window.settled_picture("desktop-unprinted").await?;
    let back = Printer::plug_in(&nobody.to_string())?;
    window.click(".conflicts button", "Try again").await?;
    ensure!(
        shown(&back.ticket()?).contains(&second.number),
        "it is printed after all"
    );
    window.loses(".conflicts").await?;

    // Whatever happens to the window: it knows who is here and what is on paper.
    window.kill().await?;
    let window = screen.window("restaurant", home.path(), &[]).await?;
    window.finds(".bar-live[data-live=true]").await?;
    window
        .finds(&format!("#column-preparing #card-{}", second.number))
        .await?;
    let third = order(&kitchen, &guest).await?;
    take(&window, &third).await?;
    ensure!(
        shown(&back.ticket()?).contains(&third.number),
        "only what is new is printed by itself"
    );
    ensure!(back.is_idle() && printer.is_idle(), "nothing is printed twice");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_looks_around_in_a_window() -> Result<()> {
    let Some(screen) = Screen::open().await? else {
        return Ok(());
    };
    let stage = Stage::for_windows().await?;
    let home = home()?;
    let window = screen.window("customer", home.path(), &["--url", &stage.url()]).await?;
    window.finds("a[href^='/restaurants/']").await?;
    window.settled_picture("desktop-home").await?;
    window.click("a[href^='/sign-in']", "").await?;
    window.fill("input[type=email]", "customer@demo.foodwala.app").await?;
    window.fill("input[type=password]", PASSWORD).await?;
    window.click("button[type=submit]", "Sign in").await?;
    window.loses("input[type=password]").await?;
    window.click("a[href='/orders']", "").await?;
    window.finds("a[href^='/orders/']").await?;
    window.settled_picture("desktop-orders").await?;

    // Signed in and connected it opens the next time, as large as it was left.
    window.kill().await?;
    let file = home.path().join("data/foodwala/foodwala-customer/storage.json");
    let mut kept: Value = serde_json::from_slice(&std::fs::read(&file)?)?;
    kept["device.window"] = json!(json!({ "width": 700, "height": 640 }).to_string());
    std::fs::write(&file, kept.to_string())?;
    let window = screen.window("customer", home.path(), &[]).await?;
    window.finds(".home-hero").await?;
    let size = "return innerWidth === 700 && innerHeight === 640";
    window.until("it is as large as it was", size, &[]).await?;
    window.click("a[href='/orders']", "").await?;
    window.finds("a[href^='/orders/']").await
}
