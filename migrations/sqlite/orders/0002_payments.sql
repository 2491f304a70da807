-- Payments by card, with what the provider knows them by. What the customer is told of them is in the order.
CREATE TABLE orders.payments (
    order_id BLOB NOT NULL PRIMARY KEY,
    provider TEXT NOT NULL,
    state TEXT NOT NULL,               -- starting, open, closing, closed, paid, refunding or refunded
    reference TEXT,                    -- the provider's name for it
    release_at INTEGER,                -- when a paid order is told to the restaurant, if not at once
    attempts INTEGER NOT NULL,         -- that failed since the state was entered
    act_at INTEGER                     -- when the provider is to be asked or told something
) STRICT;

CREATE INDEX orders.payments_act ON payments (act_at) WHERE act_at IS NOT NULL;
