//! One's own notifications.

use super::resource;
use foodwala_contract::{
    endpoint::Nothing,
    notifications::{CountUnread, FollowNotifications, ListNotifications, MarkNotificationsRead, MarkReadRequest},
};

resource! {
    /// One's own notifications.
    Notifications {}
    by_hand: [];

    /// One's own notifications, newest first.
    paged list / list_all = ListNotifications () {};
    /// Follows one's own notifications live.
    followed follow = FollowNotifications () {};
    /// How many notifications one has not seen yet.
    plain unread = CountUnread () {};
    /// Marks notifications as seen.
    plain mark_read = MarkNotificationsRead (request: &MarkReadRequest) { request: request };
}
