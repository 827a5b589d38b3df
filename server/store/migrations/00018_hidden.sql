-- The event by which a person put a room out of sight; 0 for none.
ALTER TABLE standings ADD COLUMN hidden BIGINT NOT NULL DEFAULT 0;
