#pragma once
// What the parts of the generator share: who acts, what there is so far, the clock. Inside bench only.

#include "core/audit/audit.h"
#include "core/evidence/evidence.h"
#include "core/finding/finding.h"
#include "core/organization/organization.h"
#include "core/people/person.h"
#include "organization.h"
#include "views/catalogue.h"
#include "views/renderer.h"
#include "workspace/workspace.h"

#include <vector>

namespace clausebook::bench {

/// A clock that goes on by two milliseconds whenever it is asked, so that no two entries have one time, and
/// leaps to the days on which things happen.
class Calendar {
public:
    explicit Calendar(Date today) : today_(today) {}

    Instant now() { return now_ += std::chrono::milliseconds(2); }

    /// Nine o'clock in Istanbul that many days before today; never back.
    void go_to(int days_before)
    {
        now_ = std::max<Instant>(
            now_, std::chrono::sys_days(plus_days(today_, -days_before)) + std::chrono::hours(6));
    }

    Date today() const { return today_; }

private:
    Date today_;
    Instant now_{};
};

/// A number that looks like chance and is the same in every run.
std::size_t scattered(std::size_t n);

template <class Choices>
const auto& pick(const Choices& choices, std::size_t n)
{
    return choices[scattered(n) % choices.size()];
}

struct House {
    /// Who holds audit number `i`, and for the audited side what is brought to it. The latest is the first
    /// one's.
    void appoint(int i)
    {
        const auto from_the_end = static_cast<std::size_t>(size.audits() - 1 - i);
        lead = leads[from_the_end % leads.size()];
        auditor = auditors[from_the_end % auditors.size()];
        auditee = auditees[from_the_end % auditees.size()];
    }

    Workspace& workspace;
    Calendar& calendar;
    Size size;
    const Tell& tell;
    const views::Catalogues& catalogues;
    const views::Renderer& renderer;
    Actor quality{};
    std::vector<Actor> leads{}, auditors{},
        auditees{};                     ///< as many as the house is large: each has the same work
    Actor lead{}, auditor{}, auditee{}; ///< of the audit under way
    Id<Criterion> procedure{};
    std::vector<Id<Evidence>> accepted{}; ///< of the records brought last, those that may be linked
};

/// How far an audit has come.
struct Course {
    int number = 0; ///< 0, 1, 2, ...: the oldest first
    AuditState state = AuditState::Completed;
};

/// One audit from its making to where it stands, with answers, links, findings and what followed them.
void hold_audit(House& house, const Course& course);

/// Takes finding number `n` of an audit `steps` steps on its way to the end; all of them when it is more.
void follow_finding(const House& house, const Id<Finding>& key, std::size_t n, int steps);

} // namespace clausebook::bench
