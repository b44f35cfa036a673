// The summary of one audit: where it stands, what comes next, team, plan, meetings, what was made of it.

#include "core/base/text.h"
#include "views/format.h"
#include "views/page.h"
#include "views/pages/audit_parts.h"
#include "views/pages/findings.h"
#include "views/pages/overview_parts.h"
#include "views/pages/sheets.h"
#include "views/reports/audit_report.h"

#include <algorithm>

namespace clausebook::views {
namespace {

/// The stations a page shows, each with the states it stands for (rulings 3).
struct Station {
    std::string_view key;
    std::vector<AuditState> states;
};

const std::vector<Station>& stations()
{
    using enum AuditState;
    static const std::vector<Station> all = {
        {"plan", {Planned, Postponed}},
        {"prepare", {Preparing}},
        {"ready", {Ready}},
        {"fieldwork", {InProgress}},
        {"report", {FieldworkDone, ReportDraft, ReportReview}},
        {"follow_up", {ReportIssued, FollowUp}},
        {"completed", {Completed}},
    };
    return all;
}

Tree station_rows(AuditState state, Language language, const Catalogues& catalogues)
{
    const auto& all = stations();
    const auto here = std::find_if(all.begin(), all.end(), [&](const Station& s) {
        return std::find(s.states.begin(), s.states.end(), state) != s.states.end();
    });
    Tree rows = Tree::list();
    if (here == all.end()) return rows;
    for (auto s = all.begin(); s != all.end(); ++s)
        rows.push_back({{"label", catalogues.text(language, "audits.station." + std::string(s->key))},
                        {"done", s < here || state == AuditState::Completed},
                        {"now", s == here && state != AuditState::Completed}});
    return rows;
}

std::string typed_in(const AuditPage& page, const std::string& name)
{
    const auto at = page.typed.find(name);
    return at == page.typed.end() ? std::string() : at->second;
}

Tree team_rows(const AuditPage& page, Language language, const Catalogues& catalogues)
{
    Tree rows = Tree::list();
    const bool writes_down = may_plan(page.parts);
    const auto& without = page.without_account;
    for (const auto& member : page.at.members) {
        const bool open = declares_independence(member.role) && !member.independence_declared;
        const bool other = std::find(without.begin(), without.end(), member.person) != without.end();
        const bool mine = member.person == page.me;
        rows.push_back(
            {{"name", name_of(page.names, member.person)},
             {"person", member.person.str()},
             {"role", catalogues.text(language, "audits.role." + str(member.role))},
             {"declared", member.independence_declared},
             {"open", open},
             {"declare", open && mine},
             {"write_down", open && !mine && other && writes_down},
             {"action", "/audits/" + page.at.audit.key.str() + "/independence"},
             {"typed", typed_in(page, "person") == member.person.str() ? typed_in(page, "note") : ""},
             {"note", member.independence_note}});
    }
    return rows;
}

/// The reason a step asks for; each step has its own field.
Tree reason_field(const Transition& row, const AuditPage& page)
{
    const bool typed = typed_in(page, "to") == str(row.to);
    return {{"id", "reason-" + std::string(str(row.to))},
            {"value", typed ? typed_in(page, "reason") : std::string()},
            {"problem", typed ? problem_at(page.problems, "reason") : std::string()}};
}

/// A day the postponed audit begins or ends on.
Tree day_field(const std::string& name, const AuditPage& page)
{
    return {{"id", name}, {"value", typed_in(page, name)}, {"problem", problem_at(page.problems, name)}};
}

/// The problems of a step's form name the field of that step.
Tree problems_of(const AuditPage& page)
{
    const auto to = typed_in(page, "to");
    auto list = Tree::list();
    for (auto problem : *page.problems.items()) {
        if (!to.empty() && *problem.find("field")->text() == "reason") problem["field"] = "reason-" + to;
        list.push_back(std::move(problem));
    }
    return list;
}

/// Most rows of what is missing that stand on the summary; the page before the step has all of them.
constexpr std::size_t missing_shown = 6;

/// The first of each kind before the second of any, in the order of the list.
std::vector<Missing> handful(const std::vector<Missing>& missing)
{
    std::map<std::string, std::size_t> of_kind;
    std::vector<std::pair<std::size_t, std::size_t>> ranks; // within its kind, in the list
    for (std::size_t i = 0; i < missing.size(); ++i) ranks.emplace_back(of_kind[missing[i].code]++, i);
    std::sort(ranks.begin(), ranks.end());
    if (ranks.size() > missing_shown) ranks.resize(missing_shown);
    std::sort(ranks.begin(), ranks.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    std::vector<Missing> some;
    for (const auto& [rank, place] : ranks) some.push_back(missing[place]);
    return some;
}

enum class Order { First, Later };

Tree step_row(const Step& step, Order order, const AuditPage& page, Language language,
              const Catalogues& catalogues)
{
    const auto& at = page.at;
    const auto missing = each_once(step.missing, language, catalogues);
    const auto rows = order == Order::First ? handful(missing) : missing; // the review shows the first step's
    const auto& row = *step.transition;
    const auto code = str(row.from) + "." + str(row.to);
    const auto key = "audits.step." + code;
    const auto own = catalogues.has(language, key);
    const bool mine = step.taker == Step::Taker::Me;
    // Signed on the report's own page, where the password is asked for.
    const bool report = row.to == AuditState::ReportIssued || row.to == AuditState::ReportReview;
    const bool dates = row.from == AuditState::Postponed && row.to == AuditState::Planned;
    return {
        {"to", str(row.to)},
        {"label", catalogues.text(language, own ? key : "audits.step." + str(row.to))},
        {"mine", mine},
        {"take", mine && step.missing.empty() && !report && !dates},
        {"report", mine && step.missing.empty() && report},
        {"replan", mine && dates},
        {"reason", row.reason == Transition::Reason::Needed ? reason_field(row, page) : Tree()},
        {"settled", row.reason != Transition::Reason::Needed},
        {"who",
         catalogues.text(language,
                         row.who.contains(Part::QualityManager) ? "audits.who.quality" : "audits.who.lead")},
        {"waits", !mine},
        {"action", "/audits/" + at.audit.key.str() + "/step"},
        {"replan_action", "/audits/" + at.audit.key.str() + "/replan"},
        {"report_href", "/audits/" + at.audit.key.str() + "/report"},
        {"version", at.audit.version},
        {"starts_on", day_field("starts_on", page)},
        {"ends_on", day_field("ends_on", page)},
        {"count", missing.size()},
        {"missing", missing_rows(rows, at.audit.key, language, catalogues)},
        {"more",
         rows.size() == missing.size()
             ? std::string()
             : catalogues.counted(language, "audits.missing_more",
                                  static_cast<long long>(missing.size() - rows.size()))},
        {"review_href", "/audits/" + at.audit.key.str() + "/review"}};
}

Tree meeting_row(const AuditPage& page, MeetingKind kind, Language language, const Catalogues& catalogues)
{
    const auto& meeting = kind == MeetingKind::Opening ? page.at.opening : page.at.closing;
    const auto state = page.at.audit.state;
    const bool now = records_open(state) || (kind == MeetingKind::Opening && state == AuditState::Ready);
    Tree row = {
        {"label", catalogues.text(language, "audits.meeting." + meeting_name(kind, page.at.audit.type))},
        {"href", "/audits/" + page.at.audit.key.str() + "/meetings/" + str(kind)},
        {"held", meeting.has_value()},
        {"edit", now && may_conduct(page.parts)},
        {"on", ""},
        {"people", ""},
        {"note", ""}};
    if (!meeting) return row;
    std::vector<std::string> names;
    for (const auto& person : meeting->people) names.push_back(name_of(page.names, person));
    row["on"] = shown(language, meeting->held_on.value());
    row["people"] = joined(names, ", ");
    row["note"] = meeting->note;
    return row;
}

template <typename Of>
Tree labels_of(const std::vector<Id<Of>>& keys, const std::vector<Of>& all, std::string (*label)(const Of&))
{
    Tree rows = Tree::list();
    for (const auto& key : keys)
        for (const auto& one : all)
            if (one.key == key) rows.push_back(label(one));
    return rows;
}

std::string name_of_site(const Site& site)
{
    return site.name;
}

/// What left the house, or may: the issued reports and the packs made of the audit.
Tree papers(const AuditPage& page, Language language, const Catalogues& catalogues)
{
    const auto report_href = "/audits/" + page.at.audit.key.str() + "/report";
    Tree reports = Tree::list();
    for (const auto& report : page.reports) {
        Tree files = Tree::list();
        for (const auto& file : report.files)
            if (file.kind == "pdf")
                files.push_back({{"href",
                                  report_href + "/" + std::to_string(report.revision) + "/"
                                      + str(file.language) + "/pdf"},
                                 {"label", "PDF (" + str(file.language) + ")"}});
        reports.push_back({{"href", report_href},
                           {"label",
                            report_title(page.at.audit.type, language, catalogues) + ", "
                                + catalogues.text(language, "report.revision_short",
                                                  {{"revision", std::to_string(report.revision)}})},
                           {"state", catalogues.text(language, "report_status." + str(report.state))},
                           {"issued", name_of(page.names, report.issued_by)},
                           {"files", std::move(files)}});
    }
    Tree packs = Tree::list();
    for (const auto& pack : page.packs)
        packs.push_back({{"href", "/packs/" + pack.key.str() + "/file"},
                         {"name", pack.name},
                         {"number", pack.key.str()},
                         {"made_by", name_of(page.names, pack.created_by)},
                         {"size", shown_size(language, pack.bytes)}});
    const bool may_pack = page.may_pack == AuditPage::MayPack::Yes;
    return {{"reports", std::move(reports)}, {"report_href", report_href},
            {"packs", std::move(packs)},     {"no_packs", may_pack && page.packs.empty()},
            {"may_pack", may_pack},          {"pack_href", "/audits/" + page.at.audit.key.str() + "/pack"}};
}

/// What the audit stands on, and what it looks at again because of it.
void add_basis(Tree& view, const AuditPage& page, Language language, const Catalogues& catalogues)
{
    view["follows"] = Tree();
    if (page.follows)
        view["follows"] = {
            {"href", page.follows->title.empty() ? "" : "/audits/" + page.follows->key.str()},
            {"label",
             page.follows->key.str() + (page.follows->title.empty() ? "" : " · " + page.follows->title)}};
    std::vector<std::string> rotation;
    for (const auto& clause : page.at.audit.rotation) rotation.push_back(clause.str());
    view["rotation"] = joined(rotation, ", ");
    view["may_copy"] = page.parts.contains(Part::QualityManager);
    view["earlier"] = Tree();
    if (page.earlier == AuditPage::Earlier::None) return;
    const auto open = static_cast<long long>(page.earlier_not_looked);
    const bool asked = page.earlier == AuditPage::Earlier::Asked;
    view["earlier"] = {{"href", "/audits/" + page.at.audit.key.str() + "/earlier"},
                       {"said",
                        open > 0
                            ? catalogues.counted(language, "earlier.open", open)
                            : catalogues.text(language, asked ? "earlier.none_open" : "shell.optional")}};
}

} // namespace

Tree audit_view(const AuditPage& page, Language language, const Catalogues& catalogues)
{
    const auto& a = page.at.audit;
    auto view = audit_head(a, language, catalogues);
    view["stations"] = station_rows(a.state, language, catalogues);
    view["reason"] = a.state_reason;
    view["recorded_as"] = "";
    if (page.event)
        view["recorded_as"] =
            catalogues.text(language, "audits.recorded_as",
                            {{"event", catalogues.text(language, "cycle.event." + str(page.event->kind))},
                             {"day", shown(language, page.event->on)}});
    view["team"] = team_rows(page, language, catalogues);
    Tree steps = Tree::list();
    Tree others = Tree::list();
    const auto next = next_steps(page.at, page.parts);
    for (const auto& step : next) {
        const bool aside =
            step.transition->to == AuditState::Postponed || step.transition->to == AuditState::Cancelled;
        const bool automatic = step.transition->to == AuditState::FollowUp;
        if (automatic || (aside && step.taker == Step::Taker::Others)) continue;
        const auto order = &step == &next.front() ? Order::First : Order::Later;
        (aside ? others : steps).push_back(step_row(step, order, page, language, catalogues));
    }
    view["steps"] = std::move(steps);
    view["others"] = std::move(others);
    const auto to = typed_in(page, "to");
    view["others_open"] = to == str(AuditState::Postponed) || to == str(AuditState::Cancelled);
    Tree meetings = Tree::list();
    for (const auto kind : meeting_kinds) meetings.push_back(meeting_row(page, kind, language, catalogues));
    view["meetings"] = std::move(meetings);
    const auto open = unanswered(page.at).size();
    const auto planned = page.at.planned.size();
    view["planned"] = planned;
    view["answered"] = planned - open;
    view["width"] = width_of(planned - open, planned);
    Tree findings = Tree::list();
    for (const auto grade : {Grade::MAJOR, Grade::MINOR, Grade::OFI, Grade::AOC}) {
        const auto found = page.findings.find(std::string(str(grade)));
        if (found == page.findings.end()) continue;
        auto row = grade_pill(grade, language, catalogues);
        row["count"] = found->second;
        findings.push_back(std::move(row));
    }
    view["findings"] = std::move(findings);
    view["concerned"] = Tree::list();
    for (const auto& clause : page.concerned)
        view["concerned"].push_back(
            {{"clause", clause.clause.str()},
             {"status", catalogues.text(language, "clause_status." + std::string(str(clause.status)))},
             {"by", concerned_tree(clause.also_concerned, language, catalogues)}});
    view["sites"] = labels_of<Site>(a.sites, page.sites, name_of_site);
    view["criteria"] = labels_of<Criterion>(a.criteria, page.criteria, label_of);
    view["clauses"] = a.clauses.size();
    view["scope"] = a.scope;
    add_basis(view, page, language, catalogues);
    view["period"] = span_of(a.period_from, a.period_to, language);
    const bool preparing = a.state == AuditState::Preparing || a.state == AuditState::Ready;
    view["plan"] = {
        {"issued", a.plan_issued_on ? shown(language, *a.plan_issued_on) : ""},
        {"accepted", a.plan_accepted_on ? shown(language, *a.plan_accepted_on) : ""},
        {"accepted_by", a.plan_accepted_by.empty() ? "" : name_of(page.names, a.plan_accepted_by)},
        {"issue", preparing && !a.plan_issued_on && may_plan(page.parts)},
        {"href", "/audits/" + a.key.str() + "/plan"},
        {"version", a.version}};
    const bool before = a.state == AuditState::Planned || preparing || a.state == AuditState::Postponed;
    view["records_missing"] = missing_words(page.sheet_gaps, language, catalogues);
    view["can_edit"] = may_plan(page.parts) && (before || records_open(a.state));
    view["can_team"] = may_plan(page.parts) && (before || answers_open(a.state));
    view["running"] = answers_open(a.state);
    view["recorded"] = !before && a.state != AuditState::Cancelled;
    view["papers"] =
        !before && a.state != AuditState::Cancelled ? papers(page, language, catalogues) : Tree();
    view["problems"] = problems_of(page);
    return view;
}

} // namespace clausebook::views
