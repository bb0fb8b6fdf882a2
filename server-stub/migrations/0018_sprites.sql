-- The sheet of 25 pictures of a video; NULL: not made yet.
ALTER TABLE videos
    ADD COLUMN sprite_sha256 bytea,
    ADD CONSTRAINT videos_sprite_fk FOREIGN KEY (sprite_sha256) REFERENCES blobs (sha256);
CREATE INDEX videos_by_sprite ON videos (sprite_sha256) WHERE sprite_sha256 IS NOT NULL;
