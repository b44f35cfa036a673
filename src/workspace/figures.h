#pragma once
// The figures of audits as pages of many audits need them: worked out once, kept until the journal names a
// change of what they are made of (architecture.md, "Figures").

#include "core/readiness/coverage.h"
#include "core/readiness/trend.h"
#include "workspace/workspace.h"

#include <memory>
#include <vector>

namespace clausebook {

/// What is kept in the memory of one workspace. Safe for several threads at once.
///
/// Figures are a function of rows that only change with an entry of the journal, and of the day. What was
/// worked out as of entry n is used at entry m as long as no entry between the two names a record of that
/// audit. A look at an older moment than what is kept is worked out anew.
class KeptFigures {
public:
    KeptFigures();
    ~KeptFigures();
    KeptFigures(const KeptFigures&) = delete;
    KeptFigures& operator=(const KeptFigures&) = delete;

    /// Forgets everything: the records are others.
    void clear();

private:
    friend class Figures;
    struct Shelf;
    std::unique_ptr<Shelf> shelf_;
};

/// The figures as of one look at the database, which must not be a verb: what a verb has changed is in no
/// journal entry yet.
class Figures {
public:
    Figures(const Workspace& workspace, const store::Reading& db);

    /// What progress() would say of the audit, and what newest_results() asks of it.
    KeptResults of(const Audit& audit) const;

    /// newest_results() of a checklist, which stands as long as the workspace, as of today.
    std::shared_ptr<const NewestResults> newest(const Checklist& checklist,
                                                std::vector<KeptResults> audits) const;

    /// What the last report of each of the audits was issued with; those without a report are left out.
    std::vector<TrendPoint> issued(const std::vector<Audit>& audits) const;

private:
    const Workspace& workspace_;
    const store::Reading& db_;
    std::int64_t head_;
    Date today_;
};

} // namespace clausebook
