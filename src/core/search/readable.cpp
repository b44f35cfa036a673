#include "core/search/readable.h"

#include "core/base/text.h"

#include <string>

namespace clausebook {
namespace {

constexpr std::array names = {"pdf", "docx", "xlsx", "text"};

} // namespace

std::string_view str(Readable readable)
{
    return names.at(static_cast<std::size_t>(readable));
}

std::optional<Readable> parse_readable(std::string_view code)
{
    for (const auto readable : all_readables)
        if (str(readable) == code) return readable;
    return std::nullopt;
}

std::optional<Readable> readable_as(std::string_view content_type, std::string_view name)
{
    constexpr std::string_view office = "application/vnd.openxmlformats-officedocument.";
    if (content_type == "application/pdf") return Readable::Pdf;
    if (content_type.starts_with(office)) {
        content_type.remove_prefix(office.size());
        if (content_type.starts_with("wordprocessingml.document")) return Readable::Docx;
        if (content_type.starts_with("spreadsheetml.sheet")) return Readable::Xlsx;
        return std::nullopt;
    }
    const auto ending = folded(name.substr(std::min(name.rfind('.'), name.size())));
    const bool says_little = content_type == "application/octet-stream" || content_type == "application/zip"
        || content_type == "application/x-empty" || content_type == "application/encrypted"
        || content_type == "application/CDFV2" || content_type == "application/cdfv2";
    if (says_little || content_type.starts_with("text/")) {
        if (ending == ".pdf") return Readable::Pdf;
        if (ending == ".docx") return Readable::Docx;
        if (ending == ".xlsx") return Readable::Xlsx;
    }
    if (content_type.starts_with("text/") || content_type == "application/csv") return Readable::Text;
    return std::nullopt;
}

} // namespace clausebook
