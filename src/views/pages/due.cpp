#include "views/pages/due.h"

#include "core/base/text.h"
#include "views/format.h"
#include "views/pages/findings.h"
#include "views/pages/follow_up.h"

#include <algorithm>

namespace clausebook::views {
namespace {

/// One row of any kind.
struct DueLine {
    std::string href, title, number, what, owner;
    Date on{};
};

/// One kind: its rows, and the list that holds all of them.
struct DueSection {
    std::string id;
    std::vector<DueLine> lines;
    std::string all_href;
    std::string all_text;
};

class Look {
public:
    Look(const DuePage& page, Language language, const Catalogues& catalogues)
        : page_(page), language_(language), catalogues_(catalogues)
    {
    }

    std::string text(const std::string& key) const { return catalogues_.text(language_, key); }

    /// "1,000+" above 1,000 (rulings 24).
    std::string counted(const std::string& key, std::int64_t number) const
    {
        constexpr long long most = 1000;
        const auto count =
            shown(language_, std::min(most, static_cast<long long>(number))) + (number > most ? "+" : "");
        return catalogues_.text(language_, key + (number == 1 ? ".one" : ".other"), {{"count", count}});
    }

    std::string name(const Id<Person>& key) const
    {
        const auto found = page_.names.find(key);
        return found == page_.names.end() || found->second.empty() ? text("act.nobody") : found->second;
    }

    Tree tree(const DueSection& section) const
    {
        auto rows = Tree::list();
        std::int64_t late = 0;
        for (const auto& line : section.lines) {
            const bool over = line.on < page_.today;
            if (over) ++late;
            rows.push_back({{"href", line.href},
                            {"title", line.title},
                            {"number", line.number},
                            {"what", line.what},
                            {"owner", line.owner},
                            {"due", due_text(line.on, page_.today, over, language_, catalogues_)},
                            {"late", over}});
        }
        return {{"id", section.id},
                {"heading", text("due." + section.id)},
                {"rows", std::move(rows)},
                {"late", late == 0 ? std::string() : counted("due.late", late)},
                {"all", Tree{{"href", section.all_href}, {"text", section.all_text}}}};
    }

    const DuePage& page() const { return page_; }
    Language language() const { return language_; }
    const Catalogues& catalogues() const { return catalogues_; }

private:
    const DuePage& page_;
    Language language_;
    const Catalogues& catalogues_;
};

std::string first_line(const std::string& text, const std::string& otherwise)
{
    const auto all = lines(text);
    return all.empty() ? otherwise : all.front();
}

std::string what_of(const FindingListRow& row)
{
    switch (row.due->what) {
    case Due::What::Plan:
        return row.finding.grade == Grade::OFI ? "finding.due.decision" : "finding.due.plan";
    case Due::What::Implementation:
        return "finding.due.implementation";
    case Due::What::Correction:
        break;
    }
    return "finding.due.correction";
}

DueSection findings_of(const Look& look)
{
    const auto& page = look.page();
    DueSection section{"findings", {}, "/findings?state=DUE", look.counted("due.all", page.findings_count)};
    for (const auto& row : page.findings)
        if (row.due)
            section.lines.push_back({address_of(row.finding),
                                     first_line(row.finding.statement, look.text("overview.no_statement")),
                                     name_of(row.finding, look.language(), look.catalogues()),
                                     look.text(what_of(row)), look.name(row.finding.auditee_contact),
                                     row.due->until});
    return section;
}

DueLine line_of(const ActionListRow& row, const Look& look, const std::string& what, Date on)
{
    const auto& action = row.action;
    return {"/actions/" + action.key.str(),
            first_line(action.text, action.key.str()),
            action.key.str() + (row.finding.empty() ? "" : " · " + row.finding),
            what,
            row.owner.empty() ? look.text("act.nobody") : row.owner,
            on};
}

DueSection actions_of(const Look& look)
{
    const auto& page = look.page();
    DueSection section{"actions", {}, "/actions?state=DUE", look.counted("due.all", page.actions_count)};
    for (const auto& row : page.actions)
        if (row.action.due)
            section.lines.push_back(
                line_of(row, look,
                        look.text("due.carry_out") + " · "
                            + look.text("action_state." + std::string(str(row.action.state))),
                        *row.action.due));
    return section;
}

DueSection checks_of(const Look& look)
{
    const auto& page = look.page();
    DueSection section{"checks", {}, "/actions?state=CHECK", look.counted("due.all", page.checks_count)};
    for (const auto& row : page.checks)
        if (row.action.effect_check_on)
            section.lines.push_back(
                line_of(row, look, look.text("due.check_effect"), *row.action.effect_check_on));
    return section;
}

DueSection evidence_of(const Look& look, const std::string& id, const std::vector<Evidence>& all)
{
    DueSection section{id, {}, {}, {}};
    for (const auto& one : all)
        if (one.valid_until)
            section.lines.push_back({"/evidence/" + one.key.str(), one.fields.title, one.key.str(),
                                     look.text("due.valid_until"), look.name(one.fields.owner),
                                     *one.valid_until});
    return section;
}

DueSection audits_of(const Look& look)
{
    DueSection section{"audits", {}, "/audits?state=AT_WORK", look.text("due.all_audits")};
    for (const auto& [audit, due] : look.page().audits)
        section.lines.push_back({"/audits/" + audit.key.str(), audit.title, audit.key.str(),
                                 look.text(due.what == AuditDue::What::Begin ? "due.begins" : "due.ends"),
                                 look.name(audit.lead), due.on});
    return section;
}

} // namespace

Tree due_view(const DuePage& page, Language language, const Catalogues& catalogues)
{
    const Look look(page, language, catalogues);
    auto expired = evidence_of(look, "expired", page.expired);
    expired.all_href = "/evidence?state=EXPIRED";
    expired.all_text = look.counted("due.all", page.expired_count);
    auto expiring = evidence_of(look, "expiring", page.expiring);
    expiring.all_href = "/evidence?state=ACCEPTED&expiry=soon&sort=valid_until&dir=asc";
    expiring.all_text = look.counted("due.within_60", page.expiring_count);
    auto sections = Tree::list();
    for (const auto& section :
         {actions_of(look), findings_of(look), checks_of(look), expired, expiring, audits_of(look)})
        if (!section.lines.empty()) sections.push_back(look.tree(section));
    const Catalogues::Parameters until = {{"date", shown(language, page.until)}};
    Tree empty;
    if (sections.items()->empty())
        empty = {{"icon", "check-circle"},
                 {"heading", catalogues.text(language, "due.none", until)},
                 {"sentence", look.text("due.none_why")},
                 {"href", "/"},
                 {"action", look.text("nav.overview")}};
    return {{"lead", catalogues.text(language, "due.lead", until)},
            {"sections", std::move(sections)},
            {"empty", std::move(empty)}};
}

} // namespace clausebook::views
