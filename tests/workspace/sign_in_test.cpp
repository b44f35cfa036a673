#include "core/base/refusal.h"
#include "store/organization.h"
#include "store/passwords.h"
#include "store/people.h"
#include "support/temporary_directory.h"
#include "workspace/organization.h"
#include "workspace/people.h"
#include "workspace/sign_in.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace clausebook {
namespace {

/// One person with an account, and nothing else.
class SignIns : public ::testing::Test {
protected:
    static constexpr const char* password = "ağaçtaki kuş öter";

    testing::TemporaryDirectory folder;
    Workspace workspace{folder.path() / "data", store::Database::Access::ReadAndWrite, [] {
                            return *parse_instant("2026-11-22T08:00:00.000000Z");
                        }};
    Actor ada;

    void SetUp() override
    {
        clausebook::SetUp wish;
        wish.organization.legal_name = "Anadolu";
        wish.organization.time_zone = "Europe/Istanbul";
        wish.site.name = "Merkez";
        wish.person.name = "Ada Demir";
        wish.login = "ada";
        wish.password = password;
        set_up(workspace, wish);
        const auto person = store::people(workspace.read()).front();
        ada = {person.key, person.name, person.roles};
    }

    template <typename Act>
    static std::string refused(const Act& act)
    {
        try {
            act();
        } catch (const Refusal& refusal) {
            return refusal.code();
        }
        return {};
    }
};

TEST_F(SignIns, many_guesses_at_once_are_told_of_each_other)
{
    std::atomic<int> wrong = 0;
    std::atomic<int> waits = 0;
    std::vector<std::thread> guesses;
    for (int i = 0; i < 9; ++i)
        guesses.emplace_back([&] {
            const auto said = refused([&] { sign_in(workspace, "ada", "not the password", "192.0.2.1"); });
            if (said == "sign_in_wrong") ++wrong;
            if (said == "sign_in_wait") ++waits;
        });
    for (auto& guess : guesses) guess.join();
    EXPECT_EQ(wrong, 5);
    EXPECT_EQ(waits, 4);
}

TEST_F(SignIns, who_guesses_the_old_password_waits_too)
{
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(refused([&] { change_password(workspace, ada, "a guess", "a whole new password", "::1"); }),
                  "password_wrong");
    EXPECT_EQ(refused([&] { change_password(workspace, ada, password, "a whole new password", "::1"); }),
              "sign_in_wait");
}

TEST_F(SignIns, a_session_that_has_ended_does_not_come_back)
{
    const auto ticket = sign_in(workspace, "ada", password, "::1");
    const auto key = store::sha256(ticket.token);
    sign_out_everywhere(workspace, ada);
    auto verb = workspace.begin(system_actor(), ""); // what a request under way does at its end
    store::note_seen(verb, key);
    store::note_password(verb, key);
    verb.commit();
    EXPECT_FALSE(signed_in(workspace, ticket.token));
    EXPECT_FALSE(store::session(workspace.read(), key));
}

TEST_F(SignIns, a_new_one_time_link_ends_the_one_before)
{
    const auto first = give_account(workspace, ada, ada.person, {});
    const auto second = give_account(workspace, ada, ada.person, {});
    EXPECT_FALSE(person_of_link(workspace, first.token));
    EXPECT_TRUE(person_of_link(workspace, second.token));
}

TEST_F(SignIns, people_and_the_organization_are_changed_by_those_who_may)
{
    const Actor nobody;
    const Actor auditor{ada.person, ada.name, {Role::Auditor}};
    for (const auto& who : {nobody, auditor}) {
        const auto person = store::people(workspace.read()).front();
        EXPECT_EQ(refused([&] { save_person(workspace, who, person); }), "not_allowed");
        EXPECT_EQ(refused([&] { give_account(workspace, who, person.key, {}); }), "not_allowed");
        EXPECT_EQ(refused([&] { switch_account(workspace, who, person.key, 1, false); }), "not_allowed");
        const auto db = workspace.read();
        EXPECT_EQ(refused([&] { save_organization(workspace, who, store::organization(db).value()); }),
                  "not_allowed");
        EXPECT_EQ(refused([&] { save_site(workspace, who, store::sites(db).front()); }), "not_allowed");
        EXPECT_EQ(refused([&] { save_criterion(workspace, who, {}); }), "not_allowed");
    }
}

TEST_F(SignIns, a_zone_that_was_not_saved_is_not_used)
{
    const auto noon = *parse_instant("2026-11-22T12:00:00.000000Z");
    const auto before = workspace.local(noon);
    auto organization = store::organization(workspace.read()).value();
    organization.time_zone = "America/New_York";
    organization.version += 1;
    EXPECT_EQ(refused([&] { save_organization(workspace, ada, organization); }), "edit_conflict");
    EXPECT_EQ(workspace.local(noon), before);
    clausebook::SetUp again;
    again.organization = organization;
    EXPECT_EQ(refused([&] { set_up(workspace, again); }), "already_set_up");
    EXPECT_EQ(workspace.local(noon), before);
    organization.version -= 1;
    save_organization(workspace, ada, organization);
    EXPECT_NE(workspace.local(noon), before);
}

TEST_F(SignIns, the_same_form_again_makes_one_person_and_one_site)
{
    Person person;
    person.name = "Can Öz";
    EXPECT_EQ(save_person(workspace, ada, person, "form-of-a-person"),
              save_person(workspace, ada, person, "form-of-a-person"));
    Site site;
    site.name = "Bursa";
    EXPECT_EQ(save_site(workspace, ada, site, "form-of-a-site"),
              save_site(workspace, ada, site, "form-of-a-site"));
    EXPECT_EQ(store::people(workspace.read()).size(), 2U);
    EXPECT_EQ(store::sites(workspace.read()).size(), 2U);
}

} // namespace
} // namespace clausebook
