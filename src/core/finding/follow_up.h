#pragma once
// The steps of a finding after it is raised, and what must hold before each: one table that the verbs refuse
// by and the page shows by (domain D.7, G.2; trust.md 4).

#include "core/action/action.h"
#include "core/base/refusal.h"
#include "core/finding/finding_life.h"
#include "core/finding/response.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace clausebook {

/// An action of the finding with what the guards ask of its evidence.
struct ActionAtHand {
    Action action;
    int evidence = 0;
    int accepted_evidence = 0; ///< accepted and not expired
};

/// Everything the guards look at.
struct FollowUp {
    Finding finding;
    FindingFrame frame;
    std::optional<Response> response;
    std::vector<ActionAtHand> actions;
    std::optional<Verification> verification;
    std::vector<StepTaken> steps;       ///< oldest first
    Decision decision = Decision::None; ///< of the step that is about to be taken
};

/// Something that stands against a step. Its sentence is "refusal.<code>".
struct Lack {
    std::string code;
    std::string field; ///< of the form, "" for none
    Refusal::Parameters parameters;
    Id<Action> action; ///< the action it is about, none for the finding itself
};

/// One condition before a step.
struct FollowUpGuard {
    FindingState to;
    StepGrades grades;
    std::string_view code;                     ///< its name in the catalogues: "finding.gate.<code>"
    enum class About { Finding, Actor } about; ///< what keeps only this actor from it is not "missing"
    std::vector<Lack> (*lacks)(const FollowUp& at, const Actor& actor);
    std::optional<FindingState> from =
        std::nullopt;                            ///< only from there; nothing: from wherever the step begins
    bool (*later)(const FollowUp& at) = nullptr; ///< whether it waits for what an earlier guard misses
};

std::span<const FollowUpGuard> follow_up_guards();

/// A guard and what it finds.
struct Gate {
    const FollowUpGuard* guard;
    std::vector<Lack> lacks; ///< what stands against it
    enum class Stands {
        Holds,
        Lacks,
        Later ///< nothing of its own is missing, but an earlier thing is, without which it cannot hold
    } stands;
};

/// A step a finding could take next.
struct OpenStep {
    const FindingTransition* transition;
    enum class Taker {
        Me,
        Others,
        KeptFromMe ///< my part, but a rule keeps it from me: `kept` says which
    } taker;
    std::vector<Gate> gates; ///< about the finding
    std::vector<Lack> kept;  ///< about the actor

    /// How many things are missing.
    std::size_t missing() const;
};

/// All steps from where a raised finding stands, the way forward first. Empty for a draft, for what is closed
/// or withdrawn, and while the audit is cancelled.
std::vector<OpenStep> open_steps(const FollowUp& at, const Actor& actor);

/// Refuses a step: "finding_step" (State) that the table does not have; "only_auditee", "only_lead",
/// "only_auditors" for one that is not the actor's; the code of the first guard that does not hold, with its
/// field; "required" on "comment". Guards: see follow_up_guards().
void check_follow_up(const FollowUp& at, FindingState to, const Actor& actor, std::string_view comment);

/// Refuses somebody whose own work would be judged: "own_response" for the contact and who answered or
/// corrected, "own_action" (parameter action) for the owner of an action.
void check_not_own_work(const FollowUp& at, const Actor& actor);

/// The state in which a later audit that has looked leaves the finding: closed where the table has a row for
/// it, else as it stands.
FindingState state_after_look(const Finding& finding);

/// True for the finding's contact, and for the quality manager who is not an auditor of the audit (rulings
/// 17).
bool is_audited_side(const Actor& actor, const Finding& finding, const FindingFrame& frame);

/// Refuses a change of response and actions: "only_auditee"; "response_not_open" (State) unless the finding
/// is acknowledged or its response was sent back, and while the audit is cancelled; "no_response_owed"
/// (State) for an opportunity or area of concern.
void check_response_open(const Actor& actor, const Finding& finding, const FindingFrame& frame);

/// Which texts stand in response and actions: 16 hex digits. Two moments with the same texts give the same,
/// whatever was saved or begun between them.
std::string revision_of(const FollowUp& at);

/// True when a mark that was kept with a step is that of the texts which stand now. Before 0004 a mark named
/// the versions of response and actions ("4 CA-2026-0001:1"); the same versions have the same texts.
bool is_revision_of(const FollowUp& at, const std::string& mark);

} // namespace clausebook
