#pragma once
// What somebody should do next, worked out from what there is.

#include "core/audit/audit.h"
#include "core/people/permission.h"

#include <string>
#include <vector>

namespace clausebook {

/// An audit and how far it is.
struct AuditAtWork {
    Audit audit;
    int questions = 0;
    int unanswered = 0;
    int incomplete_drafts = 0; ///< findings in draft that could not be raised yet
    bool mine = false;         ///< the one who asks is its lead or an auditor of it
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
    int evidence_expiring = 0; ///< within 60 days
    bool backup_due = false;   ///< core/backup/backup.h, counted from the first entry while there is none
};

/// One thing to do. The sentence is "next.<code>", with .one and .other when `count` matters.
struct NextStep {
    std::string code;
    int count = 0;
    std::string audit; ///< its number, "" for none
    bool late = false;
};

/// What the actor can do next, the most urgent first: what is late, then what goes on, then what has not
/// begun.
std::vector<NextStep> next_steps(const Situation& situation, const Actor& actor, Date today);

} // namespace clausebook
