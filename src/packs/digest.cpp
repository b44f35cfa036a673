#include "packs/digest.h"

#include "packs/disk_file.h"

namespace clausebook::packs {

std::string sha256_of_file(const std::filesystem::path& file, const std::function<void(std::uint64_t)>& read)
{
    Sha256 sha256;
    std::uint64_t sum = 0;
    DiskFile::open(file).read_all([&](std::string_view piece) {
        sha256.update(piece);
        sum += piece.size();
        if (read) read(sum);
    });
    return sha256.hex();
}

} // namespace clausebook::packs
