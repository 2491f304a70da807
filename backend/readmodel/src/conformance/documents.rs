//! Facts about single documents.

use futures_util::future::try_join_all;
use futures_util::{FutureExt, StreamExt};

use crate::{Direction, Partition, Put, PutOutcome, RangeQuery, ReadModel, ReadModelError};

fn partition() -> Partition {
    Partition::of("documents", 1)
}

fn put(key: &str, version: u64) -> Put {
    Put::new(&partition(), key, version, format!("{key} at {version}"))
}

async fn body(model: &ReadModel, key: &str) -> Result<Option<String>, ReadModelError> {
    let document = model.get(&partition(), key).await?;
    Ok(document.map(|document| String::from_utf8_lossy(&document.body).into_owned()))
}

/// A higher version replaces a lower one; gaps do not matter.
pub async fn a_newer_version_wins(model: ReadModel) -> Result<(), ReadModelError> {
    assert_eq!(body(&model, "a").await?, None);
    assert_eq!(model.put(put("a", 3)).await?, PutOutcome::Written);
    assert_eq!(model.put(put("a", 9)).await?, PutOutcome::Written);
    assert_eq!(body(&model, "a").await?.as_deref(), Some("a at 9"));
    assert_eq!(
        model.get(&partition(), "a").await?.map(|document| document.version),
        Some(9)
    );
    model.ping().await
}

/// The same version and a lower one change nothing, not even an index, and nobody hears of them.
pub async fn a_stale_version_is_refused_and_not_announced(model: ReadModel) -> Result<(), ReadModelError> {
    let mut heard = model.subscribe(&partition().channel("news")).await?;
    model.put(put("a", 5).index("kept", 1)).await?;
    for version in [5, 4, 0] {
        let stale = put("a", version).index("moved", 1).announce("news");
        assert_eq!(model.put(stale).await?, PutOutcome::Stale);
    }
    assert_eq!(body(&model, "a").await?.as_deref(), Some("a at 5"));
    assert_eq!(model.count(&partition(), "kept").await?, 1);
    assert_eq!(model.count(&partition(), "moved").await?, 0);

    model.publish(&partition().channel("news"), "end").await?;
    let first = heard.next().await;
    assert_eq!(
        first,
        Some(crate::Event::Message("end".into())),
        "a refused write was announced"
    );
    Ok(())
}

/// A removal takes the document out of its indexes, wins over its own version and all before, loses to a later one, and
/// holds when it comes before the write.
pub async fn a_removed_document_stays_removed(model: ReadModel) -> Result<(), ReadModelError> {
    model.put(put("a", 5).index("all", 1)).await?;
    assert_eq!(model.remove(&partition(), "a", 4).await?, PutOutcome::Stale);
    assert_eq!(model.remove(&partition(), "a", 5).await?, PutOutcome::Written);
    assert_eq!(
        model.remove(&partition(), "a", 5).await?,
        PutOutcome::Written,
        "removing again is no conflict"
    );
    assert_eq!(body(&model, "a").await?, None);
    assert_eq!(model.count(&partition(), "all").await?, 0);
    let query = RangeQuery::new(&partition(), "all", Direction::Ascending, 10);
    assert_eq!(model.range(query).await?, []);
    assert_eq!(model.get_many(&partition(), &["a"]).await?, [None]);
    assert_eq!(model.put(put("a", 5)).await?, PutOutcome::Stale);
    assert_eq!(model.put(put("a", 6)).await?, PutOutcome::Written);

    assert_eq!(model.remove(&partition(), "early", 2).await?, PutOutcome::Written);
    assert_eq!(model.put(put("early", 1)).await?, PutOutcome::Stale);
    assert_eq!(body(&model, "early").await?, None);
    Ok(())
}

/// Whatever the order in which a hundred versions arrive, the highest stays, with its entries alone.
pub async fn concurrent_writes_end_with_the_highest_version(model: ReadModel) -> Result<(), ReadModelError> {
    let writers = (1..=100_u64).map(|step| {
        let (model, version) = (model.clone(), step * 37 % 101);
        let score = version.cast_signed();
        tokio::spawn(async move { model.put(put("a", version).index("all", score)).await })
    });
    let outcomes = try_join_all(writers)
        .await
        .map_err(|error| ReadModelError::Unavailable(error.into()))?;
    for outcome in outcomes {
        outcome?;
    }
    assert_eq!(body(&model, "a").await?.as_deref(), Some("a at 100"));
    let entries = model
        .range(RangeQuery::new(&partition(), "all", Direction::Ascending, 10))
        .await?;
    assert_eq!(entries.iter().map(|entry| entry.score).collect::<Vec<_>>(), [100]);
    Ok(())
}

/// Many keys are answered in their order, with a gap for what is not there.
pub async fn documents_are_read_together_in_order(model: ReadModel) -> Result<(), ReadModelError> {
    model.put(put("a", 1)).await?;
    model.put(put("b", 2)).await?;
    let documents = model.get_many(&partition(), &["b", "missing", "a", "b"]).await?;
    let versions: Vec<_> = documents
        .into_iter()
        .map(|document| document.map(|document| document.version))
        .collect();
    assert_eq!(versions, [Some(2), None, Some(1), Some(2)]);
    assert_eq!(model.get_many(&partition(), &[]).await?, []);
    Ok(())
}

/// A value comes back as it was, and a document of another shape is an error of its own.
pub async fn json_goes_in_and_out(model: ReadModel) -> Result<(), ReadModelError> {
    let value = vec!["crème".to_owned(), "brûlée".to_owned()];
    model.put(Put::json(&partition(), "a", 1, &value)?).await?;
    assert_eq!(model.get_json(&partition(), "a").await?, Some(value));
    assert_eq!(model.get_json::<Vec<String>>(&partition(), "missing").await?, None);
    let wrong = model.get_json::<u64>(&partition(), "a").await;
    assert!(matches!(wrong, Err(ReadModelError::Decode { .. })), "{wrong:?}");
    Ok(())
}

/// The same key and index in two partitions are two documents and two indexes.
pub async fn partitions_are_apart(model: ReadModel) -> Result<(), ReadModelError> {
    let other = Partition::of("documents", 2);
    model.put(put("a", 7).index("all", 1)).await?;
    assert_eq!(model.get(&other, "a").await?, None);
    assert_eq!(model.count(&other, "all").await?, 0);
    assert_eq!(model.put(Put::new(&other, "a", 1, "other")).await?, PutOutcome::Written);
    assert_eq!(body(&model, "a").await?.as_deref(), Some("a at 7"));
    Ok(())
}

/// After a wipe there are no documents, entries or remembered versions, and subscriptions go on.
pub async fn wiping_forgets_everything(model: ReadModel) -> Result<(), ReadModelError> {
    let mut heard = model.subscribe(&partition().channel("news")).await?;
    model.put(put("a", 9).index("all", 1)).await?;
    model.remove(&partition(), "b", 9).await?;
    model.wipe().await?;
    assert_eq!(body(&model, "a").await?, None);
    assert_eq!(model.count(&partition(), "all").await?, 0);
    assert_eq!(model.put(put("a", 1).announce("news")).await?, PutOutcome::Written);
    assert_eq!(model.put(put("b", 1)).await?, PutOutcome::Written);
    assert_eq!(heard.next().await, Some(crate::Event::Message("a at 1".into())));
    assert_eq!(heard.next().now_or_never(), None);
    Ok(())
}

/// An index named twice and a score that some engine would round are refused, and nothing is written.
pub async fn wrong_entries_are_refused(model: ReadModel) -> Result<(), ReadModelError> {
    let twice = model.put(put("a", 1).index("all", 1).index("all", 2)).await;
    assert!(matches!(twice, Err(ReadModelError::RepeatedIndex { .. })), "{twice:?}");
    let limit = 1_i64 << 53;
    for score in [limit + 1, -limit - 1, i64::MIN] {
        let beyond = model.put(put("a", 1).index("all", score)).await;
        assert!(
            matches!(beyond, Err(ReadModelError::ScoreOutOfRange { .. })),
            "{beyond:?}"
        );
    }
    assert_eq!(body(&model, "a").await?, None);
    assert_eq!(
        model.put(put("a", 1).index("high", limit).index("low", -limit)).await?,
        PutOutcome::Written
    );
    let highest = model
        .range(RangeQuery::new(&partition(), "high", Direction::Ascending, 1).min(limit))
        .await?;
    assert_eq!(highest.len(), 1);
    Ok(())
}
