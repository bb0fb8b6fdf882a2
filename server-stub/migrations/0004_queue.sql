-- Whose turn it is: the user's own order, the pause, a place at the upstream for every job in hand, and the states a job may go
-- through.

-- A paused user's waiting jobs are not claimed, and read as held. That follows from this one row instead of being written into
-- each job, so that no job can slip past by coming back from a worker at the same moment.
ALTER TABLE users
    ADD COLUMN queue_paused_at  timestamptz,
    ADD COLUMN queue_resumed_at timestamptz; -- waiting is counted from here at the earliest

-- The user's own order of what waits. A move gives the ranks between the two places round; those of others are never touched.
CREATE SEQUENCE job_ranks;
ALTER TABLE jobs ADD COLUMN rank bigint, ADD COLUMN slot integer;
UPDATE jobs j SET rank = o.rank
FROM (SELECT id, nextval('job_ranks') AS rank FROM (SELECT id FROM jobs ORDER BY created_at, id) ordered) o WHERE o.id = j.id;
ALTER TABLE jobs ALTER COLUMN rank SET NOT NULL, ALTER COLUMN rank SET DEFAULT nextval('job_ranks');
ALTER SEQUENCE job_ranks OWNED BY jobs.rank;

-- The place at the upstream, from 1 to its max_in_flight. A job has one from its claim until it has ended or waits again; nobody
-- can hold more places than there are numbers, however many relays claim at once.
UPDATE jobs j SET slot = o.slot
FROM (SELECT id, row_number() OVER (PARTITION BY upstream ORDER BY created_at, id) AS slot FROM jobs
      WHERE status = 'processing' OR claim_token IS NOT NULL) o WHERE o.id = j.id;
ALTER TABLE jobs ADD CONSTRAINT jobs_slot_while_in_hand
    CHECK ((slot IS NOT NULL) = (status = 'processing' OR claim_token IS NOT NULL));
CREATE UNIQUE INDEX jobs_slot_unique ON jobs (upstream, slot) WHERE slot IS NOT NULL;

-- Conditions on status, not on stage, which changes more often: an update of an indexed column, in a condition too, has to write
-- every index anew.
DROP INDEX jobs_unfinished;
DROP INDEX jobs_pending_by_user; -- jobs_active_by_user serves the same questions
CREATE INDEX jobs_waiting ON jobs (upstream, user_id, rank) WHERE status = 'pending' AND slot IS NULL;
CREATE INDEX jobs_active_by_user ON jobs (user_id, rank) WHERE status IN ('pending', 'processing');
CREATE INDEX jobs_completed_by_model ON jobs (upstream, model, coalesce(seconds, 0), finished_at) WHERE status = 'completed';
-- Each job is a handful of row versions within minutes.
ALTER TABLE jobs SET (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05);

-- What server-stub/README.md draws. A state is the stage, or the status once the stage is done; nothing leaves those.
CREATE TABLE job_transitions (
    from_state text NOT NULL,
    to_state   text NOT NULL,
    CONSTRAINT job_transitions_pk PRIMARY KEY (from_state, to_state)
);
INSERT INTO job_transitions (from_state, to_state) VALUES
    ('queued', 'submitting'), ('queued', 'failed'), ('queued', 'canceled'),
    ('held', 'submitting'), ('held', 'failed'), ('held', 'canceled'),
    -- Back to waiting only because the upstream surely did not accept.
    ('submitting', 'held'), ('submitting', 'checking'), ('submitting', 'generating'), ('submitting', 'saving'),
    ('submitting', 'failed'), ('submitting', 'canceled'),
    ('checking', 'generating'), ('checking', 'failed'), ('checking', 'canceled'),
    ('generating', 'saving'), ('generating', 'failed'), ('generating', 'canceled'),
    ('saving', 'completed'), ('saving', 'failed'), ('saving', 'canceled');

DROP TRIGGER jobs_terminal_is_final ON jobs;
DROP FUNCTION refuse_to_reopen_job();
CREATE FUNCTION check_job_transition() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    was  text := CASE WHEN OLD.stage = 'done' THEN OLD.status::text ELSE OLD.stage::text END;
    next text := CASE WHEN NEW.stage = 'done' THEN NEW.status::text ELSE NEW.stage::text END;
BEGIN
    IF was <> next AND NOT EXISTS (SELECT FROM job_transitions WHERE from_state = was AND to_state = next) THEN
        RAISE EXCEPTION 'job % is %, it cannot become %', OLD.id, was, next USING ERRCODE = 'check_violation',
            CONSTRAINT = CASE WHEN OLD.stage = 'done' THEN 'jobs_terminal_is_final' ELSE 'jobs_transition_allowed' END;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER jobs_transition_allowed BEFORE UPDATE OF status, stage ON jobs FOR EACH ROW
    WHEN (OLD.status <> NEW.status OR OLD.stage <> NEW.stage) EXECUTE FUNCTION check_job_transition();
