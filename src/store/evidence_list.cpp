#include "store/evidence_list.h"

#include "core/base/text.h"
#include "core/evidence/preview.h"
#include "store/evidence_row.h"
#include "store/keys.h"
#include "store/sight.h"

#include <array>
#include <set>

namespace clausebook::store {
namespace {

constexpr std::string_view no_last_day = "9999-12-31";

/// A condition and its parameters, grown piece by piece.
struct Condition {
    std::string sql = "1 = 1";
    Params params;

    void add(const std::string& piece, const Params& values = {})
    {
        sql += " AND " + piece;
        params.insert(params.end(), values.begin(), values.end());
    }
};

/// A text as LIKE takes it to mean itself.
std::string literal(const std::string& text)
{
    std::string escaped;
    for (const char c : text) {
        if (c == '%' || c == '_' || c == '\\') escaped += '\\';
        escaped += c;
    }
    return escaped;
}

/// Waiting for a decision: an accepted record may have a new version that does.
void add_submitted(Condition& condition, const Id<Person>& not_by)
{
    condition.add(
        "e.key IN (SELECT evidence FROM evidence_version WHERE state = 'SUBMITTED' AND uploaded_by <> ?)",
        {not_by.str()});
}

/// Whether what ends by a day is asked for: then the index of last days finds far fewer rows than that of
/// states, which the plus keeps SQLite from taking.
enum class FoundBy { State, LastDay };

void add_state(Condition& condition, EvidenceState state, const std::string& today, FoundBy found_by)
{
    const auto stored = state == EvidenceState::Expired ? EvidenceState::Accepted : state;
    condition.add(found_by == FoundBy::State ? "e.state = ?" : "+e.state = ?", {str(stored)});
    if (state == EvidenceState::Expired) condition.add("e.valid_until < ?", {today});
    if (state == EvidenceState::Accepted) condition.add("e.valid_until >= ?", {today});
}

void add_expiry(Condition& condition, Expiry expiry, Date today)
{
    const auto day = to_string(today);
    switch (expiry) {
    case Expiry::Any:
        return;
    case Expiry::Expired:
        condition.add("e.valid_until < ?", {day});
        return;
    case Expiry::Soon:
        condition.add("e.valid_until >= ? AND e.valid_until <= ?",
                      {day, to_string(plus_days(today, expires_soon_days))});
        return;
    case Expiry::Valid:
        condition.add("e.valid_until >= ?", {day});
        return;
    case Expiry::None:
        condition.add("e.valid_until = ?", {std::string(no_last_day)});
        return;
    }
}

FoundBy found_by(const EvidenceFilter& filter)
{
    const bool ends = filter.state == EvidenceState::Expired || filter.expiry == Expiry::Soon
        || filter.expiry == Expiry::Expired;
    return ends ? FoundBy::LastDay : FoundBy::State;
}

Condition condition_of(const EvidenceFilter& filter, const Actor& actor, Date today)
{
    Condition condition;
    if (const auto seen = seen_evidence(actor); !seen.sql.empty()) condition.add(seen.sql, seen.params);
    if (filter.type) condition.add("e.type = ?", {std::string(str(*filter.type))});
    if (filter.state == EvidenceState::Submitted)
        add_submitted(condition, filter.not_by);
    else if (filter.state)
        add_state(condition, *filter.state, to_string(today), found_by(filter));
    add_expiry(condition, filter.expiry, today);
    if (!filter.owner.empty()) condition.add("e.owner = ?", {filter.owner.str()});
    if (filter.mine)
        condition.add("(e.owner = ? OR e.registered_by = ?)", {actor.person.str(), actor.person.str()});
    for (const auto& word : words(folded(filter.text)))
        condition.add("e.title_fold LIKE ? ESCAPE '\\'", {"%" + literal(word) + "%"});
    if (!filter.tag.empty())
        condition.add("e.key IN (SELECT evidence FROM evidence_tag WHERE fold = ?)", {folded(filter.tag)});
    if (!filter.clause.empty())
        condition.add("EXISTS (SELECT 1 FROM evidence_link l LEFT JOIN finding f ON l.kind = 'finding' AND "
                      "f.key = l.target "
                      "WHERE l.evidence = e.key AND (l.clause = ? OR l.clause LIKE ? OR f.clause = ? OR "
                      "f.clause LIKE ?))",
                      {filter.clause, filter.clause + ".%", filter.clause, filter.clause + ".%"});
    return condition;
}

std::string column_of(EvidenceSort sort)
{
    constexpr std::array columns = {"serial", "title_sort", "type", "received_at", "valid_until", "state"};
    return columns[static_cast<std::size_t>(sort)];
}

struct Statement {
    std::string sql;
    Params params;
};

Statement page_statement(const EvidenceQuery& query, const Actor& actor, Date today)
{
    auto condition = condition_of(query.filter, actor, today);
    const bool by_number = query.sort == EvidenceSort::Number;
    const bool ascending = query.direction == Direction::Ascending;
    const auto column = "e." + column_of(query.sort);
    const std::string way = ascending ? " ASC" : " DESC";
    const std::string beyond = ascending ? " > " : " < ";
    if (query.after && by_number) condition.add("e.serial" + beyond + "?", {query.after->serial});
    if (query.after && !by_number)
        condition.add("(" + column + ", e.serial)" + beyond + "(?, ?)",
                      {query.after->sort_value, query.after->serial});
    auto sql = "SELECT e.* FROM evidence e WHERE " + condition.sql + " ORDER BY " + column + way;
    if (!by_number) sql += ", e.serial" + way;
    condition.params.emplace_back(query.limit + 1);
    return {sql + " LIMIT ?", condition.params};
}

} // namespace

EvidencePage evidence_page(const Reading& db, const EvidenceQuery& query, const Actor& actor, Date today)
{
    const auto statement = page_statement(query, actor, today);
    EvidencePage page;
    EvidencePlace last;
    for (const auto& row : db.rows(statement.sql, statement.params)) {
        if (static_cast<std::int64_t>(page.rows.size()) == query.limit) {
            page.next = last;
            break;
        }
        page.rows.push_back(evidence_from(row));
        last.serial = row.number("serial");
        last.sort_value =
            query.sort == EvidenceSort::Number ? std::string() : row.text(column_of(query.sort));
    }
    return page;
}

std::int64_t evidence_count(const Reading& db, const EvidenceFilter& filter, const Actor& actor, Date today)
{
    auto rest = filter;
    Condition from;
    from.sql = "evidence e WHERE ";
    if (filter.state == EvidenceState::Submitted) {
        // From one that waits to the next by the index, no further than is counted.
        rest.state.reset();
        from.sql =
            "(SELECT DISTINCT evidence FROM evidence_version WHERE state = 'SUBMITTED' AND uploaded_by <> ?) "
            "w CROSS JOIN evidence e WHERE e.key = w.evidence AND ";
        from.params = {filter.not_by.str()};
    }
    const auto condition = condition_of(rest, actor, today);
    from.params.insert(from.params.end(), condition.params.begin(), condition.params.end());
    from.params.emplace_back(count_limit + 1);
    return db.number("SELECT count(*) FROM (SELECT 1 FROM " + from.sql + condition.sql + " LIMIT ?) found",
                     from.params);
}

std::map<Id<Evidence>, std::vector<std::string>> answers_relying_on(const Reading& db,
                                                                    const std::vector<Evidence>& rows)
{
    if (rows.empty()) return {};
    const auto keys = keys_of(rows);
    std::map<Id<Evidence>, std::set<std::string>> questions;
    for (const auto& row : db.rows("SELECT evidence, target FROM evidence_link WHERE evidence IN ("
                                       + keys.marks + ") AND kind = 'answer'",
                                   keys.params)) {
        const auto target = row.text("target");
        questions[Id<Evidence>(row.text("evidence"))].insert(target.substr(target.rfind('/') + 1));
    }
    std::map<Id<Evidence>, std::vector<std::string>> found;
    for (const auto& [evidence, all] : questions) found[evidence] = {all.begin(), all.end()};
    return found;
}

std::map<Id<Evidence>, std::string> previews_of(const Reading& db, const std::vector<Evidence>& rows)
{
    const auto keys = keys_of(rows);
    std::map<Id<Evidence>, EvidenceVersion> standing;
    for (const auto& row :
         db.rows("SELECT f.*, v.evidence AS evidence, v.serial AS version_serial, v.state AS state FROM "
                 "evidence e JOIN evidence_version v ON v.evidence = e.key AND v.serial = e.current JOIN "
                 "evidence_file f ON f.evidence_version = v.key WHERE e.key IN ("
                     + keys.marks + ") ORDER BY v.evidence, f.serial",
                 keys.params)) {
        auto& version = standing[Id<Evidence>(row.text("evidence"))];
        version.serial = static_cast<int>(row.number("version_serial"));
        version.state = parse_evidence_state(row.text("state")).value();
        version.files.push_back(file_from(row));
    }
    std::map<Id<Evidence>, std::string> found;
    for (const auto& [key, version] : standing)
        if (auto open = preview_address(key, version); !open.empty()) found.emplace(key, std::move(open));
    return found;
}

std::vector<std::string> tags_in_use(const Reading& db, const Actor& actor, std::size_t limit)
{
    auto seen = seen_evidence(actor);
    if (seen.sql.empty()) seen.sql = "1 = 1";
    // From one word to the next by the index, however often each is used.
    const auto sql =
        "WITH RECURSIVE word (fold) AS (SELECT min(fold) FROM evidence_tag UNION ALL SELECT "
        "(SELECT min(t.fold) FROM evidence_tag t WHERE t.fold > word.fold) FROM word WHERE "
        "word.fold IS NOT NULL) SELECT (SELECT t.tag FROM evidence_tag t JOIN evidence e ON e.key "
        "= t.evidence WHERE t.fold = word.fold AND "
        + seen.sql + " ORDER BY t.evidence LIMIT 1) AS tag FROM word WHERE word.fold IS NOT NULL LIMIT ?";
    constexpr std::int64_t most_words = 500;
    seen.params.emplace_back(most_words);
    std::vector<std::string> tags;
    for (const auto& row : db.rows(sql, seen.params))
        if (auto tag = row.text("tag"); !tag.empty() && tags.size() < limit) tags.push_back(std::move(tag));
    return tags;
}

std::vector<std::string> evidence_page_plan(const Reading& db, const EvidenceQuery& query, const Actor& actor,
                                            Date today)
{
    const auto statement = page_statement(query, actor, today);
    std::vector<std::string> lines;
    for (const auto& row : db.rows("EXPLAIN QUERY PLAN " + statement.sql, statement.params))
        lines.push_back(row.text("detail"));
    return lines;
}

} // namespace clausebook::store
