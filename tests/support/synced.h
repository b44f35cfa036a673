#pragma once
// What is brought to the disk: no test sees by its bytes whether a power cut would have left them.

#include <filesystem>
#include <set>

namespace clausebook::testing {

/// While it lives, every file and folder that fsync is asked for is written down, by its path. One at a time.
class Synced {
public:
    Synced();
    ~Synced();
    Synced(const Synced&) = delete;
    Synced& operator=(const Synced&) = delete;

    bool has(const std::filesystem::path& path) const;
};

} // namespace clausebook::testing
