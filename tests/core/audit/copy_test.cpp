#include "core/audit/copy.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace clausebook {
namespace {

Audit source(AuditType type)
{
    Audit a;
    a.key = Id<Audit>("S1-2026-01");
    a.version = 7;
    a.type = type;
    a.state = AuditState::ReportIssued;
    a.title = "Stage 1";
    a.scope = "All shops";
    a.clauses = {*ClauseNumber::parse("7.4")};
    a.rotation = {*ClauseNumber::parse("7.4")};
    a.period_from = parse_date("2026-01-01");
    a.plan_issued_on = parse_date("2026-01-01");
    a.lead = Id<Person>("P-0001");
    a.auditor_days = "2.5";
    return a;
}

CopyWish wish(AuditType type)
{
    return {type, "Stage 2", parse_date("2026-06-01"), parse_date("2026-06-03"), Id<Person>("P-0002")};
}

TEST(AuditCopy, takes_the_frame_over_and_begins_anew_what_was_of_its_time)
{
    const auto from = source(AuditType::Stage1);
    const auto copy = copy_of(from, nullptr, wish(AuditType::Stage2));
    EXPECT_EQ(copy.type, AuditType::Stage2);
    EXPECT_EQ(copy.title, "Stage 2");
    EXPECT_EQ(copy.scope, "All shops");
    EXPECT_EQ(copy.clauses, from.clauses);
    EXPECT_EQ(copy.auditor_days, "2.5");
    EXPECT_EQ(copy.lead.str(), "P-0002");
    EXPECT_EQ(copy.version, 0);
    EXPECT_TRUE(copy.key.empty());
    EXPECT_EQ(copy.state, AuditState::Planned);
    EXPECT_FALSE(copy.period_from || copy.plan_issued_on);
    EXPECT_TRUE(copy.rotation.empty());
}

TEST(AuditCopy, follows_its_source_where_it_may_else_what_that_followed)
{
    const auto stage1 = source(AuditType::Stage1);
    EXPECT_EQ(copy_of(stage1, nullptr, wish(AuditType::Stage2)).follows, stage1.key);
    EXPECT_TRUE(copy_of(stage1, nullptr, wish(AuditType::Internal)).follows.empty());
    auto stage2 = source(AuditType::Stage2);
    stage2.key = Id<Audit>("S2-2026-01");
    EXPECT_EQ(copy_of(stage2, &stage1, wish(AuditType::Stage2)).follows, stage1.key);
    EXPECT_EQ(copy_of(stage2, &stage1, wish(AuditType::Surveillance)).follows, stage2.key);
}

TEST(AuditCopy, leaves_days_and_people_who_left_out_of_the_plan)
{
    SheetRows rows;
    const Sheet* person = nullptr;
    const SheetField* field = nullptr;
    for (const auto& sheet : sheets())
        for (const auto& one : sheet.fields)
            if (sheet.part == Sheet::Part::Plan && one.shape == SheetField::Shape::Person && !person) {
                person = &sheet;
                field = &one;
            }
    int dated = 0;
    for (const auto& sheet : sheets()) {
        SheetRow row;
        row.audit = Id<Audit>("IA-2026-01");
        row.sheet = sheet.key;
        row.place = sheet.rows == Sheet::Rows::One ? "one"
            : sheet.rows == Sheet::Rows::Fixed     ? std::string(sheet.places.front())
                                                   : "1";
        row.version = 3;
        for (const auto& one : sheet.fields) row.fields[std::string(one.name)] = "x";
        rows.push_back(row);
    }
    for (const auto& row : plan_rows_of(rows, kind_for(AuditType::Internal), {})) {
        const auto* sheet = find_sheet(row.sheet);
        ASSERT_NE(sheet, nullptr);
        EXPECT_EQ(sheet->part, Sheet::Part::Plan) << row.sheet;
        EXPECT_TRUE(row.audit.empty());
        EXPECT_EQ(row.version, 0);
        for (const auto& one : sheet->fields) {
            const bool stays = one.shape == SheetField::Shape::Day || one.shape == SheetField::Shape::Person;
            EXPECT_EQ(row.text(one.name).empty(), stays) << row.sheet << ' ' << one.name;
            dated += one.shape == SheetField::Shape::Day ? 1 : 0;
        }
    }
    EXPECT_GT(dated, 0);
    if (person == nullptr) return;
    const auto kept = plan_rows_of(rows, kind_for(AuditType::Internal), {Id<Person>("x")});
    EXPECT_TRUE(std::any_of(kept.begin(), kept.end(), [&](const SheetRow& row) {
        return row.sheet == person->key && row.text(field->name) == "x";
    }));
}

TEST(AuditCopy, suggests_evidence_of_answers_alone_and_says_where_it_comes_from)
{
    EvidenceLink link;
    link.key = "EV-0001/answer/IA-2026-01/all/7.4-Q2";
    link.version = 4;
    link.evidence = Id<Evidence>("EV-0001");
    link.target = {LinkKind::Answer, "IA-2026-01/all/7.4-Q2"};
    link.locator = "p. 4";
    const Id<Audit> from("IA-2026-01");
    const Id<Audit> to("IA-2027-01");
    const auto plain = suggested_link(link, from, to);
    ASSERT_TRUE(plain);
    EXPECT_EQ(plain->target.key, "IA-2027-01/all/7.4-Q2");
    EXPECT_EQ(plain->locator, "p. 4");
    EXPECT_EQ(plain->note, "IA-2026-01");
    EXPECT_EQ(plain->version, 0);
    EXPECT_EQ(plain->key, "");
    link.note = "the first three";
    EXPECT_EQ(suggested_link(link, from, to)->note, "IA-2026-01: the first three");
    link.target = {LinkKind::Finding, "IA-2026-01/f3"};
    EXPECT_FALSE(suggested_link(link, from, to));
    link.target = {LinkKind::Clause, "7.4"};
    EXPECT_FALSE(suggested_link(link, from, to));
}

} // namespace
} // namespace clausebook
