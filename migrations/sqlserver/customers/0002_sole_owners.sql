-- Who alone owns a restaurant, copied from the restaurant service's events: such an account cannot be deleted.
CREATE TABLE customers.sole_owners (
    restaurant_id BINARY(16) NOT NULL PRIMARY KEY CLUSTERED,
    version BIGINT NOT NULL,           -- of the restaurant's staff
    account_id BINARY(16)              -- NULL: several own it, or nobody
);

CREATE INDEX sole_owners_account ON customers.sole_owners (account_id) WHERE account_id IS NOT NULL;
