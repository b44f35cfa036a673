#include "store/organization.h"

#include "core/base/text.h"

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
    o.legal_name = row->text("legal_name");
    o.trade_names = row->text("trade_names");
    o.address = row->text("address");
    o.representative_name = row->text("representative_name");
    o.representative_role = row->text("representative_role");
    o.representative_contact = row->text("representative_contact");
    o.scope_statement = row->text("scope_statement");
    o.scope_exclusions = row->text("scope_exclusions");
    o.channels = row->text("channels");
    o.claim_profile = parse_claim_profile(row->text("claim_profile")).value();
    o.scheme_name = row->text("scheme_name");
    o.confidentiality_statement = row->text("confidentiality_statement");
    o.audit_guidance_edition = row->text("audit_guidance_edition");
    o.time_zone = row->text("time_zone");
    o.language = parse_language(row->text("language")).value();
    o.evidence_limit_bytes = row->number("evidence_limit_bytes");
    o.demo = row->flag("demo");
    return o;
}

Version save(Writing& verb, const Organization& o)
{
    return verb.put("organization", "organization",
                    {{"legal_name", o.legal_name},
                     {"trade_names", o.trade_names},
                     {"address", o.address},
                     {"representative_name", o.representative_name},
                     {"representative_role", o.representative_role},
                     {"representative_contact", o.representative_contact},
                     {"scope_statement", o.scope_statement},
                     {"scope_exclusions", o.scope_exclusions},
                     {"channels", o.channels},
                     {"claim_profile", str(o.claim_profile)},
                     {"scheme_name", o.scheme_name},
                     {"confidentiality_statement", o.confidentiality_statement},
                     {"audit_guidance_edition", o.audit_guidance_edition},
                     {"time_zone", o.time_zone},
                     {"language", str(o.language)},
                     {"evidence_limit_bytes", o.evidence_limit_bytes},
                     {"demo", std::int64_t{o.demo}}},
                    o.version);
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
