#include "core/evidence/evidence_use.h"

namespace clausebook {

std::string_view str(UseKind kind)
{
    constexpr std::array<std::string_view, all_use_kinds.size()> names = {"answer", "finding", "action",
                                                                          "clause", "report",  "pack"};
    return names.at(static_cast<std::size_t>(kind));
}

std::optional<LinkKind> link_kind(UseKind kind)
{
    switch (kind) {
    case UseKind::Answer:
        return LinkKind::Answer;
    case UseKind::Finding:
        return LinkKind::Finding;
    case UseKind::Action:
        return LinkKind::Action;
    case UseKind::Clause:
        return LinkKind::Clause;
    case UseKind::Report:
    case UseKind::Pack:
        break;
    }
    return std::nullopt;
}

std::optional<EvidenceUsePlace> EvidenceUsePlace::parse(std::string_view text)
{
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    for (const auto kind : all_use_kinds)
        if (text.substr(0, colon) == clausebook::str(kind))
            return EvidenceUsePlace{kind, std::string(text.substr(colon + 1))};
    return std::nullopt;
}

std::string EvidenceUsePlace::str() const
{
    return std::string(clausebook::str(kind)) + ":" + key;
}

} // namespace clausebook
