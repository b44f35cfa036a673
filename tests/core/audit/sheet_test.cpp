#include "core/audit/audit_kind.h"
#include "core/audit/sheet.h"
#include "core/base/refusal.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace clausebook {
namespace {

SheetRow row(const std::string& sheet, const std::string& place,
             std::map<std::string, std::string, std::less<>> fields)
{
    return {Id<Audit>("S1-2026-01"), sheet, place, 0, std::move(fields), {}, {}};
}

std::string refused(const SheetRow& row)
{
    try {
        check(row);
    } catch (const Refusal& refusal) {
        return refusal.code() + " " + refusal.field();
    }
    return "";
}

TEST(Sheet, every_type_keeps_sheets_there_are_and_concludes_fields_there_are)
{
    std::set<std::string_view> fields;
    for (const auto& field : conclusion_fields()) fields.insert(field.name);
    for (const auto& kind : audit_kinds()) {
        for (const auto key : kind.sheets) EXPECT_NE(find_sheet(key), nullptr) << kind.code << " " << key;
        for (const auto name : kind.conclude) EXPECT_TRUE(fields.contains(name)) << kind.code << " " << name;
        for (const auto name : kind.concluded) EXPECT_TRUE(concludes(kind, name)) << kind.code << " " << name;
    }
}

TEST(Sheet, every_sheet_is_kept_by_some_type)
{
    for (const auto& sheet : sheets())
        EXPECT_TRUE(std::any_of(audit_kinds().begin(), audit_kinds().end(), [&](const AuditKind& kind) {
            return keeps(kind, sheet.key);
        })) << sheet.key;
}

TEST(Sheet, refuses_what_its_fields_cannot_hold)
{
    EXPECT_EQ(refused(row("documents", "1", {{"date", "2026-02-29"}})), "date_shape date");
    EXPECT_EQ(refused(row("documents", "1", {{"adequate", "MAYBE"}})), "choice_unknown adequate");
    EXPECT_EQ(refused(row("documents", "1", {{"clauses", "7.2 seven"}})), "clause_unknown clauses");
    EXPECT_EQ(refused(row("documents", "1", {{"evidence", "EV-0001 EV-1"}})), "evidence_number evidence");
    EXPECT_EQ(refused(row("documents", "1", {{"document", "two\nlines"}})), "unclean document");
    EXPECT_EQ(refused(row("agenda", "1", {{"start", "24:00"}})), "clock_shape start");
    EXPECT_EQ(refused(row("agenda", "1", {{"start", "9:30"}})), "clock_shape start");
    EXPECT_EQ(refused(row("client", "one", {{"headcount", "-1"}})), "number_out_of_range headcount");
    EXPECT_EQ(refused(row("client", "one", {{"headcount", "100000000"}})), "number_out_of_range headcount");
    EXPECT_EQ(refused(row("time_factors", "1", {{"percent", "-100"}})), "number_out_of_range percent");
    EXPECT_EQ(refused(row("time_factors", "1", {{"percent", "-30"}})), "");
    EXPECT_EQ(refused(row("client", "one", {{"colour", "red"}})), "choice_unknown colour");
}

TEST(Sheet, refuses_places_it_does_not_have)
{
    for (const auto* place : {"", "0", "01", "two", "1000000000"})
        EXPECT_EQ(refused(row("documents", place, {})), "choice_unknown place") << place;
    EXPECT_EQ(refused(row("client", "1", {})), "choice_unknown place");
    EXPECT_EQ(refused(row("stage1_objectives", "h", {})), "choice_unknown place");
    EXPECT_EQ(refused(row("matrix", "7.4", {})), "");
    EXPECT_EQ(refused(row("nowhere", "one", {})), "choice_unknown place");
}

TEST(Sheet, names_each_required_field_that_is_not_given)
{
    Audit audit;
    const auto& sheet = *find_sheet("stage1_objectives");
    EXPECT_EQ(gaps_of(sheet, audit, {}).size(), 14U);
    const auto gaps =
        gaps_of(sheet, audit, {row("stage1_objectives", "a", {{"met", "YES"}, {"comment", " "}})});
    EXPECT_EQ(gaps.size(), 13U);
    EXPECT_EQ(gaps.front(), (SheetGap{"stage1_objectives", "a", "comment"}));
}

TEST(Sheet, asks_for_a_row_where_one_must_be)
{
    EXPECT_EQ(gaps_of(*find_sheet("documents"), {}, {}), (std::vector<SheetGap>{{"documents", "", ""}}));
    EXPECT_TRUE(gaps_of(*find_sheet("interviews"), {}, {}).empty());
}

TEST(Sheet, asks_for_the_meetings_and_complaint_files_of_a_timetable_and_the_three_trails)
{
    const auto codes = [](const std::vector<SheetGap>& gaps) {
        std::vector<std::string> named;
        for (const auto& gap : gaps)
            if (gap.place.empty()) named.push_back(gap.field);
        return named;
    };
    EXPECT_EQ(codes(gaps_of(*find_sheet("agenda"), {}, {row("agenda", "1", {{"kind", "OPENING"}})})),
              (std::vector<std::string>{"COMPLAINT_FILES", "CLOSING"}));
    EXPECT_EQ(codes(gaps_of(*find_sheet("trails"), {}, {row("trails", "1", {{"process", "MANAGEMENT"}})})),
              (std::vector<std::string>{"RECEIPT_TO_CLOSURE", "CORRECTIVE_ACTION"}));
}

TEST(Sheet, asks_for_conditions_only_of_a_conditional_decision)
{
    const auto& sheet = *find_sheet("readiness");
    const auto with = [&](const std::string& decision, const std::string& conditions) {
        return gaps_of(sheet, {},
                       {row("readiness", "one",
                            {{"decision", decision}, {"reasons", "because"}, {"conditions", conditions}})});
    };
    EXPECT_TRUE(with("READY", "").empty());
    EXPECT_EQ(with("READY_WITH_CONDITIONS", ""), (std::vector<SheetGap>{{"readiness", "one", "conditions"}}));
    EXPECT_TRUE(with("READY_WITH_CONDITIONS", "the policy is signed").empty());
}

TEST(Sheet, has_a_row_for_each_clause_in_scope_but_the_scheme_items)
{
    Audit audit;
    for (const auto* clause : {"7.2", "8.5", "X.1"}) audit.clauses.push_back(*ClauseNumber::parse(clause));
    EXPECT_EQ(places_of(*find_sheet("matrix"), audit, {}), (std::vector<std::string>{"7.2", "8.5"}));
}

TEST(Sheet, prints_its_rows_by_number)
{
    const SheetRows all = {row("documents", "10", {}), row("documents", "9", {}), row("interviews", "1", {})};
    const auto rows = rows_of(all, *find_sheet("documents"));
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows.front().place, "9");
}

TEST(Sheet, cites_each_piece_of_evidence_once_by_number)
{
    EXPECT_EQ(cited_evidence({row("documents", "1", {{"evidence", "EV-10000 EV-0002"}}),
                              row("trails", "1", {{"evidence", "EV-0002"}, {"result", "EV-0003 was seen"}})}),
              (std::vector<std::string>{"EV-0002", "EV-10000"}));
}

} // namespace
} // namespace clausebook
