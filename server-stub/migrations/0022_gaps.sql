-- Numbers that were given out before a backup was restored, and are not known any more: (after_seq, until_seq), both without
-- the ends. The counter goes on at the upper end, so that no number ever means two things; whoever comes with one from between
-- has seen what is gone, and starts anew.
CREATE TABLE number_gaps (
    user_id   uuid   NOT NULL,
    after_seq bigint NOT NULL,
    until_seq bigint NOT NULL,
    CONSTRAINT number_gaps_pk PRIMARY KEY (user_id, after_seq),
    CONSTRAINT number_gaps_user_fk FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
    CONSTRAINT number_gaps_rising CHECK (until_seq > after_seq)
);
