#include "hashing/sha256.h"

#include <Poco/Crypto/Crypto.h>
#include <Poco/Crypto/DigestEngine.h>

#include <mutex>

namespace clausebook::hashing {
namespace {

/// Poco::Crypto counts its objects and takes a table of locks down with the last of them, while another
/// thread's first one may be putting it up: the first then walks down through the heap. Counted once more,
/// there never is a last one.
Poco::Crypto::DigestEngine new_engine()
{
    static std::once_flag once;
    std::call_once(once, Poco::Crypto::initializeCrypto);
    return Poco::Crypto::DigestEngine("SHA256");
}

} // namespace

struct Sha256::Engine {
    Poco::Crypto::DigestEngine sha256 = new_engine();
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

std::string sha256(std::string_view bytes)
{
    Sha256 engine;
    engine.update(bytes);
    return engine.hex();
}

} // namespace clausebook::hashing
