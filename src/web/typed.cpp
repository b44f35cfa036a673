#include "web/typed.h"

#include "core/base/text.h"
#include "store/database.h"

#include <algorithm>
#include <array>

namespace clausebook::web {
namespace {

bool is_text_field(std::string_view name)
{
    constexpr std::array own = {"token", "back", "next", "retry_key", "link", "target", "version"};
    return name.find("password") == std::string_view::npos
        && std::find(own.begin(), own.end(), name) == own.end();
}

/// A code or a key: one word of capitals, digits and signs.
bool is_code(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    });
}

/// The text of a page as it was before it was escaped.
std::string unescaped(std::string_view page)
{
    constexpr std::array<std::pair<std::string_view, char>, 5> marks = {
        {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}}};
    std::string text;
    text.reserve(page.size());
    while (!page.empty()) {
        const auto mark = std::find_if(marks.begin(), marks.end(),
                                       [&](const auto& each) { return page.starts_with(each.first); });
        text += mark == marks.end() ? page.front() : mark->second;
        page.remove_prefix(mark == marks.end() ? 1 : mark->first.size());
    }
    return text;
}

/// As the page of the field calls it; what its address is about is asked first.
std::string label_of(std::string_view name, std::string_view path, Language language,
                     const views::Catalogues& catalogues)
{
    const bool about_action = path.starts_with("/actions") || path.ends_with("/actions");
    const bool about_evidence = path.starts_with("/evidence");
    for (const auto* group : {about_action         ? "act"
                                  : about_evidence ? "evidence"
                                                   : "finding.field",
                              "follow_up", "audits.field", "conclusion", "organization", "audits", "act",
                              "evidence", "people", "word"}) {
        const auto key = std::string(group) + "." + std::string(name);
        if (catalogues.has(language, key)) return catalogues.text(language, key);
    }
    return catalogues.text(language, "shell.text");
}

} // namespace

Tree typed_beside(const Request& request, std::string_view page, Language language,
                  const views::Catalogues& catalogues)
{
    constexpr std::size_t shortest = 12; // bytes
    const auto shown = unescaped(page);
    auto texts = Tree::list();
    for (const auto& [name, values] : request.form.by_name())
        for (const auto& value : values) {
            const auto text = trimmed(value);
            if (text.size() < shortest || !is_text_field(name) || is_code(text)) continue;
            if (shown.find(text) != std::string::npos) continue;
            texts.push_back({{"id", "typed-" + std::to_string(texts.items()->size() + 1)},
                             {"label", label_of(name, request.path, language, catalogues)},
                             {"text", text}});
        }
    return texts.items()->empty() ? Tree() : Tree{{"texts", std::move(texts)}};
}

std::string retry_key_of(const Request& request, const std::string& typed)
{
    if (const auto* key = request.header("idempotency-key")) return *key;
    const auto& key = request.form["retry_key"];
    if (key.empty()) return {};
    return key + "." + store::sha256(request.path + typed).substr(0, 16);
}

std::string all_typed(const Request& request)
{
    std::string typed;
    for (const auto& [name, values] : request.form.by_name())
        for (const auto& value : values)
            if (name != "token") typed.append("\n").append(name).append("=").append(value);
    return typed;
}

} // namespace clausebook::web
