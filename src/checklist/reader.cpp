#include "checklist/reader.h"

#include "checklist/document.h"
#include "checklist/interpret.h"
#include "checklist/preflight.h"
#include "checklist/shape.h"

namespace clausebook::checklist {

Reading read(std::string_view bytes)
{
    Faults faults;
    Reading reading;
    if (const auto root = parse(bytes, faults)) {
        check_shape(*root, faults);
        if (root->name == "checklist") reading.checklist = interpret(*root, faults);
    }
    if (!faults.empty()) reading.checklist.reset();
    reading.faults = faults.sorted();
    return reading;
}

Reading too_large(std::uintmax_t size)
{
    return {std::nullopt, {size_fault(size)}};
}

} // namespace clausebook::checklist
