-- People's accounts. The schema's name is a reserved word here, hence the brackets.
CREATE TABLE [identity].accounts (
    id BINARY(16) NOT NULL PRIMARY KEY CLUSTERED,
    email NVARCHAR(320) NOT NULL,      -- as the person writes it
    email_key NVARCHAR(320) COLLATE Latin1_General_100_BIN2 NOT NULL UNIQUE, -- lower case
    password_hash NVARCHAR(400) COLLATE Latin1_General_100_BIN2 NOT NULL,    -- argon2id, PHC string
    display_name NVARCHAR(400) NOT NULL, -- copied from the customer's profile
    locale NVARCHAR(40) NOT NULL,      -- likewise
    profile_version BIGINT NOT NULL,   -- version of the profile copied last; 0 before the first
    platform_roles NVARCHAR(MAX) NOT NULL, -- JSON array
    created_at BIGINT NOT NULL
);

-- A session is the family of the refresh tokens that one sign-in led to. A session that ended is deleted.
CREATE TABLE [identity].sessions (
    id BINARY(16) NOT NULL PRIMARY KEY CLUSTERED,
    account_id BINARY(16) NOT NULL REFERENCES [identity].accounts (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL         -- that of its youngest token
);

CREATE INDEX sessions_account ON [identity].sessions (account_id);
CREATE INDEX sessions_expiry ON [identity].sessions (expires_at);

-- Used tokens stay until they expire, so that a second use is noticed. A hash comes from anywhere, so the rows lie in
-- the order in which they expire.
CREATE TABLE [identity].refresh_tokens (
    token_hash BINARY(32) NOT NULL PRIMARY KEY NONCLUSTERED, -- SHA-256
    session_id BINARY(16) NOT NULL REFERENCES [identity].sessions (id) ON DELETE CASCADE,
    issued_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);

CREATE CLUSTERED INDEX refresh_tokens_expiry ON [identity].refresh_tokens (expires_at);
CREATE INDEX refresh_tokens_session ON [identity].refresh_tokens (session_id);

-- Single-use tokens for setting a new password. A used one is deleted.
CREATE TABLE [identity].password_resets (
    token_hash BINARY(32) NOT NULL PRIMARY KEY NONCLUSTERED, -- SHA-256
    account_id BINARY(16) NOT NULL REFERENCES [identity].accounts (id) ON DELETE CASCADE,
    expires_at BIGINT NOT NULL
);

CREATE CLUSTERED INDEX password_resets_expiry ON [identity].password_resets (expires_at);
CREATE INDEX password_resets_account ON [identity].password_resets (account_id);

-- What is throttled: failed sign-ins and requests for reset links, also for addresses without an account.
CREATE TABLE [identity].attempts (
    id BINARY(16) NOT NULL PRIMARY KEY CLUSTERED,
    kind NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    subject BINARY(32) NOT NULL,       -- SHA-256 of the e-mail in lower case
    attempted_at BIGINT NOT NULL
);

CREATE INDEX attempts_subject ON [identity].attempts (subject, kind, attempted_at);
CREATE INDEX attempts_age ON [identity].attempts (attempted_at, kind);

-- API clients of third parties.
CREATE TABLE [identity].api_clients (
    id BINARY(16) NOT NULL PRIMARY KEY CLUSTERED,
    secret_hash BINARY(32) NOT NULL,   -- SHA-256: the secret is 256 random bits
    name NVARCHAR(400) NOT NULL,
    scopes NVARCHAR(MAX) NOT NULL,     -- JSON array
    restaurant_ids NVARCHAR(MAX) NOT NULL, -- JSON array
    created_at BIGINT NOT NULL
);

-- Keys that sign access tokens. The one with the latest active_from that has passed signs.
CREATE TABLE [identity].signing_keys (
    generation BIGINT NOT NULL PRIMARY KEY CLUSTERED, -- two processes cannot make the same successor
    kid NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL UNIQUE,
    private_key VARBINARY(MAX) NOT NULL, -- Ed25519, PKCS#8 DER
    active_from BIGINT NOT NULL
);
