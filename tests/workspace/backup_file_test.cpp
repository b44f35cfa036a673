// A backup is whole or none, whatever happens while it is made, and brings back what it was made of.

#include "packs/pack.h"
#include "store/errors.h"
#include "store/files.h"
#include "store/organization.h"
#include "store/session.h"
#include "store/signing_key.h"
#include "store/snapshot.h"
#include "store/verify.h"
#include "support/evidence_house.h"
#include "support/files.h"
#include "support/full_disk.h"
#include "support/refused.h"
#include "workspace/backup_file.h"

#include <gtest/gtest.h>

#include <csignal>
#include <functional>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace clausebook {
namespace {

namespace fs = std::filesystem;
using testing::bytes_of;
using testing::put_bytes;

/// Does something at each step; the steps are counted from 1.
class Stepping : public Progress {
public:
    explicit Stepping(std::function<void(int step)> then) : then_(std::move(then)) {}
    void at(std::int64_t, std::int64_t) override { then_(++steps_); }
    bool cancelled() const override { return false; }

private:
    std::function<void(int)> then_;
    int steps_ = 0;
};

class BackupFile : public ::testing::Test, protected testing::EvidenceHouse {
protected:
    BackupFile()
    {
        register_file(qm, "policy.txt", "We listen to complaints.");
        register_file(lead, "large.bin", std::string(600'000, 'x'));
        fs::create_directory(out);
    }

    const fs::path out = folder.path() / "out";
    const fs::path restored = folder.path() / "restored";

    BuiltBackup build(Progress& progress = unwatched())
    {
        return build_backup(workspace.directory(), out, now, progress);
    }

    Restored restore(const fs::path& file) const { return restore_backup(file, restored, unwatched()); }

    /// Names in a folder, as a list.
    static std::string names_in(const fs::path& folder)
    {
        std::set<std::string> names;
        for (const auto& entry : fs::directory_iterator(folder))
            names.insert(entry.path().filename().string());
        std::string list;
        for (const auto& name : names) list += name + " ";
        return list;
    }
};

TEST_F(BackupFile, brings_back_what_it_was_made_of)
{
    const auto built = build();
    EXPECT_EQ(built.entry, entries());
    EXPECT_EQ(built.sha256, store::sha256_of_file(out / built.name));
    const auto back = restore(out / built.name);
    EXPECT_EQ(back.entry, built.entry);
    EXPECT_EQ(back.hash, built.hash);
    const Workspace again(restored);
    const auto verdict = store::verify(again.directory());
    EXPECT_TRUE(verdict.sound());
    EXPECT_TRUE(verdict.unreferenced.empty());
    const auto was = store::verify(workspace.directory());
    EXPECT_EQ(verdict.records, was.records);
    EXPECT_EQ(verdict.files, was.files);
    for (const auto& file : store::named_files(again.read())) {
        const auto path = store::path_of(again.directory(), file);
        EXPECT_EQ(fs::status(path).permissions() & fs::perms::others_all, fs::perms::none) << path;
    }
    EXPECT_EQ(names_in(folder.path()), "data out restored ") << "nothing else is left";
}

TEST_F(BackupFile, holds_no_session_no_job_and_no_key)
{
    const auto key = store::SigningKey::load_or_make(workspace.directory().keys());
    store::Session(workspace.directory().path() / "clausebook.db", store::Session::Kind::Writer)
        .run("INSERT INTO session VALUES ('secret-of-a-session', ?, 't', '', '', '', '')", {qm.person.str()});
    const auto built = build();
    restore(out / built.name);
    const Workspace again(restored);
    EXPECT_EQ(again.read().number("SELECT count(*) FROM session"), 0);
    EXPECT_EQ(again.read().number("SELECT count(*) FROM job"), 0);
    const auto database = bytes_of(restored / "clausebook.db");
    EXPECT_EQ(database.find("secret-of-a-session"), std::string::npos) << "not even where it was deleted";
    const auto zip = bytes_of(out / built.name);
    EXPECT_EQ(zip.find(key.text().substr(80, 64)), std::string::npos);
    const auto verdict = packs::verify_pack(out / built.name, {}, {}, packs::Signed::NotAsked);
    for (const auto& file : verdict.manifest->files)
        EXPECT_TRUE(file.path == "clausebook.db" || file.path.starts_with("vault/")
                    || file.path.starts_with("issued/"))
            << file.path;
}

TEST_F(BackupFile, made_while_others_write_holds_a_beginning_of_the_journal)
{
    std::atomic<bool> ended = false;
    std::vector<std::thread> writers;
    for (int writer = 0; writer < 3; ++writer)
        writers.emplace_back([&, writer] {
            for (int i = 0; !ended; ++i)
                register_file(writer == 0 ? qm : lead, "note.txt",
                              std::to_string(writer) + " wrote " + std::to_string(i));
        });
    std::vector<BuiltBackup> made;
    for (int i = 0; i < 4; ++i)
        made.push_back(build_backup(workspace.directory(), out, now + std::chrono::seconds(i), unwatched()));
    ended = true;
    for (auto& writer : writers) writer.join();
    EXPECT_LT(made.front().entry, made.back().entry) << "nobody wrote meanwhile";
    for (const auto& built : made) {
        EXPECT_EQ(store::checkpoint_at(workspace.read(), built.entry).hash, built.hash);
        const auto place = folder.path() / ("restored-" + std::to_string(built.entry));
        const auto back = restore_backup(out / built.name, place, unwatched());
        EXPECT_EQ(back.entry, built.entry);
        EXPECT_TRUE(store::verify(store::DataDirectory(place, store::Database::Access::ReadOnly)).sound());
    }
}

TEST_F(BackupFile, what_is_taken_away_meanwhile_is_not_missed)
{
    const auto gone = register_file(qm, "draft.txt", "Not needed.").evidence;
    const auto content = store::sha256("Not needed.");
    Stepping progress([&](int step) {
        if (step == 2) remove_evidence(workspace, qm, gone, version(gone));
    });
    const auto built = build(progress);
    EXPECT_FALSE(workspace.vault().has(content));
    EXPECT_EQ(built.entry, entries());
    restore(out / built.name);
}

TEST_F(BackupFile, a_file_that_is_not_what_was_registered_stops_it)
{
    const auto file = workspace.vault().path_of(store::sha256("We listen to complaints."));
    fs::permissions(file, fs::perms::owner_all);
    put_bytes(file, "We listen to complaintS.");
    EXPECT_REFUSED(build(), "backup_file_altered");
    fs::remove(file);
    EXPECT_REFUSED(build(), "backup_file_missing");
    EXPECT_EQ(names_in(out), "");
}

TEST_F(BackupFile, records_that_are_not_sound_stop_it)
{
    store::Session(workspace.directory().path() / "clausebook.db", store::Session::Kind::Writer)
        .run("UPDATE evidence SET title = 'another'");
    EXPECT_REFUSED(build(), "backup_source_unsound");
    EXPECT_EQ(names_in(out), "");
}

TEST_F(BackupFile, nothing_is_written_over_what_is_there)
{
    const auto built = build();
    EXPECT_REFUSED(build(), "file_there");
    EXPECT_EQ(store::sha256_of_file(out / built.name), built.sha256);
    fs::create_directory(restored);
    put_bytes(restored / "mine.txt", "mine");
    EXPECT_REFUSED(restore(out / built.name), "restore_not_empty");
    EXPECT_EQ(names_in(restored), "mine.txt ");
    fs::remove(restored / "mine.txt");
    restore(out / built.name); // an empty folder gives way
    EXPECT_REFUSED(restore(out / built.name), "restore_not_empty");
}

TEST_F(BackupFile, every_changed_byte_is_found_and_nothing_is_left)
{
    const auto whole = bytes_of(out / build().name);
    const auto file = folder.path() / "changed.zip";
    const auto is_found = [&](const std::string& bytes, const std::string& what) {
        SCOPED_TRACE(what);
        put_bytes(file, bytes);
        EXPECT_REFUSED(restore(file), "backup_altered");
        EXPECT_FALSE(fs::exists(restored)) << what;
    };
    for (std::size_t i = 0; i < 200; ++i) {
        auto bytes = whole;
        const auto at = i < 40 ? i : i < 80 ? whole.size() - 1 - (i - 40) : i * (whole.size() / 200) + i % 7;
        bytes[at] = static_cast<char>(bytes[at] ^ (1 << (i % 8)));
        is_found(bytes, "byte " + std::to_string(at));
    }
    for (const auto size : {std::size_t{0}, std::size_t{1}, whole.size() / 2, whole.size() - 1})
        is_found(whole.substr(0, size), "cut at " + std::to_string(size));
    is_found(whole + whole, "doubled");
    is_found(whole + "x", "one byte more");
    EXPECT_EQ(names_in(folder.path()), "changed.zip data out ");
}

TEST_F(BackupFile, a_sound_pack_is_no_backup_and_foreign_files_go_nowhere)
{
    const auto pack = folder.path() / "pack.zip";
    packs::write_pack(pack, {now, {1, std::string(64, 'a')}, {}}, {{"a.txt", std::string("a"), ""}});
    EXPECT_REFUSED(restore(pack), "no_backup");
    for (const auto* path : {"lock", "keys/signing.key", "issued/a/b", "vault/aa/bb/cc"}) {
        fs::remove(pack);
        packs::write_pack(pack, {now, {1, std::string(64, 'a')}, {{"kind", "backup"}}},
                          {{path, std::string("a"), ""}});
        EXPECT_REFUSED(restore(pack), "backup_altered");
    }
    fs::remove(pack);
    packs::write_pack(pack, {now, {1, std::string(64, 'a')}, {{"kind", "backup"}, {"schema", "9999"}}},
                      {{"clausebook.db", std::string("a"), ""}});
    EXPECT_REFUSED(restore(pack), "backup_newer");
    EXPECT_EQ(names_in(folder.path()), "data out pack.zip ");
}

/// 0 when the work says that the disk is full and what it made is gone.
int told_of_a_full_disk(const std::function<void()>& work, const std::function<bool()>& clean)
{
    try {
        work();
    } catch (const store::DiskFull&) {
        return clean() ? 0 : 2;
    } catch (const std::system_error& refused) {
        return store::means_no_room(refused.code().value()) && clean() ? 0 : 2;
    } catch (...) {
        return 1;
    }
    return 3; // it did not mind
}

TEST_F(BackupFile, a_full_disk_says_so_and_leaves_nothing)
{
    const auto whole = out / build().name;
    const auto other = folder.path() / "other";
    fs::create_directory(other);
    const auto size = fs::file_size(whole);
    const auto building = [&] {
        return told_of_a_full_disk([&] { build_backup(workspace.directory(), other, now, unwatched()); },
                                   [&] { return fs::is_empty(other); });
    };
    const auto restoring = [&] {
        return told_of_a_full_disk([&] { restore(whole); }, [&] { return !fs::exists(restored); });
    };
    for (const rlim_t limit : {rlim_t{50'000}, rlim_t{350'000}, static_cast<rlim_t>(size - 1)}) {
        EXPECT_EQ(testing::with_a_full_disk(limit, building), 0) << limit;
        if (limit > 600'000) continue; // no single file in it is longer
        EXPECT_EQ(testing::with_a_full_disk(limit, restoring), 0) << limit;
    }
    EXPECT_EQ(names_in(folder.path()), "data other out ");
}

TEST_F(BackupFile, a_program_killed_at_any_step_leaves_nothing_under_a_name)
{
    const auto killed_at = [](int step, const std::function<void(Progress&)>& work) {
        const auto child = ::fork();
        if (child == 0) {
            Stepping progress([&](int at) {
                if (at == step) ::raise(SIGKILL);
            });
            try {
                work(progress);
            } catch (...) {
                ::_exit(1);
            }
            ::_exit(0);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        EXPECT_TRUE(WIFSIGNALED(status) || WEXITSTATUS(status) == 0) << step;
        return WIFSIGNALED(status);
    };
    const auto data = workspace.directory().path();
    int kills = 0;
    while (killed_at(kills + 1, [&](Progress& progress) {
        build_backup({data, store::Database::Access::ReadOnly}, out, now, progress);
    })) {
        ++kills;
        for (const auto& entry : fs::directory_iterator(out))
            EXPECT_TRUE(entry.path().filename().string().starts_with(".backup-")) << entry.path();
    }
    EXPECT_GT(kills, 10);
    fs::path whole;
    for (const auto& entry : fs::directory_iterator(out))
        if (entry.path().extension() == ".zip") whole = entry.path();
    for (kills = 0;
         killed_at(kills + 1, [&](Progress& progress) { restore_backup(whole, restored, progress); });
         ++kills)
        EXPECT_FALSE(fs::exists(restored)) << kills;
    EXPECT_GT(kills, 10);
    EXPECT_TRUE(store::verify(store::DataDirectory(restored, store::Database::Access::ReadOnly)).sound());
}

// ---- into the empty directory of a running program

class RestoreHere : public BackupFile {
protected:
    const fs::path fresh = folder.path() / "fresh";
};

TEST_F(RestoreHere, the_empty_directory_becomes_that_of_the_backup)
{
    const auto built = build();
    Workspace empty(fresh);
    const auto looking = empty.read();
    EXPECT_EQ(store::head(looking).number, 0);
    const auto back = restore_here(empty, out / built.name, unwatched());
    EXPECT_EQ(back.hash, built.hash);
    EXPECT_EQ(store::head(looking).number, 0) << "a look under way keeps what it saw";
    EXPECT_EQ(store::head(empty.read()).hash, built.hash);
    EXPECT_TRUE(store::verify(empty.directory()).sound());
    EXPECT_EQ(names_in(empty.directory().aside()), "");
    EXPECT_REFUSED(restore_here(empty, out / built.name, unwatched()), "already_set_up");
    auto verb = empty.begin(system_actor(), "organization.set_up");
    Site site;
    site.name = "Bursa";
    store::save(verb, site);
    EXPECT_EQ(verb.commit(), built.entry + 1) << "the journal goes on";
}

TEST_F(RestoreHere, lasts_over_a_restart)
{
    const auto built = build();
    {
        Workspace empty(fresh);
        restore_here(empty, out / built.name, unwatched());
    }
    const Workspace again(fresh);
    EXPECT_EQ(store::head(again.read()).hash, built.hash);
    EXPECT_TRUE(store::verify(again.directory()).sound());
}

TEST_F(RestoreHere, a_changed_backup_or_a_used_directory_leaves_it_empty)
{
    auto bytes = bytes_of(out / build().name);
    bytes[bytes.size() / 2] ^= 1;
    const auto file = folder.path() / "changed.zip";
    put_bytes(file, bytes);
    Workspace empty(fresh);
    EXPECT_REFUSED(restore_here(empty, file, unwatched()), "backup_altered");
    EXPECT_EQ(store::head(empty.read()).number, 0);
    EXPECT_EQ(names_in(fresh / "vault") + names_in(fresh / "issued") + names_in(fresh / "tmp"), "");

    bytes[bytes.size() / 2] ^= 1;
    put_bytes(file, bytes);
    put_bytes(fresh / "issued" / "mine.pdf", "mine");
    EXPECT_REFUSED(restore_here(empty, file, unwatched()), "restore_not_empty");
    EXPECT_EQ(store::head(empty.read()).number, 0);
    EXPECT_EQ(names_in(fresh / "vault") + names_in(fresh / "issued") + names_in(fresh / "tmp"), "mine.pdf ");
}

TEST_F(RestoreHere, what_an_ended_restore_left_is_put_aside_and_the_next_one_works)
{
    const auto built = build();
    {
        Workspace empty(fresh);
        put_bytes(fresh / "vault" / "left", "of a restore whose records never came");
        put_bytes(fresh / "restoring", "");
    }
    Workspace empty(fresh);
    restore_here(empty, out / built.name, unwatched());
    EXPECT_EQ(store::head(empty.read()).hash, built.hash);
    EXPECT_EQ(names_in(fresh / "vault.unrecorded"), "left ");
    EXPECT_FALSE(fs::exists(fresh / "restoring"));
    EXPECT_TRUE(store::verify(empty.directory()).sound());
}

TEST_F(RestoreHere, a_restore_that_ended_after_its_records_came_stays_as_it_is)
{
    const auto built = build();
    Workspace empty(fresh);
    restore_here(empty, out / built.name, unwatched());
    put_bytes(fresh / "restoring", "");
    clear_up_restore(empty);
    EXPECT_FALSE(fs::exists(fresh / "restoring"));
    EXPECT_FALSE(fs::exists(fresh / "vault.unrecorded"));
    EXPECT_TRUE(store::verify(empty.directory()).sound());
}

} // namespace
} // namespace clausebook
