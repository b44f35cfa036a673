// The table of sheets, one row a sheet and one a field; long because it is a table. Source: domain C.3, C.4,
// C.6, D.1, D.3 to D.6, D.9c.

#include "core/audit/sheet.h"

#include <algorithm>
#include <array>

namespace clausebook {
namespace {

using Field = SheetField;
using enum SheetField::Shape;
using enum SheetField::Need;

using Codes = std::span<const std::string_view>;

constexpr std::array<std::string_view, 2> yes_no = {"YES", "NO"};
constexpr std::array<std::string_view, 3> yes_partly_no = {"YES", "PARTLY", "NO"};
constexpr std::array<std::string_view, 2> sampled_by = {"JUDGEMENT", "STATISTICAL"};
constexpr std::array<std::string_view, 6> sessions = {"OPENING",         "SESSION", "COMPLAINT_FILES",
                                                      "TEAM_DISCUSSION", "BREAK",   "CLOSING"};
constexpr std::array<std::string_view, 4> trail_kinds = {"RECEIPT_TO_CLOSURE", "CORRECTIVE_ACTION",
                                                         "MANAGEMENT", "OTHER_TRAIL"};
constexpr std::array<std::string_view, 3> awareness = {"AWARE", "PARTLY_AWARE", "NOT_AWARE"};
constexpr std::array<std::string_view, 5> readiness = {"READY", "READY_WITH_CONDITIONS", "NOT_READY_POSTPONE",
                                                       "REPEAT_STAGE1", "STOP"};
constexpr std::array<std::string_view, 5> granting = {
    "GRANT", "GRANT_AFTER_MINOR_PLAN", "GRANT_AFTER_MAJOR_VERIFIED", "NEW_STAGE2_NEEDED", "REFUSE"};
constexpr std::array<std::string_view, 7> maintaining = {
    "MAINTAIN",     "MAINTAIN_AFTER_MAJOR_VERIFIED", "EXTEND_SCOPE", "REDUCE_SCOPE", "SUSPEND", "WITHDRAW",
    "SPECIAL_AUDIT"};
constexpr std::array<std::string_view, 6> renewing = {
    "RENEW", "RENEW_AFTER_MAJOR_VERIFIED", "RENEW_WITH_CHANGED_SCOPE", "NOT_RENEW", "RESTORE", "NEW_STAGE2"};
constexpr std::array<std::string_view, 2> needed = {"STAGE1_NEEDED", "STAGE1_NOT_NEEDED"};
constexpr std::array<std::string_view, 2> reached = {"REACHED", "NOT_REACHED"};

Field choice(std::string_view name, Codes codes, Field::Need need = Required)
{
    return {name, Choice, need, codes};
}

/// A field every row of which says something the row cannot do without.
Field need(std::string_view name, Field::Shape shape = Text)
{
    return {name, shape, Required};
}

Field may(std::string_view name, Field::Shape shape = Text)
{
    return {name, shape, Optional};
}

bool any_with(const SheetRows& rows, std::string_view field, std::string_view code)
{
    return std::any_of(rows.begin(), rows.end(),
                       [&](const SheetRow& row) { return row.text(field) == code; });
}

std::vector<SheetGap> without(const SheetRows& rows, std::string_view sheet, std::string_view field,
                              Codes codes)
{
    std::vector<SheetGap> gaps;
    for (const auto code : codes)
        if (!any_with(rows, field, code)) gaps.push_back({std::string(sheet), {}, std::string(code)});
    return gaps;
}

/// Source: domain D.1: entries for opening and closing meeting, one session on complaint files at least.
std::vector<SheetGap> timetable(const SheetRows& rows)
{
    static constexpr std::array<std::string_view, 3> asked = {"OPENING", "COMPLAINT_FILES", "CLOSING"};
    return without(rows, "agenda", "kind", asked);
}

/// Source: domain D.4 section 7.
std::vector<SheetGap> trails(const SheetRows& rows)
{
    static constexpr std::array<std::string_view, 3> asked = {"RECEIPT_TO_CLOSURE", "CORRECTIVE_ACTION",
                                                              "MANAGEMENT"};
    return without(rows, "trails", "process", asked);
}

/// Source: domain D.3 section 12: conditions when it is conditional.
std::vector<SheetGap> conditions(const SheetRows& rows)
{
    if (!any_with(rows, "decision", "READY_WITH_CONDITIONS") || !rows.front().text("conditions").empty())
        return {};
    return {{"readiness", "one", "conditions"}};
}

std::vector<Sheet> plan_sheets()
{
    using enum Sheet::Rows;
    const auto plan = Sheet::Part::Plan;
    return {
        {"basis",
         One,
         plan,
         Sheet::Least::Any,
         {need("programme_ref", Line), may("previous_audit_ref", Line), may("changes_since_last", Lines)}},
        {"sampling",
         One,
         plan,
         Sheet::Least::Any,
         {need("population"), choice("method", sampled_by), need("size_rule"), need("size", Number),
          may("strata", Lines), may("seed", Line)}},
        {"remote",
         Free,
         plan,
         Sheet::Least::Any,
         {need("part", Line), need("tool", Line), choice("consent", yes_no), need("tested_on", Day),
          need("data_protection"), need("risks"), may("share", Number),
          choice("outcome", reached, Optional)}},
        {"agenda",
         Free,
         plan,
         Sheet::Least::AtLeastOne,
         {need("date", Day), need("start", Hour), need("end", Hour), choice("kind", sessions),
          need("process", Line), may("clauses", Clauses), need("auditor", Person), need("auditee", Line),
          need("place", Line)},
         {},
         timetable},
        {"logistics",
         One,
         plan,
         Sheet::Least::Any,
         {need("documents_needed", Lines), may("guides", Lines), may("safety"), may("access"),
          may("language", Line), may("confidentiality"), may("ict_test")}},
        {"time", One, plan, Sheet::Least::Any, {may("personnel", Number), may("note")}},
        {"time_factors", Free, plan, Sheet::Least::Any, {need("percent", Signed), need("reason")}},
    };
}

std::vector<Sheet> common_sheets()
{
    using enum Sheet::Rows;
    const auto work = Sheet::Part::Fieldwork;
    return {
        {"communications",
         Free,
         work,
         Sheet::Least::Any,
         {need("date", Day), need("with", Line), need("subject"), may("outcome")}},
        {"interviews",
         Free,
         work,
         Sheet::Least::Any,
         {need("date", Day),
          need("function", Line),
          {"name", Line, Optional, {}, Field::Told::InTheHouse},
          need("topic"),
          may("clauses", Clauses),
          choice("awareness", awareness),
          may("note"),
          may("evidence", Evidence)}},
        {"matters",
         One,
         work,
         Sheet::Least::Any,
         {need("programme_matters", Lines), need("unresolved_issues", Lines), need("combined"),
          need("days_on_site", Line), need("days_remote", Line)}},
        {"statement",
         One,
         work,
         Sheet::Least::Any,
         {need("capability_statement"), need("internal_audit_conclusion"),
          need("management_review_conclusion"), need("scope_suitable")}},
        {"stage2_questions",
         Fixed,
         work,
         Sheet::Least::Any,
         {choice("rating", yes_partly_no), need("comment"), need("evidence", Evidence)},
         {"a", "b", "c", "d", "e", "f"}},
        {"trails",
         Free,
         work,
         Sheet::Least::Any,
         {choice("process", trail_kinds), need("site", Line), need("people", Lines),
          need("what_was_followed"), need("evidence", Evidence), need("result")},
         {},
         trails},
        {"matrix", EachClause, work, Sheet::Least::Any, {need("how_implemented")}},
        {"marks",
         One,
         work,
         Sheet::Least::Any,
         {need("planned_use"), need("certificate_wording"), need("languages", Line)}},
        {"next_surveillance",
         One,
         work,
         Sheet::Least::Any,
         {may("month", Line), may("focus", Lines), may("days", Line)}},
    };
}

std::vector<Sheet> stage1_sheets()
{
    using enum Sheet::Rows;
    const auto work = Sheet::Part::Fieldwork;
    return {
        {"stage1_objectives",
         Fixed,
         work,
         Sheet::Least::Any,
         {choice("met", yes_partly_no), need("comment")},
         {"a", "b", "c", "d", "e", "f", "g"}},
        {"client",
         One,
         work,
         Sheet::Least::Any,
         {choice("application_data_confirmed", yes_no), need("headcount", Number), need("sites", Lines),
          need("outsourced_processes", Lines), need("complaints_12_months", Number), need("laws", Lines)}},
        {"documents",
         Free,
         work,
         Sheet::Least::AtLeastOne,
         {need("document", Line), need("version", Line), need("date", Day), need("clauses", Clauses),
          choice("adequate", yes_partly_no), may("comment"), may("evidence", Evidence)}},
        {"understanding",
         One,
         work,
         Sheet::Least::Any,
         {need("policy"), need("objectives"), need("kpis"), need("awareness")}},
        {"conditions",
         One,
         work,
         Sheet::Least::Any,
         {need("visits"), need("special_conditions"), need("safety"), need("shifts")}},
        {"internal_cycle",
         One,
         work,
         Sheet::Least::Any,
         {need("audit_dates"), need("audit_coverage"), need("audit_quality"), need("review_dates"),
          need("review_coverage"), need("review_quality")}},
        {"implementation",
         One,
         work,
         Sheet::Least::Any,
         {need("running_since", Day), need("complaints_logged", Number), need("oldest_record", Day),
          may("note")}},
        {"scope",
         One,
         work,
         Sheet::Least::Any,
         {need("proposed_scope"), need("changes"), need("exclusions_justified")}},
        {"stage2_plan",
         One,
         work,
         Sheet::Least::Any,
         {need("from", Day), need("to", Day), need("team", Lines), need("days", Line), need("sample_plan"),
          need("focus", Lines), need("resources"), need("language", Line), need("ict")}},
        {"readiness",
         One,
         work,
         Sheet::Least::Any,
         {choice("decision", readiness), need("reasons"), may("conditions", Lines)},
         {},
         conditions},
    };
}

std::vector<Sheet> closing_sheets()
{
    using enum Sheet::Rows;
    const auto work = Sheet::Part::Fieldwork;
    return {
        {"topics",
         Fixed,
         work,
         Sheet::Least::Any,
         {choice("status", yes_partly_no), need("comment"), need("evidence", Evidence)},
         {"1", "2", "3", "4", "5", "6", "7", "8"}},
        {"cycle_review",
         One,
         work,
         Sheet::Least::Any,
         {need("kpi_3y"), need("complaints_about_client"), need("changes_3y"), need("scope_changes")}},
        {"whole_system",
         One,
         work,
         Sheet::Least::Any,
         {need("effectiveness"), need("commitment"), need("objectives_reached"), choice("stage1", needed),
          need("stage1_reason")}},
        {"granting",
         One,
         work,
         Sheet::Least::Any,
         {choice("recommendation", granting), need("recommendation_reason")}},
        {"maintaining",
         One,
         work,
         Sheet::Least::Any,
         {choice("recommendation", maintaining), need("recommendation_reason")}},
        {"renewing",
         One,
         work,
         Sheet::Least::Any,
         {choice("recommendation", renewing), need("recommendation_reason")}},
    };
}

std::vector<Sheet> table()
{
    auto all = plan_sheets();
    for (auto* part : {common_sheets, stage1_sheets, closing_sheets}) {
        auto more = part();
        std::move(more.begin(), more.end(), std::back_inserter(all));
    }
    return all;
}

} // namespace

std::span<const Sheet> sheets()
{
    static const auto all = table();
    return all;
}

} // namespace clausebook
