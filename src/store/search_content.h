#pragma once
// The text of evidence contents: what waits to be read, what was read, what cannot be.

#include "core/search/readable.h"
#include "core/search/search.h"
#include "store/database.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace clausebook::store {

/// A content whose text nobody has read yet.
struct WaitingContent {
    std::string sha256;
    Readable readable = Readable::Text;
};

/// The first content that waits, by hash, of those after `after`; or nothing.
std::optional<WaitingContent> waiting_content(const Reading& db, const std::string& after = {});

/// What came out of a content.
struct ContentText {
    std::string text; ///< clean, at most most_text_of_a_content bytes
    bool cut = false; ///< there was more
    std::string
        reason; ///< why it cannot be read: "no_program", "encrypted", "too_long", "broken"; "" when it was
};

/// Keeps the text and indexes the records that hold the content. Nothing happens when it does not wait any
/// more.
void keep_text(Writing& verb, const std::string& sha256, const ContentText& text);

/// Lets contents wait again that could not be read because a program was missing.
void retry_unread(Writing& verb);

/// The contents of a record whose text search does not know, or not all of it, and why: "waiting", "cut", or
/// a reason of ContentText.
std::map<std::string, std::string> unsearched_texts(const Reading& db, const std::string& evidence);

// ---- For the index

/// The contents of a record that are not destroyed, the newest version first.
struct RecordContent {
    std::string sha256;
    std::string name;
    std::string content_type;
};
std::vector<RecordContent> contents_of(const Reading& db, const std::string& evidence);

/// Lets contents wait that nobody has read; true when one waits now.
bool queue_contents(Writing& verb, const std::vector<RecordContent>& contents);

/// Forgets the text of a content that no record holds any more.
void forget_text(Writing& verb, const std::string& sha256);

/// The texts inside the files of a record, as far as most_text_of_a_record goes.
std::vector<SearchField> texts_inside(const Reading& db, const std::vector<RecordContent>& contents);

/// search_document.contents.
std::string contents_mark(const Reading& db, const std::vector<RecordContent>& contents);

} // namespace clausebook::store
