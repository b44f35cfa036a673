#include "workspace/search.h"

#include "core/base/text.h"
#include "core/people/permission.h"
#include "store/checklists.h"
#include "store/errors.h"
#include "store/search_index.h"
#include "workspace/audits.h"

#include <algorithm>
#include <stdexcept>
#include <tuple>

namespace clausebook {
namespace {

const SearchField* field_at(const std::vector<SearchField>& fields, SearchPlace place)
{
    const auto found = std::find_if(fields.begin(), fields.end(),
                                    [&](const SearchField& field) { return field.place == place; });
    return found == fields.end() ? nullptr : &*found;
}

std::string text_at(const std::vector<SearchField>& fields, SearchPlace place)
{
    const auto* field = field_at(fields, place);
    return field ? field->text : std::string();
}

/// The field that says why: the one that holds most of what was looked for, the first of several.
const SearchField* telling_field(const SearchQuery& query, const std::vector<SearchField>& fields)
{
    const SearchField* best = nullptr;
    std::size_t most = 0;
    for (const auto& field : fields) {
        if (most == query.phrases().size()) break; // the long texts come last
        const auto count = phrases_in(query, field.text);
        if (count <= most) continue;
        best = &field;
        most = count;
    }
    return best;
}

SearchMatch explained(const SearchQuery& query, const std::vector<SearchField>& fields)
{
    SearchMatch match;
    match.number = text_at(fields, SearchPlace::Number);
    const auto title = lines(text_at(fields, SearchPlace::Title));
    match.title = with_hits(query, title.empty() ? std::string() : title.front());
    const auto* why = telling_field(query, fields);
    if (!why) return match;
    match.field = why->name;
    match.source = why->source;
    if (why->place > SearchPlace::Title || (why->place == SearchPlace::Title && title.size() > 1))
        match.excerpt = excerpt(query, why->text);
    return match;
}

void place_finding(SearchMatch& match, const std::string& key)
{
    const auto slash = key.find("/f");
    match.context = key.substr(0, slash);
    if (match.number.empty()) {
        match.draft = key.substr(slash + 2);
        match.address = "/audits/" + match.context + "/findings/" + match.draft;
    } else {
        match.address = "/findings/" + match.number;
    }
}

SearchMatch match_of(const SearchQuery& query, SearchKind kind, const std::string& key,
                     const std::vector<SearchField>& fields)
{
    auto match = explained(query, fields);
    switch (kind) {
    case SearchKind::Finding:
        place_finding(match, key);
        break;
    case SearchKind::Action:
        match.address = "/actions/" + key;
        break;
    case SearchKind::Evidence:
        match.address = "/evidence/" + key;
        break;
    case SearchKind::Audit:
        match.address = "/audits/" + key;
        break;
    case SearchKind::Person:
        match.address = "/people/" + key;
        break;
    case SearchKind::Question:
        throw std::logic_error("questions are not in the index");
    }
    return match;
}

// ---- Questions: a few hundred in memory, read through; what is found is the same as the index would say

struct AskedQuestion {
    SearchTier tier;
    std::size_t place; ///< as printed, over all checklists
    const Checklist* checklist;
    const Question* question;
    std::string address;
};

std::vector<SearchField> fields_of(const Question& question, Language language)
{
    const auto other = language == Language::en ? Language::tr : Language::en;
    std::vector<SearchField> fields = {{"number", SearchPlace::Number, question.id.str(), {}},
                                       {"question", SearchPlace::Title, question.text.in(language), {}},
                                       {"other_language", SearchPlace::Text, question.text.in(other), {}}};
    for (const auto& example : question.evidence_examples)
        fields.push_back({"example", SearchPlace::Text, example.in(language), {}});
    return fields;
}

/// The checklists of the house, each identity once, the built-in one first; with the last part of its
/// address.
std::vector<std::pair<const Checklist*, std::string>> checklists_in_house(const Workspace& workspace,
                                                                          const store::Reading& db)
{
    std::vector<std::pair<const Checklist*, std::string>> found = {{&current_checklist(), "iso-10002-2018"}};
    for (const auto& hash : store::checklists(db)) {
        Audit audit;
        audit.checklist = hash;
        const auto& checklist = checklist_of(workspace, audit);
        if (std::none_of(found.begin(), found.end(),
                         [&](const auto& known) { return known.first->identity == checklist.identity; }))
            found.emplace_back(&checklist, hash);
    }
    return found;
}

std::vector<AskedQuestion> questions_found(const Workspace& workspace, const store::Reading& db,
                                           const SearchQuery& query, Language language)
{
    std::vector<AskedQuestion> found;
    std::size_t place = 0;
    for (const auto& [checklist, address] : checklists_in_house(workspace, db)) {
        const auto ask = [&, list = checklist, where = address](const Question& question,
                                                                const std::string& clause) {
            ++place;
            if (const auto tier = tier_of(query, fields_of(question, language)))
                found.push_back({*tier, place, list, &question, "/checklists/" + where + "#c" + clause});
        };
        for (const auto& clause : checklist->clauses)
            for (const auto& question : clause.questions) ask(question, clause.number.str());
        for (const auto& item : checklist->scheme_items) ask(item, "X");
    }
    std::sort(found.begin(), found.end(), [](const AskedQuestion& a, const AskedQuestion& b) {
        return std::tie(a.tier, a.place) < std::tie(b.tier, b.place);
    });
    return found;
}

SearchGroup search_questions(const Workspace& workspace, const store::Reading& db, const SearchQuery& query,
                             Language language, const std::optional<store::SearchBookmark>& after,
                             std::size_t limit)
{
    SearchGroup group;
    const auto all = questions_found(workspace, db, query, language);
    group.count = static_cast<std::int64_t>(std::min<std::size_t>(all.size(), 1001));
    store::SearchBookmark last;
    for (const auto& one : all) {
        const store::SearchBookmark here{one.tier, static_cast<std::int64_t>(one.place)};
        if (after && std::tie(here.tier, here.id) <= std::tie(after->tier, after->id)) continue;
        if (group.matches.size() == limit) {
            group.next = last;
            break;
        }
        auto match = explained(query, fields_of(*one.question, language));
        match.address = one.address;
        const auto& identity = one.checklist->identity;
        match.context = identity.standard + ":" + std::to_string(identity.edition);
        group.matches.push_back(std::move(match));
        last = here;
    }
    return group;
}

} // namespace

bool may_search(const Actor& actor, SearchKind kind)
{
    constexpr std::array needed = {Permission::ReadContent,  Permission::ReadFinding, Permission::ReadFinding,
                                   Permission::ReadEvidence, Permission::ReadAudit,   Permission::ReadPeople};
    return may(actor, needed.at(static_cast<std::size_t>(kind)));
}

SearchGroup search_in(const Workspace& workspace, const store::Reading& db, const Actor& actor,
                      SearchKind kind, const SearchQuery& query, Language language,
                      const std::optional<store::SearchBookmark>& after, std::size_t limit)
{
    if (!may_search(actor, kind)) return {kind, {}, 0, std::nullopt};
    if (kind == SearchKind::Question) return search_questions(workspace, db, query, language, after, limit);
    SearchGroup group;
    group.kind = kind;
    try {
        auto page = store::found(db, kind, query, actor, after, limit);
        group.next = page.next;
        group.count = page.keys.size() < limit && !after ? static_cast<std::int64_t>(page.keys.size())
                                                         : store::found_count(db, kind, query, actor);
        for (const auto& key : page.keys)
            group.matches.push_back(match_of(query, kind, key, store::searched_fields(db, kind, key)));
    } catch (const store::DamagedData& broken) {
        throw SearchDamaged(broken.what());
    }
    return group;
}

bool is_search_damaged(const store::Reading& db)
{
    try {
        return store::is_search_index_damaged(db);
    } catch (const store::DamagedData&) {
        return true;
    }
}

std::int64_t rebuild_search(Workspace& workspace)
{
    auto verb = workspace.begin(system_actor(), "");
    store::rebuild_search_index(verb);
    const auto records = store::indexed_records(verb);
    verb.commit();
    return records;
}

void note_search_damage(Workspace& workspace)
{
    try {
        auto verb = workspace.begin(system_actor(), "");
        store::note_search_damage(verb);
        verb.commit();
    } catch (const store::DiskFull&) {
        return;
    } catch (const store::ReadOnlyNow&) {
        return;
    } catch (const store::DamagedData&) {
        return;
    }
}

} // namespace clausebook
