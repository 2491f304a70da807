use foodwala_database::*;
use std::io::Write;
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn writer() {
    let dir = std::path::PathBuf::from(std::env::var("BENCH_DIR").unwrap());
    let db = Database::sqlite(SqliteConfig { directory: dir.clone() }, "bench")
        .await
        .unwrap();
    db.migrate().await.unwrap();
    let limit: u64 = std::env::var("LIMIT")
        .ok()
        .and_then(|l| l.parse().ok())
        .unwrap_or(u64::MAX);
    let mut set = tokio::task::JoinSet::new();
    for _ in 0..16u32 {
        let db = db.clone();
        set.spawn(async move {
            for _ in 0..limit {
                let id = uuid::Uuid::from_u128(
                    foodwala_clock::new_id(foodwala_clock::Clock::now(&foodwala_clock::SystemClock)).as_u128(),
                );
                let mut tx = db.begin().await.unwrap();
                tx.execute(
                    "INSERT INTO bench.inbox (consumer, message_id, received_at) VALUES ('x', @P1, 1)",
                    params![id],
                )
                .await
                .unwrap();
                let row = tx
                    .query_opt(
                        "SELECT status FROM bench.idempotency WHERE caller = 'n' AND key = 'n'",
                        &[],
                    )
                    .await
                    .unwrap();
                let n: i64 = row.map_or(0, |r| r.get("status").unwrap());
                tx.upsert(
                    "bench.idempotency",
                    &[("caller", "n".into()), ("key", "n".into())],
                    &[
                        ("endpoint", "e".into()),
                        ("request_hash", [0u8; 1].into()),
                        ("status", (n + 1).into()),
                        ("response", [0u8; 1].into()),
                        ("created_at", 1.into()),
                    ],
                )
                .await
                .unwrap();
                tx.commit().await.unwrap();
                writeln!(std::io::stderr(), "ID {id}").unwrap();
            }
        });
    }
    set.join_all().await;
}
#[tokio::test]
async fn verify() {
    let dir = std::path::PathBuf::from(std::env::var("BENCH_DIR").unwrap());
    let db = Database::sqlite(SqliteConfig { directory: dir.clone() }, "bench")
        .await
        .unwrap();
    let rows: std::collections::HashSet<uuid::Uuid> = db
        .query("SELECT message_id FROM bench.inbox", &[])
        .await
        .unwrap()
        .iter()
        .map(|r| r.get("message_id").unwrap())
        .collect();
    let n: i64 = db
        .query_opt("SELECT status FROM bench.idempotency", &[])
        .await
        .unwrap()
        .unwrap()
        .get("status")
        .unwrap();
    let told: Vec<uuid::Uuid> = std::fs::read_to_string(std::env::var("LOG").unwrap())
        .unwrap()
        .lines()
        .filter_map(|l| l.strip_prefix("ID ")?.parse().ok())
        .collect();
    println!(
        "told {} stored {} counter {n} missing {}",
        told.len(),
        rows.len(),
        told.iter().filter(|i| !rows.contains(i)).count()
    );
}
