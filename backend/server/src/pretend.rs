//! Card payments with the pretend provider, for development and tests.

use crate::{Config, config::on_this_machine};
use foodwala_clock::{Clock, SystemClock};
use foodwala_demo::payments::{PATH, PretendPayments};
use foodwala_orders::payments::{ProviderKind, TestProviderConfig};
use std::{io, net::TcpListener};

/// Has the platform take card payments with the pretend provider, which it then serves beside its API and whose books are
/// in the data folder. Each must know the other's address, so a port is chosen if the settings leave it open.
///
/// # Errors
/// When there is no free port.
pub fn pretend_payments(config: &mut Config) -> io::Result<()> {
    if config.server.port == 0 {
        config.server.port = TcpListener::bind((config.server.address, 0))?.local_addr()?.port();
    }
    let base = format!("http://{}", on_this_machine(config.server.socket()));
    let url = format!("{base}{PATH}");
    let now = SystemClock.now();
    let secret = format!("{}{}", foodwala_clock::new_id(now), foodwala_clock::new_id(now));
    config.orders.payments.return_url = format!("{base}/orders/{{order_id}}");
    config.orders.payments.provider = ProviderKind::Test(TestProviderConfig {
        url: url.clone(),
        secret: secret.clone().into(),
    });
    config.pretend_payments = Some(PretendPayments {
        url,
        callback_url: format!("{base}/v1/payments/callbacks/test"),
        secret: secret.into(),
        file: config.database.directory.join("test-payments.json"),
    });
    Ok(())
}
