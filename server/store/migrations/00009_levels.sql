-- What of a room a person is alerted to; empty for what is usual.
ALTER TABLE standings ADD COLUMN level TEXT NOT NULL DEFAULT '';
