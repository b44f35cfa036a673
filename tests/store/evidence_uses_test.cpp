// Where evidence is used, and what conforms without any.

#include "store/answers.h"
#include "store/packs.h"
#include "store/reports.h"
#include "support/evidence_house.h"
#include "workspace/evidence_uses.h"
#include "workspace/overview.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace clausebook::store {
namespace {

class EvidenceUses : public ::testing::Test {
protected:
    testing::EvidenceHouse house;
    const Date today = *parse_date("2026-11-22");

    void link(const Id<Evidence>& key, const std::string& target)
    {
        link_evidence(house.workspace, house.lead, key, *LinkTarget::parse(target), {}, 0);
    }

    /// A report and a pack of the audit as they would stand at this moment, without their files.
    void let_out(int revision)
    {
        const auto entry = house.entries();
        auto verb = house.workspace.begin(house.qm, "test.let_out");
        Report report;
        report.key = Id<Report>(std::string(testing::EvidenceHouse::audit) + "/r" + std::to_string(revision));
        report.audit = Id<Audit>(testing::EvidenceHouse::audit);
        report.revision = revision;
        report.checkpoint_number = entry;
        report.prepared_by = house.lead.person;
        report.prepared_on = today;
        report.issued_by = house.qm.person;
        report.issued_at = verb.at();
        save(verb, report);
        Pack pack;
        pack.audit = report.audit;
        pack.entry = entry;
        pack.name = "pack-" + std::to_string(revision);
        pack.created_by = house.qm.person;
        pack.created_at = verb.at();
        save(verb, pack);
        verb.commit();
    }

    std::vector<std::string> used(const Id<Evidence>& key, const Actor& actor, std::size_t limit = 50) const
    {
        std::vector<std::string> found;
        std::optional<EvidenceUsePlace> after;
        do {
            const auto page = clausebook::evidence_uses(house.workspace.read(), actor, key, after, limit);
            EXPECT_LE(page.uses.size(), limit);
            for (const auto& use : page.uses)
                found.push_back(std::string(str(use.kind)) + ":" + use.key
                                + (use.version ? " v" + std::to_string(use.version) : std::string()));
            after = page.next ? EvidenceUsePlace::parse(page.next->str()) : std::nullopt;
        } while (after && found.size() < 100);
        return found;
    }

    void answered(const std::string& question, Result result)
    {
        auto verb = house.workspace.begin(house.auditor, "test.answered");
        Answer answer{{Id<Audit>(testing::EvidenceHouse::audit), *QuestionId::parse(question), "all"}};
        answer.result = result;
        answer.by = house.auditor.person;
        answer.at = verb.at();
        save(verb, answer);
        verb.commit();
    }

    void audit_began(const std::string& day)
    {
        auto verb = house.workspace.begin(system_actor(), "test.began");
        const auto row = *verb.row("SELECT * FROM audit");
        Record record;
        for (const auto& column : row.columns())
            if (column != "key" && column != "version")
                record.emplace_back(column, column == "starts_on" ? Value(day) : row.value(column));
        verb.put("audit", testing::EvidenceHouse::audit, record, row.number("version"));
        verb.commit();
    }

    std::vector<std::string> unproven() const
    {
        std::vector<std::string> found;
        const auto seen = results_in_sight(house.workspace, house.workspace.read(), house.qm, "");
        for (const auto* question :
             shown(seen.newest->progress, {std::nullopt, std::nullopt, ResultFilter::Show::Unproven}))
            found.push_back(question->question.str());
        return found;
    }
};

using Names = std::vector<std::string>;

TEST_F(EvidenceUses, are_told_by_kind_and_reports_and_packs_name_what_was_linked_when_they_were_made)
{
    const auto key = house.accepted(house.auditee, "policy.txt", "one");
    const auto other = house.accepted(house.auditee, "log.txt", "two");
    link(other, "answer:IA-2026-01/all/7.4-Q1");
    let_out(1); // before it was linked
    link(key, "answer:IA-2026-01/all/7.4-Q2");
    link(key, "answer:IA-2026-01/all/7.4-Q1");
    link(key, "clause:7.5");
    let_out(2);
    EXPECT_EQ(used(key, house.qm),
              (Names{"answer:IA-2026-01/all/7.4-Q1", "answer:IA-2026-01/all/7.4-Q2", "clause:7.5",
                     "report:IA-2026-01/r2 v1", "pack:PK-0002 v1"}));
    unlink_evidence(house.workspace, house.lead, key, *LinkTarget::parse("answer:IA-2026-01/all/7.4-Q1"));
    let_out(3); // one link is left
    unlink_evidence(house.workspace, house.lead, key, *LinkTarget::parse("answer:IA-2026-01/all/7.4-Q2"));
    let_out(4);
    EXPECT_EQ(used(key, house.qm),
              (Names{"clause:7.5", "report:IA-2026-01/r2 v1", "report:IA-2026-01/r3 v1", "pack:PK-0002 v1",
                     "pack:PK-0003 v1"}));
    EXPECT_EQ(used(other, house.qm).size(), 1U + 4U + 4U);
}

TEST_F(EvidenceUses, of_audits_and_packs_one_may_not_see_are_not_told)
{
    const auto key = house.accepted(house.auditee, "policy.txt", "one");
    link(key, "answer:IA-2026-01/all/7.4-Q2");
    let_out(1);
    EXPECT_EQ(used(key, house.lead).size(), 3U);
    EXPECT_EQ(used(key, house.auditor), (Names{"answer:IA-2026-01/all/7.4-Q2", "report:IA-2026-01/r1 v1"}));
    EXPECT_EQ(used(key, house.auditee), Names{"answer:IA-2026-01/all/7.4-Q2"});
}

TEST_F(EvidenceUses, come_a_page_at_a_time_each_once)
{
    const auto key = house.accepted(house.auditee, "policy.txt", "one");
    for (const auto* target :
         {"answer:IA-2026-01/all/7.4-Q1", "answer:IA-2026-01/all/7.4-Q2", "clause:7.4", "clause:8.1"})
        link(key, target);
    for (int revision = 1; revision <= 3; ++revision) let_out(revision);
    const auto all = used(key, house.qm);
    EXPECT_EQ(all.size(), 10U);
    for (const std::size_t limit : {1U, 2U, 3U, 4U, 7U}) EXPECT_EQ(used(key, house.qm, limit), all) << limit;
}

TEST_F(EvidenceUses, are_found_by_index)
{
    for (const auto& line : evidence_uses_plan(house.workspace.read(), Id<Evidence>("EV-0001"))) {
        EXPECT_EQ(line.find("SCAN"), std::string::npos) << line;
        EXPECT_TRUE(line.find("TEMP B-TREE") == std::string::npos
                    || line.find("RIGHT PART") != std::string::npos)
            << line;
    }
}

TEST_F(EvidenceUses, an_answer_is_unproven_as_long_as_nothing_that_counts_is_linked)
{
    audit_began("2026-10-01");
    for (const auto* question : {"7.4-Q1", "7.4-Q2", "7.5-Q1"}) answered(question, Result::C);
    answered("7.4-Q3", Result::OFI);
    EXPECT_EQ(unproven(), (Names{"7.4-Q1", "7.4-Q2", "7.4-Q3", "7.5-Q1"})) << "opportunities stand, too";
    const auto accepted = house.accepted(house.auditee, "policy.txt", "one");
    link(accepted, "answer:IA-2026-01/all/7.4-Q2");
    const auto registered = house.register_file(house.auditee, "draft.txt", "two").evidence;
    link(registered, "answer:IA-2026-01/all/7.5-Q1");
    link(accepted, "clause:7.4"); // a suggestion proves nothing
    EXPECT_EQ(unproven(), (Names{"7.4-Q1", "7.4-Q3", "7.5-Q1"}));
}

TEST_F(EvidenceUses, only_audits_that_count_and_are_seen_are_asked)
{
    audit_began("2026-10-01");
    answered("7.4-Q1", Result::C);
    const auto audits_of = [&](const Actor& actor) {
        return results_in_sight(house.workspace, house.workspace.read(), actor, "").audits.size();
    };
    EXPECT_EQ(audits_of(house.qm), 1U);
    EXPECT_EQ(audits_of(house.auditor), 1U);
    EXPECT_EQ(audits_of(house.top), 1U);
    EXPECT_EQ(audits_of(house.stranger), 0U);
    EXPECT_EQ(audits_of(house.auditee), 0U);
    audit_began("2025-11-21"); // over a year ago
    EXPECT_EQ(audits_of(house.qm), 0U);
    audit_began("2026-10-01");
    house.set_audit_state("CANCELLED");
    EXPECT_EQ(audits_of(house.qm), 0U);
}

TEST_F(EvidenceUses, what_counts_is_what_core_says)
{
    audit_began("2026-10-01");
    answered("7.4-Q1", Result::C);
    const auto target = *LinkTarget::parse("answer:IA-2026-01/all/7.4-Q1");
    int proven = 0;
    int bare = 0;
    for (const auto type : {EvidenceType::POL, EvidenceType::LOG})
        for (const auto* valid_until : {"", "2026-11-21", "2026-11-22"})
            for (const auto* document_date : {"2024-01-01", "2025-11-21", "2025-11-22"})
                for (const auto* period_to : {"", "2025-11-21", "2025-11-22"}) {
                    Registration wish;
                    wish.fields.type = type;
                    wish.version.document_date = parse_date(document_date);
                    wish.version.period_to = parse_date(period_to);
                    wish.version.valid_until = parse_date(valid_until);
                    const auto key =
                        house.accepted(house.auditee, "a.txt", std::string("x") + period_to, wish);
                    link(key, target.str());
                    const auto record = house.dossier(key);
                    const bool counts = is_valid_evidence(record.newest(), type, today);
                    EXPECT_EQ(unproven().empty(), counts)
                        << str(type) << " " << valid_until << " " << document_date << " " << period_to;
                    (counts ? proven : bare) += 1;
                    unlink_evidence(house.workspace, house.lead, key, target);
                }
    EXPECT_GT(proven, 10);
    EXPECT_GT(bare, 10);
}

} // namespace
} // namespace clausebook::store
