// The page of a search: grouped, why it was found, nothing unescaped, nobody sees more than on the lists.

#include "store/evidence.h"
#include "store/findings.h"
#include "store/search_index.h"
#include "support/product.h"

namespace clausebook::test {
namespace {

class SearchPageOf : public Product {
protected:
    void SetUp() override
    {
        auto verb = workspace.begin(quality, "test.evidence");
        Evidence evidence;
        evidence.key = store::next_evidence_number(verb);
        evidence.fields.title = "Şikâyet politikası <b>kalın</b>";
        evidence.fields.note = std::string("Kadıköy notu ") + hostile;
        evidence.fields.confidentiality = Confidentiality::Confidential;
        evidence.registered_by = quality.person;
        EvidenceVersion version;
        version.serial = 1;
        version.uploaded_by = quality.person;
        version.received_at = verb.at();
        store::save(verb, evidence, {version});
        store::save(verb, evidence.key, version);
        verb.commit();
    }

    static std::string json() { return "Accept: application/json\r\n"; }
};

TEST_F(SearchPageOf, shows_groups_with_why_each_was_found)
{
    const auto page = get(quality, "/search?q=kadikoy");
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(contains(page.body, "<h2 id=\"found-evidence\">")) << page.body;
    EXPECT_TRUE(contains(page.body, "href=\"/evidence/EV-0001\""));
    EXPECT_TRUE(contains(page.body, "<mark>Kadıköy</mark> notu"));
    EXPECT_TRUE(contains(page.body, ">Note<"));
    EXPECT_FALSE(contains(page.body, "found-finding"));
}

TEST_F(SearchPageOf, escapes_what_was_found_and_what_was_typed)
{
    const auto page = get(quality, "/search?q=kalin+notu+%22%3E%3Cscript%3Ealert(1)");
    EXPECT_FALSE(contains(page.body, "<script>alert"));
    const auto found = get(quality, "/search?q=notu");
    EXPECT_TRUE(contains(found.body, "<mark>notu</mark> " + escaped(hostile))) << found.body;
    EXPECT_TRUE(contains(found.body, escaped("<b>")));
    EXPECT_FALSE(contains(found.body, "<b>kalın"));
}

TEST_F(SearchPageOf, finds_questions_by_clause_and_people_by_name)
{
    const auto questions = get(auditor, "/search?q=7.4");
    EXPECT_TRUE(contains(questions.body, "7.4-Q1"));
    EXPECT_TRUE(contains(questions.body, "/checklists/iso-10002-2018#c7.4"));
    EXPECT_TRUE(contains(questions.body, "/search?q=7.4&amp;kind=question")) << "there are more of them";
    const auto people = get(auditor, "/search?q=ELIF&kind=person");
    EXPECT_TRUE(contains(people.body, "<mark>Elif</mark> Kaya"));
}

TEST_F(SearchPageOf, is_had_as_json_by_the_page_itself)
{
    const auto reply = get(quality, "/search?q=kalin&typing=1", json());
    EXPECT_TRUE(contains(reply.body, "{\"hit\":true,\"text\":\"kalın\"}")) << reply.body;
    EXPECT_TRUE(contains(reply.body, "\"summary\":\"1 found\""));
    EXPECT_TRUE(contains(reply.body, "\"href\":\"/evidence/EV-0001\""));
}

TEST_F(SearchPageOf, shows_a_role_what_its_lists_show)
{
    const auto sees_evidence = [&](const Actor& who) {
        const auto reply = get(who, "/search?q=kadikoy", json());
        EXPECT_EQ(reply.status, 200);
        const bool sees = contains(reply.body, "EV-0001");
        EXPECT_EQ(sees, contains(reply.body, "\"summary\":\"1 found\"")) << "nor by a count: " << reply.body;
        return sees;
    };
    EXPECT_TRUE(sees_evidence(quality));
    EXPECT_TRUE(sees_evidence(management)) << "confidential is not personal";
    for (const auto& who : {lead, auditor, auditee, administrator})
        EXPECT_FALSE(sees_evidence(who)) << who.name;
    const auto only_people = get(administrator, "/search?q=7.4&kind=question", json());
    EXPECT_FALSE(contains(only_people.body, "7.4-Q1")) << "checklists are not an administrator's";
    EXPECT_TRUE(contains(get(administrator, "/search?q=elif", json()).body, "Kaya"));
}

TEST_F(SearchPageOf, helps_who_has_typed_nothing_and_who_finds_nothing)
{
    const auto begin = get(auditor, "/search");
    EXPECT_TRUE(contains(begin.body, "What are you looking for?"));
    EXPECT_FALSE(contains(begin.body, "class=\"find needroom\"")) << "one field on its own page";
    EXPECT_TRUE(contains(get(auditor, "/about").body, "class=\"find needroom\""));
    const auto none = get(auditor, "/search?q=zzzz");
    EXPECT_TRUE(contains(none.body, "Nothing found"));
    for (const auto* odd : {"/search?q=%20--", "/search?q=a&kind=nothing", "/search?q=a&kind=person&after=x",
                            "/search?q=a&kind=person&after=9~1", "/search?q=%22*%29(NEAR"})
        EXPECT_EQ(get(auditor, odd).status, 200) << odd;
}

} // namespace
} // namespace clausebook::test
