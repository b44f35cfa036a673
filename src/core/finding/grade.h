#pragma once
// How heavy a finding weighs.

#include <array>
#include <optional>
#include <string_view>

namespace clausebook {

/// The grade of a finding, worst first. A grade lives on the finding only, never on an answer (rulings 1).
///
/// Stage 1 knows areas of concern (AOC); every other audit knows MAJOR, MINOR and OFI.
/// Source: domain B.0, C.4; rulings 1.
enum class Grade {
    MAJOR, ///< major nonconformity
    MINOR, ///< minor nonconformity
    OFI,   ///< opportunity for improvement
    AOC,   ///< area of concern, stage 1 only
};

inline constexpr std::array all_grades{Grade::MAJOR, Grade::MINOR, Grade::OFI, Grade::AOC};

/// Reads "MAJOR", "MINOR", "OFI" or "AOC"; nothing for anything else ("MAJ", "major").
std::optional<Grade> parse_grade(std::string_view text);

/// The code as stored and as in a checklist; its words lie in the catalogues.
std::string_view str(Grade grade);

} // namespace clausebook
