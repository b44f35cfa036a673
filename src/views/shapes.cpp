#include "views/shapes.h"

namespace clausebook::views {

Shape shape_of(Grade grade)
{
    switch (grade) {
    case Grade::MAJOR:
        return {"M", "major"};
    case Grade::MINOR:
        return {"m", "minor"};
    case Grade::OFI:
        return {"O", "ofi"};
    case Grade::AOC:
        return {"N", "target"};
    }
    return {"0", "none"};
}

Shape shape_of(Mark mark)
{
    switch (mark) {
    case Mark::Conforms:
        return {"C", "check-circle"};
    case Mark::Minor:
    case Mark::Nonconforming:
        return shape_of(Grade::MINOR);
    case Mark::Major:
        return shape_of(Grade::MAJOR);
    case Mark::Opportunity:
        return shape_of(Grade::OFI);
    case Mark::Concern:
        return shape_of(Grade::AOC);
    case Mark::NotApplicable:
        return {"N", "na"};
    case Mark::NotSeen:
        return {"N", "help"};
    case Mark::NotYet:
        break;
    }
    return {"0", "none"};
}

} // namespace clausebook::views
