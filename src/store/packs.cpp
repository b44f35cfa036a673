#include "store/packs.h"

#include "store/organization.h"

#include <algorithm>

namespace clausebook::store {
namespace {

Pack pack_from(const Row& row)
{
    Pack pack;
    pack.key = Id<Pack>(row.text("key"));
    pack.version = row.number("version");
    pack.audit = Id<Audit>(row.text("audit"));
    pack.entry = row.number("entry");
    pack.language = parse_language(row.text("language")).value();
    pack.name = row.text("name");
    pack.sha256 = row.text("sha256");
    pack.bytes = row.number("bytes");
    pack.created_by = Id<Person>(row.text("created_by"));
    pack.created_at = row.instant("created_at");
    return pack;
}

} // namespace

std::optional<Pack> pack(const Reading& db, const Id<Pack>& key)
{
    const auto row = db.row("SELECT * FROM pack WHERE key = ?", {key.str()});
    if (!row) return std::nullopt;
    return pack_from(*row);
}

std::optional<Pack> pack_of_name(const Reading& db, const std::string& name)
{
    const auto row = db.row("SELECT * FROM pack WHERE name = ?", {name});
    if (!row) return std::nullopt;
    return pack_from(*row);
}

std::vector<Pack> packs(const Reading& db, const Id<Audit>& audit)
{
    constexpr const char* newest_first = " ORDER BY created_at DESC, key DESC";
    const auto rows = audit.empty()
        ? db.rows(std::string("SELECT * FROM pack") + newest_first)
        : db.rows(std::string("SELECT * FROM pack WHERE audit = ?") + newest_first, {audit.str()});
    std::vector<Pack> found;
    for (const auto& row : rows) found.push_back(pack_from(row));
    return found;
}

Id<Pack> save(Writing& verb, Pack pack)
{
    pack.key = Id<Pack>(numbered("PK", verb.next_number("PK"), 4));
    verb.put("pack", pack.key.str(),
             {{"audit", pack.audit.str()},
              {"entry", pack.entry},
              {"language", str(pack.language)},
              {"name", pack.name},
              {"sha256", pack.sha256},
              {"bytes", pack.bytes},
              {"created_by", pack.created_by.str()},
              {"created_at", to_string(pack.created_at)}},
             0);
    return pack.key;
}

std::vector<ReportFile> issued_report(const Reading& db, const Id<Audit>& audit, Language language)
{
    std::vector<ReportFile> all;
    std::vector<ReportFile> in_language;
    for (const auto& row :
         db.rows("SELECT f.* FROM report_file f JOIN report r ON r.key = f.report "
                 "WHERE r.audit = ? AND r.state = 'ISSUED' AND f.kind IN ('html', 'pdf') ORDER BY f.key",
                 {audit.str()})) {
        all.push_back(
            {row.text("key"), row.text("name"), row.text("kind"), row.text("sha256"), row.number("bytes")});
        if (row.text("language") == str(language)) in_language.push_back(all.back());
    }
    return in_language.empty() ? all : in_language;
}

} // namespace clausebook::store
