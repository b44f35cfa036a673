-- 0009  Indexes for what the overview counts: findings by grade and state without their texts, and the open ones in the
-- order of their grades. No record changes.

CREATE INDEX finding_counted ON finding (grade, state, audit);

-- The order of grades as store/finding_list.cpp asks for it, and its condition of open ones.
CREATE INDEX finding_open_by_grade ON finding
    (CASE grade WHEN 'MAJOR' THEN 1 WHEN 'MINOR' THEN 2 WHEN 'AOC' THEN 3 ELSE 4 END, audit, serial)
    WHERE state NOT IN ('CLOSED', 'WITHDRAWN');
