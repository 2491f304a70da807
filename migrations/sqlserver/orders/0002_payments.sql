-- Payments by card, with what the provider knows them by. What the customer is told of them is in the order.
CREATE TABLE orders.payments (
    order_id BINARY(16) NOT NULL PRIMARY KEY CLUSTERED,
    provider NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    state NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL, -- starting, open, closing, closed, paid, refunding or refunded
    reference NVARCHAR(400) COLLATE Latin1_General_100_BIN2,     -- the provider's name for it
    release_at BIGINT,                 -- when a paid order is told to the restaurant, if not at once
    attempts BIGINT NOT NULL,          -- that failed since the state was entered
    act_at BIGINT                      -- when the provider is to be asked or told something
);

CREATE INDEX payments_act ON orders.payments (act_at) WHERE act_at IS NOT NULL;
