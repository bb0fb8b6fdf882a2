-- What a foreign key looks for when the other side goes, so that removing an account does not read all jobs for each of its jobs,
-- and all of the ledger for each attempt. ledger_one_charge_per_attempt has charges only, which the key cannot use.
CREATE INDEX jobs_by_retried ON jobs (retry_of) WHERE retry_of IS NOT NULL;
CREATE INDEX ledger_by_attempt ON ledger (attempt_id) WHERE attempt_id IS NOT NULL;
