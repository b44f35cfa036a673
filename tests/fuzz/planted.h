#pragma once
// Faults planted to see that fuzzing finds some: in the programs that `tools/fuzz --planted` runs, and in no
// other.

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
