//! From an event to a mail that was accepted.

use crate::{
    smtp_server::{Mood, SmtpServer},
    stage::Stage,
};
use foodwala_clock::Clock;
use foodwala_contract::{
    AccountId,
    events::{OrderPlaced, PasswordResetRequested},
    orders::OrderStatus,
};
use foodwala_notifications::{Config, MailConfig, SmtpConfig, Tls, TransportKind};
use jiff::Timestamp;
use std::time::Duration;
use uuid::Uuid;

const ASHA: AccountId = AccountId(Uuid::from_u128(1));
/// Longer than any pause between attempts.
const LONG: Duration = Duration::from_secs(2 * 3600);

fn by_smtp(server: &SmtpServer, max_attempts: u32) -> Config {
    Config {
        mail: MailConfig {
            transport: TransportKind::Smtp,
            from: "FoodWala <hello@food.example>".to_owned(),
            smtp: SmtpConfig {
                host: "127.0.0.1".to_owned(),
                port: Some(server.port),
                tls: Tls::None,
                ..SmtpConfig::default()
            },
            max_attempts,
            ..MailConfig::default()
        },
        ..Config::default()
    }
}

async fn place_order(stage: &Stage) {
    stage.register(ASHA).await;
    let id = Uuid::now_v7();
    let event = OrderPlaced {
        order: stage.order(ASHA, 1, OrderStatus::Placed),
    };
    // A message that comes again has no second effect.
    stage.hear(id, &event).await;
    stage.hear(id, &event).await;
}

fn message_id(mail: &str) -> &str {
    mail.lines().find_map(|line| line.strip_prefix("Message-ID: ")).unwrap()
}

#[tokio::test]
async fn a_server_that_hangs_up_is_tried_again_and_accepts_the_mail_once() {
    let server = SmtpServer::start([Mood::HangsUp]).await;
    let stage = Stage::new(by_smtp(&server, 5)).await;
    place_order(&stage).await;
    stage.send_mails().await;
    assert!(server.accepted().is_empty());
    let row = stage.mail().await;
    assert_eq!(row.get::<u32>("attempts").unwrap(), 1);
    assert!(!row.get::<String>("last_fault").unwrap().is_empty());
    // Not before its time.
    stage.send_mails().await;
    assert_eq!(stage.mail().await.get::<u32>("attempts").unwrap(), 1);

    for _ in 0..3 {
        stage.clock.advance(LONG);
        stage.send_mails().await;
    }
    let accepted = server.accepted();
    assert_eq!(accepted.len(), 1);
    let row = stage.mail().await;
    assert_eq!(
        message_id(&accepted[0]),
        format!("<{}@food.example>", row.get::<Uuid>("id").unwrap())
    );
    assert!(accepted[0].contains("To: asha@example.org"), "{}", accepted[0]);
    assert!(
        accepted[0].contains("Subject: Your order K7Q2M at Dosa House"),
        "{}",
        accepted[0]
    );
    assert!(row.get::<Option<Timestamp>>("sent_at").unwrap().is_some());
    assert_eq!(row.get::<String>("body").unwrap(), "");
}

#[tokio::test]
async fn a_mail_whose_receipt_was_lost_comes_again_as_the_same_message() {
    let server = SmtpServer::start([Mood::LosesTheReceipt]).await;
    let stage = Stage::new(by_smtp(&server, 5)).await;
    place_order(&stage).await;
    stage.send_mails().await;
    stage.clock.advance(LONG);
    stage.send_mails().await;
    let accepted = server.accepted();
    assert_eq!(accepted.len(), 2);
    assert_eq!(accepted[0], accepted[1]);
}

#[tokio::test]
async fn a_mail_is_given_up_with_its_fault() {
    let server = SmtpServer::start([Mood::NoSuchMailbox]).await;
    let stage = Stage::new(by_smtp(&server, 5)).await;
    place_order(&stage).await;
    stage.send_mails().await;
    let row = stage.mail().await;
    assert!(row.get::<Option<Timestamp>>("failed_at").unwrap().is_some());
    assert!(row.get::<String>("last_fault").unwrap().contains("550"));

    let server = SmtpServer::start([Mood::HangsUp, Mood::HangsUp]).await;
    let stage = Stage::new(by_smtp(&server, 2)).await;
    place_order(&stage).await;
    for _ in 0..3 {
        stage.send_mails().await;
        stage.clock.advance(LONG);
    }
    let row = stage.mail().await;
    assert_eq!(row.get::<u32>("attempts").unwrap(), 2);
    assert!(row.get::<Option<Timestamp>>("failed_at").unwrap().is_some());
    assert!(server.accepted().is_empty());
}

#[tokio::test]
async fn files_hold_one_mail_each_and_an_order_before_its_registration_loses_no_receipt() {
    let folder = tempfile::tempdir().unwrap();
    let mail = MailConfig {
        directory: folder.path().join("mails"),
        ..MailConfig::default()
    };
    let stage = Stage::new(Config {
        mail,
        ..Config::default()
    })
    .await;
    let event = OrderPlaced {
        order: stage.order(ASHA, 1, OrderStatus::Placed),
    };
    stage.hear(Uuid::now_v7(), &event).await;
    stage.send_mails().await;
    assert!(!folder.path().join("mails").exists());
    stage.register(ASHA).await;
    stage.send_mails().await;
    stage.send_mails().await;
    let files: Vec<_> = std::fs::read_dir(folder.path().join("mails"))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(files.len(), 1);
    let id: Uuid = stage.mail().await.get("id").unwrap();
    assert_eq!(files[0].file_name().to_str().unwrap(), format!("{id}.eml"));
    let text = std::fs::read_to_string(files[0].path()).unwrap();
    assert!(text.contains("To: asha@example.org"), "{text}");
}

#[tokio::test]
async fn a_reset_link_is_sent_while_it_works_and_not_after() {
    let folder = tempfile::tempdir().unwrap();
    let mail = MailConfig {
        directory: folder.path().to_owned(),
        ..MailConfig::default()
    };
    let public_url = "https://food.example/".to_owned();
    let stage = Stage::new(Config {
        mail,
        public_url,
        ..Config::default()
    })
    .await;
    let request = |token: &str| PasswordResetRequested {
        account_id: ASHA,
        email: "asha@example.org".to_owned(),
        locale: "en".to_owned(),
        token: token.to_owned(),
        expires_at: stage.clock.now() + Duration::from_secs(1800),
    };
    stage.hear(Uuid::now_v7(), &request("abc-123")).await;
    stage.send_mails().await;
    let id: Uuid = stage.mail().await.get("id").unwrap();
    let text = std::fs::read_to_string(folder.path().join(format!("{id}.eml"))).unwrap();
    assert!(
        text.replace("=\r\n", "")
            .contains("https://food.example/reset-password?token"),
        "{text}"
    );

    stage.hear(Uuid::now_v7(), &request("def-456")).await;
    stage.clock.advance(LONG);
    stage.send_mails().await;
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    let failed = stage
        .database
        .query("SELECT id FROM notifications.mails WHERE failed_at IS NOT NULL", &[])
        .await;
    assert_eq!(failed.unwrap().len(), 1);
}
