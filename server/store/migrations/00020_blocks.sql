-- Whom people do not want to hear: derived from the log.
CREATE TABLE blocks (
    person  TEXT NOT NULL,
    blocked TEXT NOT NULL,
    PRIMARY KEY (person, blocked)
);
