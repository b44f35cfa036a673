#pragma once
// Turns a view (a tree of values) and a template into HTML; strict about names.

#include "core/base/language.h"
#include "core/base/tree.h"
#include "views/catalogue.h"
#include "views/template_source.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace clausebook::views {

/// All templates: checked at the start, each parsed when first rendered. One renderer serves all threads.
///
/// Names are looked up like this, and a name that is not found throws std::logic_error with template, line
/// and name:
///
/// - `t.<key>`: the text of that key in the view's language (`lang` at the root of the view, else
/// `page.lang`). Its
///   parameters, "{name}", are taken from the nearest object.
/// - `page.<name>`: at the root of the view, from anywhere.
/// - every other name: in the nearest object only. A row of a list never shows what stands around the list.
/// - `.`: the row itself, in a list of texts or numbers.
/// - `<list>.any`: whether the list has rows, for what stands around them.
///
/// In a section, "", 0, false, null and an empty list count as false. A text tag takes a text, a number or
/// null (which prints nothing); a truth, a list or an object there is an error. Everything is escaped.
class Renderer {
public:
    /// Reads every template of templates/. Throws std::logic_error that names template and line
    /// (template_source.h). `catalogues` outlives the renderer.
    explicit Renderer(const Catalogues& catalogues);

    /// The same from given texts.
    Renderer(const Catalogues& catalogues, const TemplateTexts& texts);

    ~Renderer();
    Renderer(const Renderer&) = delete;
    Renderer& operator=(const Renderer&) = delete;

    /// Renders a template such as "pages/error". Throws std::logic_error for a template that does not exist,
    /// for a view without language and for the names above.
    std::string render(std::string_view template_name, const Tree& view) const;

    /// The names of all templates that can be rendered, sorted: all but the partials.
    std::vector<std::string> template_names() const;

private:
    struct Parsed;
    std::map<std::string, std::unique_ptr<Parsed>, std::less<>> parsed_;
};

} // namespace clausebook::views
