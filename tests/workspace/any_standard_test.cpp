// A whole audit on a checklist of the house's own: other chapters, other numbers of questions, another
// standard than ISO 10002, to its report and its pack.

#include "core/audit/report_fields.h"
#include "core/people/person.h"
#include "core/readiness/coverage.h"
#include "packs/pack.h"
#include "paper/weasyprint.h"
#include "support/files.h"
#include "support/own_checklist.h"
#include "support/places.h"
#include "support/refused.h"
#include "support/report_house.h"
#include "views/reports/audit_report.h"
#include "workspace/answers.h"
#include "workspace/dossier.h"
#include "workspace/figures.h"
#include "workspace/packs.h"
#include "workspace/unproven.h"

namespace clausebook {
namespace {

using testing::own_checklist;

class AuditOnOwnChecklist : public testing::ReportHouse {
protected:
    std::string checklist;

    Course course() const override { return {"9.2-Q2", "", "9.2-Q1", "10.1-Q1"}; }

    Id<Audit> plan() override
    {
        checklist = import_checklist(workspace, quality, checklist::write(own_checklist()), "house.xml");
        return planned_on_it();
    }

    Id<Audit> planned_on_it()
    {
        auto plan = wish();
        plan.checklist = checklist;
        plan.clauses = clauses();
        return create_audit(workspace, quality, plan, {{auditor.person, MemberRole::Auditor}});
    }

    static std::vector<ClauseNumber> clauses()
    {
        std::vector<ClauseNumber> all;
        for (const auto& clause : own_checklist().clauses) all.push_back(clause.number);
        return all;
    }

    void owns(const char* clause)
    {
        auto verb = workspace.begin(system_actor(), "test.owns");
        auto person = store::person(verb, auditor.person).value();
        person.owns = {*ClauseNumber::parse(clause)};
        store::save(verb, person);
        verb.commit();
    }

    Dossier now() const { return dossier(workspace, workspace.read(), key); }
};

TEST_F(AuditOnOwnChecklist, counts_the_questions_of_that_checklist_alone)
{
    const auto figures = now().progress;
    EXPECT_EQ(figures.whole.questions, 7);
    EXPECT_EQ(figures.whole.answered(), 7);
    EXPECT_EQ(figures.clauses.size(), 4U);
    const auto cells = heat_cells(*now().checklist, figures);
    ASSERT_EQ(cells.size(), 3U) << "9.2 stands for 9.2.1 too";
    EXPECT_EQ(cells[1].clause.str(), "9.2");
    EXPECT_EQ(cells[1].worst, Mark::Major);
    EXPECT_EQ(cells[2].clause.str(), "10.1") << "after 9, as the checklist prints it";
    EXPECT_EQ(cells[2].worst, Mark::Conforms);
}

TEST_F(AuditOnOwnChecklist, lacks_nothing_and_its_report_names_its_own_standard)
{
    EXPECT_TRUE(missing_in_report(now()).empty());
    const auto html = views::audit_report(now(), {}, renderer(), catalogues());
    for (const auto* part : {"House rules:2025", "Own matter 9.2.1", "Own matter 10.1", "How is 9.2-Q3 done?",
                             "Acknowledgement does not reliably take place within the target."})
        EXPECT_NE(html.find(part), std::string::npos) << part;
    EXPECT_NE(html.find("This audit was carried out against House rules:2025."), std::string::npos);
    EXPECT_EQ(html.find("guidance in ISO 10002"), std::string::npos) << "no claim about it rests on this";
    EXPECT_EQ(html.find("Acknowledgement of complaints"), std::string::npos);
    hand_in();
    EXPECT_EQ(audit(key).state, AuditState::ReportReview);
}

TEST_F(AuditOnOwnChecklist, its_report_is_issued_on_paper_and_speaks_of_that_standard_alone)
{
    ASSERT_TRUE(paper::can_print()) << "weasyprint is needed for this test";
    hand_in();
    issue();
    const auto list = own_checklist();
    for (const auto language : languages) {
        const auto paper = frozen_file(workspace, quality, key, 1, language, "pdf").path;
        const auto text = testing::output_of("pdftotext -layout " + paper.string() + " -");
        for (const auto& part : {std::string("House rules:2025"), list.clauses.back().title.in(language),
                                 list.clauses.front().questions.front().text.in(language),
                                 std::string("Acknowledgement does not")})
            EXPECT_NE(text.find(part), std::string::npos) << part << "\nin\n" << text;
        for (const auto* part : {"7.4-Q", "Acknowledgement of complaints"})
            EXPECT_EQ(text.find(part), std::string::npos) << part << "\nin\n" << text;
    }
}

TEST_F(AuditOnOwnChecklist, its_pack_is_sound_and_holds_its_clauses_and_questions)
{
    const auto out = folder.path() / "out";
    std::filesystem::create_directory(out);
    const auto built = build_pack(workspace, catalogues(), {key, Language::en, 0}, out, unwatched());
    EXPECT_TRUE(packs::verify_pack(out / built.name).ok());
    const auto text =
        testing::output_of(test::python("tests/support/read_pack.py") + (out / built.name).string());
    for (const auto* part : {"matrix|4\n", "sheet|Checklist|7\n", "sheet|Findings|1\n",
                             "Cover|Standard|House rules:2025\n", "file|evidence/9.2/EV-0001_log.txt\n",
                             "|Own matter 10.1\n", "|Linked questions|9.2-Q1; 10.1-Q1\n", "10.1-Q1: row 2\n"})
        EXPECT_NE(text.find(part), std::string::npos) << part << "\nin\n" << text;
}

TEST_F(AuditOnOwnChecklist, who_owns_a_process_of_iso_10002_may_judge_another_standards_clause_of_that_number)
{
    owns("9");
    const auto other = planned_on_it();
    EXPECT_TRUE(audit_at_hand(workspace, workspace.read(), audit(other)).conflicts.empty());
    owns("7");
    EXPECT_REFUSED(create_audit(workspace, quality, wish(), {{auditor.person, MemberRole::Auditor}}),
                   "auditor_owns_process");
}

TEST_F(AuditOnOwnChecklist, what_conforms_without_evidence_is_listed_for_it_too_whatever_its_age)
{
    const auto listed = [&](const Actor& who) {
        std::vector<std::string> questions;
        for (const auto& one : unproven_in(workspace, workspace.read(), who, {key}, Language::en).questions)
            questions.push_back(one.answers.front().key.question.str());
        return questions;
    };
    const std::vector<std::string> bare = {"4.1-Q1", "9.2-Q3", "9.2.1-Q1", "10.1-Q2"};
    EXPECT_EQ(listed(lead), bare);
    clock += std::chrono::hours(24 * 300);
    EXPECT_EQ(listed(quality), bare);
    EXPECT_TRUE(listed(stranger).empty());
    EXPECT_TRUE(unproven_in(workspace, workspace.read(), lead, {}, Language::en).questions.empty())
        << "the newest results are those of ISO 10002";
}

TEST_F(AuditOnOwnChecklist, its_results_are_not_those_of_iso_10002)
{
    const auto db = workspace.read();
    const auto results = Figures(workspace, db).of(audit(key));
    EXPECT_EQ(newest_results(own_checklist(), {results}, workspace.today()).progress.whole.answered(), 7);
    EXPECT_TRUE(store::earlier_answers(workspace.read(), create_audit(workspace, quality, wish()),
                                       {*QuestionId::parse("9.2-Q1"), *QuestionId::parse("7.4-Q1")})
                    .empty());
}

} // namespace
} // namespace clausebook
