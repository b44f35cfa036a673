#include "store/snapshot.h"

#include "store/errors.h"
#include "store/files.h"
#include "store/session.h"

#include <fcntl.h>
#include <memory>
#include <set>
#include <sqlite3.h>
#include <unistd.h>

namespace clausebook::store {
namespace {

using Connection = std::unique_ptr<sqlite3, decltype(&sqlite3_close)>;

Connection opened(const std::filesystem::path& file)
{
    sqlite3* handle = nullptr;
    const int result = sqlite3_open(file.c_str(), &handle);
    Connection connection(handle, &sqlite3_close);
    if (result != SQLITE_OK) throw std::runtime_error("cannot open " + file.string());
    return connection;
}

[[noreturn]] void fail(sqlite3* copy, int result, const std::filesystem::path& file)
{
    const int system = sqlite3_system_errno(copy);
    if ((result & 0xff) == SQLITE_FULL || means_no_room(system))
        throw DiskFull("no room for " + file.string());
    if ((result & 0xff) == SQLITE_CORRUPT || (result & 0xff) == SQLITE_NOTADB)
        throw DamagedData(std::string("the database cannot be copied: ") + sqlite3_errstr(result));
    throw std::runtime_error("cannot write " + file.string() + ": " + sqlite3_errstr(result));
}

void run(sqlite3* copy, const char* sql, const std::filesystem::path& file)
{
    const int result = sqlite3_exec(copy, sql, nullptr, nullptr, nullptr);
    if (result != SQLITE_OK) fail(copy, result, file);
}

void copy_pages(Session& from, sqlite3* copy, const std::filesystem::path& file)
{
    auto* backup = sqlite3_backup_init(copy, "main", from.handle(), "main");
    if (!backup) fail(copy, sqlite3_errcode(copy), file);
    const int step = sqlite3_backup_step(backup, -1);
    const int end = sqlite3_backup_finish(backup);
    if (step != SQLITE_DONE) fail(copy, step, file);
    if (end != SQLITE_OK) fail(copy, end, file);
    run(copy, "PRAGMA journal_mode=DELETE", file); // one file, not three
}

void bring_to_disk(const std::filesystem::path& file)
{
    const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    const bool done = fd >= 0 && ::fsync(fd) == 0;
    if (fd >= 0) ::close(fd);
    if (!done) throw ReadOnlyNow("cannot bring to the disk " + file.string());
    sync_directory(file.parent_path());
}

/// Makes the copy; takes it away again when that fails.
void make_copy(Session& from, const std::filesystem::path& copy, const char* afterwards)
{
    NewFile(copy).close(); // refuses what is there; readable by its owner only
    try {
        {
            const auto connection = opened(copy);
            copy_pages(from, connection.get(), copy);
            if (*afterwards) run(connection.get(), afterwards, copy);
        }
        bring_to_disk(copy);
    } catch (...) {
        std::error_code ignored;
        for (const char* part : {"", "-journal", "-wal", "-shm"})
            std::filesystem::remove(copy.string() + part, ignored);
        throw;
    }
}

} // namespace

void copy_database(Session& from, const std::filesystem::path& copy)
{
    make_copy(from, copy, "");
}

void snapshot(const std::filesystem::path& database, const std::filesystem::path& copy)
{
    Session reader(database, Session::Kind::Reader);
    make_copy(reader, copy, "PRAGMA secure_delete=ON; DELETE FROM session; DELETE FROM job;");
}

std::vector<NamedFile> named_files(const Reading& db)
{
    std::vector<NamedFile> files;
    std::set<std::string> taken;
    for (const auto& row :
         db.rows("SELECT f.sha256 AS sha256, min(f.key) AS record FROM evidence_file f "
                 "JOIN evidence_version v ON v.key = f.evidence_version "
                 "WHERE v.state <> 'DESTROYED' GROUP BY f.sha256 "
                 "UNION ALL SELECT key, 'checklist ' || standard || ':' || edition FROM checklist"))
        if (taken.insert(row.text("sha256")).second)
            files.push_back(
                {NamedFile::Place::Vault, row.text("sha256"), row.text("sha256"), row.text("record")});
    for (const auto& row :
         db.rows("SELECT name, sha256, key FROM report_file UNION ALL SELECT name, sha256, key FROM pack"))
        files.push_back({NamedFile::Place::Issued, row.text("name"), row.text("sha256"), row.text("key")});
    return files;
}

std::filesystem::path path_of(const DataDirectory& directory, const NamedFile& file)
{
    return file.place == NamedFile::Place::Vault ? directory.vault().path_of(file.sha256)
                                                 : directory.issued() / file.name;
}

} // namespace clausebook::store
