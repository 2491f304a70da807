//! `foodwala smoke` says what it walked, and that it held.

use anyhow::{Context, Result, ensure};
use foodwala_tests::Site;
use tokio::process::Command;

async fn walk(site: &Site, more: &[&str]) -> Result<String> {
    let mut command = Command::new(site.binary());
    command.args(["smoke", "--url", &site.url()]).args(more);
    let ended = command.kill_on_drop(true).output().await?;
    let said = String::from_utf8(ended.stdout)?;
    ensure!(ended.status.success(), "{}: {said}", ended.status);
    Ok(said)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_walks_through_a_running_platform_and_not_through_one_that_is_away() -> Result<()> {
    let site = Site::prepare()?.on_tested_engine().await?;
    let mut platform = site.start()?;
    platform.listening().await?;
    let said = walk(&site, &[]).await?;
    let last = said.lines().last().context("it says nothing")?;
    ensure!(last.contains("steps held in"), "{said}");
    // An operator's smoke people come back after the next deploy.
    for _ in 0..2 {
        walk(&site, &["--password", "smoke-and-mirrors"]).await?;
    }
    platform.stop().await?;
    let away = walk(&site, &[]).await;
    ensure!(
        away.is_err_and(|error| error.to_string().contains("FAILED")),
        "nobody is there"
    );
    Ok(())
}
