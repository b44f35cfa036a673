#pragma once
// The house of audits with audits of every type: their states are set by rows, so that these tests hang on no
// plan and no report.

#include "store/actions.h"
#include "store/basis.h"
#include "store/findings.h"
#include "store/follow_up.h"
#include "support/audits_at_work.h"
#include "workspace/findings.h"

namespace clausebook::testing {

class TypesHouse : public AuditsAtWork {
protected:
    void state_is(const Id<Audit>& key, AuditState state)
    {
        auto verb = workspace.begin(system_actor(), "test.state");
        auto changed = store::audit(verb, key).value();
        changed.state = state;
        store::save(verb, changed);
        verb.commit();
    }

    Audit wish_of(AuditType type, const Id<Audit>& follows = {}, const char* from = "2026-11-23",
                  const char* to = "2026-11-25") const
    {
        auto a = wish();
        a.type = type;
        a.follows = follows;
        a.starts_on = parse_date(from);
        a.ends_on = parse_date(to);
        return a;
    }

    /// An audit of a type, standing in a state.
    Id<Audit> made(AuditType type, AuditState state = AuditState::InProgress, const Id<Audit>& follows = {},
                   const char* from = "2026-11-23", const char* to = "2026-11-25")
    {
        const auto key = create_audit(workspace, quality, wish_of(type, follows, from, to),
                                      {{auditor.person, MemberRole::Auditor}});
        state_is(key, state);
        return key;
    }

    Finding stored(const Id<Finding>& key) const { return store::finding(workspace.read(), key).value(); }

    /// A raised finding; a concern with what it could become.
    Id<Finding> raised(const Id<Audit>& audit, Grade grade, Grade could_become = Grade::MINOR)
    {
        const auto key =
            draft_finding(workspace, auditor, {audit, grade, std::nullopt, *ClauseNumber::parse("7.4"), {}});
        auto text = text_of(stored(key));
        text.criterion = procedure;
        text.criterion_section = "§3.2";
        text.process = "Receipt";
        text.requirement = "Two working days.";
        text.objective_evidence = "9 of 25 files later.";
        text.statement = "Acknowledgements are late.";
        text.grade_reason = "Every channel.";
        text.auditee_contact = auditee.person;
        if (grade == Grade::AOC) text.concern = ConcernSaid{could_become, Concern::Before2::May};
        change_finding(workspace, auditor, key, text);
        raise(workspace, lead, key, stored(key).version);
        return key;
    }

    /// A stage 1 with a raised concern, its report issued, and a stage 2 under way.
    struct Stages {
        Id<Audit> first;
        Id<Audit> second;
        Id<Finding> concern;
    };
    Stages stages()
    {
        Stages s;
        s.first = made(AuditType::Stage1, AuditState::InProgress, {}, "2026-10-05", "2026-10-06");
        s.concern = raised(s.first, Grade::AOC);
        state_is(s.first, AuditState::ReportIssued);
        s.second = made(AuditType::Stage2, AuditState::InProgress, s.first);
        return s;
    }
};

} // namespace clausebook::testing
