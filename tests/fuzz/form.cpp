// A form of any content type: the first line is the type, the rest the body. It must mean the same in
// whatever pieces it comes.

#include "web/form.h"

#include "core/base/utf8.h"
#include "fuzz/planted.h"
#include "fuzz/require.h"

#include <algorithm>

namespace clausebook::web {
namespace {

class Piecemeal : public BodyStream {
public:
    Piecemeal(std::string_view bytes, std::size_t piece)
        : bytes_(bytes), announced_(bytes.size()), piece_(piece)
    {
    }

    std::size_t read(char* bytes, std::size_t size) override
    {
        const auto got = std::min({size, bytes_.size(), piece_});
        std::copy_n(bytes_.begin(), got, bytes);
        bytes_.remove_prefix(got);
        return got;
    }
    std::uint64_t announced() const override { return announced_; }
    std::uint64_t received() const override { return announced_ - bytes_.size(); }

private:
    std::string_view bytes_;
    std::uint64_t announced_;
    std::size_t piece_;
};

class Written : public FileSink {
public:
    void open(const Fields& fields, const std::string& field, const std::string& filename,
              const std::string& type) override
    {
        fuzz::require(is_utf8(field) && is_utf8(filename), "names of files are text");
        all += '[' + std::to_string(fields.count()) + '|' + field + '|' + filename + '|' + type + '|';
        ++open_;
    }
    void write(std::string_view bytes) override
    {
        fuzz::require(open_ == 1, "what is written belongs to a file");
        all += bytes;
    }
    void close() override
    {
        --open_;
        all += ']';
    }

    std::string all;

private:
    int open_ = 0;
};

std::string meaning(const Request& request, std::string_view body, std::size_t piece)
{
    FormLimits limits;
    limits.fields = 20;
    limits.field_bytes = 1000;
    limits.text_bytes = 3000;
    Piecemeal stream(body, piece);
    Written files;
    try {
        const auto fields = read_form(request, stream, limits, &files);
        std::string all = files.all;
        for (const auto& [name, values] : fields.by_name())
            for (const auto& value : values) {
                fuzz::require(is_utf8(name) && is_utf8(value) && value.size() <= limits.field_bytes,
                              "a field is text");
                fuzz::planted(value.find('~') != std::string::npos, "a field was read");
                all += '{' + name + '|' + value + '}';
            }
        fuzz::require(stream.received() == stream.announced(), "a form is read to its end");
        return all;
    } catch (const Rejected& rejected) {
        return rejected.code(); // files may have come before what is wrong
    }
}

} // namespace
} // namespace clausebook::web

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    using namespace clausebook::web;
    std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto end = std::min(bytes.find('\n'), bytes.size());
    Request request;
    request.headers.emplace_back("content-type", bytes.substr(0, end));
    const auto body = bytes.substr(std::min(size, end + 1));
    const auto whole = meaning(request, body, size + 1);
    clausebook::fuzz::require(meaning(request, body, 1) == whole, "a form means the same byte by byte");
    clausebook::fuzz::require(meaning(request, body, 7) == whole, "a form means the same in pieces");
    return 0;
}
