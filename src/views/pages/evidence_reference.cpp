#include "views/format.h"
#include "views/page.h"
#include "views/pages/evidence_parts.h"

namespace clausebook::views {
namespace {

std::string value(const ReferenceText& text, const std::string& name)
{
    const auto found = text.find(name);
    return found == text.end() ? std::string() : found->second;
}

} // namespace

Tree reference_view(const EvidenceScene& scene, const EvidenceVersionFields& fields)
{
    if (!fields.reference) return {};
    const auto& reference = *fields.reference;
    std::string seen;
    if (!reference.seen_by.empty()) seen = name_of(scene, reference.seen_by);
    if (reference.seen_on) seen += (seen.empty() ? "" : ", ") + shown(scene.language, *reference.seen_on);
    if (reference.how)
        seen += (seen.empty() ? "" : ", ")
            + scene.catalogues.text(scene.language, "seen_how." + std::string(str(*reference.how)));
    return {{"kept_by", reference.kept_by}, {"reference_number", reference.number}, {"seen", seen}};
}

ReferenceText text_of(const std::optional<EvidenceReference>& reference)
{
    if (!reference) return {};
    return {{"kept_by", reference->kept_by},
            {"reference_number", reference->number},
            {"seen_how", reference->how ? std::string(str(*reference->how)) : std::string()},
            {"seen_on", reference->seen_on ? to_string(*reference->seen_on) : std::string()},
            {"seen_by", reference->seen_by.str()}};
}

Tree reference_fields(const EvidenceScene& scene, const ReferenceText& text, const Tree& problems)
{
    const auto line = [&](const std::string& name) {
        return Tree{{"id", name}, {"value", value(text, name)}, {"problem", problem_at(problems, name)}};
    };
    auto hows = Tree::list();
    for (const auto how : all_seen_how) {
        const std::string code(str(how));
        hows.push_back({{"code", code},
                        {"label", scene.catalogues.text(scene.language, "seen_how." + code)},
                        {"chosen", code == value(text, "seen_how")}});
    }
    return {{"kept_by", line("kept_by")},
            {"reference_number", line("reference_number")},
            {"seen_on", line("seen_on")},
            {"hows", std::move(hows)},
            {"how_problem", problem_at(problems, "seen_how")},
            {"persons", owner_choices(scene, value(text, "seen_by"))},
            {"by_problem", problem_at(problems, "seen_by")}};
}

std::string target_name(const std::string& text)
{
    const auto target = LinkTarget::parse(text);
    if (!target) return text;
    const auto last = target->key.substr(target->key.rfind('/') + 1);
    if (target->kind == LinkKind::Answer) return last + " (" + target->audit() + ")";
    if (target->kind == LinkKind::Finding) return target->audit() + " · " + last.substr(1);
    return target->key;
}

} // namespace clausebook::views
