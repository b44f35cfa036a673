#pragma once
// Of the data file of a report: the sheets, and what only audits of certain types have.

#include "core/audit/dossier.h"
#include "core/base/tree.h"

namespace clausebook::views {

/// The sheets that the report prints, by key, without what must stay in the house.
Tree sheets_data(const Dossier& dossier);

/// What was looked at again; of an audit by a body also the body; of a stage 1 what its concerns could become
/// and until when stage 2 may follow; of a stage 2 or recertification the clause matrix; of a surveillance or
/// recertification its certificate and the days that follow from it.
void add_records_data(Tree& data, const Dossier& dossier);

} // namespace clausebook::views
