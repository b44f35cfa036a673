#pragma once
// What a check of a pack or workbook found wrong. The sentences lie in the catalogues under
// "pack_fault.<code>".

#include <map>
#include <string>
#include <vector>

namespace clausebook::packs {

/// One thing that is not as it must be; `parameters` name the entry ("name") where it is about one.
struct Fault {
    std::string code;
    std::map<std::string, std::string> parameters;

    friend bool operator==(const Fault&, const Fault&) = default;
};

using Faults = std::vector<Fault>;

} // namespace clausebook::packs
