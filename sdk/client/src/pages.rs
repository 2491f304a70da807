//! Lists that come in pages, as one stream.

use crate::{Error, FoodWala, request::CallOptions, runtime::BoxStream};
use foodwala_contract::{
    Endpoint,
    board::BoardQuery,
    page::{Page, PageQuery},
    reporting::ReportQuery,
    restaurants::SearchQuery,
};
use futures_util::stream::{Stream, StreamExt, TryStreamExt, iter, try_unfold};
use std::{
    fmt,
    pin::Pin,
    task::{Context, Poll},
};

/// Every entry of a list, in its order; pages are fetched as they are needed. Ends after an error.
#[must_use = "nothing is fetched until it is polled"]
pub struct Pages<T>(BoxStream<Result<T, Error>>);

impl<T> Stream for Pages<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.as_mut().poll_next(context)
    }
}

impl<T> fmt::Debug for Pages<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").finish_non_exhaustive()
    }
}

/// A query that can point at a page.
pub trait PagedQuery {
    /// Points at the page with this cursor.
    fn go_to(&mut self, cursor: String);
}

impl PagedQuery for PageQuery {
    fn go_to(&mut self, cursor: String) {
        self.cursor = Some(cursor);
    }
}

impl PagedQuery for BoardQuery {
    fn go_to(&mut self, cursor: String) {
        self.cursor = Some(cursor);
    }
}

impl PagedQuery for ReportQuery {
    fn go_to(&mut self, cursor: String) {
        self.cursor = Some(cursor);
    }
}

impl PagedQuery for SearchQuery {
    fn go_to(&mut self, cursor: String) {
        self.cursor = Some(cursor);
    }
}

/// The answer of an endpoint that lists.
pub trait IsPage {
    /// One entry.
    type Item;
}

impl<T> IsPage for Page<T> {
    type Item = T;
}

impl<T: Send + 'static> Pages<T> {
    pub(crate) fn new<E>(client: FoodWala, path: E::Path, query: E::Query) -> Self
    where
        E: Endpoint<Request = (), Response = Page<T>>,
        E::Query: PagedQuery,
    {
        let pages = try_unfold(Some((client, path, query)), async |state| {
            let Some((client, path, mut query)) = state else {
                return Ok(None);
            };
            let page = client.call::<E>(&path, &query, &(), &CallOptions::default()).await?;
            let next = page.next_cursor.map(|cursor| {
                query.go_to(cursor);
                (client, path, query)
            });
            Ok::<_, Error>(Some((iter(page.items).map(Ok), next)))
        });
        Self(Box::pin(pages.try_flatten()))
    }
}
