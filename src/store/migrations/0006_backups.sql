-- 0006  Backups made on the page: which there are, what each holds, who carried one out of the house.
--
-- The files lie in backups/. A row stays when its file is taken away, and when it comes along in a backup: then its file
-- is where it was made.

CREATE TABLE backup (                  -- key 'BK-0001'
    key        TEXT PRIMARY KEY,
    version    INTEGER NOT NULL CHECK (version > 0),
    entry      INTEGER NOT NULL,       -- the last journal entry it holds
    name       TEXT NOT NULL,          -- in backups/
    sha256     TEXT NOT NULL,
    bytes      INTEGER NOT NULL,
    made_by    TEXT NOT NULL REFERENCES person (key),
    made_at    TEXT NOT NULL,
    taken_by   TEXT REFERENCES person (key), -- downloaded by, last
    taken_at   TEXT NOT NULL,          -- '' never
    removed_at TEXT NOT NULL           -- '' while its file is kept
) STRICT;
