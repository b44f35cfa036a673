// The road to the certificate on the first page: where the organization stands, what is next and by when.

#include "views/pages/certification.h"
#include "views/pages/overview_parts.h"

namespace clausebook::views {
namespace {

std::string place_of(RoadPlace place)
{
    switch (place) {
    case RoadPlace::Done:
        return "done";
    case RoadPlace::Next:
        return "next";
    case RoadPlace::Ahead:
        break;
    }
    return "ahead";
}

/// "20 Jan 2026" for what is done, "by 30 Nov 2026" for what has a last day.
std::string day_of(const RoadStation& station, const OverviewLook& look)
{
    if (station.on) return shown(look.language, *station.on);
    if (station.place == RoadPlace::Done || !station.last_on) return {};
    return look.text("overview.road_by", {{"day", shown(look.language, *station.last_on)}});
}

Tree stations(const Certification& seen, const OverviewLook& look)
{
    Tree list = Tree::list();
    for (const auto& station : road_of(seen)) {
        const auto place = place_of(station.place);
        list.push_back({{"label",
                         look.text("overview.road." + std::string(station.code),
                                   {{"number", std::to_string(station.number)}})},
                        {"place", place},
                        {"word", look.text("overview.road_place." + place)},
                        {"now", station.place == RoadPlace::Next},
                        {"day", day_of(station, look)}});
    }
    return list;
}

} // namespace

Tree road_tree(const OverviewLook& look)
{
    if (!look.page.certification) return {};
    const auto& seen = *look.page.certification;
    const auto* next = next_date(seen);
    return {{"state", state_pill(seen.cycle, look.language, look.catalogues)},
            {"body", look.page.certification_body},
            {"certificate", seen.cycle.certificate},
            {"hint", look.text("cycle.hint." + str(seen.cycle.state))},
            {"stations", stations(seen, look)},
            {"next", next ? days_left(*next, seen.day, look.language, look.catalogues) : std::string()},
            {"over", next != nullptr && next->last_on < seen.day}};
}

} // namespace clausebook::views
