#pragma once
// References to other standards, as one line.

#include "core/checklist/checklist.h"

#include <functional>
#include <string>
#include <vector>

namespace clausebook {

/// Texts of the catalogue: the text of a key with its parameters, and whether there is one.
struct AnnexWords {
    std::function<std::string(const std::string& key, const std::map<std::string, std::string>& parameters)>
        text;
    std::function<bool(const std::string& key)> has;
};

/// "ISO 10003:2018 4.7; ISO 10002:2018 Annex D (objectivity)", with "; " between standards. An annex is named
/// with its title ("annex.10002.D") where the catalogue has one: its letter alone says nothing to a reader
/// and moved between editions. Source: domain A.1.
std::string references_text(const std::vector<CrossReference>& references, const AnnexWords& words);

} // namespace clausebook
