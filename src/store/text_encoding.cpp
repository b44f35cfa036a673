#include "store/text_encoding.h"

#include <magic.h>
#include <memory>
#include <stdexcept>
#include <string_view>

namespace clausebook::store {

std::string text_encoding(const std::filesystem::path& file)
{
    const std::unique_ptr<magic_set, decltype(&magic_close)> magic(magic_open(MAGIC_MIME_ENCODING),
                                                                   &magic_close);
    if (!magic || magic_load(magic.get(), nullptr) != 0)
        throw std::runtime_error("the file type database is missing");
    const char* found = magic_file(magic.get(), file.c_str());
    const std::string_view name = found ? found : "binary";
    if (name == "us-ascii" || name == "utf-8") return "utf-8";
    if (name == "utf-16le" || name == "utf-16be") return std::string(name);
    if (name == "iso-8859-1" || name == "unknown-8bit") return "windows-1254";
    return {};
}

} // namespace clausebook::store
