-- No part of the log, as they are secret: what lets programs act as bots.
CREATE TABLE keys (
    token TEXT   NOT NULL PRIMARY KEY, -- SHA-256 of the key, in hex
    bot   TEXT   NOT NULL,
    room  TEXT   NOT NULL, -- where a webhook posts; empty for a token, which does what the bot may
    made  BIGINT NOT NULL  -- milliseconds since 1970
);
CREATE INDEX keys_by_bot ON keys (bot);
