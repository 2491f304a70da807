//! Facts about documents that end. They wait for the end, however the engine measures time.

use std::time::Duration;

use crate::{Direction, Partition, Put, PutOutcome, RangeQuery, ReadModel, ReadModelError};

const SHORT: Duration = Duration::from_millis(60);
const LONG: Duration = Duration::from_secs(3600);

fn partition() -> Partition {
    Partition::of("expiry", 1)
}

async fn until_gone(model: &ReadModel, key: &str) -> Result<(), ReadModelError> {
    while model.get(&partition(), key).await?.is_some() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    Ok(())
}

/// A document with a time to live goes, with its entries and its version; its neighbours stay.
pub async fn documents_end(model: ReadModel) -> Result<(), ReadModelError> {
    let lasting = Put::new(&partition(), "lasting", 1, "").index("all", 2);
    model.put(lasting).await?;
    model
        .put(Put::new(&partition(), "brief", 8, "").index("all", 1).ttl(SHORT))
        .await?;
    until_gone(&model, "brief").await?;

    assert_eq!(model.count(&partition(), "all").await?, 1);
    let page = model
        .range(RangeQuery::new(&partition(), "all", Direction::Ascending, 1))
        .await?;
    assert_eq!(
        page.iter().map(|entry| entry.key.as_str()).collect::<Vec<_>>(),
        ["lasting"]
    );
    assert_eq!(model.get_many(&partition(), &["brief"]).await?, [None]);
    let older = Put::new(&partition(), "brief", 1, "").ttl(LONG);
    assert_eq!(model.put(older).await?, PutOutcome::Written);
    Ok(())
}

/// The end belongs to the write: a newer one moves it or takes it away, a refused one does not.
pub async fn a_newer_write_sets_the_end_anew(model: ReadModel) -> Result<(), ReadModelError> {
    let put = |key: &str, version| Put::new(&partition(), key, version, "").index("all", 1);
    model.put(put("longer", 1).ttl(SHORT)).await?;
    model.put(put("longer", 2).ttl(LONG)).await?;
    model.put(put("endless", 1).ttl(SHORT)).await?;
    model.put(put("endless", 2)).await?;
    model.put(put("refused", 2)).await?;
    assert_eq!(model.put(put("refused", 1).ttl(SHORT)).await?, PutOutcome::Stale);

    // Written last, so it ends after all the others would have.
    model.put(put("brief", 1).ttl(SHORT)).await?;
    until_gone(&model, "brief").await?;
    for key in ["longer", "endless", "refused"] {
        assert!(model.get(&partition(), key).await?.is_some(), "{key} has ended");
    }
    assert_eq!(model.count(&partition(), "all").await?, 3);
    Ok(())
}
