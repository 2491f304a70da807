-- Accounts that are gone. Their last access tokens still live for some minutes.
CREATE TABLE orders.erased_accounts (
    account_id BINARY(16) NOT NULL PRIMARY KEY CLUSTERED,
    erased_at BIGINT NOT NULL
);
