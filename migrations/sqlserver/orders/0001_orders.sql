-- Orders, whole, with the columns that they are found by. An id is BINARY(16), a time is BIGINT microseconds since 1970.
CREATE TABLE orders.orders (
    id BINARY(16) NOT NULL PRIMARY KEY CLUSTERED,
    customer_id BINARY(16) NOT NULL,
    restaurant_id BINARY(16) NOT NULL,
    status NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    version BIGINT NOT NULL,
    ordered_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    due_at BIGINT,                     -- when the platform acts by itself
    travel_seconds BIGINT NOT NULL,    -- from the kitchen to the guest
    hidden BIT NOT NULL,               -- the customer does not want to see it any more
    erase_when_ended BIT NOT NULL,     -- the customer is gone, the order is not
    document NVARCHAR(MAX) NOT NULL    -- JSON, as the contract's Order
);

-- A customer's list, newest first.
CREATE INDEX orders_by_customer ON orders.orders (customer_id, ordered_at) INCLUDE (hidden);

-- What the jobs look for. Few orders wait for the clock at a time.
CREATE INDEX orders_due ON orders.orders (status, due_at) WHERE due_at IS NOT NULL;

-- What a restaurant sells at which terms, copied from its service's events. A version of 0 means: not told yet.
CREATE TABLE orders.price_books (
    restaurant_id BINARY(16) NOT NULL PRIMARY KEY CLUSTERED,
    restaurant_version BIGINT NOT NULL DEFAULT 0,
    restaurant NVARCHAR(MAX),          -- JSON
    menu_version BIGINT NOT NULL DEFAULT 0,
    menu NVARCHAR(MAX),                -- JSON
    promos_version BIGINT NOT NULL DEFAULT 0,
    promos NVARCHAR(MAX)               -- JSON
);

-- How many of a dish can be ordered.
CREATE TABLE orders.portions (
    restaurant_id BINARY(16) NOT NULL,
    item_id BINARY(16) NOT NULL,
    portions_left BIGINT,              -- NULL: without limit
    limited_until BIGINT,              -- when the limit ends by itself; NULL: when told
    set_version BIGINT NOT NULL,       -- of the staff's last setting
    version BIGINT NOT NULL,           -- grows when orders take or give back
    PRIMARY KEY CLUSTERED (restaurant_id, item_id)
);

-- What orders took from limited dishes, until it is given back.
CREATE TABLE orders.reservations (
    order_id BINARY(16) NOT NULL,
    item_id BINARY(16) NOT NULL,
    quantity BIGINT NOT NULL,
    set_version BIGINT NOT NULL,       -- of the setting from which it was taken
    PRIMARY KEY CLUSTERED (order_id, item_id)
);

-- How often promo codes were used: by everybody, and by each customer.
CREATE TABLE orders.promo_totals (
    restaurant_id BINARY(16) NOT NULL,
    code NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    uses BIGINT NOT NULL,
    PRIMARY KEY CLUSTERED (restaurant_id, code)
);

CREATE TABLE orders.promo_uses (
    restaurant_id BINARY(16) NOT NULL,
    code NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    customer_id BINARY(16) NOT NULL,
    uses BIGINT NOT NULL,
    PRIMARY KEY CLUSTERED (restaurant_id, code, customer_id)
);
