// Findings, actions and audits are found by those alone who may open them, as core says for each.

#include "store/audits.h"
#include "store/search.h"
#include "support/follow_up_house.h"
#include "workspace/audits.h"

#include <algorithm>
#include <set>

namespace clausebook::store {
namespace {

class SearchSight : public testing::FollowUpHouse {
protected:
    std::vector<Actor> everybody() const
    {
        const Actor top{owner.person, "Zeynep", {Role::TopManagement}};
        return {quality, lead, auditor, stranger, contact, owner, administrator, top};
    }

    std::set<std::string> found(SearchKind kind, const std::string& typed, const Actor& actor) const
    {
        const auto query = SearchQuery::parse(typed).value();
        const auto page = store::found(workspace.read(), kind, query, actor, std::nullopt, 50);
        EXPECT_EQ(found_count(workspace.read(), kind, query, actor),
                  static_cast<std::int64_t>(page.keys.size()))
            << actor.name;
        return {page.keys.begin(), page.keys.end()};
    }

    bool may_open(const Actor& actor, const Id<Finding>& key) const
    {
        const auto db = workspace.read();
        const auto finding = store::finding(db, key).value();
        return may_see(actor, finding, finding_frame(db, finding.audit).value(), owners_of(db, key));
    }
};

TEST_F(SearchSight, findings_and_what_was_answered_to_them)
{
    const auto draft = ready();
    const auto raised_one = submitted(Grade::MAJOR);
    std::size_t several = 0;
    for (const auto& actor : everybody()) {
        std::set<std::string> may;
        for (const auto& key : {draft, raised_one})
            if (may_open(actor, key)) may.insert(key.str());
        several += may.size();
        EXPECT_EQ(found(SearchKind::Finding, "acknowledgements reliably", actor), may) << actor.name;
        may.erase(draft.str());
        EXPECT_EQ(found(SearchKind::Finding, "complainants", actor), may)
            << "by the response: " << actor.name;
        EXPECT_EQ(found(SearchKind::Finding, stored(raised_one).number, actor), may)
            << "by its number: " << actor.name;
    }
    EXPECT_GT(several, 5U);
}

TEST_F(SearchSight, actions)
{
    const auto finding = submitted(Grade::MAJOR);
    const auto action = actions_of(workspace.read(), finding).front().key;
    for (const auto& actor : everybody()) {
        const bool may = actor.person == owner.person || may_open(actor, finding);
        EXPECT_EQ(found(SearchKind::Action, "acknowledge system", actor).contains(action.str()), may)
            << actor.name;
        EXPECT_EQ(found(SearchKind::Action, action.str(), actor).contains(action.str()), may) << actor.name;
    }
}

TEST_F(SearchSight, audits_as_far_as_their_plan_is_seen)
{
    for (const auto* plan : {"", "2026-11-01"}) {
        auto verb = workspace.begin(system_actor(), "test.audit");
        auto plain = store::audit(verb, audit).value();
        plain.plan_issued_on = parse_date(plan);
        save(verb, plain);
        verb.commit();
        const auto now = store::audit(workspace.read(), audit).value();
        for (const auto& actor : everybody()) {
            const bool sees = sight_of(parts_in(actor, members(workspace.read(), audit)), now) != Sight::None;
            EXPECT_EQ(found(SearchKind::Audit, "internal", actor).contains(audit.str()), sees)
                << actor.name << plan;
            EXPECT_EQ(found(SearchKind::Audit, audit.str(), actor).contains(audit.str()), sees)
                << actor.name << plan;
        }
    }
}

} // namespace
} // namespace clausebook::store
