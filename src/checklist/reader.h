#pragma once
// From the bytes of a checklist file to the checklist, or to everything that is wrong with it.

#include "checklist/fault.h"
#include "core/checklist/checklist.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace clausebook::checklist {

inline constexpr std::size_t size_limit_bytes = std::size_t{4} * 1024 * 1024;
inline constexpr int depth_limit = 64;
inline constexpr std::size_t element_limit = 50'000;
inline constexpr std::size_t text_limit_characters = 4'000;

/// Either a checklist, or at least one fault; never both.
struct Reading {
    std::optional<Checklist> checklist;
    std::vector<Fault> faults; ///< in the order of the file
};

/// Reads a checklist as docs/checklist-format.md describes it.
///
/// Collects every fault it can, not only the first. Faults that keep the file from being parsed stand alone:
/// too large, not UTF-8, another declared encoding, a DTD, not well-formed, too deep, too many elements.
///
/// Safe for bytes from anywhere. Time and memory are bounded without a clock: no more than size_limit_bytes
/// are looked at; a document type is refused before the parser sees a byte, so that there are no entities to
/// expand and no attribute defaults; namespaces are off; no more than element_limit elements are kept, none
/// below depth_limit. What is left is linear, except that the parser looks again and again at a single
/// comment, tag or attribute that is megabytes long, which at the size limit takes seconds, not minutes
/// (docs/checklist-format.md). Nothing is fetched: without a document type no external entity can be named.
///
/// Never throws for what the bytes hold.
Reading read(std::string_view bytes);

/// What read() says of a file with more than size_limit_bytes, for one that is not even loaded.
Reading too_large(std::uintmax_t size);

} // namespace clausebook::checklist
