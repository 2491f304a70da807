//! Facts about what is built.

use std::sync::atomic::{AtomicUsize, Ordering};

use futures_util::future::try_join_all;

use crate::{Partition, Put, ReadModel, ReadModelError};

const NAME: &str = "list";

fn partition() -> Partition {
    Partition::of("built", 1)
}

/// It is built when that is noted, until it is wiped, and can be built again.
pub async fn what_is_built_stays_so_until_a_wipe(model: ReadModel) -> Result<(), ReadModelError> {
    for _ in 0..2 {
        assert!(!model.is_built(&partition(), NAME).await?);
        let building = model.build(&partition(), NAME).await?;
        assert!(!model.is_built(&partition(), NAME).await?);
        model.built(building).await?;
        assert!(model.is_built(&partition(), NAME).await?);
        assert!(!model.is_built(&partition(), "another").await?);
        assert!(!model.is_built(&Partition::of("built", 2), NAME).await?);
        model.wipe().await?;
    }
    Ok(())
}

/// Whoever builds over a wipe has built nothing, whatever others build meanwhile.
pub async fn a_wipe_while_it_is_built_is_noticed(model: ReadModel) -> Result<(), ReadModelError> {
    let early = model.build(&partition(), NAME).await?;
    model.wipe().await?;
    let late = model.build(&partition(), NAME).await?;
    model.built(early).await?;
    assert!(!model.is_built(&partition(), NAME).await?);
    // Which of them comes last decides only whether it must be built once more.
    model.built(late).await?;
    let again = model.build(&partition(), NAME).await?;
    model.built(again).await?;
    assert!(model.is_built(&partition(), NAME).await?);
    Ok(())
}

/// Of many who want it at once one writes it, and all find it written.
pub async fn one_of_many_who_ask_writes(model: ReadModel) -> Result<(), ReadModelError> {
    let written = AtomicUsize::new(0);
    let ask = || async {
        let write = || async {
            written.fetch_add(1, Ordering::SeqCst);
            for key in ["a", "b", "c"] {
                model.put(Put::new(&partition(), key, 1, "x")).await?;
            }
            Ok::<_, ReadModelError>(())
        };
        model.complete(&partition(), NAME, write).await?;
        assert!(model.is_built(&partition(), NAME).await?);
        assert!(model.get(&partition(), "c").await?.is_some());
        Ok::<_, ReadModelError>(())
    };
    try_join_all((0..20).map(|_| ask())).await?;
    assert_eq!(written.load(Ordering::SeqCst), 1);
    Ok(())
}

/// Whoever fails to write leaves it to the next.
pub async fn what_could_not_be_written_is_not_built(model: ReadModel) -> Result<(), ReadModelError> {
    let failed = || async { Err::<(), _>(ReadModelError::Unavailable("elsewhere".into())) };
    assert!(model.complete(&partition(), NAME, failed).await.is_err());
    assert!(!model.is_built(&partition(), NAME).await?);
    let write = || async { Ok::<_, ReadModelError>(()) };
    model.complete(&partition(), NAME, write).await?;
    assert!(model.is_built(&partition(), NAME).await?);
    Ok(())
}

/// Of several who build at once none spoils it for the others; one that never ends does not either.
pub async fn many_may_build_at_once(model: ReadModel) -> Result<(), ReadModelError> {
    let abandoned = model.build(&partition(), NAME).await?;
    drop(abandoned);
    let first = model.build(&partition(), NAME).await?;
    let second = model.build(&partition(), NAME).await?;
    model.built(second).await?;
    model.built(first).await?;
    assert!(model.is_built(&partition(), NAME).await?);
    Ok(())
}
