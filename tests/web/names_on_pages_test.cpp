// A page that shows a few names reads those people, not everybody.

#include "store/audits.h"
#include "support/desk_of.h"
#include "support/follow_up_house.h"
#include "support/statements.h"

namespace clausebook {
namespace {

class NamesOnPages : protected test::Listening, public testing::DeskOf<testing::FollowUpHouse> {
protected:
    std::string number(const Id<Finding>& key) const { return "/findings/" + stored(key).number; }

    /// How often everybody is read for a page, which must name those people.
    std::size_t everybody(const Actor& who, const std::string& address,
                          std::initializer_list<std::string> names) const
    {
        test::StatementLog::clear();
        const auto page = get(who, address);
        EXPECT_EQ(page.status(), 200) << address;
        for (const auto& name : names)
            EXPECT_NE(page.body().find(name), std::string::npos) << address << " does not name " << name;
        return test::StatementLog::heard("FROM person ORDER BY name_sort").size();
    }
};

TEST_F(NamesOnPages, of_a_finding_and_its_actions_are_read_alone)
{
    const auto key = submitted(Grade::MAJOR);
    EXPECT_EQ(everybody(auditor, number(key), {lead.name, auditor.name, contact.name, owner.name}), 0U);
    const auto action = "/actions/" + store::actions_of(workspace.read(), key).front().key.str();
    EXPECT_EQ(everybody(lead, action, {owner.name}), 0U);
    EXPECT_EQ(everybody(lead, "/actions", {owner.name}), 0U);
    EXPECT_EQ(everybody(quality, "/findings", {}), 0U);
    EXPECT_EQ(everybody(owner, "/mine", {}), 0U);
}

TEST_F(NamesOnPages, of_everybody_are_read_where_one_is_chosen)
{
    const auto key = acknowledged(Grade::MAJOR);
    EXPECT_EQ(everybody(contact, number(key), {lead.name, owner.name, contact.name}), 1U);
}

TEST_F(NamesOnPages, of_the_lists_and_the_journal_are_read_alone)
{
    raised(Grade::MINOR);
    EXPECT_EQ(everybody(quality, "/audits", {lead.name}), 0U);
    EXPECT_EQ(everybody(quality, "/journal", {lead.name, auditor.name}), 0U);
}

TEST_F(NamesOnPages, offered_in_the_journal_are_of_those_who_acted)
{
    raised(Grade::MINOR);
    const auto page = get(quality, "/journal").body();
    for (const auto& [who, acted] :
         {std::pair{lead, true}, {auditor, true}, {contact, false}, {stranger, false}})
        EXPECT_EQ(page.find("<option value=\"" + who.person.str() + "\"") != std::string::npos, acted)
            << who.name;
    EXPECT_NE(get(quality, "/journal?person=" + contact.person.str())
                  .body()
                  .find("<option value=\"" + contact.person.str() + "\" selected"),
              std::string::npos)
        << "who is asked for stays a choice";
}

TEST_F(NamesOnPages, of_several_teams_are_read_at_once)
{
    auto verb = workspace.begin(system_actor(), "test.audit");
    put_audit(verb, "IA-2026-02", "INTERNAL", "IN_PROGRESS", 0);
    verb.commit();
    test::StatementLog::clear();
    get(quality, "/audits");
    EXPECT_EQ(test::StatementLog::heard("FROM audit_member m JOIN person p").size(), 1U);
    const auto teams = store::teams_of(workspace.read(), store::audits(workspace.read()).audits);
    ASSERT_TRUE(teams.contains(audit));
    EXPECT_EQ(teams.at(audit).size(), store::members(workspace.read(), audit).size());
    EXPECT_EQ(teams.at(audit).front().person, lead.person);
}

} // namespace
} // namespace clausebook
