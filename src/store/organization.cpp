#include "store/organization.h"

#include "core/base/text.h"
#include "core/organization/organization_texts.h"

namespace clausebook::store {
namespace {

Site site_from(const Row& row)
{
    Site site;
    site.key = Id<Site>(row.text("key"));
    site.version = row.number("version");
    site.name = row.text("name");
    site.address = row.text("address");
    site.activities = row.text("activities");
    site.headcount = static_cast<int>(row.number("headcount"));
    site.active = row.flag("active");
    return site;
}

Criterion criterion_from(const Row& row)
{
    Criterion criterion;
    criterion.key = Id<Criterion>(row.text("key"));
    criterion.version = row.number("version");
    criterion.type = parse_criterion_type(row.text("type")).value();
    criterion.reference = row.text("reference");
    criterion.title = row.text("title");
    criterion.edition = row.text("edition");
    criterion.active = row.flag("active");
    return criterion;
}

} // namespace

std::string numbered(const std::string& series, std::int64_t number, int digits)
{
    auto text = std::to_string(number);
    if (text.size() < static_cast<std::size_t>(digits))
        text.insert(0, static_cast<std::size_t>(digits) - text.size(), '0');
    return series + "-" + text;
}

std::optional<Organization> organization(const Reading& db)
{
    const auto row = db.row("SELECT * FROM organization");
    if (!row) return std::nullopt;
    Organization o;
    o.version = row->number("version");
    for (const auto& field : organization_texts) o.*field.text = row->text(field.name);
    o.claim_profile = parse_claim_profile(row->text("claim_profile")).value();
    o.language = parse_language(row->text("language")).value();
    o.evidence_limit_bytes = row->number("evidence_limit_bytes");
    o.demo = row->flag("demo");
    return o;
}

Version save(Writing& verb, const Organization& o)
{
    Record record = {{"claim_profile", str(o.claim_profile)},
                     {"language", str(o.language)},
                     {"evidence_limit_bytes", o.evidence_limit_bytes},
                     {"demo", std::int64_t{o.demo}}};
    for (const auto& field : organization_texts) record.emplace_back(field.name, o.*field.text);
    return verb.put("organization", "organization", record, o.version);
}

std::vector<Site> sites(const Reading& db)
{
    std::vector<Site> found;
    for (const auto& row : db.rows("SELECT * FROM site ORDER BY name_sort, key"))
        found.push_back(site_from(row));
    return found;
}

std::optional<Site> site(const Reading& db, const Id<Site>& key)
{
    const auto row = db.row("SELECT * FROM site WHERE key = ?", {key.str()});
    return row ? std::optional(site_from(*row)) : std::nullopt;
}

Id<Site> save(Writing& verb, Site site)
{
    if (site.key.empty()) site.key = Id<Site>(numbered("S", verb.next_number("S"), 2));
    verb.put("site", site.key.str(),
             {{"name", site.name},
              {"name_sort", sort_key(site.name)},
              {"address", site.address},
              {"activities", site.activities},
              {"headcount", std::int64_t{site.headcount}},
              {"active", std::int64_t{site.active}}},
             site.version);
    return site.key;
}

std::vector<Criterion> criteria(const Reading& db)
{
    std::vector<Criterion> found;
    for (const auto& row : db.rows("SELECT * FROM criterion ORDER BY type, reference, key"))
        found.push_back(criterion_from(row));
    return found;
}

std::optional<Criterion> criterion(const Reading& db, const Id<Criterion>& key)
{
    const auto row = db.row("SELECT * FROM criterion WHERE key = ?", {key.str()});
    return row ? std::optional(criterion_from(*row)) : std::nullopt;
}

Id<Criterion> save(Writing& verb, Criterion criterion)
{
    if (criterion.key.empty()) criterion.key = Id<Criterion>(numbered("CR", verb.next_number("CR"), 2));
    verb.put("criterion", criterion.key.str(),
             {{"type", str(criterion.type)},
              {"reference", criterion.reference},
              {"title", criterion.title},
              {"edition", criterion.edition},
              {"active", std::int64_t{criterion.active}}},
             criterion.version);
    return criterion.key;
}

} // namespace clausebook::store
