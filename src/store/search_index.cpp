#include "store/search_index.h"

#include "core/base/text.h"
#include "store/errors.h"
#include "store/search_content.h"
#include "store/session.h"

namespace clausebook::store {
namespace {

/// Rises when what is indexed, or how, changes.
constexpr const char* index_version = "2";

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
    const auto fields = written_fields(verb, kind, key);
    if (fields.empty()) return before && remove_document(verb, *before);
    const auto text = indexed(fields);
    const auto contents =
        kind == SearchKind::Evidence ? contents_of(verb, key) : std::vector<RecordContent>();
    const bool waits = queue_contents(verb, contents);
    const auto mark = contents_mark(verb, contents);
    const auto inside = [&] {
        return indexed_words(texts_inside(verb, contents), SearchPlace::Inside);
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

/// Takes a table of the index away and makes it again as it was made first, whatever is wrong inside it.
void make_anew(Writing& verb, const std::string& table)
{
    const auto made = verb.rows(
        "SELECT sql FROM sqlite_schema WHERE tbl_name = ? AND sql IS NOT NULL ORDER BY rowid", {table});
    if (made.empty()) throw DamagedData("the search index has lost its table " + table);
    verb.plain("DROP TABLE " + table);
    for (const auto& row : made) verb.plain(row.text("sql"));
}

/// Texts of contents that no record holds; all of them, to be read again, where they cannot be looked
/// through.
void forget_texts_of_none(Writing& verb)
{
    try {
        verb.plain("DELETE FROM search_content WHERE key NOT IN (SELECT f.sha256 FROM evidence_file f JOIN "
                   "evidence_version v ON v.key = f.evidence_version WHERE v.state <> 'DESTROYED')");
    } catch (const DamagedData&) {
        make_anew(verb, "search_content");
    }
}

} // namespace

std::pair<std::int64_t, std::int64_t> search_ids(SearchKind kind)
{
    constexpr std::int64_t room = std::int64_t{1} << 40;
    const auto place = static_cast<std::int64_t>(kind) + 1;
    return {place * room, (place + 1) * room};
}

bool index_records(Writing& verb, const SearchedRecords& records)
{
    bool waits = false;
    for (const auto& [kind, key] : records) waits |= index_record(verb, kind, key);
    return waits;
}

bool follow_with_index(Writing& verb, Session& session, const SearchedRecords& records)
{
    if (records.empty()) return false;
    session.run("SAVEPOINT search");
    try {
        const bool waits = !is_search_index_damaged(verb) && index_records(verb, records);
        session.run("SAVEPOINT written"); // what FTS5 holds in memory comes to its tables here
        session.run("RELEASE search");
        return waits;
    } catch (const DiskFull&) {
        throw;
    } catch (const ReadOnlyNow&) {
        throw;
    } catch (const std::logic_error&) {
        throw;
    } catch (const std::exception&) {
        session.run("ROLLBACK TO search");
        session.run("RELEASE search");
    }
    try {
        note_search_damage(verb);
    } catch (const DamagedData&) {
        return false; // not even that: the next verb finds the damage again
    }
    return false;
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
    try {
        const auto row = db.row("SELECT value FROM search_state WHERE key = 'version'");
        return !row || row->text("value") != index_version || is_search_index_damaged(db);
    } catch (const DamagedData&) {
        return true;
    }
}

bool is_search_index_damaged(const Reading& db)
{
    return db.number("SELECT EXISTS (SELECT 1 FROM search_state WHERE key = 'damaged')") != 0;
}

void note_search_damage(Writing& verb)
{
    verb.plain("INSERT OR REPLACE INTO search_state (key, value) VALUES ('damaged', '1')");
}

void rebuild_search_index(Writing& verb)
{
    // As FTS5 begins an index: one whose structure cannot be read cannot even be taken away.
    verb.plain("DELETE FROM search_text_data");
    verb.plain("INSERT INTO search_text_data (id, block) VALUES (1, X''), (10, X'00000000000000')");
    for (const auto* table : {"search_text", "search_document", "search_state"}) make_anew(verb, table);
    forget_texts_of_none(verb);
    for (const auto kind : indexed_kinds)
        for (const auto& row :
             verb.rows("SELECT key FROM " + std::string(searched_table(kind)) + " ORDER BY rowid"))
            index_record(verb, kind, row.text("key"));
    verb.plain("INSERT OR REPLACE INTO search_state (key, value) VALUES ('version', ?)", {index_version});
}

std::int64_t indexed_records(const Reading& db)
{
    return db.number("SELECT count(*) FROM search_document");
}

std::vector<SearchField> searched_fields(const Reading& db, SearchKind kind, const std::string& key)
{
    auto fields = written_fields(db, kind, key);
    if (kind == SearchKind::Evidence && !fields.empty())
        for (auto& inside : texts_inside(db, contents_of(db, key))) fields.push_back(std::move(inside));
    return fields;
}

} // namespace clausebook::store
