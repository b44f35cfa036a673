#pragma once
// Which clauses the audits of a certification cycle look at: one table for the page of the certification and
// for the surveillance report (domain C.4, D.5, F.2).

#include "core/audit/audit.h"
#include "core/cycle/cycle.h"

#include <span>
#include <vector>

namespace clausebook {

/// How much of a clause an audit asks.
enum class RotationLook {
    None, ///< not in its scope
    Part, ///< some questions: at stage 1 what is documented, at a surveillance the core questions
    Full, ///< every question about design and about practice
};

/// Source: domain F.2. Full where the type asks {S1,S2} of its whole scope, or of the clauses of its
/// rotation.
RotationLook look_at(const Audit& audit, const ClauseNumber& clause);

/// A column: an audit of the cycle.
struct RotationAudit {
    Id<Audit> audit;
    AuditType type = AuditType::Surveillance;
    std::optional<Date> starts_on;
    std::optional<Date> ends_on;
    enum class Held { Planned, Done } held = Held::Planned; ///< Done once its fieldwork is
    /// Whether its looks are looks of this cycle: those of the body's audits since the cycle began. What led
    /// to the certificate stands beside them and does not count any more, once there is one; internal audits
    /// never do.
    enum class Counts { No, Yes } counts = Counts::No;
};

/// A row: what the audits of the cycle ask of a clause.
struct RotationRow {
    ClauseNumber clause;
    std::vector<RotationLook> looks; ///< one an audit, in the order of the columns
    /// Of the audits that count: whether one has looked at it in full, or one that is planned will.
    enum class Standing { Open, Planned, Done } standing = Standing::Open;
};

struct RotationMatrix {
    std::vector<RotationAudit> audits; ///< the body's by their first days, after them the internal ones
    std::vector<RotationRow> rows;     ///< one a clause, as given
};

/// The matrix of `cycle`, as it stands on the day it was made for (cycle_on()): of `audits`, which may be all
/// there are, those of this cycle. `clauses` are those that apply, as the checklist prints them.
///
/// On the way to a certificate the cycle's audits are those since it was set out on. With a certificate they
/// are those since the decision, up to its end (a recertification also after it), and in front of them stage
/// 1 and stage 2 that led to it, with the internal audits of that time. Where nothing is recorded of a
/// certification, all of them are. A self-assessment and a cancelled audit are never among them. Source:
/// domain C.4 (9.1.3): the cycle begins with the decision.
RotationMatrix rotation_matrix(const Cycle& cycle, std::span<const Audit> audits,
                               std::span<const ClauseNumber> clauses);

/// The clauses of a standing, in the order of the rows: Open and Planned together are those that were not
/// looked at in this cycle yet; the Open ones nobody has planned to look at either.
std::vector<ClauseNumber> clauses_of(const RotationMatrix& matrix, RotationRow::Standing standing);
std::vector<ClauseNumber> clauses_not_looked_at(const RotationMatrix& matrix);

} // namespace clausebook
