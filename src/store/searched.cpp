#include "store/searched.h"

#include <algorithm>
#include <stdexcept>

namespace clausebook::store {
namespace {

struct Column {
    std::string_view name;
    SearchPlace place = SearchPlace::Text;
    std::string_view label = {}; ///< search.field.<label>, where it is not the column's name
};

/// The rows of one table that belong to a record.
struct Part {
    std::string_view table;
    std::string_view condition; ///< finds them by the record's key
    std::vector<Column> columns;
};

/// A noun that is searched. Every row of its parts that a verb changes brings the record's text up to date.
struct Noun {
    SearchKind kind;
    std::size_t segments;    ///< of a key, between slashes: those the rows of all parts share with the record
    std::vector<Part> parts; ///< the record's own first
};

const std::vector<Noun>& nouns()
{
    using enum SearchPlace;
    static const std::vector<Noun> table = {
        {SearchKind::Finding,
         2,
         {{"finding",
           "key = ?",
           {{"number", Number},
            {"statement", Title, "title"},
            {"clause"},
            {"process"},
            {"requirement"},
            {"objective_evidence"},
            {"criterion_section"},
            {"grade_reason"},
            {"withdrawn_reason"}}},
          {"finding_response",
           "key = ?",
           {{"correction"},
            {"extent_check"},
            {"why_1"},
            {"why_2"},
            {"why_3"},
            {"why_4"},
            {"why_5"},
            {"root_cause"},
            {"why_not_detected"},
            {"side_effects"},
            {"similar_processes"}}},
          {"finding_verification", "key = ?", {{"effect_criterion"}, {"observation"}}},
          {"finding_step", "finding = ? ORDER BY serial", {{"comment"}}}}},
        {SearchKind::Action,
         1,
         {{"action", "key = ?", {{"key", Number, "number"}, {"text", Title, "title"}, {"effect"}}},
          {"action_step", "action = ? ORDER BY serial", {{"comment"}}}}},
        {SearchKind::Evidence,
         1,
         {{"evidence", "key = ?", {{"key", Number, "number"}, {"title", Title}, {"note"}}},
          {"evidence_version",
           "evidence = ? ORDER BY serial DESC",
           {{"version_label"}, {"location"}, {"decision_reason"}}},
          {"evidence_file",
           "evidence_version IN (SELECT key FROM evidence_version WHERE evidence = ?) ORDER BY rowid DESC",
           {{"name", Text, "file_name"}}},
          {"evidence_reference",
           "key IN (SELECT key FROM evidence_version WHERE evidence = ?) ORDER BY key DESC",
           {{"kept_by"}, {"number", Text, "reference_number"}}},
          {"evidence_tag", "evidence = ? ORDER BY fold", {{"tag"}}}}},
        {SearchKind::Audit,
         1,
         {{"audit",
           "key = ?",
           {{"key", Number, "number"}, {"title", Title}, {"scope"}, {"objectives"}, {"risk_basis"}}}}},
        {SearchKind::Person,
         1,
         {{"person", "key = ?", {{"name", Title, "title"}, {"function"}, {"organization"}, {"email"}}}}},
    };
    return table;
}

const Noun& noun_of(SearchKind kind)
{
    const auto found =
        std::find_if(nouns().begin(), nouns().end(), [&](const Noun& noun) { return noun.kind == kind; });
    if (found == nouns().end()) throw std::logic_error("not in the index: " + std::string(str(kind)));
    return *found;
}

/// The first segments of a key: "EV-0001" of "EV-0001/2/1".
std::string beginning(const std::string& key, std::size_t segments)
{
    std::size_t end = 0;
    for (std::size_t i = 0; i < segments && end != std::string::npos; ++i)
        end = key.find('/', end + (i ? 1 : 0));
    return key.substr(0, end);
}

} // namespace

std::string_view searched_table(SearchKind kind)
{
    return noun_of(kind).parts.front().table;
}

void note_searched(SearchedRecords& records, std::string_view table, const std::string& key)
{
    for (const auto& noun : nouns())
        if (std::any_of(noun.parts.begin(), noun.parts.end(),
                        [&](const Part& part) { return part.table == table; }))
            records.emplace(noun.kind, beginning(key, noun.segments));
}

std::vector<SearchField> written_fields(const Reading& db, SearchKind kind, const std::string& key)
{
    const auto& noun = noun_of(kind);
    std::vector<SearchField> fields;
    for (const auto& part : noun.parts) {
        std::string sql = "SELECT ";
        for (const auto& column : part.columns) {
            if (&column != &part.columns.front()) sql += ", ";
            sql += column.name;
        }
        sql += " FROM ";
        sql += part.table;
        sql += " WHERE ";
        sql += part.condition;
        const auto rows = db.rows(sql, {key});
        if (rows.empty() && &part == &noun.parts.front()) return {};
        for (const auto& row : rows)
            for (const auto& column : part.columns)
                if (auto text = row.text(column.name); !text.empty())
                    fields.push_back({std::string(column.label.empty() ? column.name : column.label),
                                      column.place,
                                      std::move(text),
                                      {}});
    }
    return fields;
}

std::string indexed_words(const std::vector<SearchField>& fields, SearchPlace place)
{
    std::string all;
    for (const auto& field : fields) {
        if (field.place != place) continue;
        if (!all.empty())
            ((all += ' ') += between_texts) += ' '; // no phrase goes from one text into the next
        all += search_words(field.text);
    }
    return all;
}

IndexedText indexed(const std::vector<SearchField>& fields)
{
    IndexedText text{indexed_words(fields, SearchPlace::Number), indexed_words(fields, SearchPlace::Title),
                     indexed_words(fields, SearchPlace::Text)};
    if (!text.number.empty()) (text.number += ' ') += between_texts;
    return text;
}

} // namespace clausebook::store
