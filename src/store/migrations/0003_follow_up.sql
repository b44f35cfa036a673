-- 0003  What follows a finding: the steps it takes, the response of the audited side, the verification; the steps of
-- actions; evidence of actions.
--
-- New tables instead of new columns: the journal bodies of the records before them stay as they are. `action.due` is
-- '9999-12-31' while no day is said. Steps are added and never changed; what a later path needs (a dispute, a waiver)
-- is one more state in them.

CREATE TABLE finding_step (            -- key 'IA-2026-01/f3/s2': serial within the finding, from acknowledgement on
    key      TEXT PRIMARY KEY,
    version  INTEGER NOT NULL CHECK (version > 0),
    finding  TEXT NOT NULL REFERENCES finding (key),
    serial   INTEGER NOT NULL,
    state    TEXT NOT NULL CHECK (state IN ('RAISED', 'ACKNOWLEDGED', 'DISPUTED', 'RESPONSE_SUBMITTED', 'PLAN_ACCEPTED',
                 'RESPONSE_REJECTED', 'IMPLEMENTED', 'VERIFIED', 'CLOSED', 'WITHDRAWN')), -- the one reached
    taken_by TEXT NOT NULL REFERENCES person (key),
    taken_on TEXT NOT NULL,
    comment  TEXT NOT NULL,
    decision TEXT NOT NULL CHECK (decision IN ('', 'ACCEPTED', 'DECLINED')), -- of an opportunity
    revision TEXT NOT NULL,            -- versions of response and actions at that moment: '4 CA-2026-0001:1'
    UNIQUE (finding, serial)
) STRICT;

CREATE TABLE finding_response (        -- key: the finding's; parts E and F of domain D.7, and of G what is no action
    key               TEXT PRIMARY KEY REFERENCES finding (key),
    version           INTEGER NOT NULL CHECK (version > 0),
    correction        TEXT NOT NULL,
    extent_check      TEXT NOT NULL,
    corrected_by      TEXT REFERENCES person (key),
    corrected_on      TEXT NOT NULL,
    method            TEXT NOT NULL CHECK (method IN ('FIVE_WHYS', 'FISHBONE', 'FAULT_TREE', 'OTHER')),
    why_1             TEXT NOT NULL,
    why_2             TEXT NOT NULL,
    why_3             TEXT NOT NULL,
    why_4             TEXT NOT NULL,
    why_5             TEXT NOT NULL,
    root_cause        TEXT NOT NULL,
    why_not_detected  TEXT NOT NULL,
    category          TEXT NOT NULL,
    side_effects      TEXT NOT NULL,
    similar_processes TEXT NOT NULL
) STRICT;

CREATE TABLE finding_verification (    -- key: the finding's; part I of domain D.7
    key              TEXT PRIMARY KEY REFERENCES finding (key),
    version          INTEGER NOT NULL CHECK (version > 0),
    method           TEXT NOT NULL CHECK (method IN ('DOCUMENT', 'SITE', 'NEXT_AUDIT')),
    effective        TEXT NOT NULL CHECK (effective IN ('YES', 'PARTLY', 'NO')),
    effect_criterion TEXT NOT NULL,
    observation      TEXT NOT NULL
) STRICT;

CREATE TABLE action_step (             -- key 'CA-2026-0001/s2'
    key      TEXT PRIMARY KEY,
    version  INTEGER NOT NULL CHECK (version > 0),
    action   TEXT NOT NULL REFERENCES action (key),
    serial   INTEGER NOT NULL,
    state    TEXT NOT NULL CHECK (state IN ('PROPOSED', 'APPROVED', 'IN_WORK', 'DONE', 'EFFECT_CHECK', 'EFFECTIVE',
                 'NOT_EFFECTIVE', 'CANCELLED')), -- the one reached
    taken_by TEXT NOT NULL REFERENCES person (key),
    taken_on TEXT NOT NULL,
    comment  TEXT NOT NULL,
    UNIQUE (action, serial)
) STRICT;

CREATE INDEX action_by_due ON action (due, key);
CREATE INDEX action_by_state ON action (state, due, key);

-- A link may point at an action, whose evidence must be accepted before its finding is implemented. SQLite changes a
-- CHECK only by making the table anew.
CREATE TABLE evidence_link_new (       -- key 'EV-0001/answer/IA-2026-01/all/7.4-Q2'
    key       TEXT PRIMARY KEY,
    version   INTEGER NOT NULL CHECK (version > 0),
    evidence  TEXT NOT NULL REFERENCES evidence (key),
    kind      TEXT NOT NULL CHECK (kind IN ('answer', 'finding', 'action', 'clause')),
    target    TEXT NOT NULL,           -- key of an answer, finding or action, or a clause number
    audit     TEXT REFERENCES audit (key), -- of the answer, of the finding, of the action's first finding
    clause    TEXT NOT NULL,           -- of the question, or the clause itself; '' for a finding or an action
    locator   TEXT NOT NULL,           -- 'p. 4, §3.2'
    note      TEXT NOT NULL,
    linked_by TEXT NOT NULL REFERENCES person (key),
    linked_at TEXT NOT NULL,
    UNIQUE (evidence, kind, target)
) STRICT;

INSERT INTO evidence_link_new SELECT key, version, evidence, kind, target, audit, clause, locator, note, linked_by, linked_at
    FROM evidence_link ORDER BY rowid;
DROP TABLE evidence_link;
ALTER TABLE evidence_link_new RENAME TO evidence_link;

CREATE INDEX evidence_link_by_target ON evidence_link (kind, target);
CREATE INDEX evidence_link_by_audit ON evidence_link (audit, evidence);
