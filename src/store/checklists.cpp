#include "store/checklists.h"

#include "core/base/refusal.h"

namespace clausebook::store {
namespace {

ChecklistImport import_from(const Row& row)
{
    ChecklistImport import;
    import.checklist = row.text("key");
    import.version = row.number("version");
    import.file = row.text("file");
    import.imported_by = Id<Person>(row.text("imported_by"));
    import.imported_at = row.instant("imported_at");
    import.retired_by = Id<Person>(row.text("retired_by"));
    if (!row.text("retired_at").empty()) import.retired_at = row.instant("retired_at");
    return import;
}

} // namespace

std::string pin(Writing& verb, const Vault& vault, const ChecklistIdentity& identity, std::string_view bytes)
{
    auto hash = sha256(bytes);
    const auto edition = std::to_string(identity.edition);
    const auto revision = std::to_string(identity.revision);
    const auto known = checklist_of_identity(verb, identity);
    if (known && *known != hash)
        throw Refusal::state("checklist_changed",
                             {{"standard", identity.standard}, {"edition", edition}, {"revision", revision}});
    vault.add(bytes);
    if (!known)
        verb.put("checklist", hash,
                 {{"standard", identity.standard},
                  {"edition", edition},
                  {"revision", revision},
                  {"bytes", static_cast<std::int64_t>(bytes.size())}},
                 0);
    return hash;
}

bool has_checklist(const Reading& db, const std::string& hash)
{
    return db.number("SELECT count(*) FROM checklist WHERE key = ?", {hash}) > 0;
}

std::optional<std::string> checklist_of_identity(const Reading& db, const ChecklistIdentity& identity)
{
    const auto row =
        db.row("SELECT key FROM checklist WHERE standard = ? AND edition = ? AND revision = ?",
               {identity.standard, std::to_string(identity.edition), std::to_string(identity.revision)});
    return row ? std::optional(row->text("key")) : std::nullopt;
}

std::vector<std::string> checklists(const Reading& db)
{
    std::vector<std::string> hashes;
    for (const auto& row : db.rows("SELECT key FROM checklist ORDER BY standard, edition, revision"))
        hashes.push_back(row.text("key"));
    return hashes;
}

std::optional<ChecklistImport> checklist_import(const Reading& db, const std::string& hash)
{
    const auto row = db.row("SELECT * FROM checklist_import WHERE key = ?", {hash});
    return row ? std::optional(import_from(*row)) : std::nullopt;
}

Version save(Writing& verb, const ChecklistImport& import)
{
    return verb.put("checklist_import", import.checklist,
                    {{"file", import.file},
                     {"imported_by", optional_text(import.imported_by.str())},
                     {"imported_at", to_string(import.imported_at)},
                     {"retired_by", optional_text(import.retired_by.str())},
                     {"retired_at", import.retired_at ? to_string(*import.retired_at) : std::string()}},
                    import.version);
}

std::vector<Id<Audit>> audits_of_checklist(const Reading& db, const std::string& hash,
                                           const Id<Person>& member, int limit)
{
    std::vector<Id<Audit>> keys;
    const std::string order = " ORDER BY starts_on DESC, key DESC LIMIT ?";
    const auto rows = member.empty()
        ? db.rows("SELECT key FROM audit WHERE checklist = ?" + order, {hash, std::int64_t{limit}})
        : db.rows("SELECT key FROM audit WHERE checklist = ? AND key IN "
                  "(SELECT audit FROM audit_member WHERE person = ?)"
                      + order,
                  {hash, member.str(), std::int64_t{limit}});
    for (const auto& row : rows) keys.emplace_back(row.text("key"));
    return keys;
}

} // namespace clausebook::store
