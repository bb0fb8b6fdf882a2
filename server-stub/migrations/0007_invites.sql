-- Codes that let people in. The code itself is shown once, when it is made; what is kept cannot be turned back into it.
CREATE TABLE invites (
    id         uuid        NOT NULL,
    code_hash  bytea       NOT NULL, -- SHA-256: the code is random and long, so nothing slower is needed
    role       user_role   NOT NULL DEFAULT 'member',
    note       text        NOT NULL DEFAULT '', -- for the administrators: whom it is for
    max_uses   int         NOT NULL,
    uses       int         NOT NULL DEFAULT 0,
    created_by uuid,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz,
    CONSTRAINT invites_pk PRIMARY KEY (id),
    CONSTRAINT invites_code_unique UNIQUE (code_hash),
    CONSTRAINT invites_created_by_fk FOREIGN KEY (created_by) REFERENCES users (id) ON DELETE SET NULL,
    CONSTRAINT invites_uses CHECK (uses BETWEEN 0 AND max_uses),
    CONSTRAINT invites_note_length CHECK (char_length(note) <= 200)
);
CREATE INDEX invites_newest ON invites (created_at, id);
CREATE INDEX invites_by_creator ON invites (created_by);
