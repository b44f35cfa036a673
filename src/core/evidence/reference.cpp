#include "core/evidence/reference.h"

#include "core/base/form_rules.h"
#include "core/evidence/evidence.h"

namespace clausebook {
namespace {

constexpr std::array<std::string_view, all_seen_how.size()> codes = {"ORIGINAL", "SCREEN", "REMOTE", "COPY"};

std::string or_dash(const std::string& text)
{
    return text.empty() ? "–" : text;
}

} // namespace

std::string_view str(SeenHow how)
{
    return codes.at(static_cast<std::size_t>(how));
}

std::optional<SeenHow> parse_seen_how(std::string_view code)
{
    for (const auto how : all_seen_how)
        if (code == str(how)) return how;
    return std::nullopt;
}

void check(const EvidenceReference& reference, Date today)
{
    check_line(reference.kept_by, "kept_by");
    check_line(reference.number, "reference_number");
    if (reference.seen_on && *reference.seen_on > today) throw Refusal("seen_in_future", "seen_on");
}

std::string missing_in_reference(const EvidenceVersionFields& fields)
{
    const auto reference = fields.reference.value_or(EvidenceReference());
    if (trimmed(reference.kept_by).empty()) return "kept_by";
    if (trimmed(fields.location).empty()) return "location";
    if (!reference.how) return "seen_how";
    if (!reference.seen_on) return "seen_on";
    if (reference.seen_by.empty()) return "seen_by";
    return {};
}

std::optional<ReferenceSentence> sentence_of(const EvidenceVersionFields& fields, const ReferencePrint& print)
{
    if (!fields.reference) return std::nullopt;
    const auto& reference = *fields.reference;
    const std::string how =
        reference.how ? print.word("seen_how." + std::string(str(*reference.how))) : std::string("–");
    std::map<std::string, std::string> said = {
        {"who", or_dash(reference.seen_by.empty() ? std::string() : print.name(reference.seen_by))},
        {"day", reference.seen_on ? print.day(*reference.seen_on) : std::string("–")},
        {"how", how}};
    if (print.named == ReferencePrint::Named::No) return ReferenceSentence{"reference.nameless", said};
    auto place = fields.location;
    if (!reference.number.empty()) place += (place.empty() ? "" : ", ") + reference.number;
    said["kept_by"] = or_dash(reference.kept_by);
    said["place"] = or_dash(place);
    return ReferenceSentence{"reference.whole", said};
}

} // namespace clausebook
