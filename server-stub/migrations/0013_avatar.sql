-- The picture that stands for a user: always our own JPEG, made from what was sent.
ALTER TABLE users
    ADD COLUMN avatar_sha256 bytea,
    ADD CONSTRAINT users_avatar_fk FOREIGN KEY (avatar_sha256) REFERENCES blobs (sha256);
CREATE INDEX users_by_avatar ON users (avatar_sha256) WHERE avatar_sha256 IS NOT NULL;
CREATE INDEX videos_by_poster ON videos (poster_sha256);
