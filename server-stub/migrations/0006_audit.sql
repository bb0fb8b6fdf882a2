-- Who did what to whom, from where, when. Each row's hash covers the hash of the row before, so that nothing in the middle can be
-- changed, removed or put in without breaking every row after it; domain/Audit.h says how it is computed.

-- No foreign keys: an entry outlives whom it is about.
CREATE TABLE audit_log (
    seq          bigint      NOT NULL, -- 1, 2, 3 … without a gap
    at           timestamptz NOT NULL,
    action       text        NOT NULL,
    actor_kind   text        NOT NULL,
    actor_id     uuid,
    session_id   uuid,
    address      text        NOT NULL DEFAULT '',
    request_id   text        NOT NULL DEFAULT '',
    subject_kind text        NOT NULL DEFAULT '',
    subject_id   text        NOT NULL DEFAULT '',
    details      json        NOT NULL DEFAULT '{}', -- not jsonb: its very bytes are hashed
    previous     bytea       NOT NULL,
    hash         bytea       NOT NULL,
    CONSTRAINT audit_log_pk PRIMARY KEY (seq),
    CONSTRAINT audit_log_actor_kind CHECK (actor_kind IN ('nobody', 'user', 'operator', 'relay')),
    CONSTRAINT audit_log_hashes CHECK (length(previous) = 32 AND length(hash) = 32)
);
CREATE INDEX audit_log_by_actor ON audit_log (actor_id, seq DESC) WHERE actor_id IS NOT NULL;
CREATE INDEX audit_log_by_subject ON audit_log (subject_id, seq DESC) WHERE subject_id <> '';
CREATE INDEX audit_log_by_action ON audit_log (action, seq DESC);
CREATE INDEX audit_log_by_time ON audit_log (at);

-- The end of the chain. Its lock is what keeps two relays from appending to the same row.
CREATE TABLE audit_head (
    only_row boolean NOT NULL DEFAULT true,
    seq      bigint  NOT NULL,
    hash     bytea   NOT NULL,
    CONSTRAINT audit_head_pk PRIMARY KEY (only_row),
    CONSTRAINT audit_head_only_row CHECK (only_row)
);
INSERT INTO audit_head (seq, hash) VALUES (0, decode(repeat('00', 32), 'hex'));

-- Against mistakes; who owns the database can take it away, and the chain shows what was done then.
CREATE FUNCTION refuse_to_change_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'check_violation', CONSTRAINT = 'audit_log_append_only';
END $$;
CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_audit();
