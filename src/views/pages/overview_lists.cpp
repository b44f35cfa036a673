// The lists of the first page: what to do next, what is at work, open, late and expiring.

#include "core/base/text.h"
#include "views/page.h"
#include "views/pages/audit_parts.h"
#include "views/pages/findings.h"
#include "views/pages/follow_up.h"
#include "views/pages/overview_parts.h"

#include <algorithm>

namespace clausebook::views {
namespace {

constexpr std::size_t steps_shown = 8;

std::string address_of_step(const NextStep& step)
{
    if (!step.audit.empty()) return "/audits/" + step.audit;
    static const std::map<std::string, std::string, std::less<>> pages = {
        {"mine_do", "/mine#to_do-h"},
        {"mine_answer", "/mine#to_answer-h"},
        {"mine_judge", "/mine#to_judge-h"},
        {"mine_accept", "/mine#to_accept-h"},
        {"findings_late", "/findings?state=LATE"},
        {"actions_late", "/actions?state=LATE"},
        {"evidence_expired", "/evidence?state=EXPIRED"},
        {"evidence_waiting", "/evidence?state=SUBMITTED&by=others"},
        {"evidence_expiring", "/evidence?state=ACCEPTED&expiry=soon&sort=valid_until&dir=asc"},
        {"scope", "/organization/edit"},
        {"criteria", "/criteria"},
        {"backup", "/backups"},
        {"people", "/people/new"},
        {"audit_first", "/audits/new"}};
    return pages.at(step.code);
}

std::string late_word(const NextStep& step, const OverviewLook& look)
{
    if (!step.late) return {};
    if (step.late_count == 0 || step.late_count == step.count) return look.text("overview.late");
    return look.text("overview.late_of", {{"count", look.count(step.late_count)}});
}

Tree step_row(const NextStep& step, const OverviewLook& look)
{
    const auto key = "next." + step.code;
    const Catalogues::Parameters parameters = {{"audit", step.audit}};
    return {{"href", address_of_step(step)},
            {"text", step.count > 0 ? look.counted(key, step.count, parameters) : look.text(key, parameters)},
            {"why", look.text(key + ".why")},
            {"g", step.late ? "M" : "0"},
            {"icon", step.late ? "clock" : "arrow-right"},
            {"late", late_word(step, look)}};
}

/// The steps of a finding as a row of dashes: passed, next, ahead.
Tree dashes(const Finding& finding)
{
    auto list = Tree::list();
    if (finding.number.empty()) return list;
    const auto last = reached(finding.state);
    bool next = true;
    for (const auto milestone : milestones_of(finding.grade)) {
        const bool passed = last && milestone <= *last;
        list.push_back({{"c", passed ? "d" : next ? "n" : ""}});
        next = next && passed;
    }
    return list;
}

std::string title_of(const Finding& finding, const OverviewLook& look)
{
    const auto statement = lines(finding.statement);
    return statement.empty() ? look.text("overview.no_statement") : statement.front();
}

Tree finding_row(const FindingListRow& row, const OverviewLook& look)
{
    const auto& finding = row.finding;
    const bool late = row.due && is_late(*row.due, look.page.today);
    const auto contact = look.page.names.find(finding.auditee_contact);
    auto tree = grade_pill(finding.grade, look.language, look.catalogues);
    tree["label"] = look.text("grade_short." + std::string(str(finding.grade)));
    tree["href"] = address_of(finding);
    tree["title"] = title_of(finding, look);
    tree["number"] = name_of(finding, look.language, look.catalogues);
    tree["clause"] = finding.clause ? finding.clause->str() : std::string();
    tree["state"] = look.text("finding_state." + std::string(str(finding.state)));
    tree["dashes"] = dashes(finding);
    tree["owner"] = contact == look.page.names.end() ? std::string() : contact->second;
    tree["initials"] = contact == look.page.names.end() ? std::string() : initials(contact->second);
    tree["due"] = row.due ? shown(look.language, row.due->until) : std::string();
    tree["late"] = late ? look.catalogues.counted(look.language, "overview.days_late",
                                                  days_between(row.due->until, look.page.today))
                        : std::string();
    return tree;
}

Tree action_row(const ActionListRow& row, const OverviewLook& look)
{
    const auto& action = row.action;
    const auto text = lines(action.text);
    return {{"href", "/actions/" + action.key.str()},
            {"title", text.empty() ? action.key.str() : text.front()},
            {"number", action.key.str()},
            {"finding", row.finding},
            {"owner", row.owner},
            {"late",
             look.catalogues.counted(look.language, "overview.days_late",
                                     days_between(action.due.value(), look.page.today))}};
}

/// What links to a whole list: its count, and the words beside it.
Tree whole_list(const std::string& key, std::int64_t count, const std::string& href, const OverviewLook& look)
{
    if (count == 0) return {};
    return {{"text", look.counted(key, count)}, {"count", look.count(count)}, {"href", href}};
}

/// What a list leaves out, with the way to the whole of it; null for nothing.
Tree left_out(std::int64_t count, std::size_t shown, const std::string& href, const OverviewLook& look,
              const std::string& key = "overview.and_more")
{
    constexpr std::int64_t counted_to = 1000; // beyond it nobody knows how many more
    const auto more = count > counted_to ? count : count - static_cast<std::int64_t>(shown);
    if (more <= 0) return {};
    return {{"text", look.counted(key, more)},
            {"all", look.text("overview.show_all", {{"count", look.count(count)}})},
            {"href", href}};
}

} // namespace

Tree next_steps_tree(const OverviewLook& look)
{
    auto first = Tree::list();
    auto more = Tree::list();
    for (const auto& step : look.page.steps)
        (first.items()->size() < steps_shown ? first : more).push_back(step_row(step, look));
    const auto hidden = static_cast<long long>(more.items()->size());
    return {
        {"steps", std::move(first)},
        {"more", std::move(more)},
        {"more_text",
         hidden == 0 ? std::string() : look.catalogues.counted(look.language, "overview.more_steps", hidden)},
        {"nothing", look.page.steps.empty()}};
}

Tree at_work_tree(const OverviewLook& look)
{
    auto rows = Tree::list();
    for (const auto& work : look.page.at_work) {
        const bool whole = work.sight == Sight::Whole;
        const Share done{work.questions - work.unanswered, work.questions};
        rows.push_back({{"href", "/audits/" + work.audit.key.str() + (whole ? "" : "/plan")},
                        {"title", work.audit.title},
                        {"number", work.audit.key.str()},
                        {"state", look.text("audit_state." + str(work.audit.state))},
                        {"dates", span_of(work.audit.starts_on, work.audit.ends_on, look.language)},
                        {"whole", whole},
                        {"answered", share_text(done)},
                        {"percent", done.percent()},
                        {"percent_text", shown_percent(look.language, done.percent())}});
    }
    return {
        {"rows", std::move(rows)},
        {"more", left_out(look.page.at_work_count, look.page.at_work.size(), "/audits?state=AT_WORK", look)},
        {"all", whole_list("overview.at_work", look.page.at_work_count, "/audits?state=AT_WORK", look)}};
}

Tree open_findings_tree(const OverviewLook& look)
{
    const auto& page = look.page;
    auto rows = Tree::list();
    for (const auto& row : page.open_findings) rows.push_back(finding_row(row, look));
    auto closed = Tree();
    auto steps = Tree::list();
    const auto all = steps_of(page.findings, look.language, look.catalogues);
    for (const auto& step : *all.items()) {
        const bool is_closed = *step.find("closed")->truth();
        if (is_closed)
            closed = step;
        else
            steps.push_back(step);
    }
    return {{"rows", std::move(rows)},
            {"heading", look.text(page.whole ? "overview.open_findings" : "overview.my_findings")},
            {"tiles",
             page.findings.open > 0 ? tiles_of(page.findings, look.language, look.catalogues) : Tree::list()},
            {"steps", std::move(steps)},
            {"closed", std::move(closed)},
            {"more", left_out(page.findings.open, page.open_findings.size(), "/findings?state=OPEN", look)},
            {"all", whole_list("overview.open", page.findings.open, "/findings?state=OPEN", look)}};
}

Tree late_tree(const OverviewLook& look)
{
    const auto& page = look.page;
    auto findings = Tree::list();
    for (const auto& row : page.late_findings) findings.push_back(finding_row(row, look));
    auto actions = Tree::list();
    for (const auto& row : page.late_actions) actions.push_back(action_row(row, look));
    auto more = Tree::list();
    for (auto& one : {left_out(page.late_findings_count, page.late_findings.size(), "/findings?state=LATE",
                               look, "overview.and_more_findings"),
                      left_out(page.late_actions_count, page.late_actions.size(), "/actions?state=LATE", look,
                               "overview.and_more_actions")})
        if (!one.is_null()) more.push_back(one);
    return {{"findings", std::move(findings)},
            {"actions", std::move(actions)},
            {"more", std::move(more)},
            {"all_findings",
             whole_list("overview.late_findings", page.late_findings_count, "/findings?state=LATE", look)},
            {"all_actions",
             whole_list("overview.late_actions", page.late_actions_count, "/actions?state=LATE", look)},
            {"nothing", page.late_findings_count + page.late_actions_count == 0}};
}

Tree expiring_tree(const OverviewLook& look)
{
    const auto& page = look.page;
    auto rows = Tree::list();
    for (const auto& evidence : page.expiring)
        rows.push_back(
            {{"href", "/evidence/" + evidence.key.str()},
             {"title", evidence.fields.title},
             {"number", evidence.key.str()},
             {"until", evidence.valid_until ? shown(look.language, *evidence.valid_until) : std::string()},
             {"days",
              evidence.valid_until ? look.catalogues.counted(look.language, "overview.days_left",
                                                             days_between(page.today, *evidence.valid_until))
                                   : std::string()}});
    return {{"rows", std::move(rows)},
            {"more",
             left_out(page.expiring_count, page.expiring.size(),
                      "/evidence?state=ACCEPTED&expiry=soon&sort=valid_until&dir=asc", look)},
            {"all",
             whole_list("overview.expiring_count", page.expiring_count,
                        "/evidence?state=ACCEPTED&expiry=soon&sort=valid_until&dir=asc", look)}};
}

} // namespace clausebook::views
