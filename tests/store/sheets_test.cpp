// What sheets and the things an audit takes over come to as rows.

#include "store/basis.h"
#include "store/dossier.h"
#include "store/findings.h"
#include "store/sheets.h"
#include "support/evidence_house.h"

#include <gtest/gtest.h>

namespace clausebook::store {
namespace {

struct SheetHouse : testing::EvidenceHouse {
    const Id<Audit> audit_key{audit};

    Writing verb() { return workspace.begin(auditor, "test.written"); }

    SheetRow row(const std::string& place, const std::string& document,
                 const std::string& evidence = "") const
    {
        return {audit_key,
                "documents",
                place,
                0,
                {{"document", document}, {"evidence", evidence}, {"comment", ""}},
                auditor.person,
                workspace.now()};
    }
};

TEST(SheetRows, come_back_as_they_were_written_without_what_is_empty)
{
    SheetHouse house;
    {
        auto verb = house.verb();
        EXPECT_EQ(save(verb, house.row("1", "Policy\n\"quoted\" ığüşöç")), 1);
        verb.commit();
    }
    const auto rows = sheet_rows(house.workspace.read(), house.audit_key);
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows.front().text("document"), "Policy\n\"quoted\" ığüşöç");
    EXPECT_FALSE(rows.front().fields.contains("comment"));
    EXPECT_EQ(rows.front().by, house.auditor.person);
}

TEST(SheetRows, get_numbers_that_are_never_given_twice)
{
    SheetHouse house;
    auto verb = house.verb();
    EXPECT_EQ(next_place(verb, house.audit_key, "documents"), "1");
    auto row = house.row("1", "Policy");
    row.version = save(verb, row);
    remove(verb, row);
    EXPECT_EQ(next_place(verb, house.audit_key, "documents"), "2");
    EXPECT_EQ(next_place(verb, house.audit_key, "interviews"), "1");
    verb.commit();
}

TEST(SheetRows, bring_the_evidence_they_cite_into_the_dossier_and_let_it_go_again)
{
    SheetHouse house;
    const auto one = house.register_file(house.auditor, "a.txt", "a").evidence;
    const auto two = house.register_file(house.auditor, "b.txt", "b").evidence;
    const auto before = reported_evidence(house.workspace.read(), house.audit_key).size();
    SheetRow row = house.row("1", "Policy", one.str() + " " + two.str());
    {
        auto verb = house.verb();
        row.version = save(verb, row);
        verb.commit();
    }
    EXPECT_EQ(reported_evidence(house.workspace.read(), house.audit_key).size(), before + 2);
    row.fields["evidence"] = two.str();
    {
        auto verb = house.verb();
        row.version = save(verb, row);
        verb.commit();
    }
    EXPECT_EQ(reported_evidence(house.workspace.read(), house.audit_key).size(), before + 1);
    {
        auto verb = house.verb();
        remove(verb, row);
        verb.commit();
    }
    EXPECT_EQ(reported_evidence(house.workspace.read(), house.audit_key).size(), before);
}

} // namespace
} // namespace clausebook::store
