#pragma once
// The house of audits with what tests of their verbs do again and again: be refused, answer, conclude, hand
// in.

#include "support/audit_house.h"

#include <functional>

namespace clausebook::testing {

class AuditsAtWork : public AuditHouse {
protected:
    /// The refusal's code and field; checks that nothing was recorded.
    std::string refused(const std::function<void()>& work)
    {
        const auto before = entries();
        std::string said;
        try {
            work();
        } catch (const Refusal& refusal) {
            said = refusal.code() + (refusal.field().empty() ? "" : " " + refusal.field());
        } catch (const NotFound&) {
            said = "not found";
        }
        EXPECT_EQ(entries(), said.empty() ? before + 1 : before) << "journal entries of: " << said;
        return said;
    }

    std::string refused_creation(const std::function<void(Audit&)>& change,
                                 const std::vector<TeamPlace>& team = {})
    {
        auto audit = wish();
        change(audit);
        return refused([&] { create_audit(workspace, quality, audit, team); });
    }

    /// Answers every planned question as conforming, straight into the rows.
    void answer_all(const Id<Audit>& key)
    {
        const auto at = audit_at_hand(workspace, workspace.read(), audit(key));
        auto verb = workspace.begin(lead, "test.answered");
        for (const auto& question : at.planned) put_answer(verb, key, question, "C");
        verb.commit();
    }

    void put_answer(store::Writing& verb, const Id<Audit>& key, const std::string& question,
                    const std::string& result)
    {
        verb.put("answer", key.str() + "/all/" + question,
                 {{"audit", key.str()},
                  {"site", "all"},
                  {"question", question},
                  {"result", result},
                  {"note", ""},
                  {"method", ""},
                  {"interviewee", ""},
                  {"na_approved_by", {}},
                  {"na_approved_on", ""},
                  {"flagged", 0},
                  {"answered_by", auditor.person.str()},
                  {"answered_at", "2026-11-22T08:00:00.000000Z"}},
                 0);
    }

    Conclusion whole_conclusion(const Id<Audit>& key)
    {
        Conclusion conclusion;
        conclusion.audit = key;
        for (const auto& field : conclusion_fields()) conclusion.*field.text = "none";
        return conclusion;
    }

    void hand_in(const Id<Audit>& key)
    {
        begin_fieldwork(key);
        answer_all(key);
        record_meeting(workspace, lead, meeting(key, MeetingKind::Closing, "2026-11-22"));
        step(key, lead, AuditState::FieldworkDone);
        step(key, lead, AuditState::ReportDraft);
        save_conclusion(workspace, lead, whole_conclusion(key));
        describe();
        step(key, lead, AuditState::ReportReview);
    }
};

} // namespace clausebook::testing
