-- Whom to tell and in which language: copied from the accounts' and customers' events.
CREATE TABLE notifications.people (
    account_id BINARY(16) NOT NULL PRIMARY KEY CLUSTERED,
    email NVARCHAR(320),               -- NULL once erased, as are name and locale
    name NVARCHAR(400),
    locale NVARCHAR(40),
    version BIGINT NOT NULL,           -- of the profile it was copied from; 0 from the registration
    erased_at BIGINT                   -- the row stays, so that a late event brings nobody back
);

-- What each person was told. An entry changes once, when it is seen.
CREATE TABLE notifications.feed (
    id BINARY(16) NOT NULL PRIMARY KEY CLUSTERED, -- UUIDv7 of occurred_at
    account_id BINARY(16) NOT NULL,
    occurred_at BIGINT NOT NULL,       -- whole milliseconds, ascending within an account
    kind NVARCHAR(MAX) NOT NULL,       -- JSON of NotificationKind
    title NVARCHAR(MAX) NOT NULL,
    body NVARCHAR(MAX) NOT NULL,
    seen BIT NOT NULL
);

CREATE UNIQUE INDEX feed_account ON notifications.feed (account_id, occurred_at) INCLUDE (seen);
CREATE INDEX feed_age ON notifications.feed (occurred_at);

-- Mails on their way out, written in the transaction of what they tell of.
CREATE TABLE notifications.mails (
    id BINARY(16) NOT NULL PRIMARY KEY CLUSTERED, -- also the Message-ID
    account_id BINARY(16) NOT NULL,
    recipient NVARCHAR(320),           -- NULL until the person's address is known
    subject NVARCHAR(MAX) NOT NULL,
    body NVARCHAR(MAX) NOT NULL,       -- emptied once there is no more to send
    created_at BIGINT NOT NULL,
    useful_until BIGINT,               -- not sent after that
    attempts BIGINT NOT NULL,
    next_attempt_at BIGINT NOT NULL,   -- while one is being sent: when somebody else may take it
    sent_at BIGINT,
    failed_at BIGINT,
    last_fault NVARCHAR(MAX)
);

CREATE INDEX mails_due ON notifications.mails (next_attempt_at)
    WHERE sent_at IS NULL AND failed_at IS NULL AND recipient IS NOT NULL;
CREATE INDEX mails_account ON notifications.mails (account_id) INCLUDE (recipient);
CREATE INDEX mails_age ON notifications.mails (created_at);

-- The latest version of each order that its customer was told of: older news is no news.
CREATE TABLE notifications.told_orders (
    order_id BINARY(16) NOT NULL PRIMARY KEY CLUSTERED,
    account_id BINARY(16) NOT NULL,
    version BIGINT NOT NULL,
    status NVARCHAR(40) NOT NULL,
    told_at BIGINT NOT NULL
);

CREATE INDEX told_orders_account ON notifications.told_orders (account_id);
CREATE INDEX told_orders_age ON notifications.told_orders (told_at);
