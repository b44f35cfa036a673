#pragma once
// What of the organization's claim an audit may print.

#include "core/audit/dossier.h"

#include <string>

namespace clausebook {

/// claim_key() of the organization, for an audit of ISO 10002:2018; no claim about it rests on an audit of
/// anything else: then "claim_sentence.OTHER", with the parameter "standard".
std::string claim_key_for(const Dossier& dossier);

} // namespace clausebook
