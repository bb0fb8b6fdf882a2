-- What each user may still spend, and why each line of the ledger is there.

-- One row per user: what is reserved or spent in one month (UTC), of jobs that count. Changed in the transaction that
-- changes the job, so that it equals the sum over jobs.counted_in; its lock is what makes limits exact under racing requests.
CREATE TABLE monthly_usage (
    user_id   uuid   NOT NULL,
    month     date   NOT NULL DEFAULT date_trunc('month', now() AT TIME ZONE 'UTC')::date,
    micro_usd bigint NOT NULL DEFAULT 0,
    seconds   bigint NOT NULL DEFAULT 0,
    CONSTRAINT monthly_usage_pk PRIMARY KEY (user_id),
    CONSTRAINT monthly_usage_user_fk FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
    CONSTRAINT monthly_usage_first_of_month CHECK (extract(day FROM month) = 1),
    CONSTRAINT monthly_usage_not_negative CHECK (micro_usd >= 0 AND seconds >= 0)
);

-- The month this job counts against its user's limits; nothing for a job that cost nothing in the end.
ALTER TABLE jobs ADD COLUMN counted_in date;
ALTER TABLE jobs ADD CONSTRAINT jobs_price_not_negative CHECK (price_micro_usd >= 0);
UPDATE jobs SET counted_in = date_trunc('month', created_at AT TIME ZONE 'UTC')::date
WHERE NOT (stage = 'done' AND charged = 'no');
CREATE INDEX jobs_pending_by_user ON jobs (user_id) WHERE status = 'pending';
-- Money nobody is sure about yet.
CREATE INDEX jobs_unsettled ON jobs (finished_at) WHERE stage = 'done' AND charged = 'unknown';

INSERT INTO monthly_usage (user_id, month, micro_usd, seconds)
SELECT user_id, counted_in, sum(coalesce(price_micro_usd, 0)), sum(coalesce(seconds, 0)) FROM jobs
WHERE counted_in = date_trunc('month', now() AT TIME ZONE 'UTC')::date GROUP BY user_id, counted_in;

-- reserve: submitted. charge: accepted, assumed (a day went by and nobody could say). release: charged (the charge took its
-- place), not_charged. adjust: corrected (what had been booked was proved wrong).
CREATE TYPE ledger_reason AS ENUM ('submitted', 'accepted', 'assumed', 'charged', 'not_charged', 'corrected');
ALTER TABLE ledger ADD COLUMN reason ledger_reason;
-- From here on a charge takes the place of the reserve in the moment it is booked.
INSERT INTO ledger (id, user_id, job_id, kind, micro_usd)
SELECT gen_random_uuid(), r.user_id, r.job_id, 'release', -r.micro_usd FROM ledger r
WHERE r.kind = 'reserve' AND EXISTS (SELECT FROM ledger c WHERE c.job_id = r.job_id AND c.kind = 'charge')
ON CONFLICT (job_id) WHERE kind = 'release' DO NOTHING;
UPDATE ledger l SET reason = CASE l.kind
    WHEN 'reserve' THEN 'submitted'
    WHEN 'charge' THEN 'accepted'
    WHEN 'adjust' THEN 'corrected'
    ELSE CASE WHEN EXISTS (SELECT FROM ledger c WHERE c.job_id = l.job_id AND c.kind = 'charge') THEN 'charged' ELSE 'not_charged' END
    END::ledger_reason;
ALTER TABLE ledger ALTER COLUMN reason SET NOT NULL;
ALTER TABLE ledger ADD CONSTRAINT ledger_reason_fits_kind CHECK (CASE kind
    WHEN 'reserve' THEN reason = 'submitted'
    WHEN 'charge' THEN reason IN ('accepted', 'assumed')
    WHEN 'release' THEN reason IN ('charged', 'not_charged')
    ELSE reason = 'corrected' END);
ALTER TABLE ledger ADD CONSTRAINT ledger_sign_fits_kind CHECK (CASE kind
    WHEN 'reserve' THEN micro_usd >= 0
    WHEN 'charge' THEN micro_usd >= 0
    WHEN 'release' THEN micro_usd <= 0
    ELSE micro_usd <> 0 END);
CREATE INDEX ledger_of_job ON ledger (job_id);
DROP INDEX ledger_by_user;
CREATE INDEX ledger_by_user ON ledger (user_id, created_at DESC, id DESC);

-- What the lines of each job come to, and what they have to come to: nothing where nothing was charged, else the price.
CREATE VIEW ledger_by_job AS
SELECT j.id AS job_id, j.user_id, j.stage, j.charged, j.counted_in,
       coalesce((SELECT sum(l.micro_usd) FROM ledger l WHERE l.job_id = j.id), 0)::bigint AS micro_usd,
       CASE WHEN j.charged = 'no' THEN 0 ELSE coalesce(j.price_micro_usd, 0) END AS expected_micro_usd,
       EXISTS (SELECT FROM ledger l WHERE l.job_id = j.id AND l.kind = 'reserve')
           AND NOT EXISTS (SELECT FROM ledger l WHERE l.job_id = j.id AND l.kind = 'release') AS is_open
FROM jobs j;
