-- No part of the log: addresses that are told what happens in a room, each with how
-- far it has been told.
CREATE TABLE callbacks (
    id      TEXT   NOT NULL PRIMARY KEY,
    bot     TEXT   NOT NULL, -- as whom it hears
    room    TEXT   NOT NULL,
    url     TEXT   NOT NULL,
    secret  TEXT   NOT NULL, -- signs what is sent, so it is kept as it is
    made    BIGINT NOT NULL, -- this and the times below: milliseconds since 1970
    reached BIGINT NOT NULL, -- everything up to this position was told, or is not for it
    tries   BIGINT NOT NULL DEFAULT 0, -- that failed, one after another
    failing BIGINT NOT NULL DEFAULT 0, -- since when; 0 while all is well
    due     BIGINT NOT NULL DEFAULT 0, -- when it is tried again
    trouble TEXT   NOT NULL DEFAULT '', -- why the last one failed
    stopped BIGINT NOT NULL DEFAULT 0  -- 1 where it is tried no more
);
CREATE INDEX callbacks_by_bot ON callbacks (bot);
