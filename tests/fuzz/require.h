#pragma once
// What must hold for every input.

#include <cstdio>
#include <cstdlib>

namespace clausebook::fuzz {

/// Ends the process, which the fuzzer takes for a find.
inline void require(bool holds, const char* what)
{
    if (holds) return;
    std::fprintf(stderr, "does not hold: %s\n", what);
    std::abort();
}

} // namespace clausebook::fuzz
