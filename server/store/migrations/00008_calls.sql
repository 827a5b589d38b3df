-- Whom messages call when they are posted: a member of the room, or all of them
-- as @room. Those of deleted messages are gone.
CREATE TABLE calls (
    room   TEXT   NOT NULL,
    person TEXT   NOT NULL,
    seq    BIGINT NOT NULL, -- the message
    author TEXT   NOT NULL,
    PRIMARY KEY (room, person, seq)
);
CREATE INDEX calls_by_message ON calls (room, seq);
