-- Restaurants: profile, menu, availability, promo codes, staff, and the order board.
-- A document is the JSON of the contract's type; columns beside it repeat what statements look for.

CREATE TABLE restaurants.restaurants (
    id BLOB NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    paused_until INTEGER,             -- set while a pause lasts that ends by itself
    staff_version INTEGER NOT NULL,   -- grows with every change of the staff or of a name in it
    promos_version INTEGER NOT NULL,
    document TEXT NOT NULL,           -- Restaurant
    updated_at INTEGER NOT NULL
) STRICT;

CREATE INDEX restaurants.restaurants_paused ON restaurants (paused_until) WHERE paused_until IS NOT NULL;

CREATE TABLE restaurants.menus (
    restaurant_id BLOB NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,         -- 0 before the first publication
    revision INTEGER NOT NULL,        -- grows with every publication and every change of availability
    document TEXT NOT NULL,           -- the sections
    updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE restaurants.availability (
    restaurant_id BLOB NOT NULL,
    item_id BLOB NOT NULL,
    portions_left INTEGER,            -- null: without limit
    available_at INTEGER,             -- when the limit ends by itself
    portions_version INTEGER NOT NULL, -- of the last change by orders
    revision INTEGER NOT NULL,        -- of the menu, at the last change
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (restaurant_id, item_id)
) STRICT;

CREATE TABLE restaurants.promos (
    restaurant_id BLOB NOT NULL,
    code TEXT NOT NULL,
    document TEXT NOT NULL,           -- Promo
    PRIMARY KEY (restaurant_id, code)
) STRICT;

CREATE TABLE restaurants.staff (
    restaurant_id BLOB NOT NULL,
    account_id BLOB NOT NULL,
    role TEXT,                        -- null: no longer on the staff
    since INTEGER NOT NULL,
    PRIMARY KEY (restaurant_id, account_id)
) STRICT;

CREATE INDEX restaurants.staff_account ON staff (account_id);

-- Names and addresses of accounts, copied from their events.
CREATE TABLE restaurants.people (
    account_id BLOB NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,         -- of the customer the copy is from; 0: from the registration
    email TEXT,                       -- lower-case
    name TEXT NOT NULL,
    erased INTEGER NOT NULL           -- 1: asked to be forgotten, for good
) STRICT;

CREATE INDEX restaurants.people_email ON people (email);

CREATE TABLE restaurants.board_orders (
    order_id BLOB NOT NULL PRIMARY KEY,
    restaurant_id BLOB NOT NULL,
    customer_id BLOB NOT NULL,
    status TEXT NOT NULL,
    order_version INTEGER NOT NULL,
    version INTEGER NOT NULL,
    courier_id BLOB,
    ended INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    document TEXT NOT NULL            -- BoardOrder
) STRICT;

CREATE INDEX restaurants.board_orders_board ON board_orders (restaurant_id, ended, updated_at);
CREATE INDEX restaurants.board_orders_courier ON board_orders (courier_id, ended) WHERE courier_id IS NOT NULL;
CREATE INDEX restaurants.board_orders_customer ON board_orders (customer_id);

-- Read documents that may be behind; a job writes them again until they are known to be written.
CREATE TABLE restaurants.unprojected (
    kind TEXT NOT NULL,
    id BLOB NOT NULL,
    since INTEGER NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT;

CREATE INDEX restaurants.unprojected_since ON unprojected (since);
