//! Routes.

use crate::{
    commands::mark_read::{self, MarkReadError},
    projection::Projection,
    queries::{follow, list, unread},
};
use foodwala_contract::notifications::{
    CountUnread, FollowNotifications, ListNotifications, MarkNotificationsRead, Notification,
};
use foodwala_platform::{ApiError, Begun, Call, Deps, EventStream, Reply, Routed, Routes, Work, stand_in};

pub(crate) fn routes(projection: Projection, deps: &Deps) -> Routed {
    Routes::new(projection, deps)
        .on::<ListNotifications, _, _>(list)
        .on::<CountUnread, _, _>(count_unread)
        .events::<FollowNotifications, _, _>(follow)
        .on::<MarkNotificationsRead, _, _>(mark_read)
        .build()
}

async fn list(projection: Projection, call: Call<ListNotifications>) -> Result<Reply<ListNotifications>, ApiError> {
    let (account, query) = (call.account_id()?, &call.query);
    let page = stand_in::answer("notifications.list", &projection, |projection| async move {
        list::page(&projection, account, query).await
    });
    Ok(Reply::new(page.await?))
}

async fn count_unread(projection: Projection, call: Call<CountUnread>) -> Result<Reply<CountUnread>, ApiError> {
    let account = call.account_id()?;
    let count = stand_in::answer("notifications.unread", &projection, |projection| async move {
        unread::count(&projection, account).await
    });
    Ok(Reply::new(count.await?))
}

async fn follow(
    projection: Projection,
    call: Call<FollowNotifications>,
) -> Result<EventStream<Notification>, ApiError> {
    let last_seen = call.last_event_id.as_deref().and_then(|id| id.parse().ok());
    Ok(follow::follow(projection, call.account_id()?, last_seen).await?)
}

async fn mark_read(
    projection: Projection,
    call: Call<MarkNotificationsRead>,
) -> Result<Reply<MarkNotificationsRead>, ApiError> {
    let (account, now) = (call.account_id()?, projection.clock.now());
    let mut work = match Work::begin(&projection.database, &call, now).await? {
        Begun::Replay(reply) => return Ok(reply),
        Begun::Fresh(work) => work,
    };
    let result = mark_read::mark_read(work.tx(), account, call.body.up_to, now).await;
    let (work, seen) = work.settle(result).await?;
    let reply = work.commit(Reply::new(())).await?;
    if let Err(error) = projection.bring(account, &seen).await {
        tracing::warn!(account.id = %account, error = %error, "read documents are written later");
    }
    Ok(reply)
}

impl From<MarkReadError> for ApiError {
    fn from(error: MarkReadError) -> Self {
        match error {
            MarkReadError::Database(error) => error.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::queries::testing::Feed;
    use foodwala_contract::{
        Endpoint, access::Scope, endpoint::Nothing, notifications::MarkReadRequest, page::PageQuery,
    };
    use foodwala_platform::{Caller, Claims, auth::Subject};
    use futures_util::StreamExt;
    use std::sync::Arc;
    use uuid::Uuid;

    fn call<E>(feed: &Feed, subject: Subject, query: E::Query, body: E::Request) -> Call<E>
    where
        E: Endpoint<Path = Nothing>,
    {
        let claims = Claims {
            iss: String::new(),
            aud: String::new(),
            sub: feed.account.uuid(),
            subject,
            jti: Uuid::from_u128(9),
            sid: None,
            iat: 0,
            exp: i64::MAX,
            roles: Vec::new(),
            scopes: Vec::<Scope>::new(),
            restaurants: Vec::new(),
        };
        Call {
            path: Nothing {},
            query,
            body,
            caller: Caller::Known(Arc::new(claims)),
            staff_role: None,
            idempotency_key: None,
            if_match: None,
            last_event_id: None,
            page: None,
        }
    }

    #[tokio::test]
    async fn what_is_marked_is_read_at_once_and_told_to_followers() {
        let feed = Feed::new().await;
        let (old, _new) = (feed.add().await, feed.add().await);
        let following = call(&feed, Subject::Account, Nothing {}, ());
        let mut events = follow(feed.projection.clone(), following).await.unwrap();
        let mark = call(&feed, Subject::Account, Nothing {}, MarkReadRequest { up_to: old });
        mark_read(feed.projection.clone(), mark.clone()).await.unwrap();
        mark_read(feed.projection.clone(), mark).await.unwrap();
        let event = events.next().await.unwrap();
        assert_eq!((event.data.id, event.data.read), (old, true));
        let listing = call(&feed, Subject::Account, PageQuery::default(), ());
        assert!(list(feed.projection.clone(), listing).await.is_ok());
    }

    #[tokio::test]
    async fn an_api_client_has_no_feed() {
        let feed = Feed::new().await;
        let listing = call(&feed, Subject::Client, PageQuery::default(), ());
        assert!(list(feed.projection.clone(), listing).await.is_err());
    }
}
