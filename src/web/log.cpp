#include "web/log.h"

#include "core/base/time.h"

#include <cstdio>
#include <string>

namespace clausebook::web {

void log(std::string_view line)
{
    const auto now = std::chrono::time_point_cast<Instant::duration>(std::chrono::system_clock::now());
    std::string text = to_string(now) + ' ';
    for (const char c : line) text += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? '?' : c;
    text += '\n';
    std::fwrite(text.data(), 1, text.size(), stderr);
}

} // namespace clausebook::web
