// The index follows the records, asks as core ranks, and shows nobody what they may not see.

#include "core/evidence/evidence_rules.h"
#include "store/search.h"
#include "store/search_content.h"
#include "store/search_index.h"
#include "store/verify.h"
#include "support/evidence_house.h"
#include "support/statements.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace clausebook::store {
namespace {

using Keys = std::vector<std::string>;

SearchQuery query(const std::string& typed)
{
    return SearchQuery::parse(typed).value();
}

class SearchIndex : public ::testing::Test, protected test::Listening, public testing::EvidenceHouse {
protected:
    Keys found(SearchKind kind, const std::string& typed, const Actor& actor) const
    {
        return store::found(workspace.read(), kind, query(typed), actor, std::nullopt, 50).keys;
    }
    Keys evidence(const std::string& typed) const { return found(SearchKind::Evidence, typed, qm); }

    std::string titled(const std::string& title, const std::string& note = "",
                       Confidentiality confidentiality = Confidentiality::Internal, const Actor* by = nullptr)
    {
        auto wish = policy();
        wish.fields.title = title;
        wish.fields.note = note;
        wish.fields.confidentiality = confidentiality;
        return register_file(by ? *by : qm, "dosya.png", title + note, wish).evidence.str();
    }

    /// Everything in the index, for comparing.
    std::string dump() const
    {
        std::string text;
        for (const auto& row : workspace.read().rows("SELECT kind, key, contents, number, title, text, "
                                                     "inside FROM search_document d JOIN search_text "
                                                     "ON search_text.rowid = d.id ORDER BY kind, key"))
            for (const auto& column : row.columns()) text += row.text(column) + "|";
        return text;
    }
};

TEST_F(SearchIndex, follows_a_record_from_its_registration_over_a_change_to_its_removal)
{
    const auto key = titled("Kadıköy şikâyet politikası", "ısrar");
    EXPECT_EQ(evidence("KADIKOY politika"), Keys{key});
    EXPECT_EQ(evidence("ISRAR"), Keys{key});
    EXPECT_EQ(evidence("dosya.png"), Keys{key});
    auto fields = policy().fields;
    fields.title = "Beşiktaş";
    const Id<Evidence> id(key);
    describe_evidence(workspace, qm, id, version(id), fields, policy().version);
    EXPECT_EQ(evidence("kadikoy"), Keys{});
    EXPECT_EQ(evidence("besiktas"), Keys{key});
    remove_evidence(workspace, qm, id, version(id));
    EXPECT_EQ(evidence("besiktas"), Keys{});
    EXPECT_EQ(workspace.read().number("SELECT count(*) FROM search_document WHERE kind = 'evidence'"), 0);
}

TEST_F(SearchIndex, is_unchanged_by_a_verb_that_is_given_up)
{
    const auto before = dump();
    {
        auto verb = workspace.begin(qm, "test.given_up");
        Person person;
        person.name = "Nobody";
        save(verb, person);
    }
    EXPECT_EQ(dump(), before);
}

TEST_F(SearchIndex, asks_in_the_tiers_of_core)
{
    const auto files = titled("Ek", "");
    const auto seven = titled("Seventh heaven", "EV-0001 eski");
    const auto text = titled("Başka", "Tutanak");
    const auto title = titled("Tutanak listesi");
    {
        auto verb = workspace.begin(system_actor(), "");
        verb.plain(
            "UPDATE search_text SET inside = 'tutanak ev 0001' WHERE rowid = (SELECT id FROM search_document "
            "WHERE kind = 'evidence' AND key = ?)",
            {files});
        verb.commit();
    }
    EXPECT_EQ(evidence("tutanak"), (Keys{title, text, files}));
    EXPECT_EQ(evidence("EV-0001"), (Keys{files, seven})) << "its number first";
    EXPECT_EQ(evidence("EV-00"), (Keys{title, text, seven, files})) << "the newest first";
    EXPECT_EQ(found_count(workspace.read(), SearchKind::Evidence, query("EV-0001"), qm), 2);
    for (const auto& key : {seven, text, title})
        for (const auto* typed :
             {"EV-0001", "EV-00", "tutanak", "eski", "liste tutanak", "seventh ev", "heaven ev", "x"}) {
            const auto fields = searched_fields(workspace.read(), SearchKind::Evidence, key);
            const auto all = evidence(typed);
            EXPECT_EQ(tier_of(query(typed), fields).has_value(),
                      std::find(all.begin(), all.end(), key) != all.end())
                << typed << " in " << key;
        }
}

TEST_F(SearchIndex, finds_no_phrase_that_goes_from_one_text_into_the_next)
{
    titled("Müşteri", "hizmetleri");
    EXPECT_EQ(evidence("müşteri-hizmetleri"), Keys{});
    EXPECT_EQ(evidence("müşteri hizmetleri").size(), 1U);
}

TEST_F(SearchIndex, gives_each_page_once_in_the_same_order)
{
    for (int i = 0; i < 7; ++i) titled(i % 2 ? "Rapor " + std::to_string(i) : "Belge", i % 2 ? "" : "rapor");
    const auto all = evidence("rapor");
    ASSERT_EQ(all.size(), 7U);
    Keys paged;
    std::optional<SearchBookmark> after;
    do {
        auto page = store::found(workspace.read(), SearchKind::Evidence, query("rapor"), qm, after, 2);
        paged.insert(paged.end(), page.keys.begin(), page.keys.end());
        after = page.next;
    } while (after);
    EXPECT_EQ(paged, all);
}

TEST_F(SearchIndex, shows_evidence_only_to_those_who_may_see_it)
{
    std::vector<std::string> keys;
    for (const auto confidentiality : all_confidentialities)
        for (const auto* by : {&qm, &auditee}) keys.push_back(titled("gizem", "gizem", confidentiality, by));
    link_evidence(workspace, qm, Id<Evidence>(keys.back()), testing::acknowledgement, {}, 0);
    const auto db = workspace.read();
    for (const auto& actor : {qm, lead, auditor, stranger, auditee, other_auditee, top, admin}) {
        Keys seen;
        for (const auto& key : keys) {
            const auto record = store::evidence(db, Id<Evidence>(key)).value();
            if (may_see(record.fields.confidentiality, actor, ties_of(db, record, actor.person)))
                seen.insert(seen.begin(), key);
        }
        EXPECT_EQ(found(SearchKind::Evidence, "gizem", actor), seen) << actor.name;
        EXPECT_EQ(found_count(db, SearchKind::Evidence, query("gizem"), actor),
                  static_cast<std::int64_t>(seen.size()))
            << actor.name;
        EXPECT_EQ(static_cast<std::ptrdiff_t>(found(SearchKind::Evidence, keys.front(), actor).size()),
                  std::count(seen.begin(), seen.end(), keys.front()))
            << "nor by its number: " << actor.name;
    }
}

TEST_F(SearchIndex, is_made_again_as_it_was_and_verify_does_not_know_it)
{
    titled("Bir", "iki");
    titled("Üç");
    const auto before = dump();
    {
        auto verb = workspace.begin(system_actor(), "");
        verb.plain("DELETE FROM search_text");
        verb.plain("DELETE FROM search_document");
        verb.plain("UPDATE search_state SET value = '0' WHERE key = 'version'");
        EXPECT_EQ(verb.commit(), 0) << "no entry";
    }
    EXPECT_TRUE(is_search_index_old(workspace.read()));
    EXPECT_TRUE(verify(workspace.directory()).sound());
    {
        auto verb = workspace.begin(system_actor(), "");
        rebuild_search_index(verb);
        EXPECT_EQ(verb.commit(), 0);
    }
    EXPECT_FALSE(is_search_index_old(workspace.read()));
    EXPECT_EQ(dump(), before);
    EXPECT_TRUE(verify(workspace.directory()).sound());
}

TEST_F(SearchIndex, is_made_when_a_directory_without_one_is_opened)
{
    titled("Önceki");
    const auto before = dump();
    const auto copy = folder.path() / "copy";
    {
        auto verb = workspace.begin(system_actor(), "");
        verb.plain("DELETE FROM search_text");
        verb.plain("DELETE FROM search_document");
        verb.plain("DELETE FROM search_state");
        verb.commit();
    }
    std::filesystem::create_directory(copy);
    std::filesystem::copy(workspace.directory().path() / "clausebook.db", copy / "clausebook.db");
    std::filesystem::copy(workspace.directory().path() / "clausebook.db-wal", copy / "clausebook.db-wal");
    const Workspace opened(copy);
    EXPECT_EQ(store::found(opened.read(), SearchKind::Evidence, query("önceki"), qm, {}, 5).keys.size(), 1U);
}

TEST_F(SearchIndex, is_read_through_in_the_order_of_the_page)
{
    for (const auto& actor : {qm, stranger, auditee}) {
        for (const auto kind : {SearchKind::Finding, SearchKind::Action, SearchKind::Evidence,
                                SearchKind::Audit, SearchKind::Person}) {
            test::StatementLog::clear();
            found(kind, "rapor 7.4", actor);
            ASSERT_EQ(test::StatementLog::heard("ORDER BY search_text.rowid DESC").size(),
                      all_search_tiers.size());
            const auto plan = test::StatementLog::plan(workspace.read(), "ORDER BY search_text.rowid DESC");
            EXPECT_NE(plan.find("SCAN search_text VIRTUAL TABLE INDEX"), std::string::npos) << plan;
            EXPECT_NE(plan.find("SEARCH d USING INTEGER PRIMARY KEY"), std::string::npos) << plan;
            EXPECT_EQ(plan.find("TEMP B-TREE FOR ORDER BY"), std::string::npos) << plan;
            EXPECT_EQ(plan.find("SCAN d"), std::string::npos) << plan;
            for (const auto* table : {"SCAN finding", "SCAN a ", "SCAN e ", "SCAN audit "})
                EXPECT_EQ((plan + " ").find(table), std::string::npos) << plan;
        }
    }
}

} // namespace
} // namespace clausebook::store
