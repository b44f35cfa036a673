#pragma once
// Where a piece of evidence is named: by its links, and by what left the house (rulings 6).

#include "core/evidence/evidence.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace clausebook {

struct Audit;

/// What names evidence, in the order its page tells it.
enum class UseKind { Answer, Finding, Action, Clause, Report, Pack };

inline constexpr std::array all_use_kinds = {UseKind::Answer, UseKind::Finding, UseKind::Action,
                                             UseKind::Clause, UseKind::Report,  UseKind::Pack};

std::string_view str(UseKind kind); ///< "answer", "finding", "action", "clause", "report", "pack"

/// The links of that kind; nothing for reports and packs.
std::optional<LinkKind> link_kind(UseKind kind);

/// One line of "where it is used".
struct EvidenceUse {
    UseKind kind = UseKind::Clause;
    std::string key;                  ///< "IA-2026-01/all/7.4-Q2", "IA-2026-01/r1", "PK-0001"
    std::optional<EvidenceLink> link; ///< nothing for a report or a pack
    Id<Audit> audit;                  ///< of a report or pack
    int version = 0;                  ///< the version of the evidence that a report or pack names
    Id<Person> by;
    Instant at{};
};

/// Where a page of uses begins: after this one. Written "answer:IA-2026-01/all/7.4-Q2".
struct EvidenceUsePlace {
    UseKind kind = UseKind::Answer;
    std::string key;

    static std::optional<EvidenceUsePlace> parse(std::string_view text);
    std::string str() const;
};

} // namespace clausebook
