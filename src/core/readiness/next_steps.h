#pragma once
// What somebody should do next, worked out from what there is.

#include "core/audit/audit.h"
#include "core/people/permission.h"

#include <cstdint>
#include <string>
#include <vector>

namespace clausebook {

/// An audit and how far it is.
struct AuditAtWork {
    Audit audit;
    int questions = 0;
    int unanswered = 0;
    int incomplete_drafts = 0;  ///< findings in draft that could not be raised yet
    bool mine = false;          ///< the one who asks is its lead or an auditor of it
    Sight sight = Sight::Whole; ///< of the one who asks; figures are there for the whole only
};

/// What waits for one person, as /mine lists it, and how much of that is late.
struct DutyCounts {
    std::int64_t to_do = 0;     ///< actions to carry out
    std::int64_t to_answer = 0; ///< findings to acknowledge, respond to, carry out
    std::int64_t to_judge = 0;  ///< findings whose plan or implementation to judge
    std::int64_t to_accept = 0; ///< actions others say are done
    std::int64_t late_to_do = 0;
    std::int64_t late_to_answer = 0;
    std::int64_t late_to_judge = 0;
};

/// Everything next_steps() looks at, as far as it is for the one who asks.
struct Situation {
    bool scope_given = false; ///< the organization has a scope statement
    int criteria = 0;
    int accounts = 0;
    int audits = 0; ///< all that are not cancelled
    std::vector<AuditAtWork> at_work;
    int evidence_waiting = 0; ///< submitted, by somebody else
    int evidence_expired = 0;
    int evidence_expiring = 0;      ///< within 60 days
    DutyCounts duties;              ///< of the one who asks
    std::int64_t late_findings = 0; ///< in sight
    std::int64_t late_actions = 0;
    bool backup_due = false; ///< core/backup/backup.h, counted from the first entry while there is none
};

/// One thing to do. The sentence is "next.<code>", with .one and .other when `count` matters.
struct NextStep {
    std::string code;
    int count = 0;
    std::string audit; ///< its number, "" for none
    bool late = false;
    int late_count = 0; ///< how many of `count` are late, where some may be and others not
};

/// What the actor can do next, the most urgent first: what is late, then what goes on, then what has not
/// begun.
std::vector<NextStep> next_steps(const Situation& situation, const Actor& actor, Date today);

} // namespace clausebook
