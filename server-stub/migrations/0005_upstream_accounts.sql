-- Which account of an upstream a request went to, and how that account is doing.

-- An account is an address and a key: whoever has another one must neither ask about a task nor fetch it.
ALTER TABLE attempts RENAME COLUMN key_fingerprint TO account;

-- The job has ended, but not for the upstream: it is asked until then, and what it made is kept.
ALTER TABLE attempts ADD COLUMN watched_until timestamptz;
-- The upstream's complete list was read without it; a second time settles that it was not accepted.
ALTER TABLE attempts ADD COLUMN absent_since timestamptz;
UPDATE attempts SET watched_until = now() + interval '1 day' WHERE outcome = 'late';
DROP INDEX attempts_late;
CREATE INDEX attempts_watched ON attempts (account, asked_at) WHERE watched_until IS NOT NULL;

-- Whose place it is that a job has: a place is one of an account, not of an upstream's name.
ALTER TABLE jobs ADD COLUMN account text;
UPDATE jobs j SET account = a.account FROM attempts a
    WHERE a.job_id = j.id AND a.outcome <> 'not_accepted' AND j.status = 'processing';
DROP INDEX jobs_slot_unique;
CREATE UNIQUE INDEX jobs_slot_unique ON jobs (account, slot) WHERE slot IS NOT NULL;

-- One row per account that a relay of this database was given. What the upstream told one of them, all have to heed.
CREATE TABLE upstream_accounts (
    account        text        NOT NULL,
    upstream       text        NOT NULL, -- the name it is configured under
    seen_at        timestamptz NOT NULL DEFAULT now(), -- when a relay that has it last said so
    not_before     timestamptz,          -- no create before this
    refusals       integer     NOT NULL DEFAULT 0, -- in a row: requests that went out after a refusal and were refused again
    refused_at     timestamptz,
    trouble_code   text,                 -- why nothing can be made with it, until something is accepted
    trouble_detail text,
    CONSTRAINT upstream_accounts_pk PRIMARY KEY (account),
    CONSTRAINT upstream_accounts_trouble_whole CHECK ((trouble_code IS NULL) = (trouble_detail IS NULL))
);
CREATE INDEX upstream_accounts_by_name ON upstream_accounts (upstream, seen_at);
