-- The codes that guests say to couriers at the door, until their orders have ended.
CREATE TABLE orders.delivery_codes (
    order_id BINARY(16) NOT NULL PRIMARY KEY CLUSTERED,
    customer_id BINARY(16) NOT NULL,
    code NVARCHAR(40) NOT NULL
);
