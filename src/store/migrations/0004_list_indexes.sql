-- 0004  Indexes for lists that were read whole: the journal of one person, evidence of one person, findings by grade,
-- packs of an audit. No record changes.

CREATE INDEX journal_entry_by_actor ON journal_entry (actor, number);

CREATE INDEX evidence_by_owner ON evidence (owner) WHERE owner IS NOT NULL;
CREATE INDEX evidence_by_registrar ON evidence (registered_by);
CREATE INDEX evidence_version_by_uploader ON evidence_version (uploaded_by, evidence);

-- The order of grades as the list of findings asks for it.
CREATE INDEX finding_by_grade ON finding
    (CASE grade WHEN 'MAJOR' THEN 1 WHEN 'MINOR' THEN 2 WHEN 'AOC' THEN 3 ELSE 4 END, audit, serial);

CREATE INDEX pack_by_audit ON pack (audit, created_at, key);
CREATE INDEX pack_by_name ON pack (name);
