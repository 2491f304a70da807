-- People's accounts.
CREATE TABLE identity.accounts (
    id BLOB NOT NULL PRIMARY KEY,
    email TEXT NOT NULL,               -- as the person writes it
    email_key TEXT NOT NULL UNIQUE,    -- lower case
    password_hash TEXT NOT NULL,       -- argon2id, PHC string
    display_name TEXT NOT NULL,        -- copied from the customer's profile
    locale TEXT NOT NULL,              -- likewise
    profile_version INTEGER NOT NULL,  -- version of the profile copied last; 0 before the first
    platform_roles TEXT NOT NULL,      -- JSON array
    created_at INTEGER NOT NULL
) STRICT;

-- A session is the family of the refresh tokens that one sign-in led to. A session that ended is deleted.
CREATE TABLE identity.sessions (
    id BLOB NOT NULL PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL        -- that of its youngest token
) STRICT;

CREATE INDEX identity.sessions_account ON sessions (account_id);
CREATE INDEX identity.sessions_expiry ON sessions (expires_at);

-- Used tokens stay until they expire, so that a second use is noticed.
CREATE TABLE identity.refresh_tokens (
    token_hash BLOB NOT NULL PRIMARY KEY, -- SHA-256
    session_id BLOB NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    issued_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER
) STRICT;

CREATE INDEX identity.refresh_tokens_session ON refresh_tokens (session_id);
CREATE INDEX identity.refresh_tokens_expiry ON refresh_tokens (expires_at);

-- Single-use tokens for setting a new password. A used one is deleted.
CREATE TABLE identity.password_resets (
    token_hash BLOB NOT NULL PRIMARY KEY, -- SHA-256
    account_id BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    expires_at INTEGER NOT NULL
) STRICT;

CREATE INDEX identity.password_resets_account ON password_resets (account_id);
CREATE INDEX identity.password_resets_expiry ON password_resets (expires_at);

-- What is throttled: failed sign-ins and requests for reset links, also for addresses without an account.
CREATE TABLE identity.attempts (
    id BLOB NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    subject BLOB NOT NULL,             -- SHA-256 of the e-mail in lower case
    attempted_at INTEGER NOT NULL
) STRICT;

CREATE INDEX identity.attempts_subject ON attempts (subject, kind, attempted_at);
CREATE INDEX identity.attempts_age ON attempts (attempted_at, kind);

-- API clients of third parties.
CREATE TABLE identity.api_clients (
    id BLOB NOT NULL PRIMARY KEY,
    secret_hash BLOB NOT NULL,         -- SHA-256: the secret is 256 random bits
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,              -- JSON array
    restaurant_ids TEXT NOT NULL,      -- JSON array
    created_at INTEGER NOT NULL
) STRICT;

-- Keys that sign access tokens. The one with the latest active_from that has passed signs.
CREATE TABLE identity.signing_keys (
    generation INTEGER NOT NULL PRIMARY KEY, -- two processes cannot make the same successor
    kid TEXT NOT NULL UNIQUE,
    private_key BLOB NOT NULL,         -- Ed25519, PKCS#8 DER
    active_from INTEGER NOT NULL
) STRICT;
