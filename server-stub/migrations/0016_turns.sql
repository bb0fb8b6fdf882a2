-- Whose turn it is, in fewer steps.

-- All that waits at an upstream, the oldest first: mostly the job whose turn it is stands at the front. Claiming a job takes it out
-- without writing here.
CREATE INDEX jobs_waiting_oldest ON jobs (upstream, rank) WHERE status = 'pending' AND slot IS NULL;
-- Few, and asked for with every claim.
CREATE INDEX users_paused ON users (id) WHERE queue_paused_at IS NOT NULL;
