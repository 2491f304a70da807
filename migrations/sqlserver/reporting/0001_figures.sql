-- Figures of restaurants, summed from their orders. Nothing in here identifies a guest.

-- Copied from the restaurants' events.
CREATE TABLE reporting.restaurants (
    id BINARY(16) NOT NULL PRIMARY KEY CLUSTERED,
    version BIGINT NOT NULL,
    name NVARCHAR(MAX) NOT NULL,
    time_zone NVARCHAR(200) NOT NULL,
    currency NVARCHAR(3) NOT NULL
);

-- Who works where, copied from the restaurants' events; whoever leaves is taken out.
CREATE TABLE reporting.staff (
    restaurant_id BINARY(16) NOT NULL,
    account_id BINARY(16) NOT NULL,
    role NVARCHAR(40) NOT NULL,
    PRIMARY KEY CLUSTERED (restaurant_id, account_id)
);

CREATE TABLE reporting.staff_versions (
    restaurant_id BINARY(16) NOT NULL PRIMARY KEY CLUSTERED,
    version BIGINT NOT NULL
);

-- What each order adds to the sums, as of its latest version that was heard of.
CREATE TABLE reporting.orders (
    order_id BINARY(16) NOT NULL PRIMARY KEY CLUSTERED,
    restaurant_id BINARY(16) NOT NULL,
    version BIGINT NOT NULL,
    document NVARCHAR(MAX) NOT NULL   -- Facts
);

CREATE INDEX orders_restaurant ON reporting.orders (restaurant_id, order_id);

-- The sums by quarter of an hour, which every time zone has whole: local days and hours are put together from them.
CREATE TABLE reporting.quarters (
    restaurant_id BINARY(16) NOT NULL,
    quarter BIGINT NOT NULL,          -- 900 seconds each, counted from 1970 UTC
    received BIGINT NOT NULL,
    taken BIGINT NOT NULL,
    fulfilled BIGINT NOT NULL,
    rejected BIGINT NOT NULL,
    expired BIGINT NOT NULL,
    cancelled BIGINT NOT NULL,
    sales_minor BIGINT NOT NULL,      -- without tips
    tips_minor BIGINT NOT NULL,
    prepared BIGINT NOT NULL,         -- orders whose food became ready
    preparation_seconds BIGINT NOT NULL, -- of those, together
    PRIMARY KEY CLUSTERED (restaurant_id, quarter)
);

CREATE TABLE reporting.dish_quarters (
    restaurant_id BINARY(16) NOT NULL,
    quarter BIGINT NOT NULL,
    item_id BINARY(16) NOT NULL,
    name NVARCHAR(MAX) NOT NULL,      -- when it was last sold in that quarter
    quantity BIGINT NOT NULL,
    sales_minor BIGINT NOT NULL,      -- before discounts
    PRIMARY KEY CLUSTERED (restaurant_id, quarter, item_id)
);
