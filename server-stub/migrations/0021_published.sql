-- What people show each other: published videos, in the order they were published, and who likes them.

ALTER TABLE videos ADD COLUMN published_at timestamptz;
UPDATE videos SET published_at = updated_at WHERE state = 'published' OR trashed_from = 'published';

-- Whatever publishes a video, an edit by itself or among many: the time is that of the first. One that comes back from the
-- trash has its old place; one that becomes a draft has none.
CREATE FUNCTION note_publication() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state = 'published' THEN
        NEW.published_at := coalesce(NEW.published_at, now());
    ELSIF NEW.state = 'draft' THEN
        NEW.published_at := NULL;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER videos_publication BEFORE INSERT OR UPDATE OF state ON videos
    FOR EACH ROW EXECUTE FUNCTION note_publication();
ALTER TABLE videos ADD CONSTRAINT videos_published CHECK (state <> 'published' OR published_at IS NOT NULL);
CREATE INDEX videos_by_publication ON videos (user_id, published_at DESC, id DESC) WHERE state = 'published';

CREATE TABLE likes (
    user_id    uuid        NOT NULL,
    video_id   uuid        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT likes_pk PRIMARY KEY (video_id, user_id),
    CONSTRAINT likes_user_fk FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
    CONSTRAINT likes_video_fk FOREIGN KEY (video_id) REFERENCES videos (id) ON DELETE CASCADE
);
CREATE INDEX likes_by_user ON likes (user_id);
