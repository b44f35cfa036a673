// Whoever looks for what happened to a record finds the entries of every kind of record there is.

#include "store/journal.h"
#include "support/evidence_house.h"
#include "support/refused.h"
#include "workspace/evidence_tags.h"

#include <gtest/gtest.h>

#include <set>

namespace clausebook::store {
namespace {

using Names = std::set<std::string>;

TEST(JournalKinds, are_all_tables_that_are_journalled_and_no_others)
{
    testing::EvidenceHouse house;
    Names kinds;
    for (const auto* kind : journal_kinds()) EXPECT_TRUE(kinds.insert(kind).second) << kind << " twice";
    // What is journalled has a key and a version (Writing::put).
    Names journalled;
    for (const auto& row : house.workspace.read().rows(
             "SELECT m.name AS name FROM sqlite_schema m WHERE m.type = 'table' AND EXISTS (SELECT 1 FROM "
             "pragma_table_info(m.name) WHERE name = 'key') AND EXISTS (SELECT 1 FROM "
             "pragma_table_info(m.name) WHERE name = 'version')"))
        journalled.insert(row.text("name"));
    EXPECT_EQ(journalled.erase("counter"), 1U) << "a counter is nothing people know";
    EXPECT_GT(journalled.size(), 20U);
    EXPECT_EQ(kinds, journalled);
}

TEST(JournalKinds, find_what_was_said_about_evidence_by_its_number)
{
    testing::EvidenceHouse house;
    const auto key = house.register_file(house.auditor, "a.txt", "a").evidence;
    tag_evidence(house.workspace, house.auditor, key, "Q3");
    auto wish = testing::EvidenceHouse::policy();
    wish.fields.title = "Register";
    wish.version.location = "Room 2";
    wish.version.reference =
        EvidenceReference{"Registry", "", SeenHow::Screen, parse_date("2026-11-20"), house.auditor.person};
    const auto seen = register_evidence(house.workspace, house.auditor, {}, wish).at(0).evidence;
    const auto actions = [&](const std::string& record) {
        Names found;
        for (const auto& entry : entries_before(house.workspace.read(), 0, 50, {record, ""}))
            found.insert(entry.action);
        return found;
    };
    EXPECT_EQ(actions(key.str()), (Names{"evidence.registered", "evidence.tagged"}));
    EXPECT_EQ(actions("evidence_reference/" + seen.str() + "/1"), Names{"evidence.registered"});
    EXPECT_EQ(actions(seen.str() + "/1"), Names());
}

} // namespace
} // namespace clausebook::store
