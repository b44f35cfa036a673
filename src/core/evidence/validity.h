#pragma once
// How old a record may be and still prove something.

#include "core/base/time.h"

namespace clausebook {

/// The first day on which the period of a record may have ended for it to count as evidence on `reference`:
/// twelve months before. Source: domain F.2.
Date records_count_from(Date reference);

} // namespace clausebook
