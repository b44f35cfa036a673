#include "store/search_content.h"

#include "store/errors.h"
#include "store/search_index.h"

#include <set>

namespace clausebook::store {
namespace {

std::optional<std::string> text_read(const Reading& db, const std::string& sha256)
{
    const auto row = db.row("SELECT text FROM search_content WHERE key = ? AND state = 'READ'", {sha256});
    return row ? std::optional(row->text("text")) : std::nullopt;
}

/// "WAITING", "READ", "UNREADABLE"; "" for a content that has no text.
std::string state_of(const Reading& db, const std::string& sha256)
{
    const auto row = db.row("SELECT state FROM search_content WHERE key = ?", {sha256});
    return row ? row->text("state") : std::string();
}

bool is_held(const Reading& db, const std::string& sha256)
{
    return db.number("SELECT EXISTS (SELECT 1 FROM evidence_file f JOIN evidence_version v ON "
                     "v.key = f.evidence_version WHERE f.sha256 = ? AND v.state <> 'DESTROYED')",
                     {sha256})
        != 0;
}

} // namespace

std::optional<WaitingContent> waiting_content(const Reading& db, const std::string& after)
{
    const auto row = db.row(
        "SELECT key, kind FROM search_content WHERE state = 'WAITING' AND key > ? ORDER BY key LIMIT 1",
        {after});
    if (!row) return std::nullopt;
    const auto readable = parse_readable(row->text("kind"));
    if (!readable) throw DamagedData("no kind of content: " + row->text("kind"));
    return WaitingContent{row->text("key"), *readable};
}

void keep_text(Writing& verb, const std::string& sha256, const ContentText& text)
{
    if (verb.number("SELECT EXISTS (SELECT 1 FROM search_content WHERE key = ? AND state = 'WAITING')",
                    {sha256})
        == 0)
        return;
    verb.plain("UPDATE search_content SET state = ?, reason = ?, cut = ?, text = ? WHERE key = ?",
               {std::string(text.reason.empty() ? "READ" : "UNREADABLE"), text.reason, std::int64_t{text.cut},
                text.reason.empty() ? text.text : std::string(), sha256});
    SearchedRecords holders;
    for (const auto& row : verb.rows("SELECT DISTINCT v.evidence AS evidence FROM evidence_file f JOIN "
                                     "evidence_version v ON v.key = f.evidence_version WHERE f.sha256 = ?",
                                     {sha256}))
        holders.emplace(SearchKind::Evidence, row.text("evidence"));
    if (is_search_index_damaged(verb)) return; // made anew it holds them, too
    index_records(verb, holders);
}

void retry_unread(Writing& verb)
{
    verb.plain("UPDATE search_content SET state = 'WAITING', reason = '' WHERE reason = 'no_program'");
}

std::map<std::string, std::string> unsearched_texts(const Reading& db, const std::string& evidence)
{
    std::map<std::string, std::string> notes;
    try {
        for (const auto& row :
             db.rows("SELECT DISTINCT c.key AS key, c.state AS state, c.reason AS reason, c.cut AS cut FROM "
                     "evidence_version v JOIN evidence_file f ON f.evidence_version = v.key JOIN "
                     "search_content c ON c.key = f.sha256 WHERE v.evidence = ? AND v.state <> 'DESTROYED'",
                     {evidence})) {
            auto note = row.text("reason");
            if (row.text("state") == "WAITING") note = "waiting";
            if (row.flag("cut")) note = "cut";
            if (!note.empty()) notes.emplace(row.text("key"), std::move(note));
        }
    } catch (const DamagedData&) {
        return {}; // the record is there all the same; verify tells of the index
    }
    return notes;
}

std::vector<RecordContent> contents_of(const Reading& db, const std::string& evidence)
{
    std::vector<RecordContent> found;
    std::set<std::string> taken;
    for (const auto& row :
         db.rows("SELECT f.sha256 AS sha256, f.name AS name, f.content_type AS content_type FROM "
                 "evidence_version v JOIN evidence_file f ON f.evidence_version = v.key WHERE v.evidence = ? "
                 "AND v.state <> 'DESTROYED' ORDER BY v.serial DESC, f.serial",
                 {evidence}))
        if (taken.insert(row.text("sha256")).second)
            found.push_back({row.text("sha256"), row.text("name"), row.text("content_type")});
    return found;
}

bool queue_contents(Writing& verb, const std::vector<RecordContent>& contents)
{
    bool waits = false;
    for (const auto& content : contents) {
        const auto readable = readable_as(content.content_type, content.name);
        if (!readable || !state_of(verb, content.sha256).empty()) continue;
        verb.plain(
            "INSERT INTO search_content (key, kind, state, reason, cut, text) VALUES (?, ?, 'WAITING', '', "
            "0, '')",
            {content.sha256, std::string(str(*readable))});
        waits = true;
    }
    return waits;
}

void forget_text(Writing& verb, const std::string& sha256)
{
    if (!is_held(verb, sha256)) verb.plain("DELETE FROM search_content WHERE key = ?", {sha256});
}

std::vector<SearchField> texts_inside(const Reading& db, const std::vector<RecordContent>& contents)
{
    std::vector<SearchField> fields;
    std::size_t room = most_text_of_a_record;
    for (const auto& content : contents) {
        auto text = text_read(db, content.sha256);
        if (!text || text->empty() || text->size() > room) continue;
        room -= text->size();
        fields.push_back({"inside", SearchPlace::Inside, std::move(*text), content.name});
    }
    return fields;
}

std::string contents_mark(const Reading& db, const std::vector<RecordContent>& contents)
{
    std::string mark;
    for (const auto& content : contents) {
        mark += mark.empty() ? "" : " ";
        mark += content.sha256;
        mark += state_of(db, content.sha256) == "READ" ? ":1" : ":0";
    }
    return mark;
}

} // namespace clausebook::store
