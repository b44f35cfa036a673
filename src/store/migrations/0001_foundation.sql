-- 0001  The foundation: journal, organization, people, checklists, audits, answers, findings, evidence, reports, packs.
--
-- Every journalled table has `key` (readable text, never reused) and `version` (1, 2, 3, ...). Its journal subject is
-- '<table>/<key>', its journal body the whole row. Absent text is '', an absent reference NULL. Dates are 'YYYY-MM-DD',
-- instants UTC 'YYYY-MM-DDThh:mm:ss.ffffffZ': both sort, and a person can read them. Lists of keys or clause numbers
-- are one text, separated by blanks, so that a record is whole in its row and in its body.
-- `*_sort` columns order by the Turkish alphabet; `*_fold` columns are compared instead of the text beside them.

-- Journal: who changed what, when. Append-only; bodies stand apart so that they can be erased later.

CREATE TABLE journal_entry (
    number   INTEGER PRIMARY KEY,      -- 1, 2, 3, ... without gaps
    at       TEXT NOT NULL,
    actor    TEXT NOT NULL,            -- person key, or 'system'
    action   TEXT NOT NULL,            -- e.g. 'answer.saved'
    previous TEXT NOT NULL,            -- hash of entry number - 1; 64 zeros for the first
    hash     TEXT NOT NULL UNIQUE      -- SHA-256 over the canonical entry, its changes in order, and previous
) STRICT;

CREATE TABLE journal_change (          -- 1..n for each entry
    entry     INTEGER NOT NULL REFERENCES journal_entry (number),
    position  INTEGER NOT NULL,
    subject   TEXT NOT NULL,           -- e.g. 'answer/IA-2026-01/all/7.4-Q2'
    version   INTEGER NOT NULL,
    body_hash TEXT NOT NULL,           -- SHA-256 of the salted body
    PRIMARY KEY (entry, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX journal_change_by_subject ON journal_change (subject, entry);

CREATE TABLE journal_body (
    entry    INTEGER NOT NULL,
    position INTEGER NOT NULL,
    salt     TEXT NOT NULL,            -- 32 hex digits: a short body cannot be guessed from its hash
    body     TEXT NOT NULL,            -- canonical JSON: {"reason": ..., "record": {...} or null}
    PRIMARY KEY (entry, position),
    FOREIGN KEY (entry, position) REFERENCES journal_change (entry, position)
) STRICT, WITHOUT ROWID;

-- These stop an accident, not an attacker; `clausebook verify` is what finds an attacker.
CREATE TRIGGER journal_entry_is_append_only BEFORE UPDATE ON journal_entry
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_entry_is_kept BEFORE DELETE ON journal_entry
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_change_is_append_only BEFORE UPDATE ON journal_change
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_change_is_kept BEFORE DELETE ON journal_change
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_body_is_append_only BEFORE UPDATE ON journal_body
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_body_is_kept BEFORE DELETE ON journal_body
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

-- Numbers given out, so that none is given twice: one row a series ('EV', 'IA-2026').
CREATE TABLE counter (
    key     TEXT PRIMARY KEY,
    version INTEGER NOT NULL CHECK (version > 0),
    last    INTEGER NOT NULL CHECK (last > 0)
) STRICT;

-- Organization and people

CREATE TABLE organization (            -- one row, key 'organization'
    key                       TEXT PRIMARY KEY CHECK (key = 'organization'),
    version                   INTEGER NOT NULL CHECK (version > 0),
    legal_name                TEXT NOT NULL CHECK (legal_name <> ''),
    trade_names               TEXT NOT NULL, -- one a line
    address                   TEXT NOT NULL,
    representative_name       TEXT NOT NULL, -- complaints-handling representative
    representative_role       TEXT NOT NULL,
    representative_contact    TEXT NOT NULL,
    scope_statement           TEXT NOT NULL,
    scope_exclusions          TEXT NOT NULL, -- one a line, 'what: why'; 'none' when there is none
    channels                  TEXT NOT NULL, -- one a line
    claim_profile             TEXT NOT NULL CHECK (claim_profile IN ('GUIDANCE', 'SCHEME', 'QMS', 'CONFORMS')),
    scheme_name               TEXT NOT NULL, -- for SCHEME: name and version; for QMS: the ISO 9001 clauses
    confidentiality_statement TEXT NOT NULL,
    audit_guidance_edition    TEXT NOT NULL, -- e.g. 'ISO 19011:2026' (domain C.1)
    time_zone                 TEXT NOT NULL, -- IANA name; civil dates are in it
    language                  TEXT NOT NULL CHECK (language IN ('en', 'tr')),
    evidence_limit_bytes      INTEGER NOT NULL CHECK (evidence_limit_bytes > 0),
    demo                      INTEGER NOT NULL CHECK (demo IN (0, 1))
) STRICT;

CREATE TABLE site (                    -- key 'S-01'
    key        TEXT PRIMARY KEY,
    version    INTEGER NOT NULL CHECK (version > 0),
    name       TEXT NOT NULL CHECK (name <> ''),
    name_sort  TEXT NOT NULL,
    address    TEXT NOT NULL,
    activities TEXT NOT NULL,
    headcount  INTEGER NOT NULL CHECK (headcount >= 0),
    active     INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT;

CREATE TABLE criterion (               -- key 'CR-01': what audits may be held against (domain C.7, rulings 14)
    key       TEXT PRIMARY KEY,
    version   INTEGER NOT NULL CHECK (version > 0),
    type      TEXT NOT NULL CHECK (type IN ('SCHEME', 'OWN', 'ISO9001', 'LAW', 'CONTRACT', 'GUIDANCE')),
    reference TEXT NOT NULL CHECK (reference <> ''),
    title     TEXT NOT NULL,
    edition   TEXT NOT NULL,
    active    INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT;

CREATE TABLE person (                  -- key 'P-0001'
    key          TEXT PRIMARY KEY,
    version      INTEGER NOT NULL CHECK (version > 0),
    name         TEXT NOT NULL CHECK (name <> ''),
    name_sort    TEXT NOT NULL,
    function     TEXT NOT NULL,
    organization TEXT NOT NULL,        -- '' for our own
    email        TEXT NOT NULL,
    roles        TEXT NOT NULL,        -- list of role codes: AD QM LA AU AE TM
    owns         TEXT NOT NULL,        -- list of clauses whose process this person owns: not audited by them
    competence   TEXT NOT NULL,        -- reference to the record that shows an auditor's competence
    language     TEXT NOT NULL CHECK (language IN ('', 'en', 'tr')),
    active       INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT;

CREATE INDEX person_by_name ON person (name_sort, key);

CREATE TABLE account (                 -- key: the person's
    key           TEXT PRIMARY KEY REFERENCES person (key),
    version       INTEGER NOT NULL CHECK (version > 0),
    login         TEXT NOT NULL CHECK (login <> ''),
    login_fold    TEXT NOT NULL UNIQUE,
    password_hash TEXT NOT NULL,       -- argon2id; '' until a one-time link was used
    active        INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT;

-- Checklists: the bytes lie in the vault under the key

CREATE TABLE checklist (               -- key: SHA-256 of the file
    key      TEXT PRIMARY KEY,
    version  INTEGER NOT NULL CHECK (version > 0),
    standard TEXT NOT NULL,
    edition  TEXT NOT NULL,
    revision TEXT NOT NULL,
    bytes    INTEGER NOT NULL,
    UNIQUE (standard, edition, revision)
) STRICT;

-- Audits

CREATE TABLE audit (                   -- key 'IA-2026-01'
    key              TEXT PRIMARY KEY,
    version          INTEGER NOT NULL CHECK (version > 0),
    type             TEXT NOT NULL CHECK (type IN ('INTERNAL', 'SELF', 'STAGE1', 'STAGE2', 'SURVEILLANCE', 'RECERT', 'SPECIAL')),
    state            TEXT NOT NULL CHECK (state IN ('PLANNED', 'PREPARING', 'READY', 'IN_PROGRESS', 'FIELDWORK_DONE',
                         'REPORT_DRAFT', 'REPORT_REVIEW', 'REPORT_ISSUED', 'FOLLOW_UP', 'COMPLETED', 'POSTPONED', 'CANCELLED')),
    title            TEXT NOT NULL,
    checklist        TEXT NOT NULL REFERENCES checklist (key),
    objectives       TEXT NOT NULL,    -- one a line
    scope            TEXT NOT NULL,
    risk_basis       TEXT NOT NULL,    -- why this scope now (domain D.1)
    sites            TEXT NOT NULL,    -- list of site keys
    criteria         TEXT NOT NULL,    -- list of criterion keys
    clauses          TEXT NOT NULL,    -- list of clause numbers in scope
    methods          TEXT NOT NULL,    -- list: interview document observation test_contact remote
    language         TEXT NOT NULL CHECK (language IN ('en', 'tr')),
    period_from      TEXT NOT NULL,    -- the period whose records are sampled
    period_to        TEXT NOT NULL,
    starts_on        TEXT NOT NULL,
    ends_on          TEXT NOT NULL,
    auditor_days     TEXT NOT NULL,    -- decimal text, e.g. '2.5'
    lead             TEXT NOT NULL REFERENCES person (key),
    plan_issued_on   TEXT NOT NULL,
    plan_accepted_by TEXT REFERENCES person (key),
    plan_accepted_on TEXT NOT NULL,
    state_reason     TEXT NOT NULL,    -- of a postponement, a cancellation, a report sent back
    state_before     TEXT NOT NULL,    -- the state a postponed audit came from
    prepared_by      TEXT REFERENCES person (key), -- signed for review
    prepared_on      TEXT NOT NULL
) STRICT;

CREATE INDEX audit_by_start ON audit (starts_on, key);

CREATE TABLE audit_member (            -- key 'IA-2026-01/P-0002'
    key                   TEXT PRIMARY KEY,
    version               INTEGER NOT NULL CHECK (version > 0),
    audit                 TEXT NOT NULL REFERENCES audit (key),
    person                TEXT NOT NULL REFERENCES person (key),
    role                  TEXT NOT NULL CHECK (role IN ('LEAD', 'AUDITOR', 'EXPERT', 'OBSERVER')),
    independence_declared INTEGER NOT NULL CHECK (independence_declared IN (0, 1)),
    independence_note     TEXT NOT NULL,
    UNIQUE (audit, person)
) STRICT;

CREATE INDEX audit_member_by_person ON audit_member (person, audit);

CREATE TABLE audit_meeting (           -- key 'IA-2026-01/opening'
    key     TEXT PRIMARY KEY,
    version INTEGER NOT NULL CHECK (version > 0),
    audit   TEXT NOT NULL REFERENCES audit (key),
    kind    TEXT NOT NULL CHECK (kind IN ('opening', 'closing')),
    held_on TEXT NOT NULL,
    people  TEXT NOT NULL,             -- list of person keys
    note    TEXT NOT NULL,
    UNIQUE (audit, kind)
) STRICT;

CREATE TABLE audit_conclusion (        -- key: the audit's; what only people can say in the report (domain D.2)
    key                     TEXT PRIMARY KEY REFERENCES audit (key),
    version                 INTEGER NOT NULL CHECK (version > 0),
    overall_conclusion      TEXT NOT NULL,
    strengths               TEXT NOT NULL, -- one a line
    main_risks              TEXT NOT NULL, -- one a line
    plan_deviations         TEXT NOT NULL, -- one a line, 'what: why'; 'none'
    obstacles               TEXT NOT NULL, -- one a line
    areas_not_covered       TEXT NOT NULL, -- one a line, 'what: why'; 'none'
    degree_of_fulfilment    TEXT NOT NULL,
    effectiveness_statement TEXT NOT NULL,
    objectives_met          TEXT NOT NULL,
    differing_opinions      TEXT NOT NULL, -- one a line; 'none'
    recommendations         TEXT NOT NULL, -- one a line
    next_audit_proposal     TEXT NOT NULL,
    distribution            TEXT NOT NULL  -- one a line
) STRICT;

CREATE TABLE answer (                  -- key 'IA-2026-01/all/7.4-Q2'
    key            TEXT PRIMARY KEY,
    version        INTEGER NOT NULL CHECK (version > 0),
    audit          TEXT NOT NULL REFERENCES audit (key),
    site           TEXT NOT NULL,      -- site key, or 'all'
    question       TEXT NOT NULL,      -- '7.4-Q2'
    result         TEXT NOT NULL CHECK (result IN ('', 'C', 'OFI', 'NC', 'NA', 'NS')), -- '' not yet
    note           TEXT NOT NULL,
    method         TEXT NOT NULL CHECK (method IN ('', 'examine', 'interview', 'observe', 'test')),
    interviewee    TEXT NOT NULL,      -- function or name, as the auditor wrote it
    na_approved_by TEXT REFERENCES person (key),
    na_approved_on TEXT NOT NULL,
    flagged        INTEGER NOT NULL CHECK (flagged IN (0, 1)), -- to come back to
    answered_by    TEXT NOT NULL REFERENCES person (key),
    answered_at    TEXT NOT NULL,
    UNIQUE (audit, site, question)
) STRICT;

CREATE INDEX answer_by_question ON answer (question, audit);

-- Findings and actions

CREATE TABLE finding (                 -- key 'IA-2026-01/f3': serial within the audit
    key                TEXT PRIMARY KEY,
    version            INTEGER NOT NULL CHECK (version > 0),
    audit              TEXT NOT NULL REFERENCES audit (key),
    serial             INTEGER NOT NULL,
    number             TEXT NOT NULL,  -- 'IA-2026-01-03', given when raised; '' before
    grade              TEXT NOT NULL CHECK (grade IN ('MAJOR', 'MINOR', 'OFI', 'AOC')),
    state              TEXT NOT NULL CHECK (state IN ('DRAFT', 'RAISED', 'ACKNOWLEDGED', 'DISPUTED', 'RESPONSE_SUBMITTED',
                           'PLAN_ACCEPTED', 'RESPONSE_REJECTED', 'IMPLEMENTED', 'VERIFIED', 'CLOSED', 'WITHDRAWN')),
    clause             TEXT NOT NULL,  -- primary; '' while a finding stands before its clause
    clause_sort        TEXT NOT NULL,  -- sorts as the standard prints: '07.04'; '~' without a clause
    secondary_clauses  TEXT NOT NULL,  -- list
    site               TEXT REFERENCES site (key),
    process            TEXT NOT NULL,
    criterion          TEXT REFERENCES criterion (key),
    criterion_section  TEXT NOT NULL,
    requirement        TEXT NOT NULL,
    objective_evidence TEXT NOT NULL,
    statement          TEXT NOT NULL,
    grade_reason       TEXT NOT NULL,
    repeat_of          TEXT NOT NULL,  -- number of an earlier finding
    auditor            TEXT NOT NULL REFERENCES person (key),
    auditee_contact    TEXT REFERENCES person (key),
    found_on           TEXT NOT NULL,
    raised_by          TEXT REFERENCES person (key),
    raised_on          TEXT NOT NULL,
    withdrawn_by       TEXT REFERENCES person (key),
    withdrawn_on       TEXT NOT NULL,
    withdrawn_reason   TEXT NOT NULL,  -- '' for a draft that was taken back before anything was written
    text_fold          TEXT NOT NULL,  -- what the list searches in: number and all texts
    UNIQUE (audit, serial)
) STRICT;

CREATE UNIQUE INDEX finding_by_number ON finding (number) WHERE number <> '';
CREATE INDEX finding_by_state ON finding (state, audit, serial);
CREATE INDEX finding_by_date ON finding (found_on, audit, serial);
CREATE INDEX finding_by_clause ON finding (clause_sort, audit, serial);
CREATE INDEX finding_by_contact ON finding (auditee_contact) WHERE auditee_contact IS NOT NULL;

CREATE TABLE finding_question (        -- key '<finding>/<site>/<question>'
    key      TEXT PRIMARY KEY,
    version  INTEGER NOT NULL CHECK (version > 0),
    finding  TEXT NOT NULL REFERENCES finding (key),
    audit    TEXT NOT NULL REFERENCES audit (key),
    site     TEXT NOT NULL,
    question TEXT NOT NULL,
    UNIQUE (finding, site, question)
) STRICT;

CREATE INDEX finding_question_by_question ON finding_question (audit, site, question);

CREATE TABLE action (                  -- key 'CA-2026-0001'
    key             TEXT PRIMARY KEY,
    version         INTEGER NOT NULL CHECK (version > 0),
    kind            TEXT NOT NULL CHECK (kind IN ('CORRECTION', 'CORRECTIVE', 'PREVENTIVE', 'IMPROVEMENT')),
    state           TEXT NOT NULL CHECK (state IN ('PROPOSED', 'APPROVED', 'IN_WORK', 'DONE', 'EFFECT_CHECK', 'EFFECTIVE',
                        'NOT_EFFECTIVE', 'CANCELLED')),
    text            TEXT NOT NULL CHECK (text <> ''),
    owner           TEXT REFERENCES person (key),
    due             TEXT NOT NULL,
    done_on         TEXT NOT NULL,
    effect_check_on TEXT NOT NULL,
    verified_by     TEXT REFERENCES person (key),
    verified_on     TEXT NOT NULL,
    effect          TEXT NOT NULL
) STRICT;

CREATE INDEX action_by_owner ON action (owner, state, due);

CREATE TABLE finding_action (          -- key '<finding>/<action>'
    key     TEXT PRIMARY KEY,
    version INTEGER NOT NULL CHECK (version > 0),
    finding TEXT NOT NULL REFERENCES finding (key),
    action  TEXT NOT NULL REFERENCES action (key),
    UNIQUE (finding, action)
) STRICT;

CREATE INDEX finding_action_by_action ON finding_action (action, finding);

-- Evidence: record, versions, files (rulings 6)

CREATE TABLE evidence (                -- key 'EV-0001'
    key             TEXT PRIMARY KEY,
    version         INTEGER NOT NULL CHECK (version > 0),
    serial          INTEGER NOT NULL UNIQUE,
    title           TEXT NOT NULL CHECK (title <> ''),
    title_sort      TEXT NOT NULL,
    title_fold      TEXT NOT NULL,     -- what filters search in: number, title, file names, note
    type            TEXT NOT NULL,     -- code of domain B.0, e.g. 'POL'; '' not yet said
    owner           TEXT REFERENCES person (key),
    confidentiality TEXT NOT NULL CHECK (confidentiality IN ('PUBLIC', 'INTERNAL', 'CONFIDENTIAL', 'PERSONAL')),
    note            TEXT NOT NULL,
    current         INTEGER NOT NULL,  -- serial of the version that stands
    state           TEXT NOT NULL,     -- of the version that stands, for lists
    valid_until     TEXT NOT NULL,     -- of the version that stands, for lists; '9999-12-31' when it has no last day
    received_at     TEXT NOT NULL,     -- of the version that stands, for lists
    registered_by   TEXT NOT NULL REFERENCES person (key)
) STRICT;

CREATE INDEX evidence_by_title ON evidence (title_sort, serial);
CREATE INDEX evidence_by_received ON evidence (received_at, serial);
CREATE INDEX evidence_by_expiry ON evidence (valid_until, serial);
CREATE INDEX evidence_by_type ON evidence (type, serial);
CREATE INDEX evidence_by_state ON evidence (state, serial);

CREATE TABLE evidence_version (        -- key 'EV-0001/2'
    key             TEXT PRIMARY KEY,
    version         INTEGER NOT NULL CHECK (version > 0),
    evidence        TEXT NOT NULL REFERENCES evidence (key),
    serial          INTEGER NOT NULL,
    state           TEXT NOT NULL CHECK (state IN ('REGISTERED', 'SUBMITTED', 'ACCEPTED', 'REJECTED', 'SUPERSEDED', 'ARCHIVED', 'DESTROYED')),
    version_label   TEXT NOT NULL,     -- the document's own, e.g. 'Rev. 3'
    language        TEXT NOT NULL,
    location        TEXT NOT NULL,     -- where the original is kept
    document_date   TEXT NOT NULL,
    period_from     TEXT NOT NULL,
    period_to       TEXT NOT NULL,
    valid_until     TEXT NOT NULL,
    masked          INTEGER NOT NULL CHECK (masked IN (0, 1)), -- personal data blacked out
    uploaded_by     TEXT NOT NULL REFERENCES person (key),
    received_at     TEXT NOT NULL,     -- the server's
    approved_by     TEXT REFERENCES person (key),
    approved_on     TEXT NOT NULL,
    reviewed_on     TEXT NOT NULL,
    decision_reason TEXT NOT NULL,
    UNIQUE (evidence, serial)
) STRICT;

CREATE TABLE evidence_file (           -- key 'EV-0001/2/1'
    key              TEXT PRIMARY KEY,
    version          INTEGER NOT NULL CHECK (version > 0),
    evidence_version TEXT NOT NULL REFERENCES evidence_version (key),
    serial           INTEGER NOT NULL,
    sha256           TEXT NOT NULL,    -- its place in the vault
    name             TEXT NOT NULL,    -- as it came; shown, never used as a path
    bytes            INTEGER NOT NULL CHECK (bytes >= 0),
    content_type     TEXT NOT NULL,    -- by content, not by name
    UNIQUE (evidence_version, serial)
) STRICT;

CREATE INDEX evidence_file_by_content ON evidence_file (sha256);

CREATE TABLE evidence_link (           -- key 'EV-0001/answer/IA-2026-01/all/7.4-Q2'
    key       TEXT PRIMARY KEY,
    version   INTEGER NOT NULL CHECK (version > 0),
    evidence  TEXT NOT NULL REFERENCES evidence (key),
    kind      TEXT NOT NULL CHECK (kind IN ('answer', 'finding', 'clause')),
    target    TEXT NOT NULL,           -- key of an answer or finding, or a clause number
    audit     TEXT REFERENCES audit (key), -- of the answer or finding
    clause    TEXT NOT NULL,           -- of the question, or the clause itself; '' for a finding, which has its own
    locator   TEXT NOT NULL,           -- 'p. 4, §3.2'
    note      TEXT NOT NULL,
    linked_by TEXT NOT NULL REFERENCES person (key),
    linked_at TEXT NOT NULL,
    UNIQUE (evidence, kind, target)
) STRICT;

CREATE INDEX evidence_link_by_target ON evidence_link (kind, target);
CREATE INDEX evidence_link_by_audit ON evidence_link (audit, evidence);

-- What left the house: frozen files lie in issued/ under their names

CREATE TABLE report (                  -- key 'IA-2026-01/r1'
    key               TEXT PRIMARY KEY,
    version           INTEGER NOT NULL CHECK (version > 0),
    audit             TEXT NOT NULL REFERENCES audit (key),
    revision          INTEGER NOT NULL,
    state             TEXT NOT NULL CHECK (state IN ('ISSUED', 'SUPERSEDED')),
    reason            TEXT NOT NULL,   -- why a correction was issued; '' for the first
    data_hash         TEXT NOT NULL,   -- over all rendered data
    checkpoint_number INTEGER NOT NULL,
    checkpoint_hash   TEXT NOT NULL,
    prepared_by       TEXT NOT NULL REFERENCES person (key),
    prepared_on       TEXT NOT NULL,
    issued_by         TEXT NOT NULL REFERENCES person (key),
    issued_at         TEXT NOT NULL,
    UNIQUE (audit, revision)
) STRICT;

CREATE TABLE report_file (             -- key 'IA-2026-01/r1/en.pdf'
    key      TEXT PRIMARY KEY,
    version  INTEGER NOT NULL CHECK (version > 0),
    report   TEXT NOT NULL REFERENCES report (key),
    language TEXT NOT NULL CHECK (language IN ('en', 'tr')),
    kind     TEXT NOT NULL CHECK (kind IN ('html', 'pdf', 'json')),
    name     TEXT NOT NULL,            -- in issued/
    sha256   TEXT NOT NULL,
    bytes    INTEGER NOT NULL,
    UNIQUE (report, language, kind)
) STRICT;

CREATE TABLE pack (                    -- key 'PK-0001'
    key        TEXT PRIMARY KEY,
    version    INTEGER NOT NULL CHECK (version > 0),
    audit      TEXT NOT NULL REFERENCES audit (key),
    entry      INTEGER NOT NULL,       -- the journal entry it is a function of (rulings 29)
    language   TEXT NOT NULL CHECK (language IN ('en', 'tr')),
    name       TEXT NOT NULL,          -- in issued/
    sha256     TEXT NOT NULL,
    bytes      INTEGER NOT NULL,
    created_by TEXT NOT NULL REFERENCES person (key),
    created_at TEXT NOT NULL
) STRICT;

-- Not journalled (the list is closed, rulings 9)

CREATE TABLE session (
    key         TEXT PRIMARY KEY,      -- SHA-256 of the cookie's token
    person      TEXT NOT NULL REFERENCES person (key),
    form_token  TEXT NOT NULL,
    started_at  TEXT NOT NULL,
    seen_at     TEXT NOT NULL,
    password_at TEXT NOT NULL,         -- when the password was last given
    address     TEXT NOT NULL
) STRICT;

CREATE INDEX session_by_person ON session (person);

CREATE TABLE sign_in_failure (
    key   TEXT PRIMARY KEY,            -- 'login <folded name>' or 'from <address>'
    count INTEGER NOT NULL,
    last  TEXT NOT NULL
) STRICT;

CREATE TABLE idempotency (
    key    TEXT PRIMARY KEY,           -- '<person> <action> <key>'
    at     TEXT NOT NULL,
    status INTEGER NOT NULL,
    reply  TEXT NOT NULL               -- what the verb made, for an answer like the first
) STRICT;

CREATE INDEX idempotency_by_age ON idempotency (at);

CREATE TABLE job (
    key        TEXT PRIMARY KEY,       -- 'J-...'
    kind       TEXT NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('WAITING', 'RUNNING', 'DONE', 'FAILED')),
    done       INTEGER NOT NULL,
    total      INTEGER NOT NULL,
    parameters TEXT NOT NULL,
    result     TEXT NOT NULL,
    problem    TEXT NOT NULL,
    person     TEXT NOT NULL REFERENCES person (key),
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

CREATE INDEX job_by_person ON job (person, created_at);
