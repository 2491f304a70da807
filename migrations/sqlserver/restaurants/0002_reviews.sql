-- What guests thought, as everybody may read it. The order's own record is on the board.
CREATE TABLE restaurants.reviews (
    order_id BINARY(16) NOT NULL PRIMARY KEY CLUSTERED,
    restaurant_id BINARY(16) NOT NULL,
    customer_id BINARY(16) NOT NULL,
    version BIGINT NOT NULL,          -- grows when the guest is forgotten
    author NVARCHAR(400) NOT NULL,    -- first name and initial; empty: the guest is forgotten
    stars BIGINT NOT NULL,
    comment NVARCHAR(MAX),
    reviewed_at BIGINT NOT NULL
);

CREATE INDEX reviews_restaurant ON restaurants.reviews (restaurant_id, reviewed_at);
CREATE INDEX reviews_customer ON restaurants.reviews (customer_id);
