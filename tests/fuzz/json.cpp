// What is read as JSON: the manifest of a pack, and the catalogues. The first byte chooses.

#include "fuzz/planted.h"
#include "fuzz/require.h"
#include "packs/manifest.h"
#include "views/flat_json.h"

#include <stdexcept>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    using namespace clausebook;
    if (size == 0) return 0;
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    if (data[0] == '{') {
        const auto manifest = packs::parse_manifest({reinterpret_cast<const char*>(data), size});
        if (!manifest) return 0;
        fuzz::planted(manifest->journal.number > 50, "a number of a sound manifest was changed");
        fuzz::require(packs::to_json(*manifest)
                          == std::string_view(reinterpret_cast<const char*>(data), size),
                      "only canonical bytes are a manifest");
        packs::checksums(*manifest, text, "");
        fuzz::require(!packs::is_signed(*manifest, text, std::string(128, '0') + "\n"),
                      "no signature is none");
        return 0;
    }
    try {
        for (const auto& entry : views::read_flat_json("x", text)) {
            fuzz::require(entry.line >= 1, "a key stands in a line");
            fuzz::planted(entry.text.find('\t') != std::string::npos, "a text with an escape was read");
        }
    } catch (const std::logic_error&) {
        // With file and line: it is one of our own files.
    }
    return 0;
}
