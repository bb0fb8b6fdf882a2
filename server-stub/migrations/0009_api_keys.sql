-- Keys for a user's own programs. The key itself is shown once, when it is made.
CREATE TABLE api_keys (
    id           uuid        NOT NULL,
    user_id      uuid        NOT NULL,
    name         text        NOT NULL,
    key_hash     bytea       NOT NULL, -- SHA-256 of 256 random bits
    scopes       text[]      NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    expires_at   timestamptz,
    last_used_at timestamptz, -- to the minute
    revoked_at   timestamptz,
    CONSTRAINT api_keys_pk PRIMARY KEY (id),
    CONSTRAINT api_keys_hash_unique UNIQUE (key_hash),
    CONSTRAINT api_keys_user_fk FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
    CONSTRAINT api_keys_name_length CHECK (char_length(name) BETWEEN 1 AND 80)
);
CREATE INDEX api_keys_of_user ON api_keys (user_id, created_at, id) WHERE revoked_at IS NULL;
