#include "views/renderer.h"

#include "resources/resources.h"

#include <kainjow/mustache.hpp>

#include <algorithm>
#include <array>
#include <deque>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <unordered_map>

namespace clausebook::views {

namespace mustache = kainjow::mustache;

namespace {

using Kind = TemplateTag::Kind;

const mustache::data* nothing()
{
    static const mustache::data no{false};
    return &no;
}

TemplateTexts texts_of_templates()
{
    const std::string folder = "templates/";
    const std::string ending = ".mustache";
    TemplateTexts texts;
    for (const auto& path : resources::list(folder))
        if (path.ends_with(ending))
            texts[path.substr(folder.size(), path.size() - folder.size() - ending.size())] =
                resources::read(path);
    return texts;
}

Language language_of(const Tree& view)
{
    const auto* lang = view.find("lang");
    if (!lang) {
        if (const auto* page = view.find("page")) lang = page->find("lang");
    }
    if (lang && lang->text())
        if (const auto language = parse_language(*lang->text())) return *language;
    throw std::logic_error("a view needs lang or page.lang");
}

/// The source with the texts of one language written in where they take no parameter: most tags of a page.
std::string with_texts(const TemplateSource& source, Language language)
{
    std::string text;
    std::string_view rest = source.text;
    for (auto begin = rest.find("{{"); begin != std::string_view::npos; begin = rest.find("{{")) {
        text += rest.substr(0, begin);
        const auto end = rest.find("}}", begin);
        const auto tag = rest.substr(begin, end + 2 - begin);
        const auto number = tag.substr(std::min(tag.find_first_of("0123456789"), tag.size()));
        const auto* fixed =
            source.tags.at(std::stoul(std::string(number))).catalogue.at(static_cast<std::size_t>(language));
        if (fixed && fixed->find('{') == std::string::npos)
            text += mustache::html_escape(*fixed);
        else
            text += tag;
        rest.remove_prefix(end + 2);
    }
    return text.append(rest);
}

/// What kainjow asks for values. It knows names only as numbers of tags, so that a name it does not know can
/// be told with template and line, and so that a section and a text can be told apart.
class StrictContext : public mustache::basic_context<std::string> {
public:
    StrictContext(const std::vector<TemplateTag>& tags, const Tree& view)
        : tags_(tags), view_(view), language_(language_of(view)), around_{&view}
    {
    }

    void push(const mustache::data* data) override
    {
        const auto found = rows_.find(data);
        around_.push_back(found == rows_.end() ? nullptr : found->second);
    }

    void pop() override { around_.pop_back(); }

    const mustache::data* get(const std::string& number) const override
    {
        const auto& tag = tags_.at(std::stoul(number));
        if (const auto* text = tag.catalogue.at(static_cast<std::size_t>(language_)))
            return said(filled(tag, *text));
        const auto* value = find(tag);
        return tag.kind == Kind::Text ? as_text(tag, *value) : as_section(*value);
    }

    const mustache::data* get_partial(const std::string&) const override { return nullptr; }

private:
    [[noreturn]] static void fail(const TemplateTag& tag, const std::string& what)
    {
        throw std::logic_error(tag.where + ": " + tag.name() + " " + what);
    }

    const Tree& nearest_object(const TemplateTag& tag) const
    {
        const auto found = std::find_if(around_.rbegin(), around_.rend(), [](const Tree* value) {
            return value != nullptr && value->fields() != nullptr;
        });
        if (found == around_.rend()) fail(tag, "has no object around it");
        return **found;
    }

    const Tree* row(const TemplateTag& tag) const
    {
        for (auto value = around_.rbegin(); value != around_.rend() && !(*value && (*value)->fields());
             ++value)
            if (*value && ((*value)->text() || (*value)->number())) return *value;
        fail(tag, "stands in no list of texts");
    }

    const Tree* find(const TemplateTag& tag) const
    {
        static const Tree yes = true;
        static const Tree no = false;
        if (tag.path.front() == ".") return row(tag);
        const auto* value = tag.path.front() == "page" ? &view_ : &nearest_object(tag);
        for (const auto& part : tag.path) {
            if (part == "any" && value->items())
                value = value->items()->empty() ? &no : &yes;
            else
                value = value->find(part);
            if (!value) fail(tag, "is not in the view");
        }
        return value;
    }

    std::string filled(const TemplateTag& tag, const std::string& text) const
    {
        return fill(text, [&](const std::string& name) {
            const auto* value = nearest_object(tag).find(name);
            if (value && value->text()) return *value->text();
            if (value && value->number()) return std::to_string(*value->number());
            fail(tag, "needs the parameter " + name);
        });
    }

    const mustache::data* as_text(const TemplateTag& tag, const Tree& value) const
    {
        if (value.is_null()) return nothing();
        if (const auto* number = value.number()) return said(std::to_string(*number));
        if (!value.text()) fail(tag, "is no text");
        return said(*value.text());
    }

    /// A text, which kainjow has written before it asks for the next one.
    const mustache::data* said(const std::string& text) const
    {
        text_ = mustache::data(text);
        return &text_;
    }

    const mustache::data* as_section(const Tree& value) const
    {
        if (const auto* list = value.items()) {
            if (list->empty()) return nothing();
            mustache::data rows(mustache::data::type::list);
            for (std::size_t row = 0; row < list->size(); ++row) rows.push_back(mustache::data(true));
            const auto* kept = keep(std::move(rows), nullptr);
            for (std::size_t row = 0; row < list->size(); ++row)
                rows_[&kept->list_value()[row]] = &(*list)[row];
            return kept;
        }
        const bool no = value.is_null() || (value.truth() && !*value.truth())
            || (value.text() && value.text()->empty()) || (value.number() && *value.number() == 0);
        return no ? nothing() : keep(mustache::data(true), &value);
    }

    const mustache::data* keep(mustache::data data, const Tree* value) const
    {
        kept_.push_back(std::move(data));
        if (value) rows_[&kept_.back()] = value;
        return &kept_.back();
    }

    const std::vector<TemplateTag>& tags_;
    const Tree& view_;
    Language language_;
    std::vector<const Tree*> around_;
    mutable mustache::data text_;
    mutable std::deque<mustache::data> kept_; // of sections kainjow holds pointers for as long as it renders
    mutable std::unordered_map<const mustache::data*, const Tree*> rows_;
};

} // namespace

/// Parsed for each language when it is first rendered in it: kainjow keeps some 150 bytes for each word and
/// each blank of a template, and most templates are not asked for between one start and the next.
struct Renderer::Parsed {
    struct InLanguage {
        std::once_flag once;
        TemplateSource source;
        // render() is not const there, but changes something only for partials and lambdas, of which there
        // are none here; RendererThreads in the tests holds this.
        mustache::mustache parsed{""};
    };

    Parsed(std::shared_ptr<const TemplateTexts> all, const Catalogues& texts_in)
        : texts(std::move(all)), catalogues(texts_in)
    {
    }

    InLanguage& made(const std::string& name, Language language)
    {
        auto& place = in.at(static_cast<std::size_t>(language));
        std::call_once(place.once, [&] {
            place.source = read_template(*texts, name, catalogues);
            place.parsed = mustache::mustache(with_texts(place.source, language));
        });
        if (!place.parsed.is_valid()) throw std::logic_error(name + ": " + place.parsed.error_message());
        return place;
    }

    std::shared_ptr<const TemplateTexts> texts; ///< of all templates
    const Catalogues& catalogues;
    std::array<InLanguage, languages.size()> in;
};

Renderer::Renderer(const Catalogues& catalogues) : Renderer(catalogues, texts_of_templates()) {}

Renderer::Renderer(const Catalogues& catalogues, const TemplateTexts& texts)
{
    const auto kept = std::make_shared<const TemplateTexts>(texts);
    for (const auto& [name, text] : *kept) {
        read_template(*kept, name, catalogues); // a fault is told at the start
        if (!name.starts_with("partials/")) parsed_[name] = std::make_unique<Parsed>(kept, catalogues);
    }
}

Renderer::~Renderer() = default;

std::string Renderer::render(std::string_view template_name, const Tree& view) const
{
    const auto found = parsed_.find(template_name);
    if (found == parsed_.end()) throw std::logic_error("no template " + std::string(template_name));
    auto& made = found->second->made(found->first, language_of(view));
    StrictContext context(made.source.tags, view);
    return made.parsed.render(context);
}

std::vector<std::string> Renderer::template_names() const
{
    std::vector<std::string> names;
    for (const auto& [name, parsed] : parsed_) names.push_back(name);
    return names;
}

} // namespace clausebook::views
