-- Whom to tell and in which language: copied from the accounts' and customers' events.
CREATE TABLE notifications.people (
    account_id BLOB NOT NULL PRIMARY KEY,
    email TEXT,                        -- NULL once erased, as are name and locale
    name TEXT,
    locale TEXT,
    version INTEGER NOT NULL,          -- of the profile it was copied from; 0 from the registration
    erased_at INTEGER                  -- the row stays, so that a late event brings nobody back
) STRICT;

-- What each person was told. An entry changes once, when it is seen.
CREATE TABLE notifications.feed (
    id BLOB NOT NULL PRIMARY KEY,      -- UUIDv7 of occurred_at
    account_id BLOB NOT NULL,
    occurred_at INTEGER NOT NULL,      -- whole milliseconds, ascending within an account
    kind TEXT NOT NULL,                -- JSON of NotificationKind
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    seen INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX notifications.feed_account ON feed (account_id, occurred_at);
CREATE INDEX notifications.feed_age ON feed (occurred_at);

-- Mails on their way out, written in the transaction of what they tell of.
CREATE TABLE notifications.mails (
    id BLOB NOT NULL PRIMARY KEY,      -- also the Message-ID
    account_id BLOB NOT NULL,
    recipient TEXT,                    -- NULL until the person's address is known
    subject TEXT NOT NULL,
    body TEXT NOT NULL,                -- emptied once there is no more to send
    created_at INTEGER NOT NULL,
    useful_until INTEGER,              -- not sent after that
    attempts INTEGER NOT NULL,
    next_attempt_at INTEGER NOT NULL,  -- while one is being sent: when somebody else may take it
    sent_at INTEGER,
    failed_at INTEGER,
    last_fault TEXT
) STRICT;

CREATE INDEX notifications.mails_due ON mails (next_attempt_at)
    WHERE sent_at IS NULL AND failed_at IS NULL AND recipient IS NOT NULL;
CREATE INDEX notifications.mails_account ON mails (account_id);
CREATE INDEX notifications.mails_age ON mails (created_at);

-- The latest version of each order that its customer was told of: older news is no news.
CREATE TABLE notifications.told_orders (
    order_id BLOB NOT NULL PRIMARY KEY,
    account_id BLOB NOT NULL,
    version INTEGER NOT NULL,
    status TEXT NOT NULL,
    told_at INTEGER NOT NULL
) STRICT;

CREATE INDEX notifications.told_orders_account ON told_orders (account_id);
CREATE INDEX notifications.told_orders_age ON told_orders (told_at);
