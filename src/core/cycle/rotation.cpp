#include "core/cycle/rotation.h"

#include "core/audit/audit_kind.h"

#include <algorithm>
#include <tuple>

namespace clausebook {
namespace {

using Counts = RotationAudit::Counts;
using Held = RotationAudit::Held;
using Standing = RotationRow::Standing;

bool has(const std::vector<ClauseNumber>& clauses, const ClauseNumber& clause)
{
    return std::find(clauses.begin(), clauses.end(), clause) != clauses.end();
}

bool is_whole(StageTags tags)
{
    return tags.has(StageTag::S1) && tags.has(StageTag::S2);
}

/// True while there is no certificate, or one that has run out is being replaced.
bool on_the_way(const Cycle& cycle)
{
    using enum CycleState;
    if (!cycle.set_out_on) return false;
    return !cycle.decided_on || cycle.state == Stage1Done || cycle.state == Stage2Done
        || cycle.state == DecisionPending;
}

bool leads_to_a_certificate(AuditType type)
{
    return type == AuditType::Stage1 || type == AuditType::Stage2;
}

enum class Place { Outside, Before, Within };

/// Where an audit lies in a cycle that a decision began.
Place place_in_running(const Cycle& cycle, const Audit& audit, Date on)
{
    const auto decided = cycle.decided_on.value();
    const bool recertifies = audit.type == AuditType::Recertification;
    if (leads_to_a_certificate(audit.type)) {
        if (on > decided) return Place::Within; // a new stage 2 of a certificate that has run out
        return cycle.set_out_on && on >= *cycle.set_out_on ? Place::Before : Place::Outside;
    }
    // The recertification audit of the day of a decision is the one it rests on.
    if (recertifies ? on <= decided : on < decided) {
        const bool house = kind_for(audit.type).side == AuditKind::Side::House;
        return house && cycle.set_out_on && on >= *cycle.set_out_on ? Place::Before : Place::Outside;
    }
    return recertifies || on <= cycle.expires_on.value_or(on) ? Place::Within : Place::Outside;
}

Place place_in(const Cycle& cycle, const Audit& audit)
{
    if (audit.state == AuditState::Cancelled || audit.type == AuditType::SelfAssessment)
        return Place::Outside;
    const bool recorded = cycle.set_out_on || cycle.decided_on;
    if (!recorded || !audit.starts_on) return Place::Within;
    if (on_the_way(cycle)) return *audit.starts_on >= *cycle.set_out_on ? Place::Within : Place::Outside;
    return place_in_running(cycle, audit, *audit.starts_on);
}

bool fieldwork_is_done(AuditState state)
{
    using enum AuditState;
    return state == FieldworkDone || state == ReportDraft || state == ReportReview || is_issued(state);
}

RotationAudit column_of(const Audit& audit, Place place)
{
    const bool body = kind_for(audit.type).side == AuditKind::Side::Body;
    return {audit.key,
            audit.type,
            audit.starts_on,
            audit.ends_on,
            fieldwork_is_done(audit.state) ? Held::Done : Held::Planned,
            body && place == Place::Within ? Counts::Yes : Counts::No};
}

/// The body's audits by their first days, then the internal ones.
bool comes_before(const Audit& a, const Audit& b)
{
    const auto order = [](const Audit& audit) {
        return std::tuple(kind_for(audit.type).side == AuditKind::Side::House,
                          audit.starts_on.value_or(Date{}), audit.type, audit.key.str().size(),
                          audit.key.str());
    };
    return order(a) < order(b);
}

Standing standing_of(const RotationMatrix& matrix, const RotationRow& row)
{
    auto standing = Standing::Open;
    for (std::size_t i = 0; i < row.looks.size(); ++i) {
        if (matrix.audits[i].counts == Counts::No || row.looks[i] != RotationLook::Full) continue;
        if (matrix.audits[i].held == Held::Done) return Standing::Done;
        standing = Standing::Planned;
    }
    return standing;
}

} // namespace

RotationLook look_at(const Audit& audit, const ClauseNumber& clause)
{
    const auto& kind = kind_for(audit.type);
    const bool rotates = !kind.rotation_tags.empty() && has(audit.rotation, clause);
    if (!rotates && !has(audit.clauses, clause)) return RotationLook::None;
    if (is_whole(kind.tags) || (rotates && is_whole(kind.rotation_tags))) return RotationLook::Full;
    return RotationLook::Part;
}

RotationMatrix rotation_matrix(const Cycle& cycle, std::span<const Audit> audits,
                               std::span<const ClauseNumber> clauses)
{
    std::vector<const Audit*> chosen;
    RotationMatrix matrix;
    for (const auto& audit : audits)
        if (place_in(cycle, audit) != Place::Outside) chosen.push_back(&audit);
    std::sort(chosen.begin(), chosen.end(),
              [](const Audit* a, const Audit* b) { return comes_before(*a, *b); });
    for (const auto* audit : chosen) matrix.audits.push_back(column_of(*audit, place_in(cycle, *audit)));
    for (const auto& clause : clauses) {
        RotationRow row{clause, {}, Standing::Open};
        for (const auto* audit : chosen) row.looks.push_back(look_at(*audit, clause));
        row.standing = standing_of(matrix, row);
        matrix.rows.push_back(std::move(row));
    }
    return matrix;
}

std::vector<ClauseNumber> clauses_of(const RotationMatrix& matrix, RotationRow::Standing standing)
{
    std::vector<ClauseNumber> clauses;
    for (const auto& row : matrix.rows)
        if (row.standing == standing) clauses.push_back(row.clause);
    return clauses;
}

std::vector<ClauseNumber> clauses_not_looked_at(const RotationMatrix& matrix)
{
    std::vector<ClauseNumber> clauses;
    for (const auto& row : matrix.rows)
        if (row.standing != Standing::Done) clauses.push_back(row.clause);
    return clauses;
}

} // namespace clausebook
