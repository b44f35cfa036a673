-- 0002  The archive of evidence (domain G.4): what is over is put away, and its content destroyed after its time.

CREATE TABLE evidence_archive (        -- key of the version: 'EV-0001/2'; gone when it is taken back
    key          TEXT PRIMARY KEY REFERENCES evidence_version (key),
    version      INTEGER NOT NULL CHECK (version > 0),
    archived_by  TEXT NOT NULL REFERENCES person (key),
    archived_on  TEXT NOT NULL,
    keep_until   TEXT NOT NULL,        -- its content may be destroyed on the day after
    destroyed_by TEXT REFERENCES person (key),
    destroyed_on TEXT NOT NULL,        -- '' while the content is kept
    reason       TEXT NOT NULL         -- why it was destroyed
) STRICT;
