#include "store/earlier_findings.h"
#include "support/types_house.h"
#include "workspace/earlier_findings.h"
#include "workspace/follow_up.h"

#include <set>

namespace clausebook {
namespace {

class EarlierFindingsVerb : public testing::TypesHouse {
protected:
    std::vector<EarlierFinding> to_look_at(const Id<Audit>& key) const
    {
        return store::findings_to_look_at(workspace.read(), audit(key));
    }

    Look look(const Id<Audit>& key, Outcome outcome, std::optional<Grade> grade = {},
              const std::string& comment = "Twelve files of twelve in time.") const
    {
        Version version = 0;
        for (const auto& one : to_look_at(key)) version = one.look.version;
        return {outcome, grade, comment, version};
    }

    /// The codes of what keeps the report from being drafted, each once.
    std::set<std::string> missing_to_draft(const Id<Audit>& key)
    {
        state_is(key, AuditState::FieldworkDone);
        std::set<std::string> codes;
        const auto at = audit_at_hand(workspace, workspace.read(), audit(key));
        for (const auto& one :
             find_transition(at.audit.state, AuditState::ReportDraft, at.audit.type)->guard(at))
            codes.insert(one.code);
        state_is(key, AuditState::InProgress);
        return codes;
    }
};

TEST_F(EarlierFindingsVerb, a_concern_that_became_a_minor_opens_a_draft_and_ends_its_own_life)
{
    const auto s = stages();
    EXPECT_EQ(missing_to_draft(s.second), std::set<std::string>{"earlier_not_looked"});
    const auto before = entries();
    const auto said =
        look_again(workspace, lead, s.second, s.concern, look(s.second, Outcome::Became, Grade::MINOR));
    EXPECT_EQ(entries(), before + 1);
    const auto draft = stored(said.became);
    EXPECT_EQ(draft.audit, s.second);
    EXPECT_EQ(draft.grade, Grade::MINOR);
    EXPECT_EQ(draft.state, FindingState::Draft);
    EXPECT_EQ(draft.requirement, "Two working days.");
    EXPECT_EQ(draft.process, "Receipt");
    EXPECT_EQ(draft.criterion, procedure);
    EXPECT_EQ(draft.objective_evidence, "");
    EXPECT_EQ(draft.auditee_contact, auditee.person);
    EXPECT_EQ(store::came_from(workspace.read(), draft.key).front().finding, s.concern);
    EXPECT_EQ(stored(s.concern).state, FindingState::Closed);
    const auto steps = store::steps_of(workspace.read(), s.concern);
    ASSERT_EQ(steps.size(), 1U);
    EXPECT_EQ(steps[0].state, FindingState::Closed);
    EXPECT_EQ(steps[0].by, lead.person);
    EXPECT_EQ(steps[0].comment, s.second.str() + " → MINOR\nTwelve files of twelve in time.");
    EXPECT_EQ(missing_to_draft(s.second), std::set<std::string>{"finding_part"});
}

TEST_F(EarlierFindingsVerb, said_again_the_same_changes_nothing_and_another_grade_regrades_the_draft)
{
    const auto s = stages();
    const auto first =
        look_again(workspace, lead, s.second, s.concern, look(s.second, Outcome::Became, Grade::MINOR));
    const auto before = entries();
    look_again(workspace, lead, s.second, s.concern,
               {Outcome::Became, Grade::MINOR, "Twelve files of twelve in time.", 0});
    EXPECT_EQ(entries(), before) << "the same form sent twice";
    const auto again =
        look_again(workspace, lead, s.second, s.concern, look(s.second, Outcome::Became, Grade::MAJOR));
    EXPECT_EQ(again.became, first.became);
    EXPECT_EQ(stored(first.became).grade, Grade::MAJOR);
    EXPECT_EQ(store::findings_of(workspace.read(), s.second).size(), 1U);
}

TEST_F(EarlierFindingsVerb, an_outcome_changes_once_what_it_became_is_withdrawn)
{
    const auto s = stages();
    const auto said =
        look_again(workspace, lead, s.second, s.concern, look(s.second, Outcome::Became, Grade::MINOR));
    EXPECT_EQ(
        refused([&] { look_again(workspace, lead, s.second, s.concern, look(s.second, Outcome::Solved)); }),
        "became_stands");
    withdraw(workspace, lead, said.became, "Seen wrongly", stored(said.became).version);
    EXPECT_EQ(missing_to_draft(s.second), std::set<std::string>{"earlier_not_looked"});
    look_again(workspace, lead, s.second, s.concern, look(s.second, Outcome::Solved));
    EXPECT_EQ(missing_to_draft(s.second), std::set<std::string>{});
    EXPECT_EQ(stored(s.concern).state, FindingState::Closed);
    EXPECT_EQ(store::steps_of(workspace.read(), s.concern).size(), 2U);
    const auto anew =
        look_again(workspace, lead, s.second, s.concern, look(s.second, Outcome::Became, Grade::MINOR));
    EXPECT_NE(anew.became, said.became);
}

TEST_F(EarlierFindingsVerb, is_refused_to_others_at_other_times_and_over_a_newer_word_and_writes_nothing)
{
    const auto s = stages();
    const auto solved = look(s.second, Outcome::Solved);
    const auto by = [&](const Actor& who, const Look& said) {
        return refused([&] { look_again(workspace, who, s.second, s.concern, said); });
    };
    EXPECT_EQ(by(auditor, solved), "only_lead");
    EXPECT_EQ(by(quality, solved), "only_auditors");
    EXPECT_EQ(by(stranger, solved), "not found");
    EXPECT_EQ(by(lead, look(s.second, Outcome::Effective)), "outcome_unknown outcome");
    EXPECT_EQ(by(lead, look(s.second, Outcome::Became)), "grade_needed grade");
    EXPECT_EQ(by(lead, look(s.second, Outcome::Solved, {}, " ")), "required comment");
    EXPECT_EQ(refused([&] { look_again(workspace, lead, s.first, s.concern, solved); }), "not found")
        << "an audit looks not at its own findings";
    state_is(s.second, AuditState::ReportReview);
    EXPECT_EQ(by(lead, solved), "audit_not_in_work");
    state_is(s.second, AuditState::ReportDraft);
    EXPECT_EQ(by(lead, solved), "");
    EXPECT_EQ(by(lead, {Outcome::Solved, {}, "Another word", 0}), "edit_conflict");
}

TEST_F(EarlierFindingsVerb, nobody_verifies_own_work)
{
    const auto first = made(AuditType::Internal, AuditState::InProgress, {}, "2026-10-05", "2026-10-06");
    const auto minor = raised(first, Grade::MINOR);
    state_is(first, AuditState::FollowUp);
    {
        auto verb = workspace.begin(system_actor(), "test.action");
        Action action;
        action.text = "By the system";
        action.owner = auditor.person;
        store::save(verb, action, minor, 2026);
        verb.commit();
    }
    const auto second = made(AuditType::Internal, AuditState::InProgress, first);
    EXPECT_EQ(
        refused([&] { look_again(workspace, auditor, second, minor, look(second, Outcome::Effective)); }),
        "own_action");
    EXPECT_EQ(refused([&] { look_again(workspace, lead, second, minor, look(second, Outcome::Effective)); }),
              "");
}

TEST_F(EarlierFindingsVerb, a_surveillance_looks_along_the_chain_at_what_no_audit_between_has_settled)
{
    const auto s = stages();
    look_again(workspace, lead, s.second, s.concern, look(s.second, Outcome::Solved));
    const auto minor = raised(s.second, Grade::MINOR);
    const auto major = raised(s.second, Grade::MAJOR);
    const auto taken_back = raised(s.second, Grade::MINOR);
    withdraw(workspace, lead, taken_back, "Seen wrongly", stored(taken_back).version);
    state_is(s.second, AuditState::FollowUp);
    const auto year1 =
        made(AuditType::Surveillance, AuditState::InProgress, s.second, "2027-11-01", "2027-11-02");
    ASSERT_EQ(to_look_at(year1).size(), 2U);
    look_again(workspace, auditor, year1, minor, {Outcome::Effective, {}, "None late", 0});
    const auto again =
        look_again(workspace, auditor, year1, major, {Outcome::Became, Grade::MINOR, "Late again", 0});
    EXPECT_EQ(stored(again.became).repeat_of, stored(major).number);
    EXPECT_EQ(stored(major).state, FindingState::Raised) << "only a concern ends with the look";
    EXPECT_EQ(missing_to_draft(year1), std::set<std::string>{"finding_part"});
    state_is(year1, AuditState::ReportIssued);
    const auto year2 =
        made(AuditType::Surveillance, AuditState::InProgress, year1, "2028-11-01", "2028-11-02");
    EXPECT_TRUE(to_look_at(year2).empty()) << "the draft it became was never raised";
}

TEST_F(EarlierFindingsVerb, an_internal_audit_that_stands_on_none_may_look_back_and_need_not)
{
    const auto first = made(AuditType::Internal, AuditState::InProgress, {}, "2026-10-05", "2026-10-06");
    const auto minor = raised(first, Grade::MINOR);
    state_is(first, AuditState::FollowUp);
    const auto second = made(AuditType::Internal);
    ASSERT_EQ(to_look_at(second).size(), 1U);
    EXPECT_EQ(to_look_at(second).front().asked, EarlierFinding::Asked::May);
    EXPECT_EQ(missing_to_draft(second), std::set<std::string>{});
    look_again(workspace, lead, second, minor, look(second, Outcome::NotDue));
    EXPECT_EQ(to_look_at(second).front().look.outcome, Outcome::NotDue);
}

} // namespace
} // namespace clausebook
