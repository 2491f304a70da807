-- Which token a token was traded for: until one of its successors is used, a token whose answer was lost may be traded
-- once more for a short while.
ALTER TABLE identity.refresh_tokens ADD COLUMN parent_hash BLOB;

CREATE INDEX identity.refresh_tokens_parent ON refresh_tokens (parent_hash);
