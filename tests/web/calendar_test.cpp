// The calendar of the certification: its private address, told once, ended, opened without signing in.

#include "support/product.h"
#include "workspace/calendar_feed.h"
#include "workspace/cycle.h"

#include <regex>

namespace clausebook::test {

class CalendarAddress : public Product { // its day is 2026-11-22
protected:
    CalendarAddress()
    {
        CycleEvent held;
        held.kind = CycleEventKind::Held;
        held.on = *parse_date("2026-03-15");
        held.body = "Marmara Belgelendirme";
        held.certificate = "MB-1001";
        held.scope = "Complaints of all shops";
        record_event(workspace, quality, held);
    }

    /// Makes one as the page does; its path.
    std::string made(const Actor& who)
    {
        const auto reply = post(who, "/certification/calendar", {});
        EXPECT_EQ(reply.status, 200);
        std::smatch found;
        const std::regex address(R"re(value="http://[^/"]+(/calendar/[0-9a-f]{64}\.ics)")re");
        EXPECT_TRUE(std::regex_search(reply.body, found, address)) << reply.body;
        return found[1];
    }

    std::string uids(const std::string& text) const
    {
        std::string all;
        std::smatch found;
        auto rest = text;
        while (std::regex_search(rest, found, std::regex("UID:([a-z0-9-]+)@"))) {
            all += found[1].str() + " ";
            rest = found.suffix();
        }
        return all;
    }
};

TEST_F(CalendarAddress, is_read_without_signing_in_and_told_once)
{
    EXPECT_TRUE(contains(get(auditee, "/certification/calendar").body, "You have none yet."));
    const auto path = made(auditee);
    const auto page = get(auditee, "/certification/calendar").body;
    EXPECT_TRUE(contains(page, "Made on 22 Nov 2026"));
    EXPECT_FALSE(contains(page, path));
    const auto token = path.substr(10, 64);
    EXPECT_EQ(workspace.read().number("SELECT count(*) FROM calendar_feed WHERE token_hash = ?", {token}), 0);
    EXPECT_EQ(
        workspace.read().number("SELECT count(*) FROM journal_body WHERE body LIKE ?", {"%" + token + "%"}),
        0)
        << "the token itself stands nowhere";

    const auto reply = get(nobody, path);
    EXPECT_EQ(reply.status, 200);
    EXPECT_TRUE(contains(reply.header("Content-Type"), "text/calendar"));
    EXPECT_EQ(uids(reply.body),
              "cycle-1-surveillance-1 cycle-1-surveillance-2 cycle-1-recertification cycle-1-expiry "
              "cycle-1-restoration cycle-1-retention ");
    EXPECT_TRUE(contains(reply.body, "SUMMARY:Surveillance 1: last day\r\n"));
    EXPECT_TRUE(contains(reply.body, "DTSTART;VALUE=DATE:20270315\r\n"));
    EXPECT_EQ(get(nobody, path).body, reply.body);
    EXPECT_FALSE(contains(reply.body, "Marmara")) << "names and days, nothing else";
}

TEST_F(CalendarAddress, keeps_its_names_when_a_date_moves)
{
    const auto path = made(quality);
    const auto before = get(nobody, path).body;
    auto rules = see_certification(workspace.read(), workspace.today()).rules;
    rules.surveillance_months = 11;
    save_cycle_rules(workspace, quality, rules);
    const auto after = get(nobody, path).body;
    EXPECT_NE(before, after);
    EXPECT_EQ(uids(before), uids(after));
}

TEST_F(CalendarAddress, ends_when_it_is_ended_renewed_or_its_person_goes)
{
    const auto first = made(auditee);
    const auto second = made(auditee);
    EXPECT_EQ(get(nobody, first).status, 404);
    EXPECT_EQ(get(nobody, second).status, 200);
    EXPECT_EQ(post(auditee, "/certification/calendar/end", {}).status, 303);
    EXPECT_EQ(get(nobody, second).status, 404);
    EXPECT_EQ(post(auditee, "/certification/calendar/end", {}).status, 404);

    const auto third = made(auditee);
    auto verb = workspace.begin(system_actor(), "person.saved");
    auto person = store::person(verb, auditee.person).value();
    person.roles = {Role::Administrator};
    store::save(verb, person);
    verb.commit();
    EXPECT_EQ(get(nobody, third).status, 404) << "an administrator reads no content";
    EXPECT_EQ(post(administrator, "/certification/calendar", {}).status, 404);
}

TEST_F(CalendarAddress, is_not_to_be_guessed)
{
    const auto path = made(quality);
    const auto wrong = "/calendar/" + std::string(64, 'a') + ".ics";
    for (int i = 0; i < 5; ++i) EXPECT_EQ(get(nobody, wrong).status, 404) << i;
    const auto waits = get(nobody, wrong);
    EXPECT_EQ(waits.status, 429);
    EXPECT_EQ(waits.header("Retry-After"), "15");
    EXPECT_EQ(get(nobody, path).status, 200) << "the right one is let in";
    clock += std::chrono::seconds(16);
    EXPECT_EQ(get(nobody, wrong).status, 404);
    EXPECT_EQ(get(nobody, wrong).status, 429);
    EXPECT_EQ(get(nobody, "/calendar/x").status, 429);
}

} // namespace clausebook::test
