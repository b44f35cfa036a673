#include "views/pages/evidence_parts.h"

#include "core/audit/progress.h"
#include "views/format.h"
#include "views/pages/run.h"

#include <algorithm>

namespace clausebook::views {
namespace {

constexpr int soon_days = 60;

std::string_view icon_of(EvidenceState state)
{
    switch (state) {
    case EvidenceState::Registered:
        return "circle";
    case EvidenceState::Submitted:
        return "clock";
    case EvidenceState::Accepted:
        return "check-circle";
    case EvidenceState::Rejected:
        return "x";
    case EvidenceState::Expired:
        return "minor";
    case EvidenceState::Superseded:
        return "history";
    case EvidenceState::Archived:
        return "folder";
    case EvidenceState::Destroyed:
        return "trash";
    }
    return "circle";
}

} // namespace

std::string spoken(const EvidenceScene& scene, const std::optional<Date>& date)
{
    return date ? shown(scene.language, *date) : std::string();
}

std::string typed_or(const EvidenceRecordPage& page, const std::string& name, const std::string& kept)
{
    const auto typed = page.typed.find(name);
    return typed == page.typed.end() ? kept : typed->second;
}

std::string name_of(const EvidenceScene& scene, const Id<Person>& person)
{
    const auto found = scene.names.find(person);
    return found == scene.names.end() ? person.str() : found->second;
}

Tree state_pill(const EvidenceScene& scene, EvidenceState state)
{
    return {{"icon", icon_of(state)},
            {"label", scene.catalogues.text(scene.language, "evidence_state." + str(state))},
            {"over", state == EvidenceState::Expired || state == EvidenceState::Rejected}};
}

Tree last_day(const EvidenceScene& scene, const std::optional<Date>& valid_until)
{
    if (!valid_until) return {{"date", ""}, {"over", false}, {"soon", false}};
    const int left = days_between(scene.today, *valid_until);
    return {{"date", shown(scene.language, *valid_until)},
            {"over", left < 0},
            {"soon", left >= 0 && left <= soon_days}};
}

Tree type_choices(const EvidenceScene& scene, const std::string& chosen)
{
    return type_choices(scene.language, scene.catalogues, chosen);
}

Tree type_choices(Language language, const Catalogues& catalogues, const std::string& chosen)
{
    Tree choices = Tree::list();
    for (const auto type : all_evidence_types()) {
        const std::string code(str(type));
        choices.push_back({{"code", code},
                           {"label", code + " · " + catalogues.text(language, "evidence_type." + code)},
                           {"chosen", code == chosen}});
    }
    return choices;
}

Tree confidentiality_choices(const EvidenceScene& scene, const std::string& chosen)
{
    Tree choices = Tree::list();
    for (const auto each : all_confidentialities)
        choices.push_back({{"code", str(each)},
                           {"label", scene.catalogues.text(scene.language, "confidentiality." + str(each))},
                           {"chosen", str(each) == chosen}});
    return choices;
}

Tree owner_choices(const EvidenceScene& scene, const std::string& chosen)
{
    Tree choices = Tree::list();
    bool offered = chosen.empty();
    for (const auto& person : scene.people) {
        const bool stands = person.key.str() == chosen;
        offered = offered || stands;
        if (person.active || stands)
            choices.push_back({{"code", person.key.str()}, {"label", person.name}, {"chosen", stands}});
    }
    if (const auto name = scene.names.find(Id<Person>(chosen)); !offered && name != scene.names.end())
        choices.push_back({{"code", chosen}, {"label", name->second}, {"chosen", true}});
    return choices;
}

std::string card_address(const std::string& answer)
{
    const auto first = answer.find('/');
    const auto last = answer.rfind('/');
    const auto question = QuestionId::parse(answer.substr(last + 1)).value();
    return address_of_card(
        {Id<Audit>(answer.substr(0, first)), question, answer.substr(first + 1, last - first - 1)});
}

Tree list_pager(const EvidenceScene& scene, std::size_t rows, const std::string& first,
                const std::string& next)
{
    if (first.empty() && next.empty()) return {};
    return {{"shown",
             scene.catalogues.text(scene.language, "evidence.shown",
                                   {{"rows", shown(scene.language, static_cast<long long>(rows))}})},
            {"first", first},
            {"next", next}};
}

} // namespace clausebook::views
