#pragma once
// What marks and grades look like: the one table for all pages, so that a thing looks the same wherever it
// stands.

#include "core/audit/answer.h"
#include "core/finding/finding.h"

#include <string_view>

namespace clausebook::views {

/// A colour and an icon; never the colour alone.
struct Shape {
    std::string_view letter; ///< of the colour classes in assets/css/parts.css
    std::string_view icon;   ///< a name in assets/icons.svg
};

Shape shape_of(Mark mark);
Shape shape_of(Grade grade);

} // namespace clausebook::views
