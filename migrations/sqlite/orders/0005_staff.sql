-- Who works where, copied from the restaurants' events: they may enter orders for guests without an account.
CREATE TABLE orders.staff (
    restaurant_id BLOB NOT NULL,
    account_id BLOB NOT NULL,
    role TEXT NOT NULL,
    PRIMARY KEY (restaurant_id, account_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE orders.staff_versions (
    restaurant_id BLOB NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
