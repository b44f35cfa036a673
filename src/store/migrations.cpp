#include "store/migrations.h"

#include "resources/resources.h"
#include "store/errors.h"
#include "store/session.h"

#include <charconv>
#include <fcntl.h>
#include <sqlite3.h>
#include <string>
#include <unistd.h>
#include <vector>

namespace clausebook::store {
namespace {

constexpr std::string_view folder = "src/store/migrations/";

/// The scripts in order; script n stands at n - 1.
std::vector<std::string> scripts()
{
    auto paths = resources::list(folder);
    for (std::size_t i = 0; i < paths.size(); ++i) {
        int number = 0;
        std::from_chars(paths[i].data() + folder.size(), paths[i].data() + folder.size() + 4, number);
        if (number != static_cast<int>(i) + 1)
            throw std::logic_error("migrations are not numbered 1, 2, 3: " + paths[i]);
    }
    return paths;
}

int schema_of(Session& session)
{
    return static_cast<int>(session.rows("PRAGMA user_version").at(0).number("user_version"));
}

void sync_path(const std::filesystem::path& path)
{
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool done = fd >= 0 && ::fsync(fd) == 0;
    if (fd >= 0) ::close(fd);
    if (!done) throw ReadOnlyNow("cannot bring " + path.string() + " to the disk");
}

void copy_before(Session& session, const std::filesystem::path& file, int schema)
{
    char name[32];
    std::snprintf(name, sizeof name, "before-%04d.db", schema + 1);
    const auto target = file.parent_path() / name;
    std::filesystem::remove(target);
    sqlite3* copy = nullptr;
    const bool opened = sqlite3_open(target.c_str(), &copy) == SQLITE_OK;
    int result = SQLITE_ERROR;
    if (opened)
        if (auto* backup = sqlite3_backup_init(copy, "main", session.handle(), "main")) {
            sqlite3_backup_step(backup, -1);
            result = sqlite3_backup_finish(backup);
        }
    sqlite3_close(copy);
    if (result == SQLITE_FULL) throw DiskFull("no room for " + target.string());
    if (result != SQLITE_OK) throw std::runtime_error("cannot write " + target.string());
    sync_path(target);
    sync_path(target.parent_path());
}

} // namespace

int newest_schema()
{
    return static_cast<int>(scripts().size());
}

void refuse_other_schema(Session& session)
{
    const int schema = schema_of(session);
    if (schema > newest_schema()) throw UnusableDirectory("newer_schema", std::to_string(schema));
    if (schema < newest_schema()) throw UnusableDirectory("older_schema", std::to_string(schema));
}

void migrate(Session& session, const std::filesystem::path& file)
{
    const int found = schema_of(session);
    const auto all = scripts();
    const int newest = static_cast<int>(all.size());
    if (found > newest) throw UnusableDirectory("newer_schema", std::to_string(found));
    if (found > 0 && found < newest) copy_before(session, file, found);
    for (int schema = found; schema < newest; ++schema) {
        session.run("BEGIN IMMEDIATE");
        try {
            session.script(resources::read(all[static_cast<std::size_t>(schema)]));
            session.script("PRAGMA user_version = " + std::to_string(schema + 1));
            session.run("COMMIT");
        } catch (const std::exception&) {
            if (session.in_transaction()) session.run("ROLLBACK");
            throw;
        }
    }
}

} // namespace clausebook::store
