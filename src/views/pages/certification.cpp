#include "views/pages/certification.h"

#include "core/base/text.h"
#include "views/calendar.h"
#include "views/format.h"
#include "views/record.h"

#include <algorithm>
#include <cstdlib>

namespace clausebook::views {
namespace {

/// The page with its words.
struct Look {
    const CertificationPage& page;
    Language language;
    const Catalogues& catalogues;

    std::string text(const std::string& key, const Catalogues::Parameters& parameters = {}) const
    {
        return catalogues.text(language, key, parameters);
    }
    std::string day(Date date) const { return shown(language, date); }
    const Certification& seen() const { return page.seen; }
    const Cycle& cycle() const { return page.seen.cycle; }
};

bool runs(const Cycle& cycle)
{
    return cycle.state == CycleState::Certified || cycle.state == CycleState::Suspended;
}

/// How a state looks: a grade's colour and an icon.
std::string colour_of(CycleState state)
{
    switch (state) {
    case CycleState::Certified:
        return "C";
    case CycleState::Suspended:
    case CycleState::Expired:
        return "m";
    case CycleState::Withdrawn:
    case CycleState::Refused:
        return "M";
    default:
        return "N";
    }
}

// ---- dates

Tree warnings(const Look& look)
{
    Tree list = Tree::list();
    for (const auto& date : look.seen().dates) {
        const auto pressing = pressing_on(date, look.seen().rules, look.seen().day);
        if (is_said_elsewhere(date, look.cycle())
            || (pressing != Pressing::Soon && pressing != Pressing::Over))
            continue;
        list.push_back({{"over", pressing == Pressing::Over},
                        {"text", days_left(date, look.seen().day, look.language, look.catalogues)}});
    }
    return list;
}

struct PressingLook {
    const char* g;
    const char* icon;
    const char* key;
};

PressingLook look_of(Pressing pressing)
{
    switch (pressing) {
    case Pressing::Done:
        return {"C", "check-circle", "cycle.pressing.DONE"};
    case Pressing::Now:
        return {"O", "calendar", "cycle.pressing.NOW"};
    case Pressing::Soon:
        return {"m", "clock", "cycle.pressing.SOON"};
    case Pressing::Over:
        return {"M", "major", "cycle.pressing.OVER"};
    case Pressing::Later:
        break;
    }
    return {"", "", ""};
}

/// "best from 15 Dec 2026, planned for 15 Mar 2028; counted from 15 Mar 2026", or what a date of its kind
/// means.
std::string note_of(const CycleDate& date, const Look& look)
{
    if (date.done_on) return look.text("cycle.took_place", {{"day", look.day(*date.done_on)}});
    const bool planned = date.planned_on && *date.planned_on != date.last_on;
    std::vector<std::string> said;
    if (date.begins_on && planned)
        said.push_back(
            look.text("cycle.window_planned",
                      {{"from", look.day(*date.begins_on)}, {"planned", look.day(*date.planned_on)}}));
    else if (date.begins_on)
        said.push_back(look.text("cycle.window", {{"from", look.day(*date.begins_on)}}));
    else if (planned)
        said.push_back(look.text("cycle.planned", {{"planned", look.day(*date.planned_on)}}));
    else
        said.push_back(look.text("cycle.date_note." + str(date.kind)));
    if (date.counted_from)
        said.push_back(look.text("cycle.counted_from", {{"day", look.day(*date.counted_from)}}));
    return joined(said, "; ");
}

Tree date_rows(const Look& look)
{
    Tree list = Tree::list();
    bool next = true;
    for (const auto& date : look.seen().dates) {
        const auto pressing = pressing_on(date, look.seen().rules, look.seen().day);
        const auto shape = look_of(is_said_elsewhere(date, look.cycle()) ? Pressing::Later : pressing);
        const bool is_next = next && pressing != Pressing::Done && date.last_on >= look.seen().day;
        next = next && !is_next;
        list.push_back({{"class",
                         pressing == Pressing::Done ? "done"
                             : is_next              ? "next"
                                                    : ""},
                        {"iso", to_string(date.last_on)},
                        {"day", look.day(date.last_on)},
                        {"label", name_of(date, look.language, look.catalogues)},
                        {"note", note_of(date, look)},
                        {"g", shape.g},
                        {"icon", shape.icon},
                        {"pressing", *shape.key == '\0' ? std::string() : look.text(shape.key)}});
    }
    return list;
}

Tree year_rows(const Look& look)
{
    Tree list = Tree::list();
    for (const auto& year : surveillance_years(look.cycle())) {
        const bool audited = year.audited == SurveillanceYear::Audited::Yes;
        list.push_back({{"year", std::to_string(year.year)},
                        {"g", audited ? "C" : "N"},
                        {"icon", audited ? "check-circle" : "none"},
                        {"label", look.text(audited ? "cycle.year_audited" : "cycle.year_open")}});
    }
    return list;
}

// ---- what is known, what happened

Tree facts(const Look& look)
{
    Tree list = Tree::list();
    const auto& cycle = look.cycle();
    const auto add = [&](const char* key, const std::string& value) {
        if (!value.empty()) list.push_back({{"label", look.text(key)}, {"value", value}});
    };
    add("cycle.body", cycle.body);
    add("cycle.certificate", cycle.certificate);
    add("cycle.scope", cycle.scope);
    if (cycle.decided_on) add("cycle.decided_on", look.day(*cycle.decided_on));
    if (cycle.expires_on) add("cycle.expires_on", look.day(*cycle.expires_on));
    if (cycle.number > 0) add("cycle.number", std::to_string(cycle.number));
    if (cycle.suspended_on) add("cycle.suspended_on", look.day(*cycle.suspended_on));
    return list;
}

std::string details_of(const CycleEvent& event, const Look& look)
{
    std::vector<std::string> found;
    const auto add = [&](const char* key, const std::string& value) {
        if (!value.empty())
            found.push_back(look.text("shell.problem_at", {{"label", look.text(key)}, {"sentence", value}}));
    };
    add("cycle.body", event.body);
    add("cycle.certificate", event.certificate);
    add("cycle.scope", event.scope);
    if (event.valid_until) add("cycle.valid_until", look.day(*event.valid_until));
    if (has_field(event.kind, CycleField::Majors)) add("cycle.majors", std::to_string(event.majors));
    add("cycle.reason", event.reason);
    if (!event.note.empty()) found.push_back(event.note);
    return joined(found, "\n");
}

/// The audit it was, for those who may open it.
Tree audit_link(const CycleEvent& event, const Look& look)
{
    if (event.audit.empty() || !look.page.audits.contains(event.audit)) return {};
    return {{"href", "/audits/" + event.audit.str()}, {"number", event.audit.str()}};
}

Tree event_rows(const Look& look)
{
    Tree list = Tree::list();
    auto newest_first = look.seen().events;
    std::reverse(newest_first.begin(), newest_first.end());
    for (const auto& event : newest_first) {
        const auto name = look.page.names.find(event.recorded_by.str());
        list.push_back({{"number", event.key.str()},
                        {"day", look.day(event.on)},
                        {"what", look.text("cycle.event." + str(event.kind))},
                        {"details", details_of(event, look)},
                        {"audit", audit_link(event, look)},
                        {"by", name == look.page.names.end() ? event.recorded_by.str() : name->second},
                        {"correct",
                         look.page.reader == Reader::Edits ? "/certification/events/" + event.key.str()
                                                           : std::string()}});
    }
    return list;
}

Tree step_link(CycleEventKind kind, const Look& look)
{
    return {{"href", "/certification/record/" + str(kind)}, {"label", look.text("cycle.event." + str(kind))}};
}

/// What may come next, and everything else for a day that lies further back.
Tree steps(const Look& look)
{
    if (look.page.reader != Reader::Edits) return {};
    const auto next = next_events(look.cycle());
    Tree first = Tree::list();
    for (const auto kind : next) first.push_back(step_link(kind, look));
    Tree others = Tree::list();
    if (!look.seen().events.empty())
        for (const auto kind : cycle_event_kinds)
            if (std::find(next.begin(), next.end(), kind) == next.end())
                others.push_back(step_link(kind, look));
    return {{"next", std::move(first)}, {"others", std::move(others)}};
}

Tree empty_part(const Look& look)
{
    if (!look.seen().events.empty()) return {};
    const bool edits = look.page.reader == Reader::Edits;
    return {{"icon", "award"},
            {"heading", look.text("cycle.empty")},
            {"sentence", look.text(edits ? "cycle.empty_hint" : "cycle.empty_reader")},
            {"href", ""},
            {"action", ""}};
}

} // namespace

Tree calendar_view(const CalendarPage& page, Language language, const Catalogues& catalogues)
{
    return {{"made_at",
             page.made_at ? catalogues.text(language, "cycle.calendar_made",
                                            {{"time", shown(language, *page.made_at)}})
                          : std::string()},
            {"address", page.address},
            {"path",
             page.address.empty() ? std::string() : page.address.substr(page.address.find("/calendar/"))}};
}

std::string cycle_calendar(const Certification& seen, const std::string& house, Instant stamp,
                           Language language, const Catalogues& catalogues)
{
    const std::map<std::string, std::string> nobody;
    const CertificationPage page{seen, nobody};
    const Look look{page, language, catalogues};
    std::vector<CalendarDay> days;
    for (const auto& date : seen.dates) {
        if (date.done_on) continue;
        auto uid = "cycle-" + std::to_string(seen.cycle.number) + "-" + folded(str(date.kind));
        if (date.number > 0) uid += "-" + std::to_string(date.number);
        const bool of_house =
            date.kind == CycleDateKind::InternalAudit || date.kind == CycleDateKind::ManagementReview;
        if (of_house) uid += "-" + to_string(date.counted_from.value()); // each year's is another one
        const bool reminds = !is_said_elsewhere(date, seen.cycle) && date.kind != CycleDateKind::Retention;
        days.push_back({uid + "@" + house + ".clausebook", date.last_on,
                        catalogues.text(language, "cycle.calendar_summary",
                                        {{"what", name_of(date, language, catalogues)}}),
                        note_of(date, look), reminds ? seen.rules.warning_days : 0});
    }
    return calendar(catalogues.text(language, "cycle.title"), days, stamp);
}

Tree state_pill(const Cycle& cycle, Language language, const Catalogues& catalogues)
{
    const bool reduced = runs(cycle) && cycle.extent == Cycle::Extent::Reduced;
    return {{"g", colour_of(cycle.state)},
            {"label", catalogues.text(language, "cycle_state." + str(cycle.state))},
            {"reduced", reduced ? catalogues.text(language, "cycle_state.REDUCED") : std::string()}};
}

std::string days_left(const CycleDate& date, Date today, Language language, const Catalogues& catalogues)
{
    const Catalogues::Parameters parameters = {{"what", name_of(date, language, catalogues)},
                                               {"day", shown(language, date.last_on)}};
    const auto days = days_between(today, date.last_on);
    if (days == 0) return catalogues.text(language, "cycle.warning_today", parameters);
    return catalogues.counted(language, days < 0 ? "cycle.warning_over" : "cycle.warning_soon",
                              std::abs(days), parameters);
}

std::string name_of(const CycleDate& date, Language language, const Catalogues& catalogues)
{
    return catalogues.text(language, "cycle.date." + str(date.kind),
                           {{"number", std::to_string(date.number)}});
}

Tree certification_view(const CertificationPage& page, Language language, const Catalogues& catalogues)
{
    const Look look{page, language, catalogues};
    const bool known = !page.seen.events.empty();
    std::vector<Link> links = {
        {"/certification/calendar", look.text("cycle.calendar_title"), "calendar", Link::Weight::Quiet}};
    if (page.reader == Reader::Edits)
        links.push_back(
            {"/certification/dates", look.text("cycle.rules_title"), "sliders", Link::Weight::Quiet});
    return {{"known", known},
            {"empty", empty_part(look)},
            {"links", links_tree(links)},
            {"state", state_pill(look.cycle(), language, catalogues)},
            {"hint", look.text("cycle.hint." + str(look.cycle().state))},
            {"warnings", warnings(look)},
            {"facts", facts(look)},
            {"years", year_rows(look)},
            {"proposals", proposals_view(page, language, catalogues)},
            {"body", body_view(page, language, catalogues)},
            {"rotation", rotation_view(page, language, catalogues)},
            {"dates", date_rows(look)},
            {"timeline", cycle_timeline(page.seen, language, catalogues)},
            {"events", event_rows(look)},
            {"steps", steps(look)}};
}

} // namespace clausebook::views
