-- What every step of a job pays for its guards and indexes, without giving up one of them.

-- The same conditions, shorter: each is read anew by every statement that writes a job. They lean on the order of the words in
-- job_status (pending, processing, then the ends) and job_stage (queued, held, then at the upstream, then done).
ALTER TABLE jobs DROP CONSTRAINT jobs_stage_fits_status;
ALTER TABLE jobs ADD CONSTRAINT jobs_stage_fits_status
    CHECK ((status >= 'processing') = (stage >= 'submitting') AND (status >= 'completed') = (stage = 'done'));

-- Without the stage in its condition a step from one stage to the next writes no index.
DROP INDEX jobs_unsettled;
CREATE INDEX jobs_unsettled ON jobs (finished_at) WHERE charged = 'unknown';

-- What server-stub/README.md draws. After the row is written instead of before, which would lock it a second time, and without
-- a table to look into: this runs at every step of every job.
DROP TRIGGER jobs_transition_allowed ON jobs;
DROP FUNCTION check_job_transition();
DROP TABLE job_transitions;
CREATE FUNCTION check_job_transition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (CASE NEW.stage
        WHEN 'held' THEN OLD.stage = 'submitting' -- back to waiting only because the upstream surely did not accept
        WHEN 'submitting' THEN OLD.stage IN ('queued', 'held')
        WHEN 'checking' THEN OLD.stage = 'submitting'
        WHEN 'generating' THEN OLD.stage IN ('submitting', 'checking')
        WHEN 'saving' THEN OLD.stage IN ('submitting', 'generating')
        WHEN 'done' THEN OLD.stage <> 'done' AND (NEW.status <> 'completed' OR OLD.stage = 'saving')
        ELSE false END) THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'job % is % (%), it cannot become % (%)', OLD.id, OLD.status, OLD.stage, NEW.status, NEW.stage
        USING ERRCODE = 'check_violation',
              CONSTRAINT = CASE WHEN OLD.stage = 'done' THEN 'jobs_terminal_is_final' ELSE 'jobs_transition_allowed' END;
END $$;
CREATE TRIGGER jobs_transition_allowed AFTER UPDATE OF status, stage ON jobs FOR EACH ROW
    WHEN (OLD.status <> NEW.status OR OLD.stage <> NEW.stage) EXECUTE FUNCTION check_job_transition();
