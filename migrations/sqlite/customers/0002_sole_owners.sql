-- Who alone owns a restaurant, copied from the restaurant service's events: such an account cannot be deleted.
CREATE TABLE customers.sole_owners (
    restaurant_id BLOB NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,          -- of the restaurant's staff
    account_id BLOB                    -- NULL: several own it, or nobody
) STRICT;

CREATE INDEX customers.sole_owners_account ON sole_owners (account_id) WHERE account_id IS NOT NULL;
