-- Videos made of other videos.

-- What is remixed lies at the upstream account that made it, and nobody else can ask for it: only a relay with that account
-- may take the job. NULL: whoever serves the upstream.
ALTER TABLE jobs ADD COLUMN only_account text;

ALTER TABLE job_inputs
    ADD COLUMN remix_of     uuid, -- the video, which may be gone by now
    ADD COLUMN remix_target text, -- what the upstream calls it
    ADD CONSTRAINT job_inputs_remix_whole CHECK ((remix_of IS NULL) = (remix_target IS NULL));
