#include "core/audit/report_chapters.h"

namespace clausebook {
namespace {

using Chapters = std::vector<ReportChapter>;

ReportPart sheet(std::string_view key, std::string_view heading = {})
{
    return {ReportPart::Kind::Sheet, key, heading};
}

ReportPart rows(std::string_view key, std::string_view heading)
{
    return {ReportPart::Kind::Rows, key, heading};
}

ReportPart said(std::string_view field, std::string_view heading = {})
{
    return {ReportPart::Kind::Said, field, heading};
}

ReportPart block(std::string_view name, std::string_view heading = {})
{
    return {ReportPart::Kind::Block, name, heading};
}

ReportPart fixed(std::string_view name)
{
    return {ReportPart::Kind::Fixed, name};
}

ReportPart not_part(std::string_view name)
{
    return {ReportPart::Kind::NotPart, name};
}

ReportChapter signatures(std::string_view number)
{
    return {number, "signatures", "report.statements_and_signatures", {block("signatures")}};
}

/// Where what was kept of the fieldwork stands that no chapter has.
ReportChapter annexes(std::string_view number, std::vector<ReportPart> more)
{
    ReportChapter chapter{number,
                          "annexes",
                          "report.annexes",
                          {block("checklist", "report.answered_checklist"),
                           block("participants", "report.participants"),
                           block("evidence", "report.evidence_index")}};
    chapter.parts.insert(chapter.parts.end(), more.begin(), more.end());
    return chapter;
}

/// Source: domain D.2. Of a special audit, which a body makes, also its recommendation.
Chapters internal_audit()
{
    return {
        {"1",
         "summary",
         "report.summary",
         {said("overall_conclusion"), sheet("maintaining"), block("figures", "report.questions_by_result"),
          block("counts", "report.findings_by_grade"), said("strengths"), said("main_risks"),
          not_part("readiness_band")}},
        {"2",
         "audit_data",
         "report.audit_data",
         {block("audit_data"), said("plan_deviations", "report.plan_and_coverage"), said("obstacles"),
          said("areas_not_covered"), sheet("matters", "sheet.matters")}},
        {"3", "results", "report.results_per_clause", {block("clause_results")}},
        {"4", "file_test", "report.complaint_file_test", {not_part("sample_run")}},
        {"5", "kpi", "report.kpi_view", {not_part("kpi")}},
        {"6",
         "findings",
         "report.findings",
         {block("findings"), block("opportunities", "report.opportunities_in_answers")}},
        {"7", "follow_up", "report.follow_up", {block("followed")}},
        {"8",
         "conclusions",
         "report.conclusions",
         {said("degree_of_fulfilment"), said("effectiveness_statement"), said("objectives_met"),
          said("differing_opinions"), said("recommendations"), said("next_audit_proposal")}},
        annexes("9",
                {rows("communications", "sheet.communications"), rows("interviews", "sheet.interviews"),
                 rows("trails", "sheet.trails")}),
        signatures({}),
    };
}

/// Source: domain D.3.
Chapters stage1()
{
    return {
        {{},
         "audit_data",
         "report.audit_data",
         {block("audit_data"), said("plan_deviations", "report.plan_and_coverage"), said("obstacles"),
          said("areas_not_covered")}},
        {"1", "objectives", "report.stage1.objectives", {sheet("stage1_objectives")}},
        {"2", "client", "report.stage1.client", {sheet("client")}},
        {"3", "documents", "report.stage1.documents", {sheet("documents")}},
        {"4", "understanding", "report.stage1.understanding", {sheet("understanding")}},
        {"5", "conditions", "report.stage1.conditions", {sheet("conditions")}},
        {"6", "internal_cycle", "report.stage1.internal_cycle", {sheet("internal_cycle")}},
        {"7", "implementation", "report.stage1.implementation", {sheet("implementation")}},
        {"8", "concerns", "report.stage1.concerns", {block("concerns")}},
        {"9",
         "remarks",
         "report.stage1.remarks",
         {said("strengths"), block("remarks"), block("opportunities", "report.opportunities_in_answers"),
          said("differing_opinions")}},
        {"10", "scope", "report.stage1.scope", {sheet("scope")}},
        {"11", "stage2_plan", "report.stage1.stage2_plan", {sheet("stage2_plan")}},
        {"12",
         "readiness",
         "report.stage1.readiness",
         {said("overall_conclusion"), sheet("readiness"), block("latest_stage2"), fixed("may_postpone")}},
        annexes({}, {rows("communications", "sheet.communications"), rows("interviews", "sheet.interviews")}),
        signatures({}),
    };
}

/// Source: domain D.4.
Chapters stage2()
{
    return {
        {"1",
         "summary",
         "report.summary_and_recommendation",
         {sheet("granting"), fixed("others_decide"), said("overall_conclusion"),
          block("figures", "report.questions_by_result"), block("counts", "report.findings_by_grade")}},
        {"2",
         "audit_data",
         "report.audit_data",
         {block("audit_data"), said("plan_deviations", "report.plan_and_coverage"), said("obstacles"),
          said("areas_not_covered"), sheet("matters", "sheet.matters")}},
        {"3", "follow_up", "report.stage1_follow_up", {block("followed")}},
        {"4", "statement", "report.conformity_statement", {sheet("statement"), said("objectives_met")}},
        {"5", "questions", "report.stage2_questions", {sheet("stage2_questions")}},
        {"6", "matrix", "report.clause_matrix", {block("clause_matrix")}},
        {"7", "trails", "report.trails", {sheet("trails")}},
        {"8", "file_test", "report.complaint_file_test", {not_part("sample_run")}},
        {"9", "findings", "report.findings", {block("nonconformities")}},
        {"10",
         "positive",
         "report.positive_and_opportunities",
         {said("strengths"), block("remarks"), block("opportunities", "report.opportunities_in_answers")}},
        {"11", "marks", "report.marks_and_claims", {sheet("marks")}},
        {"12", "next", "report.surveillance_proposal", {sheet("next_surveillance")}},
        {"13", "opinions", "report.differing_opinions", {said("differing_opinions")}},
        signatures("14"),
        annexes({}, {rows("communications", "sheet.communications"), rows("interviews", "sheet.interviews")}),
    };
}

/// Source: domain D.5.
Chapters surveillance()
{
    return {
        {"1",
         "summary",
         "report.summary_and_recommendation",
         {sheet("maintaining"), fixed("others_decide"), said("overall_conclusion"),
          block("figures", "report.questions_by_result"), block("counts", "report.findings_by_grade")}},
        {"2",
         "audit_data",
         "report.audit_data",
         {block("audit_data"), block("cycle", "report.certificate"), block("due"),
          said("plan_deviations", "report.plan_and_coverage"), said("obstacles"), said("areas_not_covered"),
          sheet("matters", "sheet.matters")}},
        {"3", "topics", "report.surveillance_topics", {sheet("topics")}},
        {"4", "rotation", "report.rotation", {block("rotation")}},
        {"5", "follow_up", "report.follow_up", {block("followed")}},
        {"6", "kpi", "report.kpi_trend", {not_part("kpi")}},
        {"7", "file_test", "report.complaint_file_test", {not_part("sample_run")}},
        {"8", "results", "report.results_per_clause", {block("clause_results")}},
        {"9", "findings", "report.findings", {block("nonconformities")}},
        {"10",
         "positive",
         "report.positive_and_opportunities",
         {said("strengths"), block("remarks"), block("opportunities", "report.opportunities_in_answers")}},
        {"11",
         "conclusions",
         "report.conclusions_and_next_audit",
         {said("objectives_met"), said("next_audit_proposal")}},
        {"12", "opinions", "report.differing_opinions", {said("differing_opinions")}},
        signatures("13"),
        annexes({},
                {rows("trails", "sheet.trails"), rows("communications", "sheet.communications"),
                 rows("interviews", "sheet.interviews")}),
    };
}

/// Source: domain D.6: all of D.4, and what only a recertification asks.
Chapters recertification()
{
    return {
        {"1",
         "summary",
         "report.summary_and_recommendation",
         {sheet("renewing"), fixed("others_decide"), block("expiry"), said("overall_conclusion"),
          block("figures", "report.questions_by_result"), block("counts", "report.findings_by_grade")}},
        {"2",
         "audit_data",
         "report.audit_data",
         {block("audit_data"), block("cycle", "report.certificate"), block("due"),
          said("plan_deviations", "report.plan_and_coverage"), said("obstacles"), said("areas_not_covered"),
          sheet("matters", "sheet.matters")}},
        {"3", "follow_up", "report.follow_up", {block("followed")}},
        {"4", "statement", "report.conformity_statement", {sheet("statement"), said("objectives_met")}},
        {"5", "questions", "report.stage2_questions", {sheet("stage2_questions")}},
        {"6", "matrix", "report.clause_matrix", {block("clause_matrix")}},
        {"7", "trails", "report.trails", {sheet("trails")}},
        {"8", "file_test", "report.complaint_file_test", {not_part("sample_run")}},
        {"9", "findings", "report.findings", {block("nonconformities")}},
        {"10",
         "positive",
         "report.positive_and_opportunities",
         {said("strengths"), block("remarks"), block("opportunities", "report.opportunities_in_answers")}},
        {"11", "marks", "report.marks_and_claims", {sheet("marks")}},
        {"12",
         "cycle_review",
         "report.cycle_review",
         {block("cycle_record"), sheet("cycle_review"), block("rotation", "report.rotation")}},
        {"13", "whole_system", "report.whole_system", {sheet("whole_system")}},
        {"14",
         "next",
         "report.new_cycle",
         {block("new_cycle"), sheet("next_surveillance", "sheet.next_surveillance")}},
        {"15", "opinions", "report.differing_opinions", {said("differing_opinions")}},
        signatures("16"),
        annexes({}, {rows("communications", "sheet.communications"), rows("interviews", "sheet.interviews")}),
    };
}

} // namespace

std::span<const ReportChapter> report_chapters(AuditType type)
{
    static const Chapters house = internal_audit();
    static const Chapters first = stage1();
    static const Chapters second = stage2();
    static const Chapters yearly = surveillance();
    static const Chapters again = recertification();
    switch (type) {
    case AuditType::Stage1:
        return first;
    case AuditType::Stage2:
        return second;
    case AuditType::Surveillance:
        return yearly;
    case AuditType::Recertification:
        return again;
    default:
        return house;
    }
}

} // namespace clausebook
