#pragma once
// SHA-256 of what goes into a pack, as lower-case hexadecimal text of 64 characters.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace clausebook::packs {

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

std::string sha256_of(std::string_view bytes);

/// Reads the file in pieces; `read` is told the bytes read so far. Throws std::system_error when it cannot be
/// read.
std::string sha256_of_file(const std::filesystem::path& file,
                           const std::function<void(std::uint64_t read)>& read = {});

} // namespace clausebook::packs
