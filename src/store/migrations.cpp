#include "store/migrations.h"

#include "resources/resources.h"
#include "store/errors.h"
#include "store/files.h"
#include "store/session.h"
#include "store/snapshot.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <vector>

namespace clausebook::store {
namespace {

constexpr std::string_view scripts_folder = "src/store/migrations/";
constexpr std::size_t copies_kept = 3;

/// The scripts in order; script n stands at n - 1.
std::vector<std::string> scripts()
{
    auto paths = resources::list(scripts_folder);
    for (std::size_t i = 0; i < paths.size(); ++i) {
        int number = 0;
        std::from_chars(paths[i].data() + scripts_folder.size(), paths[i].data() + scripts_folder.size() + 4,
                        number);
        if (number != static_cast<int>(i) + 1)
            throw std::logic_error("migrations are not numbered 1, 2, 3: " + paths[i]);
    }
    return paths;
}

int schema_of(Session& session)
{
    return static_cast<int>(session.rows("PRAGMA user_version").at(0).number("user_version"));
}

/// The copies made before migrations, the oldest first.
std::vector<std::filesystem::path> copies_in(const std::filesystem::path& folder)
{
    std::vector<std::filesystem::path> copies;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const auto name = entry.path().filename().string();
        if (name.starts_with("before-") && name.ends_with(".db")) copies.push_back(entry.path());
    }
    std::sort(copies.begin(), copies.end(), [](const auto& a, const auto& b) {
        return std::pair(std::filesystem::last_write_time(a), a)
            < std::pair(std::filesystem::last_write_time(b), b);
    });
    return copies;
}

/// A place nobody has: "before-0004.db", then "before-0004-2.db" when a migration is tried again.
std::filesystem::path free_place(const std::filesystem::path& folder, int schema)
{
    char name[32];
    std::snprintf(name, sizeof name, "before-%04d", schema);
    auto place = folder / (std::string(name) + ".db");
    for (int n = 2; std::filesystem::exists(place); ++n)
        place = folder / (std::string(name) + "-" + std::to_string(n) + ".db");
    return place;
}

/// Opens the copy anew and lets SQLite read all of it.
void refuse_damaged_copy(const std::filesystem::path& copy)
{
    Session session(copy, Session::Kind::Reader);
    const auto rows = session.rows("PRAGMA quick_check");
    if (rows.size() != 1 || rows.front().text("quick_check") != "ok")
        throw DamagedData("the copy " + copy.string() + " is not sound");
}

void copy_before(Session& session, const std::filesystem::path& file, int schema)
{
    const auto folder = file.parent_path() / "backups";
    const auto unfinished = folder / "before.part";
    try {
        if (std::filesystem::create_directory(folder))
            std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
        std::filesystem::remove(unfinished);
        copy_database(session, unfinished);
        refuse_damaged_copy(unfinished);
        move_into_place(unfinished, free_place(folder, schema + 1));
        const auto copies = copies_in(folder);
        for (std::size_t i = 0; i + copies_kept < copies.size(); ++i) std::filesystem::remove(copies[i]);
    } catch (const std::exception& problem) {
        std::error_code ignored;
        std::filesystem::remove(unfinished, ignored);
        throw UnusableDirectory("not_copied", problem.what());
    }
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
