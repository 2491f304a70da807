//! The provider's books: every payment, in a file that is replaced whole.

use foodwala_contract::{Currency, OrderId};
use serde::{Deserialize, Serialize};
use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};
use uuid::Uuid;

/// A payment. Its id is its order's: there is one for an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    /// The provider's name for it.
    pub id: Uuid,
    /// For which order.
    pub order_id: OrderId,
    /// What it is for, in words.
    pub title: String,
    /// How much, in minor units.
    pub amount_minor: i64,
    /// Of what.
    pub currency: Currency,
    /// Where the customer goes afterwards.
    pub return_url: String,
    /// What became of it.
    pub state: State,
}

/// What became of a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It can be paid.
    Open,
    /// It was.
    Paid,
    /// It was not, and no longer can be.
    Failed,
    /// It was, and the money was given back.
    Refunded,
}

/// Why the books cannot be kept.
#[derive(Debug, thiserror::Error)]
#[error("the books in {} cannot be kept", .file.display())]
pub struct BooksError {
    file: PathBuf,
    source: io::Error,
}

/// Cheap to clone; clones are the same books.
#[derive(Debug, Clone)]
pub struct Books {
    file: Arc<Path>,
    payments: Arc<Mutex<BTreeMap<Uuid, Payment>>>,
}

impl Books {
    /// The books in a file, or empty ones.
    pub fn open(file: &Path) -> Result<Self, BooksError> {
        let failed = |source: io::Error| BooksError {
            file: file.to_owned(),
            source,
        };
        // Only the embedded database makes the platform's folder.
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        let payments = match fs::read(file) {
            Ok(bytes) => serde_json::from_slice(&bytes).map_err(|error| failed(error.into()))?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => BTreeMap::new(),
            Err(error) => return Err(failed(error)),
        };
        Ok(Self {
            file: file.into(),
            payments: Arc::new(Mutex::new(payments)),
        })
    }

    /// A payment.
    pub fn find(&self, id: Uuid) -> Option<Payment> {
        let payments = self.payments.lock().unwrap_or_else(PoisonError::into_inner);
        payments.get(&id).cloned()
    }

    /// Notes a new payment; one that is known stays as it is.
    pub fn start(&self, payment: Payment) -> Result<Payment, BooksError> {
        let id = payment.id;
        self.write(|payments| payments.entry(id).or_insert(payment).clone())
    }

    /// Moves a payment that is in `from`; answers it as it is then.
    pub fn advance(&self, id: Uuid, from: State, to: State) -> Result<Option<Payment>, BooksError> {
        self.write(|payments| {
            let payment = payments.get_mut(&id)?;
            if payment.state == from {
                payment.state = to;
            }
            Some(payment.clone())
        })
    }

    fn write<T>(&self, change: impl FnOnce(&mut BTreeMap<Uuid, Payment>) -> T) -> Result<T, BooksError> {
        let mut payments = self.payments.lock().unwrap_or_else(PoisonError::into_inner);
        // What cannot be written has not happened.
        let mut changed = payments.clone();
        let answer = change(&mut changed);
        if changed != *payments {
            let beside = self.file.with_extension("new");
            let written = serde_json::to_vec_pretty(&changed).map_err(io::Error::from);
            let written = written
                .and_then(|bytes| fs::write(&beside, bytes))
                .and_then(|()| fs::rename(&beside, &self.file));
            written.map_err(|source| BooksError {
                file: self.file.to_path_buf(),
                source,
            })?;
            *payments = changed;
        }
        Ok(answer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_kept_also_where_there_is_no_folder_yet() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("data").join("payments.json");
        let payment = Payment {
            id: Uuid::from_u128(1),
            order_id: OrderId(Uuid::from_u128(1)),
            title: "Da Mario · 1".to_owned(),
            amount_minor: 1_149,
            currency: Currency::EUR,
            return_url: "https://food.example/orders/1".to_owned(),
            state: State::Open,
        };
        Books::open(&file).unwrap().start(payment).unwrap();
        assert!(Books::open(&file).unwrap().find(Uuid::from_u128(1)).is_some());
    }
}
