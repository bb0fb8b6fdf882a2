-- Jobs, what they cost, what they made, and what happened, in the order it became visible.

-- One row per user numbers both the event log and the changes of the library. Bumped last in a transaction, so that numbers
-- become visible in their order.
CREATE TABLE user_counters (
    user_id  uuid   NOT NULL,
    last_seq bigint NOT NULL DEFAULT 0,
    CONSTRAINT user_counters_pk PRIMARY KEY (user_id),
    CONSTRAINT user_counters_user_fk FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

-- What a user asked for under one idempotency key, kept for good.
CREATE TABLE submissions (
    id          uuid        NOT NULL,
    user_id     uuid        NOT NULL,
    key         text        NOT NULL,
    fingerprint bytea       NOT NULL,
    status      smallint    NOT NULL,
    answer      json        NOT NULL, -- not jsonb: the first answer is given again byte for byte
    created_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT submissions_pk PRIMARY KEY (id),
    CONSTRAINT submissions_user_fk FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
    CONSTRAINT submissions_user_key_unique UNIQUE (user_id, key),
    CONSTRAINT submissions_key_length CHECK (length(key) BETWEEN 1 AND 255)
);

CREATE TYPE job_status AS ENUM ('pending', 'processing', 'completed', 'failed', 'canceled');
CREATE TYPE job_stage AS ENUM ('queued', 'held', 'submitting', 'checking', 'generating', 'saving', 'done');
CREATE TYPE job_charged AS ENUM ('no', 'held', 'yes', 'unknown');
CREATE TYPE video_orientation AS ENUM ('portrait', 'landscape');

CREATE TABLE jobs (
    id              uuid              NOT NULL,
    user_id         uuid              NOT NULL,
    submission_id   uuid              NOT NULL,
    take            smallint          NOT NULL DEFAULT 1,
    batch_id        uuid,
    retry_of        uuid,
    status          job_status        NOT NULL DEFAULT 'pending',
    stage           job_stage         NOT NULL DEFAULT 'queued',
    progress        smallint,
    message         text,
    prompt          text              NOT NULL,
    orientation     video_orientation NOT NULL,
    model           text              NOT NULL,
    upstream        text              NOT NULL,
    seconds         smallint,
    size            text,
    options         jsonb             NOT NULL DEFAULT '{}',
    price_micro_usd bigint,
    charged         job_charged       NOT NULL DEFAULT 'no',
    attempts        smallint          NOT NULL DEFAULT 0, -- creates tried
    error_code      text,
    error_detail    text,
    cancel_requested boolean          NOT NULL DEFAULT false,
    demo            boolean           NOT NULL DEFAULT false,
    created_at      timestamptz       NOT NULL DEFAULT now(),
    started_at      timestamptz,
    generating_at   timestamptz,
    finished_at     timestamptz,
    -- Who is working on it. All times are the database's.
    run_after       timestamptz       NOT NULL DEFAULT now(),
    claimed_by      uuid,
    claim_token     uuid,
    lease_until     timestamptz,
    claims          integer           NOT NULL DEFAULT 0,
    crashes         smallint          NOT NULL DEFAULT 0, -- claims in a row after which nothing new was stored
    CONSTRAINT jobs_pk PRIMARY KEY (id),
    CONSTRAINT jobs_user_fk FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
    CONSTRAINT jobs_submission_fk FOREIGN KEY (submission_id) REFERENCES submissions (id) ON DELETE CASCADE,
    CONSTRAINT jobs_retry_of_fk FOREIGN KEY (retry_of) REFERENCES jobs (id) ON DELETE SET NULL,
    CONSTRAINT jobs_submission_take_unique UNIQUE (submission_id, take),
    CONSTRAINT jobs_progress_range CHECK (progress BETWEEN 0 AND 100),
    CONSTRAINT jobs_stage_fits_status CHECK (CASE status
        WHEN 'pending' THEN stage IN ('queued', 'held')
        WHEN 'processing' THEN stage IN ('submitting', 'checking', 'generating', 'saving')
        ELSE stage = 'done' END),
    CONSTRAINT jobs_finished_when_done CHECK ((stage = 'done') = (finished_at IS NOT NULL)),
    CONSTRAINT jobs_error_when_failed CHECK ((status = 'failed') = (error_code IS NOT NULL))
);
CREATE INDEX jobs_by_user ON jobs (user_id, created_at DESC, id DESC);
CREATE INDEX jobs_unfinished ON jobs (upstream, created_at, id) WHERE stage <> 'done';

-- Nothing leaves a terminal status, whatever a statement elsewhere believes.
CREATE FUNCTION refuse_to_reopen_job() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.stage = 'done' AND NEW.status <> OLD.status THEN
        RAISE EXCEPTION 'job % is %, it cannot become %', OLD.id, OLD.status, NEW.status
            USING ERRCODE = 'check_violation', CONSTRAINT = 'jobs_terminal_is_final';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER jobs_terminal_is_final BEFORE UPDATE OF status ON jobs
    FOR EACH ROW EXECUTE FUNCTION refuse_to_reopen_job();

-- sent: the request may be on the wire. late: the job ended without a verdict, the upstream is still asked.
CREATE TYPE attempt_outcome AS ENUM ('sent', 'accepted', 'not_accepted', 'unknown', 'succeeded', 'failed', 'late');

CREATE TABLE attempts (
    id                uuid            NOT NULL,
    job_id            uuid            NOT NULL,
    number            smallint        NOT NULL,
    upstream          text            NOT NULL,
    key_fingerprint   text            NOT NULL,
    intent_fingerprint bytea,                    -- only where the upstream has a list to be found in
    outcome           attempt_outcome NOT NULL DEFAULT 'sent',
    accepted          boolean         NOT NULL DEFAULT false,
    upstream_id       text,
    state             jsonb           NOT NULL DEFAULT '{}',
    upstream_reply    jsonb,
    charged_micro_usd bigint,
    detail            text,
    sent_at           timestamptz     NOT NULL DEFAULT now(),
    accepted_at       timestamptz,
    deadline_at       timestamptz     NOT NULL,
    asked_at          timestamptz,               -- last question about a late result
    finished_at       timestamptz,
    CONSTRAINT attempts_pk PRIMARY KEY (id),
    CONSTRAINT attempts_job_fk FOREIGN KEY (job_id) REFERENCES jobs (id) ON DELETE CASCADE,
    CONSTRAINT attempts_job_number_unique UNIQUE (job_id, number),
    CONSTRAINT attempts_upstream_id_when_accepted CHECK (upstream_id IS NULL OR accepted)
);
-- One job, at most one accepted create; and no further create while one is undecided.
CREATE UNIQUE INDEX attempts_one_live_per_job ON attempts (job_id) WHERE outcome <> 'not_accepted';
CREATE UNIQUE INDEX attempts_upstream_task_unique ON attempts (upstream, key_fingerprint, upstream_id);
-- Two equal requests in flight could not be told apart in the upstream's list.
CREATE UNIQUE INDEX attempts_one_undecided_per_intent ON attempts (upstream, key_fingerprint, intent_fingerprint)
    WHERE outcome = 'sent';
CREATE INDEX attempts_late ON attempts (upstream, asked_at) WHERE outcome = 'late';

-- Append-only. What is open for a job is the sum over its rows: a reserve counts against the user until it is released.
CREATE TYPE ledger_kind AS ENUM ('reserve', 'release', 'charge', 'adjust');
CREATE TABLE ledger (
    id         uuid        NOT NULL,
    user_id    uuid        NOT NULL,
    job_id     uuid        NOT NULL,
    attempt_id uuid,
    kind       ledger_kind NOT NULL,
    micro_usd  bigint      NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT ledger_pk PRIMARY KEY (id),
    CONSTRAINT ledger_user_fk FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
    CONSTRAINT ledger_job_fk FOREIGN KEY (job_id) REFERENCES jobs (id) ON DELETE CASCADE,
    CONSTRAINT ledger_attempt_fk FOREIGN KEY (attempt_id) REFERENCES attempts (id) ON DELETE CASCADE,
    CONSTRAINT ledger_attempt_when_charged CHECK ((kind IN ('charge', 'adjust')) = (attempt_id IS NOT NULL))
);
CREATE UNIQUE INDEX ledger_one_reserve_per_job ON ledger (job_id) WHERE kind = 'reserve';
CREATE UNIQUE INDEX ledger_one_release_per_job ON ledger (job_id) WHERE kind = 'release';
CREATE UNIQUE INDEX ledger_one_charge_per_attempt ON ledger (attempt_id) WHERE kind = 'charge';
CREATE INDEX ledger_by_user ON ledger (user_id, created_at);

CREATE TABLE blobs (
    sha256       bytea       NOT NULL,
    bytes        bigint      NOT NULL,
    content_type text        NOT NULL,
    store        text        NOT NULL DEFAULT 'disk',
    created_at   timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT blobs_pk PRIMARY KEY (sha256),
    CONSTRAINT blobs_sha256_length CHECK (length(sha256) = 32),
    CONSTRAINT blobs_bytes_positive CHECK (bytes > 0)
);

CREATE TYPE video_state AS ENUM ('draft', 'published', 'trashed');
CREATE TABLE videos (
    id                uuid              NOT NULL,
    user_id           uuid              NOT NULL,
    seq               bigint            NOT NULL, -- of its last change
    job_id            uuid,
    title             text,
    prompt            text              NOT NULL,
    orientation       video_orientation NOT NULL,
    width             integer           NOT NULL,
    height            integer           NOT NULL,
    duration_ms       integer           NOT NULL,
    model             text              NOT NULL,
    upstream          text              NOT NULL,
    demo              boolean           NOT NULL DEFAULT false,
    content_sha256    bytea             NOT NULL,
    poster_sha256     bytea             NOT NULL,
    favorite          boolean           NOT NULL DEFAULT false,
    rating            smallint          NOT NULL DEFAULT 0,
    tags              text[]            NOT NULL DEFAULT '{}',
    state             video_state       NOT NULL DEFAULT 'draft',
    remix_of          uuid,
    charged_micro_usd bigint,
    media             jsonb             NOT NULL DEFAULT '{}', -- what the probe found: container, codecs
    created_at        timestamptz       NOT NULL DEFAULT now(),
    updated_at        timestamptz       NOT NULL DEFAULT now(),
    CONSTRAINT videos_pk PRIMARY KEY (id),
    CONSTRAINT videos_user_fk FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
    CONSTRAINT videos_job_fk FOREIGN KEY (job_id) REFERENCES jobs (id) ON DELETE SET NULL,
    CONSTRAINT videos_remix_of_fk FOREIGN KEY (remix_of) REFERENCES videos (id) ON DELETE SET NULL,
    CONSTRAINT videos_content_fk FOREIGN KEY (content_sha256) REFERENCES blobs (sha256),
    CONSTRAINT videos_poster_fk FOREIGN KEY (poster_sha256) REFERENCES blobs (sha256),
    CONSTRAINT videos_job_unique UNIQUE (job_id),
    CONSTRAINT videos_user_seq_unique UNIQUE (user_id, seq),
    CONSTRAINT videos_rating_range CHECK (rating BETWEEN 0 AND 5)
);
CREATE INDEX videos_by_user ON videos (user_id, created_at DESC, id DESC) WHERE state <> 'trashed';
CREATE INDEX videos_by_content ON videos (content_sha256);

CREATE TYPE event_name AS ENUM ('completed', 'failed', 'canceled', 'video');
CREATE TABLE events (
    user_id    uuid        NOT NULL,
    seq        bigint      NOT NULL,
    name       event_name  NOT NULL,
    job_id     uuid,
    body       json        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT events_pk PRIMARY KEY (user_id, seq),
    CONSTRAINT events_user_fk FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);
CREATE INDEX events_by_job ON events (job_id, seq) WHERE job_id IS NOT NULL;
CREATE INDEX events_by_age ON events (created_at);
