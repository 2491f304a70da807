-- Profiles; one for each account, under the account's id.
CREATE TABLE customers.customers (
    id BINARY(16) NOT NULL PRIMARY KEY CLUSTERED,
    version BIGINT NOT NULL,           -- grows with every change, also of addresses and favourites
    email NVARCHAR(320) NOT NULL,
    display_name NVARCHAR(400) NOT NULL,
    phone NVARCHAR(100),
    locale NVARCHAR(40) NOT NULL,
    marketing_email BIT NOT NULL,
    personalisation BIT NOT NULL,
    created_at BIGINT NOT NULL
);

-- Address books.
CREATE TABLE customers.addresses (
    id BINARY(16) NOT NULL PRIMARY KEY CLUSTERED,
    customer_id BINARY(16) NOT NULL REFERENCES customers.customers (id) ON DELETE CASCADE,
    label NVARCHAR(MAX) NOT NULL,
    street NVARCHAR(MAX) NOT NULL,
    city NVARCHAR(MAX) NOT NULL,
    postal_code NVARCHAR(MAX) NOT NULL,
    country NVARCHAR(10) NOT NULL,
    latitude FLOAT(53) NOT NULL,
    longitude FLOAT(53) NOT NULL,
    instructions NVARCHAR(MAX),
    created_at BIGINT NOT NULL
);

CREATE INDEX addresses_customer ON customers.addresses (customer_id);

-- Favourite restaurants.
CREATE TABLE customers.favourites (
    customer_id BINARY(16) NOT NULL REFERENCES customers.customers (id) ON DELETE CASCADE,
    restaurant_id BINARY(16) NOT NULL,
    added_at BIGINT NOT NULL,
    PRIMARY KEY CLUSTERED (customer_id, restaurant_id)
);

-- What was agreed to and when; only ever added to.
CREATE TABLE customers.consent_history (
    id BINARY(16) NOT NULL PRIMARY KEY CLUSTERED,
    customer_id BINARY(16) NOT NULL REFERENCES customers.customers (id) ON DELETE CASCADE,
    marketing_email BIT NOT NULL,
    personalisation BIT NOT NULL,
    recorded_at BIGINT NOT NULL
);

CREATE INDEX consent_history_customer ON customers.consent_history (customer_id)
    INCLUDE (marketing_email, personalisation, recorded_at);

-- Who deleted their account a short while ago: nothing but the id, so that a token that outlives the account, or a
-- message that comes late, does not bring the profile back.
CREATE TABLE customers.erased (
    id BINARY(16) NOT NULL PRIMARY KEY CLUSTERED,
    erased_at BIGINT NOT NULL
);

CREATE INDEX erased_age ON customers.erased (erased_at);
