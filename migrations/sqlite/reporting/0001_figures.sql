-- Figures of restaurants, summed from their orders. Nothing in here identifies a guest.

-- Copied from the restaurants' events.
CREATE TABLE reporting.restaurants (
    id BLOB NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    name TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    currency TEXT NOT NULL
) STRICT;

-- Who works where, copied from the restaurants' events; whoever leaves is taken out.
CREATE TABLE reporting.staff (
    restaurant_id BLOB NOT NULL,
    account_id BLOB NOT NULL,
    role TEXT NOT NULL,
    PRIMARY KEY (restaurant_id, account_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE reporting.staff_versions (
    restaurant_id BLOB NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What each order adds to the sums, as of its latest version that was heard of.
CREATE TABLE reporting.orders (
    order_id BLOB NOT NULL PRIMARY KEY,
    restaurant_id BLOB NOT NULL,
    version INTEGER NOT NULL,
    document TEXT NOT NULL            -- Facts
) STRICT;

CREATE INDEX reporting.orders_restaurant ON orders (restaurant_id, order_id);

-- The sums by quarter of an hour, which every time zone has whole: local days and hours are put together from them.
CREATE TABLE reporting.quarters (
    restaurant_id BLOB NOT NULL,
    quarter INTEGER NOT NULL,         -- 900 seconds each, counted from 1970 UTC
    received INTEGER NOT NULL,
    taken INTEGER NOT NULL,
    fulfilled INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    expired INTEGER NOT NULL,
    cancelled INTEGER NOT NULL,
    sales_minor INTEGER NOT NULL,     -- without tips
    tips_minor INTEGER NOT NULL,
    prepared INTEGER NOT NULL,        -- orders whose food became ready
    preparation_seconds INTEGER NOT NULL, -- of those, together
    PRIMARY KEY (restaurant_id, quarter)
) STRICT, WITHOUT ROWID;

CREATE TABLE reporting.dish_quarters (
    restaurant_id BLOB NOT NULL,
    quarter INTEGER NOT NULL,
    item_id BLOB NOT NULL,
    name TEXT NOT NULL,               -- when it was last sold in that quarter
    quantity INTEGER NOT NULL,
    sales_minor INTEGER NOT NULL,     -- before discounts
    PRIMARY KEY (restaurant_id, quarter, item_id)
) STRICT, WITHOUT ROWID;
