#include "views/pages/audits.h"

#include "core/audit/progress.h"
#include "core/base/text.h"
#include "views/format.h"
#include "views/pages/audit_parts.h"

#include <algorithm>
#include <set>
#include <stdexcept>

namespace clausebook::views {

std::string width_of(std::size_t answered, std::size_t planned)
{
    return std::to_string(Share{static_cast<int>(answered), static_cast<int>(planned)}.percent()) + "%";
}

std::string span_of(const std::optional<Date>& from, const std::optional<Date>& to, Language language)
{
    if (!from) return "";
    if (!to || *to == *from) return shown(language, *from);
    return shown(language, *from) + " – " + shown(language, *to);
}

Tree audit_head(const Audit& audit, Language language, const Catalogues& catalogues)
{
    return {{"number", audit.key.str()},
            {"title", audit.title},
            {"href", "/audits/" + audit.key.str()},
            {"type", catalogues.text(language, "audit_type." + str(audit.type))},
            {"state", catalogues.text(language, "audit_state." + str(audit.state))},
            {"version", audit.version},
            {"dates", span_of(audit.starts_on, audit.ends_on, language)}};
}

Tree choice(std::string_view name, std::string_view value, std::string_view label, bool chosen,
            std::string_view hint)
{
    return {{"name", name},   {"value", value},   {"id", std::string(name) + "-" + std::string(value)},
            {"label", label}, {"chosen", chosen}, {"hint", hint}};
}

std::string name_of(const Names& names, const Id<Person>& person)
{
    const auto found = names.find(person);
    return found == names.end() ? person.str() : found->second;
}

Tree list_of_lines(std::string_view text)
{
    Tree rows = Tree::list();
    for (const auto& line : lines(text)) rows.push_back(line);
    return rows;
}

std::string label_of(const Criterion& criterion)
{
    auto label = criterion.reference;
    if (!criterion.edition.empty()) label += ", " + criterion.edition;
    if (!criterion.title.empty()) label += " – " + criterion.title;
    return label;
}

namespace {

/// "agenda/3/date" as its page has it: "agenda#f-3-date".
std::string row_of(const std::string& key)
{
    const auto sheet = key.substr(0, key.find('/'));
    const auto rest = key.substr(std::min(key.size(), sheet.size() + 1));
    const auto place = rest.substr(0, rest.find('/'));
    const auto field = rest.substr(std::min(rest.size(), place.size() + 1));
    if (place.empty()) return sheet + "#row-new";
    return sheet + (field.empty() ? "#row-" + place : "#f-" + place + "-" + field);
}

} // namespace

std::string meeting_name(MeetingKind kind, AuditType type)
{
    const bool talk = kind_for(type).end == AuditKind::End::ExitTalk;
    return kind == MeetingKind::Closing && talk ? "exit" : str(kind);
}

std::string earlier_anchor(const std::string& finding)
{
    auto anchor = "e-" + finding;
    std::replace(anchor.begin(), anchor.end(), '/', '-');
    return anchor;
}

std::string address_of(const Missing& missing, const Id<Audit>& audit)
{
    const auto base = "/audits/" + audit.str();
    switch (missing.place) {
    case Place::Frame:
        return base + "/edit#" + missing.key;
    case Place::Team: {
        const bool declaring = missing.code == "independence" || missing.key.starts_with("P-");
        return declaring ? base + "#team" : base + "/team";
    }
    case Place::Plan:
        return missing.code == "plan_accepted" ? base + "/plan" : base + "#plan";
    case Place::Opening:
        return base + "/meetings/opening";
    case Place::Closing:
        return base + "/meetings/closing";
    case Place::Question: {
        const auto id = QuestionId::parse(missing.key);
        return base + "/run?clause=" + (id ? id->clause().str() : std::string()) + "#q-" + missing.key;
    }
    case Place::Finding: {
        const auto serial = missing.key.rfind("/f");
        return serial == std::string::npos ? "/findings"
                                           : base + "/findings/" + missing.key.substr(serial + 2);
    }
    case Place::Conclusion:
        return base + "/conclusion#" + missing.key;
    case Place::Organization:
        return "/organization/edit#" + missing.key;
    case Place::Site:
        return "/sites/" + missing.key;
    case Place::Person:
        return "/people/" + missing.key;
    case Place::Record:
        return base + "/records/" + row_of(missing.key);
    case Place::Followed:
        return base + "/earlier#" + earlier_anchor(missing.key);
    case Place::Certification:
        return missing.key == "certification_body" ? "/certification/body" : "/certification";
    }
    throw std::logic_error("no such place");
}

namespace {

/// A finding without a number is told by its place among the drafts of the audit; anything else as it is.
std::string finding_name(const std::string& said, const std::string& key, Language language,
                         const Catalogues& catalogues)
{
    const auto serial = key.rfind("/f");
    if (said != key || serial == std::string::npos) return said;
    return catalogues.text(language, "finding.draft_name", {{"serial", key.substr(serial + 2)}});
}

std::string lacking_in_report(const Refusal::Parameters& at, const std::string& key, Language language,
                              const Catalogues& catalogues)
{
    auto said = catalogues.text(language, "report_field." + at.at("field"));
    if (const auto& subject = at.at("subject"); !subject.empty())
        said += ": " + finding_name(subject, key, language, catalogues);
    if (const auto part = "report_field.finding." + at.at("part"); catalogues.has(language, part))
        said += ", " + catalogues.text(language, part);
    return said;
}

/// "Documented system reviewed: Adequate, 3": the sheet, what of it, and in which row.
std::string lacking_on_sheet(const Refusal::Parameters& at, Language language, const Catalogues& catalogues)
{
    const auto& field = at.at("field");
    const auto sheet = field.substr(0, field.find('.', field.find('.') + 1));
    const auto word_of = [&](const std::string& key, const std::string& otherwise) {
        return catalogues.has(language, key) ? catalogues.text(language, key) : otherwise;
    };
    auto said = catalogues.text(language, sheet);
    if (field != sheet) said += ": " + catalogues.text(language, field);
    if (const auto& part = at.at("part"); !part.empty()) said += ": " + word_of("choice." + part, part);
    const auto& place = at.at("subject");
    if (!place.empty() && place != "one")
        said += ", " + word_of("sheet_row" + sheet.substr(sheet.find('.')) + "." + place, place);
    return said;
}

} // namespace

std::string sentence_of(const Missing& missing, Language language, const Catalogues& catalogues)
{
    auto parameters = missing.parameters;
    if (const auto finding = parameters.find("finding"); finding != parameters.end())
        finding->second = finding_name(finding->second, missing.key, language, catalogues);
    if (missing.code == "plan_field")
        parameters["field"] = catalogues.text(language, "audits.field." + missing.key);
    if (const auto date = parameters.find("date"); date != parameters.end())
        if (const auto day = parse_date(date->second)) date->second = shown(language, *day);
    if (missing.code == "plan_sheet")
        parameters["field"] = lacking_on_sheet(parameters, language, catalogues);
    if (missing.code == "report_field") {
        auto& field = parameters["field"];
        field = missing.place == Place::Record
            ? lacking_on_sheet(parameters, language, catalogues)
            : lacking_in_report(parameters, missing.key, language, catalogues);
    }
    return catalogues.text(language, "missing." + missing.code, parameters);
}

std::vector<Missing> each_once(const std::vector<Missing>& missing, Language language,
                               const Catalogues& catalogues)
{
    std::vector<Missing> once;
    std::set<std::string> said;
    for (const auto& one : missing)
        if (said.insert(sentence_of(one, language, catalogues)).second) once.push_back(one);
    return once;
}

Tree missing_rows(const std::vector<Missing>& missing, const Id<Audit>& audit, Language language,
                  const Catalogues& catalogues)
{
    Tree rows = Tree::list();
    for (const auto& one : each_once(missing, language, catalogues))
        rows.push_back(
            {{"sentence", sentence_of(one, language, catalogues)}, {"href", address_of(one, audit)}});
    return rows;
}

Tree audits_view(const AuditsPage& page, Language language, const Catalogues& catalogues)
{
    Tree rows = Tree::list();
    for (const auto& [audit, progress] : page.lines) {
        auto row = audit_head(audit, language, catalogues);
        row["lead"] = name_of(page.names, audit.lead);
        row["progress"] = Tree();
        if (progress.planned > 0)
            row["progress"] = {{"answered", progress.answered},
                               {"planned", progress.planned},
                               {"width", width_of(progress.answered, progress.planned)}};
        rows.push_back(std::move(row));
    }
    Tree states = Tree::list();
    for (const std::string stage : {"AT_WORK", "ISSUED"})
        states.push_back(
            choice("state", stage, catalogues.text(language, "audits.stage." + stage), page.state == stage));
    for (const auto state : audit_states)
        states.push_back(choice("state", str(state), catalogues.text(language, "audit_state." + str(state)),
                                page.state == str(state)));
    Tree types = Tree::list();
    for (const auto type : audit_types)
        types.push_back(choice("type", str(type), catalogues.text(language, "audit_type." + str(type)),
                               page.type == str(type)));
    const bool filtered = !page.state.empty() || !page.type.empty() || page.whose == AuditsPage::Whose::Mine;
    const bool plans = page.may_plan == AuditsPage::MayPlan::Yes;
    Tree empty;
    if (page.lines.empty())
        empty = {
            {"icon", "audit"},
            {"heading", catalogues.text(language, filtered ? "audits.none_heading" : "audits.first_heading")},
            {"sentence",
             catalogues.text(language,
                             filtered    ? "audits.none"
                                 : plans ? "audits.first"
                                         : "audits.first_wait")},
            {"href",
             filtered    ? "/audits"
                 : plans ? "/audits/new"
                         : ""},
            {"action", catalogues.text(language, filtered ? "audits.show_all" : "audits.new")}};
    const auto count = page.count > 1000 ? shown(language, 1000LL) + "+"
                                         : shown(language, static_cast<long long>(page.count));
    Tree pager;
    if (!page.next.empty() || !page.first.empty())
        pager = {{"shown", ""}, {"first", page.first}, {"next", page.next}};
    return {{"rows", std::move(rows)},
            {"states", std::move(states)},
            {"types", std::move(types)},
            {"mine", page.whose == AuditsPage::Whose::Mine},
            {"may_plan", plans},
            {"count", count},
            {"filterable", filtered || !page.lines.empty()},
            {"saved", page.saved},
            {"empty", std::move(empty)},
            {"pager", std::move(pager)}};
}

} // namespace clausebook::views
