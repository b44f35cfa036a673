#include "core/audit/copy.h"

#include "core/base/form_rules.h"

namespace clausebook {
namespace {

bool is_taken_over(const SheetField& field, const std::string& text, const std::set<Id<Person>>& team)
{
    if (text.empty() || field.shape == SheetField::Shape::Day) return false;
    return field.shape != SheetField::Shape::Person || team.contains(Id<Person>(text));
}

} // namespace

Audit copy_of(const Audit& source, const Audit* before, const CopyWish& wish)
{
    Audit copy;
    copy.type = wish.type;
    copy.title = wish.title;
    copy.starts_on = wish.starts_on;
    copy.ends_on = wish.ends_on;
    copy.lead = wish.lead;
    copy.checklist = source.checklist;
    copy.objectives = source.objectives;
    copy.scope = source.scope;
    copy.risk_basis = source.risk_basis;
    copy.sites = source.sites;
    copy.criteria = source.criteria;
    copy.clauses = source.clauses;
    copy.methods = source.methods;
    copy.language = source.language;
    copy.auditor_days = source.auditor_days;
    const auto& kind = kind_for(wish.type);
    if (may_follow(kind, source))
        copy.follows = source.key;
    else if (before != nullptr && may_follow(kind, *before))
        copy.follows = before->key;
    return copy;
}

SheetRows plan_rows_of(const SheetRows& source, const AuditKind& kind, const std::set<Id<Person>>& team)
{
    SheetRows rows;
    for (const auto& sheet : sheets()) {
        if (sheet.part != Sheet::Part::Plan || !keeps(kind, sheet.key)) continue;
        for (const auto& row : rows_of(source, sheet)) {
            SheetRow copy;
            copy.sheet = row.sheet;
            copy.place = row.place;
            for (const auto& field : sheet.fields)
                if (const auto& text = row.text(field.name); is_taken_over(field, text, team))
                    copy.fields.emplace(field.name, text);
            if (!copy.fields.empty()) rows.push_back(std::move(copy));
        }
    }
    return rows;
}

std::optional<EvidenceLink> suggested_link(const EvidenceLink& link, const Id<Audit>& source,
                                           const Id<Audit>& copy)
{
    const auto start = source.str() + "/";
    if (link.target.kind != LinkKind::Answer || !link.target.key.starts_with(start)) return std::nullopt;
    EvidenceLink suggested;
    suggested.evidence = link.evidence;
    suggested.target = {LinkKind::Answer, copy.str() + "/" + link.target.key.substr(start.size())};
    suggested.locator = link.locator;
    suggested.note = source.str();
    if (!link.note.empty() && length(link.note) + length(suggested.note) + 2 <= text_limit)
        suggested.note.append(": ").append(link.note);
    return suggested;
}

} // namespace clausebook
