#include "views/renderer.h"

#include "resources/resources.h"

#include <kainjow/mustache.hpp>

#include <algorithm>
#include <deque>
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
            return keep(mustache::data(filled(tag, *text)), nullptr);
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
        if (const auto* number = value.number())
            return keep(mustache::data(std::to_string(*number)), nullptr);
        if (!value.text()) fail(tag, "is no text");
        return keep(mustache::data(*value.text()), nullptr);
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
    mutable std::deque<mustache::data> kept_; // kainjow holds pointers for as long as it renders
    mutable std::unordered_map<const mustache::data*, const Tree*> rows_;
};

} // namespace

struct Renderer::Parsed {
    explicit Parsed(TemplateSource made) : source(std::move(made)), parsed(source.text) {}

    TemplateSource source;
    // render() is not const there, but changes something only for partials and lambdas, of which there are
    // none here; RendererThreads in the tests holds this.
    mutable mustache::mustache parsed;
};

Renderer::Renderer(const Catalogues& catalogues) : Renderer(catalogues, texts_of_templates()) {}

Renderer::Renderer(const Catalogues& catalogues, const TemplateTexts& texts)
{
    for (const auto& [name, text] : texts) {
        auto parsed = std::make_unique<Parsed>(read_template(texts, name, catalogues));
        if (!parsed->parsed.is_valid()) throw std::logic_error(name + ": " + parsed->parsed.error_message());
        if (!name.starts_with("partials/")) parsed_[name] = std::move(parsed);
    }
}

Renderer::~Renderer() = default;

std::string Renderer::render(std::string_view template_name, const Tree& view) const
{
    const auto found = parsed_.find(template_name);
    if (found == parsed_.end()) throw std::logic_error("no template " + std::string(template_name));
    StrictContext context(found->second->source.tags, view);
    return found->second->parsed.render(context);
}

std::vector<std::string> Renderer::template_names() const
{
    std::vector<std::string> names;
    for (const auto& [name, parsed] : parsed_) names.push_back(name);
    return names;
}

} // namespace clausebook::views
