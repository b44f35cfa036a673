// The page of backups, and the way back on the set-up page, as a browser gets them.

#include "store/files.h"
#include "store/journal.h"
#include "support/files.h"
#include "support/product.h"
#include "support/refused.h"
#include "workspace/backup_file.h"
#include "workspace/backups.h"

#include <gtest/gtest.h>

namespace clausebook {
namespace {

using test::contains;

class BackupPages : public test::Product {
protected:
    /// Makes one as the page does and waits for it; its address.
    std::string made_backup(const Actor& who)
    {
        const auto asked = post(who, "/backups", {});
        EXPECT_EQ(asked.status, 303);
        desk.jobs.wait();
        const auto job = get(who, asked.header("Location") + ".json");
        EXPECT_TRUE(contains(job.body, "\"code\":\"DONE\"")) << job.body;
        return "/backups/" + see_backups(workspace).all.front().backup.key.str();
    }

    std::string last_action() const { return store::entries_before(workspace.read(), 0, 1).front().action; }
};

TEST_F(BackupPages, remind_until_there_is_one_and_after_seven_days)
{
    EXPECT_TRUE(contains(get(quality, "/backups").body, "There is no backup yet."));
    made_backup(quality);
    const auto fresh = get(quality, "/backups").body;
    EXPECT_FALSE(contains(fresh, "There is no backup yet."));
    EXPECT_TRUE(contains(fresh, "Never downloaded"));
    clock += std::chrono::days(8);
    auto verb = workspace.begin(system_actor(), "");
    verb.plain("UPDATE session SET seen_at = ?, started_at = ?, password_at = ?",
               {to_string(clock), to_string(clock), to_string(clock)});
    verb.commit();
    EXPECT_TRUE(contains(get(quality, "/backups").body, "more than 7 days ago"));
}

TEST_F(BackupPages, the_administrator_makes_one_and_does_not_carry_it_out)
{
    const auto address = made_backup(administrator);
    EXPECT_EQ(last_action(), "backup.made");
    const auto page = get(administrator, "/backups").body;
    EXPECT_FALSE(contains(page, address + "/file"));
    EXPECT_TRUE(contains(page, address + "/remove"));
    EXPECT_EQ(post(administrator, address + "/file", {}).status, 404);
    EXPECT_EQ(get(lead, "/backups").status, 404);
    EXPECT_EQ(post(management, "/backups", {}).status, 404);
}

TEST_F(BackupPages, the_quality_manager_downloads_what_was_made_and_the_journal_says_so)
{
    const auto address = made_backup(quality);
    const auto kept = see_backups(workspace).all.front().backup;
    const auto reply = post(quality, address + "/file", {});
    EXPECT_EQ(reply.status, 200);
    EXPECT_TRUE(contains(reply.header("Content-Disposition"), kept.name));
    EXPECT_EQ(store::sha256(reply.body), kept.sha256);
    EXPECT_EQ(last_action(), "backup.taken");
    EXPECT_TRUE(contains(get(quality, "/backups").body, "Downloaded by Selin Demir"));
    const auto file = folder.path() / "downloaded.zip";
    testing::put_bytes(file, reply.body);
    EXPECT_EQ(restore_backup(file, folder.path() / "restored", unwatched()).entry, kept.entry);
}

TEST_F(BackupPages, what_leaves_the_house_needs_a_fresh_password)
{
    const auto address = made_backup(quality);
    const auto before = entries();
    clock += std::chrono::minutes(6);
    EXPECT_TRUE(contains(get(quality, "/backups").body, "name=\"password\""));
    for (const auto* what : {"/file", "/remove"}) {
        const auto refused = post(quality, address + what, {});
        EXPECT_EQ(refused.status, 422);
        EXPECT_TRUE(contains(refused.body, "give your password again"));
    }
    EXPECT_EQ(entries(), before);
    EXPECT_TRUE(see_backups(workspace).all.front().here);
}

TEST_F(BackupPages, a_file_that_was_changed_is_not_handed_out)
{
    const auto address = made_backup(quality);
    const auto file = workspace.directory().backups() / see_backups(workspace).all.front().backup.name;
    auto bytes = testing::bytes_of(file);
    bytes[bytes.size() / 2] ^= 1;
    testing::put_bytes(file, bytes);
    EXPECT_EQ(post(quality, address + "/file", {}).status, 500);
    EXPECT_EQ(last_action(), "backup.made");
}

TEST_F(BackupPages, a_file_taken_away_stays_recorded)
{
    const auto address = made_backup(quality);
    EXPECT_EQ(post(quality, address + "/remove", {}).status, 303);
    EXPECT_EQ(last_action(), "backup.removed");
    EXPECT_TRUE(std::filesystem::is_empty(workspace.directory().backups()));
    EXPECT_TRUE(contains(get(quality, "/backups").body, "Its file was taken away"));
    EXPECT_EQ(post(quality, address + "/file", {}).status, 409);
    EXPECT_EQ(post(quality, "/backups/BK-0009/file", {}).status, 404);
}

TEST_F(BackupPages, a_removal_is_finished_and_what_no_record_names_stays)
{
    const auto kept = workspace.directory().backups();
    const auto unknown = kept / "clausebook-backup_2026-11-21T080000Z_e1.zip";
    testing::put_bytes(unknown, "the only one of its day");
    const auto address = made_backup(quality);
    const auto file = kept / see_backups(workspace).all.front().backup.name;
    post(quality, address + "/remove", {});
    testing::put_bytes(file, "a program died before it took this away");
    clock += std::chrono::seconds(1);
    made_backup(quality);
    EXPECT_FALSE(std::filesystem::exists(file));
    EXPECT_TRUE(std::filesystem::exists(unknown));
}

// ---- the way back, on the set-up page of an empty directory

class RestorePage : public BackupPages {
protected:
    RestorePage()
    {
        made_backup(quality);
        backup = testing::bytes_of(workspace.directory().backups()
                                   / see_backups(workspace).all.front().backup.name);
        empty_desk.setup_key = [this] {
            return store::head(empty.read()).number == 0 ? std::string("key-1") : std::string();
        };
        web::Options options;
        options.port = 0;
        options.limits.drain = web::Span{300};
        empty_server = std::make_unique<web::Server>(std::move(options), web::application(empty_desk));
    }
    ~RestorePage() override { empty_server->stop(); }
    RestorePage(const RestorePage&) = delete;
    RestorePage& operator=(const RestorePage&) = delete;

    test::RawReply send(const std::string& key, const std::string& bytes, const std::string& more = "")
    {
        const std::string mark = "mark-of-the-form";
        const std::string body = "--" + mark + "\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\n"
            + key + "\r\n--" + mark
            + "\r\nContent-Disposition: form-data; name=\"backup\"; filename=\"backup.zip\"\r\nContent-Type: "
              "application/zip\r\n\r\n"
            + bytes + "\r\n--" + mark + "--\r\n";
        const auto host = "127.0.0.1:" + std::to_string(empty_server->port());
        return test::RawClient(empty_server->port())
            .send("POST /setup/restore HTTP/1.1\r\nHost: " + host + "\r\nOrigin: http://" + host + "\r\n"
                  + more + "Content-Type: multipart/form-data; boundary=" + mark
                  + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body)
            .reply();
    }

    bool is_untouched()
    {
        const auto& directory = empty.directory();
        return store::head(empty.read()).number == 0 && std::filesystem::is_empty(directory.aside())
            && std::filesystem::is_empty(directory.vault().folder());
    }

    std::string backup;
    Workspace empty{folder.path() / "empty"};
    web::Desk empty_desk{empty, catalogues, desk.renderer};
    std::unique_ptr<web::Server> empty_server;
};

TEST_F(RestorePage, brings_the_backup_back_and_leads_to_signing_in)
{
    const auto reply = send("key-1", backup);
    EXPECT_EQ(reply.status, 303) << reply.body;
    EXPECT_EQ(reply.header("Location"), "/sign-in");
    EXPECT_EQ(store::head(empty.read()).number, see_backups(workspace).all.front().backup.entry);
    EXPECT_TRUE(std::filesystem::is_empty(empty.directory().aside()));
    EXPECT_EQ(send("key-1", backup).status, 404) << "the link is used up";
}

TEST_F(RestorePage, tells_a_script_where_to_go_on)
{
    const auto reply = send("key-1", backup, "Accept: application/json\r\n");
    EXPECT_EQ(reply.status, 201);
    EXPECT_TRUE(contains(reply.body, "\"url\":\"/sign-in\"")) << reply.body;
}

TEST_F(RestorePage, takes_nothing_without_the_key_that_was_printed)
{
    for (const auto* key : {"", "key-2"}) EXPECT_EQ(send(key, backup).status, 404);
    EXPECT_TRUE(is_untouched());
}

TEST_F(RestorePage, a_changed_backup_is_named_on_the_page_and_nothing_stays)
{
    auto bytes = backup;
    bytes[bytes.size() / 2] ^= 1;
    const auto reply = send("key-1", bytes);
    EXPECT_EQ(reply.status, 409);
    EXPECT_TRUE(contains(reply.body, "The backup is not what was written.")) << reply.body;
    EXPECT_TRUE(contains(reply.body, "Nothing was restored."));
    EXPECT_TRUE(contains(reply.body, "name=\"legal_name\"")) << "the page is there to try again";
    EXPECT_TRUE(is_untouched());
    EXPECT_EQ(send("key-1", "no zip at all").status, 409);
    EXPECT_EQ(send("key-1", backup).status, 303);
}

} // namespace
} // namespace clausebook
