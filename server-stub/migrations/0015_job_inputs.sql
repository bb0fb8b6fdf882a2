-- What a job is given beside words, length and size; most jobs have none, and then no row. Fixed when the job is stored:
-- a cameo that is changed or deleted afterwards changes nothing about what was asked for.
CREATE TABLE job_inputs (
    job_id           uuid   NOT NULL,
    -- What is sent where it is not the user's own words, which stay in jobs.prompt.
    upstream_prompt  text,
    negative_prompt  text,
    seed             bigint,
    reference_id     uuid,   -- the user's upload, if it was one
    reference_sha256 bytea,
    cameos           uuid[] NOT NULL DEFAULT '{}', -- as asked for; they may be gone
    characters       text[] NOT NULL DEFAULT '{}', -- of them, those that go by an id of the upstream's
    CONSTRAINT job_inputs_pk PRIMARY KEY (job_id),
    CONSTRAINT job_inputs_job_fk FOREIGN KEY (job_id) REFERENCES jobs (id) ON DELETE CASCADE,
    CONSTRAINT job_inputs_reference_fk FOREIGN KEY (reference_id) REFERENCES uploads (id) ON DELETE SET NULL,
    CONSTRAINT job_inputs_blob_fk FOREIGN KEY (reference_sha256) REFERENCES blobs (sha256)
);
CREATE INDEX job_inputs_by_reference ON job_inputs (reference_id) WHERE reference_id IS NOT NULL;
CREATE INDEX job_inputs_by_blob ON job_inputs (reference_sha256) WHERE reference_sha256 IS NOT NULL;
