#include "core/checklist/references.h"

#include "core/base/text.h"

namespace clausebook {
namespace {

bool is_annex(const std::string& place)
{
    return place.size() == 1 && place.front() >= 'A' && place.front() <= 'Z';
}

/// "10002" of "ISO 10002:2018".
std::string number_of(const std::string& standard)
{
    const auto blank = standard.find(' ');
    return blank == std::string::npos ? standard : standard.substr(blank + 1, standard.find(':') - blank - 1);
}

std::string place_text(const std::string& standard, const std::string& place, const AnnexWords& words)
{
    if (!is_annex(place)) return place;
    const auto key = "annex." + number_of(standard) + "." + place;
    if (!words.has(key)) return words.text("annex.letter", {{"letter", place}});
    return words.text("annex.titled", {{"letter", place}, {"title", words.text(key, {})}});
}

} // namespace

std::string references_text(const std::vector<CrossReference>& references, const AnnexWords& words)
{
    std::vector<std::string> all;
    for (const auto& reference : references) {
        std::vector<std::string> places;
        for (const auto& place : reference.places)
            places.push_back(place_text(reference.standard, place, words));
        all.push_back(reference.standard + (places.empty() ? "" : " " + joined(places, ", ")));
    }
    return joined(all, "; ");
}

} // namespace clausebook
