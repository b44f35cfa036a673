// A pack, and a zip file of somebody else: reading ends, with faults or without; and nobody but us made a
// sound pack.

#include "packs/pack.h"

#include "fuzz/planted.h"
#include "fuzz/require.h"
#include "packs/archive.h"
#include "packs/digest.h"

#include <string>
#include <sys/mman.h>
#include <unistd.h>

namespace {

// Of tests/fuzz/corpus/pack/sound.zip, the only one that is signed.
constexpr std::string_view sound = "17f269be69e18e0e9836e668030c74ebc91c1dcbf08a0c2c2f1b510626cf5367";

/// A file in memory that has a path.
class File {
public:
    File() : descriptor_(::memfd_create("pack", MFD_CLOEXEC)) {}
    ~File() { ::close(descriptor_); }
    File(const File&) = delete;
    File& operator=(const File&) = delete;

    std::string filled(const unsigned char* data, std::size_t size) const
    {
        clausebook::fuzz::require(::ftruncate(descriptor_, 0) == 0
                                      && ::pwrite(descriptor_, data, size, 0) == static_cast<ssize_t>(size),
                                  "there is a file");
        return "/proc/self/fd/" + std::to_string(descriptor_);
    }

private:
    int descriptor_;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    using namespace clausebook;
    static const File file;
    const auto path = file.filled(data, size);
    packs::ArchiveLimits limits;
    limits.entries = 100;
    limits.entry_bytes = limits.total_bytes = 4 << 20;
    const auto verdict = packs::verify_pack(path, limits);
    if (verdict.ok())
        fuzz::require(hashing::sha256({reinterpret_cast<const char*>(data), size}) == sound,
                      "only what was signed is sound");
    std::size_t unpacked = 0;
    const auto reading =
        packs::read_archive(path, packs::ArchiveOrigin::Foreign, limits,
                            [&](const std::string&, std::string_view bytes) { unpacked += bytes.size(); });
    fuzz::require(unpacked <= limits.total_bytes + (1 << 20), "no more is unpacked than the limit says");
    for (const auto& found : reading.faults)
        fuzz::planted(found.code == "zip_too_large", "a size was changed in the directory");
    return 0;
}
