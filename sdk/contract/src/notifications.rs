//! A person's feed of notifications (notification service).

use crate::{
    NotificationId, OrderId,
    access::Access,
    endpoint::endpoints,
    orders::OrderStatus,
    page::{Page, PageQuery},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Something a person should know.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Notification {
    /// Id.
    pub id: NotificationId,
    /// When.
    pub at: Timestamp,
    /// Whether the person has seen it.
    pub read: bool,
    /// What it is about; apps put it into the reader's words.
    pub about: NotificationKind,
    /// One line in the person's language.
    pub title: String,
    /// A sentence in the person's language.
    pub text: String,
}

/// What a notification is about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum NotificationKind {
    /// One's own order moved.
    OrderMoved {
        /// The order.
        order_id: OrderId,
        /// Its short code.
        number: String,
        /// The restaurant's name.
        restaurant_name: String,
        /// Where it stands now.
        status: OrderStatus,
    },
    /// The account was opened.
    Welcome,
    /// A delivery was given to the courier.
    DeliveryAssigned {
        /// The order.
        order_id: OrderId,
        /// Its short code.
        number: String,
        /// Where to fetch it.
        restaurant_name: String,
    },
}

/// Marks notifications as seen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct MarkReadRequest {
    /// This one and all before it.
    pub up_to: NotificationId,
}

/// How much a person has not seen yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Unread {
    /// Notifications that are not marked as seen; 100 if there are more.
    pub count: u32,
}

endpoints! {
    service: "notifications";

    /// How many notifications one has not seen yet.
    CountUnread = "notifications.unread" Query Get "/v1/me/notifications/unread" {
        access: Access::ACCOUNT,
        response: Unread, 200,
        errors: [],
    }

    /// One's own notifications, newest first.
    ListNotifications = "notifications.list" Query Get "/v1/me/notifications" {
        access: Access::ACCOUNT,
        query: PageQuery,
        response: Page<Notification>, 200,
        errors: [],
    }

    /// Follows one's own notifications live. With `Last-Event-ID` it begins with those since then.
    FollowNotifications = "notifications.follow" Query Get "/v1/me/notifications/events" {
        access: Access::ACCOUNT,
        answer: Events,
        response: Notification, 200,
        errors: [],
    }

    /// Marks notifications as seen.
    MarkNotificationsRead = "notifications.mark_read" Command Put "/v1/me/notifications/read" {
        access: Access::ACCOUNT,
        request: MarkReadRequest,
        response: (), 204,
        errors: [],
    }
}
