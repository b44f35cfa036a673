// A checklist file: what is read is written and read again the same; what is not has a fault.

#include "checklist/reader.h"
#include "checklist/writer.h"
#include "fuzz/planted.h"
#include "fuzz/require.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    using namespace clausebook;
    const auto reading = checklist::read({reinterpret_cast<const char*>(data), size});
    fuzz::require(reading.checklist.has_value() == reading.faults.empty(), "either a checklist or faults");
    if (!reading.checklist) return 0;
    const auto written = checklist::write(*reading.checklist);
    fuzz::planted(written.find_first_of("^`{|}~") != std::string::npos, "a sound checklist was changed");
    const auto again = checklist::read(written);
    fuzz::require(again.checklist == reading.checklist, "what is written is read as the same");
    fuzz::require(checklist::write(*again.checklist) == written, "and written as the same");
    return 0;
}
