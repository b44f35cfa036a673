// A printer that prints nothing: the generator issues hundreds of reports, and WeasyPrint needs seconds for
// each. It stands in the place of src/paper/weasyprint.cpp in the program that makes organizations, not in
// the product: what is measured as PDF is made by the real one.

#include "paper/weasyprint.h"

namespace clausebook::paper {

bool can_print()
{
    return true;
}

std::string pdf_of(const std::string& html, const PrintStamp& stamp, const std::filesystem::path& /*aside*/,
                   const PrintBounds& /*bounds*/, const std::function<bool()>& /*give_up*/)
{
    return "%PDF-1.7\n% stands for the paper " + stamp.identifier + " of " + std::to_string(html.size())
        + " bytes of HTML\n%%EOF\n";
}

} // namespace clausebook::paper
