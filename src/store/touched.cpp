#include "store/touched.h"

#include <algorithm>

namespace clausebook::store {
namespace {

constexpr std::int64_t most_changes = 5000;

/// The part of a key that stands before its `count`-th slash.
std::string upto(const std::string& text, int count)
{
    std::size_t at = 0;
    for (; at < text.size(); ++at)
        if (text[at] == '/' && --count == 0) break;
    return text.substr(0, at);
}

std::string after_slashes(const std::string& text, int count)
{
    const auto before = upto(text, count);
    return before.size() < text.size() ? text.substr(before.size() + 1) : std::string();
}

} // namespace

const std::vector<std::string_view>& tables_of_figures()
{
    static const std::vector<std::string_view> tables = {
        "audit",    "audit_basis",      "answer",       "finding", "finding_question",
        "evidence", "evidence_version", "evidence_link"};
    return tables;
}

Touched audits_touched(const Reading& db, std::int64_t after, std::int64_t until)
{
    Touched touched;
    const auto rows = db.rows("SELECT entry, subject FROM journal_change WHERE entry > ? AND entry <= ? "
                              "ORDER BY entry, position LIMIT ?",
                              {after, until, most_changes + 1});
    touched.more = static_cast<std::int64_t>(rows.size()) > most_changes;
    if (touched.more) return touched;
    std::map<std::string, std::int64_t> evidence;
    const auto touch = [&](const std::string& audit, std::int64_t entry) {
        auto& last = touched.audits[Id<Audit>(audit)];
        last = std::max(last, entry);
    };
    for (const auto& row : rows) {
        const auto subject = row.text("subject");
        const auto entry = row.number("entry");
        const auto table = upto(subject, 1);
        const auto key = after_slashes(subject, 1);
        if (table == "audit" || table == "audit_basis" || table == "answer" || table == "finding"
            || table == "finding_question")
            touch(upto(key, 1), entry);
        else if (table == "evidence" || table == "evidence_version")
            evidence[upto(key, 1)] = entry;
        else if (table == "evidence_link" && upto(after_slashes(key, 1), 1) == "answer")
            touch(upto(after_slashes(key, 2), 1), entry);
    }
    for (const auto& [key, entry] : evidence)
        for (const auto& row : db.rows(
                 "SELECT DISTINCT audit FROM evidence_link WHERE evidence = ? AND audit IS NOT NULL", {key}))
            touch(row.text("audit"), entry);
    return touched;
}

} // namespace clausebook::store
