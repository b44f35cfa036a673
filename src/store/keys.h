#pragma once
// The keys of records for a condition that asks for all of them at once. Inside store only.

#include "store/record.h"

#include <string>
#include <vector>

namespace clausebook::store {

struct Keys {
    std::string marks; ///< "?, ?", as many as there are keys
    Params params;
};

template <typename Noun>
Keys keys_of(const std::vector<Noun>& records)
{
    Keys keys;
    for (const auto& record : records) {
        keys.marks += keys.marks.empty() ? "?" : ", ?";
        keys.params.emplace_back(record.key.str());
    }
    return keys;
}

} // namespace clausebook::store
