#pragma once
// Raw deflate, piece by piece: the compression inside a zip file.

#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>

namespace clausebook::packs {

using Sink = std::function<void(std::string_view)>;

/// CRC-32 as zip uses it, continued from `crc` (0 at the start).
std::uint32_t crc32_of(std::string_view bytes, std::uint32_t crc);

/// Packs what it is given; the same bytes in pieces of the same sizes give the same result.
class Deflater {
public:
    explicit Deflater(Sink sink);
    ~Deflater();
    Deflater(const Deflater&) = delete;
    Deflater& operator=(const Deflater&) = delete;

    void put(std::string_view bytes);
    void finish();

private:
    struct Stream;
    std::unique_ptr<Stream> stream_;
};

/// Unpacks what it is given. The sink is called with at most 64 KiB at a time and may throw to stop.
class Inflater {
public:
    explicit Inflater(Sink sink);
    ~Inflater();
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;

    /// False when the bytes are no deflate stream or go on after its end.
    bool put(std::string_view bytes);

    /// True when the stream has come to its end.
    bool finished() const;

private:
    struct Stream;
    std::unique_ptr<Stream> stream_;
};

} // namespace clausebook::packs
