-- The codes that guests say to couriers at the door, until their orders have ended.
CREATE TABLE orders.delivery_codes (
    order_id BLOB NOT NULL PRIMARY KEY,
    customer_id BLOB NOT NULL,
    code TEXT NOT NULL
) STRICT, WITHOUT ROWID;
