// What a report says: its fields, its figures, what is missing in it. Issuing it: reports_test.cpp.

#include "core/audit/report_fields.h"
#include "paper/weasyprint.h"
#include "store/actions.h"
#include "support/report_house.h"
#include "views/reports/audit_report.h"
#include "workspace/dossier.h"

#include <algorithm>

namespace clausebook {
namespace {

class ReportContent : public testing::ReportHouse {
protected:
    Dossier now() { return dossier(workspace, workspace.read(), key); }

    /// The piece of a chapter that is of this kind.
    static const Tree& part_of(const Tree& view, const std::string& chapter, const std::string& kind)
    {
        for (const auto& part : *view.find("chapter_" + chapter)->find("parts")->items())
            if (!part.find(kind)->is_null()) return *part.find(kind);
        throw std::logic_error("no " + kind + " in chapter " + chapter);
    }
};

TEST_F(ReportContent, a_dossier_holds_everything_of_one_moment)
{
    const auto d = now();
    EXPECT_EQ(d.audit.key, key);
    EXPECT_EQ(d.findings.size(), 1U);
    EXPECT_EQ(d.findings[0].questions.size(), 1U);
    ASSERT_EQ(d.evidence.size(), 1U);
    EXPECT_EQ(d.evidence[0].standing().files.size(), 1U);
    EXPECT_EQ(d.evidence_of(*LinkTarget::parse("answer:" + key.str() + "/all/7.4-Q1")).size(), 1U);
    EXPECT_EQ(d.answers.size(), d.questions().size());
    EXPECT_EQ(d.journal.number, entries());
    EXPECT_EQ(d.progress.whole.questions, static_cast<int>(d.questions().size()));
    EXPECT_EQ(d.progress.find(*ClauseNumber::parse("7.4"))->status, ClauseStatus::Major);
    EXPECT_TRUE(missing_fields(d).empty()) << missing_fields(d).front().key;
}

TEST_F(ReportContent, the_same_data_gives_the_same_document)
{
    const auto first = draft_report(workspace, lead, key, Language::tr, press).html;
    clock += std::chrono::hours(1);
    EXPECT_EQ(first, draft_report(workspace, lead, key, Language::tr, press).html);
    EXPECT_NE(first.find("TASLAK"), std::string::npos);
}

TEST_F(ReportContent, what_people_typed_is_text_wherever_it_stands)
{
    auto d = now();
    const std::string evil = "<script>alert(1)</script>";
    auto& o = d.organization;
    for (auto* text :
         {&o.legal_name, &o.trade_names, &o.address, &o.representative_name, &o.representative_role,
          &o.representative_contact, &o.scope_statement, &o.scope_exclusions, &o.channels, &o.scheme_name,
          &o.confidentiality_statement, &o.audit_guidance_edition, &d.audit.title, &d.audit.objectives,
          &d.audit.scope, &d.opening->note, &d.closing->note})
        *text = evil;
    o.claim_profile = ClaimProfile::Scheme;
    for (const auto& field : conclusion_fields()) d.conclusion.*field.text = evil;
    for (auto& site : d.sites) site.name = site.address = site.activities = evil;
    for (auto& criterion : d.criteria) criterion.reference = criterion.title = criterion.edition = evil;
    for (auto& [id, person] : d.people)
        person.name = person.function = person.organization = person.competence = evil;
    for (auto& member : d.members) member.independence_note = evil;
    for (auto& answer : d.answers) answer.note = answer.interviewee = evil;
    auto& f = d.findings[0].finding;
    for (auto* text : {&f.process, &f.criterion_section, &f.requirement, &f.objective_evidence, &f.statement,
                       &f.grade_reason, &f.repeat_of})
        *text = evil;
    d.earlier_findings.push_back(f);
    auto& e = d.evidence[0];
    e.evidence.fields.title = e.evidence.fields.note = evil;
    e.versions[0].fields.label = e.versions[0].fields.location = evil;
    e.versions[0].files[0].name = evil;
    e.links[0].locator = evil;
    views::ReportStamp stamp;
    stamp.reason = evil;
    const auto html = views::audit_report(d, stamp, renderer(), catalogues());
    EXPECT_EQ(html.find("<script"), std::string::npos);
    EXPECT_NE(html.find("&lt;script&gt;"), std::string::npos);
    EXPECT_EQ(paper::address_to_fetch(html), "");
}

TEST_F(ReportContent, figures_are_those_of_core_and_the_matrix_has_43_rows)
{
    const auto d = now();
    const views::ReportStamp stamp;
    const auto view = views::audit_report_view(d, stamp, catalogues());
    std::size_t rows = 0;
    for (const auto& row : *part_of(view, "results", "matrix").find("rows")->items()) {
        if (*row.find("group")->truth()) continue;
        ++rows;
        const auto number = ClauseNumber::parse(*row.find("number")->text());
        const auto* clause = d.progress.find(*number);
        if (!clause) continue;
        const auto conforming = clause->tally.count(Mark::Conforms);
        EXPECT_EQ(*row.find("counts")->items()->at(0).find("count")->text(),
                  conforming == 0 ? "" : std::to_string(conforming));
        EXPECT_EQ(*row.find("coverage")->text(), std::to_string(clause->tally.coverage().percent()) + "%");
        EXPECT_EQ(*row.find("evidenced")->text(),
                  clause->tally.evidence().all == 0
                      ? "–"
                      : std::to_string(clause->tally.evidence().percent()) + "%");
    }
    EXPECT_EQ(rows, 43U);
}

TEST_F(ReportContent, the_evidence_index_says_when_for_what_and_who_accepted_it)
{
    const auto html = views::audit_report(now(), {}, renderer(), catalogues());
    const auto row = html.substr(html.rfind("id=\"EV-0001\""), 1200);
    for (const char* part :
         {"Document of</span> 31 Oct 2026", "Period</span> 1 Aug 2026", "accepted by Selin", "Clauses 7.4"})
        EXPECT_NE(row.find(part), std::string::npos) << part << "\n" << row;
}

TEST_F(ReportContent, the_functions_of_those_who_sign_belong_to_the_data)
{
    auto d = now();
    d.members.clear(); // whose functions are part of the data anyway
    views::ReportStamp stamp;
    stamp.prepared_by = lead.person;
    const auto before = to_json(views::report_data(d, stamp));
    d.people.at(lead.person).function = "Another function";
    EXPECT_NE(to_json(views::report_data(d, stamp)), before);
}

TEST_F(ReportContent, personal_data_that_is_not_masked_is_not_named)
{
    auto d = now();
    d.evidence[0].evidence.fields.confidentiality = Confidentiality::Personal;
    for (auto& link : d.evidence[0].links) link.locator = "row 7, Ayşe Yılmaz";
    const views::ReportStamp stamp;
    auto html = views::audit_report(d, stamp, renderer(), catalogues());
    EXPECT_EQ(html.find("Acknowledgement log"), std::string::npos);
    EXPECT_EQ(html.find("log.txt"), std::string::npos);
    EXPECT_NE(html.find("EV-0001"), std::string::npos);
    EXPECT_EQ(html.find("row 7, Ayşe Yılmaz"), std::string::npos);
    EXPECT_EQ(to_json(views::report_data(d, stamp)).find("row 7, Ayşe Yılmaz"), std::string::npos);
    d.evidence[0].versions[0].fields.masked = true;
    html = views::audit_report(d, stamp, renderer(), catalogues());
    EXPECT_NE(html.find("Acknowledgement log"), std::string::npos);
    EXPECT_NE(html.find("row 7, Ayşe Yılmaz"), std::string::npos);
}

TEST_F(ReportContent, a_draft_names_what_has_no_finding_yet_and_counts_it_under_no_other_name)
{
    using Counts = std::map<std::string, std::string>;
    const auto counts = [&] {
        const auto view = views::audit_report_view(now(), {}, catalogues());
        Counts at_front;
        for (const auto& figure : *part_of(view, "summary", "figures").find("figures")->items())
            at_front[*figure.find("label")->text()] = *figure.find("count")->text();
        Counts in_matrix;
        const auto& matrix = part_of(view, "results", "matrix");
        const auto& marks = *matrix.find("marks")->items();
        for (const auto& row : *matrix.find("rows")->items()) {
            if (*row.find("group")->truth()) {
                EXPECT_EQ(*row.find("columns")->number(), static_cast<std::int64_t>(marks.size() + 5));
                continue;
            }
            const auto& cells = *row.find("counts")->items();
            EXPECT_EQ(cells.size(), marks.size());
            for (std::size_t i = 0; i < cells.size(); ++i)
                if (const auto& cell = *cells[i].find("count")->text(); !cell.empty())
                    in_matrix[*marks[i].find("label")->text()] +=
                        *row.find("number")->text() + ": " + cell + " ";
        }
        return std::pair(at_front, in_matrix);
    };
    auto [front, matrix] = counts();
    EXPECT_EQ(front.count("Nonconformity") + front.count("Concern") + front.count("Not yet"), 0U);
    EXPECT_EQ(front.at("Minor"), "0");
    set_result("8.1-Q2", Result::NC, "Nobody has written a finding yet");
    std::tie(front, matrix) = counts();
    EXPECT_EQ(front.at("Minor"), "0") << "the run page and the workbook do not call it minor either";
    EXPECT_EQ(front.at("Nonconformity"), "1");
    EXPECT_EQ(matrix.at("Nonconformity"), "8.1: 1 ");
    EXPECT_FALSE(matrix.contains("Minor"));
}

TEST_F(ReportContent, the_evidence_index_names_the_action_that_a_document_is_for)
{
    Action action;
    action.text = "Send a receipt by itself";
    auto verb = workspace.begin(lead, "action.proposed");
    const auto action_key = store::save(verb, action, finding, 2026);
    verb.commit();
    link_evidence(workspace, lead, piece, {LinkKind::Action, action_key.str()}, {}, 0);
    const auto view = views::audit_report_view(now(), {}, catalogues());
    const auto& row = part_of(view, "annexes", "evidence").find("rows")->items()->at(0);
    EXPECT_EQ(*row.find("used_by")->text(), "7.4-Q1, " + action_key.str());
}

TEST_F(ReportContent, an_action_for_findings_of_two_audits_brings_its_evidence_to_both)
{
    const auto other = create_audit(workspace, quality, wish(), {});
    Finding theirs;
    theirs.audit = other;
    theirs.auditor = lead.person;
    theirs.found_on = workspace.today();
    auto verb = workspace.begin(lead, "test.shared");
    const auto other_finding = store::save(verb, theirs);
    Action action;
    action.text = "Send a receipt by itself";
    const auto action_key = store::save(verb, action, finding, 2026);
    verb.put("finding_action", other_finding.str() + "/" + action_key.str(),
             {{"finding", other_finding.str()}, {"action", action_key.str()}}, 0);
    verb.commit();
    EXPECT_TRUE(dossier(workspace, workspace.read(), other).evidence.empty());
    link_evidence(workspace, lead, piece, {LinkKind::Action, action_key.str()}, {}, 0);
    const auto brought = dossier(workspace, workspace.read(), other).evidence;
    ASSERT_EQ(brought.size(), 1U);
    EXPECT_EQ(brought[0].standing().files.size(), 1U);
    ASSERT_EQ(brought[0].links.size(), 1U) << "the link to an answer of the first audit is not told";
    EXPECT_EQ(brought[0].links[0].target.key, action_key.str());
    EXPECT_EQ(now().evidence[0].links.size(), 2U);

    auto again = workspace.begin(lead, "test.withdrawn");
    auto gone = store::finding(again, other_finding).value();
    gone.state = FindingState::Withdrawn;
    store::save(again, gone);
    again.commit();
    EXPECT_TRUE(dossier(workspace, workspace.read(), other).evidence.empty());
}

TEST_F(ReportContent, a_nonconformity_without_a_finding_keeps_the_report_back)
{
    EXPECT_TRUE(missing_fields(now()).empty());
    withdraw(workspace, lead, finding, "Seen again: it was in time.",
             store::finding(workspace.read(), finding)->version);
    const auto missing = missing_fields(now());
    ASSERT_EQ(missing.size(), 1U);
    EXPECT_EQ(missing[0].key, "clause_results");
    EXPECT_EQ(missing[0].subject, "7.4-Q2");
}

} // namespace
} // namespace clausebook
