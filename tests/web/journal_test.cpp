// The pages of the journal, as a browser gets them.

#include "store/findings.h"
#include "store/journal.h"
#include "support/run_pages.h"
#include "views/pages/journal.h"
#include "workspace/organization.h"

namespace clausebook::test {

class JournalPages : public Product {
protected:
    void save_sites(int count)
    {
        for (int i = 0; i < count; ++i) {
            Site site;
            site.name = "Shop " + std::to_string(i);
            save_site(workspace, quality, site);
        }
    }
};

TEST_F(JournalPages, are_open_to_quality_and_top_management)
{
    for (const auto& who : {quality, management}) {
        EXPECT_EQ(get(who, "/journal").status, 200);
        EXPECT_EQ(get(who, "/journal/1").status, 200);
    }
    for (const auto& who : {administrator, lead, auditor, auditee}) {
        EXPECT_EQ(get(who, "/journal").status, 404);
        EXPECT_EQ(get(who, "/journal/1").status, 404);
    }
    for (const auto* page :
         {"/journal/0", "/journal/99999", "/journal/x", "/journal/-1", "/journal?before=x"})
        EXPECT_EQ(get(quality, page).status, 404) << page;
}

TEST_F(JournalPages, say_who_did_what)
{
    save_sites(1);
    const auto body = get(quality, "/journal").body;
    EXPECT_TRUE(contains(body, "<b>Selin Demir</b> saved a site"));
    EXPECT_TRUE(contains(body, "<b>Clausebook</b> set up the organization"));
    EXPECT_TRUE(contains(body, "href=\"/sites/S-02\""));
}

TEST_F(JournalPages, go_on_from_page_to_page_without_a_gap)
{
    save_sites(120);
    std::string next = "/journal";
    std::int64_t expected = entries();
    int pages = 0;
    while (!next.empty()) {
        const auto body = get(quality, next).body;
        for (auto at = body.find("href=\"/journal/"); at != std::string::npos;
             at = body.find("href=\"/journal/", at + 1))
            EXPECT_EQ(std::stoll(body.substr(at + 15)), expected--);
        const auto link = body.find("rel=\"next\"");
        const auto from = body.rfind("href=\"", link) + 6;
        next = link == std::string::npos ? "" : body.substr(from, body.find('"', from) - from);
        ASSERT_LT(++pages, 10);
    }
    EXPECT_EQ(expected, 0);
    EXPECT_EQ(pages, 3);
}

TEST_F(JournalPages, are_narrowed_to_a_record_and_a_person)
{
    save_sites(2);
    const Actor both{management.person, management.name, {Role::TopManagement, Role::QualityManager}};
    save_criterion(workspace, both, {{}, 0, CriterionType::Own, "SOP", "", "", true});
    const auto of_site = get(quality, "/journal?record=S-02").body;
    EXPECT_TRUE(contains(of_site, "site/S-02"));
    EXPECT_FALSE(contains(of_site, "site/S-03"));
    EXPECT_TRUE(contains(get(quality, "/journal?record=site/S-03").body, "site/S-03"));
    const auto of_person = get(quality, "/journal?person=" + management.person.str()).body;
    EXPECT_TRUE(contains(of_person, "saved a criterion"));
    EXPECT_FALSE(contains(of_person, "saved a site"));
    const auto nothing = get(quality, std::string("/journal?record=") + web::encode_segment(hostile)).body;
    EXPECT_TRUE(contains(nothing, "No such entries"));
    EXPECT_TRUE(contains(nothing, escaped(hostile)));
    EXPECT_FALSE(contains(nothing, "<script>alert"));
}

TEST_F(JournalPages, find_a_record_with_all_that_is_kept_below_its_key)
{
    const auto db = workspace.read();
    EXPECT_EQ(store::entries_before(db, 0, 10, {"P-0001", ""}).size(), 1U);
    EXPECT_EQ(store::entries_before(db, 0, 10, {"person/P-0001", ""}).size(), 1U);
    EXPECT_TRUE(store::entries_before(db, 0, 10, {"P-00", ""}).empty()) << "a part of a key is no key";
    EXPECT_TRUE(store::entries_before(db, 1, 10, {"P-0001", ""}).empty());
}

TEST_F(JournalPages, an_entry_shows_its_changes_reason_and_place_in_the_chain)
{
    auto verb = workspace.begin(quality, "site.saved");
    Site site;
    site.name = "Bursa";
    verb.because(hostile);
    store::save(verb, site);
    const auto number = verb.commit();
    const auto entry = store::entries(workspace.read(), number, number).front();
    const auto body = get(quality, "/journal/" + std::to_string(number)).body;
    for (const auto& text : {entry.hash, entry.previous, entry.changes.front().body_hash,
                             entry.changes.front().subject, escaped(hostile), to_string(entry.at)})
        EXPECT_TRUE(contains(body, text)) << text;
    EXPECT_FALSE(contains(body, "<script>alert"));
    EXPECT_TRUE(contains(body, "href=\"/journal/" + std::to_string(number - 1) + "\""));
    EXPECT_FALSE(contains(body, "href=\"/journal/" + std::to_string(number + 1) + "\""));
}

class JournalOfAnAudit : public RunPages {};

TEST_F(JournalOfAnAudit, calls_records_as_people_do_and_keeps_their_exact_names_beside)
{
    auto verb = workspace.begin(lead, "finding.drafted");
    Finding finding;
    finding.audit = audit;
    finding.auditor = lead.person;
    finding.found_on = workspace.today();
    store::save(verb, finding);
    finding.number = audit.str() + "-01";
    finding.state = FindingState::Raised;
    const auto raised = store::save(verb, finding);
    const Answer answer{
        .key = {audit, *QuestionId::parse("7.4-Q2"), "S-01"}, .by = lead.person, .at = verb.at()};
    store::save(verb, answer);
    verb.commit();
    const auto number = std::to_string(entries());
    for (const auto& page : {get(quality, "/journal").body, get(quality, "/journal/" + number).body}) {
        EXPECT_TRUE(contains(page, ">Finding: " + audit.str() + " Draft 1<"));
        EXPECT_TRUE(contains(page, "href=\"/audits/" + audit.str() + "/findings/1\""));
        EXPECT_TRUE(contains(page, "finding/" + audit.str() + "/f1")) << "the exact name stays";
    }
    const auto whole = get(quality, "/journal/" + number).body;
    EXPECT_TRUE(contains(whole, ">Finding: " + finding.number + "<"));
    EXPECT_TRUE(contains(whole, "href=\"/findings/" + finding.number + "\""));
    EXPECT_TRUE(contains(whole, "finding/" + raised.str()));
    EXPECT_EQ(views::subject_words("finding_step/IA-2026-01/f1/s3", {{"IA-2026-01/f1", "IA-2026-01-07"}},
                                   Language::en, catalogues),
              "Step of a finding: IA-2026-01-07, 3");
    EXPECT_TRUE(contains(get(quality, "/journal/" + number).body,
                         ">Answer: " + audit.str() + ", Head office, 7.4-Q2<"));
}

TEST_F(JournalOfAnAudit, is_narrowed_to_a_finding_by_the_number_people_know)
{
    auto verb = workspace.begin(lead, "finding.raised");
    Finding finding;
    finding.audit = audit;
    finding.number = audit.str() + "-01";
    finding.auditor = lead.person;
    finding.found_on = workspace.today();
    const auto key = store::save(verb, finding);
    verb.commit();
    const auto page = get(quality, "/journal?record=" + finding.number).body;
    EXPECT_TRUE(contains(page, "finding/" + key.str()));
    EXPECT_FALSE(contains(page, "set up the organization"));
    EXPECT_TRUE(contains(get(quality, "/journal?record=" + audit.str() + "-02").body, "No such entries"));
}

TEST_F(JournalPages, have_a_word_for_every_kind_of_record)
{
    for (const auto language : {Language::en, Language::tr}) {
        for (const auto* kind : store::journal_kinds())
            EXPECT_TRUE(catalogues.has(language, std::string("journal.kind.") + kind)) << kind;
        EXPECT_TRUE(catalogues.has(language, "journal.kind.counter"));
    }
}

} // namespace clausebook::test
