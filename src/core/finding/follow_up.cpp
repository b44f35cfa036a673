#include "core/finding/follow_up.h"

#include "core/base/fnv.h"
#include "core/base/form_rules.h"

#include <algorithm>

namespace clausebook {
namespace {

using enum FindingState;
using enum StepGrades;
using About = FollowUpGuard::About;
using Lacks = std::vector<Lack>;

Lacks lack_unless(bool there, const char* code, const char* field)
{
    if (there) return {};
    return {{code, field, {}, {}}};
}

bool given(const std::string& text)
{
    return !trimmed(text).empty();
}

const Response& response_of(const FollowUp& at)
{
    static const Response none;
    return at.response ? *at.response : none;
}

// ---- before a response is handed in: parts E, F, G

Lacks correction(const FollowUp& at, const Actor&)
{
    return lack_unless(given(response_of(at).correction), "correction_missing", "correction");
}

Lacks extent(const FollowUp& at, const Actor&)
{
    return lack_unless(given(response_of(at).extent_check), "extent_missing", "extent_check");
}

Lacks whys(const FollowUp& at, const Actor&)
{
    const auto& response = response_of(at);
    return lack_unless(response.method != CauseMethod::FiveWhys || given(response.whys.front()),
                       "whys_missing", "why_1");
}

Lacks root_cause(const FollowUp& at, const Actor&)
{
    return lack_unless(given(response_of(at).root_cause), "root_cause_missing", "root_cause");
}

Lacks corrective_action(const FollowUp& at, const Actor&)
{
    const bool any = std::any_of(at.actions.begin(), at.actions.end(), [](const ActionAtHand& one) {
        return one.action.kind == ActionKind::Corrective;
    });
    return lack_unless(any, "no_corrective_action", "actions");
}

Lack about(const Action& action, const char* code)
{
    return {code, "actions", {{"action", action.key.str()}}, action.key};
}

Lacks owners(const FollowUp& at, const Actor&)
{
    Lacks found;
    for (const auto& one : at.actions)
        if (one.action.owner.empty()) found.push_back(about(one.action, "action_without_owner"));
    return found;
}

Lacks due_dates(const FollowUp& at, const Actor&)
{
    Lacks found;
    for (const auto& one : at.actions)
        if (!one.action.due) found.push_back(about(one.action, "action_without_due"));
    return found;
}

/// What was sent back comes again only when something in it is another.
Lacks changed(const FollowUp& at, const Actor&)
{
    const auto sent_back = std::find_if(at.steps.rbegin(), at.steps.rend(),
                                        [](const StepTaken& step) { return step.state == ResponseRejected; });
    return lack_unless(sent_back == at.steps.rend() || !is_revision_of(at, sent_back->revision),
                       "response_unchanged", "correction");
}

// ---- before it is implemented: the first thing each action lacks

using Want = bool (*)(const ActionAtHand& one);

struct ActionWant {
    const char* code;
    Want there;
};

constexpr ActionWant wants[] = {
    {"action_not_done",
     [](const ActionAtHand& one) {
         return !is_open(one.action.state);
     }},
    {"action_without_evidence",
     [](const ActionAtHand& one) {
         return one.evidence > 0;
     }},
    {"action_evidence_not_accepted",
     [](const ActionAtHand& one) {
         return is_accepted(one.action.state) || one.accepted_evidence > 0; // what was accepted may end since
     }},
    {"action_not_accepted",
     [](const ActionAtHand& one) {
         return is_accepted(one.action.state);
     }},
};

Lacks first_lacks(const FollowUp& at, std::size_t want)
{
    Lacks found;
    for (const auto& one : at.actions) {
        if (one.action.state == ActionState::Cancelled) continue;
        const auto* first = std::find_if(std::begin(wants), std::end(wants),
                                         [&](const ActionWant& each) { return !each.there(one); });
        if (first == std::begin(wants) + want) found.push_back(about(one.action, first->code));
    }
    return found;
}

template <std::size_t Want>
Lacks actions_are(const FollowUp& at, const Actor&)
{
    return first_lacks(at, Want);
}

/// Some action is not as far as that yet.
template <std::size_t Want>
bool actions_will_be(const FollowUp& at)
{
    return std::any_of(at.actions.begin(), at.actions.end(), [](const ActionAtHand& one) {
        return one.action.state != ActionState::Cancelled && !wants[Want].there(one);
    });
}

// ---- before it is verified: part I

const Verification& verification_of(const FollowUp& at)
{
    static const Verification none;
    return at.verification ? *at.verification : none;
}

Lacks method(const FollowUp& at, const Actor&)
{
    return lack_unless(verification_of(at).method.has_value(), "verification_method_missing",
                       "verification_method");
}

Lacks effect_criterion(const FollowUp& at, const Actor&)
{
    return lack_unless(given(verification_of(at).effect_criterion), "effect_criterion_missing",
                       "effect_criterion");
}

Lacks effective(const FollowUp& at, const Actor&)
{
    return lack_unless(verification_of(at).effective == Effective::Yes, "not_effective", "effective");
}

// ---- who may not, because the work was his or her own

Lacks another_than_responder(const FollowUp& at, const Actor& actor)
{
    const bool own = at.finding.auditee_contact == actor.person
        || std::any_of(at.steps.begin(), at.steps.end(), [&](const StepTaken& step) {
                         return (step.state == ResponseSubmitted || step.state == Implemented)
                             && step.by == actor.person;
                     });
    return lack_unless(!own, "own_response", "");
}

Lacks another_than_owner(const FollowUp& at, const Actor& actor)
{
    for (const auto& one : at.actions)
        if (one.action.owner == actor.person)
            return {{"own_action", "", {{"action", one.action.key.str()}}, one.action.key}};
    return lack_unless(response_of(at).corrected_by != actor.person, "own_response", "");
}

Lacks decision(const FollowUp& at, const Actor&)
{
    return lack_unless(at.decision != Decision::None, "decision_missing", "decision");
}

constexpr FollowUpGuard guards[] = {
    {ResponseSubmitted, Nonconformities, "correction", About::Finding, correction},
    {ResponseSubmitted, Nonconformities, "extent", About::Finding, extent},
    {ResponseSubmitted, Nonconformities, "whys", About::Finding, whys},
    {ResponseSubmitted, Nonconformities, "root_cause", About::Finding, root_cause},
    {ResponseSubmitted, Nonconformities, "corrective_action", About::Finding, corrective_action},
    {ResponseSubmitted, Nonconformities, "owners", About::Finding, owners},
    {ResponseSubmitted, Nonconformities, "due_dates", About::Finding, due_dates},
    {ResponseSubmitted, Nonconformities, "changed", About::Finding, changed, ResponseRejected},
    {PlanAccepted, Nonconformities, "another_than_responder", About::Actor, another_than_responder},
    {PlanAccepted, Nonconformities, "another_than_owner", About::Actor, another_than_owner},
    {Implemented, Nonconformities, "done", About::Finding, actions_are<0>},
    {Implemented, Nonconformities, "evidence", About::Finding, actions_are<1>, std::nullopt,
     actions_will_be<1>},
    {Implemented, Nonconformities, "evidence_accepted", About::Finding, actions_are<2>, std::nullopt,
     actions_will_be<2>},
    {Implemented, Nonconformities, "accepted", About::Finding, actions_are<3>, std::nullopt,
     actions_will_be<3>},
    {Verified, Nonconformities, "another_than_responder", About::Actor, another_than_responder},
    {Verified, Nonconformities, "another_than_owner", About::Actor, another_than_owner},
    {Verified, Nonconformities, "method", About::Finding, method},
    {Verified, Nonconformities, "effect_criterion", About::Finding, effect_criterion},
    {Verified, Nonconformities, "effective", About::Finding, effective},
    {Closed, Opportunities, "decision", About::Finding, decision},
    {Closed, Concerns, "another_than_responder", About::Actor, another_than_responder},
    {Closed, All, "another_than_owner", About::Actor, another_than_owner},
};

bool is_part(const FollowUp& at, FindingStep who, const Actor& actor)
{
    switch (who) {
    case FindingStep::ByAuditor:
        return may_write(actor, at.frame);
    case FindingStep::ByLead:
        return actor.signed_in() && at.frame.lead == actor.person;
    case FindingStep::ByAuditee:
        return is_audited_side(actor, at.finding, at.frame);
    case FindingStep::ByLaterLead: // takes no step here, but with a look
        return false;
    }
    return false;
}

const char* refusal_of(FindingStep who)
{
    if (who == FindingStep::ByAuditee) return "only_auditee";
    return who == FindingStep::ByLead ? "only_lead" : "only_auditors";
}

bool is_gated(const FindingTransition& transition)
{
    return transition.guard == FindingGuard::Gates || transition.guard == FindingGuard::GatesReason;
}

Gate gate_of(const FollowUpGuard& guard, Lacks lacks, const FollowUp& at)
{
    auto stands = Gate::Stands::Holds;
    if (!lacks.empty())
        stands = Gate::Stands::Lacks;
    else if (guard.later != nullptr && guard.later(at))
        stands = Gate::Stands::Later;
    return {&guard, std::move(lacks), stands};
}

OpenStep open_step(const FollowUp& at, const FindingTransition& transition, const Actor& actor)
{
    OpenStep step{&transition, OpenStep::Taker::Others, {}, {}};
    if (is_part(at, transition.who, actor)) step.taker = OpenStep::Taker::Me;
    for (const auto& guard : guards) {
        if (guard.to != transition.to || !fits(guard.grades, at.finding.grade)) continue;
        if (guard.from && *guard.from != at.finding.state) continue;
        auto lacks = guard.lacks(at, actor);
        if (guard.about == About::Finding) {
            step.gates.push_back(gate_of(guard, std::move(lacks), at));
            continue;
        }
        step.kept.insert(step.kept.end(), lacks.begin(), lacks.end());
    }
    if (step.taker == OpenStep::Taker::Me && !step.kept.empty()) step.taker = OpenStep::Taker::KeptFromMe;
    return step;
}

[[noreturn]] void refuse(const Lack& lack)
{
    throw Refusal(lack.code, lack.field, lack.parameters);
}

} // namespace

std::span<const FollowUpGuard> follow_up_guards()
{
    return guards;
}

std::size_t OpenStep::missing() const
{
    std::size_t count = 0;
    for (const auto& gate : gates) count += gate.lacks.size();
    return count;
}

std::vector<OpenStep> open_steps(const FollowUp& at, const Actor& actor)
{
    std::vector<OpenStep> steps;
    if (at.frame.phase == FindingFrame::Phase::Cancelled) return steps;
    for (const auto& transition : finding_transitions())
        if (transition.from == at.finding.state && is_gated(transition)
            && fits(transition.grades, at.finding.grade))
            steps.push_back(open_step(at, transition, actor));
    return steps;
}

void check_follow_up(const FollowUp& at, FindingState to, const Actor& actor, std::string_view comment)
{
    for (const auto& step : open_steps(at, actor)) {
        if (step.transition->to != to) continue;
        if (step.taker == OpenStep::Taker::Others) throw Refusal(refusal_of(step.transition->who));
        if (!step.kept.empty()) refuse(step.kept.front());
        for (const auto& gate : step.gates)
            if (!gate.lacks.empty()) refuse(gate.lacks.front());
        if (step.transition->guard == FindingGuard::GatesReason) check_given(comment, "comment");
        check_text(comment, "comment");
        return;
    }
    throw Refusal::state("finding_step");
}

void check_not_own_work(const FollowUp& at, const Actor& actor)
{
    for (const auto own : {&another_than_responder, &another_than_owner})
        if (const auto lacks = own(at, actor); !lacks.empty()) refuse(lacks.front());
}

FindingState state_after_look(const Finding& finding)
{
    const auto rows = finding_transitions();
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const FindingTransition& t) {
        return t.who == FindingStep::ByLaterLead && t.from == finding.state && fits(t.grades, finding.grade);
    });
    return row == rows.end() ? finding.state : row->to;
}

bool is_audited_side(const Actor& actor, const Finding& finding, const FindingFrame& frame)
{
    if (!actor.signed_in()) return false;
    if (finding.auditee_contact == actor.person) return true;
    return actor.is(Role::QualityManager) && !may_write(actor, frame);
}

void check_response_open(const Actor& actor, const Finding& finding, const FindingFrame& frame)
{
    if (!is_audited_side(actor, finding, frame)) throw Refusal("only_auditee");
    if (!is_nonconformity(finding.grade)) throw Refusal::state("no_response_owed");
    const bool open = finding.state == Acknowledged || finding.state == ResponseRejected;
    if (!open || frame.phase == FindingFrame::Phase::Cancelled) throw Refusal::state("response_not_open");
}

std::string revision_of(const FollowUp& at)
{
    auto mark = fnv_start;
    const auto add = [&](std::string_view text) {
        mark = fnv(std::string_view("\0", 1), fnv(text, mark));
    };
    const auto add_day = [&](const std::optional<Date>& day) {
        add(day ? to_string(*day) : std::string());
    };
    const auto& r = response_of(at);
    for (const auto* text : {&r.correction, &r.extent_check, &r.root_cause, &r.why_not_detected, &r.category,
                             &r.side_effects, &r.similar_processes, &r.corrected_by.str()})
        add(*text);
    for (const auto& why : r.whys) add(why);
    add(str(r.method));
    add_day(r.corrected_on);
    for (const auto& one : at.actions) {
        for (const auto* text : {&one.action.key.str(), &one.action.text, &one.action.owner.str()})
            add(*text);
        add(str(one.action.kind));
        add_day(one.action.due);
    }
    return fnv_digits(mark);
}

bool is_revision_of(const FollowUp& at, const std::string& mark)
{
    auto versions = std::to_string(at.response ? at.response->version : 0);
    for (const auto& one : at.actions)
        versions.append(" ")
            .append(one.action.key.str())
            .append(":")
            .append(std::to_string(one.action.version));
    return mark == revision_of(at) || mark == versions;
}

} // namespace clausebook
