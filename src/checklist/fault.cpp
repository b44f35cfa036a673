#include "checklist/fault.h"

#include <algorithm>
#include <tuple>

namespace clausebook::checklist {
namespace {

/// What a file says about itself may be megabytes long; a fault quotes no more than its beginning.
void shorten(std::string& text)
{
    constexpr std::size_t limit_bytes = 200;
    if (text.size() <= limit_bytes) return;
    auto end = limit_bytes;
    while ((static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end; // not inside a character
    text.resize(end);
    text += "\xE2\x80\xA6";
}

} // namespace

void Faults::add(Fault fault)
{
    for (auto& [name, value] : fault.parameters) shorten(value);
    shorten(fault.where);
    if (list_.size() > limit) return;
    if (list_.size() == limit)
        fault = {"too_many_faults", {{"limit", std::to_string(limit)}}, fault.line, fault.column, {}};
    list_.push_back(std::move(fault));
}

std::vector<Fault> Faults::sorted() const
{
    auto faults = list_;
    // The last word, "there are more", stays last wherever it was found.
    const auto end = faults.size() > limit ? faults.end() - 1 : faults.end();
    std::stable_sort(faults.begin(), end, [](const Fault& a, const Fault& b) {
        return std::tie(a.line, a.column) < std::tie(b.line, b.column);
    });
    return faults;
}

} // namespace clausebook::checklist
