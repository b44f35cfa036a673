#include "store/answers.h"
#include "store/findings.h"
#include "store/journal.h"
#include "support/audit_house.h"
#include "workspace/answers.h"
#include "workspace/findings.h"

#include <thread>

namespace clausebook {
namespace {

using testing::AuditHouse;

class AnswerVerbs : public AuditHouse {
protected:
    Id<Audit> audit_key;
    std::optional<AnswerKey> at;
    const std::string reason = "No complaints come by post here.";

    void SetUp() override
    {
        AuditHouse::SetUp();
        audit_key = planned();
        begin_fieldwork(audit_key);
        at = AnswerKey{audit_key, *QuestionId::parse("7.4-Q2")};
    }

    static AnswerChange choose(Mark mark, const std::string& note = {})
    {
        AnswerChange change;
        change.choice = mark;
        if (!note.empty()) change.note = note;
        return change;
    }

    Answered save(Mark mark, Version based_on, const std::string& note = {})
    {
        return answer(workspace, auditor, *at, choose(mark, note), based_on);
    }

    Answer stored() const { return store::answer(workspace.read(), *at).value(); }
    bool is_there() const { return store::answer(workspace.read(), *at).has_value(); }

    std::vector<Finding> live() const
    {
        auto all = store::findings_of(workspace.read(), audit_key, {at->site, at->question});
        std::erase_if(all, [](const Finding& f) { return !is_live(f.state); });
        return all;
    }

    /// The code an act is refused with; what is refused must record nothing.
    template <typename Act>
    std::string refused(const Act& act) const
    {
        const auto before = entries();
        std::string code;
        try {
            act();
        } catch (const Refusal& refusal) {
            code = refusal.code();
        } catch (const NotFound&) {
            code = "not_found";
        }
        EXPECT_EQ(entries(), before) << code;
        return code;
    }
};

TEST_F(AnswerVerbs, an_answer_is_saved_with_who_and_when_in_one_entry)
{
    const auto before = entries();
    const auto done = save(Mark::Conforms, 0, "25 files seen");
    EXPECT_EQ(entries(), before + 1);
    EXPECT_EQ(done.version, 1);
    EXPECT_EQ(done.mark, Mark::Conforms);
    EXPECT_EQ(stored().result, Result::C);
    EXPECT_EQ(stored().note, "25 files seen");
    EXPECT_EQ(stored().by, auditor.person);
    EXPECT_EQ(stored().at, done.at);
}

TEST_F(AnswerVerbs, an_answer_survives_a_restart)
{
    save(Mark::Conforms, 0);
    const auto data = folder.path() / "data";
    EXPECT_EQ(
        store::answers(store::Database(data / "clausebook.db", store::Database::Access::ReadOnly).read(),
                       audit_key)
            .size(),
        1U);
}

TEST_F(AnswerVerbs, what_changes_nothing_is_not_recorded)
{
    const auto first = save(Mark::Conforms, 0, "Seen");
    const auto before = entries();
    EXPECT_EQ(save(Mark::Conforms, first.version, "Seen").version, first.version);
    EXPECT_EQ(answer(workspace, auditor, *at, {}, first.version).version, first.version);
    EXPECT_EQ(entries(), before);
}

TEST_F(AnswerVerbs, an_older_version_is_refused_and_nothing_is_recorded)
{
    const auto first = save(Mark::Conforms, 0);
    answer(workspace, lead, *at, choose(Mark::Opportunity, "Also in the shop."), first.version);
    EXPECT_EQ(refused([&] { save(Mark::Minor, first.version); }), "edit_conflict");
    EXPECT_EQ(refused([&] { save(Mark::Minor, 0); }), "edit_conflict");
    EXPECT_EQ(refused([&] { save(Mark::Minor, 3); }), "edit_conflict");
    EXPECT_EQ(stored().note, "Also in the shop.");
    EXPECT_TRUE(live().empty());
}

TEST_F(AnswerVerbs, minor_opens_a_draft_in_the_same_entry)
{
    const auto before = entries();
    const auto done = save(Mark::Minor, 0, "9 of 25 late");
    EXPECT_EQ(entries(), before + 1);
    EXPECT_EQ(done.mark, Mark::Minor);
    EXPECT_EQ(stored().result, Result::NC);
    ASSERT_EQ(live().size(), 1U);
    EXPECT_EQ(live().front().grade, Grade::MINOR);
    EXPECT_EQ(live().front().state, FindingState::Draft);
    EXPECT_EQ(live().front().clause->str(), "7.4");
    EXPECT_EQ(live().front().auditor, auditor.person);
}

TEST_F(AnswerVerbs, minor_made_major_grades_the_draft_that_is_there)
{
    const auto first = save(Mark::Minor, 0);
    const auto second = save(Mark::Major, first.version);
    EXPECT_EQ(second.version, first.version + 1) << "the mark changed, so others must read again";
    ASSERT_EQ(live().size(), 1U);
    EXPECT_EQ(live().front().grade, Grade::MAJOR);
}

TEST_F(AnswerVerbs, undoing_a_click_takes_back_a_draft_nobody_wrote_into)
{
    const auto first = save(Mark::Major, 0);
    const auto before = entries();
    const auto undone = save(Mark::NotYet, first.version);
    EXPECT_EQ(entries(), before + 1);
    EXPECT_EQ(undone.mark, Mark::NotYet);
    EXPECT_TRUE(live().empty());
}

TEST_F(AnswerVerbs, an_nc_stays_while_a_finding_with_words_hangs_on_it)
{
    const auto first = save(Mark::Major, 0);
    auto text = text_of(live().front());
    text.statement = "Acknowledgements come late.";
    change_finding(workspace, auditor, live().front().key, text);
    for (const auto mark : {Mark::Conforms, Mark::NotYet, Mark::Opportunity, Mark::NotSeen})
        EXPECT_EQ(refused([&] { save(mark, first.version); }), "finding_hangs_on_answer") << str(mark);
    EXPECT_EQ(stored().result, Result::NC);
    EXPECT_EQ(live().size(), 1U);
}

TEST_F(AnswerVerbs, not_applicable_needs_its_reason)
{
    EXPECT_EQ(refused([&] { save(Mark::NotApplicable, 0, "no"); }), "na_reason_short");
    EXPECT_FALSE(is_there());
    EXPECT_EQ(save(Mark::NotApplicable, 0, reason).mark, Mark::NotApplicable);
}

TEST_F(AnswerVerbs, only_lead_and_auditors_answer_and_for_strangers_there_is_no_audit)
{
    for (const auto& actor : {quality, management})
        EXPECT_EQ(refused([&] { answer(workspace, actor, *at, choose(Mark::Conforms), 0); }),
                  "only_auditors");
    for (const auto& actor : {stranger, auditee, administrator, Actor()})
        EXPECT_EQ(refused([&] { answer(workspace, actor, *at, choose(Mark::Conforms), 0); }), "not_found");
    const AnswerKey elsewhere{Id<Audit>("IA-2026-99"), at->question};
    EXPECT_EQ(refused([&] { answer(workspace, auditor, elsewhere, choose(Mark::Conforms), 0); }),
              "not_found");
}

TEST_F(AnswerVerbs, questions_and_sites_out_of_scope_are_refused)
{
    const auto code = [&](const char* question, const std::string& site) {
        const AnswerKey key{audit_key, *QuestionId::parse(question), site};
        return refused([&] { answer(workspace, auditor, key, choose(Mark::Conforms), 0); });
    };
    EXPECT_EQ(code("5.3-Q1", "all"), "question_not_in_scope");
    EXPECT_EQ(code("7.4-Q99", "all"), "question_not_in_scope");
    EXPECT_EQ(code("7.4-Q2", "S-99"), "site_not_in_audit");
    const AnswerKey at_site{audit_key, at->question, bursa.str()};
    EXPECT_EQ(answer(workspace, auditor, at_site, choose(Mark::Conforms), 0).version, 1);
}

TEST_F(AnswerVerbs, the_same_request_again_gets_the_same_answer_once)
{
    const auto first = answer(workspace, auditor, *at, choose(Mark::Major), 0, "0123456789abcdef");
    const auto before = entries();
    clock += std::chrono::minutes(5);
    const auto again = answer(workspace, auditor, *at, choose(Mark::Major), 0, "0123456789abcdef");
    EXPECT_EQ(again.version, first.version);
    EXPECT_EQ(again.at, first.at);
    EXPECT_EQ(again.mark, first.mark);
    EXPECT_EQ(entries(), before);
    EXPECT_EQ(live().size(), 1U);
}

TEST_F(AnswerVerbs, of_two_at_once_one_wins_and_one_is_told)
{
    std::atomic<int> saved = 0;
    std::atomic<int> conflicts = 0;
    const auto race = [&](const Actor& who) {
        try {
            answer(workspace, who, *at, choose(Mark::Conforms, who.name), 0);
            ++saved;
        } catch (const Refusal&) {
            ++conflicts;
        }
    };
    std::thread one(race, auditor);
    std::thread two(race, lead);
    one.join();
    two.join();
    EXPECT_EQ(saved, 1);
    EXPECT_EQ(conflicts, 1);
    EXPECT_EQ(stored().version, 1);
}

TEST_F(AnswerVerbs, the_lead_approves_many_in_one_entry)
{
    const AnswerKey other{audit_key, *QuestionId::parse("8.1-Q1")};
    save(Mark::NotApplicable, 0, reason);
    answer(workspace, auditor, other, choose(Mark::NotApplicable, reason), 0);
    const std::vector<AnswerRead> both{{*at, 1}, {other, 1}};
    const auto before = entries();
    EXPECT_EQ(approve_not_applicable(workspace, lead, audit_key, both), 2);
    EXPECT_EQ(entries(), before + 1);
    EXPECT_EQ(stored().na_approved_by, lead.person);
    EXPECT_EQ(to_string(*stored().na_approved_on), "2026-11-22");
    EXPECT_EQ(approve_not_applicable(workspace, lead, audit_key, {{*at, 2}, {other, 2}}), 0);
    EXPECT_EQ(entries(), before + 1) << "approved already";
}

TEST_F(AnswerVerbs, an_approval_ends_with_what_was_approved)
{
    save(Mark::NotApplicable, 0, reason);
    approve_not_applicable(workspace, lead, audit_key, {{*at, 1}});
    AnswerChange note;
    note.note = reason + " Asked again.";
    answer(workspace, auditor, *at, note, 2);
    EXPECT_TRUE(stored().na_approved_by.empty());
}

TEST_F(AnswerVerbs, an_approval_is_refused_whole)
{
    const AnswerKey other{audit_key, *QuestionId::parse("8.1-Q1")};
    save(Mark::NotApplicable, 0, reason);
    answer(workspace, auditor, other, choose(Mark::Conforms), 0);
    const auto code = [&](const Actor& actor, const std::vector<AnswerRead>& list) {
        return refused([&] { approve_not_applicable(workspace, actor, audit_key, list); });
    };
    EXPECT_EQ(code(auditor, {{*at, 1}}), "only_lead");
    EXPECT_EQ(code(stranger, {{*at, 1}}), "not_found");
    EXPECT_EQ(code(lead, {}), "required");
    EXPECT_EQ(code(lead, {{*at, 1}, {other, 1}}), "not_not_applicable");
    EXPECT_EQ(code(lead, {{*at, 7}}), "edit_conflict");
    EXPECT_TRUE(stored().na_approved_by.empty());
}

TEST_F(AnswerVerbs, the_figures_follow_the_answers)
{
    save(Mark::Major, 0);
    const auto db = workspace.read();
    const auto now = progress(workspace, db, audit(audit_key));
    EXPECT_EQ(now.whole.answered(), 1);
    EXPECT_EQ(now.whole.count(Mark::Major), 1);
    EXPECT_EQ(now.find(*ClauseNumber::parse("7.4"))->status, ClauseStatus::Major);
}

TEST_F(AnswerVerbs, the_last_audit_is_remembered_per_question)
{
    save(Mark::Conforms, 0, "Last year fine");
    auto later = wish();
    later.starts_on = parse_date("2027-03-01");
    later.ends_on = parse_date("2027-03-02");
    const auto next = create_audit(workspace, quality, later);
    const auto earlier =
        store::earlier_answers(workspace.read(), next, {at->question, *QuestionId::parse("8.1-Q1")});
    ASSERT_EQ(earlier.size(), 1U);
    EXPECT_EQ(earlier.front().audit, audit_key);
    EXPECT_EQ(earlier.front().answer.note, "Last year fine");
    EXPECT_TRUE(store::earlier_answers(workspace.read(), audit_key, {at->question}).empty());
    step(audit_key, quality, AuditState::Cancelled, "Moved");
    EXPECT_TRUE(store::earlier_answers(workspace.read(), next, {at->question}).empty());
}

TEST_F(AnswerVerbs, of_several_earlier_audits_the_latest_that_answered_is_remembered)
{
    save(Mark::Conforms, 0, "In the first");
    const auto begin_on = [&](const std::string& day) {
        auto later = wish();
        later.starts_on = parse_date(day);
        later.ends_on = plus_days(*later.starts_on, 1);
        return create_audit(workspace, quality, later);
    };
    const auto answer_in = [&](const Id<Audit>& audit, const std::string& note) {
        auto verb = workspace.begin(auditor, "test.answered");
        Answer answer{.key = {audit, at->question, "all"}};
        answer.result = Result::C;
        answer.note = note;
        answer.by = auditor.person;
        answer.at = verb.at();
        store::save(verb, answer);
        verb.commit();
    };
    const auto remembered = [&](const Id<Audit>& audit) {
        const auto found = store::earlier_answers(workspace.read(), audit, {at->question});
        return found.empty() ? std::string() : found.front().answer.note;
    };
    const auto second = begin_on("2027-03-01");
    const auto silent = begin_on("2027-06-01");
    const auto last = begin_on("2027-09-01");
    answer_in(last, "In the last");
    EXPECT_EQ(remembered(last), "In the first");
    answer_in(second, "In the second");
    EXPECT_EQ(remembered(last), "In the second");
    EXPECT_EQ(remembered(silent), "In the second");
    EXPECT_EQ(remembered(second), "In the first");
}

class CorrectionVerb : public AnswerVerbs {
protected:
    void SetUp() override
    {
        AnswerVerbs::SetUp();
        save(Mark::Minor, 0, "9 of 25 late");
        state_is(AuditState::ReportDraft);
    }

    void state_is(AuditState state)
    {
        auto verb = workspace.begin(system_actor(), "test.audit");
        auto changed = audit(audit_key);
        changed.state = state;
        store::save(verb, changed);
        verb.commit();
    }

    void withdraw_finding()
    {
        const auto finding = live().front();
        withdraw(workspace, lead, finding.key, "Not so", finding.version);
    }

    std::string refused_to(const Actor& who, const Correction& correction, Version based_on = 1)
    {
        return refused([&] { correct_answer(workspace, who, *at, correction, based_on); });
    }

    const Correction conforms{Mark::Conforms, "In time after all", "The log had been read wrongly."};
};

TEST_F(CorrectionVerb, changes_an_answer_whose_finding_was_withdrawn_after_fieldwork)
{
    EXPECT_EQ(refused_to(lead, conforms), "answers_closed") << "its finding stands";
    withdraw_finding();
    EXPECT_EQ(refused_to(auditor, conforms), "answers_closed");
    EXPECT_EQ(refused_to(stranger, conforms), "not_found");
    EXPECT_EQ(refused_to(lead, conforms, 7), "edit_conflict");
    EXPECT_EQ(refused([&] { answer(workspace, lead, *at, choose(Mark::Conforms), 1); }), "answers_closed")
        << "without a reason";
    const auto before = entries();
    EXPECT_EQ(correct_answer(workspace, lead, *at, conforms, 1), 2);
    EXPECT_EQ(entries(), before + 1);
    EXPECT_EQ(stored().result, Result::C);
    EXPECT_EQ(stored().note, "In time after all");
    const auto head = store::head(workspace.read()).number;
    EXPECT_EQ(store::entries(workspace.read(), head, head).front().action, "answer.corrected");
    EXPECT_EQ(store::reason_of(workspace.read(), head), conforms.reason);
    EXPECT_EQ(refused_to(lead, {Mark::NotSeen, "n", "r"}, 2), "answers_closed") << "it says what is true";
}

TEST_F(CorrectionVerb, asks_for_a_result_a_reason_and_what_the_result_needs)
{
    withdraw_finding();
    EXPECT_EQ(refused_to(lead, {Mark::NotYet, "n", "r"}), "choice_unknown");
    EXPECT_EQ(refused_to(lead, {Mark::Nonconforming, "n", "r"}), "choice_unknown");
    EXPECT_EQ(refused_to(lead, {Mark::Conforms, "n", " "}), "required");
    EXPECT_EQ(refused_to(lead, {Mark::NotSeen, " ", "r"}), "required");
    EXPECT_EQ(refused_to(lead, {Mark::NotApplicable, "short", "r"}), "na_reason_short");
    EXPECT_EQ(refused_to(lead, {Mark::Conforms, "n", "bell\a"}), "unclean");
}

TEST_F(CorrectionVerb, to_not_applicable_is_approved_and_to_a_grade_opens_a_finding_again)
{
    withdraw_finding();
    correct_answer(workspace, lead, *at, {Mark::Major, "All of them late", "It is worse."}, 1);
    ASSERT_EQ(live().size(), 1U);
    EXPECT_EQ(live().front().grade, Grade::MAJOR);
    withdraw_finding();
    correct_answer(workspace, lead, *at,
                   {Mark::NotApplicable, "No complaints come by post here.", "So it is."}, 2);
    EXPECT_EQ(stored().na_approved_by, lead.person);
    EXPECT_TRUE(stored().na_approved_on);
}

TEST_F(CorrectionVerb, is_for_the_time_between_fieldwork_and_review)
{
    withdraw_finding();
    for (const auto state : {AuditState::InProgress, AuditState::ReportReview, AuditState::ReportIssued}) {
        state_is(state);
        EXPECT_EQ(refused_to(lead, conforms), "answers_closed") << str(state);
    }
    state_is(AuditState::FieldworkDone);
    EXPECT_EQ(correct_answer(workspace, lead, *at, conforms, 1), 2);
}

} // namespace
} // namespace clausebook
