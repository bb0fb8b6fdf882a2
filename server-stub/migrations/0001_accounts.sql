-- Who this relay is, who may use it, and who is signed in.

-- One row. The fingerprint tells relays that share the database whether they share the secrets too.
CREATE TABLE server (
    only_row           boolean     NOT NULL DEFAULT true,
    server_id          uuid        NOT NULL,
    secret_fingerprint text        NOT NULL,
    created_at         timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT server_pk PRIMARY KEY (only_row),
    CONSTRAINT server_only_row CHECK (only_row)
);

CREATE TYPE user_role AS ENUM ('member', 'admin');
CREATE TYPE user_status AS ENUM ('active', 'pending', 'disabled');

CREATE TABLE users (
    id            uuid        NOT NULL,
    email         text        NOT NULL, -- as typed, NFC
    email_key     text        NOT NULL, -- lower case, made by the relay: the database's lower() depends on its locale
    password_hash text        NOT NULL,
    handle        text        NOT NULL,
    display_name  text        NOT NULL,
    role          user_role   NOT NULL DEFAULT 'member',
    status        user_status NOT NULL DEFAULT 'active',
    created_at    timestamptz NOT NULL DEFAULT now(),
    updated_at    timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT users_pk PRIMARY KEY (id),
    CONSTRAINT users_email_unique UNIQUE (email_key),
    CONSTRAINT users_handle_unique UNIQUE (handle),
    CONSTRAINT users_handle_form CHECK (handle ~ '^[a-z0-9_]{3,30}$'),
    CONSTRAINT users_display_name_length CHECK (char_length(display_name) BETWEEN 1 AND 80)
);

-- A refresh token is sid.generation.HMAC. Only the first two are kept, so that a lost answer can be given again.
CREATE TABLE sessions (
    id           uuid        NOT NULL,
    user_id      uuid        NOT NULL,
    generation   bigint      NOT NULL DEFAULT 1,
    user_agent   text        NOT NULL DEFAULT '',
    created_at   timestamptz NOT NULL DEFAULT now(),
    refreshed_at timestamptz NOT NULL DEFAULT now(),
    expires_at   timestamptz NOT NULL,
    ended_at     timestamptz,
    end_reason   text,
    CONSTRAINT sessions_pk PRIMARY KEY (id),
    CONSTRAINT sessions_user_fk FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
    CONSTRAINT sessions_end_has_reason CHECK ((ended_at IS NULL) = (end_reason IS NULL)),
    CONSTRAINT sessions_end_reason CHECK (end_reason IN ('logout', 'reuse', 'revoked', 'disabled', 'password'))
);
CREATE INDEX sessions_live_by_user ON sessions (user_id) WHERE ended_at IS NULL;
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

-- Sliding windows of what is limited, shared by all relays on this database. One row per subject, so that its lock makes the
-- count exact. A subject that comes from outside (an address) is stored as a digest.
CREATE TABLE rate_windows (
    kind       text          NOT NULL,
    subject    text          NOT NULL,
    hits       timestamptz[] NOT NULL,
    updated_at timestamptz   NOT NULL DEFAULT now(),
    CONSTRAINT rate_windows_pk PRIMARY KEY (kind, subject)
);
CREATE INDEX rate_windows_by_age ON rate_windows (updated_at);
