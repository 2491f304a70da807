-- The codes that guests say at the door, copied from their event, until their orders have ended.
CREATE TABLE restaurants.delivery_codes (
    order_id BLOB NOT NULL PRIMARY KEY,
    code TEXT NOT NULL,
    wrong_tries INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Links for couriers without an account, one for an order.
CREATE TABLE restaurants.courier_links (
    order_id BLOB NOT NULL PRIMARY KEY,
    secret BLOB NOT NULL,             -- signs the token; another one makes a token worthless
    name TEXT NOT NULL,               -- whom it is shared with
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX restaurants.courier_links_expiry ON courier_links (expires_at);
