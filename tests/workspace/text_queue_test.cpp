// From an upload to a hit inside the file, and to its end.

#include "core/search/search.h"
#include "store/search.h"
#include "store/search_content.h"
#include "store/search_index.h"
#include "store/session.h"
#include "store/verify.h"
#include "support/evidence_house.h"
#include "support/files.h"
#include "workspace/evidence_archive.h"
#include "workspace/text_queue.h"

#include <gtest/gtest.h>

namespace clausebook {
namespace {

class TextQueueHouse : public ::testing::Test, public testing::EvidenceHouse {
protected:
    std::vector<std::string> found(const std::string& typed, const Actor& actor) const
    {
        return store::found(workspace.read(), SearchKind::Evidence, SearchQuery::parse(typed).value(), actor,
                            {}, 50)
            .keys;
    }

    void read_all()
    {
        while (read_waiting_text(workspace)) {
        }
    }

    Actor second_quality_manager()
    {
        Person person;
        person.name = "Ece";
        person.roles = {Role::QualityManager};
        auto verb = workspace.begin(system_actor(), "person.saved");
        const auto key = store::save(verb, person);
        verb.commit();
        return {key, person.name, person.roles};
    }

    /// How often these bytes stand in the database once its log is brought in.
    bool holds_bytes(const std::string& part, int times)
    {
        {
            store::Session session(workspace.directory().path() / "clausebook.db",
                                   store::Session::Kind::Writer);
            session.rows("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        const auto bytes = testing::bytes_of(workspace.directory().path() / "clausebook.db");
        int found = 0;
        for (auto at = bytes.find(part); at != std::string::npos; at = bytes.find(part, at + 1)) ++found;
        return times == 0 ? found == 0 : found >= times;
    }

    std::int64_t texts() const { return workspace.read().number("SELECT count(*) FROM search_content"); }
};

TEST_F(TextQueueHouse, text_of_a_file_is_found_once_it_was_read)
{
    const auto key = register_file(qm, "tutanak.txt", "Kadıköy'de ISRARLA istendi\n").evidence;
    EXPECT_EQ(found("ısrar", qm).size(), 0U);
    EXPECT_EQ(found("tutanak", qm).size(), 1U) << "by its name at once";
    EXPECT_EQ(store::unsearched_texts(workspace.read(), key.str()).size(), 1U);
    const auto before = entries();
    read_all();
    EXPECT_EQ(found("ısrar", qm).size(), 1U);
    EXPECT_EQ(entries(), before) << "not journalled";
    EXPECT_TRUE(store::unsearched_texts(workspace.read(), key.str()).empty());
    EXPECT_TRUE(store::verify(workspace.directory()).sound());
}

TEST_F(TextQueueHouse, the_same_content_is_read_once)
{
    register_file(qm, "bir.txt", "aynı içerik");
    read_all();
    register_file(lead, "iki.txt", "aynı içerik");
    EXPECT_EQ(texts(), 1);
    EXPECT_FALSE(store::waiting_content(workspace.read()));
    EXPECT_EQ(found("içerik", qm).size(), 2U) << "and known at once";
}

TEST_F(TextQueueHouse, text_of_personal_evidence_is_found_by_those_alone_who_may_open_it)
{
    auto wish = policy();
    wish.fields.confidentiality = Confidentiality::Personal;
    const auto key = register_file(auditee, "kişi.txt", "gizli adresi", wish).evidence.str();
    read_all();
    for (const auto& actor : {qm, auditee}) EXPECT_EQ(found("gizli", actor).size(), 1U) << actor.name;
    for (const auto& actor : {lead, auditor, stranger, other_auditee, top, admin}) {
        EXPECT_EQ(found("gizli", actor).size(), 0U) << actor.name;
        EXPECT_EQ(store::found_count(workspace.read(), SearchKind::Evidence,
                                     SearchQuery::parse("gizli").value(), actor),
                  0)
            << actor.name;
    }
    link_evidence(workspace, qm, Id<Evidence>(key), testing::acknowledgement, {}, 0);
    EXPECT_EQ(found("gizli", auditor).size(), 1U) << "the team of a linked audit may";
}

TEST_F(TextQueueHouse, a_file_that_cannot_be_read_is_found_by_its_title_and_says_why)
{
    const auto key = register_file(qm, "bozuk.pdf", "%PDF-1.4 and nothing more").evidence;
    read_all();
    EXPECT_EQ(found("bozuk", qm).size(), 1U);
    const auto notes = store::unsearched_texts(workspace.read(), key.str());
    ASSERT_EQ(notes.size(), 1U);
    EXPECT_EQ(notes.begin()->second, "broken");
    register_file(qm, "resim.png", "\x89PNG\r\n\x1A\n");
    EXPECT_EQ(texts(), 1) << "a picture is not read";
}

TEST_F(TextQueueHouse, the_text_goes_with_its_content)
{
    const auto key = accepted(qm, "eski.txt", "benzersizkelime yazar");
    const auto removed = register_file(qm, "kaldır.txt", "kaldırılacak").evidence;
    read_all();
    EXPECT_EQ(texts(), 2);
    remove_evidence(workspace, qm, removed, version(removed));
    EXPECT_EQ(texts(), 1);
    const auto other = second_quality_manager();
    std::vector<ReceivedFile> files;
    files.push_back(file("yeni.txt", "yenisi"));
    add_evidence_version(workspace, qm, key, std::move(files), "");
    auto wish = policy();
    wish.fields.title = "eski";
    describe_evidence(workspace, qm, key, version(key), wish.fields, wish.version);
    submit_evidence(workspace, qm, key, version(key));
    accept_evidence(workspace, lead, key, version(key));
    EXPECT_EQ(found("benzersizkelime", qm).size(), 1U) << "an earlier version is searched too";
    EXPECT_TRUE(holds_bytes("kelime", 1));
    archive_evidence(workspace, qm, key, 1, version(key), plus_days(workspace.today(), 1));
    now += std::chrono::hours(72);
    destroy_evidence(workspace, other, key, 1, version(key), "over");
    EXPECT_EQ(found("benzersizkelime", qm).size(), 0U);
    sweep_texts(workspace);
    EXPECT_FALSE(store::is_sweep_due(workspace.read()));
    EXPECT_TRUE(holds_bytes("kelime", 0)) << "nor does the database, under the pages that are free";
}

TEST_F(TextQueueHouse, a_thread_reads_what_comes_while_people_work)
{
    register_file(qm, "önce.txt", "öncekimetin");
    TextQueue queue(workspace);
    queue.wait();
    EXPECT_EQ(found("öncekimetin", qm).size(), 1U) << "left by an earlier process";
    register_file(qm, "sonra.txt", "sonrakimetin");
    queue.wait();
    EXPECT_EQ(found("sonrakimetin", qm).size(), 1U);
    queue.close();
    register_file(qm, "hiç.txt", "hiçbirzaman");
    EXPECT_EQ(found("hiçbirzaman", qm).size(), 0U);
}

TEST_F(TextQueueHouse, a_content_that_breaks_each_time_does_not_block_those_behind_it)
{
    register_file(qm, "bir.txt", "birincimetin");
    register_file(qm, "iki.txt", "ikincimetin");
    const auto first = store::waiting_content(workspace.read())->sha256;
    const auto place = workspace.vault().path_of(first);
    const bool is_one = testing::bytes_of(place) == "birincimetin";
    std::filesystem::remove(place);
    std::filesystem::create_directory(place); // which no reader of a file can read
    std::vector<std::string> told;
    TextQueue queue(workspace, [&](const std::string& line) { told.push_back(line); });
    queue.wait();
    EXPECT_EQ(found(is_one ? "ikincimetin" : "birincimetin", qm).size(), 1U);
    EXPECT_EQ(told.size(), 1U);
    EXPECT_EQ(store::waiting_content(workspace.read())->sha256, first) << "it waits on";
}

} // namespace
} // namespace clausebook
