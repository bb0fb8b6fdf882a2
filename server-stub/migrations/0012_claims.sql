-- What a claim and an end cost, without giving up one guard.

-- A condition of the table is read anew, from its text, by every statement that writes a row; a function's is kept ready. So one
-- trigger holds them all, what belongs to a state (server-stub/README.md draws them) as well as which step may follow which.
-- Some lean on the order of the words in job_status (pending, processing, then the ends) and job_stage (queued, held, then at the
-- upstream, then done).
ALTER TABLE jobs
    DROP CONSTRAINT jobs_stage_fits_status,
    DROP CONSTRAINT jobs_finished_when_done,
    DROP CONSTRAINT jobs_error_when_failed,
    DROP CONSTRAINT jobs_slot_while_in_hand,
    DROP CONSTRAINT jobs_progress_range,
    DROP CONSTRAINT jobs_price_not_negative;
DROP TRIGGER jobs_transition_allowed ON jobs;
DROP FUNCTION check_job_transition();
CREATE FUNCTION check_job() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    broken text := CASE
        WHEN (NEW.status >= 'processing') <> (NEW.stage >= 'submitting') OR (NEW.status >= 'completed') <> (NEW.stage = 'done')
            THEN 'jobs_stage_fits_status'
        WHEN (NEW.stage = 'done') <> (NEW.finished_at IS NOT NULL) THEN 'jobs_finished_when_done'
        WHEN (NEW.status = 'failed') <> (NEW.error_code IS NOT NULL) THEN 'jobs_error_when_failed'
        WHEN (NEW.slot IS NOT NULL) <> (NEW.status = 'processing' OR NEW.claim_token IS NOT NULL) THEN 'jobs_slot_while_in_hand'
        WHEN NEW.progress NOT BETWEEN 0 AND 100 THEN 'jobs_progress_range'
        WHEN NEW.price_micro_usd < 0 THEN 'jobs_price_not_negative'
        WHEN TG_OP = 'INSERT' OR NEW.stage = OLD.stage AND NEW.status = OLD.status THEN NULL
        WHEN CASE NEW.stage
            WHEN 'held' THEN OLD.stage = 'submitting' -- back to waiting only because the upstream surely did not accept
            WHEN 'submitting' THEN OLD.stage IN ('queued', 'held')
            WHEN 'checking' THEN OLD.stage = 'submitting'
            WHEN 'generating' THEN OLD.stage IN ('submitting', 'checking')
            WHEN 'saving' THEN OLD.stage IN ('submitting', 'generating')
            WHEN 'done' THEN OLD.stage <> 'done' AND (NEW.status <> 'completed' OR OLD.stage = 'saving')
            ELSE false END THEN NULL
        WHEN OLD.stage = 'done' THEN 'jobs_terminal_is_final'
        ELSE 'jobs_transition_allowed' END;
BEGIN
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION 'job % may not become % (%), progress %, price %; it was % (%)', NEW.id, NEW.status, NEW.stage, NEW.progress,
            NEW.price_micro_usd, OLD.status, OLD.stage USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    RETURN NULL;
END $$;
-- After the row is written: before, it would be locked a second time.
CREATE TRIGGER jobs_guard AFTER INSERT OR UPDATE ON jobs FOR EACH ROW EXECUTE FUNCTION check_job();
