-- Who works where, copied from the restaurants' events: they may enter orders for guests without an account.
CREATE TABLE orders.staff (
    restaurant_id BINARY(16) NOT NULL,
    account_id BINARY(16) NOT NULL,
    role NVARCHAR(40) NOT NULL,
    PRIMARY KEY CLUSTERED (restaurant_id, account_id)
);

CREATE TABLE orders.staff_versions (
    restaurant_id BINARY(16) NOT NULL PRIMARY KEY CLUSTERED,
    version BIGINT NOT NULL
);
