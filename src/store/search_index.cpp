#include "store/search_index.h"

#include "core/base/text.h"
#include "store/search_content.h"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace clausebook::store {
namespace {

/// Rises when what is indexed, or how, changes.
constexpr const char* index_version = "1";

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
           {{"name", Text, "file_name"}}}}},
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

/// What is written in the record itself, without its files.
std::vector<SearchField> written_fields(const Reading& db, const Noun& noun, const std::string& key)
{
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

/// The columns of the index.
struct IndexedText {
    std::string number;
    std::string title;
    std::string text;
};

std::string words_of(const std::vector<SearchField>& fields, SearchPlace place)
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
    IndexedText text{words_of(fields, SearchPlace::Number), words_of(fields, SearchPlace::Title),
                     words_of(fields, SearchPlace::Text)};
    if (!text.number.empty()) (text.number += ' ') += between_texts;
    return text;
}

std::int64_t next_id(const Reading& db, SearchKind kind)
{
    const auto [first, beyond] = search_ids(kind);
    const auto last = db.number(
        "SELECT id FROM search_document WHERE id >= ? AND id < ? ORDER BY id DESC LIMIT 1", {first, beyond});
    return last ? last + 1 : first;
}

/// The hashes of search_document.contents.
std::set<std::string> hashes_in(const std::string& mark)
{
    std::set<std::string> hashes;
    for (const auto& word : words(mark)) hashes.insert(word.substr(0, word.find(':')));
    return hashes;
}

/// Returns whether words have gone.
bool forget_texts(Writing& verb, const std::string& before, const std::string& now)
{
    const auto kept = hashes_in(now);
    bool gone = false;
    for (const auto& hash : hashes_in(before)) {
        if (kept.contains(hash)) continue;
        forget_text(verb, hash);
        gone = true;
    }
    if (gone) verb.plain("INSERT OR REPLACE INTO search_state (key, value) VALUES ('sweep', '0')");
    return gone;
}

bool remove_document(Writing& verb, const Row& document)
{
    const auto id = document.number("id");
    verb.plain("DELETE FROM search_text WHERE rowid = ?", {id});
    verb.plain("DELETE FROM search_document WHERE id = ?", {id});
    return forget_texts(verb, document.text("contents"), {});
}

/// One record: its document as it should be. Returns whether contents wait now, or a sweep.
bool index_record(Writing& verb, SearchKind kind, const std::string& key)
{
    const auto before = verb.row("SELECT id, contents FROM search_document WHERE kind = ? AND key = ?",
                                 {std::string(str(kind)), key});
    const auto fields = written_fields(verb, noun_of(kind), key);
    if (fields.empty()) return before && remove_document(verb, *before);
    const auto text = indexed(fields);
    const auto contents =
        kind == SearchKind::Evidence ? contents_of(verb, key) : std::vector<RecordContent>();
    const bool waits = queue_contents(verb, contents);
    const auto mark = contents_mark(verb, contents);
    const auto inside = [&] {
        return words_of(texts_inside(verb, contents), SearchPlace::Inside);
    };
    if (!before) {
        const auto id = next_id(verb, kind);
        verb.plain("INSERT INTO search_document (id, kind, key, contents) VALUES (?, ?, ?, ?)",
                   {id, std::string(str(kind)), key, mark});
        verb.plain("INSERT INTO search_text (rowid, number, title, text, inside) VALUES (?, ?, ?, ?, ?)",
                   {id, text.number, text.title, text.text, inside()});
        return waits;
    }
    const auto id = before->number("id");
    if (before->text("contents") != mark) {
        verb.plain("UPDATE search_document SET contents = ? WHERE id = ?", {mark, id});
        verb.plain("UPDATE search_text SET number = ?, title = ?, text = ?, inside = ? WHERE rowid = ?",
                   {text.number, text.title, text.text, inside(), id});
        return forget_texts(verb, before->text("contents"), mark) || waits;
    }
    // A long text inside is not taken apart again when nothing but a state has changed.
    const auto known = verb.row("SELECT number, title, text FROM search_text WHERE rowid = ?", {id});
    if (!known || known->text("number") != text.number || known->text("title") != text.title
        || known->text("text") != text.text)
        verb.plain("UPDATE search_text SET number = ?, title = ?, text = ? WHERE rowid = ?",
                   {text.number, text.title, text.text, id});
    return waits;
}

} // namespace

std::pair<std::int64_t, std::int64_t> search_ids(SearchKind kind)
{
    constexpr std::int64_t room = std::int64_t{1} << 40;
    const auto place = static_cast<std::int64_t>(kind) + 1;
    return {place * room, (place + 1) * room};
}

void note_searched(SearchedRecords& records, std::string_view table, const std::string& key)
{
    for (const auto& noun : nouns())
        if (std::any_of(noun.parts.begin(), noun.parts.end(),
                        [&](const Part& part) { return part.table == table; }))
            records.emplace(noun.kind, beginning(key, noun.segments));
}

bool index_records(Writing& verb, const SearchedRecords& records)
{
    bool waits = false;
    for (const auto& [kind, key] : records) waits |= index_record(verb, kind, key);
    return waits;
}

bool is_sweep_due(const Reading& db)
{
    return db.number("SELECT EXISTS (SELECT 1 FROM search_state WHERE key = 'sweep')") != 0;
}

bool sweep_search_index(Writing& verb)
{
    // All pieces of the index become one, in which nothing that was deleted is left (SQLite, FTS5, 'merge').
    constexpr std::int64_t pages = 500;
    constexpr std::int64_t most_steps = 5000;
    const auto row = verb.row("SELECT value FROM search_state WHERE key = 'sweep'");
    if (!row) return false;
    const auto step = std::stoll(row->text("value"));
    verb.plain("INSERT INTO search_text (search_text, rank) VALUES ('merge', ?)",
               {step == 0 ? -pages : pages});
    const auto pieces =
        verb.number("SELECT count(*) FROM (SELECT DISTINCT segid FROM search_text_idx LIMIT 2)");
    if (pieces > 1 && step < most_steps) {
        verb.plain("UPDATE search_state SET value = ? WHERE key = 'sweep'", {std::to_string(step + 1)});
        return true;
    }
    verb.plain("DELETE FROM search_state WHERE key = 'sweep'");
    return false;
}

bool is_search_index_old(const Reading& db)
{
    const auto row = db.row("SELECT value FROM search_state WHERE key = 'version'");
    return !row || row->text("value") != index_version;
}

void rebuild_search_index(Writing& verb)
{
    verb.plain("DELETE FROM search_text");
    verb.plain("DELETE FROM search_document");
    for (const auto& noun : nouns())
        for (const auto& row :
             verb.rows("SELECT key FROM " + std::string(noun.parts.front().table) + " ORDER BY rowid"))
            index_record(verb, noun.kind, row.text("key"));
    verb.plain("INSERT OR REPLACE INTO search_state (key, value) VALUES ('version', ?)", {index_version});
}

std::vector<SearchField> searched_fields(const Reading& db, SearchKind kind, const std::string& key)
{
    auto fields = written_fields(db, noun_of(kind), key);
    if (kind == SearchKind::Evidence && !fields.empty())
        for (auto& inside : texts_inside(db, contents_of(db, key))) fields.push_back(std::move(inside));
    return fields;
}

} // namespace clausebook::store
