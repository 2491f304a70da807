//! Commit, rollback, isolation and cancellation.
#![expect(missing_docs, reason = "the names say what each function proves")]

use std::{
    future::{Future, poll_fn},
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    task::Poll,
};

use uuid::Uuid;

use super::{Outcome, committed, fresh, insert, seen};
use crate::{Database, Tx, params};

/// Polls once; whether it is ready does not matter.
async fn start(future: impl Future) {
    let mut future = pin!(future);
    poll_fn(|context| {
        let _ = future.as_mut().poll(context);
        Poll::Ready(())
    })
    .await;
}

async fn increment(database: &Database, id: Uuid) -> Outcome {
    let mut tx = database.begin().await?;
    let amount = seen(&mut tx, id).await?.unwrap_or_default();
    tokio::task::yield_now().await;
    let sql = format!("UPDATE {}.trial_items SET amount = @P1 WHERE id = @P2", tx.schema());
    assert_eq!(tx.execute(&sql, params![amount + 1, id]).await?, 1);
    tx.commit().await
}

/// Runs `work` in as many tasks and waits for all.
async fn in_tasks<F>(tasks: u32, work: impl Fn(u32) -> F) -> Outcome
where
    F: Future<Output = Outcome> + Send + 'static,
{
    let mut set = tokio::task::JoinSet::new();
    for number in 0..tasks {
        set.spawn(work(number));
    }
    // A panic in a task goes on here.
    set.join_all().await.into_iter().collect()
}

pub async fn a_commit_is_visible_and_a_rollback_is_not(database: &Database) -> Outcome {
    let (kept, undone) = (fresh(), fresh());
    let mut tx = database.begin().await?;
    insert(&mut tx, kept, 1).await?;
    tx.commit().await?;
    assert_eq!(committed(database, kept).await?, Some(1));

    let mut tx = database.begin().await?;
    insert(&mut tx, undone, 1).await?;
    tx.rollback().await?;
    assert_eq!(committed(database, undone).await?, None);
    database.ping().await
}

pub async fn dropping_a_transaction_rolls_it_back(database: &Database) -> Outcome {
    let id = fresh();
    let mut tx = database.begin().await?;
    insert(&mut tx, id, 1).await?;
    drop(tx);
    let mut tx = database.begin().await?;
    assert_eq!(seen(&mut tx, id).await?, None);
    insert(&mut tx, id, 2).await?;
    tx.commit().await?;
    assert_eq!(committed(database, id).await?, Some(2));
    Ok(())
}

pub async fn a_transaction_sees_its_own_writes_and_readers_do_not(database: &Database) -> Outcome {
    let id = fresh();
    let mut tx = database.begin().await?;
    insert(&mut tx, id, 1).await?;
    assert_eq!(seen(&mut tx, id).await?, Some(1));
    assert_eq!(committed(database, id).await?, None);
    tx.commit().await?;
    assert_eq!(committed(database, id).await?, Some(1));
    Ok(())
}

pub async fn concurrent_increments_lose_nothing(database: &Database) -> Outcome {
    let id = fresh();
    let mut tx = database.begin().await?;
    insert(&mut tx, id, 0).await?;
    tx.commit().await?;
    in_tasks(50, |_| {
        let database = database.clone();
        async move {
            for _ in 0..4 {
                while let Err(error) = increment(&database, id).await {
                    if !error.is_transient() {
                        return Err(error);
                    }
                }
            }
            Ok(())
        }
    })
    .await?;
    assert_eq!(committed(database, id).await?, Some(200));
    Ok(())
}

pub async fn transactions_side_by_side_keep_apart(database: &Database) -> Outcome {
    let ids: Arc<Vec<_>> = Arc::new((0..60).map(|_| fresh()).collect());
    in_tasks(60, |number| {
        let (database, ids) = (database.clone(), Arc::clone(&ids));
        async move {
            let id = ids
                .iter()
                .zip(0..)
                .find(|(_, position)| *position == number)
                .map(|(id, _)| *id)
                .unwrap_or_default();
            let mut tx = database.begin().await?;
            insert(&mut tx, id, number.into()).await?;
            match number % 3 {
                0 => {
                    tx.commit().await?;
                    // Whoever was told so finds it.
                    assert_eq!(committed(&database, id).await?, Some(number.into()));
                    Ok(())
                }
                1 => tx.rollback().await,
                _ => {
                    drop(tx);
                    Ok(())
                }
            }
        }
    })
    .await?;
    for (number, id) in (0_i64..).zip(ids.iter()) {
        assert_eq!(committed(database, *id).await?, (number % 3 == 0).then_some(number));
    }
    Ok(())
}

pub async fn commit_hooks_run_once_and_only_after_the_commit(database: &Database) -> Outcome {
    let runs = Arc::new(AtomicU32::new(0));
    let counting = |tx: &mut Tx| {
        let runs = Arc::clone(&runs);
        tx.on_commit(move || {
            runs.fetch_add(1, Ordering::SeqCst);
        });
    };
    let mut tx = database.begin().await?;
    insert(&mut tx, fresh(), 1).await?;
    counting(&mut tx);
    counting(&mut tx);
    assert_eq!(runs.load(Ordering::SeqCst), 0);
    tx.commit().await?;
    assert_eq!(runs.load(Ordering::SeqCst), 2);

    let mut tx = database.begin().await?;
    counting(&mut tx);
    tx.rollback().await?;
    let mut tx = database.begin().await?;
    counting(&mut tx);
    drop(tx);
    database.begin().await?.commit().await?;
    assert_eq!(runs.load(Ordering::SeqCst), 2);
    Ok(())
}

pub async fn a_cancelled_begin_leaves_the_database_usable(database: &Database) -> Outcome {
    for _ in 0..20 {
        start(database.begin()).await;
    }
    let held = database.begin().await?;
    for _ in 0..20 {
        start(database.begin()).await;
    }
    let tasks: Vec<_> = (0..20)
        .map(|_| {
            let database = database.clone();
            tokio::spawn(async move { database.begin().await.map(drop) })
        })
        .collect();
    tokio::task::yield_now().await;
    for task in &tasks {
        task.abort();
    }
    drop(held);
    a_commit_is_visible_and_a_rollback_is_not(database).await
}

pub async fn a_cancelled_commit_commits_and_one_never_started_does_not(database: &Database) -> Outcome {
    let (started, never) = (fresh(), fresh());
    let mut tx = database.begin().await?;
    insert(&mut tx, started, 1).await?;
    start(tx.commit()).await;
    let mut tx = database.begin().await?;
    insert(&mut tx, never, 1).await?;
    drop(tx.commit());

    // Commits in turn, so both are settled when this one is.
    let mut tx = database.begin().await?;
    insert(&mut tx, fresh(), 1).await?;
    tx.commit().await?;
    assert_eq!(
        (committed(database, started).await?, committed(database, never).await?),
        (Some(1), None)
    );
    Ok(())
}

pub async fn an_aborted_task_rolls_back(database: &Database) -> Outcome {
    let id = fresh();
    let (reached, here) = tokio::sync::oneshot::channel();
    let task = tokio::spawn({
        let database = database.clone();
        async move {
            let mut tx = database.begin().await?;
            insert(&mut tx, id, 1).await?;
            let _ = reached.send(());
            std::future::pending::<Outcome>().await
        }
    });
    assert!(here.await.is_ok());
    task.abort();
    let mut tx = database.begin().await?;
    assert_eq!(seen(&mut tx, id).await?, None);
    tx.rollback().await
}

pub async fn what_a_rolled_back_transaction_read_is_committed(database: &Database) -> Outcome {
    for _ in 0..20 {
        let id = fresh();
        let mut tx = database.begin().await?;
        insert(&mut tx, id, 1).await?;
        start(tx.commit()).await;
        let mut tx = database.begin().await?;
        let amount = seen(&mut tx, id).await?;
        tx.rollback().await?;
        if amount.is_some() {
            assert_eq!(committed(database, id).await?, amount);
        }
    }
    Ok(())
}
