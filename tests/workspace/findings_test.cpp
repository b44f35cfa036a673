#include "store/verify.h"
#include "support/finding_house.h"

namespace clausebook {
namespace {

class FindingVerbs : public testing::FindingHouse {};

TEST_F(FindingVerbs, a_finding_begins_from_a_question_and_takes_its_clause_and_site)
{
    Id<Finding> key;
    const FindingQuestion at{bursa.str(), *QuestionId::parse("7.4-Q2")};
    EXPECT_EQ(one_entry([&] {
                  key = draft_finding(workspace, auditor, {audit, Grade::MAJOR, at, {}, {}});
              }),
              "finding.drafted");
    const auto finding = stored(key);
    EXPECT_EQ(key.str(), "IA-2026-01/f1");
    EXPECT_EQ(finding.state, FindingState::Draft);
    EXPECT_EQ(finding.grade, Grade::MAJOR);
    EXPECT_EQ(finding.clause->str(), "7.4");
    EXPECT_EQ(finding.site, bursa);
    EXPECT_EQ(finding.auditor, auditor.person);
    EXPECT_EQ(to_string(finding.found_on), "2026-11-22");
    EXPECT_EQ(finding.number, "");
    EXPECT_EQ(store::questions_of(workspace.read(), key), std::vector{at});
    EXPECT_TRUE(store::verify(workspace.directory()).sound());
}

TEST_F(FindingVerbs, a_finding_may_come_before_its_clause)
{
    const auto key = draft_finding(workspace, auditor, {audit, Grade::MINOR, {}, {}, {}});
    EXPECT_FALSE(stored(key).clause);
    auto text = text_of(stored(key));
    text.clause = ClauseNumber::parse("7.10");
    change_finding(workspace, auditor, key, text);
    EXPECT_EQ(stored(key).clause->str(), "7.10");
}

TEST_F(FindingVerbs, a_finding_is_not_begun_by_others_elsewhere_or_out_of_time)
{
    const FindingDraft plain{audit, Grade::MINOR, {}, {}, {}};
    EXPECT_EQ(refused([&] { draft_finding(workspace, quality, plain); }), "only_auditors");
    for (const auto& nobody : {stranger, contact, administrator, Actor()})
        EXPECT_EQ(refused([&] { draft_finding(workspace, nobody, plain); }), "not_found");
    EXPECT_EQ(refused([&] {
                  draft_finding(workspace, lead, {Id<Audit>("IA-2026-99"), Grade::MINOR, {}, {}, {}});
              }),
              "not_found");
    EXPECT_EQ(refused([&] {
                  draft_finding(workspace, lead, {audit, Grade::AOC, {}, {}, {}});
              }),
              "grade_not_here");
    EXPECT_EQ(refused([&] {
                  draft_finding(workspace, lead, {audit, Grade::MINOR, {}, ClauseNumber::parse("9.9"), {}});
              }),
              "clause_not_in_scope");
    EXPECT_EQ(refused([&] {
                  draft_finding(workspace, lead, {audit, Grade::MINOR, {}, {}, Id<Site>("S-77")});
              }),
              "site_not_in_audit");
    const FindingQuestion outside{"all", *QuestionId::parse("5.1-Q1")};
    EXPECT_EQ(refused([&] {
                  draft_finding(workspace, lead, {audit, Grade::MINOR, outside, {}, {}});
              }),
              "question_not_in_scope");
    for (const auto* result : {"C", "NA", "NS"}) {
        answer_is(question, result);
        EXPECT_EQ(refused([&] { drafted(); }), "answer_contradicts") << result;
    }
    for (const auto* state :
         {"PLANNED", "PREPARING", "READY", "REPORT_REVIEW", "REPORT_ISSUED", "CANCELLED"}) {
        audit_is(state);
        EXPECT_EQ(refused([&] { draft_finding(workspace, lead, plain); }), "audit_not_in_work") << state;
    }
    EXPECT_EQ(workspace.read().number("SELECT count(*) FROM finding"), 0);
}

TEST_F(FindingVerbs, a_draft_is_changed_with_one_entry_and_only_over_the_version_that_stands)
{
    const auto key = drafted();
    auto text = text_of(stored(key));
    text.requirement = "  Two working days.\r\n";
    text.auditee_contact = contact.person;
    EXPECT_EQ(one_entry([&] { EXPECT_EQ(change_finding(workspace, auditor, key, text), 2); }),
              "finding.changed");
    EXPECT_EQ(stored(key).requirement, "Two working days.");
    text.requirement = "Mine.";
    EXPECT_EQ(refused([&] { change_finding(workspace, lead, key, text); }), "edit_conflict");
    EXPECT_EQ(stored(key).requirement, "Two working days.");
}

TEST_F(FindingVerbs, a_draft_refers_only_to_what_its_audit_has)
{
    const auto key = drafted();
    const auto with = [&](auto change) {
        auto text = text_of(stored(key));
        change(text);
        return refused([&] { change_finding(workspace, auditor, key, text); });
    };
    EXPECT_EQ(with([&](FindingText& t) { t.criterion = other; }), "criterion_not_in_audit");
    EXPECT_EQ(with([&](FindingText& t) { t.site = Id<Site>("S-99"); }), "site_not_in_audit");
    EXPECT_EQ(with([&](FindingText& t) { t.clause = ClauseNumber::parse("5.1"); }), "clause_not_in_scope");
    EXPECT_EQ(with([&](FindingText& t) { t.secondary_clauses = {*ClauseNumber::parse("5.1")}; }),
              "clause_not_in_scope");
    EXPECT_EQ(with([&](FindingText& t) { t.auditee_contact = Id<Person>("P-9999"); }), "unknown_person");
    EXPECT_EQ(with([&](FindingText& t) { t.repeat_of = "IA-2025-01-01"; }), "unknown_finding");
    EXPECT_EQ(with([&](FindingText& t) { t.grade = Grade::AOC; }), "grade_not_here");
    EXPECT_EQ(with([&](FindingText& t) { t.statement = "a\x02"; }), "unclean");
}

TEST_F(FindingVerbs, a_nonconformity_does_not_become_an_opportunity_while_its_answer_says_so)
{
    const auto key = drafted(Grade::MAJOR);
    answer_is(question, "NC");
    EXPECT_EQ(refused([&] { regrade(workspace, auditor, key, Grade::OFI, 1); }), "answer_says_nonconformity");
    EXPECT_EQ(one_entry([&] { regrade(workspace, auditor, key, Grade::MINOR, 1); }), "finding.regraded");
    EXPECT_EQ(stored(key).grade, Grade::MINOR);
    answer_is(question, "OFI");
    EXPECT_EQ(regrade(workspace, auditor, key, Grade::OFI, 2), 3);
}

TEST_F(FindingVerbs, a_finding_hangs_on_several_questions)
{
    const auto key = drafted();
    const FindingQuestion second{"all", *QuestionId::parse("4.15-Q1")};
    EXPECT_EQ(one_entry([&] { attach_question(workspace, auditor, key, second); }),
              "finding.question_attached");
    EXPECT_EQ(store::questions_of(workspace.read(), key), (std::vector{second, question}));
    const auto before = entries();
    attach_question(workspace, auditor, key, second);
    EXPECT_EQ(entries(), before);
    EXPECT_EQ(one_entry([&] { detach_question(workspace, auditor, key, question); }),
              "finding.question_detached");
    EXPECT_FALSE(store::has_live_finding(workspace.read(), audit, "all", question.question));
    EXPECT_TRUE(store::has_live_finding(workspace.read(), audit, "all", second.question));
    attach_question(workspace, auditor, key, question);
    EXPECT_TRUE(store::verify(workspace.directory()).sound());
    answer_is(second, "C");
    detach_question(workspace, auditor, key, second);
    EXPECT_EQ(refused([&] { attach_question(workspace, auditor, key, second); }), "answer_contradicts");
    EXPECT_EQ(refused([&] { detach_question(workspace, quality, key, question); }), "only_auditors");
    EXPECT_EQ(refused([&] { attach_question(workspace, stranger, key, question); }), "not_found");
}

TEST_F(FindingVerbs, a_complete_draft_is_raised_by_the_lead_and_gets_its_number)
{
    const auto key = ready();
    EXPECT_EQ(refused([&] { raise(workspace, auditor, key, 2); }), "only_lead");
    EXPECT_EQ(refused([&] { raise(workspace, quality, key, 2); }), "only_lead");
    EXPECT_EQ(refused([&] { raise(workspace, lead, key, 1); }), "edit_conflict");
    EXPECT_EQ(one_entry([&] { EXPECT_EQ(raise(workspace, lead, key, 2), "IA-2026-01-01"); }),
              "finding.raised");
    const auto finding = stored(key);
    EXPECT_EQ(finding.state, FindingState::Raised);
    EXPECT_EQ(finding.raised_by, lead.person);
    EXPECT_EQ(to_string(finding.raised_on.value()), "2026-11-22");
    EXPECT_EQ(store::finding_of_number(workspace.read(), "IA-2026-01-01")->key, key);
    EXPECT_EQ(refused([&] { raise(workspace, lead, key, 3); }), "finding_step");
    EXPECT_EQ(refused([&] { change_finding(workspace, lead, key, text_of(finding)); }), "finding_not_draft");
    EXPECT_EQ(refused([&] { regrade(workspace, lead, key, Grade::MAJOR, 3); }), "finding_not_draft");
    EXPECT_EQ(refused([&] { detach_question(workspace, lead, key, question); }), "finding_not_draft");
}

TEST_F(FindingVerbs, an_incomplete_draft_is_not_raised)
{
    const auto key = drafted();
    EXPECT_EQ(refused([&] { raise(workspace, lead, key, 1); }), "finding_incomplete");
    EXPECT_EQ(stored(key).state, FindingState::Draft);
}

TEST_F(FindingVerbs, the_guidance_alone_carries_no_minor_of_a_certification_audit)
{
    const auto key = ready();
    auto text = text_of(stored(key));
    text.criterion = guidance;
    change_finding(workspace, auditor, key, text);
    audit_is("IN_PROGRESS", "STAGE2");
    EXPECT_EQ(refused([&] { raise(workspace, lead, key, 3); }), "finding_incomplete");
    audit_is("IN_PROGRESS", "INTERNAL");
    EXPECT_EQ(raise(workspace, lead, key, 3), "IA-2026-01-01");
}

TEST_F(FindingVerbs, a_number_is_never_given_again_after_a_withdrawal)
{
    const auto first = ready();
    raise(workspace, lead, first, 2);
    EXPECT_EQ(refused([&] { withdraw(workspace, lead, first, "  ", 3); }), "required");
    EXPECT_EQ(refused([&] { withdraw(workspace, auditor, first, "Proof came.", 3); }), "only_lead");
    EXPECT_EQ(one_entry([&] { withdraw(workspace, lead, first, "Proof came.", 3); }), "finding.withdrawn");
    EXPECT_EQ(stored(first).state, FindingState::Withdrawn);
    EXPECT_EQ(stored(first).number, "IA-2026-01-01");
    EXPECT_EQ(stored(first).withdrawn_reason, "Proof came.");
    EXPECT_FALSE(store::has_live_finding(workspace.read(), audit, "all", question.question));
    EXPECT_EQ(raise(workspace, lead, ready(), 2), "IA-2026-01-02");
    EXPECT_EQ(refused([&] { withdraw(workspace, lead, first, "Again.", 4); }), "finding_step");
    EXPECT_TRUE(store::verify(workspace.directory()).sound());
}

TEST_F(FindingVerbs, a_raised_finding_stands_once_the_report_is_issued)
{
    const auto key = ready();
    raise(workspace, lead, key, 2);
    audit_is("REPORT_ISSUED");
    EXPECT_EQ(refused([&] { withdraw(workspace, lead, key, "Proof came.", 3); }), "report_issued");
    audit_is("REPORT_REVIEW");
    EXPECT_EQ(refused([&] { withdraw(workspace, lead, key, "Proof came.", 3); }), "");
}

TEST_F(FindingVerbs, a_finding_is_not_there_for_those_it_is_not_for)
{
    const auto key = ready();
    auto text = text_of(stored(key));
    text.auditee_contact = contact.person;
    change_finding(workspace, auditor, key, text);
    for (const auto& nobody : {stranger, administrator, contact}) {
        EXPECT_EQ(refused([&] { withdraw(workspace, nobody, key, "x", 3); }), "not_found");
        EXPECT_EQ(refused([&] { change_finding(workspace, nobody, key, text); }), "not_found");
    }
    raise(workspace, lead, key, stored(key).version);
    EXPECT_EQ(refused([&] { withdraw(workspace, contact, key, "x", 4); }), "only_lead");
}

TEST_F(FindingVerbs, a_finding_is_raised_only_with_somebody_of_the_audited_side_to_answer_it)
{
    const auto key = ready();
    const auto with = [&](const Id<Person>& person) {
        auto text = text_of(stored(key));
        text.auditee_contact = person;
        change_finding(workspace, auditor, key, text);
        return refused([&] { raise(workspace, lead, key, stored(key).version); });
    };
    for (const auto& person : {Id<Person>(), lead.person, auditor.person})
        EXPECT_EQ(with(person), "finding_incomplete") << person.str();
    EXPECT_EQ(with(contact.person), "");
}

TEST_F(FindingVerbs, a_raised_finding_can_get_another_contact_until_it_is_over)
{
    const auto key = ready();
    const auto name = [&](const Actor& who, const Id<Person>& person) {
        return refused([&] { name_contact(workspace, who, key, person, stored(key).version); });
    };
    EXPECT_EQ(name(lead, stranger.person), "finding_step") << "a draft is changed in its form";
    raise(workspace, lead, key, stored(key).version);
    for (const auto& who : {auditor, contact}) EXPECT_EQ(name(who, stranger.person), "contact_not_yours");
    EXPECT_EQ(name(stranger, stranger.person), "not_found");
    EXPECT_EQ(name(lead, auditor.person), "contact_in_team");
    EXPECT_EQ(name(lead, {}), "required");
    EXPECT_EQ(name(lead, Id<Person>("P-9999")), "unknown_person");
    EXPECT_EQ(refused([&] { name_contact(workspace, lead, key, stranger.person, 1); }), "edit_conflict");
    EXPECT_EQ(one_entry([&] { name_contact(workspace, lead, key, stranger.person, stored(key).version); }),
              "finding.contact_named");
    EXPECT_EQ(stored(key).auditee_contact, stranger.person);
    audit_is("REPORT_ISSUED");
    EXPECT_EQ(name(quality, contact.person), "") << "also when the report is issued";
    audit_is("CANCELLED");
    EXPECT_EQ(name(lead, stranger.person), "finding_step");
    audit_is("REPORT_REVIEW");
    EXPECT_EQ(name(quality, stranger.person), "finding_step") << "the lead has signed what it says";
    withdraw(workspace, lead, key, "Proof came.", stored(key).version);
    EXPECT_EQ(name(lead, stranger.person), "finding_step");
    EXPECT_TRUE(store::verify(workspace.directory()).sound());
}

/// What the answer verb does, without the answer.
class AnswerWithFinding : public FindingVerbs {
protected:
    Id<Finding> grade(Grade grade)
    {
        auto verb = workspace.begin(auditor, "answer.saved");
        auto key = grade_for(verb, audit, question, grade, auditor.person, workspace.today());
        verb.commit();
        return key;
    }

    void release()
    {
        auto verb = workspace.begin(auditor, "answer.saved");
        release_for(verb, audit, question, auditor.person, workspace.today());
        verb.commit();
    }
};

TEST_F(AnswerWithFinding, a_grade_opens_one_draft_and_the_next_grade_changes_it)
{
    Id<Finding> key;
    EXPECT_EQ(one_entry([&] { key = grade(Grade::MINOR); }), "answer.saved");
    EXPECT_EQ(grade(Grade::MINOR), key);
    EXPECT_EQ(stored(key).version, 1);
    EXPECT_EQ(grade(Grade::MAJOR), key);
    EXPECT_EQ(stored(key).grade, Grade::MAJOR);
    EXPECT_EQ(workspace.read().number("SELECT count(*) FROM finding"), 1);
}

TEST_F(AnswerWithFinding, an_untouched_draft_goes_with_the_grade_that_opened_it)
{
    const auto key = grade(Grade::MAJOR);
    release();
    EXPECT_EQ(stored(key).state, FindingState::Withdrawn);
    EXPECT_NE(grade(Grade::MINOR), key);
    EXPECT_TRUE(store::verify(workspace.directory()).sound());
}

TEST_F(AnswerWithFinding, a_draft_with_text_holds_its_answer)
{
    const auto key = grade(Grade::MAJOR);
    auto text = text_of(stored(key));
    text.statement = "Not reliably in time.";
    change_finding(workspace, auditor, key, text);
    EXPECT_EQ(refused([&] { release(); }), "finding_hangs_on_answer");
    EXPECT_EQ(stored(key).state, FindingState::Draft);
    EXPECT_EQ(grade(Grade::MINOR), key);
    EXPECT_EQ(stored(key).statement, "Not reliably in time.");
}

TEST_F(AnswerWithFinding, a_draft_on_two_questions_or_a_raised_one_holds_its_answer)
{
    const auto key = grade(Grade::MINOR);
    attach_question(workspace, auditor, key, {"all", *QuestionId::parse("4.15-Q1")});
    EXPECT_EQ(refused([&] { release(); }), "finding_hangs_on_answer");
    detach_question(workspace, auditor, key, {"all", *QuestionId::parse("4.15-Q1")});
    release();
    const auto raised = ready();
    raise(workspace, lead, raised, 2);
    EXPECT_EQ(refused([&] { release(); }), "finding_hangs_on_answer");
    EXPECT_EQ(refused([&] { grade(Grade::MAJOR); }), "finding_is_raised");
    EXPECT_EQ(grade(Grade::MINOR), raised);
}

TEST_F(AnswerWithFinding, several_drafts_are_graded_on_their_own_pages)
{
    grade(Grade::MINOR);
    drafted(Grade::MINOR);
    EXPECT_EQ(refused([&] { grade(Grade::MAJOR); }), "several_findings");
}

TEST_F(FindingVerbs, an_opportunity_does_not_hang_on_a_nonconformity_nor_the_other_way_round)
{
    answer_is(question, "NC");
    EXPECT_EQ(refused([&] { drafted(Grade::OFI); }), "answer_says_nonconformity");
    const auto loose = draft_finding(workspace, auditor, {audit, Grade::OFI, {}, {}, {}});
    EXPECT_EQ(refused([&] { attach_question(workspace, auditor, loose, question); }),
              "answer_says_nonconformity");
    answer_is(question, "OFI");
    EXPECT_EQ(refused([&] { drafted(Grade::MINOR); }), "answer_says_opportunity");
    attach_question(workspace, auditor, loose, question);
}

TEST_F(FindingVerbs, stage_one_knows_areas_of_concern_only)
{
    audit_is("IN_PROGRESS", "STAGE1");
    EXPECT_EQ(refused([&] { drafted(Grade::MINOR); }), "grade_not_here");
    EXPECT_EQ(refused([&] { drafted(Grade::MAJOR); }), "grade_not_here");
    EXPECT_EQ(stored(drafted(Grade::AOC)).grade, Grade::AOC);
}

TEST_F(FindingVerbs, the_same_save_again_is_one_save)
{
    const FindingDraft wish{audit, Grade::MINOR, question, {}, {}};
    const auto key = draft_finding(workspace, auditor, wish, "new-finding-1");
    const auto before = entries();
    EXPECT_EQ(draft_finding(workspace, auditor, wish, "new-finding-1"), key);
    EXPECT_EQ(entries(), before);

    auto text = text_of(stored(key));
    text.requirement = "Two working days.";
    EXPECT_EQ(change_finding(workspace, auditor, key, text, "saved-once-1"), 2);
    EXPECT_EQ(change_finding(workspace, auditor, key, text, "saved-once-1"), 2) << "its reply was lost";
    text.version = 2;
    EXPECT_EQ(change_finding(workspace, auditor, key, text), 2) << "nothing differs";
    EXPECT_EQ(entries(), before + 1);
}

} // namespace
} // namespace clausebook
