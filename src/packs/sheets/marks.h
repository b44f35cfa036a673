#pragma once
// The words and colours several sheets share.

#include "packs/sheets/contents.h"

#include <algorithm>

namespace clausebook::packs {

using Colours = std::map<std::string, Colour>;

inline std::string mark_text(const Words& words, Mark mark)
{
    switch (mark) {
    case Mark::Minor:
        return words("grade.MINOR");
    case Mark::Major:
        return words("grade.MAJOR");
    case Mark::Concern:
        return words("grade.AOC");
    default:
        return words("answer." + std::string(str(mark)));
    }
}

inline Colours mark_colours(const Words& words)
{
    return {{mark_text(words, Mark::Conforms), Colour::Green},
            {mark_text(words, Mark::Minor), Colour::Amber},
            {mark_text(words, Mark::Major), Colour::Red},
            {mark_text(words, Mark::Nonconforming), Colour::Red},
            {mark_text(words, Mark::Opportunity), Colour::Blue},
            {mark_text(words, Mark::Concern), Colour::Amber},
            {mark_text(words, Mark::NotApplicable), Colour::Grey},
            {mark_text(words, Mark::NotSeen), Colour::Grey},
            {mark_text(words, Mark::NotYet), Colour::Grey}};
}

inline Colours grade_colours(const Words& words)
{
    return {{words("grade.MAJOR"), Colour::Red},
            {words("grade.MINOR"), Colour::Amber},
            {words("grade.AOC"), Colour::Amber},
            {words("grade.OFI"), Colour::Blue}};
}

/// Items with "; " between them: a program can take the cell apart, a person can read it.
inline std::string listed(const std::vector<std::string>& items)
{
    std::string text;
    for (const auto& item : items) text += (text.empty() ? "" : "; ") + item;
    return text;
}

/// The text, or a word that says there is none: an empty cell leaves open whether somebody looked.
inline std::string or_none(const Words& words, const std::string& text)
{
    return text.empty() ? words("pack.none") : text;
}

inline std::string yes_no(const Words& words, bool yes)
{
    return words(yes ? "pack.yes" : "pack.no");
}

/// The lines of a stored list as one cell.
inline std::string lines_text(std::string text)
{
    while (!text.empty() && text.back() == '\n') text.pop_back();
    return text;
}

inline Cell moment_here(const Dossier& dossier, Instant at)
{
    const auto offset = dossier.local(at).time_since_epoch() - at.time_since_epoch();
    return Cell::moment(at, std::chrono::duration_cast<std::chrono::minutes>(offset));
}

/// "2026-11-22 14:32", where the organization is.
inline std::string minute_here(const Dossier& dossier, Instant at)
{
    const auto local = dossier.local(at);
    const auto day = std::chrono::floor<std::chrono::days>(local);
    const std::chrono::hh_mm_ss time(std::chrono::floor<std::chrono::minutes>(local - day));
    const auto two = [](auto number) {
        return (number < 10 ? "0" : "") + std::to_string(number);
    };
    return to_string(date_of(local)) + " " + two(time.hours().count()) + ":" + two(time.minutes().count());
}

/// The entry of the journal a figure is of: what is counted later may say something else.
inline std::string entry_and_time(const Contents& contents, std::int64_t entry, Instant at)
{
    return contents.words("pack.entry_and_time",
                          {{"number", std::to_string(entry)}, {"at", minute_here(contents.dossier, at)}});
}

/// The name of a site, or the text for all of them.
inline std::string site_text(const Contents& contents, const std::string& site)
{
    const auto* found = contents.dossier.site(Id<Site>(site));
    return found ? found->name : contents.words("pack.all_sites");
}

} // namespace clausebook::packs
