#include "core/base/text.h"
#include "store/finding_row.h"
#include "store/findings.h"

namespace clausebook::store {
namespace {

/// Findings of an audit that was cancelled stay as they are, and nobody can end them: they are not open.
constexpr const char* not_cancelled = "audit NOT IN (SELECT key FROM audit WHERE state = 'CANCELLED')";

/// A folded text as LIKE looks for it, with its wildcards taken as letters.
std::string pattern(const std::string& text)
{
    std::string like = "%";
    for (const char c : folded(trimmed(text))) {
        if (c == '%' || c == '_' || c == '\\') like += '\\';
        like += c;
    }
    return like + "%";
}

Where where_of(const FindingFilter& filter)
{
    Where where;
    where.add(seen_findings(filter.sight));
    if (!filter.audit.empty()) where.add("audit = ?", {filter.audit.str()});
    if (filter.grade) where.add("grade = ?", {std::string(str(*filter.grade))});
    if (filter.state) where.add("state = ?", {std::string(str(*filter.state))});
    if (!filter.states.empty()) {
        where.add(not_cancelled, {}); // as finding_counts() counts them
        std::string marks;
        for (const auto state : filter.states) {
            marks += marks.empty() ? "?" : ", ?";
            where.params.emplace_back(std::string(str(state)));
        }
        where.sql += " AND state IN (" + marks + ")";
    }
    if (filter.open_only) {
        where.add("state NOT IN ('CLOSED', 'WITHDRAWN')", {});
        where.add(not_cancelled, {});
    }
    if (filter.late_on) where.add(late_finding("finding", *filter.late_on));
    if (filter.clause) {
        const auto clause = filter.clause->str();
        where.add("(clause = ? OR clause LIKE ?)", {clause, clause + ".%"});
    }
    if (!trimmed(filter.text).empty()) where.add("text_fold LIKE ? ESCAPE '\\'", {pattern(filter.text)});
    return where;
}

constexpr std::string_view grade_rank =
    "CASE grade WHEN 'MAJOR' THEN 1 WHEN 'MINOR' THEN 2 WHEN 'AOC' THEN 3 ELSE 4 END";

/// What a list is ordered by; `audit` and `serial` make every place in it a single one.
struct Order {
    std::string columns;
    std::string direction;
    std::string beyond; ///< how the next page compares with the last row
};

Order order_of(FindingSort sort)
{
    switch (sort) {
    case FindingSort::Grade:
        return {std::string(grade_rank) + ", audit, serial", "ASC", ">"};
    case FindingSort::Clause:
        return {"clause_sort, audit, serial", "ASC", ">"};
    case FindingSort::Newest:
        break;
    }
    return {"found_on, audit, serial", "DESC", "<"};
}

std::string with_direction(const Order& order)
{
    const auto comma = order.columns.find(", audit, serial");
    return order.columns.substr(0, comma) + " " + order.direction + ", audit " + order.direction + ", serial "
        + order.direction;
}

} // namespace

FindingSight finding_sight(const Actor& actor)
{
    return {actor.is(Role::QualityManager) || actor.is(Role::TopManagement), actor.person};
}

std::int64_t finding_count(const Reading& db, const FindingFilter& filter)
{
    const auto where = where_of(filter);
    return db.number("SELECT count(*) FROM (SELECT 1 FROM finding WHERE " + where.sql + " LIMIT 1001)",
                     where.params);
}

FindingPage findings(const Reading& db, const FindingFilter& filter, const Id<Finding>& after, int limit)
{
    auto where = where_of(filter);
    const auto order = order_of(filter.sort);
    FindingPage page;
    page.count = finding_count(db, filter);
    if (!after.empty() && finding(db, after))
        where.add("(" + order.columns + ") " + order.beyond + " (SELECT " + order.columns
                      + " FROM finding WHERE key = ?)",
                  {after.str()});
    where.params.emplace_back(std::int64_t{limit} + 1);
    auto found = findings_by(
        db, "SELECT * FROM finding WHERE " + where.sql + " ORDER BY " + with_direction(order) + " LIMIT ?",
        where.params);
    if (found.size() > static_cast<std::size_t>(limit)) {
        found.pop_back();
        page.next = found.back().key;
    }
    page.findings = std::move(found);
    return page;
}

std::vector<Id<Audit>> audits_with_findings(const Reading& db, const FindingSight& sight)
{
    Where where;
    where.add(seen_findings(sight));
    std::vector<Id<Audit>> audits;
    for (const auto& row :
         db.rows("SELECT u.audit AS audit FROM (SELECT key AS audit, starts_on FROM audit) u WHERE EXISTS "
                 "(SELECT 1 FROM finding WHERE finding.audit = u.audit AND "
                     + where.sql + ") ORDER BY u.starts_on DESC, u.audit DESC",
                 where.params))
        audits.emplace_back(row.text("audit"));
    return audits;
}

std::vector<FindingCount> finding_counts(const Reading& db, const FindingSight& sight, const Id<Audit>& audit)
{
    Where where;
    where.add(seen_findings(sight));
    if (!audit.empty()) where.add("audit = ?", {audit.str()});
    auto params = where.params;
    params.insert(params.end(), where.params.begin(), where.params.end());
    std::vector<FindingCount> counts;
    // All, less those of audits that were cancelled: these are few, and to ask it of each row takes longer.
    for (const auto& row : db.rows(
             "SELECT grade, state, sum(n) AS n FROM (SELECT grade, state, count(*) AS n FROM finding WHERE "
                 + where.sql
                 + " GROUP BY grade, state UNION ALL SELECT grade, state, -count(*) FROM (SELECT key AS "
                   "cancelled FROM audit WHERE state = 'CANCELLED') u CROSS JOIN finding ON finding.audit "
                   "= u.cancelled WHERE "
                 + where.sql + " GROUP BY grade, state) AS counted GROUP BY grade, state HAVING sum(n) > 0 "
                 + "ORDER BY " + std::string(grade_rank) + ", state",
             params))
        counts.push_back({parse_grade(row.text("grade")).value(),
                          parse_finding_state(row.text("state")).value(), row.number("n")});
    return counts;
}

} // namespace clausebook::store
