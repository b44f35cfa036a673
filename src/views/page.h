#pragma once
// What stands around every page: the object `page` of its view.

#include "core/base/language.h"
#include "core/base/refusal.h"
#include "core/base/tree.h"
#include "views/catalogue.h"

#include <optional>
#include <string>
#include <vector>

namespace clausebook::views {

/// One line of the side bar.
struct NavEntry {
    std::string key;     ///< what Frame::current names
    std::string href;    ///<
    std::string group;   ///< catalogue key of the heading it stands under
    std::string label;   ///< catalogue key
    std::string icon;    ///< a name in assets/icons.svg
    std::string g_key;   ///< catalogue key of the letter that follows "g", "" for none
    long long count = 0; ///< how many things wait there; 0 shows none
};

/// All lines of the side bar, in order. The entrances leave out what the person may not open.
const std::vector<NavEntry>& navigation();

struct Crumb {
    std::string label;
    std::string href; ///< "" for the page itself
};

struct PageUser {
    std::string name;
    std::string initials;
};

/// One line of the window of keyboard shortcuts: "J", "K" and what they do.
struct KeyLine {
    std::vector<std::string> keys;
    std::string label; ///< catalogue key
};

struct KeyGroup {
    std::string heading; ///< catalogue key
    std::vector<KeyLine> lines;
};

/// A sentence about what has just happened, with one way back.
struct Flash {
    std::string sentence;
    std::string undo_action; ///< where the form posts to, "" when there is no way back
};

enum class Demo { No, Yes };

/// How wide the side bar is: with words, or icons alone on pages that need the room.
enum class Rail { Wide, Narrow };

/// What an entrance knows about the request and the person; page_frame() makes `page` of it.
struct Frame {
    Language language = Language::en;
    std::string title;
    std::vector<Crumb> crumbs;
    std::optional<PageUser> user; ///< nothing before sign-in: then the page has no side bar
    std::string organization;     ///< "" before set-up
    Demo demo = Demo::No;
    Rail rail = Rail::Wide;
    std::string current; ///< key of the NavEntry the page belongs to
    std::string
        person; ///< key of who reads it, so that a script sends nothing in another's name; "" before sign-in
    std::string token;   ///< of this session, for every form
    std::string retry;   ///< of this page, for forms that make something: sent twice, they make it once
    std::string address; ///< of this page, where the language switch comes back to
    std::vector<NavEntry> nav;
    std::vector<KeyGroup> keys;          ///< of this page, beside those every page has
    std::vector<std::string> styles;     ///< e.g. "audit" for css/audit.css
    std::vector<std::string> scripts;    ///< e.g. "audit" for js/audit.js, an ES module
    std::vector<std::string> live_icons; ///< icons a script of this page swaps
    std::vector<std::string> strings;    ///< catalogue keys of the texts the page's scripts say
    std::optional<Flash> flash;
    std::optional<std::string>
        sync; ///< the saved state, on pages that save by themselves: its first sentence
};

/// The object `page` of a view. Handlers write `view["page"] = page_frame(frame, catalogues)`; templates read
/// `page.lang`, `page.assets`, `page.token` and what the partials of templates/partials name.
Tree page_frame(const Frame& frame, const Catalogues& catalogues);

/// "SD" for "Selin Demir": first letters of the first and the last word, as one or two characters of UTF-8.
std::string initials(const std::string& name);

/// The refusals of a form as the list `problems` that partials/problems shows: {field, sentence, summary}.
/// The sentence is "refusal.<code>" with the refusal's parameters; the summary, on top of the form, begins
/// with the field's label when the catalogues have "<labels>.<field>".
Tree problems(const std::vector<Refusal>& refusals, Language language, const Catalogues& catalogues,
              std::string_view labels = {});

/// What stands under one field: the sentence of the first problem of that field, or "".
std::string problem_at(const Tree& problems, std::string_view field);

} // namespace clausebook::views
