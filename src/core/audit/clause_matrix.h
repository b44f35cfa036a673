#pragma once
// The clause matrix: for each clause how it is done, by whom, on what it rests and what was found. The
// statement of conformity, or alignment matrix, section of a report, document and sheet of a pack alike
// (domain D.9c).

#include "core/audit/dossier.h"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace clausebook {

struct ClauseMatrixRow {
    const Clause* clause = nullptr;
    /// Every clause applies (domain D.9c); whether this audit looked at it is another thing.
    enum class Scope { Within, Outside } scope = Scope::Outside;
    /// What the auditor wrote (sheet `matrix`); without it the accepted documents that say how, one each.
    std::vector<std::string> how_implemented;
    std::vector<std::string> owners;              ///< names of those who own its process, by their keys
    std::vector<const DossierEvidence*> evidence; ///< linked to its answers, by number
    /// Never NotPlanned: what is out of the audit's scope is not assessed (rulings 11, domain D.9c).
    ClauseStatus status = ClauseStatus::NotAssessed;
    std::vector<const Finding*> open_findings; ///< whose primary clause it is
    std::vector<ConcernedBy> also_concerned;   ///< open ones that count at another
    std::vector<CrossReference> iso9001;
    std::vector<CrossReference> family; ///< to the other standards of its family
    std::optional<Date> last_assessed_on;
    std::set<std::string> assessors; ///< names of those who answered
};

/// One row a clause, as the checklist prints them. `dossier` outlives the rows.
std::vector<ClauseMatrixRow> clause_matrix(const Dossier& dossier);

/// The catalogue key of its title: an alignment matrix where the claim follows the guidance.
std::string clause_matrix_title(const Organization& organization);

} // namespace clausebook
