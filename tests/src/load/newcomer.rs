//! People who sign up.

use super::{
    Load,
    town::{PASSWORD, registration},
};
use anyhow::Result;
use foodwala_sdk::{ErrorCode, contract::auth::LoginRequest};
use std::{sync::Arc, time::Duration};
use tokio::time::sleep;

/// People who sign up all the while. A sign-up that was killed may have worked: then they sign in.
pub(super) async fn arrive(load: Arc<Load>, every: Duration) -> Result<()> {
    let mut number = 0;
    while load.open() {
        let (auth, registration) = (load.client()?.auth(), registration(&format!("newcomer-{number}")));
        if let Err(error) = load.insist(|| auth.register(&registration)).await {
            load.unless(&error, "register", &[ErrorCode::EmailTaken]);
            let login = LoginRequest {
                email: registration.email,
                password: PASSWORD.to_owned(),
            };
            if let Err(error) = load.insist(|| auth.login(&login)).await {
                load.unless(&error, "log in", &[]);
            }
        }
        number += 1;
        sleep(every).await;
    }
    Ok(())
}
