-- Who follows whom.
CREATE TABLE follows (
    follower_id uuid        NOT NULL,
    followed_id uuid        NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT follows_pk PRIMARY KEY (follower_id, followed_id),
    CONSTRAINT follows_follower_fk FOREIGN KEY (follower_id) REFERENCES users (id) ON DELETE CASCADE,
    CONSTRAINT follows_followed_fk FOREIGN KEY (followed_id) REFERENCES users (id) ON DELETE CASCADE,
    CONSTRAINT follows_others CHECK (follower_id <> followed_id)
);
CREATE INDEX follows_by_followed ON follows (followed_id);
