//! The Redis engine answers as the embedded one does, whatever happens in whatever order.

use foodwala_readmodel::{Direction, Partition, Put, RangeQuery, ReadModel};

use crate::stage::Stage;

const STEPS: u32 = 1_500;

/// A plain generator: the same steps in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    /// Few of them, so that many are equal.
    fn score(&mut self) -> i64 {
        [-(1 << 53), -3, 0, 1, 2, 1 << 53][usize::try_from(self.roll(6)).unwrap()]
    }

    /// Also ones that no entry has, and none at all.
    fn bound(&mut self) -> Option<i64> {
        match self.roll(10) {
            0..5 => None,
            5 => Some(i64::MIN),
            6 => Some(i64::MAX),
            7 => Some((1 << 53) + 1),
            _ => Some(self.score()),
        }
    }

    /// Prefixes of each other, several bytes, and cases that a locale would order otherwise.
    fn key(&mut self) -> &'static str {
        ["", "a", "A", "ab", "aB", "b", "_", "é", "z", "日本", "a0", "~"][usize::try_from(self.roll(12)).unwrap()]
    }
}

#[tokio::test]
async fn engines_agree() {
    let Some(stage) = Stage::single().await else { return };
    let (redis, embedded) = (stage.model(), ReadModel::in_process());
    let partition = Partition::of("agreement", 1);
    let mut dice = Dice(42);
    for step in 0..STEPS {
        let key = dice.key();
        let version = u64::from(step).saturating_sub(dice.roll(40));
        match dice.roll(6) {
            0..3 => {
                let mut put = Put::new(&partition, key, version, format!("{key} at {version}"));
                for index in ["one", "two", "three"] {
                    if dice.roll(3) > 0 {
                        put = put.index(index, dice.score());
                    }
                }
                assert_eq!(redis.put(put.clone()).await.unwrap(), embedded.put(put).await.unwrap());
            }
            3 => {
                let removed = redis.remove(&partition, key, version).await.unwrap();
                assert_eq!(removed, embedded.remove(&partition, key, version).await.unwrap());
            }
            _ => {
                let direction = [Direction::Ascending, Direction::Descending][usize::try_from(dice.roll(2)).unwrap()];
                let limit = usize::try_from(dice.roll(14)).unwrap();
                let mut query = RangeQuery::new(&partition, "one", direction, limit);
                (query.min, query.max) = (dice.bound(), dice.bound());
                query.after = dice.bound().map(|score| (score, dice.key().to_owned()));
                let expected = embedded.range(query.clone()).await.unwrap();
                assert_eq!(redis.range(query.clone()).await.unwrap(), expected, "{query:?}");
                assert_eq!(
                    redis.count(&partition, "two").await.unwrap(),
                    embedded.count(&partition, "two").await.unwrap()
                );
            }
        }
        assert_eq!(
            redis.get(&partition, key).await.unwrap(),
            embedded.get(&partition, key).await.unwrap()
        );
    }
}

#[tokio::test]
async fn pages_of_any_length_are_whole() {
    const DOCUMENTS: usize = 1_234;
    let Some(stage) = Stage::single().await else { return };
    let model = stage.model();
    let partition = Partition::of("agreement", 2);
    let puts = (0..DOCUMENTS).map(|number| {
        let score = i64::try_from(number / 300).unwrap();
        model.put(Put::new(&partition, format!("{number:04}"), 1, "").index("all", score))
    });
    futures_util::future::try_join_all(puts).await.unwrap();
    let expected: Vec<_> = (0..DOCUMENTS).map(|number| format!("{number:04}")).collect();
    for limit in [DOCUMENTS - 1, DOCUMENTS, usize::MAX] {
        let up = model
            .range(RangeQuery::new(&partition, "all", Direction::Ascending, limit))
            .await
            .unwrap();
        let keys: Vec<_> = up.into_iter().map(|entry| entry.key).collect();
        assert_eq!(keys, expected[..limit.min(DOCUMENTS)]);
        let down = model
            .range(RangeQuery::new(&partition, "all", Direction::Descending, limit))
            .await
            .unwrap();
        let keys: Vec<_> = down.into_iter().rev().map(|entry| entry.key).collect();
        assert_eq!(keys, expected[DOCUMENTS - limit.min(DOCUMENTS)..]);
    }
}
