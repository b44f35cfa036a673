#include "store/unproven.h"

#include "core/evidence/evidence.h"
#include "core/evidence/validity.h"
#include "core/readiness/coverage.h"
#include "store/answer_row.h"

#include <algorithm>

namespace clausebook::store {
namespace {

constexpr std::int64_t count_to = 1001;

std::string record_types()
{
    std::string codes;
    for (const auto type : all_evidence_types()) {
        if (!is_record_type(type)) continue;
        codes += codes.empty() ? "'" : ", '";
        codes += str(type);
        codes += "'";
    }
    return codes;
}

struct Question {
    std::string sql;
    Params params;
};

/// is_valid_evidence() of core, asked of all rows at once; a test holds the two together.
Question unproven_in(const Id<Audit>& audit, const std::string& site, const std::string& question, Date today)
{
    return {"FROM answer a WHERE a.audit = ? AND (a.site, a.question) > (?, ?) AND a.result = 'C' AND NOT "
            "EXISTS (SELECT 1 FROM evidence_link l JOIN evidence e ON e.key = l.evidence JOIN "
            "evidence_version v ON v.evidence = e.key AND v.serial = e.current WHERE l.kind = 'answer' AND "
            "l.target = a.key AND v.state = 'ACCEPTED' AND (v.valid_until = '' OR v.valid_until >= ?) AND "
            "(e.type NOT IN ("
                + record_types()
                + ") OR CASE WHEN v.period_to <> '' THEN v.period_to ELSE v.document_date END >= ?))",
            {audit.str(), site, question, to_string(today), to_string(records_count_from(today))}};
}

Question page_of(Question question, std::size_t limit)
{
    question.sql = "SELECT a.* " + question.sql + " ORDER BY a.site, a.question LIMIT ?";
    question.params.emplace_back(static_cast<std::int64_t>(limit));
    return question;
}

/// Where a page begins: which audit, and where in it.
struct Place {
    std::size_t audit = 0;
    std::string site;
    std::string question;
};

Place place_of(const std::vector<Id<Audit>>& audits, const std::string& after)
{
    const auto first = after.find('/');
    const auto last = after.rfind('/');
    if (first == std::string::npos || first == last) return {};
    const auto found = std::find(audits.begin(), audits.end(), Id<Audit>(after.substr(0, first)));
    if (found == audits.end()) return {};
    return {static_cast<std::size_t>(found - audits.begin()), after.substr(first + 1, last - first - 1),
            after.substr(last + 1)};
}

} // namespace

std::vector<Id<Audit>> counting_audits(const Reading& db, const Actor& actor, Date today)
{
    const bool all = actor.is(Role::QualityManager) || actor.is(Role::TopManagement);
    std::string sql = "SELECT key, state, starts_on FROM audit WHERE starts_on <= ?";
    Params params = {to_string(today)};
    if (!all) {
        sql += " AND key IN (SELECT audit FROM audit_member WHERE person = ?)";
        params.emplace_back(actor.person.str());
    }
    std::vector<Id<Audit>> audits;
    for (const auto& row : db.rows(sql + " ORDER BY starts_on DESC, key DESC", params)) {
        const auto state = parse_audit_state(row.text("state"));
        if (state && counts_on(*state, row.date("starts_on"), today)) audits.emplace_back(row.text("key"));
    }
    return audits;
}

UnprovenPage unproven_answers(const Reading& db, const std::vector<Id<Audit>>& audits,
                              const std::string& after, std::size_t limit, Date today)
{
    UnprovenPage page;
    for (const auto& audit : audits) {
        if (page.count >= count_to) break;
        auto all = unproven_in(audit, "", "", today);
        all.params.emplace_back(count_to - page.count);
        page.count += db.number("SELECT count(*) FROM (SELECT 1 " + all.sql + " LIMIT ?)", all.params);
    }
    auto place = place_of(audits, after);
    for (; place.audit < audits.size() && page.answers.size() <= limit; ++place.audit) {
        const auto question = page_of(unproven_in(audits[place.audit], place.site, place.question, today),
                                      limit + 1 - page.answers.size());
        for (const auto& row : db.rows(question.sql, question.params))
            page.answers.push_back(answer_from(row));
        place.site.clear();
        place.question.clear();
    }
    if (page.answers.size() > limit) {
        page.answers.resize(limit, page.answers.front());
        page.next = page.answers.back().key.str();
    }
    return page;
}

std::vector<std::string> unproven_plan(const Reading& db, const Id<Audit>& audit, Date today)
{
    const auto question = page_of(unproven_in(audit, "all", "7.4-Q2", today), 51);
    std::vector<std::string> lines;
    for (const auto& row : db.rows("EXPLAIN QUERY PLAN " + question.sql, question.params))
        lines.push_back(row.text("detail"));
    return lines;
}

} // namespace clausebook::store
