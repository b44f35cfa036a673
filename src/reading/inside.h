#pragma once
// The text inside a file, for search: by well-kept programs that run aside and bounded, since nobody knows
// what a file holds.

#include "core/search/readable.h"
#include "programs/bounded.h"

#include <filesystem>
#include <functional>
#include <string>

namespace clausebook::reading {

/// What came out of a file.
struct Inside {
    std::string text;   ///< clean; at most most_text_of_a_content bytes
    bool cut = false;   ///< there is more
    std::string reason; ///< why there is none; "" when there is: "no_program", "encrypted", "too_long",
                        ///< "broken", "empty"
};

/// What reading one file may cost.
inline constexpr programs::Bounds reading_bounds{std::chrono::seconds(60), 512'000'000, 8'000'000};

/// Thrown when `give_up` said so: the file is as unread as before.
class GivenUp {};

/// Reads a file of ours. `encoding` is that of a text file (store/text_encoding.h), "" for one that is none;
/// `empty` is a folder of nothing else, where the program works. A file that cannot be read is an answer, not
/// an error.
///
/// Throws GivenUp; std::system_error when the disk refuses, and when it has not the room for what a program
/// may write: then nobody knows what the file holds.
Inside inside(const std::filesystem::path& file, Readable readable, const std::string& encoding,
              const std::filesystem::path& empty, const programs::Bounds& bounds = reading_bounds,
              const std::function<bool()>& give_up = {});

} // namespace clausebook::reading
