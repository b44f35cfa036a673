-- 0012  What audits of each type keep beside frame, answers and conclusion: the sheets of plan and fieldwork, what an
--       audit stands on, the findings it looks at again, what a concern of stage 1 could become; the certification body
--       and the application to it; which audit an event of the certification was.
--
-- Every table is new: no record that is there changes.

CREATE TABLE sheet_row (               -- key 'S1-2026-01/documents/3'
    key        TEXT PRIMARY KEY,
    version    INTEGER NOT NULL CHECK (version > 0),
    audit      TEXT NOT NULL REFERENCES audit (key),
    sheet      TEXT NOT NULL,          -- a key of sheets() (src/core/audit/sheet.h)
    place      TEXT NOT NULL,          -- 'one', a serial, a code of a fixed row, or a clause
    fields     TEXT NOT NULL,          -- what is given, as a JSON object of texts
    written_by TEXT NOT NULL REFERENCES person (key),
    written_at TEXT NOT NULL,
    UNIQUE (audit, sheet, place)
) STRICT;

CREATE TABLE sheet_evidence (          -- key 'S1-2026-01/documents/3/EV-0007': evidence a row cites
    key      TEXT PRIMARY KEY,
    version  INTEGER NOT NULL CHECK (version > 0),
    row      TEXT NOT NULL REFERENCES sheet_row (key),
    audit    TEXT NOT NULL REFERENCES audit (key),
    evidence TEXT NOT NULL REFERENCES evidence (key),
    UNIQUE (row, evidence)
) STRICT;

CREATE INDEX sheet_evidence_by_audit ON sheet_evidence (audit, evidence);
CREATE INDEX sheet_evidence_by_evidence ON sheet_evidence (evidence, audit);

CREATE TABLE audit_basis (             -- key: the audit's; no row: it stands on nothing
    key       TEXT PRIMARY KEY REFERENCES audit (key),
    version   INTEGER NOT NULL CHECK (version > 0),
    follows   TEXT REFERENCES audit (key), -- the stage 1 of a stage 2, the last audit of a surveillance, what a copy was made from
    rotation  TEXT NOT NULL            -- list of clauses a surveillance looks at in full
) STRICT;

CREATE INDEX audit_basis_by_follows ON audit_basis (follows) WHERE follows IS NOT NULL;

CREATE TABLE followed_finding (        -- key 'S2-2026-01/S1-2026-01/f3': an earlier finding an audit looks at again
    key       TEXT PRIMARY KEY,
    version   INTEGER NOT NULL CHECK (version > 0),
    audit     TEXT NOT NULL REFERENCES audit (key),
    finding   TEXT NOT NULL REFERENCES finding (key),
    outcome   TEXT NOT NULL CHECK (outcome IN ('', 'SOLVED', 'BECAME', 'EFFECTIVE', 'PARTLY', 'NOT_EFFECTIVE', 'NOT_DUE')),
    comment   TEXT NOT NULL,
    became    TEXT REFERENCES finding (key), -- the graded finding a concern became, or the one that repeats it
    looked_by TEXT REFERENCES person (key),
    looked_on TEXT NOT NULL,
    UNIQUE (audit, finding)
) STRICT;

CREATE INDEX followed_finding_by_finding ON followed_finding (finding);
CREATE INDEX followed_finding_by_became ON followed_finding (became) WHERE became IS NOT NULL;

CREATE TABLE finding_concern (         -- key: the finding's; of an area of concern
    key          TEXT PRIMARY KEY REFERENCES finding (key),
    version      INTEGER NOT NULL CHECK (version > 0),
    could_become TEXT NOT NULL CHECK (could_become IN ('MINOR', 'MAJOR')),
    must_fix     INTEGER NOT NULL CHECK (must_fix IN (0, 1)) -- before stage 2
) STRICT;

CREATE TABLE plan_signature (          -- key: the audit's; who stands behind its plan
    key         TEXT PRIMARY KEY REFERENCES audit (key),
    version     INTEGER NOT NULL CHECK (version > 0),
    prepared_by TEXT NOT NULL REFERENCES person (key),
    prepared_on TEXT NOT NULL,
    approved_by TEXT NOT NULL REFERENCES person (key),
    approved_on TEXT NOT NULL
) STRICT;

CREATE TABLE certification_body (      -- key 'body'
    key                TEXT PRIMARY KEY,
    version            INTEGER NOT NULL CHECK (version > 0),
    name               TEXT NOT NULL,
    scheme             TEXT NOT NULL,
    accreditation      TEXT NOT NULL CHECK (accreditation IN ('ACCREDITED', 'NOT_ACCREDITED', 'UNKNOWN')),
    accreditation_body TEXT NOT NULL,  -- of an accredited one
    contact            TEXT NOT NULL
) STRICT;

CREATE TABLE application (             -- key 'application': what is told to the certification body (domain D.11)
    key      TEXT PRIMARY KEY,
    version  INTEGER NOT NULL CHECK (version > 0),
    fields   TEXT NOT NULL             -- what is given, as a JSON object of texts (src/core/cycle/application.h)
) STRICT;

CREATE TABLE cycle_event_audit (       -- key: the event's; which audit it was
    key     TEXT PRIMARY KEY REFERENCES cycle_event (key),
    version INTEGER NOT NULL CHECK (version > 0),
    audit   TEXT NOT NULL REFERENCES audit (key)
) STRICT;

CREATE INDEX cycle_event_audit_by_audit ON cycle_event_audit (audit);
