// The journal: who did what, when.

#include "store/journal.h"

#include "core/base/text.h"
#include "store/findings.h"
#include "store/organization.h"
#include "store/people.h"
#include "views/pages/findings.h"
#include "views/pages/journal.h"
#include "web/desk.h"
#include "web/handlers/all.h"

#include <charconv>
#include <set>

namespace clausebook::web {
namespace {

constexpr std::int64_t entries_a_page = 50;

/// A journal number, 0 for none. Anything else is a page that is not there.
std::int64_t number_from(const std::string& text)
{
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number < 0)
        throw NotFound("journal entry " + text);
    return number;
}

/// The names of those who did what the entries tell, and of people whose records they changed.
views::JournalNames people_in(const store::Reading& db, const std::vector<store::JournalEntry>& entries)
{
    std::set<Id<Person>> keys;
    for (const auto& entry : entries) {
        keys.emplace(entry.actor);
        for (const auto& change : entry.changes)
            for (auto& part : views::parts_of_subject(change.subject))
                if (part.starts_with("P-")) keys.emplace(std::move(part));
    }
    views::JournalNames names;
    for (const auto& [key, name] : store::names_of(db, keys)) names.emplace(key.str(), name);
    return names;
}

views::JournalRow row_of(Desk& desk, const store::JournalEntry& entry, const views::JournalNames& names)
{
    const auto who = names.find(entry.actor);
    views::JournalRow row{entry.number,
                          desk.workspace.local(entry.at),
                          who == names.end() ? system_actor().name : who->second,
                          entry.action,
                          {}};
    for (const auto& change : entry.changes) row.subjects.push_back(change.subject);
    return row;
}

/// What people call the records of the rows: of evidence nothing but its number, for its title may be for
/// few.
views::JournalNames names_in(const Desk& desk, const Request& request, const store::Reading& db,
                             const std::vector<std::string>& subjects, views::JournalNames names)
{
    const auto language = Desk::language(request);
    const auto& catalogues = desk.catalogues;
    for (const auto& site : store::sites(db)) names.emplace(site.key.str(), site.name);
    for (const auto& criterion : store::criteria(db)) names.emplace(criterion.key.str(), criterion.reference);
    for (const auto& subject : subjects) {
        const auto key = views::finding_in_subject(subject);
        if (key.empty() || names.contains(key)) continue;
        if (const auto finding = store::finding(db, Id<Finding>(key)))
            names.emplace(key,
                          finding->number.empty()
                              ? finding->audit.str() + " " + views::name_of(*finding, language, catalogues)
                              : finding->number);
    }
    return names;
}

Reply journal_page(Desk& desk, Request& request)
{
    const auto db = desk.workspace.read();
    store::JournalFilter filter;
    filter.record = trimmed(request.query["record"]).substr(0, 200);
    if (!is_clean(filter.record)) filter.record.clear();
    if (request.query["person"] != "all") filter.actor = request.query["person"].substr(0, 40);
    const auto before = number_from(request.query["before"].empty() ? "0" : request.query["before"]);

    views::JournalPage page;
    bool offered = filter.actor.empty();
    for (const auto& person : store::people_who_acted(db)) {
        page.people.push_back({person.key.str(), person.name, "", ""});
        offered = offered || person.key.str() == filter.actor;
    }
    if (!offered)
        if (const auto person = store::person(db, Id<Person>(filter.actor)))
            page.people.push_back({filter.actor, person->name, "", ""});
    auto found = store::entries_before(db, before, entries_a_page + 1, filter);
    if (found.size() > entries_a_page) {
        found.pop_back();
        page.next = found.back().number;
    }
    auto names = people_in(db, found);
    for (const auto& entry : found) page.rows.push_back(row_of(desk, entry, names));
    std::vector<std::string> subjects;
    for (const auto& row : page.rows)
        subjects.insert(subjects.end(), row.subjects.begin(), row.subjects.end());
    page.names = names_in(desk, request, db, subjects, std::move(names));
    page.record = filter.record;
    page.person = filter.actor;
    page.total = store::head(db).number;
    page.first = before == 0;
    auto frame = desk.frame(request, desk.text(request, "nav.journal"), "journal");
    frame.crumbs = {{desk.text(request, "nav.journal"), ""}};
    return desk.page(request, "pages/journal", std::move(frame),
                     views::journal_view(page, Desk::language(request), desk.catalogues));
}

Reply journal_entry_page(Desk& desk, Request& request)
{
    const auto db = desk.workspace.read();
    const auto number = number_from(request.parameter("number"));
    const auto found = store::entries(db, number, number);
    if (found.empty()) throw NotFound("journal entry " + request.parameter("number"));
    const auto& entry = found.front();
    auto names = people_in(db, found);

    views::JournalEntryPage page;
    page.row = row_of(desk, entry, names);
    page.instant = to_string(entry.at);
    page.reason = store::reason_of(db, number);
    for (const auto& change : entry.changes)
        page.changes.push_back({change.subject, change.version, change.body_hash});
    page.names = names_in(desk, request, db, page.row.subjects, std::move(names));
    page.previous = entry.previous;
    page.hash = entry.hash;
    page.has_next = store::head(db).number > number;
    const auto title = desk.text(request, "journal.entry") + " " + std::to_string(number);
    auto frame = desk.frame(request, title, "journal");
    frame.crumbs = {{desk.text(request, "nav.journal"), "/journal"}, {title, ""}};
    return desk.page(request, "pages/journal-entry", std::move(frame),
                     views::journal_entry_view(page, Desk::language(request), desk.catalogues));
}

} // namespace

void journal_routes(Routes& routes)
{
    routes.get("/journal", Permission::ReadJournal, journal_page);
    routes.get("/journal/{number}", Permission::ReadJournal, journal_entry_page);
}

} // namespace clausebook::web
