#include "store/checklists.h"

#include "core/base/refusal.h"

namespace clausebook::store {

std::string pin(Writing& verb, const Vault& vault, const ChecklistIdentity& identity, std::string_view bytes)
{
    auto hash = sha256(bytes);
    const auto edition = std::to_string(identity.edition);
    const auto revision = std::to_string(identity.revision);
    const auto known =
        verb.row("SELECT key FROM checklist WHERE standard = ? AND edition = ? AND revision = ?",
                 {identity.standard, edition, revision});
    if (known && known->text("key") != hash)
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

std::vector<std::string> checklists(const Reading& db)
{
    std::vector<std::string> hashes;
    for (const auto& row : db.rows("SELECT key FROM checklist ORDER BY standard, edition, revision"))
        hashes.push_back(row.text("key"));
    return hashes;
}

} // namespace clausebook::store
