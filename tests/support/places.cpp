#include "support/places.h"

namespace clausebook::test {

std::filesystem::path in_sources(const std::string& path)
{
    return std::filesystem::path(CLAUSEBOOK_SOURCE_DIR) / path;
}

std::string python(const std::string& script)
{
    return "/usr/bin/python3 " + in_sources(script).string() + " ";
}

} // namespace clausebook::test
