-- Accounts that are gone. Their last access tokens still live for some minutes.
CREATE TABLE orders.erased_accounts (
    account_id BLOB NOT NULL PRIMARY KEY,
    erased_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
