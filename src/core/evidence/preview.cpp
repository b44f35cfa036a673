#include "core/evidence/preview.h"

namespace clausebook {

Preview preview_of(std::string_view content_type)
{
    for (const auto type : {"image/png", "image/jpeg", "image/gif", "image/webp"})
        if (content_type == type) return Preview::Image;
    if (content_type == "application/pdf") return Preview::Pdf;
    for (const auto type : {"text/plain", "text/csv", "application/json"})
        if (content_type == type) return Preview::Text;
    return Preview::None;
}

bool is_too_large_to_show(const EvidenceFile& file)
{
    constexpr std::int64_t mebibyte = 1 << 20;
    constexpr std::int64_t most_text = 4 * mebibyte;
    constexpr std::int64_t most = 64 * mebibyte;
    return file.bytes > (preview_of(file.content_type) == Preview::Text ? most_text : most);
}

std::string address_of(const Id<Evidence>& evidence, const EvidenceVersion& version, const EvidenceFile& file)
{
    return "/evidence/" + evidence.str() + "/versions/" + std::to_string(version.serial) + "/files/"
        + std::to_string(file.serial);
}

std::string preview_address(const Id<Evidence>& evidence, const EvidenceVersion& version)
{
    if (version.state == EvidenceState::Destroyed) return {};
    for (const auto& file : version.files)
        if (preview_of(file.content_type) != Preview::None && !is_too_large_to_show(file))
            return address_of(evidence, version, file) + "?open=1";
    return {};
}

} // namespace clausebook
