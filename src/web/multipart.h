#pragma once
// Reads multipart/form-data as it arrives: fields and files of any size, byte for byte.

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace clausebook::web {

/// What stands in front of a part's content.
struct PartHead {
    std::string name;
    std::optional<std::string> filename; ///< "" when no file was chosen; nothing for a plain field
    std::string content_type;            ///< as the browser says; "" when it says nothing
};

/// Is told what a multipart body holds, in its order. A part is whole only when end_part comes.
class PartSink {
public:
    virtual ~PartSink() = default;
    virtual void begin_part(const PartHead& head) = 0;
    virtual void content(std::string_view bytes) = 0;
    virtual void end_part() = 0;
};

/// The boundary in a Content-Type of multipart/form-data; nothing when there is none, or none that RFC 2046
/// allows.
std::optional<std::string> multipart_boundary(std::string_view content_type);

/// Reads at most `size` bytes; 0 at the end.
using ByteSource = std::function<std::size_t(char* bytes, std::size_t size)>;

/// Reads a whole body. Throws Rejected(400, "bad_multipart") for one that does not begin with its boundary,
/// has a part without a name or with a broken head, more than `most_parts` parts, or ends before its closing
/// boundary; what follows that is read and left out.
void parse_multipart(const ByteSource& source, std::string_view boundary, std::size_t most_parts,
                     PartSink& sink);

} // namespace clausebook::web
