// The pages of people and accounts, as a browser gets them.

#include "support/product.h"
#include "views/pages/people.h"
#include "workspace/people.h"

namespace clausebook::test {

class PeoplePages : public Product {
protected:
    Person stored(const Actor& who) const { return store::person(workspace.read(), who.person).value(); }

    FormFields form(const Actor& who, const std::string& name = {}, const std::string& value = {}) const
    {
        FormFields fields = {{"version", std::to_string(stored(who).version)}};
        for (const auto& [field, stands] : views::values_of(stored(who)))
            fields.emplace_back(field, field == name ? value : stands);
        return fields;
    }

    std::string page_of(const Actor& who) const { return "/people/" + who.person.str(); }

    /// The one-time link's path in a reply.
    static std::string link_in(const std::string& body)
    {
        const auto at = body.find("data-copy=\"/welcome/");
        if (at == std::string::npos) return {};
        return body.substr(at + 11, body.find('"', at + 11) - at - 11);
    }
};

TEST_F(PeoplePages, everybody_sees_people_and_only_the_administrator_changes_them)
{
    for (const auto& who : {administrator, quality, auditee}) {
        EXPECT_EQ(get(who, "/people").status, 200);
        EXPECT_EQ(get(who, page_of(lead)).status, 200);
    }
    EXPECT_EQ(get(administrator, "/people/new").status, 200);
    EXPECT_EQ(get(administrator, page_of(lead) + "/edit").status, 200);
    const auto before = entries();
    for (const auto& who : {quality, lead, auditee}) {
        EXPECT_EQ(get(who, "/people/new").status, 404);
        EXPECT_EQ(get(who, page_of(lead) + "/edit").status, 404);
        EXPECT_EQ(post(who, "/people", {{"name", "Mine"}}).status, 404);
        EXPECT_EQ(post(who, page_of(who), form(who, "roles", "AD")).status, 404);
        EXPECT_EQ(post(who, page_of(lead) + "/link", {{"login", "mine"}}).status, 404);
        EXPECT_EQ(post(who, page_of(lead) + "/account", {{"version", "1"}, {"to", "off"}}).status, 404);
        EXPECT_FALSE(contains(get(who, page_of(lead)).body, page_of(lead) + "/link"));
    }
    EXPECT_EQ(entries(), before);
    EXPECT_EQ(get(quality, "/people/P-9999").status, 404);
}

TEST_F(PeoplePages, the_list_is_narrowed_by_text_and_role)
{
    const auto found = get(quality, "/people?text=aydin&role=all").body;
    EXPECT_TRUE(contains(found, "Murat Aydın"));
    EXPECT_FALSE(contains(found, "Elif Kaya"));
    const auto auditors = get(quality, "/people?role=AU&sort=function").body;
    EXPECT_TRUE(contains(auditors, "Can Öz"));
    EXPECT_FALSE(contains(auditors, "Elif Kaya"));
    const auto none = get(quality, std::string("/people?text=") + web::encode_segment(hostile)).body;
    EXPECT_TRUE(contains(none, "Nobody found"));
    EXPECT_TRUE(contains(none, escaped(hostile)));
    EXPECT_FALSE(contains(none, "<script>alert"));
}

TEST_F(PeoplePages, a_person_is_added_without_an_account_and_changed)
{
    const auto added = post(
        administrator, "/people",
        {{"name", hostile}, {"function", "Handler"}, {"roles", "AE"}, {"roles", "AU"}, {"owns", "8.1, 7.4"}});
    EXPECT_EQ(added.status, 303);
    EXPECT_EQ(added.header("Location"), "/people/P-0007");
    const auto person = store::person(workspace.read(), Id<Person>("P-0007")).value();
    EXPECT_EQ(person.roles, (Roles{Role::Auditor, Role::Auditee}));
    ASSERT_EQ(person.owns.size(), 2U);
    EXPECT_EQ(person.owns[0].str(), "7.4");
    EXPECT_TRUE(person.active);
    for (const auto* page : {"/people", "/people/P-0007", "/people/P-0007/edit"}) {
        const auto body = get(administrator, page).body;
        EXPECT_TRUE(contains(body, escaped(hostile))) << page;
        EXPECT_FALSE(contains(body, "<script>alert")) << page;
    }
}

TEST_F(PeoplePages, a_refused_form_comes_back_as_typed)
{
    const auto clause = post(administrator, page_of(lead), form(lead, "owns", "7.x"));
    EXPECT_EQ(clause.status, 422);
    EXPECT_TRUE(contains(clause.body, "value=\"7.x\""));
    EXPECT_TRUE(contains(clause.body, "id=\"owns-problem\""));
    auto mail = form(lead, "email", "nowhere");
    EXPECT_EQ(post(administrator, page_of(lead), mail).status, 422);
    EXPECT_EQ(stored(lead).version, 1);
    const auto last = post(administrator, page_of(administrator), form(administrator, "roles", "QM"));
    EXPECT_EQ(last.status, 409) << "nobody would be administrator any more";
    EXPECT_TRUE(stored(administrator).roles.contains(Role::Administrator));
}

TEST_F(PeoplePages, a_conflict_shows_both_texts)
{
    const auto mine = form(lead, "function", "Mine");
    ASSERT_EQ(post(administrator, page_of(lead), form(lead, "function", "Theirs")).status, 303);
    const auto conflict = post(administrator, page_of(lead), mine);
    EXPECT_EQ(conflict.status, 412);
    EXPECT_TRUE(contains(conflict.body, "value=\"Mine\""));
    EXPECT_TRUE(contains(conflict.body, "Theirs"));
    EXPECT_EQ(stored(lead).function, "Theirs");
}

TEST_F(PeoplePages, rights_change_only_with_a_fresh_password)
{
    clock += std::chrono::minutes(6);
    const auto asked = post(administrator, page_of(auditor), form(auditor, "roles", "LA"));
    EXPECT_EQ(asked.status, 422);
    EXPECT_TRUE(contains(asked.body, "name=\"password\""));
    EXPECT_EQ(post(administrator, page_of(auditor) + "/link", {{"login", "can"}}).status, 422);
    EXPECT_EQ(post(administrator, page_of(auditor), form(auditor, "function", "Trainee")).status, 303)
        << "other fields need none";
    EXPECT_EQ(stored(auditor).roles, Roles{Role::Auditor});
}

TEST_F(PeoplePages, a_one_time_link_is_shown_once_and_opens_the_account)
{
    ASSERT_EQ(post(administrator, "/people", {{"name", "Deniz Ak"}, {"roles", "AE"}}).status, 303);
    const auto made = post(administrator, "/people/P-0007/link", {{"login", "deniz"}});
    EXPECT_EQ(made.status, 200);
    const auto link = link_in(made.body);
    ASSERT_FALSE(link.empty());
    EXPECT_TRUE(contains(made.body, ">deniz<"));
    EXPECT_FALSE(contains(get(administrator, "/people/P-0007").body, link));
    EXPECT_EQ(get(nobody, link).status, 200);
    clock += std::chrono::minutes(16);
    EXPECT_EQ(get(nobody, link).status, 404);
}

TEST_F(PeoplePages, a_link_is_refused_for_a_login_that_is_taken_and_for_a_person_without_roles)
{
    ASSERT_EQ(post(administrator, "/people", {{"name", "Deniz Ak"}}).status, 303);
    const auto roleless = post(administrator, "/people/P-0007/link", {{"login", hostile}});
    EXPECT_EQ(roleless.status, 422);
    EXPECT_TRUE(contains(roleless.body, escaped(hostile)));
    const auto taken =
        post(administrator, page_of(lead) + "/link", {{"login", "login-" + quality.person.str()}});
    EXPECT_EQ(taken.status, 422);
    EXPECT_TRUE(contains(taken.body, "id=\"login-problem\""));
}

TEST_F(PeoplePages, an_account_is_switched_off_and_on)
{
    EXPECT_EQ(post(administrator, page_of(auditee) + "/account", {{"version", "1"}, {"to", "off"}}).status,
              303);
    EXPECT_EQ(get(auditee, "/people").status, 303) << "its sessions have ended";
    EXPECT_TRUE(contains(get(administrator, page_of(auditee)).body, "Switched off"));
    EXPECT_EQ(post(administrator, page_of(auditee) + "/account", {{"version", "1"}, {"to", "on"}}).status,
              412);
    EXPECT_EQ(post(administrator, page_of(auditee) + "/account", {{"version", "2"}, {"to", "on"}}).status,
              303);
    EXPECT_EQ(
        post(administrator, page_of(administrator) + "/account", {{"version", "1"}, {"to", "off"}}).status,
        409);
    EXPECT_EQ(get(administrator, "/people").status, 200);
}

} // namespace clausebook::test
