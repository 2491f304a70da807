-- The tables every service has. An id is BLOB(16), a time is INTEGER microseconds since 1970 UTC.
-- SQLite takes the schema before an index's name, never before the table's in ON or REFERENCES.

-- Events written in the same transaction as the state they report.
CREATE TABLE $schema.outbox (
    id BLOB NOT NULL PRIMARY KEY,      -- UUIDv7: ids sort as the events were appended
    type TEXT NOT NULL,
    subject TEXT NOT NULL,
    payload TEXT NOT NULL,             -- JSON
    traceparent TEXT,
    created_at INTEGER NOT NULL,
    claimed_until INTEGER,
    sent_at INTEGER
) STRICT;

-- The relay looks only for unsent rows, oldest first, however many sent ones are still kept.
CREATE INDEX $schema.outbox_unsent ON outbox (id) WHERE sent_at IS NULL;
-- And what clears sent rows away looks for the oldest of those.
CREATE INDEX $schema.outbox_sent ON outbox (sent_at) WHERE sent_at IS NOT NULL;

-- Messages whose effect is in this schema. Old rows can be found by message_id, a UUIDv7, within a consumer.
CREATE TABLE $schema.inbox (
    consumer TEXT NOT NULL,
    message_id BLOB NOT NULL,
    received_at INTEGER NOT NULL,
    PRIMARY KEY (consumer, message_id)
) STRICT, WITHOUT ROWID;

-- The first answer to each command, for a repeat of it.
CREATE TABLE $schema.idempotency (
    caller TEXT NOT NULL,
    key_text TEXT NOT NULL,            -- `key` is a reserved word elsewhere
    endpoint TEXT NOT NULL,
    request_hash BLOB NOT NULL,
    status INTEGER NOT NULL,
    response BLOB NOT NULL,
    etag INTEGER,                      -- the version in the answer's ETag
    created_at INTEGER NOT NULL,
    PRIMARY KEY (caller, key_text)
) STRICT;

CREATE INDEX $schema.idempotency_age ON idempotency (created_at);
