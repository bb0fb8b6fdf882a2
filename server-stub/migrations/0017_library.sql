-- What people do with their videos, from several devices and from times without a connection.

ALTER TABLE videos
    -- What it was made with, as it was asked for: it outlives the job, the cameos and their names. NULL: not made here.
    ADD COLUMN settings     jsonb,
    ADD COLUMN batch_id     uuid, -- of the jobs that were asked for together
    ADD COLUMN source       text  NOT NULL DEFAULT 'job',
    -- When each field was last edited, in milliseconds since 1970, {"title":…,"tags":{"sea":…}}: the later edit of a field wins,
    -- whichever arrives first. Removed tags are in it as well.
    ADD COLUMN edited       jsonb NOT NULL DEFAULT '{}',
    ADD COLUMN trashed_at   timestamptz,
    ADD COLUMN trashed_from video_state, -- what it is again once it is restored
    ADD CONSTRAINT videos_source CHECK (source IN ('job', 'import')),
    -- What a video was made from stays named after that one is gone.
    DROP CONSTRAINT videos_remix_of_fk;
UPDATE videos SET trashed_at = updated_at, trashed_from = 'draft' WHERE state = 'trashed';
UPDATE videos v SET batch_id = j.batch_id,
    settings = jsonb_build_object('seconds', j.seconds, 'size', j.size, 'negativePrompt', i.negative_prompt, 'seed', i.seed,
        'cameos', (SELECT coalesce(jsonb_agg(c.handle ORDER BY n.place), '[]') FROM unnest(i.cameos) WITH ORDINALITY n (id, place)
                   JOIN cameos c ON c.id = n.id))
FROM jobs j LEFT JOIN job_inputs i ON i.job_id = j.id WHERE j.id = v.job_id;
ALTER TABLE videos ADD CONSTRAINT videos_trashed CHECK (
    (state = 'trashed') = (trashed_at IS NOT NULL) AND (state = 'trashed') = (trashed_from IS NOT NULL)
    AND trashed_from <> 'trashed');
CREATE INDEX videos_by_trash ON videos (trashed_at) WHERE state = 'trashed';

-- Kept for good: whoever was away for however long has to learn what is gone.
CREATE TABLE deleted_videos (
    user_id    uuid        NOT NULL,
    seq        bigint      NOT NULL,
    video_id   uuid        NOT NULL,
    deleted_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT deleted_videos_pk PRIMARY KEY (user_id, seq),
    CONSTRAINT deleted_videos_once UNIQUE (video_id),
    CONSTRAINT deleted_videos_user_fk FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);
