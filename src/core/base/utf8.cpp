#include "core/base/utf8.h"

#include <cstddef>

namespace clausebook {

bool is_utf8(std::string_view bytes)
{
    std::size_t at = 0;
    while (at < bytes.size()) {
        const auto lead = static_cast<unsigned char>(bytes[at++]);
        if (lead < 0x80) continue;
        const int following = lead >= 0xC2 && lead <= 0xDF ? 1
            : (lead & 0xF0) == 0xE0                        ? 2
            : lead >= 0xF0 && lead <= 0xF4                 ? 3
                                                           : 0;
        if (following == 0 || bytes.size() - at < static_cast<std::size_t>(following)) return false;
        // The first following byte carries what makes a form overlong, a surrogate or too large.
        unsigned low = 0x80;
        unsigned high = 0xBF;
        if (lead == 0xE0) low = 0xA0;
        if (lead == 0xED) high = 0x9F;
        if (lead == 0xF0) low = 0x90;
        if (lead == 0xF4) high = 0x8F;
        for (int i = 0; i < following; ++i) {
            const auto next = static_cast<unsigned char>(bytes[at++]);
            if (next < low || next > high) return false;
            low = 0x80;
            high = 0xBF;
        }
    }
    return true;
}

} // namespace clausebook
