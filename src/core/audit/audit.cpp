#include "core/audit/audit.h"

#include "core/base/form_rules.h"

#include <algorithm>

namespace clausebook {
namespace {

constexpr std::string_view state_codes[] = {
    "PLANNED",       "PREPARING",     "READY",     "IN_PROGRESS", "FIELDWORK_DONE", "REPORT_DRAFT",
    "REPORT_REVIEW", "REPORT_ISSUED", "FOLLOW_UP", "COMPLETED",   "POSTPONED",      "CANCELLED"};
constexpr std::string_view method_codes[] = {"interview", "document", "observation", "test_contact",
                                             "remote"};
constexpr std::string_view role_codes[] = {"LEAD", "AUDITOR", "EXPERT", "OBSERVER"};
constexpr std::string_view meeting_codes[] = {"opening", "closing"};

template <typename Code, std::size_t Count>
std::optional<Code> parsed(std::string_view text, const std::array<Code, Count>& all,
                           const std::string_view (&codes)[Count])
{
    for (const auto code : all)
        if (codes[static_cast<std::size_t>(code)] == text) return code;
    return std::nullopt;
}

void check_days(const std::string& text)
{
    if (text.empty()) return;
    const auto dot = text.find('.');
    const auto whole = text.substr(0, dot);
    const auto part = dot == std::string::npos ? std::string() : text.substr(dot + 1);
    const auto digits = [](const std::string& t) {
        return t.find_first_not_of("0123456789") == std::string::npos;
    };
    const bool shape = !whole.empty() && whole.size() <= 3 && digits(whole) && digits(part)
        && part.size() <= 2 && (dot == std::string::npos || !part.empty());
    if (!shape || (whole + part).find_first_not_of('0') == std::string::npos)
        throw Refusal("days_shape", "auditor_days");
}

void check_order(const std::optional<Date>& from, const std::optional<Date>& to, const std::string& field)
{
    if (from && to && *to < *from) throw Refusal("ends_before_it_starts", field);
}

} // namespace

std::string str(AuditState state)
{
    return std::string(state_codes[static_cast<std::size_t>(state)]);
}
std::optional<AuditState> parse_audit_state(std::string_view code)
{
    return parsed(code, audit_states, state_codes);
}
std::string str(AuditMethod method)
{
    return std::string(method_codes[static_cast<std::size_t>(method)]);
}
std::optional<AuditMethod> parse_audit_method(std::string_view code)
{
    return parsed(code, audit_methods, method_codes);
}
std::string str(MemberRole role)
{
    return std::string(role_codes[static_cast<std::size_t>(role)]);
}
std::optional<MemberRole> parse_member_role(std::string_view code)
{
    return parsed(code, member_roles, role_codes);
}
std::string str(MeetingKind kind)
{
    return std::string(meeting_codes[static_cast<std::size_t>(kind)]);
}
std::optional<MeetingKind> parse_meeting_kind(std::string_view code)
{
    return parsed(code, meeting_kinds, meeting_codes);
}

void check(const Audit& audit)
{
    check_given(audit.title, "title");
    check_line(audit.title, "title");
    check_text(audit.objectives, "objectives");
    check_given(audit.scope, "scope");
    check_text(audit.scope, "scope");
    check_text(audit.risk_basis, "risk_basis");
    if (audit.criteria.empty()) throw Refusal("required", "criteria");
    if (audit.clauses.empty()) throw Refusal("required", "clauses");
    if (!audit.starts_on) throw Refusal("required", "starts_on");
    if (!audit.ends_on) throw Refusal("required", "ends_on");
    check_order(audit.starts_on, audit.ends_on, "ends_on");
    check_order(audit.period_from, audit.period_to, "period_to");
    check_days(audit.auditor_days);
    if (audit.lead.empty()) throw Refusal("required", "lead");
}

bool declares_independence(MemberRole role)
{
    return role != MemberRole::Observer;
}

std::optional<ClauseNumber> owned_clause(const Person& person, const std::vector<ClauseNumber>& scope)
{
    const auto owned = std::find_if(scope.begin(), scope.end(),
                                    [&](const ClauseNumber& c) { return owns_process_of(person, c); });
    return owned == scope.end() ? std::nullopt : std::optional(*owned);
}

void check_independence(const Person& person, MemberRole role, const std::vector<ClauseNumber>& scope)
{
    if (role != MemberRole::Lead && role != MemberRole::Auditor) return;
    if (const auto clause = owned_clause(person, scope))
        throw Refusal("auditor_owns_process", "team", {{"person", person.name}, {"clause", clause->str()}});
}

void check(const Meeting& meeting)
{
    if (!meeting.held_on) throw Refusal("required", "held_on");
    if (meeting.people.empty()) throw Refusal("required", "people");
    check_text(meeting.note, "note");
}

const std::vector<ConclusionField>& conclusion_fields()
{
    using enum ConclusionField::Need;
    using enum ConclusionField::Shape;
    static const std::vector<ConclusionField> fields = {
        {"overall_conclusion", &Conclusion::overall_conclusion, Required, Text},
        {"strengths", &Conclusion::strengths, Optional, Lines},
        {"main_risks", &Conclusion::main_risks, Required, Lines},
        {"plan_deviations", &Conclusion::plan_deviations, Required, WhatAndWhy},
        {"obstacles", &Conclusion::obstacles, Optional, Lines},
        {"areas_not_covered", &Conclusion::areas_not_covered, Required, WhatAndWhy},
        {"degree_of_fulfilment", &Conclusion::degree_of_fulfilment, Required, Text},
        {"effectiveness_statement", &Conclusion::effectiveness_statement, Required, Text},
        {"objectives_met", &Conclusion::objectives_met, Required, Text},
        {"differing_opinions", &Conclusion::differing_opinions, Required, Lines},
        {"recommendations", &Conclusion::recommendations, Optional, Lines},
        {"next_audit_proposal", &Conclusion::next_audit_proposal, Optional, Text},
        {"distribution", &Conclusion::distribution, Required, Lines},
    };
    return fields;
}

void check(const Conclusion& conclusion)
{
    for (const auto& field : conclusion_fields()) {
        const auto& text = conclusion.*field.text;
        check_text(text, field.name);
        if (field.shape != ConclusionField::Shape::WhatAndWhy || says_none(text)) continue;
        for (const auto& line : lines(text))
            if (line.find(": ") == std::string::npos)
                throw Refusal("conclusion_reason_missing", std::string(field.name), {{"line", line}});
    }
}

bool says_none(std::string_view text)
{
    const auto word = folded(trimmed(text));
    return word == "none" || word == "yok";
}

Parts parts_in(const Actor& actor, const std::vector<Member>& members)
{
    Parts parts;
    if (actor.person.str() == "system") parts.insert(Part::System);
    if (actor.is(Role::QualityManager)) parts.insert(Part::QualityManager);
    if (actor.is(Role::TopManagement)) parts.insert(Part::TopManagement);
    if (actor.is(Role::Auditee)) parts.insert(Part::Auditee);
    constexpr Part of_role[] = {Part::Lead, Part::Auditor, Part::Expert, Part::Observer};
    for (const auto& member : members)
        if (actor.signed_in() && member.person == actor.person)
            parts.insert(of_role[static_cast<std::size_t>(member.role)]);
    return parts;
}

Sight sight_of(const Parts& parts, const Audit& audit)
{
    const Parts whole = {Part::QualityManager, Part::TopManagement, Part::Lead,  Part::Auditor,
                         Part::Expert,         Part::Observer,      Part::System};
    if (std::any_of(parts.begin(), parts.end(), [&](Part part) { return whole.contains(part); }))
        return Sight::Whole;
    return parts.contains(Part::Auditee) && audit.plan_issued_on ? Sight::Plan : Sight::None;
}

bool may_conduct(const Parts& parts)
{
    return parts.contains(Part::Lead) || parts.contains(Part::Auditor);
}

bool may_plan(const Parts& parts)
{
    return parts.contains(Part::QualityManager) || parts.contains(Part::Lead);
}

bool answers_open(AuditState state)
{
    return state == AuditState::InProgress;
}

bool records_open(AuditState state)
{
    return state == AuditState::InProgress || state == AuditState::FieldworkDone
        || state == AuditState::ReportDraft;
}

bool is_issued(AuditState state)
{
    return state == AuditState::ReportIssued || state == AuditState::FollowUp
        || state == AuditState::Completed;
}

bool is_at_work(AuditState state)
{
    return !is_issued(state) && state != AuditState::Cancelled;
}

bool may_conclude(const Parts& parts, AuditState state)
{
    return records_open(state) ? may_conduct(parts) : is_issued(state) && parts.contains(Part::Lead);
}

} // namespace clausebook
