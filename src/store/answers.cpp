#include "store/answers.h"

#include "core/base/mapped.h"
#include "core/base/text.h"
#include "store/answer_row.h"
#include "store/errors.h"

#include <algorithm>

namespace clausebook::store {
namespace {

template <typename Value>
Value known(const std::optional<Value>& value, const Row& row)
{
    if (!value) throw DamagedData("answer " + row.text("key"));
    return *value;
}

std::vector<ClauseNumber> clauses_in(const std::string& list)
{
    return mapped(words(list), [](const std::string& word) { return ClauseNumber::parse(word).value(); });
}

} // namespace

Answer answer_from(const Row& row)
{
    Answer a{{Id<Audit>(row.text("audit")), known(QuestionId::parse(row.text("question")), row),
              row.text("site")}};
    a.version = row.number("version");
    a.result = known(parse_result(row.text("result")), row);
    a.note = row.text("note");
    a.method = known(parse_answer_method(row.text("method")), row);
    a.interviewee = row.text("interviewee");
    a.na_approved_by = Id<Person>(row.text("na_approved_by"));
    a.na_approved_on = row.date("na_approved_on");
    a.flagged = row.flag("flagged");
    a.by = Id<Person>(row.text("answered_by"));
    a.at = row.instant("answered_at");
    return a;
}

std::optional<Answer> answer(const Reading& db, const AnswerKey& key)
{
    const auto row = db.row("SELECT * FROM answer WHERE key = ?", {key.str()});
    return row ? std::optional(answer_from(*row)) : std::nullopt;
}

std::vector<Answer> answers(const Reading& db, const Id<Audit>& audit)
{
    std::vector<Answer> all;
    for (const auto& row : db.rows("SELECT * FROM answer WHERE audit = ?", {audit.str()}))
        all.push_back(answer_from(row));
    std::sort(all.begin(), all.end(), [](const Answer& a, const Answer& b) { return a.key < b.key; });
    return all;
}

Version save(Writing& verb, const Answer& a)
{
    return verb.put("answer", a.key.str(),
                    {{"audit", a.key.audit.str()},
                     {"site", a.key.site},
                     {"question", a.key.question.str()},
                     {"result", std::string(str(a.result))},
                     {"note", a.note},
                     {"method", std::string(str(a.method))},
                     {"interviewee", a.interviewee},
                     {"na_approved_by", optional_text(a.na_approved_by.str())},
                     {"na_approved_on", date_text(a.na_approved_on)},
                     {"flagged", std::int64_t{a.flagged}},
                     {"answered_by", a.by.str()},
                     {"answered_at", to_string(a.at)}},
                    a.version);
}

std::vector<EarlierAnswer> earlier_answers(const Reading& db, const Id<Audit>& audit,
                                           const std::vector<QuestionId>& questions)
{
    // For each question from one audit's start to the one before it by the index, until there is an answer.
    // The plus keeps SQLite from gathering all audits of the checklist first.
    constexpr std::string_view latest =
        "SELECT a.*, u.starts_on AS starts_on FROM audit me CROSS JOIN audit u CROSS JOIN answer a "
        "WHERE me.key = ? AND u.starts_on <= me.starts_on AND u.key <> me.key AND u.state <> 'CANCELLED' "
        "AND a.question = ? AND a.audit = u.key AND a.result <> '' AND +u.checklist IN "
        "(SELECT c.key FROM checklist mine JOIN checklist c ON c.standard = mine.standard AND "
        "c.edition = mine.edition WHERE mine.key = me.checklist) "
        "ORDER BY u.starts_on DESC, a.answered_at DESC, a.key LIMIT 1";
    std::vector<EarlierAnswer> earlier;
    for (const auto& question : questions)
        if (const auto row = db.row(latest, {audit.str(), question.str()}))
            earlier.push_back({Id<Audit>(row->text("audit")), row->date("starts_on"), answer_from(*row)});
    std::sort(earlier.begin(), earlier.end(), [](const EarlierAnswer& a, const EarlierAnswer& b) {
        return a.answer.key.question < b.answer.key.question;
    });
    return earlier;
}

std::vector<FindingOnClause> findings_on_clauses(const Reading& db, const Id<Audit>& audit)
{
    std::vector<FindingOnClause> findings;
    std::string last;
    const auto rows = db.rows(
        "SELECT f.key AS finding, f.number, f.grade, f.state, f.clause, f.secondary_clauses, q.site, "
        "q.question "
        "FROM finding f "
        "LEFT JOIN finding_question q ON q.finding = f.key WHERE f.audit = ? AND f.state <> 'WITHDRAWN' "
        "ORDER BY f.serial, q.key",
        {audit.str()});
    for (const auto& row : rows) {
        if (row.text("finding") != last)
            findings.push_back({ClauseNumber::parse(row.text("clause")),
                                {},
                                parse_grade(row.text("grade")).value(),
                                parse_finding_state(row.text("state")).value(),
                                Id<Finding>(row.text("finding")),
                                row.text("number"),
                                clauses_in(row.text("secondary_clauses"))});
        last = row.text("finding");
        if (const auto question = QuestionId::parse(row.text("question")))
            findings.back().questions.push_back({row.text("site"), *question});
    }
    return findings;
}

} // namespace clausebook::store
