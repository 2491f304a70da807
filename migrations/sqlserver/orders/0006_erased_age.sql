-- Accounts that are long gone are forgotten, oldest first.
CREATE INDEX erased_accounts_age ON orders.erased_accounts (erased_at);
