-- Accounts that are long gone are forgotten, oldest first.
CREATE INDEX orders.erased_accounts_age ON erased_accounts (erased_at);
