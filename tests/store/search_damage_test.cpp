// A damaged search index stops no verb, is named, and is made anew from the records.

#include "store/search.h"
#include "store/search_check.h"
#include "store/search_content.h"
#include "store/search_index.h"
#include "store/session.h"
#include "store/verify.h"
#include "support/evidence_house.h"
#include "support/statements.h"
#include "workspace/evidence_archive.h"
#include "workspace/search.h"
#include "workspace/text_queue.h"

#include <gtest/gtest.h>

#include <optional>

namespace clausebook::store {
namespace {

using Keys = std::vector<std::string>;

class DamagedSearch : public ::testing::Test, public testing::EvidenceHouse {
protected:
    Keys found(const Workspace& in, const std::string& typed) const
    {
        const auto query = SearchQuery::parse(typed).value();
        return store::found(in.read(), SearchKind::Evidence, query, qm, std::nullopt, 50).keys;
    }

    std::string titled(const std::string& title)
    {
        auto wish = policy();
        wish.fields.title = title;
        return register_file(qm, "dosya.txt", title, wish).evidence.str();
    }

    /// Does to the index what a disk may: behind the program's back.
    void damage(const std::string& sql)
    {
        Session session(workspace.directory().path() / "clausebook.db", Session::Kind::Writer);
        ASSERT_GT(session.run(sql), 0) << sql;
    }

    /// Every page of the words is noise.
    void damage_words() { damage("UPDATE search_text_data SET block = X'00FF00FF00FF00FF' WHERE id > 1"); }

    bool says_sound() const { return !look_through_search_index(workspace.read()).any(); }
    bool is_marked() const { return is_search_index_damaged(workspace.read()); }
};

TEST_F(DamagedSearch, stops_no_verb_and_the_next_start_makes_it_anew)
{
    for (int i = 0; i < 20; ++i) titled("Belge " + std::to_string(i));
    EXPECT_TRUE(says_sound());
    damage("DELETE FROM search_text_data WHERE id = 10"); // the structure of the index
    const auto before = entries();
    const auto key = titled("Kadıköy");
    EXPECT_EQ(entries(), before + 1);
    EXPECT_EQ(store::evidence(workspace.read(), Id<Evidence>(key))->fields.title, "Kadıköy");
    EXPECT_TRUE(is_marked());
    EXPECT_FALSE(says_sound());
    const auto verdict = verify(workspace.directory());
    EXPECT_TRUE(verdict.sound()) << "no record is touched";
    EXPECT_TRUE(verdict.search.any());
    const auto later = titled("Beşiktaş");
    remove_evidence(workspace, qm, Id<Evidence>(key), version(Id<Evidence>(key)));
    const auto copy = folder.path() / "copy";
    std::filesystem::create_directory(copy);
    for (const auto* name : {"clausebook.db", "clausebook.db-wal"})
        std::filesystem::copy(workspace.directory().path() / name, copy / name);
    const Workspace next(copy);
    EXPECT_EQ(found(next, "besiktas"), Keys{later});
    EXPECT_EQ(found(next, "kadikoy"), Keys{});
    EXPECT_EQ(found(next, "belge").size(), 20U);
    EXPECT_FALSE(is_search_index_damaged(next.read()));
    EXPECT_FALSE(look_through_search_index(next.read()).any());
}

TEST_F(DamagedSearch, is_met_by_a_search_named_by_verify_and_made_anew_by_command)
{
    const auto key = titled("Kadıköy");
    damage_words();
    EXPECT_THROW(search_in(workspace, workspace.read(), qm, SearchKind::Evidence,
                           SearchQuery::parse("kadikoy").value(), Language::tr, std::nullopt, 5),
                 SearchDamaged);
    EXPECT_FALSE(is_search_damaged(workspace.read())) << "nobody has noted it yet";
    EXPECT_TRUE(verify(workspace.directory()).search.any());
    clausebook::note_search_damage(workspace);
    EXPECT_TRUE(is_search_damaged(workspace.read()));
    EXPECT_EQ(rebuild_search(workspace),
              workspace.read().number("SELECT count(*) FROM evidence")
                  + workspace.read().number("SELECT count(*) FROM audit")
                  + workspace.read().number("SELECT count(*) FROM person"));
    EXPECT_EQ(found(workspace, "kadikoy"), Keys{key});
    EXPECT_FALSE(is_search_damaged(workspace.read()));
    EXPECT_TRUE(says_sound());
    titled("Sonra");
    EXPECT_EQ(found(workspace, "sonra").size(), 1U) << "and it follows the records again";
}

TEST_F(DamagedSearch, counts_the_records_that_are_not_in_the_index_as_they_stand)
{
    titled("Bir");
    const auto two = titled("İki");
    const auto wrong = [&] {
        return look_through_search_index(workspace.read()).records;
    };
    EXPECT_EQ(wrong(), 0);
    damage("UPDATE search_text_content SET c1 = 'uc' WHERE c1 = 'iki'");
    EXPECT_EQ(wrong(), 1) << "another text";
    damage("DELETE FROM search_document WHERE key = '" + two + "'");
    EXPECT_EQ(wrong(), 1) << "not there at all";
    damage("INSERT INTO search_document (id, kind, key, contents) VALUES (9, 'evidence', 'EV-9999', '')");
    EXPECT_EQ(wrong(), 2) << "one that is gone";
    damage("UPDATE search_state SET value = '0' WHERE key = 'version'");
    EXPECT_EQ(wrong(), 0) << "an old one is made anew at the next start";
}

TEST_F(DamagedSearch, counts_a_record_that_is_not_found_by_its_words)
{
    for (const auto* title : {"Bir", "İki", "Dört"}) titled(title);
    damage("UPDATE evidence SET title = 'Üç' WHERE title = 'İki'"); // and the row of the index beside it,
    damage("UPDATE search_text_content SET c1 = 'uc' WHERE c1 = 'iki'"); // but not its words
    EXPECT_EQ(look_through_search_index(workspace.read()).records, 1);
}

/// Hears what is asked while the index is looked through.
class HeardSearch : protected test::Listening, public DamagedSearch {};

TEST_F(HeardSearch, a_word_of_many_records_is_looked_up_once)
{
    for (int i = 0; i < 20; ++i) titled("Belge " + std::to_string(i));
    test::StatementLog::clear();
    EXPECT_TRUE(says_sound());
    EXPECT_EQ(test::StatementLog::heard("MATCH '\"belge\"'").size(), 1U);
    EXPECT_EQ(test::StatementLog::heard("MATCH '\"19\"'").size(), 1U);
}

TEST_F(DamagedSearch, keeps_texts_that_were_read_and_forgets_those_of_what_was_destroyed_meanwhile)
{
    const auto kept = register_file(qm, "a.txt", "kalanmetin").evidence;
    const auto gone = register_file(qm, "b.txt", "gidenmetin").evidence;
    while (read_waiting_text(workspace)) {
    }
    damage_words();
    remove_evidence(workspace, qm, gone, version(gone));
    const auto texts = [&] {
        return workspace.read().number("SELECT count(*) FROM search_content WHERE state = 'READ'");
    };
    rebuild_search(workspace);
    EXPECT_EQ(texts(), 1);
    EXPECT_EQ(found(workspace, "kalanmetin"), Keys{kept.str()});
    EXPECT_EQ(found(workspace, "gidenmetin"), Keys{});
}

TEST_F(DamagedSearch, lets_no_statement_through_that_takes_away_what_is_journalled)
{
    auto verb = workspace.begin(system_actor(), "");
    for (const auto* sql : {"DROP TABLE session", "DROP TABLE evidence", "CREATE TABLE evidence2 (key TEXT)",
                            "DELETE FROM evidence", "DROP INDEX evidence_by_type"})
        EXPECT_THROW(verb.plain(sql), std::logic_error) << sql;
}

} // namespace
} // namespace clausebook::store
