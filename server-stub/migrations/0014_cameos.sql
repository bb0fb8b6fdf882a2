-- Pictures that people have sent and not used yet, and who or what is to be recognised in several videos.

-- Always our own JPEG, made from what was sent. Goes after a day unless something refers to it.
CREATE TABLE uploads (
    id         uuid        NOT NULL,
    user_id    uuid        NOT NULL,
    sha256     bytea       NOT NULL,
    width      integer     NOT NULL,
    height     integer     NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT uploads_pk PRIMARY KEY (id),
    CONSTRAINT uploads_user_fk FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
    CONSTRAINT uploads_blob_fk FOREIGN KEY (sha256) REFERENCES blobs (sha256),
    CONSTRAINT uploads_size_positive CHECK (width > 0 AND height > 0)
);
CREATE INDEX uploads_by_user ON uploads (user_id);
CREATE INDEX uploads_by_blob ON uploads (sha256);
CREATE INDEX uploads_by_age ON uploads (created_at);

CREATE TABLE cameos (
    id           uuid        NOT NULL,
    user_id      uuid        NOT NULL,
    handle       text        NOT NULL,
    name         text        NOT NULL,
    description  text        NOT NULL,
    image_sha256 bytea,
    -- What upstreams that know characters call this one, by the upstream's name.
    characters   jsonb       NOT NULL DEFAULT '{}',
    created_at   timestamptz NOT NULL DEFAULT now(),
    updated_at   timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT cameos_pk PRIMARY KEY (id),
    CONSTRAINT cameos_user_fk FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
    CONSTRAINT cameos_image_fk FOREIGN KEY (image_sha256) REFERENCES blobs (sha256),
    CONSTRAINT cameos_handle_unique UNIQUE (user_id, handle)
);
CREATE INDEX cameos_by_user ON cameos (user_id, created_at DESC, id DESC);
CREATE INDEX cameos_by_image ON cameos (image_sha256) WHERE image_sha256 IS NOT NULL;
