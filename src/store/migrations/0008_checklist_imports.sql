-- 0008  Checklists of one's own: which were brought in, by whom, and whether new audits are offered them.
--
-- The checklist itself (its identity, its bytes in the vault) is a row of `checklist`, as when an audit pins one. A new
-- table, so that the journal bodies of checklists pinned before stay as they are. A row is never taken away.

CREATE TABLE checklist_import (        -- key: that of the checklist, SHA-256 of its file
    key         TEXT PRIMARY KEY REFERENCES checklist (key),
    version     INTEGER NOT NULL CHECK (version > 0),
    file        TEXT NOT NULL,         -- the name it came under, '' when it had none
    imported_by TEXT REFERENCES person (key), -- NULL: at the command line
    imported_at TEXT NOT NULL,
    retired_by  TEXT REFERENCES person (key), -- who took it from the offer, NULL while it stands there
    retired_at  TEXT NOT NULL          -- '' while new audits are offered it
) STRICT;

CREATE INDEX audit_by_checklist ON audit (checklist, starts_on, key);
