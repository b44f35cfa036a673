#pragma once
// Rows of issued reports and of their frozen files.

#include "core/audit/report.h"
#include "store/database.h"

#include <optional>
#include <vector>

namespace clausebook::store {

/// The reports of an audit with their files, the newest revision first.
std::vector<Report> reports_of(const Reading& db, const Id<Audit>& audit);

/// One revision, or nothing.
std::optional<Report> report(const Reading& db, const Id<Audit>& audit, int revision);

/// Writes the row of a report over the version it carries; its files are written once, when it is new.
void save(Writing& verb, const Report& report);

} // namespace clausebook::store
