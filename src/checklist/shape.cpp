#include "checklist/shape.h"

#include "checklist/reader.h"
#include "core/base/language.h"

#include <algorithm>
#include <array>
#include <set>

namespace clausebook::checklist {
namespace {

enum class Count {
    One,
    Many,          ///< one or more
    Any,           ///< none or more
    Languages,     ///< one for each language, told apart by xml:lang
    SomeLanguages, ///< the same, or none at all
};

struct Child {
    std::string_view name;
    Count count;
};

struct Attribute {
    std::string_view name;
    bool required;
};

struct Shape {
    std::string_view name;
    std::vector<Attribute> attributes;
    std::vector<Child> children; ///< in this order
    bool holds_text;
};

const Shape* shape_of(std::string_view name)
{
    static const std::vector<Shape> shapes = {
        {"checklist",
         {{"standard", true}, {"edition", true}, {"revision", true}},
         {{"note", Count::Languages},
          {"stage", Count::Many},
          {"interviewee", Count::Many},
          {"group", Count::Many}},
         false},
        {"stage", {{"tag", true}}, {{"label", Count::Languages}}, false},
        {"interviewee", {{"code", true}}, {{"label", Count::Languages}}, false},
        {"group",
         {{"number", true}},
         {{"title", Count::Languages}, {"clause", Count::Any}, {"scheme-item", Count::Any}},
         false},
        {"clause",
         {{"number", true}, {"weight", true}, {"key", true}, {"title-source", false}},
         {{"title", Count::Languages},
          {"intent", Count::Languages},
          {"question", Count::Many},
          {"evidence", Count::One},
          {"interview", Count::One},
          {"finding", Count::Any},
          {"reference", Count::Any}},
         false},
        {"question", {{"id", true}, {"stages", true}}, {{"text", Count::Languages}}, false},
        {"scheme-item",
         {{"id", true}, {"stages", true}},
         {{"text", Count::Languages}, {"example", Count::Many}},
         false},
        {"evidence", {{"types", true}}, {{"example", Count::Many}}, false},
        {"example", {}, {{"text", Count::Languages}}, false},
        {"interview", {{"with", true}}, {}, false},
        {"finding", {{"grade", true}}, {{"text", Count::Languages}}, false},
        {"reference", {{"standard", true}, {"at", false}}, {}, false},
        {"edition-map",
         {{"standard", true}, {"from", true}, {"to", true}},
         {{"note", Count::Languages}, {"change", Count::Many}},
         false},
        {"change",
         {{"was", false}, {"now", false}, {"kind", true}},
         {{"title", Count::SomeLanguages}, {"remark", Count::SomeLanguages}},
         false},
        {"remark", {{"xml:lang", true}}, {}, true},
        {"note", {{"xml:lang", true}}, {}, true},
        {"label", {{"xml:lang", true}}, {}, true},
        {"title", {{"xml:lang", true}}, {}, true},
        {"intent", {{"xml:lang", true}}, {}, true},
        {"text", {{"xml:lang", true}}, {}, true},
    };
    const auto found =
        std::find_if(shapes.begin(), shapes.end(), [&](const Shape& s) { return s.name == name; });
    return found == shapes.end() ? nullptr : &*found;
}

/// True when a reader would see nothing: only blanks, no-break spaces and characters without width.
bool looks_empty(std::string text)
{
    for (const std::string_view invisible : {"\xC2\xA0", "\xE2\x80\x8B", "\xE2\x80\x8C", "\xE2\x80\x8D",
                                             "\xE2\x80\x8E", "\xE2\x80\x8F", "\xE2\x81\xA0", "\xEF\xBB\xBF"})
        for (auto at = text.find(invisible); at != std::string::npos; at = text.find(invisible, at))
            text.replace(at, invisible.size(), " ");
    return collapse(text).empty();
}

class ShapeCheck {
public:
    explicit ShapeCheck(Faults& faults) : faults_(faults) {}

    void check(const Element& element, const Shape& shape, const std::string& around)
    {
        const auto where = place_of(element, around);
        check_attributes(element, shape, where);
        check_text(element, shape, where);
        check_order(element, shape, where);
        for (const auto& child : shape.children) check_count(element, child, where);
        for (const auto& child : element.children) {
            const auto* child_shape = allows(shape, child.name) ? shape_of(child.name) : nullptr;
            if (child_shape == nullptr)
                report("unknown_element", {{"element", child.name}, {"parent", element.name}}, child, where);
            else
                check(child, *child_shape, where);
        }
    }

private:
    using Parameters = std::map<std::string, std::string>;

    static bool allows(const Shape& shape, std::string_view name)
    {
        return std::any_of(shape.children.begin(), shape.children.end(),
                           [&](const Child& child) { return child.name == name; });
    }

    void report(const char* code, Parameters parameters, const Element& at, const std::string& where)
    {
        faults_.add({code, std::move(parameters), at.line, at.column, where});
    }

    void check_attributes(const Element& element, const Shape& shape, const std::string& where)
    {
        for (const auto& [name, value] : element.attributes) {
            const bool known = std::any_of(shape.attributes.begin(), shape.attributes.end(),
                                           [&, &name = name](const Attribute& a) { return a.name == name; });
            if (!known)
                report("unknown_attribute", {{"attribute", name}, {"element", element.name}}, element, where);
        }
        for (const auto& attribute : shape.attributes)
            if (attribute.required && element.attribute(attribute.name) == nullptr)
                report("missing_attribute",
                       {{"attribute", std::string(attribute.name)}, {"element", element.name}}, element,
                       where);
    }

    void check_text(const Element& element, const Shape& shape, const std::string& where)
    {
        const auto text = collapse(element.text);
        if (!shape.holds_text) {
            if (!text.empty()) report("unexpected_text", {{"element", element.name}}, element, where);
            return;
        }
        if (looks_empty(text)) report("empty_text", {{"element", element.name}}, element, where);
        if (characters(text) > text_limit_characters)
            report("text_too_long",
                   {{"element", element.name}, {"limit", std::to_string(text_limit_characters)}}, element,
                   where);
    }

    void check_order(const Element& element, const Shape& shape, const std::string& where)
    {
        std::size_t reached = 0;
        for (const auto& child : element.children) {
            const auto found = std::find_if(shape.children.begin(), shape.children.end(),
                                            [&](const Child& c) { return c.name == child.name; });
            if (found == shape.children.end()) continue;
            const auto place = static_cast<std::size_t>(found - shape.children.begin());
            if (place < reached)
                report("element_out_of_order", {{"element", child.name}, {"parent", element.name}}, child,
                       where);
            reached = std::max(reached, place);
        }
    }

    void check_count(const Element& element, const Child& child, const std::string& where)
    {
        std::vector<const Element*> found;
        for (const auto& each : element.children)
            if (each.name == child.name) found.push_back(&each);
        if (child.count == Count::SomeLanguages && found.empty()) return;
        if (child.count == Count::Languages || child.count == Count::SomeLanguages)
            return check_languages(element, child.name, found, where);

        const Parameters parameters = {{"element", std::string(child.name)}, {"parent", element.name}};
        if (found.empty() && child.count != Count::Any) report("missing_element", parameters, element, where);
        if (found.size() > 1 && child.count == Count::One)
            report("repeated_element", parameters, *found[1], where);
    }

    void check_languages(const Element& parent, std::string_view name,
                         const std::vector<const Element*>& texts, const std::string& where)
    {
        std::set<Language> seen;
        for (const auto* text : texts) {
            const auto* code = text->attribute("xml:lang");
            if (code == nullptr) continue; // reported with the other attributes
            const auto language = parse_language(*code);
            const Parameters parameters = {{"element", std::string(name)}, {"language", *code}};
            if (!language)
                report("bad_language", parameters, *text, where);
            else if (!seen.insert(*language).second)
                report("repeated_language", parameters, *text, where);
        }
        for (const auto language : languages)
            if (!seen.contains(language))
                report("missing_language", {{"element", std::string(name)}, {"language", str(language)}},
                       texts.empty() ? parent : *texts.front(), where);
    }

    Faults& faults_;
};

} // namespace

void check_shape(const Element& root, Faults& faults, std::string_view root_name)
{
    if (root.name != root_name) {
        faults.add({root_name == "checklist" ? "wrong_root" : "wrong_map_root",
                    {{"element", root.name}},
                    root.line,
                    root.column,
                    {}});
        return;
    }
    ShapeCheck(faults).check(root, *shape_of(root.name), "");
}

} // namespace clausebook::checklist
