#include "core/audit/sheet_writing.h"

#include "core/audit/audit_kind.h"
#include "core/audit/lifecycle.h"

#include <algorithm>
#include <stdexcept>

namespace clausebook {
namespace {

/// Source: domain C.4, stage 1: application and documents are read before anybody travels.
bool is_read_in_advance(const Sheet& sheet)
{
    return sheet.key == "documents" || sheet.key == "client";
}

bool is_of_plan(const Sheet& sheet)
{
    return sheet.part == Sheet::Part::Plan;
}

bool is_in_advance(const Sheet& sheet, AuditState state)
{
    return is_read_in_advance(sheet) && (state == AuditState::Preparing || state == AuditState::Ready);
}

} // namespace

bool is_open(const Sheet& sheet, AuditState state)
{
    if (is_of_plan(sheet)) return before_fieldwork(state);
    return records_open(state) || is_in_advance(sheet, state);
}

bool may_write(const Sheet& sheet, const Audit& audit, const Parts& parts)
{
    if (is_of_plan(sheet)) return may_plan(parts) && before_fieldwork(audit.state);
    return may_conclude(parts, audit.state) || (may_conduct(parts) && is_in_advance(sheet, audit.state));
}

void check_may_write(const Sheet& sheet, const Audit& audit, const Parts& parts)
{
    if (may_write(sheet, audit, parts)) return;
    if (is_of_plan(sheet)) {
        if (may_plan(parts)) throw Refusal::state("sheet_plan_closed");
        throw Refusal::state("audit_not_yours");
    }
    if (may_conduct(parts)) throw Refusal::state("sheet_not_now");
    throw Refusal::state("only_auditors");
}

SheetTally tally_of(const Sheet& sheet, const Audit& audit, const SheetRows& all)
{
    SheetTally tally{0, gaps_of(sheet, audit, all)};
    const auto required = static_cast<std::size_t>(
        std::count_if(sheet.fields.begin(), sheet.fields.end(),
                      [](const SheetField& field) { return field.need == SheetField::Need::Required; }));
    tally.asked = required * places_of(sheet, audit, all).size();
    for (const auto& gap : tally.gaps) {
        const auto* field = sheet.field(gap.field);
        if (gap.place.empty() || !field || field->need == SheetField::Need::Optional) ++tally.asked;
    }
    return tally;
}

std::vector<const Sheet*> sheets_of(AuditType type)
{
    std::vector<const Sheet*> kept;
    for (const auto key : kind_for(type).sheets) {
        const auto* sheet = find_sheet(key);
        if (!sheet) throw std::logic_error("a type keeps a sheet that is not there");
        kept.push_back(sheet);
    }
    return kept;
}

std::vector<SheetGap> gaps_now(const Audit& audit, const SheetRows& all)
{
    const auto kept = sheets_of(audit.type);
    const bool any_open = std::any_of(kept.begin(), kept.end(),
                                      [&](const Sheet* sheet) { return is_open(*sheet, audit.state); });
    std::vector<SheetGap> gaps;
    for (const auto* sheet : kept) {
        if (any_open && !is_open(*sheet, audit.state)) continue;
        auto own = gaps_of(*sheet, audit, all);
        std::move(own.begin(), own.end(), std::back_inserter(gaps));
    }
    return gaps;
}

} // namespace clausebook
