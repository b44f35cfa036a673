// The report of every type of audit: all that is given is printed, all that is left out is named. The tables
// are walked, so that a new field is tried without a line here. One house walks all of it, therefore long.

#include "core/audit/clause_matrix.h"
#include "core/audit/report_chapters.h"
#include "core/audit/report_figures.h"
#include "core/base/text.h"
#include "paper/weasyprint.h"
#include "support/places.h"
#include "support/report_kinds_house.h"
#include "views/format.h"
#include "views/pages/audits.h"
#include "views/reports/audit_report.h"

#include <fstream>
#include <functional>
#include <map>
#include <set>

namespace clausebook {
namespace {

class ReportOfType : public testing::ReportKindsHouse, public ::testing::WithParamInterface<AuditType> {
protected:
    std::string html(const Dossier& d, Language language = Language::en) const
    {
        views::ReportStamp stamp;
        stamp.language = language;
        return views::audit_report(d, stamp, renderer(), catalogues());
    }
    static std::string data(const Dossier& d) { return to_json(views::report_data(d, {})); }

    using Out = std::function<void(Dossier&)>;

    /// How each field that is no sheet's and no conclusion's is left out.
    std::map<std::string, Out> others() const
    {
        return {
            {"organization.legal_name",
             [](Dossier& d) {
                 d.organization.legal_name = " ";
             }},
            {"organization.address",
             [](Dossier& d) {
                 d.organization.address = "";
             }},
            {"organization.representative",
             [](Dossier& d) {
                 d.organization.representative_contact = "";
             }},
            {"scope_statement",
             [](Dossier& d) {
                 d.organization.scope_statement = "";
             }},
            {"scope_exclusions",
             [](Dossier& d) {
                 d.organization.scope_exclusions = "";
             }},
            {"sites",
             [](Dossier& d) {
                 d.sites[0].headcount = 0;
             }},
            {"channels",
             [](Dossier& d) {
                 d.organization.channels = "\n";
             }},
            {"claim_sentence",
             [](Dossier& d) {
                 d.organization.claim_profile = ClaimProfile::Scheme;
             }},
            {"audit_guidance_edition",
             [](Dossier& d) {
                 d.organization.audit_guidance_edition = "";
             }},
            {"certification_body",
             [](Dossier& d) {
                 d.body = {};
             }},
            {"audit.title",
             [](Dossier& d) {
                 d.audit.title = "";
             }},
            {"audit.objectives",
             [](Dossier& d) {
                 d.audit.objectives = "";
             }},
            {"audit.scope",
             [](Dossier& d) {
                 d.audit.scope = "";
             }},
            {"audit.criteria",
             [](Dossier& d) {
                 d.criteria.clear();
                 d.findings.clear();
                 for (auto& answer : d.answers) answer.result = Result::C;
             }},
            {"audit.methods",
             [](Dossier& d) {
                 d.audit.methods.clear();
             }},
            {"audit.dates",
             [](Dossier& d) {
                 d.audit.ends_on.reset();
             }},
            {"audit.period",
             [](Dossier& d) {
                 d.audit.period_from.reset();
             }},
            {"audit.auditor_days",
             [](Dossier& d) {
                 d.audit.auditor_days = "";
             }},
            {"team",
             [](Dossier& d) {
                 d.members.erase(d.members.begin());
             }},
            {"team.competence_ref",
             [](Dossier& d) {
                 d.people.at(d.members[1].person).competence = "";
             }},
            {"team.independence_declared",
             [](Dossier& d) {
                 d.members[1].independence_declared = false;
             }},
            {"auditee_participants",
             [](Dossier& d) {
                 d.opening->people = d.closing->people = {d.audit.lead};
             }},
            {"auditee_participants.function",
             [this](Dossier& d) {
                 d.people.at(auditee.person).function = "";
             }},
            {"opening_meeting",
             [](Dossier& d) {
                 d.opening.reset();
             }},
            {"closing_meeting",
             [](Dossier& d) {
                 d.closing.reset();
             }},
            {"exit_talk",
             [](Dossier& d) {
                 d.closing.reset();
             }},
            {"confidentiality_statement",
             [](Dossier& d) {
                 d.organization.confidentiality_statement = "";
             }},
            {"clause_results",
             [](Dossier& d) {
                 const auto first = d.questions().front()->id;
                 std::erase_if(d.answers, [&](const Answer& one) { return one.key.question == first; });
             }},
            {"findings",
             [](Dossier& d) {
                 d.findings[0].finding.objective_evidence = "";
             }},
            {"concerns",
             [](Dossier& d) {
                 d.findings[0].finding.objective_evidence = "";
             }},
            {"concerns.grade",
             [](Dossier& d) {
                 d.findings[0].finding.grade = Grade::MAJOR;
             }},
            {"concerns.could_become",
             [](Dossier& d) {
                 d.concerns.clear();
             }},
            {"previous_findings.effect_verified",
             [](Dossier& d) {
                 d.followed[0].outcome = Outcome::NotLooked;
             }},
            {"cycle",
             [](Dossier& d) {
                 d.cycle.certificate = "";
             }},
        };
    }

    /// Takes a required field of a sheet out of its first row, or what the sheet as a whole asks for.
    static Out of_sheet(const ReportField& field)
    {
        const auto key = std::string(field.sheet->key);
        const auto whole = "sheet." + key;
        if (field.key == whole)
            return [key](Dossier& d) {
                std::erase_if(d.sheets, [&](const SheetRow& row) { return row.sheet == key; });
            };
        const auto name = field.key.substr(whole.size() + 1);
        return [key, name](Dossier& d) {
            for (auto& row : d.sheets)
                if (row.sheet == key) {
                    row.fields[name] = "  ";
                    return;
                }
        };
    }

    Out leaving_out(const ReportField& field) const
    {
        if (field.sheet) return of_sheet(field);
        for (const auto& said : conclusion_fields())
            if (said.name == field.key)
                return [text = said.text](Dossier& d) {
                    (d.conclusion.*text).clear();
                };
        return others().at(field.key);
    }
};

TEST_P(ReportOfType, lacks_nothing_when_everything_is_given_and_prints_it_in_both_languages)
{
    const auto d = whole_of(GetParam());
    for (const auto& missing : missing_fields(d)) ADD_FAILURE() << missing.key << " " << missing.subject;
    for (const auto language : languages) {
        const auto document = html(d, language);
        EXPECT_EQ(document.find(catalogues().text(language, "report.missing")), std::string::npos)
            << document.substr(document.find(catalogues().text(language, "report.missing")) - 300, 400);
        for (const auto& chapter : report_chapters(GetParam()))
            EXPECT_NE(document.find("<h2 id=\"c-" + std::string(chapter.key) + "\""), std::string::npos)
                << "its template leaves out " << chapter.key;
    }
}

TEST_P(ReportOfType, prints_what_each_sheet_says_but_what_stays_in_the_house)
{
    const auto d = whole_of(GetParam());
    const auto document = html(d);
    const auto file = data(d);
    for (const auto& row : d.sheets) {
        const auto& sheet = *find_sheet(row.sheet);
        for (const auto& [name, text] : row.fields) {
            if (!text.starts_with("Said of ")) continue;
            const bool told = sheet.part == Sheet::Part::Fieldwork
                && sheet.field(name)->told == SheetField::Told::Everywhere;
            EXPECT_EQ(document.find(text) != std::string::npos, told) << text;
            EXPECT_EQ(file.find(text) != std::string::npos, told) << text;
        }
    }
}

TEST_P(ReportOfType, names_every_required_field_that_is_left_out_and_is_not_issued)
{
    const auto whole = whole_of(GetParam());
    for (const auto& field : report_fields(GetParam())) {
        if (field.need != ReportNeed::Required || field.gaps == ReportField::Gaps::OfRows) continue;
        auto without = whole;
        leaving_out(field)(without);
        const auto missing = missing_in_report(without);
        std::set<std::string> named;
        for (const auto& each : missing) named.insert(each.parameters.at("field"));
        EXPECT_TRUE(named.contains(field.key)) << field.key;
        EXPECT_TRUE(field.sheet || named.size() == 1 || field.key == "concerns.grade") << field.key;
        EXPECT_THROW(check_complete(without), Refusal) << field.key;
        for (const auto language : languages)
            for (const auto& each : missing) {
                EXPECT_FALSE(views::sentence_of(each, language, catalogues()).empty());
                EXPECT_TRUE(views::address_of(each, without.audit.key).starts_with("/"));
            }
        if (field.key == "organization.legal_name" || field.key == "audit.title")
            continue;                                // said on the cover, where nothing can stand for them
        if (field.key == "concerns.grade") continue; // the grade is there, and wrong
        std::string draft;
        EXPECT_NO_THROW(draft = html(without)) << field.key;
        EXPECT_NE(draft.find("— missing —"), std::string::npos) << field.key;
    }
}

TEST_P(ReportOfType, renders_with_no_finding_and_with_a_thousand)
{
    auto d = whole_of(GetParam());
    const auto found = d.findings.at(0);
    d.findings.clear();
    d.concerns.clear();
    const auto none = html(d);
    EXPECT_EQ(none.find("class=\"finding "), std::string::npos);
    constexpr int many = 1000;
    for (int i = 1; i <= many; ++i) {
        d.findings.push_back(found);
        auto& one = d.findings.back().finding;
        one.serial = i;
        one.key = finding_key(d.audit.key, i);
        one.number = finding_number(d.audit.key, i);
    }
    const auto full = html(d);
    std::size_t blocks = 0;
    for (auto at = full.find("class=\"finding "); at != std::string::npos;
         at = full.find("class=\"finding ", at + 1))
        ++blocks;
    EXPECT_EQ(blocks, static_cast<std::size_t>(many));
}

TEST_P(ReportOfType, holds_hostile_texts_as_text)
{
    auto d = whole_of(GetParam());
    const std::string evil = "<script>alert(1)</script>";
    for (auto& row : d.sheets)
        for (auto& [name, text] : row.fields) text = evil;
    for (const auto& field : conclusion_fields()) d.conclusion.*field.text = evil;
    d.body.name = d.body.scheme = d.body.accreditation_body = evil;
    d.body.accreditation = Accreditation::Accredited;
    d.cycle.certificate = evil;
    for (auto& followed : d.followed) followed.comment = evil;
    for (auto& source : d.followed_sources) source.number = source.statement = evil;
    for (auto& each : d.findings) each.finding.statement = each.finding.process = evil;
    for (const auto language : languages) {
        const auto document = html(d, language);
        EXPECT_EQ(document.find("<script"), std::string::npos);
        EXPECT_NE(document.find("&lt;script&gt;"), std::string::npos);
        EXPECT_EQ(paper::address_to_fetch(document), "");
    }
}

TEST_P(ReportOfType, says_accredited_only_where_the_body_is)
{
    auto d = whole_of(GetParam());
    EXPECT_EQ(html(d).find("Accredited for"), std::string::npos);
    const bool by_body = kind_for(GetParam()).side == AuditKind::Side::Body;
    EXPECT_EQ(html(d).find("unknown") != std::string::npos, by_body);
    d.body.accreditation = Accreditation::NotAccredited;
    EXPECT_EQ(html(d).find("Not accredited for") != std::string::npos, by_body);
    d.body.accreditation = Accreditation::Accredited;
    d.body.accreditation_body = "The accreditors";
    EXPECT_EQ(html(d).find("Accredited for this scheme by The accreditors") != std::string::npos, by_body);
}

TEST_P(ReportOfType, is_a_file_named_after_its_kind)
{
    Audit audit;
    audit.type = GetParam();
    audit.key = Id<Audit>(number_prefix(GetParam()) + "-2026-01");
    const auto name = report_file_name(audit, 2, Language::tr, "pdf");
    EXPECT_EQ(name, audit.key.str() + "_" + std::string(kind_for(GetParam()).report) + "-report_r2_tr.pdf");
    EXPECT_TRUE(is_report_file_name(name));
    EXPECT_FALSE(is_report_file_name(draft_file_name(audit, Language::tr)));
}

INSTANTIATE_TEST_SUITE_P(All, ReportOfType, ::testing::ValuesIn(audit_types),
                         [](const auto& type) { return str(type.param); });

class ReportKinds : public ReportOfType {};

TEST_F(ReportKinds, a_stage_1_report_knows_no_nonconformity)
{
    auto d = whole_of(AuditType::Stage1);
    d.findings[0].finding.grade = Grade::MINOR;
    const auto missing = missing_in_report(d);
    ASSERT_EQ(missing.size(), 1U);
    EXPECT_EQ(missing[0].parameters.at("field"), "concerns.grade");
    EXPECT_EQ(missing[0].place, Place::Finding);
}

TEST_F(ReportKinds, a_conditional_readiness_names_its_conditions)
{
    auto d = whole_of(AuditType::Stage1);
    for (auto& row : d.sheets)
        if (row.sheet == "readiness") {
            row.fields["decision"] = "READY_WITH_CONDITIONS";
            row.fields["conditions"] = "";
        }
    const auto missing = missing_in_report(d);
    ASSERT_EQ(missing.size(), 1U);
    EXPECT_EQ(missing[0].key, "readiness/one/conditions");
    EXPECT_NE(html(d).find("— missing —"), std::string::npos);
}

TEST_F(ReportKinds, an_optional_sheet_may_be_empty_but_its_rows_are_whole)
{
    auto d = whole_of(AuditType::Internal);
    const auto all = d.sheets;
    std::erase_if(d.sheets, [](const SheetRow& row) { return row.sheet == "communications"; });
    EXPECT_TRUE(missing_fields(d).empty());
    d.sheets = all;
    for (auto& row : d.sheets)
        if (row.sheet == "communications" && row.place == "2") row.fields["subject"] = "";
    const auto missing = missing_in_report(d);
    for (const auto& each : missing) EXPECT_EQ(each.key, "communications/2/subject");
    EXPECT_EQ(missing.size(), 1U);
}

TEST_F(ReportKinds, the_dates_are_those_of_core)
{
    const auto shown = [](const std::optional<Date>& day) {
        return views::shown(Language::en, day.value());
    };
    const auto first = whole_of(AuditType::Stage1);
    EXPECT_EQ(latest_stage2(first), parse_date("2027-05-25")); // 2026-11-25 and six months
    EXPECT_NE(html(first).find(shown(latest_stage2(first))), std::string::npos);

    auto yearly = whole_of(AuditType::Surveillance);
    EXPECT_EQ(due_date(yearly), parse_date("2027-01-15"));
    EXPECT_EQ(within_due(yearly), true);
    EXPECT_EQ(year_of_cycle(yearly), 1);
    EXPECT_NE(html(yearly).find(shown(due_date(yearly))), std::string::npos);
    yearly.cycle.surveillances = {*yearly.audit.ends_on}; // recorded meanwhile: held against its own day
    EXPECT_EQ(due_date(yearly), parse_date("2027-01-15"));
    yearly.cycle.decided_on = parse_date("2025-11-24");
    yearly.cycle.surveillances.clear();
    EXPECT_EQ(within_due(yearly), false);
    EXPECT_EQ(year_of_cycle(yearly), 2);

    const auto again = whole_of(AuditType::Recertification);
    EXPECT_EQ(due_date(again), parse_date("2029-01-14"));
    EXPECT_EQ(new_cycle(again)->first, *parse_date("2029-01-15"));
    EXPECT_EQ(new_cycle(again)->last, *parse_date("2032-01-14"));
    ASSERT_EQ(findings_by_year(again).size(), 1U);
    EXPECT_EQ(findings_by_year(again)[0].counts.at(Grade::MAJOR), 1);
}

TEST_F(ReportKinds, the_clause_matrix_is_one_for_report_document_and_data)
{
    const auto d = whole_of(AuditType::Stage2);
    const auto rows = clause_matrix(d);
    ASSERT_EQ(rows.size(), d.checklist->clauses.size());
    const auto report = html(d);
    views::ReportStamp stamp;
    const auto document = views::clause_matrix_document(d, stamp, renderer(), catalogues());
    EXPECT_NE(document.find("<h1>Alignment matrix</h1>"), std::string::npos);
    auto claimed = d;
    claimed.organization.claim_profile = ClaimProfile::Conforms;
    EXPECT_NE(views::clause_matrix_document(claimed, stamp, renderer(), catalogues())
                  .find("<h1>Statement of conformity</h1>"),
              std::string::npos);
    const auto figures = views::report_data(d, {});
    const auto& told = *figures.find("clause_matrix")->items();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto& row = rows[i];
        EXPECT_EQ(*told[i].find("clause")->text(), row.clause->number.str());
        EXPECT_EQ(*told[i].find("status")->text(), str(row.status));
        if (row.scope == ClauseMatrixRow::Scope::Outside) {
            EXPECT_EQ(row.status, ClauseStatus::NotAssessed);
            continue;
        }
        ASSERT_EQ(row.how_implemented.size(), 1U);
        EXPECT_NE(report.find(row.how_implemented[0]), std::string::npos);
        EXPECT_NE(document.find(row.how_implemented[0]), std::string::npos);
    }
}

TEST_F(ReportKinds, the_table_of_fields_is_what_its_page_says_and_what_is_no_part_is_printed_so)
{
    const std::map<ReportNeed, std::string> words = {{ReportNeed::Computed, "made"},
                                                     {ReportNeed::Required, "**required**"},
                                                     {ReportNeed::Optional, "optional"},
                                                     {ReportNeed::NotYet, "not part"}};
    std::map<std::string, std::map<AuditType, std::string>> listed;
    std::ifstream page(test::in_sources("docs/report-fields.md"));
    for (std::string line; std::getline(page, line);) {
        if (!line.starts_with("| `")) continue;
        std::vector<std::string> cells;
        for (std::size_t at = 1; at < line.size();) {
            const auto end = line.find('|', at);
            cells.push_back(trimmed(line.substr(at, end - at)));
            at = end + 1;
        }
        const auto name = cells.at(0).substr(1, cells.at(0).size() - 2);
        for (std::size_t i = 0; i < audit_types.size(); ++i)
            listed[name][audit_types.at(i)] = cells.at(i + 1);
    }
    std::map<std::string, std::map<AuditType, std::string>> there;
    for (const auto type : audit_types)
        for (const auto& field : report_fields(type)) there[field.key][type] = words.at(field.need);
    for (auto& [name, needs] : there)
        for (const auto type : audit_types) {
            EXPECT_EQ(listed[name][type], needs[type]) << name << " of " << str(type);
        }
    EXPECT_EQ(listed.size(), there.size());
    for (const auto type : audit_types) {
        const auto document = html(whole_of(type));
        for (const auto& field : report_fields(type)) {
            if (field.need != ReportNeed::NotYet) continue;
            EXPECT_TRUE(catalogues().has(Language::en, field.words())) << field.key;
        }
        EXPECT_NE(document.find("Not part of this audit"), std::string::npos);
    }
}

} // namespace
} // namespace clausebook
