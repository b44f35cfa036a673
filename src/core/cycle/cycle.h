#pragma once
// Where an organization stands with its certification: what the recorded events come to. Nothing of it is
// stored; a certificate that ran out is EXPIRED without anybody saying so (rulings 12).

#include "core/cycle/cycle_event.h"
#include "core/cycle/cycle_rules.h"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace clausebook {

/// Source: domain G.5. A reduced scope is said beside CERTIFIED; a restored certificate is CERTIFIED.
enum class CycleState {
    NotStarted,
    Applied,
    Stage1Done,
    Stage2Done,
    DecisionPending,
    Certified,
    Suspended,
    Expired,
    Withdrawn,
    Refused,
};
inline constexpr std::array cycle_states = {
    CycleState::NotStarted,      CycleState::Applied,   CycleState::Stage1Done, CycleState::Stage2Done,
    CycleState::DecisionPending, CycleState::Certified, CycleState::Suspended,  CycleState::Expired,
    CycleState::Withdrawn,       CycleState::Refused};
std::string str(CycleState state); ///< "NOT_STARTED", "APPLIED", "STAGE1_DONE", ...

/// The certification on one day.
struct Cycle {
    CycleState state = CycleState::NotStarted;
    int number = 0; ///< cycles begun: each begins with a decision
    enum class Extent { Whole, Reduced } extent = Extent::Whole;
    std::string body;
    std::string certificate;
    std::string scope;
    std::optional<Date> last_on; ///< of the last event
    /// When the way to its certificate began: the application, or what asked for another stage 2 of one that
    /// had run out; nothing for one that is held, renewed or restored.
    std::optional<Date> set_out_on;
    std::optional<Date> stage1_on;
    std::optional<Date> stage2_on;
    int majors = 0;                     ///< open at the end of stage 2
    std::optional<Date> decided_on;     ///< the decision this cycle began with
    std::optional<Date> audited_on;     ///< last day of the audit that decision rests on, when it is known
    std::optional<Date> expires_on;     ///< the last day of the certificate
    std::vector<Date> surveillances;    ///< of this cycle
    std::optional<Date> recertified_on; ///< last day of this cycle's recertification audit
    std::optional<Date> suspended_on;
};

/// One row of the course: an event that may come in a state, and the state after it.
struct CycleTransition {
    CycleState from;
    CycleEventKind event;
    CycleState to;
};

/// The steps there are. What the domain's table leaves open: after a refusal or a withdrawal one may apply
/// anew, after an expiry on any day; a certificate held before the records begin is taken over by one event.
/// Source: domain G.5.
std::span<const CycleTransition> cycle_transitions();

/// A condition on an event beside the state. Its sentence is "refusal.<code>".
struct CycleGuard {
    CycleState from;
    CycleEventKind event;
    std::string_view code;
    std::string_view field;
    bool (*holds)(const Cycle& before, const CycleEvent& event, const CycleRules& rules);
    /// The day the sentence names; nothing for none.
    std::optional<Date> (*limit)(const Cycle& before, const CycleRules& rules);
};

std::span<const CycleGuard> cycle_guards();

/// The events that may come next, in the order of the table.
std::vector<CycleEventKind> next_events(const Cycle& cycle);

/// What `events` come to on `day`: those of one day in the order given, others by their days; events after
/// `day` have not happened yet. Refuses as check_course() does.
Cycle cycle_on(const std::vector<CycleEvent>& events, const CycleRules& rules, Date day);

/// Refuses events that cannot have happened so, on the event `typed` (an empty key: the one that is not
/// recorded yet): "cycle_future" for a day after `today`, "cycle_step" (State) where the table has no such
/// row, "cycle_order" where it has one, but not on that day, and the codes of the guards:
/// "cycle_majors_late", "cycle_no_open_majors", "cycle_majors_in_time", "cycle_restorable",
/// "cycle_no_recertification", "cycle_restoration_over", "cycle_valid_before", "cycle_valid_long"; all on
/// "on" or on their own field. Where another event does not fit any more: "cycle_contradicts" with its day,
/// on "on" when an event is typed.
void check_course(const std::vector<CycleEvent>& events, const CycleRules& rules, Date today,
                  const Id<CycleEvent>& typed);

/// What stays when an event is taken away or the rules change: "cycle_contradicts" on no field.
void check_course(const std::vector<CycleEvent>& events, const CycleRules& rules, Date today);

} // namespace clausebook
