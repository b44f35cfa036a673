#include "core/finding/grade.h"

namespace clausebook {

std::optional<Grade> parse_grade(std::string_view text)
{
    for (const auto grade : all_grades)
        if (text == str(grade)) return grade;
    return std::nullopt;
}

std::string_view str(Grade grade)
{
    constexpr std::array<std::string_view, all_grades.size()> codes{"MAJOR", "MINOR", "OFI", "AOC"};
    return codes.at(static_cast<std::size_t>(grade));
}

} // namespace clausebook
