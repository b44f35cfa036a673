#pragma once
// What happens between an organization and its certification body, as the quality manager records it.

#include "core/audit/audit.h"
#include "core/base/id.h"
#include "core/base/time.h"
#include "core/people/person.h"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace clausebook {

/// What happened. Source: domain G.5.
enum class CycleEventKind {
    Applied,
    Held, ///< a certificate decided on before anything was recorded here
    Stage1Done,
    Stage1Again, ///< the body wants stage 1 once more
    Stage2Done,
    Stage2Again, ///< too late to go on: another stage 2 is due
    HandedIn,    ///< majors verified, plans for minors accepted: the body may decide
    Certified,
    Refused,
    Surveillance,
    RecertificationAudit,
    Renewed,
    Suspended,
    Lifted,  ///< the suspension ended, what led to it is solved
    Reduced, ///< the suspension ended with a narrower scope
    Restored,
    Withdrawn,
};
inline constexpr std::array cycle_event_kinds = {
    CycleEventKind::Applied,
    CycleEventKind::Held,
    CycleEventKind::Stage1Done,
    CycleEventKind::Stage1Again,
    CycleEventKind::Stage2Done,
    CycleEventKind::Stage2Again,
    CycleEventKind::HandedIn,
    CycleEventKind::Certified,
    CycleEventKind::Refused,
    CycleEventKind::Surveillance,
    CycleEventKind::RecertificationAudit,
    CycleEventKind::Renewed,
    CycleEventKind::Suspended,
    CycleEventKind::Lifted,
    CycleEventKind::Reduced,
    CycleEventKind::Restored,
    CycleEventKind::Withdrawn,
};
std::string str(CycleEventKind kind); ///< "APPLIED", "STAGE1_DONE", ...
std::optional<CycleEventKind> parse_cycle_event_kind(std::string_view code);

/// What is said of an event beside its day and a note.
enum class CycleField { Body, Certificate, Scope, ValidUntil, Majors, Reason };

struct CycleFieldRule {
    CycleField field;
    enum class Need { Optional, Required } need;
};

/// The fields an event of a kind has; the others stay empty.
std::span<const CycleFieldRule> cycle_fields(CycleEventKind kind);

bool has_field(CycleEventKind kind, CycleField field);

/// The type of the audit such an event is; nothing for one that is no audit.
std::optional<AuditType> audit_type_of(CycleEventKind kind);

/// One event. Its day is the day it counts from: of an audit the last one, of a decision the day it was
/// taken.
struct CycleEvent {
    Id<CycleEvent> key; ///< "CE-0001"
    Version version = 0;
    CycleEventKind kind = CycleEventKind::Applied;
    Date on{};
    std::string body; ///< the certification body
    std::string certificate;
    std::string scope;
    std::optional<Date> valid_until; ///< as printed on the certificate; nothing: as it is counted
    int majors = 0;                  ///< of a stage 2: how many were open at its end
    std::string reason;
    std::string note;
    Id<Audit> audit; ///< which audit it was, of one that is kept here
    Id<Person> recorded_by;
    Instant recorded_at{};
};

/// Refuses what no event can be by itself: "required", "too_long", "unclean" on the field,
/// "number_out_of_range" on "majors". The day is "on"; whether the event fits into the course is
/// check_course() (core/cycle/cycle.h).
void check(const CycleEvent& event);

} // namespace clausebook
