-- One-time codes for a new password, where people in a list of users come from, and from where a session was opened.

-- One for each account: a new one takes the place of the old. The code itself is shown once, to the administrator.
CREATE TABLE password_resets (
    user_id    uuid        NOT NULL,
    code_hash  bytea       NOT NULL, -- SHA-256 of 79 random bits
    expires_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT password_resets_pk PRIMARY KEY (user_id),
    CONSTRAINT password_resets_user_fk FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

CREATE INDEX users_newest ON users (created_at, id);

-- Numeric, as the relay saw it when the session was opened and when it was last refreshed.
ALTER TABLE sessions ADD COLUMN address text NOT NULL DEFAULT '';
CREATE INDEX sessions_of_user ON sessions (user_id, created_at, id) WHERE ended_at IS NULL;
DROP INDEX sessions_live_by_user;
