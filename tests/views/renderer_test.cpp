#include "views/renderer.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <thread>

namespace clausebook::views {
namespace {

const Catalogues& words()
{
    static const Catalogues catalogues({{"en.json", R"({"save": "Save", "of": "{done} of {all}"})"},
                                        {"tr.json", R"({"save": "Kaydet", "of": "{all} içinden {done}"})"}});
    return catalogues;
}

std::string rendered(const std::string& text, Tree view, TemplateTexts more = {})
{
    if (!view.find("lang")) view["lang"] = "en";
    more["pages/x"] = text;
    return Renderer(words(), more).render("pages/x", view);
}

/// What the error says, or "" when there is none.
template <typename Act>
std::string error_of(Act act)
{
    try {
        act();
    } catch (const std::logic_error& error) {
        return error.what();
    }
    return "";
}

std::string render_error(const std::string& text, const Tree& view)
{
    return error_of([&] { rendered(text, view); });
}

std::string load_error(const TemplateTexts& texts)
{
    return error_of([&] { Renderer(words(), texts); });
}

} // namespace

TEST(Renderer, escapes_what_it_writes)
{
    EXPECT_EQ(rendered("<p>{{x}}</p>", {{"x", "<script>\"&'"}}), "<p>&lt;script&gt;&quot;&amp;&apos;</p>");
}

TEST(Renderer, a_missing_name_is_an_error_that_names_template_line_and_name)
{
    EXPECT_EQ(render_error("<p>\n{{title}}</p>", Tree::object()), "pages/x:2: title is not in the view");
    EXPECT_EQ(render_error("{{#title}}{{/title}}", Tree::object()), "pages/x:1: title is not in the view");
    EXPECT_EQ(render_error("{{^title}}{{/title}}", Tree::object()), "pages/x:1: title is not in the view");
}

TEST(Renderer, a_row_never_shows_what_stands_around_its_list)
{
    const Tree view = {{"note", "secret"}, {"rows", Tree::List{Tree{{"no", "1"}}}}};
    EXPECT_EQ(rendered("{{#rows}}{{no}}{{/rows}}", view), "1");
    EXPECT_EQ(render_error("{{#rows}}{{note}}{{/rows}}", view), "pages/x:1: note is not in the view");
}

TEST(Renderer, a_section_on_a_text_or_a_truth_keeps_the_object_around_it)
{
    const Tree view = {{"href", "/a"}, {"open", true}};
    EXPECT_EQ(rendered("{{#href}}{{href}}{{/href}}{{#open}}{{href}}{{/open}}", view), "/a/a");
}

TEST(Renderer, empty_text_zero_null_and_empty_list_are_false_in_a_section)
{
    for (const auto& value : {Tree(""), Tree(0), Tree(), Tree(false), Tree::list()})
        EXPECT_EQ(rendered("{{#x}}yes{{/x}}{{^x}}no{{/x}}", {{"x", value}}), "no") << to_json(value);
    for (const auto& value : {Tree("a"), Tree(1), Tree(true), Tree(Tree::List{Tree("a")}), Tree::object()})
        EXPECT_EQ(rendered("{{#x}}yes{{/x}}{{^x}}no{{/x}}", {{"x", value}}), "yes") << to_json(value);
}

TEST(Renderer, numbers_are_written_and_null_writes_nothing)
{
    EXPECT_EQ(rendered("{{n}}|{{z}}|{{nothing}}|", {{"n", 12}, {"z", 0}, {"nothing", Tree()}}), "12|0||");
}

TEST(Renderer, a_truth_a_list_and_an_object_are_no_text)
{
    for (const auto& value : {Tree(true), Tree::list(), Tree::object()})
        EXPECT_EQ(render_error("{{x}}", {{"x", value}}), "pages/x:1: x is no text");
}

TEST(Renderer, a_dot_is_the_row_of_a_list_of_texts)
{
    EXPECT_EQ(rendered("{{#keys}}<kbd>{{.}}</kbd>{{/keys}}", {{"keys", Tree::List{"g", "o"}}}),
              "<kbd>g</kbd><kbd>o</kbd>");
    EXPECT_EQ(render_error("{{.}}", Tree::object()), "pages/x:1: . stands in no list of texts");
    const Tree rows = {{"rows", Tree::List{Tree::object()}}};
    EXPECT_EQ(render_error("{{#rows}}{{.}}{{/rows}}", rows), "pages/x:1: . stands in no list of texts");
}

TEST(Renderer, any_tells_whether_a_list_has_rows)
{
    const std::string text =
        "{{#rows.any}}<ul>{{#rows}}<li>{{.}}{{/rows}}</ul>{{/rows.any}}{{^rows}}none{{/rows}}";
    EXPECT_EQ(rendered(text, {{"rows", Tree::List{"a", "b"}}}), "<ul><li>a<li>b</ul>");
    EXPECT_EQ(rendered(text, {{"rows", Tree::list()}}), "none");
}

TEST(Renderer, page_names_are_found_from_every_depth_and_only_at_the_root)
{
    const Tree view = {{"page", {{"assets", "/assets/1"}, {"lang", "en"}}},
                       {"rows", Tree::List{Tree{{"no", 1}}}}};
    EXPECT_EQ(rendered("{{#rows}}{{page.assets}}/{{no}}{{/rows}}", view), "/assets/1/1");
    EXPECT_EQ(render_error("{{page.token}}", view), "pages/x:1: page.token is not in the view");
}

TEST(Renderer, texts_come_in_the_views_language_and_take_parameters_from_the_nearest_object)
{
    const Tree view = {{"lang", "tr"}, {"progress", {{"done", 3}, {"all", "<9>"}}}};
    EXPECT_EQ(rendered("{{t.save}}: {{#progress}}{{t.of}}{{/progress}}", view),
              "Kaydet: &lt;9&gt; içinden 3");
    EXPECT_EQ(render_error("{{t.of}}", view), "pages/x:1: t.of needs the parameter all");
    EXPECT_EQ(error_of([] {
                  Renderer(words(), {{"x", "a"}}).render("x", {{"lang", "de"}});
              }),
              "a view needs lang or page.lang");
}

TEST(Renderer, texts_are_escaped_with_and_without_parameters)
{
    const Catalogues odd({{"en.json", R"({"plain": "<a href=\"x\">A & B's</a>", "of": "<{n}>"})"},
                          {"tr.json", R"({"plain": "<ç>", "of": "<{n}>"})"}});
    const Renderer renderer(odd, {{"pages/x", "{{t.plain}} {{t.of}}"}});
    EXPECT_EQ(renderer.render("pages/x", {{"lang", "en"}, {"n", 1}}),
              "&lt;a href=&quot;x&quot;&gt;A &amp; B&apos;s&lt;/a&gt; &lt;1&gt;");
    EXPECT_EQ(renderer.render("pages/x", {{"lang", "tr"}, {"n", 2}}), "&lt;ç&gt; &lt;2&gt;");
}

TEST(Renderer, partials_are_taken_in_without_their_last_line_end_and_comments_leave_no_line)
{
    EXPECT_EQ(rendered("{{! Who fills it. }}\n<td>{{> pill}}</td>{{> partials/pill}}", {{"g", "C"}},
                       {{"partials/pill", "{{! A pill. }}\n<b>{{g}}</b>\n"}}),
              "<td><b>C</b></td><b>C</b>");
}

TEST(Renderer, what_lines_are_set_in_by_is_left_out_and_no_other_blank)
{
    EXPECT_EQ(rendered("  <p>\n    {{a}} and\n\t  b {{a}}  c\n  </p>\n", {{"a", " x\n  y"}}),
              "  <p>\n x\n  y and\nb  x\n  y  c\n</p>\n");
}

TEST(Renderer, a_fault_in_a_partial_is_told_with_the_partials_line)
{
    EXPECT_EQ(error_of([] {
                  rendered("{{> p}}", Tree::object(), {{"partials/p", "\n\n{{gone}}"}});
              }),
              "partials/p:3: gone is not in the view");
}

TEST(Renderer, faulty_templates_are_refused_at_start_with_template_and_line)
{
    EXPECT_EQ(load_error({{"a", "\n{{> b}}"}}), "a:2: there is no template partials/b");
    EXPECT_EQ(load_error({{"partials/a", "{{> b}}"}, {"partials/b", "\n{{> a}}"}}),
              "partials/b:2: partials/a takes itself in");
    EXPECT_EQ(load_error({{"a", "\n{{#b}}"}}), "a:2: the section b is not closed in this file");
    EXPECT_EQ(load_error({{"a", "{{#b}}\n{{/c}}"}}), "a:2: {{/c}} closes the section b");
    EXPECT_EQ(load_error({{"a", "{{/c}}"}}), "a:1: {{/c}} closes nothing");
    EXPECT_EQ(load_error({{"a", "{{b"}}), "a:1: a tag that is not closed");
    EXPECT_EQ(load_error({{"a", "{{b c}}"}}), "a:1: \"b c\" is no name");
    EXPECT_EQ(load_error({{"a", "{{}}"}}), "a:1: \"\" is no name");
    EXPECT_EQ(load_error({{"a", "{{=<% %>=}}"}}), "a:1: delimiters stay {{ and }}");
    EXPECT_EQ(load_error({{"a", "{{t.gone}}"}}), "a:1: no text gone in en");
    EXPECT_EQ(load_error({{"a", "{{{b}}}"}}), "a:1: b must be escaped");
    EXPECT_EQ(load_error({{"a", "{{&b}}"}}), "a:1: b must be escaped");
    EXPECT_EQ(load_error({{"a", "{{{inline_icons}}}"}}), "");
}

TEST(Renderer, the_few_unescaped_names_are_written_as_they_are)
{
    EXPECT_EQ(rendered("{{{inline_icons}}}", {{"inline_icons", "<svg>"}}), "<svg>");
}

TEST(RendererThreads, one_parsed_template_serves_all_threads)
{
    const Renderer renderer(words(), {{"x", "{{#rows}}{{no}} {{t.of}}\n{{/rows}}{{^rows}}none{{/rows}}"}});
    const auto view_of = [](int thread) {
        Tree rows = Tree::list();
        for (int row = 0; row < 50; ++row)
            rows.push_back({{"no", std::to_string(thread)}, {"done", row}, {"all", thread}});
        return Tree{{"lang", thread % 2 ? "en" : "tr"}, {"rows", rows}};
    };
    std::vector<int> wrong(8);
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 8; ++thread) {
        threads.emplace_back([&, thread, expected = renderer.render("x", view_of(thread))] {
            for (int turn = 0; turn < 100; ++turn) {
                if (renderer.render("x", view_of(thread)) != expected)
                    ++wrong[static_cast<std::size_t>(thread)];
                try {
                    renderer.render("x", {{"lang", "en"}}); // a failing one leaves nothing behind
                } catch (const std::logic_error&) {
                    continue;
                }
                ++wrong[static_cast<std::size_t>(thread)];
            }
        });
    }
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(wrong, std::vector<int>(8));
}

} // namespace clausebook::views
