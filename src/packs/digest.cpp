#include "packs/digest.h"

#include "packs/disk_file.h"

#include <Poco/Crypto/DigestEngine.h>

namespace clausebook::packs {

struct Sha256::Engine {
    Poco::Crypto::DigestEngine sha256{"SHA256"};
};

Sha256::Sha256() : engine_(std::make_unique<Engine>()) {}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::update(std::string_view bytes)
{
    engine_->sha256.update(bytes.data(), bytes.size());
}

std::string Sha256::hex()
{
    return Poco::DigestEngine::digestToHex(engine_->sha256.digest());
}

std::string sha256_of(std::string_view bytes)
{
    Sha256 sha256;
    sha256.update(bytes);
    return sha256.hex();
}

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
