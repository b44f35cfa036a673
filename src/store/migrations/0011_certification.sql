-- 0011  The certification: what happened between the organization and its certification body, how dates are counted,
--       and the private addresses at which calendar programs read them.
--
-- States and dates are not stored: they follow from these rows (src/core/cycle). No record that is there changes.

CREATE TABLE cycle_event (             -- key 'CE-0001'
    key         TEXT PRIMARY KEY,
    version     INTEGER NOT NULL CHECK (version > 0),
    kind        TEXT NOT NULL CHECK (kind IN ('APPLIED', 'HELD', 'STAGE1_DONE', 'STAGE1_AGAIN', 'STAGE2_DONE',
                    'STAGE2_AGAIN', 'HANDED_IN', 'CERTIFIED', 'REFUSED', 'SURVEILLANCE', 'RECERT_AUDIT', 'RENEWED',
                    'SUSPENDED', 'LIFTED', 'REDUCED', 'RESTORED', 'WITHDRAWN')),
    happened_on TEXT NOT NULL,         -- of an audit its last day, of a decision the day it was taken
    body        TEXT NOT NULL,         -- the certification body; this and what follows '' where the kind has none
    certificate TEXT NOT NULL,
    scope       TEXT NOT NULL,
    valid_until TEXT NOT NULL,         -- as printed on the certificate; '': as it is counted
    majors      INTEGER NOT NULL CHECK (majors >= 0), -- open at the end of a stage 2
    reason      TEXT NOT NULL,
    note        TEXT NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES person (key),
    recorded_at TEXT NOT NULL
) STRICT;

CREATE TABLE cycle_rules (             -- key 'cycle'; no row: as the program counts by itself
    key                         TEXT PRIMARY KEY,
    version                     INTEGER NOT NULL CHECK (version > 0),
    surveillance_anchor         TEXT NOT NULL CHECK (surveillance_anchor IN ('DECISION', 'AUDIT_END')),
    renewal_anchor              TEXT NOT NULL CHECK (renewal_anchor IN ('OLD_EXPIRY', 'DECISION')),
    validity_months             INTEGER NOT NULL,
    surveillance_months         INTEGER NOT NULL,
    surveillance_window_months  INTEGER NOT NULL,
    stage2_plan_months          INTEGER NOT NULL,
    stage2_months               INTEGER NOT NULL,
    major_months                INTEGER NOT NULL,
    recertification_months      INTEGER NOT NULL,
    recertification_plan_months INTEGER NOT NULL,
    restoration_months          INTEGER NOT NULL,
    suspension_months           INTEGER NOT NULL,
    warning_days                INTEGER NOT NULL
) STRICT;

CREATE TABLE calendar_feed (           -- key: whose it is, a person's
    key        TEXT PRIMARY KEY REFERENCES person (key),
    version    INTEGER NOT NULL CHECK (version > 0),
    token_hash TEXT NOT NULL UNIQUE,   -- SHA-256 of what stands in the address
    language   TEXT NOT NULL CHECK (language IN ('en', 'tr')),
    made_at    TEXT NOT NULL
) STRICT;
