#include "core/audit/plan.h"

#include "core/audit/audit_kind.h"
#include "core/base/mapped.h"
#include "core/base/text.h"
#include "core/checklist/checklist_import.h"

#include <algorithm>
#include <tuple>

namespace clausebook {
namespace {

using List = std::vector<Missing>;

const Member* auditor_among(const std::vector<Member>& members, const Id<Person>& person)
{
    const auto found = std::find_if(members.begin(), members.end(), [&](const Member& member) {
        return member.person == person && is_auditor(member);
    });
    return found == members.end() ? nullptr : &*found;
}

std::string name_in(const PlanAtHand& plan, const Id<Person>& person)
{
    const auto found = plan.people.find(person);
    return found == plan.people.end() ? person.str() : found->second.name;
}

void add_frame(List& list, const Audit& a)
{
    const std::pair<const char*, bool> given[] = {
        {"objectives", !trimmed(a.objectives).empty()},
        {"risk_basis", !trimmed(a.risk_basis).empty()},
        {"sites", !a.sites.empty()},
        {"methods", !a.methods.empty()},
        {"period_from", a.period_from && a.period_to},
        {"auditor_days", !a.auditor_days.empty()},
    };
    for (const auto& [field, there] : given)
        if (!there) list.push_back({"plan_field", Place::Frame, field, {{"field", field}}});
}

void add_team(List& list, const PlanAtHand& plan)
{
    for (const auto& member : plan.members) {
        const auto person = plan.people.find(member.person);
        if (!is_auditor(member) || person == plan.people.end()) continue;
        const char* code = trimmed(person->second.competence).empty() ? "plan_competence"
            : plan.outdated.contains(member.person)                   ? "plan_competence_outdated"
                                                                      : nullptr;
        if (code)
            list.push_back({code, Place::Person, member.person.str(), {{"person", person->second.name}}});
    }
}

/// Told as missing_in_report() tells a sheet's gaps: under its field, or the whole sheet and what of it.
Missing on_sheet(const Sheet& sheet, const SheetGap& gap)
{
    const bool own = sheet.field(gap.field) != nullptr;
    const auto whole = "sheet." + gap.sheet;
    return {"plan_sheet",
            Place::Record,
            gap.sheet + "/" + gap.place + "/" + gap.field,
            {{"field", own ? whole + "." + gap.field : whole},
             {"subject", gap.place},
             {"part", own ? std::string() : gap.field}}};
}

void add_sheets(List& list, const PlanAtHand& plan)
{
    const auto& kind = kind_for(plan.audit.type);
    for (const auto& sheet : sheets()) {
        if (sheet.part != Sheet::Part::Plan || !keeps(kind, sheet.key)) continue;
        const bool short_one = kind.plan == AuditKind::Plan::Short && sheet.key == "agenda";
        for (const auto& gap : gaps_of(sheet, plan.audit, plan.sheets))
            if (!short_one || !gap.place.empty()) list.push_back(on_sheet(sheet, gap));
    }
}

/// Something wrong with one line of the timetable.
Missing in_line(const char* code, const AgendaLine& line, const char* field,
                Refusal::Parameters parameters = {})
{
    parameters["place"] = line.row->place;
    return {code, Place::Record, "agenda/" + line.row->place + "/" + field, std::move(parameters)};
}

void add_clauses(List& list, const PlanAtHand& plan, const std::vector<AgendaLine>& agenda)
{
    const auto named = clauses_in(agenda, plan.audit);
    auto left = looked_at(plan.audit);
    std::erase_if(left, [&](const ClauseNumber& clause) {
        return std::find(named.begin(), named.end(), clause) != named.end();
    });
    if (left.empty()) return;
    list.push_back({"plan_clauses",
                    Place::Record,
                    "agenda//clauses",
                    {{"clauses", joined(mapped(left, &ClauseNumber::str), ", ")}}});
}

/// The clause of a line whose process is its auditor's own.
std::optional<ClauseNumber> own_clause(const PlanAtHand& plan, const Id<Person>& auditor,
                                       const std::vector<AgendaLine>& lines)
{
    const auto person = plan.people.find(auditor);
    if (person == plan.people.end() || !is_home_standard(plan.checklist->identity)) return std::nullopt;
    auto area = clauses_in(lines, plan.audit);
    for (const auto& line : lines) area.insert(area.end(), line.clauses.begin(), line.clauses.end());
    return owned_clause(person->second, area);
}

void add_lines(List& list, const PlanAtHand& plan, const std::vector<AgendaLine>& agenda)
{
    for (const auto& line : agenda) {
        const auto name = name_in(plan, line.auditor);
        if (!line.auditor.empty() && !auditor_among(plan.members, line.auditor))
            list.push_back(in_line("plan_not_on_team", line, "auditor", {{"person", name}}));
        if (const auto clause = own_clause(plan, line.auditor, {line}))
            list.push_back(
                in_line("plan_own_area", line, "auditor", {{"person", name}, {"clause", clause->str()}}));
        if (!line.start.empty() && !line.end.empty() && line.end <= line.start)
            list.push_back(in_line("plan_ends_first", line, "end"));
        if (line.day && (*line.day < plan.audit.starts_on || *line.day > plan.audit.ends_on))
            list.push_back(in_line("plan_other_day", line, "date", {{"date", to_string(*line.day)}}));
    }
}

bool takes_time(const AgendaLine& line)
{
    return line.day && !line.auditor.empty() && line.start < line.end && line.row->text("kind") != "BREAK";
}

void add_overlaps(List& list, const PlanAtHand& plan, const std::vector<AgendaLine>& agenda)
{
    std::map<std::pair<Id<Person>, Date>, std::string> busy_until;
    for (const auto& line : agenda) {
        if (!takes_time(line)) continue;
        auto& until = busy_until[{line.auditor, *line.day}];
        if (line.start < until)
            list.push_back(in_line("plan_overlap", line, "start",
                                   {{"person", name_in(plan, line.auditor)},
                                    {"date", to_string(*line.day)},
                                    {"start", line.start}}));
        until = std::max(until, line.end);
    }
}

} // namespace

bool is_auditor(const Member& member)
{
    return member.role == MemberRole::Lead || member.role == MemberRole::Auditor;
}

std::vector<ClauseNumber> looked_at(const Audit& audit)
{
    auto clauses = audit.clauses;
    for (const auto& clause : audit.rotation)
        if (std::find(clauses.begin(), clauses.end(), clause) == clauses.end()) clauses.push_back(clause);
    return clauses;
}

std::vector<AgendaLine> agenda_of(const SheetRows& sheets)
{
    std::vector<AgendaLine> lines;
    for (const auto& row : sheets) {
        if (row.sheet != "agenda") continue;
        AgendaLine line{&row, parse_date(row.text("date")), row.text("start"), row.text("end"), {}, {}};
        for (const auto& word : words(row.text("clauses")))
            if (const auto clause = ClauseNumber::parse(word)) line.clauses.push_back(*clause);
        line.auditor = Id<Person>(row.text("auditor"));
        lines.push_back(std::move(line));
    }
    const auto when = [](const AgendaLine& line) {
        return std::tuple(!line.day, line.day.value_or(Date()), line.start, line.row->place.size(),
                          line.row->place);
    };
    std::sort(lines.begin(), lines.end(),
              [&](const AgendaLine& a, const AgendaLine& b) { return when(a) < when(b); });
    return lines;
}

std::vector<ClauseNumber> clauses_in(const std::vector<AgendaLine>& lines, const Audit& audit)
{
    auto clauses = looked_at(audit);
    std::erase_if(clauses, [&](const ClauseNumber& clause) {
        return std::none_of(lines.begin(), lines.end(), [&](const AgendaLine& line) {
            return std::any_of(line.clauses.begin(), line.clauses.end(),
                               [&](const ClauseNumber& named) { return clause.is_within(named); });
        });
    });
    return clauses;
}

std::vector<Missing> plan_gaps(const PlanAtHand& plan)
{
    List list;
    add_frame(list, plan.audit);
    add_team(list, plan);
    add_sheets(list, plan);
    const auto agenda = agenda_of(plan.sheets);
    if (kind_for(plan.audit.type).plan == AuditKind::Plan::Full) add_clauses(list, plan, agenda);
    add_lines(list, plan, agenda);
    add_overlaps(list, plan, agenda);
    return list;
}

int working_days_until(Date from, Date to)
{
    const int days = days_between(from, to);
    if (days <= 0) return 0;
    constexpr int friday = 5;
    int count = days / 7 * friday;
    for (int left = days % 7; left > 0; --left) {
        const auto day = std::chrono::weekday(std::chrono::sys_days(plus_days(to, 1 - left)));
        if (static_cast<int>(day.iso_encoding()) <= friday) ++count;
    }
    return count;
}

std::optional<int> short_notice(const Audit& audit, Date issued)
{
    if (!audit.starts_on) return std::nullopt;
    const int days = working_days_until(issued, *audit.starts_on);
    return days < plan_notice_days ? std::optional(days) : std::nullopt;
}

std::vector<IndependenceCheck> independence_checks(const PlanAtHand& plan)
{
    const auto agenda = agenda_of(plan.sheets);
    std::vector<IndependenceCheck> checks;
    for (const auto& member : plan.members) {
        if (!is_auditor(member)) continue;
        auto own = agenda;
        std::erase_if(own, [&](const AgendaLine& line) { return line.auditor != member.person; });
        IndependenceCheck check{member.person, clauses_in(own, plan.audit), {}, &member};
        check.conflict = own_clause(plan, member.person, own);
        if (agenda.empty()) {
            check.area = looked_at(plan.audit);
            const auto person = plan.people.find(member.person);
            if (person != plan.people.end() && is_home_standard(plan.checklist->identity))
                check.conflict = owned_clause(person->second, check.area);
        }
        checks.push_back(std::move(check));
    }
    return checks;
}

} // namespace clausebook
