#pragma once
// The rows of one audit read together, a fixed number of queries however large it is.

#include "core/audit/dossier.h"
#include "store/database.h"

#include <vector>

namespace clausebook::store {

/// The findings of an audit that are not withdrawn, with their questions: by number,
/// those without one after them by serial.
std::vector<DossierFinding> reported_findings(const Reading& db, const Id<Audit>& audit);

/// The actions for findings of an audit that are not withdrawn, by number.
std::vector<DossierAction> reported_actions(const Reading& db, const Id<Audit>& audit);

/// Evidence linked to the answers, findings and actions of an audit, by number: with all versions and files,
/// and with the links to this audit and to clauses.
std::vector<DossierEvidence> reported_evidence(const Reading& db, const Id<Audit>& audit);

/// Findings raised in audits that started before this one, not withdrawn, by audit and serial.
std::vector<Finding> earlier_findings(const Reading& db, const Audit& audit);

} // namespace clausebook::store
