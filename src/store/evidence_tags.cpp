#include "store/evidence_tags.h"

#include "core/base/text.h"
#include "store/evidence_row.h"
#include "store/keys.h"
#include "store/record.h"

#include <algorithm>

namespace clausebook::store {
namespace {

EvidenceTag tag_from(const Row& row)
{
    return {row.text("key"),
            row.number("version"),
            Id<Evidence>(row.text("evidence")),
            row.text("tag"),
            Id<Person>(row.text("tagged_by")),
            row.instant("tagged_at")};
}

} // namespace

std::vector<EvidenceTag> tags_of(const Reading& db, const Id<Evidence>& evidence)
{
    std::vector<EvidenceTag> tags;
    for (const auto& row : db.rows("SELECT * FROM evidence_tag WHERE evidence = ?", {evidence.str()}))
        tags.push_back(tag_from(row));
    std::sort(tags.begin(), tags.end(),
              [](const EvidenceTag& a, const EvidenceTag& b) { return sort_key(a.text) < sort_key(b.text); });
    return tags;
}

std::map<Id<Evidence>, std::vector<std::string>> tags_of(const Reading& db, const std::vector<Evidence>& rows)
{
    std::map<Id<Evidence>, std::vector<std::string>> found;
    if (rows.empty()) return found;
    const auto keys = keys_of(rows);
    for (const auto& row : db.rows(
             "SELECT evidence, tag FROM evidence_tag WHERE evidence IN (" + keys.marks + ")", keys.params))
        found[Id<Evidence>(row.text("evidence"))].push_back(row.text("tag"));
    for (auto& [evidence, tags] : found)
        std::sort(tags.begin(), tags.end(),
                  [](const std::string& a, const std::string& b) { return sort_key(a) < sort_key(b); });
    return found;
}

void save(Writing& verb, const EvidenceTag& tag)
{
    verb.put("evidence_tag", tag.evidence.str() + "/" + std::to_string(verb.next_number("TAG")),
             {{"evidence", tag.evidence.str()},
              {"tag", tag.text},
              {"fold", folded(tag.text)},
              {"tagged_by", tag.by.str()},
              {"tagged_at", to_string(tag.at)}},
             0);
}

void remove_tag(Writing& verb, const EvidenceTag& tag)
{
    verb.remove("evidence_tag", tag.key, tag.version);
}

} // namespace clausebook::store
