#pragma once
// What of a dossier a report lacks, one function a field: keys of sites, people or findings (with the name of
// what it lacks after a blank), ids of questions, or one "" for the audit as a whole; empty when all is
// there. Beside the table of report_fields.cpp for its length only.

#include "core/audit/dossier.h"

#include <string>
#include <vector>

namespace clausebook::report_lacking {

using Lacking = std::vector<std::string>;

/// Of the audit as a whole.
Lacking whole(bool there);

/// More than blanks.
bool given(const std::string& text);

template <std::string Organization::*Field>
Lacking organization_text(const Dossier& d)
{
    return whole(given(d.organization.*Field));
}

template <std::string Conclusion::*Field>
Lacking conclusion_text(const Dossier& d)
{
    return whole(given(d.conclusion.*Field));
}

template <std::string Audit::*Field>
Lacking audit_text(const Dossier& d)
{
    return whole(given(d.audit.*Field));
}

Lacking representative(const Dossier& d);
Lacking sites(const Dossier& d);
Lacking claim(const Dossier& d);
Lacking criteria(const Dossier& d);
Lacking methods(const Dossier& d);
Lacking dates(const Dossier& d);
Lacking period(const Dossier& d);
Lacking team(const Dossier& d);
Lacking competence(const Dossier& d);
Lacking independence(const Dossier& d);
Lacking participants(const Dossier& d);
Lacking participants_functions(const Dossier& d);
Lacking opening(const Dossier& d);
Lacking closing(const Dossier& d);
/// Planned questions without a result, or without the reason and approval their result needs, or
/// nonconforming without a finding.
Lacking answers(const Dossier& d);
Lacking findings(const Dossier& d);
/// Source: domain D.3: a stage 1 report knows no grade of nonconformity.
Lacking nonconformities(const Dossier& d);
/// Concerns nobody has said of what they could become. Source: domain D.3 section 8.
Lacking unjudged_concerns(const Dossier& d);
/// Earlier findings that are to be looked at again, and were not.
Lacking not_looked_at(const Dossier& d);
/// Source: domain C.7, D.0.
Lacking certification_body(const Dossier& d);
/// The certificate a surveillance or recertification is about. Source: domain D.5.
Lacking certificate(const Dossier& d);

} // namespace clausebook::report_lacking
