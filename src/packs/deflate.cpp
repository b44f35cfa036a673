#include "packs/deflate.h"

#include <array>
#include <new>
#include <utility>
#include <zlib.h>

namespace clausebook::packs {
namespace {

constexpr int raw_window = -15; // negative: no zlib header around the stream
constexpr int memory_level = 8;

using Buffer = std::array<char, std::size_t{64} * 1024>;

void give_input(z_stream& stream, std::string_view bytes)
{
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data())); // zlib never writes there
    stream.avail_in = static_cast<uInt>(bytes.size());
}

void give_room(z_stream& stream, Buffer& buffer)
{
    stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
    stream.avail_out = static_cast<uInt>(buffer.size());
}

} // namespace

std::uint32_t crc32_of(std::string_view bytes, std::uint32_t crc)
{
    return static_cast<std::uint32_t>(
        ::crc32_z(crc, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
}

struct Deflater::Stream {
    Sink sink;
    z_stream z{};
    Buffer buffer{};

    void run(int flush)
    {
        do {
            give_room(z, buffer);
            ::deflate(&z, flush);
            sink({buffer.data(), buffer.size() - z.avail_out});
        } while (z.avail_out == 0);
    }
};

Deflater::Deflater(Sink sink) : stream_(std::make_unique<Stream>())
{
    stream_->sink = std::move(sink);
    if (::deflateInit2(&stream_->z, Z_DEFAULT_COMPRESSION, Z_DEFLATED, raw_window, memory_level,
                       Z_DEFAULT_STRATEGY)
        != Z_OK)
        throw std::bad_alloc();
}

Deflater::~Deflater()
{
    ::deflateEnd(&stream_->z);
}

void Deflater::put(std::string_view bytes)
{
    give_input(stream_->z, bytes);
    stream_->run(Z_NO_FLUSH);
}

void Deflater::finish()
{
    give_input(stream_->z, {});
    stream_->run(Z_FINISH);
}

struct Inflater::Stream {
    Sink sink;
    z_stream z{};
    Buffer buffer{};
    bool finished = false;
};

Inflater::Inflater(Sink sink) : stream_(std::make_unique<Stream>())
{
    stream_->sink = std::move(sink);
    if (::inflateInit2(&stream_->z, raw_window) != Z_OK) throw std::bad_alloc();
}

Inflater::~Inflater()
{
    ::inflateEnd(&stream_->z);
}

bool Inflater::put(std::string_view bytes)
{
    if (bytes.empty()) return true;
    if (stream_->finished) return false;
    auto& z = stream_->z;
    give_input(z, bytes);
    do {
        give_room(z, stream_->buffer);
        const int result = ::inflate(&z, Z_NO_FLUSH);
        if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR) return false;
        stream_->sink({stream_->buffer.data(), stream_->buffer.size() - z.avail_out});
        stream_->finished = result == Z_STREAM_END;
    } while (z.avail_out == 0 && !stream_->finished);
    return z.avail_in == 0;
}

bool Inflater::finished() const
{
    return stream_->finished;
}

} // namespace clausebook::packs
