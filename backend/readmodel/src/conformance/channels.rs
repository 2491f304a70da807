//! Facts about announcements.

use futures_util::StreamExt;
use futures_util::future::try_join_all;

use crate::{Event, Partition, Put, PutOutcome, ReadModel, ReadModelError};

fn partition() -> Partition {
    Partition::of("channels", 1)
}

fn put(key: &str, version: u64) -> Put {
    Put::new(&partition(), key, version, version.to_string()).announce("news")
}

/// Whoever hears of a document finds it, in that version or a later one.
pub async fn announcements_follow_the_write(model: ReadModel) -> Result<(), ReadModelError> {
    let mut heard = model.subscribe(&partition().channel("news")).await?;
    for version in 1..=20_u64 {
        let (writer, write) = (model.clone(), put("a", version));
        let written = tokio::spawn(async move { writer.put(write).await });
        assert_eq!(heard.next().await, Some(Event::Message(version.to_string().into())));
        let found = model.get(&partition(), "a").await?.map(|document| document.version);
        assert_eq!(found, Some(version));
        let outcome = written
            .await
            .map_err(|error| ReadModelError::Unavailable(error.into()))??;
        assert_eq!(outcome, PutOutcome::Written);
    }
    Ok(())
}

/// However writes race, the announcements of one document only rise, and there is one for each that took effect.
pub async fn announcements_keep_the_order_of_versions(model: ReadModel) -> Result<(), ReadModelError> {
    let mut heard = model.subscribe(&partition().channel("news")).await?;
    let writers = (1..=30_u64).map(|version| {
        let model = model.clone();
        tokio::spawn(async move { model.put(put("a", version)).await })
    });
    let outcomes = try_join_all(writers)
        .await
        .map_err(|error| ReadModelError::Unavailable(error.into()))?;
    let outcomes = outcomes.into_iter().collect::<Result<Vec<_>, _>>()?;
    let written = outcomes
        .into_iter()
        .filter(|outcome| *outcome == PutOutcome::Written)
        .count();

    let mut last = 0;
    for _ in 0..written {
        let Some(Event::Message(body)) = heard.next().await else {
            return Err(ReadModelError::Unavailable("an announcement is missing".into()));
        };
        let version: u64 = serde_json::from_slice(&body).map_err(|source| ReadModelError::Decode {
            expected: "version",
            source,
        })?;
        assert!(version > last, "{version} was announced after {last}");
        last = version;
    }
    assert_eq!(last, 30);
    Ok(())
}

/// Every subscriber hears what is sent after it subscribed; sending to nobody is fine.
pub async fn publishing_reaches_every_subscriber(model: ReadModel) -> Result<(), ReadModelError> {
    let channel = partition().channel("news");
    model.publish(&channel, "unheard").await?;
    let mut first = model.subscribe(&channel).await?;
    model.publish(&channel, "one").await?;
    let mut second = model.subscribe(&channel).await?;
    model.publish(&channel, "two").await?;

    assert_eq!(first.next().await, Some(Event::Message("one".into())));
    assert_eq!(first.next().await, Some(Event::Message("two".into())));
    assert_eq!(second.next().await, Some(Event::Message("two".into())));
    drop(first);
    model.publish(&channel, "three").await?;
    assert_eq!(second.next().await, Some(Event::Message("three".into())));
    drop(second);
    let mut again = model.subscribe(&channel).await?;
    model.publish(&channel, "four").await?;
    assert_eq!(again.next().await, Some(Event::Message("four".into())));
    Ok(())
}

/// Another topic and the same topic of another partition are other channels.
pub async fn channels_are_apart(model: ReadModel) -> Result<(), ReadModelError> {
    let channel = partition().channel("news");
    let mut heard = model.subscribe(&channel).await?;
    model.publish(&partition().channel("other"), "other topic").await?;
    model
        .publish(&Partition::of("channels", 2).channel("news"), "other partition")
        .await?;
    model.put(Put::new(&partition(), "a", 1, "silent")).await?;
    model.publish(&channel, "mine").await?;
    assert_eq!(heard.next().await, Some(Event::Message("mine".into())));
    Ok(())
}

/// A subscriber far behind is told so, once or more, and still hears the last message; the writer never waits for it.
pub async fn a_slow_subscriber_is_told_and_goes_on(model: ReadModel) -> Result<(), ReadModelError> {
    let channel = partition().channel("news");
    let mut slow = model.subscribe(&channel).await?;
    for number in 1..=5_000_u32 {
        model.publish(&channel, number.to_string()).await?;
    }
    let (mut received, mut lagged) = (0, false);
    loop {
        match slow.next().await {
            Some(Event::Lagged) => lagged = true,
            Some(Event::Message(body)) => {
                received += 1;
                if body == "5000" {
                    break;
                }
            }
            None => return Err(ReadModelError::Unavailable("the subscription has ended".into())),
        }
    }
    assert!(lagged || received == 5_000, "messages were missed without a word");
    Ok(())
}
