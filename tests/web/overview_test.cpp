// The first page and the checklists, as a browser gets them.

#include "support/product.h"
#include "workspace/answers.h"
#include "workspace/audits.h"

namespace clausebook::test {

class OverviewPages : public Product {
protected:
    Id<Audit> audit_of_two_clauses()
    {
        Criterion own;
        own.reference = "SOP-CH-04";
        auto verb = workspace.begin(quality, "criterion.saved");
        const auto criterion = store::save(verb, own);
        verb.commit();
        Audit audit;
        audit.title = hostile;
        audit.scope = "Everything";
        audit.criteria = {criterion};
        audit.sites = {Id<Site>("S-01")};
        audit.clauses = {*ClauseNumber::parse("7.4"), *ClauseNumber::parse("8.1")};
        audit.starts_on = parse_date("2026-11-16");
        audit.ends_on = parse_date("2026-11-30");
        audit.lead = lead.person;
        return create_audit(workspace, quality, audit, {});
    }
};

TEST_F(OverviewPages, of_a_fresh_organization_say_what_to_do_first)
{
    const auto body = get(quality, "/").body;
    for (const auto* way : {"href=\"/organization/edit\"", "href=\"/criteria\"", "href=\"/audits/new\""})
        EXPECT_TRUE(contains(body, way)) << way;
    std::size_t cells = 0;
    for (auto at = body.find("class=\"cell "); at != std::string::npos;
         at = body.find("class=\"cell ", at + 1))
        ++cells;
    EXPECT_EQ(cells, 38U) << "rulings 23";
    EXPECT_EQ(get(nobody, "/").status, 303);
}

TEST_F(OverviewPages, are_there_for_every_role_with_what_is_theirs)
{
    const auto audit = audit_of_two_clauses();
    for (const auto& who : {administrator, quality, lead, auditor, auditee, management})
        EXPECT_EQ(get(who, "/").status, 200) << who.name;
    for (const auto& who : {quality, lead, management}) {
        const auto body = get(who, "/").body;
        EXPECT_TRUE(contains(body, escaped(hostile))) << who.name;
        EXPECT_FALSE(contains(body, "<script>alert")) << who.name;
    }
    for (const auto& who : {administrator, auditor, auditee})
        EXPECT_FALSE(contains(get(who, "/").body, audit.str())) << who.name << " sees an audit of others";
    EXPECT_FALSE(contains(get(administrator, "/").body, "heat-h"));
    EXPECT_TRUE(contains(get(quality, "/").body, "href=\"/due\"")) << "what falls due is one step away";
    EXPECT_FALSE(contains(get(administrator, "/").body, "href=\"/due\""));
}

TEST_F(OverviewPages, the_checklist_is_there_whole_in_both_languages)
{
    EXPECT_EQ(get(auditee, "/checklists").status, 200);
    EXPECT_EQ(get(administrator, "/checklists").status, 404);
    const auto english = get(auditor, "/checklists/iso-10002-2018").body;
    for (const auto& clause : current_checklist().clauses) {
        EXPECT_TRUE(contains(english, "id=\"c" + clause.number.str() + "\""));
        for (const auto& question : clause.questions)
            EXPECT_TRUE(contains(english, escaped(question.text.en))) << question.id.str();
    }
    const auto& first = current_checklist().clauses.front().questions.front().text.tr;
    EXPECT_FALSE(contains(english, escaped(first)));
    EXPECT_TRUE(
        contains(get(auditor, "/checklists/iso-10002-2018", "Cookie: language=tr\r\n").body, escaped(first)));
    EXPECT_EQ(get(auditor, "/checklists/none").status, 404);
}

TEST_F(OverviewPages, a_pinned_checklist_names_its_audits_and_opens_by_its_hash)
{
    const auto audit = audit_of_two_clauses();
    const auto hash = see_audit(workspace.read(), quality, audit).audit.checklist;
    EXPECT_TRUE(contains(get(quality, "/checklists").body, "href=\"/audits/" + audit.str() + "\""));
    EXPECT_EQ(get(quality, "/checklists/" + hash).status, 200);
}

} // namespace clausebook::test
