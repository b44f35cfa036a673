#pragma once
// What the block and the page of a finding are made of; inside views only.

#include "views/pages/findings.h"

namespace clausebook::views {

/// The fields of part B with the criterion, ids prefixed: {criterion, cited, section, requirement, evidence,
/// statement}; an OFI's statement is labelled as its observation.
Tree statement_fields(const FindingForm& form, std::string_view prefix, Language language,
                      const Catalogues& catalogues);

/// The three-part meter: a list of {part, label, said, there}; two parts for an OFI.
Tree three_part_meter(const FindingForm& form, Language language, const Catalogues& catalogues);

} // namespace clausebook::views
