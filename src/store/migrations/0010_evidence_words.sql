-- 0010  Evidence by reference, tags of evidence, filtered lists kept under a name. No record that is there changes.

-- A version that has no file says who keeps the document and who saw it. Where it is kept is evidence_version.location.
CREATE TABLE evidence_reference (      -- key of the version: 'EV-0001/2'
    key       TEXT PRIMARY KEY REFERENCES evidence_version (key),
    version   INTEGER NOT NULL CHECK (version > 0),
    kept_by   TEXT NOT NULL,           -- a person, an office or a body, in words
    number    TEXT NOT NULL,           -- its number there, '' for none
    seen_how  TEXT NOT NULL,           -- ORIGINAL, SCREEN, REMOTE, COPY; '' not said yet
    seen_on   TEXT NOT NULL,
    seen_by   TEXT REFERENCES person (key)
) STRICT;

CREATE TABLE evidence_tag (            -- key 'EV-0001/7': numbers of one series, never the word itself
    key       TEXT PRIMARY KEY,
    version   INTEGER NOT NULL CHECK (version > 0),
    evidence  TEXT NOT NULL REFERENCES evidence (key),
    tag       TEXT NOT NULL,           -- as typed
    fold      TEXT NOT NULL,           -- as compared: core's folded()
    tagged_by TEXT NOT NULL REFERENCES person (key),
    tagged_at TEXT NOT NULL,
    UNIQUE (evidence, fold)
) STRICT;

CREATE INDEX evidence_tag_by_word ON evidence_tag (fold, evidence);

CREATE TABLE saved_list (              -- key 'SL-0001'
    key       TEXT PRIMARY KEY,
    version   INTEGER NOT NULL CHECK (version > 0),
    person    TEXT NOT NULL REFERENCES person (key), -- whose it is; nobody else sees it
    list      TEXT NOT NULL,           -- evidence, findings, actions, audits
    name      TEXT NOT NULL,
    name_fold TEXT NOT NULL,
    query     TEXT NOT NULL,           -- of its address, as this program wrote it: 'state=OPEN&owner=P-0002'
    UNIQUE (person, list, name_fold)
) STRICT;
