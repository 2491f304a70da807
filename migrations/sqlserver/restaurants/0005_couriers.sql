-- The codes that guests say at the door, copied from their event, until their orders have ended.
CREATE TABLE restaurants.delivery_codes (
    order_id BINARY(16) NOT NULL PRIMARY KEY CLUSTERED,
    code NVARCHAR(40) NOT NULL,
    wrong_tries BIGINT NOT NULL
);

-- Links for couriers without an account, one for an order.
CREATE TABLE restaurants.courier_links (
    order_id BINARY(16) NOT NULL PRIMARY KEY CLUSTERED,
    secret VARBINARY(64) NOT NULL,    -- signs the token; another one makes a token worthless
    name NVARCHAR(400) NOT NULL,      -- whom it is shared with
    expires_at BIGINT NOT NULL
);

CREATE INDEX courier_links_expiry ON restaurants.courier_links (expires_at);
