#include "core/cycle/cycle_event.h"

#include "core/base/form_rules.h"

#include <algorithm>

namespace clausebook {
namespace {

using Need = CycleFieldRule::Need;

constexpr std::array<std::string_view, cycle_event_kinds.size()> codes = {
    "APPLIED",   "HELD",      "STAGE1_DONE", "STAGE1_AGAIN", "STAGE2_DONE",  "STAGE2_AGAIN",
    "HANDED_IN", "CERTIFIED", "REFUSED",     "SURVEILLANCE", "RECERT_AUDIT", "RENEWED",
    "SUSPENDED", "LIFTED",    "REDUCED",     "RESTORED",     "WITHDRAWN"};

constexpr CycleFieldRule application[] = {{CycleField::Body, Need::Required}};
constexpr CycleFieldRule stage2[] = {{CycleField::Majors, Need::Required}};
constexpr CycleFieldRule certificate[] = {{CycleField::Certificate, Need::Required},
                                          {CycleField::Scope, Need::Required},
                                          {CycleField::ValidUntil, Need::Optional}};
constexpr CycleFieldRule held[] = {{CycleField::Body, Need::Required},
                                   {CycleField::Certificate, Need::Required},
                                   {CycleField::Scope, Need::Required},
                                   {CycleField::ValidUntil, Need::Optional}};
constexpr CycleFieldRule narrower[] = {{CycleField::Scope, Need::Required}};
constexpr CycleFieldRule with_reason[] = {{CycleField::Reason, Need::Required}};

std::string_view name_of(CycleField field)
{
    constexpr std::string_view names[] = {"body", "certificate", "scope", "valid_until", "majors", "reason"};
    return names[static_cast<std::size_t>(field)];
}

void check_needed(const CycleEvent& event, CycleField field)
{
    switch (field) {
    case CycleField::Body:
        return check_given(event.body, name_of(field));
    case CycleField::Certificate:
        return check_given(event.certificate, name_of(field));
    case CycleField::Scope:
        return check_given(event.scope, name_of(field));
    case CycleField::Reason:
        return check_given(event.reason, name_of(field));
    case CycleField::ValidUntil:
    case CycleField::Majors:
        return;
    }
}

} // namespace

std::string str(CycleEventKind kind)
{
    return std::string(codes.at(static_cast<std::size_t>(kind)));
}

std::optional<CycleEventKind> parse_cycle_event_kind(std::string_view code)
{
    for (const auto kind : cycle_event_kinds)
        if (codes.at(static_cast<std::size_t>(kind)) == code) return kind;
    return std::nullopt;
}

std::span<const CycleFieldRule> cycle_fields(CycleEventKind kind)
{
    switch (kind) {
    case CycleEventKind::Applied:
        return application;
    case CycleEventKind::Held:
        return held;
    case CycleEventKind::Stage2Done:
        return stage2;
    case CycleEventKind::Certified:
    case CycleEventKind::Renewed:
    case CycleEventKind::Restored:
        return certificate;
    case CycleEventKind::Reduced:
        return narrower;
    case CycleEventKind::Suspended:
    case CycleEventKind::Withdrawn:
        return with_reason;
    default:
        return {};
    }
}

bool has_field(CycleEventKind kind, CycleField field)
{
    const auto fields = cycle_fields(kind);
    return std::any_of(fields.begin(), fields.end(),
                       [&](const CycleFieldRule& rule) { return rule.field == field; });
}

std::optional<AuditType> audit_type_of(CycleEventKind kind)
{
    switch (kind) {
    case CycleEventKind::Stage1Done:
        return AuditType::Stage1;
    case CycleEventKind::Stage2Done:
        return AuditType::Stage2;
    case CycleEventKind::Surveillance:
        return AuditType::Surveillance;
    case CycleEventKind::RecertificationAudit:
        return AuditType::Recertification;
    default:
        return std::nullopt;
    }
}

void check(const CycleEvent& event)
{
    if (!event.on.ok()) throw Refusal("required", "on");
    check_line(event.body, "body");
    check_line(event.certificate, "certificate");
    check_text(event.scope, "scope");
    check_text(event.reason, "reason");
    check_text(event.note, "note");
    constexpr int most_majors = 1000;
    if (event.majors < 0 || event.majors > most_majors) throw Refusal("number_out_of_range", "majors");
    for (const auto& rule : cycle_fields(event.kind))
        if (rule.need == Need::Required) check_needed(event, rule.field);
}

} // namespace clausebook
