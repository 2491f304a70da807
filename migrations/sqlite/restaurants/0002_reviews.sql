-- What guests thought, as everybody may read it. The order's own record is on the board.
CREATE TABLE restaurants.reviews (
    order_id BLOB NOT NULL PRIMARY KEY,
    restaurant_id BLOB NOT NULL,
    customer_id BLOB NOT NULL,
    version INTEGER NOT NULL,         -- grows when the guest is forgotten
    author TEXT NOT NULL,             -- first name and initial; empty: the guest is forgotten
    stars INTEGER NOT NULL,
    comment TEXT,
    reviewed_at INTEGER NOT NULL
) STRICT;

CREATE INDEX restaurants.reviews_restaurant ON reviews (restaurant_id, reviewed_at);
CREATE INDEX restaurants.reviews_customer ON reviews (customer_id);
