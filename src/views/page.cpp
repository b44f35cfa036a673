#include "views/page.h"

#include "views/assets.h"
#include "views/format.h"
#include "views/pages/packs.h"

#include <algorithm>

namespace clausebook::views {
namespace {

/// "8", "1,000+".
std::string counted_to_most(Language language, long long count)
{
    constexpr long long most = 1000;
    return shown(language, std::min(count, most)) + (count > most ? "+" : "");
}

/// The side bar: a heading line where a new group begins, then its entries.
Tree nav_tree(const Frame& frame, const Catalogues& catalogues)
{
    Tree nav = Tree::list();
    std::string group;
    for (const auto& entry : frame.nav) {
        if (entry.group != group) nav.push_back({{"heading", catalogues.text(frame.language, entry.group)}});
        group = entry.group;
        nav.push_back(
            {{"heading", Tree()},
             {"href", entry.href},
             {"label", catalogues.text(frame.language, entry.label)},
             {"icon", entry.icon},
             {"count", entry.count == 0 ? std::string() : counted_to_most(frame.language, entry.count)},
             {"waits",
              entry.count == 0 ? std::string()
                               : catalogues.counted(frame.language, "nav.mine_count", entry.count)},
             {"g_key", entry.g_key.empty() ? "" : catalogues.text(frame.language, entry.g_key)},
             {"current", entry.key == frame.current}});
    }
    return nav;
}

Tree crumbs_tree(const std::vector<Crumb>& crumbs)
{
    Tree list = Tree::list();
    for (const auto& crumb : crumbs) list.push_back({{"label", crumb.label}, {"href", crumb.href}});
    return list;
}

Tree texts_tree(const std::vector<std::string>& texts)
{
    Tree list = Tree::list();
    for (const auto& text : texts) list.push_back(text);
    return list;
}

/// The shortcuts every page has, with "g" and a letter for each entry of the side bar.
KeyGroup common_keys(const Frame& frame, const Catalogues& catalogues)
{
    KeyGroup group = {"keys.everywhere",
                      {{{"/"}, "keys.search"}, {{"?"}, "keys.this_window"}, {{"Esc"}, "keys.leave_field"}}};
    for (const auto& entry : frame.nav)
        if (!entry.g_key.empty())
            group.lines.push_back({{"g", catalogues.text(frame.language, entry.g_key)}, entry.label});
    return group;
}

Tree keys_tree(const Frame& frame, const Catalogues& catalogues)
{
    auto groups = frame.keys;
    groups.insert(groups.begin(), common_keys(frame, catalogues));
    Tree list = Tree::list();
    for (const auto& group : groups) {
        Tree lines = Tree::list();
        for (const auto& line : group.lines)
            lines.push_back(
                {{"keys", texts_tree(line.keys)}, {"label", catalogues.text(frame.language, line.label)}});
        list.push_back({{"heading", catalogues.text(frame.language, group.heading)}, {"lines", lines}});
    }
    return list;
}

/// The texts of the page's scripts as JSON. It stands in an attribute and is escaped like every text.
std::string strings_json(const Frame& frame, const Catalogues& catalogues)
{
    Tree texts = {{"copied", catalogues.text(frame.language, "shell.copied")},
                  {"restored", catalogues.text(frame.language, "shell.restored")},
                  {"unanswered", catalogues.text(frame.language, "shell.unanswered")},
                  {"left", catalogues.text(frame.language, "shell.left")},
                  {"bring_back", catalogues.text(frame.language, "shell.bring_back")},
                  {"throw_away", catalogues.text(frame.language, "shell.throw_away")}};
    for (const auto& key : frame.strings) texts[key] = catalogues.text(frame.language, key);
    return to_json(texts);
}

Tree flash_tree(const std::optional<Flash>& flash)
{
    if (!flash) return {};
    return {{"sentence", flash->sentence}, {"undo_action", flash->undo_action}};
}

Tree user_tree(const std::optional<PageUser>& user)
{
    if (!user) return {};
    return {{"name", user->name}, {"initials", user->initials}};
}

Tree language_tree(const Frame& frame)
{
    const auto other = frame.language == Language::tr ? Language::en : Language::tr;
    return {{"action", frame.user ? "/account/language" : "/language"},
            {"other", str(other)},
            {"other_short", other == Language::tr ? "TR" : "EN"},
            {"other_name", other == Language::tr ? "Türkçe" : "English"},
            {"back", frame.address}};
}

std::size_t length_of_first_character(std::string_view word)
{
    std::size_t length = 1;
    while (length < word.size() && (static_cast<unsigned char>(word[length]) & 0xC0) == 0x80) ++length;
    return length;
}

} // namespace

const std::vector<NavEntry>& navigation()
{
    static const std::vector<NavEntry> entries = {
        {"overview", "/", "nav.group.audit", "nav.overview", "gauge", "nav.key.overview"},
        {"mine", "/mine", "nav.group.audit", "nav.mine", "inbox", "nav.key.mine"},
        {"audits", "/audits", "nav.group.audit", "nav.audits", "audit", "nav.key.audits"},
        {"findings", "/findings", "nav.group.audit", "nav.findings", "flag", "nav.key.findings"},
        {"actions", "/actions", "nav.group.audit", "nav.actions", "columns", "nav.key.actions"},
        {"certification", "/certification", "nav.group.audit", "nav.certification", "award", ""},
        {"evidence", "/evidence", "nav.group.evidence", "nav.evidence", "folder", "nav.key.evidence"},
        {"packs", "/packs", "nav.group.evidence", "nav.packs", "download", "nav.key.packs"},
        {"checklists", "/checklists", "nav.group.organization", "nav.checklists", "book", ""},
        {"people", "/people", "nav.group.organization", "nav.people", "users", ""},
        {"organization", "/organization", "nav.group.organization", "nav.organization", "building", ""},
        {"journal", "/journal", "nav.group.organization", "nav.journal", "history", ""},
        {"backups", "/backups", "nav.group.organization", "nav.backups", "shield", ""},
    };
    return entries;
}

Tree page_frame(const Frame& frame, const Catalogues& catalogues)
{
    return {{"lang", str(frame.language)},
            {"title", frame.title},
            {"assets", asset_base()},
            {"person", frame.person},
            {"token", frame.token},
            {"retry", frame.retry},
            {"address", frame.address},
            {"answers", false},
            {"typed", Tree()},
            {"organization", frame.organization},
            {"demo", frame.demo == Demo::Yes},
            {"rail", frame.rail == Rail::Narrow},
            {"search_box", frame.user.has_value() && frame.current != "search"},
            {"user", user_tree(frame.user)},
            {"account_is_current", frame.current == "account"},
            {"crumbs", crumbs_tree(frame.crumbs)},
            {"nav", nav_tree(frame, catalogues)},
            {"keys", keys_tree(frame, catalogues)},
            {"language", language_tree(frame)},
            {"styles", texts_tree(frame.styles)},
            {"scripts", texts_tree(frame.scripts)},
            {"strings", strings_json(frame, catalogues)},
            {"inline_icons", inline_icons(frame.live_icons)},
            {"flash", flash_tree(frame.flash)},
            {"sync", frame.sync ? Tree(*frame.sync) : Tree()}};
}

std::string initials(const std::string& name)
{
    const auto is_space = [](char c) {
        return c == ' ';
    };
    const auto first = std::find_if_not(name.begin(), name.end(), is_space);
    const auto end = std::find_if_not(name.rbegin(), name.rend(), is_space).base();
    if (first >= end) return {};
    const std::string_view whole(&*first, static_cast<std::size_t>(end - first));
    const auto last_word =
        whole.substr(whole.rfind(' ') == std::string_view::npos ? 0 : whole.rfind(' ') + 1);
    std::string letters(whole.substr(0, length_of_first_character(whole)));
    if (last_word.size() < whole.size()) letters += last_word.substr(0, length_of_first_character(last_word));
    return letters;
}

Tree problems(const std::vector<Refusal>& refusals, Language language, const Catalogues& catalogues,
              std::string_view labels)
{
    Tree list = Tree::list();
    for (const auto& refusal : refusals) {
        const auto sentence = refusal_sentence(refusal.code(), refusal.parameters(), language, catalogues);
        const auto label = std::string(labels) + "." + refusal.field();
        const auto summary = catalogues.has(language, label)
            ? catalogues.text(language, "shell.problem_at",
                              {{"label", catalogues.text(language, label)}, {"sentence", sentence}})
            : sentence;
        list.push_back({{"field", refusal.field()}, {"sentence", sentence}, {"summary", summary}});
    }
    return list;
}

std::string problem_at(const Tree& problems, std::string_view field)
{
    const auto* list = problems.items();
    if (!list) return {};
    const auto found = std::find_if(list->begin(), list->end(), [&](const Tree& problem) {
        const auto* at = problem.find("field");
        return at && at->text() && *at->text() == field;
    });
    return found == list->end() ? std::string() : *found->find("sentence")->text();
}

} // namespace clausebook::views
