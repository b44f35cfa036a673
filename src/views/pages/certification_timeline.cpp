// The line of time of a certification as an SVG picture: places in percent of its width, so that its words
// keep their size at every width.

#include "core/base/text.h"
#include "views/format.h"
#include "views/pages/certification.h"

#include <algorithm>
#include <array>

namespace clausebook::views {
namespace {

constexpr int top = 30; ///< above the first row stand the names of the ticks
constexpr int row_height = 30;
constexpr int bar_height = 22;
constexpr int below = 12; ///< the last row stands the word for today

/// From a day to another, as the width of the picture shows them.
class Scale {
public:
    Scale(Date from, Date to) : from_(from), days_(std::max(1, days_between(from, to))) {}

    double at(Date day) const { return 100.0 * days_between(from_, day) / days_; }

    /// "37.5": SVG wants a point in every language.
    static std::string percent(double value) { return shown(Language::en, value, 2); }

    std::string place(Date day) const { return percent(at(day)); }

private:
    Date from_;
    int days_;
};

/// "Jan 2027".
std::string month_and_year(Language language, Date date)
{
    const auto text = shown(language, date);
    return text.substr(text.find(' ') + 1);
}

/// The firsts of months, so many apart that their names find room.
Tree ticks(const Scale& scale, Date from, Date to, Language language)
{
    constexpr int most = 6;
    const int months = days_between(from, to) / 30 + 1;
    int apart = 12;
    for (const int each : {1, 3, 6})
        if (months / each <= most) {
            apart = each;
            break;
        }
    Tree list = Tree::list();
    auto month = from.year() / std::chrono::January;
    for (; Date(month / 1) <= to; month += std::chrono::months(apart)) {
        const Date day(month / 1);
        if (day < from) continue;
        const bool begins_year = apart == 12;
        list.push_back(
            {{"x", scale.place(day)},
             {"label",
              begins_year ? std::to_string(static_cast<int>(day.year())) : month_and_year(language, day)},
             {"end", scale.at(day) > 88}});
    }
    return list;
}

/// A bar with its name inside where there is room, else on the side with more of it.
Tree bar(const Scale& scale, int row, Date from, Date to, const std::string& label, const std::string& shape)
{
    constexpr double room_inside = 40;
    constexpr double least_width = 0.6;
    const double begin = scale.at(from);
    const double width = std::max(least_width, scale.at(to) - begin);
    const double end = std::min(100.0, begin + width);
    const int y = top + row * row_height;
    const bool inside = width >= room_inside;
    const bool after = !inside && end < 60;
    return {{"x", Scale::percent(std::min(begin, 100 - least_width))},
            {"width", Scale::percent(width)},
            {"y", y},
            {"height", bar_height},
            {"shape", shape},
            {"label", label},
            {"label_x", Scale::percent(after ? end : begin)},
            {"label_dx", after || inside ? 8 : -8},
            {"label_y", y + 15},
            {"anchor", after || inside ? "start" : "end"}};
}

/// The first day that the picture shows: of the course under way.
std::optional<Date> first_day(const Certification& seen)
{
    std::optional<Date> first;
    for (const auto& event : seen.events)
        if (event.on <= seen.day && (!first || event.kind == CycleEventKind::Applied)) first = event.on;
    return first;
}

bool is_pictured(const CycleDate& date)
{
    return date.kind != CycleDateKind::Retention && date.kind != CycleDateKind::InternalAudit
        && date.kind != CycleDateKind::ManagementReview;
}

std::string shape_of(Pressing pressing)
{
    switch (pressing) {
    case Pressing::Done:
        return "done";
    case Pressing::Now:
        return "now";
    case Pressing::Soon:
        return "soon";
    case Pressing::Over:
        return "over";
    case Pressing::Later:
        break;
    }
    return "";
}

/// Past events as dots with their names, in as many rows as it takes for no two names to meet.
struct Marks {
    Tree list = Tree::list();
    int rows = 0;
};

Marks marks(const Certification& seen, Date first, const Scale& scale, Language language,
            const Catalogues& catalogues)
{
    constexpr double letter = 1.0; // of the width, where the picture is narrowest
    constexpr double beside = 1.6; // from the dot to its name
    constexpr double turn = 60;    // behind it a name stands in front of its dot
    Marks found;
    std::vector<double> ends; // of what stands in each row
    for (const auto& event : seen.events) {
        if (event.on < first || event.on > seen.day) continue;
        const auto name = catalogues.text(language, "cycle.event." + str(event.kind));
        const double at = scale.at(event.on);
        const double wide = beside + letter * static_cast<double>(length(name));
        const bool after = at < turn;
        const double begin = after ? at - beside : at - wide;
        const auto free = std::find_if(ends.begin(), ends.end(), [&](double end) { return end <= begin; });
        const auto row = static_cast<int>(free - ends.begin());
        if (free == ends.end()) ends.push_back(0);
        ends[static_cast<std::size_t>(row)] = after ? at + wide : at + beside;
        const int y = top + row * row_height + bar_height / 2;
        found.list.push_back({{"x", scale.place(event.on)},
                              {"y", y},
                              {"label", name},
                              {"label_dx", after ? 11 : -11},
                              {"label_y", y + 4},
                              {"anchor", after ? "start" : "end"}});
    }
    found.rows = static_cast<int>(ends.size());
    return found;
}

} // namespace

Tree cycle_timeline(const Certification& seen, Language language, const Catalogues& catalogues)
{
    const auto first = first_day(seen);
    const bool any = std::any_of(seen.dates.begin(), seen.dates.end(), is_pictured);
    if (!first || !any) return {};
    auto last = seen.day;
    for (const auto& date : seen.dates)
        if (is_pictured(date)) last = std::max(last, date.last_on);
    const Scale scale(*first, last);

    auto past = marks(seen, *first, scale, language, catalogues);
    int row = past.rows - 1;
    Tree bars = Tree::list();
    const bool has_certificate = seen.cycle.decided_on && seen.cycle.expires_on
        && seen.cycle.state != CycleState::Stage1Done && seen.cycle.state != CycleState::Stage2Done;
    if (has_certificate)
        bars.push_back(bar(scale, ++row, *seen.cycle.decided_on, *seen.cycle.expires_on,
                           catalogues.text(language, "cycle.certificate"), "key"));
    for (const auto& date : seen.dates) {
        if (!is_pictured(date) || date.kind == CycleDateKind::Expiry) continue;
        const auto from = date.begins_on.value_or(date.planned_on.value_or(date.last_on));
        bars.push_back(bar(scale, ++row, from, date.last_on, name_of(date, language, catalogues),
                           shape_of(pressing_on(date, seen.rules, seen.day))));
    }
    const double today = scale.at(seen.day);
    return {{"height", top + (row + 1) * row_height + below},
            {"ticks", ticks(scale, *first, last, language)},
            {"today", Scale::percent(today)},
            {"today_dx", today > 50 ? -6 : 6},
            {"today_anchor", today > 50 ? "end" : "start"},
            {"today_y", top + (row + 1) * row_height + below - 2},
            {"marks", std::move(past.list)},
            {"bars", std::move(bars)}};
}

} // namespace clausebook::views
