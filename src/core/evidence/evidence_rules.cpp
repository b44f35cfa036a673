#include "core/evidence/evidence_rules.h"

#include "core/people/permission.h"

#include <algorithm>

namespace clausebook {
namespace {

using enum EvidenceState;

struct Transition {
    EvidenceState from;
    EvidenceState to;
};

/// Who may make them stands in why_not(). Back from the archive is an undo: state_before_archive().
constexpr Transition transitions[] = {
    {Registered, Submitted}, {Registered, Superseded}, {Submitted, Accepted},
    {Submitted, Rejected},   {Accepted, Superseded},   {Expired, Superseded},
    {Expired, Archived},     {Superseded, Archived},   {Archived, Destroyed},
};

std::optional<Refusal> why_not_destroy(const VersionCase& version_case)
{
    const auto& archive = version_case.version.archive;
    if (!archive) return Refusal::state("evidence_not_archived");
    if (version_case.today <= archive->keep_until)
        return Refusal::state("evidence_kept_until", {{"day", to_string(archive->keep_until)}});
    if (archive->archived_by == version_case.actor.person) return Refusal::state("evidence_own_archive");
    return std::nullopt;
}

/// The states an act starts from, what is said in any other, and what else it asks.
struct VersionRule {
    VersionAct act;
    EvidenceState from;
    EvidenceState or_from;
    const char* refused;
    std::optional<Refusal> (*guard)(const VersionCase&);
};

constexpr VersionRule version_rules[] = {
    {VersionAct::Archive, Expired, Superseded, "evidence_not_over", nullptr},
    {VersionAct::TakeBack, Archived, Archived, "evidence_not_archived", nullptr},
    {VersionAct::Destroy, Archived, Archived, "evidence_not_archived", why_not_destroy},
};

/// What is not said yet.
std::optional<Refusal> what_lacks(const EvidenceFields& fields, const EvidenceVersion& newest)
{
    if (!fields.type) return Refusal("evidence_needs_type", "type");
    if (!newest.fields.document_date) return Refusal("evidence_needs_date", "document_date");
    if (!newest.files.empty()) return std::nullopt;
    if (!newest.fields.reference && newest.fields.location.empty())
        return Refusal("evidence_needs_file", "location");
    if (auto field = missing_in_reference(newest.fields); !field.empty())
        return Refusal("evidence_needs_reference", std::move(field));
    return std::nullopt;
}

std::optional<Refusal> why_not_submit(const EvidenceCase& evidence_case)
{
    if (!follows(evidence_case.newest.state, Submitted)) return Refusal::state("evidence_not_registered");
    return what_lacks(evidence_case.evidence.fields, evidence_case.newest);
}

std::optional<Refusal> why_not_decide(const EvidenceCase& evidence_case)
{
    if (!follows(evidence_case.newest.state, Accepted)) return Refusal::state("evidence_not_submitted");
    if (evidence_case.newest.uploaded_by == evidence_case.actor.person)
        return Refusal::state("evidence_own_upload");
    return std::nullopt;
}

std::optional<Refusal> why_not_remove(const EvidenceCase& evidence_case)
{
    if (evidence_case.newest.state != Registered || evidence_case.versions > 1)
        return Refusal::state("evidence_kept");
    if (evidence_case.evidence.registered_by != evidence_case.actor.person)
        return Refusal::state("evidence_not_uploader");
    if (evidence_case.links > 0) return Refusal::state("evidence_linked");
    return std::nullopt;
}

} // namespace

bool is_closed(EvidenceState standing)
{
    return standing == Archived || standing == Destroyed;
}

bool may_see(Confidentiality confidentiality, const Actor& actor, const Ties& ties)
{
    if (!ties.empty() || actor.is(Role::QualityManager)) return true;
    if (confidentiality == Confidentiality::Personal) return false;
    if (actor.is(Role::TopManagement)) return true;
    if (confidentiality == Confidentiality::Confidential) return false;
    return actor.is(Role::LeadAuditor) || actor.is(Role::Auditor);
}

std::optional<Refusal> why_not(EvidenceAct act, const EvidenceCase& evidence_case)
{
    const bool deciding = act == EvidenceAct::Accept || act == EvidenceAct::Reject;
    if (!may(evidence_case.actor, deciding ? Permission::DecideEvidence : Permission::RegisterEvidence))
        return Refusal::state("evidence_not_allowed");
    if (is_closed(evidence_case.newest.state)) return Refusal::state("evidence_closed");
    if (deciding) return why_not_decide(evidence_case);
    if (act == EvidenceAct::Link) return std::nullopt;
    if (evidence_case.ties.empty() && !evidence_case.actor.is(Role::QualityManager))
        return Refusal::state("evidence_not_yours");
    switch (act) {
    case EvidenceAct::AddVersion:
        if (evidence_case.newest.state == Submitted) return Refusal::state("evidence_awaits_decision");
        return std::nullopt;
    case EvidenceAct::Submit:
        return why_not_submit(evidence_case);
    case EvidenceAct::Remove:
        return why_not_remove(evidence_case);
    default:
        return std::nullopt;
    }
}

std::optional<Refusal> why_not(VersionAct act, const VersionCase& version_case)
{
    if (!may(version_case.actor, Permission::ArchiveEvidence)) return Refusal::state("evidence_not_allowed");
    const auto rule = std::find_if(std::begin(version_rules), std::end(version_rules),
                                   [&](const VersionRule& row) { return row.act == act; });
    const auto& version = version_case.version;
    const auto state = state_on(version.state, version.fields.valid_until, version_case.today);
    if (state != rule->from && state != rule->or_from) return Refusal::state(rule->refused);
    return rule->guard ? rule->guard(version_case) : std::nullopt;
}

EvidenceState state_before_archive(const EvidenceVersion& version,
                                   const std::vector<EvidenceVersion>& versions)
{
    const auto accepted_later =
        std::any_of(versions.begin(), versions.end(), [&](const EvidenceVersion& other) {
            return other.serial > version.serial && other.approved_on.has_value();
        });
    return version.approved_on && !accepted_later ? Accepted : Superseded;
}

Date usual_keep_until(Date today)
{
    const auto later = today + std::chrono::years(3);
    return later.ok() ? later : Date(later.year() / later.month() / std::chrono::last);
}

void check_keep_until(Date keep_until, Date today)
{
    if (keep_until <= today) throw Refusal("keep_until_past", "keep_until");
}

bool follows(EvidenceState from, EvidenceState to)
{
    return std::any_of(std::begin(transitions), std::end(transitions),
                       [&](const Transition& row) { return row.from == from && row.to == to; });
}

bool links_may_change_in(AuditState state)
{
    constexpr AuditState closed[] = {AuditState::ReportReview, AuditState::ReportIssued, AuditState::FollowUp,
                                     AuditState::Completed, AuditState::Cancelled};
    return std::find(std::begin(closed), std::end(closed), state) == std::end(closed);
}

std::string_view next_step(const EvidenceFields& fields, const EvidenceVersion& version)
{
    if (version.state == Submitted) return "decide";
    if (version.state != Registered) return "";
    return what_lacks(fields, version) ? "describe" : "submit";
}

void check_file_size(std::int64_t bytes, std::int64_t limit)
{
    if (bytes == 0) throw Refusal("file_empty", "file");
    if (bytes > limit)
        throw Refusal("file_too_large", "file",
                      {{"limit", std::to_string(limit)}, {"size", std::to_string(bytes)}});
}

} // namespace clausebook
