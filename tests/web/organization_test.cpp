// The pages of the organization, its sites and criteria, as a browser gets them.

#include "support/product.h"
#include "views/pages/organization.h"

namespace clausebook::test {

class OrganizationPages : public Product {
protected:
    Organization stored() const { return store::organization(workspace.read()).value(); }

    /// The whole form as it stands, with one field typed anew.
    FormFields form(const std::string& name = {}, const std::string& value = {}) const
    {
        FormFields fields = {{"version", std::to_string(stored().version)}};
        for (auto [field, stands] : views::values_of(stored()))
            fields.emplace_back(field, field == name ? value : stands);
        return fields;
    }
};

TEST_F(OrganizationPages, are_open_to_all_and_edited_by_the_quality_manager)
{
    for (const auto& who : {administrator, quality, auditee}) {
        for (const auto* page : {"/organization", "/sites", "/criteria", "/sites/S-01"})
            EXPECT_EQ(get(who, page).status, 200) << page;
    }
    for (const auto* page : {"/organization/edit", "/sites/new", "/criteria/new"}) {
        EXPECT_EQ(get(quality, page).status, 200) << page;
        EXPECT_EQ(get(auditee, page).status, 404) << page;
        EXPECT_EQ(get(administrator, page).status, 404) << page;
    }
    EXPECT_TRUE(contains(get(quality, "/organization").body, "/organization/edit"));
    EXPECT_FALSE(contains(get(auditee, "/organization").body, "/organization/edit"));
    EXPECT_EQ(get(quality, "/sites/S-99").status, 404);
    EXPECT_EQ(get(quality, "/criteria/CR-99").status, 404);
}

TEST_F(OrganizationPages, a_save_by_the_wrong_role_changes_nothing)
{
    const auto before = entries();
    EXPECT_EQ(post(auditee, "/organization", form("legal_name", "Mine")).status, 404);
    EXPECT_EQ(post(lead, "/sites", {{"name", "Mine"}}).status, 404);
    EXPECT_EQ(post(lead, "/criteria", {{"reference", "Mine"}, {"type", "OWN"}}).status, 404);
    EXPECT_EQ(entries(), before);
}

TEST_F(OrganizationPages, what_was_typed_is_saved_and_shown_as_text)
{
    const auto saved = post(quality, "/organization", form("scope_statement", hostile));
    EXPECT_EQ(saved.status, 303);
    EXPECT_EQ(saved.header("Location"), "/organization");
    EXPECT_EQ(stored().scope_statement, hostile);
    EXPECT_EQ(stored().evidence_limit_bytes, 2'147'483'648) << "a field nobody touched must stay what it is";
    for (const auto* page : {"/organization", "/organization/edit"}) {
        const auto body = get(quality, page).body;
        EXPECT_TRUE(contains(body, escaped(hostile))) << page;
        EXPECT_FALSE(contains(body, "<script>alert")) << page;
    }
}

TEST_F(OrganizationPages, a_refused_form_comes_back_as_typed_with_its_problem_beside_the_field)
{
    for (const auto& [field, typed] : FormFields{{"evidence_limit", "two"},
                                                 {"legal_name", ""},
                                                 {"time_zone", "Mars/Olympus"},
                                                 {"scope_exclusions", "repairs"}}) {
        auto fields = form(field, typed);
        for (auto& [name, value] : fields)
            if (name == "channels") value = hostile;
        const auto reply = post(quality, "/organization", fields);
        EXPECT_EQ(reply.status, 422) << field;
        EXPECT_TRUE(contains(reply.body, "id=\"" + field + "-problem\"")) << field;
        EXPECT_TRUE(contains(reply.body, escaped(hostile))) << field;
        EXPECT_FALSE(contains(reply.body, "<script>alert")) << field;
    }
    EXPECT_TRUE(contains(post(quality, "/organization", form("time_zone", "Mars/Olympus")).body,
                         "value=\"Mars/Olympus\""));
    EXPECT_EQ(stored().version, 1);
}

TEST_F(OrganizationPages, a_conflict_shows_both_texts_and_lets_choose)
{
    const auto mine = form("scope_statement", "Mine: all shops.");
    ASSERT_EQ(post(quality, "/organization", form("scope_statement", "Theirs: web only.")).status, 303);

    const auto conflict = post(quality, "/organization", mine);
    EXPECT_EQ(conflict.status, 412);
    for (const auto* text : {"Mine: all shops.", "Theirs: web only.", "name=\"take_scope_statement\"",
                             "Selin Demir saved version 2", "name=\"version\" value=\"2\""})
        EXPECT_TRUE(contains(conflict.body, text)) << text;
    EXPECT_FALSE(contains(conflict.body, "name=\"take_legal_name\"")) << "what does not differ is no choice";
    EXPECT_EQ(stored().scope_statement, "Theirs: web only.");

    auto again = mine;
    again[0].second = "2";
    again.emplace_back("take_scope_statement", "theirs");
    EXPECT_EQ(post(quality, "/organization", again).status, 303);
    EXPECT_EQ(stored().scope_statement, "Theirs: web only.");
    again.back().second = "mine";
    again[0].second = "3";
    EXPECT_EQ(post(quality, "/organization", again).status, 303);
    EXPECT_EQ(stored().scope_statement, "Mine: all shops.");
}

TEST_F(OrganizationPages, a_save_without_a_version_is_sent_back)
{
    auto fields = form();
    fields.erase(fields.begin());
    EXPECT_EQ(post(quality, "/organization", fields).status, 428);
}

TEST_F(OrganizationPages, every_wording_of_the_claim_shows_its_sentence_and_conformity_its_warning)
{
    auto fields = form("claim_profile", "CONFORMS");
    const auto body = get(quality, "/organization/edit").body;
    for (const auto profile : claim_profiles)
        EXPECT_TRUE(contains(body, escaped(views::claim_sentence(profile, "", Language::en, catalogues))))
            << str(profile);
    const auto warning = catalogues.text(Language::en, "organization.conforms_warning");
    EXPECT_TRUE(contains(body, escaped(warning)));
    EXPECT_FALSE(contains(get(quality, "/organization").body, escaped(warning)));
    ASSERT_EQ(post(quality, "/organization", fields).status, 303);
    EXPECT_TRUE(contains(get(quality, "/organization").body, escaped(warning)));
}

TEST_F(OrganizationPages, sites_are_added_changed_and_switched_off)
{
    EXPECT_EQ(
        post(quality, "/sites", {{"name", hostile}, {"address", "Nilüfer"}, {"headcount", "40"}}).status,
        303);
    auto body = get(quality, "/sites").body;
    EXPECT_TRUE(contains(body, escaped(hostile)));
    EXPECT_FALSE(contains(body, "<script>alert"));
    EXPECT_TRUE(contains(body, "<td data-head=\"People\">40</td>")) << "where the heads are out of sight";
    EXPECT_EQ(post(quality, "/sites/S-02", {{"version", "1"}, {"name", "Bursa"}, {"headcount", ""}}).status,
              303);
    const auto site = store::site(workspace.read(), Id<Site>("S-02")).value();
    EXPECT_EQ(site.name, "Bursa");
    EXPECT_EQ(site.headcount, 0);
    EXPECT_FALSE(site.active) << "a box that is not checked says no";

    const auto refused = post(quality, "/sites", {{"name", "İzmir"}, {"headcount", "-3"}});
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(contains(refused.body, "value=\"-3\""));
    EXPECT_TRUE(contains(refused.body, "value=\"İzmir\""));
    EXPECT_EQ(post(quality, "/sites/S-02", {{"version", "1"}, {"name", "Late"}}).status, 412);
    EXPECT_EQ(post(quality, "/sites/S-99", {{"version", "1"}, {"name", "None"}}).status, 404);
}

TEST_F(OrganizationPages, without_criteria_the_list_says_what_to_add_first)
{
    const auto empty = get(quality, "/criteria").body;
    EXPECT_TRUE(contains(empty, "/criteria/new?type=OWN"));
    EXPECT_TRUE(contains(empty, "/criteria/new?type=GUIDANCE"));
    EXPECT_FALSE(contains(get(auditee, "/criteria").body, "/criteria/new"));
    EXPECT_TRUE(contains(get(quality, "/criteria/new?type=GUIDANCE").body, "value=\"ISO 10002:2018\""));

    EXPECT_EQ(
        post(quality, "/criteria", {{"type", "OWN"}, {"reference", "SOP-CH-04"}, {"title", hostile}}).status,
        303);
    const auto list = get(quality, "/criteria").body;
    EXPECT_TRUE(contains(list, "SOP-CH-04"));
    EXPECT_TRUE(contains(list, escaped(hostile)));
    EXPECT_FALSE(contains(list, "/criteria/new?type=OWN"));
    EXPECT_EQ(post(quality, "/criteria", {{"type", "OWN"}, {"reference", " "}, {"title", "T1"}}).status, 422);
    EXPECT_EQ(post(quality, "/criteria/CR-01",
                   {{"version", "1"}, {"type", "LAW"}, {"reference", "Law 6502"}, {"active", "on"}})
                  .status,
              303);
    const auto criterion = store::criterion(workspace.read(), Id<Criterion>("CR-01")).value();
    EXPECT_EQ(criterion.type, CriterionType::Law);
    EXPECT_TRUE(criterion.active);
    EXPECT_EQ(get(auditee, "/criteria/CR-01").status, 200);
}

TEST_F(OrganizationPages, a_form_sent_twice_makes_one_site_and_another_text_makes_another)
{
    const auto page = get(quality, "/sites/new").body;
    const auto at = page.find("name=\"retry_key\" value=\"") + 24;
    const auto key = page.substr(at, page.find('"', at) - at);
    FormFields fields = {{"name", "Bursa"}, {"retry_key", key}};
    const auto before = entries();
    EXPECT_EQ(post(quality, "/sites", fields).status, 303);
    EXPECT_EQ(post(quality, "/sites", fields).status, 303);
    EXPECT_EQ(entries(), before + 1);
    fields[0].second = "Ankara";
    EXPECT_EQ(post(quality, "/sites", fields).status, 303);
    EXPECT_EQ(entries(), before + 2);
}

TEST_F(OrganizationPages, a_version_no_record_can_have_is_no_version)
{
    auto fields = form("legal_name", "Mine");
    fields[0].second = "9223372036854775807";
    EXPECT_EQ(post(quality, "/organization", fields).status, 400);
}

} // namespace clausebook::test
