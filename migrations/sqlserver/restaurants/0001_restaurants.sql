-- Restaurants: profile, menu, availability, promo codes, staff, and the order board.
-- A document is the JSON of the contract's type; columns beside it repeat what statements look for.

CREATE TABLE restaurants.restaurants (
    id BINARY(16) NOT NULL PRIMARY KEY CLUSTERED,
    version BIGINT NOT NULL,
    paused_until BIGINT,              -- set while a pause lasts that ends by itself
    staff_version BIGINT NOT NULL,    -- grows with every change of the staff or of a name in it
    promos_version BIGINT NOT NULL,
    document NVARCHAR(MAX) NOT NULL,  -- Restaurant
    updated_at BIGINT NOT NULL
);

CREATE INDEX restaurants_paused ON restaurants.restaurants (paused_until) WHERE paused_until IS NOT NULL;

CREATE TABLE restaurants.menus (
    restaurant_id BINARY(16) NOT NULL PRIMARY KEY CLUSTERED,
    version BIGINT NOT NULL,          -- 0 before the first publication
    revision BIGINT NOT NULL,         -- grows with every publication and every change of availability
    document NVARCHAR(MAX) NOT NULL,  -- the sections
    updated_at BIGINT NOT NULL
);

CREATE TABLE restaurants.availability (
    restaurant_id BINARY(16) NOT NULL,
    item_id BINARY(16) NOT NULL,
    portions_left BIGINT,             -- null: without limit
    available_at BIGINT,              -- when the limit ends by itself
    portions_version BIGINT NOT NULL, -- of the last change by orders
    revision BIGINT NOT NULL,         -- of the menu, at the last change
    updated_at BIGINT NOT NULL,
    PRIMARY KEY CLUSTERED (restaurant_id, item_id)
);

CREATE TABLE restaurants.promos (
    restaurant_id BINARY(16) NOT NULL,
    code NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    document NVARCHAR(MAX) NOT NULL,  -- Promo
    PRIMARY KEY CLUSTERED (restaurant_id, code)
);

CREATE TABLE restaurants.staff (
    restaurant_id BINARY(16) NOT NULL,
    account_id BINARY(16) NOT NULL,
    role NVARCHAR(40) COLLATE Latin1_General_100_BIN2, -- null: no longer on the staff
    since BIGINT NOT NULL,
    PRIMARY KEY CLUSTERED (restaurant_id, account_id)
);

CREATE INDEX staff_account ON restaurants.staff (account_id) INCLUDE (role);

-- Names and addresses of accounts, copied from their events.
CREATE TABLE restaurants.people (
    account_id BINARY(16) NOT NULL PRIMARY KEY CLUSTERED,
    version BIGINT NOT NULL,          -- of the customer the copy is from; 0: from the registration
    email NVARCHAR(320) COLLATE Latin1_General_100_BIN2, -- lower-case
    name NVARCHAR(400) COLLATE Latin1_General_100_BIN2 NOT NULL,
    erased BIT NOT NULL               -- 1: asked to be forgotten, for good
);

CREATE INDEX people_email ON restaurants.people (email) INCLUDE (name);

CREATE TABLE restaurants.board_orders (
    order_id BINARY(16) NOT NULL PRIMARY KEY CLUSTERED,
    restaurant_id BINARY(16) NOT NULL,
    customer_id BINARY(16) NOT NULL,
    status NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    order_version BIGINT NOT NULL,
    version BIGINT NOT NULL,
    courier_id BINARY(16),
    ended BIT NOT NULL,
    updated_at BIGINT NOT NULL,
    document NVARCHAR(MAX) NOT NULL   -- BoardOrder
);

CREATE INDEX board_orders_board ON restaurants.board_orders (restaurant_id, ended, updated_at);
CREATE INDEX board_orders_courier ON restaurants.board_orders (courier_id, ended) WHERE courier_id IS NOT NULL;
CREATE INDEX board_orders_customer ON restaurants.board_orders (customer_id);

-- Read documents that may be behind; a job writes them again until they are known to be written.
CREATE TABLE restaurants.unprojected (
    kind NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    id BINARY(16) NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY CLUSTERED (kind, id)
);

CREATE INDEX unprojected_since ON restaurants.unprojected (since);
