#pragma once
// SHA-256 (FIPS 180-4), as lower-case hexadecimal text of 64 characters.

#include <memory>
#include <string>
#include <string_view>

namespace clausebook::hashing {

/// SHA-256 over bytes that arrive piece by piece.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;
    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;

    void update(std::string_view bytes);

    /// The digest of everything so far; starts anew afterwards.
    std::string hex();

private:
    struct Engine;
    std::unique_ptr<Engine> engine_;
};

std::string sha256(std::string_view bytes);

} // namespace clausebook::hashing
