-- No part of the log, as they are secret: the other ways to come into an account
-- than its password.
CREATE TABLE passkeys (
    hash   TEXT   NOT NULL PRIMARY KEY, -- SHA-256 of the ID that browsers know it by, in hex
    person TEXT   NOT NULL,
    device TEXT   NOT NULL, -- which made it, as its browser names itself
    made   BIGINT NOT NULL, -- milliseconds since 1970, as below
    used   BIGINT NOT NULL, -- 0 for never
    doc    TEXT   NOT NULL  -- its public half
);
CREATE INDEX passkeys_by_person ON passkeys (person);

-- Who somebody is to a provider of OpenID Connect.
CREATE TABLE identities (
    issuer  TEXT   NOT NULL,
    subject TEXT   NOT NULL,
    person  TEXT   NOT NULL,
    made    BIGINT NOT NULL,
    PRIMARY KEY (issuer, subject)
);
CREATE INDEX identities_by_person ON identities (person);
