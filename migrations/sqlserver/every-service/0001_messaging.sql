-- The tables every service has. An id is BINARY(16): bytes sort as they are written, and so as they were made, unlike a
-- uniqueidentifier. A time is BIGINT microseconds since 1970 UTC. Text that is compared is compared as it is written.

-- Events written in the same transaction as the state they report.
CREATE TABLE [$schema].outbox (
    id BINARY(16) NOT NULL PRIMARY KEY CLUSTERED, -- UUIDv7: ids sort as the events were appended
    type NVARCHAR(200) NOT NULL,
    subject NVARCHAR(200) NOT NULL,
    payload NVARCHAR(MAX) NOT NULL,               -- JSON
    traceparent NVARCHAR(200),
    created_at BIGINT NOT NULL,
    claimed_until BIGINT,
    sent_at BIGINT
);

-- The relay looks only for unsent rows, oldest first, however many sent ones are still kept.
CREATE INDEX outbox_unsent ON [$schema].outbox (id) INCLUDE (claimed_until, created_at) WHERE sent_at IS NULL;
-- And what clears sent rows away looks for the oldest of those.
CREATE INDEX outbox_sent ON [$schema].outbox (sent_at) WHERE sent_at IS NOT NULL;

-- Messages whose effect is in this schema. Old rows can be found by message_id, a UUIDv7, within a consumer.
CREATE TABLE [$schema].inbox (
    consumer NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    message_id BINARY(16) NOT NULL,
    received_at BIGINT NOT NULL,
    PRIMARY KEY CLUSTERED (consumer, message_id)
);

-- The first answer to each command, for a repeat of it. Kept in the order in which they come and go.
CREATE TABLE [$schema].idempotency (
    caller NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    key_text NVARCHAR(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
    endpoint NVARCHAR(200) NOT NULL,
    request_hash VARBINARY(64) NOT NULL,
    status BIGINT NOT NULL,
    response VARBINARY(MAX) NOT NULL,
    etag BIGINT,                                  -- the version in the answer's ETag
    created_at BIGINT NOT NULL,
    PRIMARY KEY NONCLUSTERED (caller, key_text)
);

CREATE CLUSTERED INDEX idempotency_age ON [$schema].idempotency (created_at);
