#include "store/evidence_reference.h"

#include "store/errors.h"
#include "store/record.h"

namespace clausebook::store {
namespace {

EvidenceReference reference_from(const Row& row)
{
    const auto how = row.text("seen_how");
    const auto parsed = parse_seen_how(how);
    if (!how.empty() && !parsed) throw DamagedData("no way of seeing: " + how);
    return {row.text("kept_by"), row.text("number"), parsed, row.date("seen_on"),
            Id<Person>(row.text("seen_by"))};
}

} // namespace

std::optional<EvidenceReference> evidence_reference(const Reading& db, const std::string& version_key)
{
    const auto row = db.row("SELECT * FROM evidence_reference WHERE key = ?", {version_key});
    return row ? std::optional(reference_from(*row)) : std::nullopt;
}

std::map<std::string, EvidenceReference> references_in(const Reading& db, const std::string& evidence,
                                                       const Params& params)
{
    std::map<std::string, EvidenceReference> found;
    for (const auto& row :
         db.rows("SELECT r.* FROM evidence_version v JOIN evidence_reference r ON r.key = v.key WHERE "
                 "v.evidence IN "
                     + evidence,
                 params))
        found.emplace(row.text("key"), reference_from(row));
    return found;
}

void save(Writing& verb, const std::string& version_key, const std::optional<EvidenceReference>& reference)
{
    const auto row = verb.row("SELECT * FROM evidence_reference WHERE key = ?", {version_key});
    const auto standing = row ? std::optional(reference_from(*row)) : std::nullopt;
    if (standing == reference) return;
    const Version version = row ? row->number("version") : 0;
    if (!reference) return verb.remove("evidence_reference", version_key, version);
    verb.put("evidence_reference", version_key,
             {{"kept_by", reference->kept_by},
              {"number", reference->number},
              {"seen_how", reference->how ? std::string(str(*reference->how)) : std::string()},
              {"seen_on", date_text(reference->seen_on)},
              {"seen_by", optional_text(reference->seen_by.str())}},
             version);
}

} // namespace clausebook::store
