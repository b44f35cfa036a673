// The report of every type of audit issued: frozen under its own name, in both languages, with the figures of
// core.

#include "core/audit/clause_matrix.h"
#include "core/audit/report_figures.h"
#include "store/basis.h"
#include "store/cycle.h"
#include "store/files.h"
#include "store/sheets.h"
#include "support/files.h"
#include "support/refused.h"
#include "support/report_kinds_house.h"
#include "views/reports/audit_report.h"

namespace clausebook {
namespace {

class IssuedReport : public testing::ReportKindsHouse, public ::testing::WithParamInterface<AuditType> {
protected:
    void SetUp() override
    {
        ReportKindsHouse::SetUp();
        become(GetParam());
    }

    /// Makes the audit of the house one of another type whose report asks for nothing any more.
    void become(AuditType type)
    {
        auto verb = workspace.begin(system_actor(), "test.become");
        auto audit = store::audit(verb, key).value();
        audit.type = type;
        store::save(verb, audit);
        answer_the_rest(verb, audit);
        for (const auto& row : filled_sheets(audit))
            if (find_sheet(row.sheet)->part == Sheet::Part::Fieldwork) store::save(verb, row);
        auto conclusion = store::conclusion(verb, key);
        for (const auto& field : conclusion_fields())
            if ((conclusion.*field.text).empty()) conclusion.*field.text = "Concluded";
        store::save(verb, conclusion);
        CertificationBody body;
        body.name = "Body of Bodies";
        body.scheme = "CH-Scheme 3";
        store::save(verb, body);
        hold_certificate(verb);
        if (type == AuditType::Stage1) find_a_concern(verb);
        look_again(verb, audit);
        verb.commit();
    }

    void answer_the_rest(store::Writing& verb, const Audit& audit)
    {
        for (const auto* question : planned_questions(audit, checklist_of(workspace, audit))) {
            Answer answer{.key = {key, question->id, "all"}};
            if (store::answer(verb, answer.key)) continue;
            answer.result = Result::C;
            answer.note = "Seen.";
            answer.by = auditor.person;
            answer.at = verb.at();
            store::save(verb, answer);
        }
    }

    void hold_certificate(store::Writing& verb)
    {
        CycleEvent held;
        held.kind = CycleEventKind::Held;
        held.on = *parse_date("2026-01-15");
        held.body = "Body of Bodies";
        held.certificate = "CERT-4711";
        held.scope = "All complaints";
        held.valid_until = parse_date("2029-01-14");
        held.recorded_by = quality.person;
        held.recorded_at = verb.at();
        store::save(verb, held);
    }

    void find_a_concern(store::Writing& verb)
    {
        auto concern = store::finding(verb, finding).value();
        concern.grade = Grade::AOC;
        store::save(verb, concern);
        Concern judged;
        judged.finding = finding;
        judged.could_become = Grade::MAJOR;
        store::save(verb, judged);
    }

    /// A finding of an earlier audit, whose effect was looked at.
    void look_again(store::Writing& verb, Audit earlier)
    {
        earlier.key = {};
        earlier.version = 0;
        earlier.type = AuditType::Internal;
        earlier.starts_on = earlier.ends_on = parse_date("2026-02-02");
        const auto before = store::save(verb, earlier);
        auto found = store::finding(verb, finding).value();
        found.key = {};
        found.version = 0;
        found.audit = before;
        found.grade = Grade::MINOR;
        found.number = finding_number(before, 1);
        found.found_on = *parse_date("2026-02-02");
        FollowedFinding followed;
        followed.audit = key;
        followed.finding = store::save(verb, found);
        followed.outcome = Outcome::Effective;
        followed.comment = "Three files looked at";
        followed.looked_by = lead.person;
        followed.looked_on = earlier.ends_on;
        store::save(verb, followed);
    }

    Dossier now() const { return dossier(workspace, workspace.read(), key); }
};

TEST_P(IssuedReport, is_frozen_under_its_own_name_with_the_figures_of_core)
{
    ASSERT_TRUE(missing_in_report(now()).empty()) << missing_in_report(now()).front().key;
    hand_in();
    const auto before = now();
    const auto report = issue();
    const auto mark = "_" + std::string(kind_for(GetParam()).report) + "-report_r1_";
    for (const auto& file : report.files) EXPECT_NE(file.name.find(mark), std::string::npos) << file.name;
    for (const auto language : languages) {
        const auto& title = views::report_title(GetParam(), language, catalogues());
        const auto paper = frozen_file(workspace, quality, key, 1, language, "pdf").path;
        EXPECT_NE(testing::output_of("pdftotext -layout " + paper.string() + " -").find(title),
                  std::string::npos);
    }
    const auto data = store::read_file(frozen_file(workspace, quality, key, 1, Language::en, "json").path);
    const auto holds = [&](const std::string& part) {
        EXPECT_NE(data.find(part), std::string::npos) << part;
    };
    holds("\"type\":\"" + std::string(kind_for(GetParam()).report) + "-report\"");
    if (GetParam() == AuditType::Stage1)
        holds("\"latest_stage2_date\":\"" + to_string(*latest_stage2(before)) + "\"");
    if (has_rotation(GetParam())) {
        holds("\"due_date\":\"" + to_string(due_date(before).value()) + "\"");
        holds("\"audit\":\"" + key.str() + "\"");
        EXPECT_FALSE(before.rotation.audits.empty());
    }
    if (keeps(kind_for(GetParam()), "matrix"))
        for (const auto& row : clause_matrix(before))
            if (row.scope == ClauseMatrixRow::Scope::Within) holds(row.how_implemented.at(0));
}

TEST_P(IssuedReport, is_refused_when_a_required_field_of_a_sheet_is_gone)
{
    const auto& kind = kind_for(GetParam());
    if (kind.side == AuditKind::Side::House) return; // its sheets may all be empty
    auto verb = workspace.begin(system_actor(), "test.removed");
    for (auto& row : store::sheet_rows(verb, key)) {
        if (row.sheet != kind.sheets.back()) continue;
        for (const auto& field : find_sheet(row.sheet)->fields)
            if (field.need == SheetField::Need::Required) row.fields.erase(std::string(field.name));
        store::save(verb, row);
    }
    verb.commit();
    EXPECT_REFUSED(hand_in(), "report_incomplete");
}

INSTANTIATE_TEST_SUITE_P(All, IssuedReport, ::testing::ValuesIn(audit_types),
                         [](const auto& type) { return str(type.param); });

} // namespace
} // namespace clausebook
