#include "views/pages/journal.h"

#include "core/base/percent.h"
#include "views/format.h"
#include "views/record.h"

#include <map>

namespace clausebook::views {
namespace {

constexpr std::size_t subjects_shown = 3;

Tree subject_tree(const std::string& subject)
{
    return {{"text", subject}, {"href", address_of_subject(subject)}};
}

Tree row_tree(const JournalRow& row, Language language, const Catalogues& catalogues)
{
    Tree subjects = Tree::list();
    for (std::size_t i = 0; i < row.subjects.size() && i < subjects_shown; ++i)
        subjects.push_back(subject_tree(row.subjects[i]));
    const auto more = row.subjects.size() > subjects_shown ? row.subjects.size() - subjects_shown : 0;
    return {{"number", static_cast<long long>(row.number)},
            {"href", "/journal/" + std::to_string(row.number)},
            {"at", shown(language, row.at)},
            {"who", row.who},
            {"what", action_sentence(row.action, language, catalogues)},
            {"subjects", subjects},
            {"more",
             more == 0 ? std::string()
                       : catalogues.text(language, "journal.more", {{"count", std::to_string(more)}})}};
}

/// The page that begins before an entry, "" for the first.
std::string address_before(const JournalPage& page, const std::string& entry)
{
    return address_with("/journal", {{"before", entry}, {"record", page.record}, {"person", page.person}});
}

Tree filter_tree(const JournalPage& page, Language language, const Catalogues& catalogues)
{
    const FormState state{{{"record", page.record}, {"person", page.person.empty() ? "all" : page.person}},
                          0,
                          Tree::list(),
                          std::nullopt,
                          {}};
    const FormFields f(state, "journal", language, catalogues);
    std::vector<Choice> people = {{"all", catalogues.text(language, "journal.everybody"), "", ""}};
    people.insert(people.end(), page.people.begin(), page.people.end());
    auto record = f.line("record");
    record["optional"] = false;
    return {{"action", "/journal"},
            {"active", !page.record.empty() || !page.person.empty()},
            {"fields", Tree::List{std::move(record), f.select("person", people)}}};
}

} // namespace

std::string action_sentence(const std::string& action, Language language, const Catalogues& catalogues)
{
    const auto key = "action." + action;
    return catalogues.has(language, key) ? catalogues.text(language, key) : action;
}

std::string address_of_subject(const std::string& subject)
{
    static const std::map<std::string, std::string, std::less<>> pages = {
        {"site", "/sites/"},           {"criterion", "/criteria/"},
        {"person", "/people/"},        {"account", "/people/"},
        {"audit", "/audits/"},         {"evidence", "/evidence/"},
        {"checklist", "/checklists/"}, {"checklist_import", "/checklists/"}};
    const auto slash = subject.find('/');
    if (slash == std::string::npos) return {};
    if (subject == "organization/organization") return "/organization";
    const auto page = pages.find(subject.substr(0, slash));
    const auto key = subject.substr(slash + 1);
    return page == pages.end() || key.find('/') != std::string::npos ? std::string() : page->second + key;
}

Tree journal_view(const JournalPage& page, Language language, const Catalogues& catalogues)
{
    Tree rows = Tree::list();
    for (const auto& row : page.rows) rows.push_back(row_tree(row, language, catalogues));
    Tree pager;
    if (!page.rows.empty() && (page.next || !page.first))
        pager = {{"shown",
                  catalogues.text(language, "journal.shown",
                                  {{"from", std::to_string(page.rows.front().number)},
                                   {"to", std::to_string(page.rows.back().number)},
                                   {"total", shown(language, static_cast<long long>(page.total))}})},
                 {"first", page.first ? std::string() : address_before(page, {})},
                 {"next", page.next ? address_before(page, std::to_string(*page.next)) : std::string()}};
    return {{"rows", rows},
            {"filter", filter_tree(page, language, catalogues)},
            {"pager", pager},
            {"nothing", page.rows.empty()}};
}

Tree journal_entry_view(const JournalEntryPage& page, Language language, const Catalogues& catalogues)
{
    Tree changes = Tree::list();
    for (const auto& change : page.changes)
        changes.push_back({{"subject", change.subject},
                           {"href", address_of_subject(change.subject)},
                           {"version", change.version},
                           {"body_hash", change.body_hash}});
    const auto before = page.row.number - 1;
    const auto after = page.row.number + 1;
    return {{"row", row_tree(page.row, language, catalogues)},
            {"number", static_cast<long long>(page.row.number)},
            {"action", page.row.action},
            {"instant", page.instant},
            {"reason", page.reason},
            {"changes", changes},
            {"previous_hash", page.previous},
            {"hash", page.hash},
            {"before", before > 0 ? "/journal/" + std::to_string(before) : std::string()},
            {"after", page.has_next ? "/journal/" + std::to_string(after) : std::string()}};
}

} // namespace clausebook::views
