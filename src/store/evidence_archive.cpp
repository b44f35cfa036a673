#include "store/evidence_archive.h"

#include "store/errors.h"
#include "store/evidence.h"

namespace clausebook::store {
namespace {

EvidenceArchive archive_from(const Row& row)
{
    const auto archived_on = row.date("archived_on");
    const auto keep_until = row.date("keep_until");
    if (!archived_on || !keep_until) throw DamagedData("no day in the archive of " + row.text("key"));
    return {row.number("version"), Id<Person>(row.text("archived_by")),  *archived_on,
            *keep_until,           Id<Person>(row.text("destroyed_by")), row.date("destroyed_on"),
            row.text("reason")};
}

} // namespace

std::optional<EvidenceArchive> evidence_archive(const Reading& db, const std::string& version_key)
{
    const auto row = db.row("SELECT * FROM evidence_archive WHERE key = ?", {version_key});
    return row ? std::optional(archive_from(*row)) : std::nullopt;
}

Version save(Writing& verb, const std::string& version_key, const EvidenceArchive& archive)
{
    return verb.put("evidence_archive", version_key,
                    {{"archived_by", archive.archived_by.str()},
                     {"archived_on", to_string(archive.archived_on)},
                     {"keep_until", to_string(archive.keep_until)},
                     {"destroyed_by", optional_text(archive.destroyed_by.str())},
                     {"destroyed_on", date_text(archive.destroyed_on)},
                     {"reason", archive.reason}},
                    archive.version);
}

void remove_archive(Writing& verb, const std::string& version_key, const EvidenceArchive& archive)
{
    verb.remove("evidence_archive", version_key, archive.version);
}

bool is_content_needed(const Reading& db, const std::string& sha256)
{
    return !evidence_with_content(db, sha256).empty()
        || db.number("SELECT count(*) FROM checklist WHERE key = ?", {sha256}) > 0;
}

std::vector<DestroyedContent> destroyed_contents(const Reading& db, const Id<Evidence>& evidence)
{
    std::vector<DestroyedContent> contents;
    const bool one = !evidence.empty();
    const Params range =
        one ? Params{evidence.str() + "/", evidence.str() + "0"} : Params(); // '0' follows '/'
    // CROSS: from the archive, which is small, and not from all files.
    for (const auto& row :
         db.rows("SELECT f.sha256 AS sha256, a.key AS version FROM evidence_archive a CROSS JOIN "
                 "evidence_file f WHERE f.evidence_version = a.key AND a.destroyed_on <> '' AND NOT EXISTS "
                 "(SELECT 1 FROM evidence_file g JOIN evidence_version v ON v.key = g.evidence_version WHERE "
                 "g.sha256 = f.sha256 AND v.state <> 'DESTROYED') AND NOT EXISTS (SELECT 1 FROM checklist c "
                 "WHERE c.key = f.sha256)"
                     + std::string(one ? " AND a.key >= ? AND a.key < ?" : "") + " ORDER BY a.key, f.serial",
                 range))
        contents.push_back({row.text("sha256"), row.text("version")});
    return contents;
}

void finish_destruction(const Reading& db, const Vault& vault)
{
    for (const auto& content : destroyed_contents(db))
        if (vault.has(content.sha256)) vault.forget(content.sha256);
}

} // namespace clausebook::store
