//! Facts about indexes.

use crate::{Direction, Partition, Put, RangeQuery, ReadModel, ReadModelError};

const BOTH: [Direction; 2] = [Direction::Ascending, Direction::Descending];

fn partition() -> Partition {
    Partition::of("ranges", 1)
}

fn query(direction: Direction, limit: usize) -> RangeQuery {
    RangeQuery::new(&partition(), "all", direction, limit)
}

async fn put(model: &ReadModel, key: &str, version: u64, score: i64) -> Result<(), ReadModelError> {
    model
        .put(Put::new(&partition(), key, version, key.to_owned()).index("all", score))
        .await?;
    Ok(())
}

async fn keys(model: &ReadModel, query: RangeQuery) -> Result<Vec<String>, ReadModelError> {
    Ok(model.range(query).await?.into_iter().map(|entry| entry.key).collect())
}

/// A write replaces all earlier entries of its key: moved, left and newly joined indexes change in one step.
pub async fn entries_are_replaced_together(model: ReadModel) -> Result<(), ReadModelError> {
    let put = |version| Put::new(&partition(), "a", version, "");
    model.put(put(1).index("moved", 1).index("left", 1)).await?;
    model.put(put(2).index("moved", 9).index("joined", 1)).await?;
    for (index, expected) in [("moved", vec![9]), ("left", vec![]), ("joined", vec![1])] {
        let page = model
            .range(RangeQuery::new(&partition(), index, Direction::Ascending, 10))
            .await?;
        assert_eq!(
            page.iter().map(|entry| entry.score).collect::<Vec<_>>(),
            expected,
            "{index}"
        );
        assert!(page.iter().all(|entry| entry.document.version == 2));
    }
    model.put(put(3)).await?;
    assert_eq!(model.count(&partition(), "moved").await?, 0);
    Ok(())
}

/// Pages of every size put together are the whole index in order, also where many scores are equal.
pub async fn pages_neither_skip_nor_repeat(model: ReadModel) -> Result<(), ReadModelError> {
    let scores = [-5, 0, 0, 0, 0, 3, 3, 7, 7, 7];
    // Written out of order: seven and ten have no common factor.
    for number in (0..scores.len()).map(|step| step * 7 % scores.len()) {
        put(&model, &format!("key-{number}"), 1, scores[number]).await?;
    }
    let upwards: Vec<String> = (0..10).map(|number| format!("key-{number}")).collect();
    for direction in BOTH {
        let mut expected = upwards.clone();
        if direction == Direction::Descending {
            expected.reverse();
        }
        for limit in 1..=11 {
            let (mut read, mut next) = (Vec::new(), query(direction, limit));
            loop {
                let page = model.range(next.clone()).await?;
                let Some(last) = page.last() else { break };
                assert!(page.len() <= limit);
                next = query(direction, limit).after(last.score, last.key.clone());
                read.extend(page.into_iter().map(|entry| entry.key));
            }
            assert_eq!(read, expected, "{direction:?} by {limit}");
        }
    }
    assert_eq!(keys(&model, query(Direction::Ascending, 0)).await?, [""; 0]);
    Ok(())
}

/// A page starts behind its cursor also when the entry there has moved or gone.
pub async fn pages_survive_changes_between_them(model: ReadModel) -> Result<(), ReadModelError> {
    for (key, score) in [("a", 1), ("b", 2), ("c", 2), ("d", 3)] {
        put(&model, key, 1, score).await?;
    }
    model.remove(&partition(), "b", 1).await?;
    assert_eq!(
        keys(&model, query(Direction::Ascending, 9).after(2, "b")).await?,
        ["c", "d"]
    );
    assert_eq!(
        keys(&model, query(Direction::Descending, 9).after(2, "b")).await?,
        ["a"]
    );
    put(&model, "c", 2, 0).await?;
    assert_eq!(keys(&model, query(Direction::Ascending, 9).after(2, "c")).await?, ["d"]);
    assert_eq!(
        keys(&model, query(Direction::Descending, 9).after(2, "c")).await?,
        ["a", "c"]
    );
    Ok(())
}

/// Bounds include their scores, work alone and with a cursor, and may leave nothing.
pub async fn bounds_limit_a_range(model: ReadModel) -> Result<(), ReadModelError> {
    for (key, score) in [("a", -2), ("b", 0), ("c", 0), ("d", 4), ("e", 9)] {
        put(&model, key, 1, score).await?;
    }
    let up = || query(Direction::Ascending, 9);
    let down = || query(Direction::Descending, 9);
    assert_eq!(keys(&model, up().min(0)).await?, ["b", "c", "d", "e"]);
    assert_eq!(keys(&model, up().max(0)).await?, ["a", "b", "c"]);
    assert_eq!(keys(&model, down().min(0).max(4)).await?, ["d", "c", "b"]);
    assert_eq!(keys(&model, up().min(0).max(4).after(0, "b")).await?, ["c", "d"]);
    assert_eq!(keys(&model, down().min(0).max(4).after(0, "c")).await?, ["b"]);
    assert_eq!(keys(&model, up().min(0).after(-9, "z")).await?, ["b", "c", "d", "e"]);
    assert_eq!(keys(&model, down().max(0).after(99, "a")).await?, ["c", "b", "a"]);
    for nothing in [
        up().min(1).max(3),
        up().min(3).max(1),
        up().after(9, "e"),
        down().after(-2, "a"),
    ] {
        assert_eq!(keys(&model, nothing).await?, [""; 0]);
    }
    let (lowest, highest) = (i64::MIN, i64::MAX);
    assert_eq!(keys(&model, up().min(lowest).max(highest)).await?.len(), 5);
    Ok(())
}

/// The count follows writes, moves and removals, and an unknown index has nothing in it.
pub async fn counting_counts_documents(model: ReadModel) -> Result<(), ReadModelError> {
    assert_eq!(model.count(&partition(), "all").await?, 0);
    for key in ["a", "b", "c"] {
        put(&model, key, 1, 1).await?;
    }
    put(&model, "a", 2, 5).await?;
    assert_eq!(model.count(&partition(), "all").await?, 3);
    model.remove(&partition(), "b", 2).await?;
    assert_eq!(model.count(&partition(), "all").await?, 2);
    assert_eq!(model.count(&partition(), "unknown").await?, 0);
    for direction in BOTH {
        let unknown = RangeQuery::new(&partition(), "unknown", direction, 9);
        assert_eq!(keys(&model, unknown).await?, [""; 0]);
    }
    Ok(())
}
