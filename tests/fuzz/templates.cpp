// Hostile values in a view: whatever they are, the page is what escaping by the book gives, and nothing else.

#include "fuzz/planted.h"
#include "fuzz/require.h"
#include "views/renderer.h"

#include <fuzzer/FuzzedDataProvider.h>
#include <stdexcept>

namespace clausebook {
namespace {

std::string escaped(std::string_view text)
{
    std::string result;
    for (const char c : text) {
        switch (c) {
        case '&':
            result += "&amp;";
            break;
        case '<':
            result += "&lt;";
            break;
        case '>':
            result += "&gt;";
            break;
        case '"':
            result += "&quot;";
            break;
        case '\'':
            result += "&apos;";
            break;
        default:
            result += c;
        }
    }
    return result;
}

const views::Renderer& renderer()
{
    static const views::Catalogues words(
        {{"en.json", R"({"of": "{a} <of> {b}"})"}, {"tr.json", R"({"of": "{b}, {a}"})"}});
    static const views::Renderer made(
        words,
        {{"pages/x",
          "<p title=\"{{a}}\">{{b}}</p>{{#a}}+{{/a}}{{^b}}-{{/b}}{{t.of}}"
          "{{#rows}}<i>{{c}}</i>{{#d}}<a href='{{d}}'>{{.}}</a>{{/d}}{{/rows}}{{#rows.any}}!{{/rows.any}}"}});
    return made;
}

/// A value of any kind, for a tag that takes texts and numbers.
Tree any_value(FuzzedDataProvider& from, int depth = 0)
{
    switch (from.ConsumeIntegralInRange(0, depth > 3 ? 3 : 5)) {
    case 0:
        return {};
    case 1:
        return from.ConsumeIntegral<long>();
    case 2:
        return from.ConsumeBool();
    case 3:
        return from.ConsumeRandomLengthString();
    case 4: {
        auto list = Tree::list();
        for (int i = from.ConsumeIntegralInRange(0, 3); i > 0; --i)
            list.push_back(any_value(from, depth + 1));
        return list;
    }
    default: {
        auto object = Tree::object();
        for (int i = from.ConsumeIntegralInRange(0, 3); i > 0; --i)
            object[from.ConsumeRandomLengthString(4)] = any_value(from, depth + 1);
        return object;
    }
    }
}

void try_any(FuzzedDataProvider& from)
{
    Tree view = {{"lang", "en"}, {"a", any_value(from)}, {"b", any_value(from)}, {"rows", any_value(from)}};
    try {
        renderer().render("pages/x", view);
    } catch (const std::logic_error&) {
        // A value of a kind that the tag does not take: a page of ours that is wrong, which says so.
    }
    fuzz::require(to_json(view).find('\n') == std::string::npos, "control characters are escaped in JSON");
}

void try_texts(FuzzedDataProvider& from)
{
    const auto a = from.ConsumeRandomLengthString();
    const auto b = from.ConsumeRandomLengthString();
    std::string expected = "<p title=\"" + escaped(a) + "\">" + escaped(b) + "</p>" + (a.empty() ? "" : "+")
        + (b.empty() ? "-" : "") + escaped(a + " <of> " + b);
    auto rows = Tree::list();
    int count = 0;
    while (from.remaining_bytes() > 0 && count < 4) {
        const auto c = from.ConsumeRandomLengthString();
        const auto d = from.ConsumeRandomLengthString();
        rows.push_back({{"c", c}, {"d", d}});
        expected += "<i>" + escaped(c) + "</i>";
        ++count;
        if (!d.empty()) return; // a section on a text keeps the object around it, in which "." is no text
    }
    if (count > 0) expected += '!';
    const auto page = renderer().render("pages/x", {{"lang", "en"}, {"a", a}, {"b", b}, {"rows", rows}});
    fuzz::planted(a.starts_with("<~") && count == 1, "values were chosen");
    fuzz::require(page == expected, "everything is escaped");
}

} // namespace
} // namespace clausebook

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    FuzzedDataProvider from(data, size);
    if (from.ConsumeBool())
        clausebook::try_any(from);
    else
        clausebook::try_texts(from);
    return 0;
}
