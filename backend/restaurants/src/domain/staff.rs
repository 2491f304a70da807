//! Who may change whose place on the staff.

use foodwala_contract::access::StaffRole;

/// Why a change of the staff is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StaffRefusal {
    /// Only an owner adds, changes or removes an owner.
    #[error("only an owner may do that to an owner")]
    OwnersOnly,
    /// The person has this role already.
    #[error("the person is on the staff in this role")]
    AlreadyStaff,
    /// It would leave the restaurant without an owner.
    #[error("the restaurant would have no owner left")]
    LastOwner,
    /// The person is not on the staff.
    #[error("the person is not on the staff")]
    NotStaff,
}

/// Whether somebody in the role `by` may give a person who is `current` the role `wanted`; `owners` is how many owners
/// there are.
///
/// # Errors
/// [`StaffRefusal`].
pub fn may_add(by: StaffRole, current: Option<StaffRole>, wanted: StaffRole, owners: u64) -> Result<(), StaffRefusal> {
    if current == Some(wanted) {
        return Err(StaffRefusal::AlreadyStaff);
    }
    let concerns_owner = wanted == StaffRole::Owner || current == Some(StaffRole::Owner);
    if concerns_owner && by != StaffRole::Owner {
        return Err(StaffRefusal::OwnersOnly);
    }
    if current == Some(StaffRole::Owner) && owners <= 1 {
        return Err(StaffRefusal::LastOwner);
    }
    Ok(())
}

/// Whether somebody in the role `by` may take a person who is `current` off the staff.
///
/// # Errors
/// [`StaffRefusal`].
pub fn may_remove(by: StaffRole, current: Option<StaffRole>, owners: u64) -> Result<(), StaffRefusal> {
    match current {
        None => Err(StaffRefusal::NotStaff),
        Some(StaffRole::Owner) if by != StaffRole::Owner => Err(StaffRefusal::OwnersOnly),
        Some(StaffRole::Owner) if owners <= 1 => Err(StaffRefusal::LastOwner),
        Some(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use StaffRole::{Courier, Kitchen, Manager, Owner};

    #[test]
    fn only_owners_deal_with_owners() {
        assert_eq!(may_add(Manager, None, Courier, 1), Ok(()));
        assert_eq!(may_add(Manager, Some(Courier), Kitchen, 1), Ok(()));
        assert_eq!(may_add(Manager, None, Owner, 1), Err(StaffRefusal::OwnersOnly));
        assert_eq!(may_add(Manager, Some(Owner), Kitchen, 2), Err(StaffRefusal::OwnersOnly));
        assert_eq!(may_add(Owner, None, Owner, 1), Ok(()));
        assert_eq!(may_remove(Manager, Some(Owner), 2), Err(StaffRefusal::OwnersOnly));
        assert_eq!(may_remove(Owner, Some(Owner), 2), Ok(()));
    }

    #[test]
    fn the_last_owner_stays() {
        assert_eq!(may_remove(Owner, Some(Owner), 1), Err(StaffRefusal::LastOwner));
        assert_eq!(may_add(Owner, Some(Owner), Manager, 1), Err(StaffRefusal::LastOwner));
        assert_eq!(may_add(Owner, Some(Owner), Manager, 2), Ok(()));
    }

    #[test]
    fn nobody_is_added_twice_or_removed_who_is_not_there() {
        assert_eq!(
            may_add(Manager, Some(Courier), Courier, 1),
            Err(StaffRefusal::AlreadyStaff)
        );
        assert_eq!(may_remove(Owner, None, 1), Err(StaffRefusal::NotStaff));
    }
}
