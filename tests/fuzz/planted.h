#pragma once
// Faults planted to see that fuzzing finds some: only in a build with CLAUSEBOOK_FUZZ_PLANTED
// (docs/faults.md).

#include <cstdio>
#include <cstdlib>

namespace clausebook::fuzz {

inline void planted([[maybe_unused]] bool reached, [[maybe_unused]] const char* what)
{
#ifdef CLAUSEBOOK_FUZZ_PLANTED
    if (!reached) return;
    std::fprintf(stderr, "planted: %s\n", what);
    std::abort();
#endif
}

} // namespace clausebook::fuzz
