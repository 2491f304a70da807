-- Profiles; one for each account, under the account's id.
CREATE TABLE customers.customers (
    id BLOB NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,          -- grows with every change, also of addresses and favourites
    email TEXT NOT NULL,
    display_name TEXT NOT NULL,
    phone TEXT,
    locale TEXT NOT NULL,
    marketing_email INTEGER NOT NULL,
    personalisation INTEGER NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

-- Address books.
CREATE TABLE customers.addresses (
    id BLOB NOT NULL PRIMARY KEY,
    customer_id BLOB NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
    label TEXT NOT NULL,
    street TEXT NOT NULL,
    city TEXT NOT NULL,
    postal_code TEXT NOT NULL,
    country TEXT NOT NULL,
    latitude REAL NOT NULL,
    longitude REAL NOT NULL,
    instructions TEXT,
    created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX customers.addresses_customer ON addresses (customer_id);

-- Favourite restaurants.
CREATE TABLE customers.favourites (
    customer_id BLOB NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
    restaurant_id BLOB NOT NULL,
    added_at INTEGER NOT NULL,
    PRIMARY KEY (customer_id, restaurant_id)
) STRICT, WITHOUT ROWID;

-- What was agreed to and when; only ever added to.
CREATE TABLE customers.consent_history (
    id BLOB NOT NULL PRIMARY KEY,
    customer_id BLOB NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
    marketing_email INTEGER NOT NULL,
    personalisation INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL
) STRICT;

CREATE INDEX customers.consent_history_customer ON consent_history (customer_id);

-- Who deleted their account a short while ago: nothing but the id, so that a token that outlives the account, or a
-- message that comes late, does not bring the profile back.
CREATE TABLE customers.erased (
    id BLOB NOT NULL PRIMARY KEY,
    erased_at INTEGER NOT NULL
) STRICT;

CREATE INDEX customers.erased_age ON erased (erased_at);
