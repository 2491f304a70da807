-- Orders, whole, with the columns that they are found by. An id is BLOB(16), a time is INTEGER microseconds since 1970.
CREATE TABLE orders.orders (
    id BLOB NOT NULL PRIMARY KEY,
    customer_id BLOB NOT NULL,
    restaurant_id BLOB NOT NULL,
    status TEXT NOT NULL,
    version INTEGER NOT NULL,
    ordered_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    due_at INTEGER,                    -- when the platform acts by itself
    travel_seconds INTEGER NOT NULL,   -- from the kitchen to the guest
    hidden INTEGER NOT NULL,           -- the customer does not want to see it any more
    erase_when_ended INTEGER NOT NULL, -- the customer is gone, the order is not
    document TEXT NOT NULL             -- JSON, as the contract's Order
) STRICT;

-- A customer's list, newest first.
CREATE INDEX orders.orders_by_customer ON orders (customer_id, ordered_at);

-- What the jobs look for. Few orders wait for the clock at a time.
CREATE INDEX orders.orders_due ON orders (status, due_at) WHERE due_at IS NOT NULL;

-- What a restaurant sells at which terms, copied from its service's events. A version of 0 means: not told yet.
CREATE TABLE orders.price_books (
    restaurant_id BLOB NOT NULL PRIMARY KEY,
    restaurant_version INTEGER NOT NULL DEFAULT 0,
    restaurant TEXT,                   -- JSON
    menu_version INTEGER NOT NULL DEFAULT 0,
    menu TEXT,                         -- JSON
    promos_version INTEGER NOT NULL DEFAULT 0,
    promos TEXT                        -- JSON
) STRICT;

-- How many of a dish can be ordered.
CREATE TABLE orders.portions (
    restaurant_id BLOB NOT NULL,
    item_id BLOB NOT NULL,
    portions_left INTEGER,             -- NULL: without limit
    limited_until INTEGER,             -- when the limit ends by itself; NULL: when told
    set_version INTEGER NOT NULL,      -- of the staff's last setting
    version INTEGER NOT NULL,          -- grows when orders take or give back
    PRIMARY KEY (restaurant_id, item_id)
) STRICT, WITHOUT ROWID;

-- What orders took from limited dishes, until it is given back.
CREATE TABLE orders.reservations (
    order_id BLOB NOT NULL,
    item_id BLOB NOT NULL,
    quantity INTEGER NOT NULL,
    set_version INTEGER NOT NULL,      -- of the setting from which it was taken
    PRIMARY KEY (order_id, item_id)
) STRICT, WITHOUT ROWID;

-- How often promo codes were used: by everybody, and by each customer.
CREATE TABLE orders.promo_totals (
    restaurant_id BLOB NOT NULL,
    code TEXT NOT NULL,
    uses INTEGER NOT NULL,
    PRIMARY KEY (restaurant_id, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE orders.promo_uses (
    restaurant_id BLOB NOT NULL,
    code TEXT NOT NULL,
    customer_id BLOB NOT NULL,
    uses INTEGER NOT NULL,
    PRIMARY KEY (restaurant_id, code, customer_id)
) STRICT, WITHOUT ROWID;
