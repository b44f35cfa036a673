-- 0005  Indexes for what a page asked of whole tables: versions that wait for a decision, actions by their number and
-- by where in their life they are. No record changes.

CREATE INDEX evidence_version_submitted ON evidence_version (evidence, uploaded_by) WHERE state = 'SUBMITTED';

-- The orders of the list of actions, spelt as store/action_list.cpp asks for them.
CREATE INDEX action_by_number ON action (substr(key, 4, 4), length(key), key);
CREATE INDEX action_by_life ON action
    (CASE state WHEN 'PROPOSED' THEN 0 WHEN 'APPROVED' THEN 1 WHEN 'IN_WORK' THEN 2 WHEN 'DONE' THEN 3
     WHEN 'EFFECT_CHECK' THEN 4 WHEN 'EFFECTIVE' THEN 5 WHEN 'NOT_EFFECTIVE' THEN 6 WHEN 'CANCELLED' THEN 7 END, due, key);
