#pragma once
// The keys of records for a condition that asks for all of them at once. Inside store only.

#include "core/base/id.h"
#include "store/record.h"

#include <set>
#include <string>
#include <vector>

namespace clausebook::store {

struct Keys {
    std::string marks; ///< "?, ?", as many as there are keys
    Params params;
};

template <typename Noun>
Keys keys_of(const std::set<Id<Noun>>& all)
{
    Keys keys;
    for (const auto& key : all) {
        keys.marks += keys.marks.empty() ? "?" : ", ?";
        keys.params.emplace_back(key.str());
    }
    return keys;
}

template <typename Noun>
Keys keys_of(const std::vector<Noun>& records)
{
    std::set<Id<Noun>> all;
    for (const auto& record : records) all.insert(record.key);
    return keys_of(all);
}

} // namespace clausebook::store
