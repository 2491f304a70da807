//! Facts about what is built.

use crate::{Partition, ReadModel, ReadModelError};

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
