#include "views/pages/journal.h"

#include "core/base/percent.h"
#include "core/base/text.h"
#include "views/format.h"
#include "views/record.h"

#include <algorithm>
#include <map>

namespace clausebook::views {
namespace {

constexpr std::size_t subjects_shown = 3;

/// "f3": what the key of a finding ends with; "s3": that of a step.
bool is_serial(const std::string& part, char letter)
{
    return part.size() > 1 && part.front() == letter
        && part.find_first_not_of("0123456789", 1) == std::string::npos;
}

/// A part of a key as people know it; "" for what says nothing to them.
std::string part_words(const std::string& part, const JournalNames& names)
{
    constexpr std::size_t hash = 64;
    constexpr std::size_t hash_shown = 12;
    constexpr std::string_view silent[] = {"all", "answer", "finding", "action", "clause"};
    if (std::find(std::begin(silent), std::end(silent), part) != std::end(silent)) return {};
    if (const auto found = names.find(part); found != names.end()) return found->second;
    if (is_serial(part, 's')) return part.substr(1);
    return part.size() == hash ? part.substr(0, hash_shown) + "…" : part;
}

/// The page of a subject; that of a finding stands under its number.
std::string address_of(const std::string& subject, const JournalNames& names)
{
    const auto key = finding_in_subject(subject);
    const auto found = names.find(key);
    if (key.empty() || found == names.end() || !subject.starts_with("finding"))
        return address_of_subject(subject);
    const bool draft = found->second.find(' ') != std::string::npos; // a number has none
    return draft ? "/audits/" + key.substr(0, key.find('/')) + "/findings/" + key.substr(key.rfind('f') + 1)
                 : "/findings/" + found->second;
}

Tree subject_tree(const std::string& subject, const JournalNames& names, Language language,
                  const Catalogues& catalogues)
{
    return {{"text", subject_words(subject, names, language, catalogues)},
            {"exact", subject},
            {"href", address_of(subject, names)}};
}

Tree row_tree(const JournalRow& row, const JournalNames& names, Language language,
              const Catalogues& catalogues)
{
    auto ordered = row.subjects; // numbers that were given say least
    std::stable_partition(ordered.begin(), ordered.end(),
                          [](const std::string& subject) { return !subject.starts_with("counter/"); });
    Tree subjects = Tree::list();
    for (std::size_t i = 0; i < ordered.size() && i < subjects_shown; ++i)
        subjects.push_back(subject_tree(ordered[i], names, language, catalogues));
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

std::vector<std::string> parts_of_subject(const std::string& subject)
{
    std::vector<std::string> parts;
    for (std::size_t at = 0; at <= subject.size();) {
        const auto end = std::min(subject.find('/', at), subject.size());
        parts.push_back(subject.substr(at, end - at));
        at = end + 1;
    }
    return parts;
}

std::string finding_in_subject(const std::string& subject)
{
    const auto parts = parts_of_subject(subject);
    for (std::size_t i = 1; i + 1 < parts.size(); ++i)
        if (is_serial(parts[i + 1], 'f')) return parts[i] + "/" + parts[i + 1];
    return {};
}

std::string subject_words(const std::string& subject, const JournalNames& names, Language language,
                          const Catalogues& catalogues)
{
    const auto parts = parts_of_subject(subject);
    const auto key = "journal.kind." + parts.front();
    auto kind = catalogues.has(language, key) ? catalogues.text(language, key) : parts.front();
    const auto finding = finding_in_subject(subject);
    std::vector<std::string> said;
    for (std::size_t i = 1; i < parts.size(); ++i) {
        const bool begins_finding = i + 1 < parts.size() && parts[i] + "/" + parts[i + 1] == finding;
        if (begins_finding) ++i;
        auto words = part_words(begins_finding ? finding : parts[i], names);
        if (!words.empty() && words != parts.front()) said.push_back(std::move(words));
    }
    return said.empty() ? kind : kind + ": " + joined(said, ", ");
}

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
        {"action", "/actions/"},       {"pack", "/packs/"},
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
    for (const auto& row : page.rows) rows.push_back(row_tree(row, page.names, language, catalogues));
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
        changes.push_back({{"subject", subject_tree(change.subject, page.names, language, catalogues)},
                           {"version", change.version},
                           {"body_hash", change.body_hash}});
    const auto before = page.row.number - 1;
    const auto after = page.row.number + 1;
    return {{"row", row_tree(page.row, page.names, language, catalogues)},
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
