#include "store/audits.h"
#include "support/audit_house.h"

namespace clausebook::store {
namespace {

using AuditRows = testing::AuditHouse;

TEST_F(AuditRows, come_back_as_they_were_written)
{
    auto verb = workspace.begin(quality, "test.audit");
    verb.put("checklist", "c",
             {{"standard", "ISO 10002"}, {"edition", "2018"}, {"revision", "1"}, {"bytes", 1}}, 0);
    auto a = wish();
    a.checklist = "c";
    a.state = AuditState::Postponed;
    a.state_before = AuditState::Ready;
    a.state_reason = "Snow";
    a.language = Language::tr;
    a.plan_issued_on = parse_date("2026-11-01");
    a.plan_accepted_by = quality.person;
    a.plan_accepted_on = parse_date("2026-11-02");
    a.prepared_by = lead.person;
    a.prepared_on = parse_date("2026-11-03");
    const auto key = save(verb, a);
    verb.commit();

    const auto read = store::audit(workspace.read(), key).value();
    EXPECT_EQ(read.version, 1);
    EXPECT_EQ(read.state_before, AuditState::Ready);
    EXPECT_EQ(read.sites, a.sites);
    EXPECT_EQ(read.criteria, a.criteria);
    EXPECT_EQ(read.clauses, a.clauses);
    EXPECT_EQ(read.methods, a.methods);
    EXPECT_EQ(read.language, Language::tr);
    EXPECT_EQ(read.period_to, a.period_to);
    EXPECT_EQ(read.ends_on, a.ends_on);
    EXPECT_EQ(read.plan_accepted_by, quality.person);
    EXPECT_EQ(read.prepared_on, a.prepared_on);
    EXPECT_EQ(read.state_reason, "Snow");
    EXPECT_EQ(store::audit(workspace.read(), Id<Audit>("' OR 1=1")), std::nullopt);
}

TEST_F(AuditRows, are_listed_page_by_page_with_the_latest_start_first)
{
    for (int i = 0; i < 5; ++i) {
        auto a = wish();
        a.starts_on = plus_days(*a.starts_on, i / 2); // several on one day
        a.ends_on = plus_days(*a.starts_on, 1);
        create_audit(workspace, quality, a);
    }
    std::vector<std::string> seen;
    std::optional<AuditPlace> after;
    do {
        const auto page = audits(workspace.read(), {}, after, 2);
        EXPECT_EQ(page.count, 5);
        for (const auto& audit : page.audits) seen.push_back(audit.key.str());
        after = page.next;
    } while (after);
    EXPECT_EQ(
        seen,
        (std::vector<std::string>{"IA-2026-05", "IA-2026-04", "IA-2026-03", "IA-2026-02", "IA-2026-01"}));
}

TEST_F(AuditRows, are_filtered_by_state_type_and_member)
{
    const auto first = planned();
    create_audit(workspace, quality, wish());
    advance(workspace, quality, first, 1, AuditState::Cancelled, "No");
    const auto count = [&](const AuditFilter& filter) {
        return audits(workspace.read(), filter).count;
    };
    EXPECT_EQ(count({}), 2);
    AuditFilter filter;
    filter.state = AuditState::Cancelled;
    EXPECT_EQ(count(filter), 1);
    filter.state.reset();
    filter.type = AuditType::Stage1;
    EXPECT_EQ(count(filter), 0);
    filter.type.reset();
    filter.stage = AuditFilter::Stage::AtWork;
    EXPECT_EQ(count(filter), 1) << "the one that is not cancelled";
    filter.stage = AuditFilter::Stage::Issued;
    EXPECT_EQ(count(filter), 0);
    filter.stage = AuditFilter::Stage::Any;
    filter.member = auditor.person;
    EXPECT_EQ(count(filter), 1);
    filter.state = AuditState::Planned;
    filter.type = AuditType::Internal;
    EXPECT_EQ(count(filter), 0);
    filter = {};
    filter.member = auditee.person;
    filter.issued_plans = true;
    EXPECT_EQ(count(filter), 0);
}

TEST_F(AuditRows, keep_the_conclusion_field_by_field)
{
    const auto key = planned();
    EXPECT_EQ(conclusion(workspace.read(), key).version, 0);
    Conclusion written;
    written.audit = key;
    for (const auto& field : conclusion_fields()) written.*field.text = std::string(field.name) + "\nçğ";
    auto verb = workspace.begin(lead, "test.conclusion");
    save(verb, written);
    verb.commit();
    const auto read = conclusion(workspace.read(), key);
    EXPECT_EQ(read.version, 1);
    for (const auto& field : conclusion_fields())
        EXPECT_EQ(read.*field.text, std::string(field.name) + "\nçğ");
}

} // namespace
} // namespace clausebook::store
