-- What administrators decide while relays run: upstreams that begin nothing new, and limits of single users.

-- By the name that the upstream is configured under, so that it holds for every relay that has it, whatever its key.
CREATE TABLE upstream_drains (
    upstream   text        NOT NULL,
    drained_by uuid,                  -- no foreign key: it stays drained when that account goes
    drained_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT upstream_drains_pk PRIMARY KEY (upstream)
);

-- Instead of what the relay is configured with; NULL: as configured, -1: no limit.
CREATE TABLE user_limits (
    user_id             uuid        NOT NULL,
    micro_usd_per_month bigint,
    seconds_per_month   bigint,
    videos_per_hour     bigint,
    waiting_jobs        bigint,
    updated_at          timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT user_limits_pk PRIMARY KEY (user_id),
    CONSTRAINT user_limits_user_fk FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
    CONSTRAINT user_limits_values CHECK (micro_usd_per_month >= -1 AND seconds_per_month >= -1 AND videos_per_hour >= -1
        AND waiting_jobs >= -1)
);
