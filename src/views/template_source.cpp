#include "views/template_source.h"

#include <algorithm>
#include <stdexcept>

namespace clausebook::views {
namespace {

/// What may be written unescaped: texts the server makes from its own constants (views/icons, views/page),
/// and a report that a template made, in which everything was escaped (views/pages/report).
constexpr std::string_view unescaped_names[] = {"page.inline_icons", "inline_icons", "page.strings_json",
                                                "strings_json",      "stylesheet",   "report_body"};

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::vector<std::string> parts_of(std::string_view name)
{
    if (name == ".") return {"."};
    std::vector<std::string> parts(1);
    for (const auto c : name) {
        if (c == '.')
            parts.emplace_back();
        else
            parts.back() += c;
    }
    return parts;
}

bool is_name(std::string_view name)
{
    if (name == ".") return true;
    const auto letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.";
    return !name.empty() && name.find_first_not_of(letters) == std::string_view::npos && name.front() != '.'
        && name.back() != '.' && name.find("..") == std::string_view::npos;
}

class Builder {
public:
    Builder(const TemplateTexts& texts, const Catalogues& catalogues) : texts_(texts), catalogues_(catalogues)
    {
    }

    void take_in(const std::string& name, const std::string& asked_from)
    {
        const auto found = texts_.find(name);
        if (found == texts_.end()) throw std::logic_error(asked_from + ": there is no template " + name);
        if (std::find(open_files_.begin(), open_files_.end(), name) != open_files_.end())
            throw std::logic_error(asked_from + ": " + name + " takes itself in");
        open_files_.push_back(name);
        read_file(name, found->second);
        open_files_.pop_back();
    }

    TemplateSource made() { return std::move(source_); }

private:
    struct OpenSection {
        std::string name;
        std::size_t number;
        int line;
    };

    void read_file(const std::string& file, std::string_view text)
    {
        // Without the last line's end a partial can stand in the middle of a line.
        if (open_files_.size() > 1 && text.ends_with('\n')) text.remove_suffix(1);
        const auto whole = text;
        std::vector<OpenSection> sections;
        int line = 1;
        while (!text.empty()) {
            const auto begin = text.find("{{");
            line +=
                static_cast<int>(std::count(text.begin(), text.begin() + std::min(begin, text.size()), '\n'));
            write(text.substr(0, begin));
            if (begin == std::string_view::npos) break;
            text.remove_prefix(begin);
            const auto before = whole.substr(0, whole.size() - text.size());

            const bool triple = text.starts_with("{{{");
            const auto closing = triple ? std::string_view("}}}") : std::string_view("}}");
            const auto end = text.find(closing);
            const auto where = file + ":" + std::to_string(line);
            if (end == std::string_view::npos) throw std::logic_error(where + ": a tag that is not closed");
            const auto contents = text.substr(closing.size(), end - closing.size());
            const auto lines_inside = static_cast<int>(std::count(contents.begin(), contents.end(), '\n'));
            text.remove_prefix(end + closing.size());
            if (contents.starts_with('!'))
                drop_comment_line(before, text, line);
            else
                tag(contents, triple, where, line, sections);
            line += lines_inside;
        }
        if (!sections.empty())
            throw std::logic_error(file + ":" + std::to_string(sections.back().line) + ": the section "
                                   + sections.back().name + " is not closed in this file");
    }

    /// Leaves out what lines are set in by: HTML does not show it, and kainjow keeps every blank by itself.
    void write(std::string_view text)
    {
        for (auto end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
            source_.text += text.substr(0, end + 1);
            text.remove_prefix(end + 1);
            text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
        }
        source_.text += text;
    }

    /// A comment alone on its line leaves no empty line.
    static void drop_comment_line(std::string_view before, std::string_view& rest, int& line)
    {
        const bool starts_line = before.empty() || before.back() == '\n';
        if (!starts_line || !rest.starts_with('\n')) return;
        rest.remove_prefix(1);
        ++line;
    }

    void tag(std::string_view contents, bool triple, const std::string& where, int line,
             std::vector<OpenSection>& sections)
    {
        const auto sign = contents.empty() || triple ? ' ' : contents.front();
        const bool signed_tag = std::string_view("#^/>&=").find(sign) != std::string_view::npos;
        const std::string name(trimmed(signed_tag ? contents.substr(1) : contents));
        if (sign == '=') throw std::logic_error(where + ": delimiters stay {{ and }}");
        if (sign == '>')
            return take_in(name.find('/') == std::string::npos ? "partials/" + name : name, where);
        if (!is_name(name)) throw std::logic_error(where + ": \"" + name + "\" is no name");
        if (sign == '/') return close(name, where, sections);

        if ((triple || sign == '&')
            && std::find(std::begin(unescaped_names), std::end(unescaped_names), name)
                == std::end(unescaped_names))
            throw std::logic_error(where + ": " + name + " must be escaped");
        const auto number = add(name, sign, where);
        const auto written = std::to_string(number);
        if (sign == '#' || sign == '^') sections.push_back({name, number, line});
        if (triple)
            source_.text += "{{{" + written + "}}}";
        else
            source_.text += "{{" + (signed_tag ? std::string(1, sign) : std::string()) + written + "}}";
    }

    void close(const std::string& name, const std::string& where, std::vector<OpenSection>& sections)
    {
        if (sections.empty() || sections.back().name != name)
            throw std::logic_error(where + ": {{/" + name + "}} closes "
                                   + (sections.empty() ? "nothing" : "the section " + sections.back().name));
        source_.text += "{{/" + std::to_string(sections.back().number) + "}}";
        sections.pop_back();
    }

    std::size_t add(const std::string& name, char sign, const std::string& where)
    {
        using Kind = TemplateTag::Kind;
        const auto kind = sign == '#' ? Kind::Section : sign == '^' ? Kind::InvertedSection : Kind::Text;
        TemplateTag made = {kind, parts_of(name), {}, where};
        if (name.starts_with("t.")) {
            const auto key = name.substr(2);
            if (kind != Kind::Text) throw std::logic_error(where + ": " + name + " is a text and no section");
            for (const auto language : languages) {
                if (!catalogues_.has(language, key))
                    throw std::logic_error(where + ": no text " + key + " in " + str(language));
                made.catalogue.at(static_cast<std::size_t>(language)) = &catalogues_.text(language, key);
            }
        }
        source_.tags.push_back(std::move(made));
        return source_.tags.size() - 1;
    }

    const TemplateTexts& texts_;
    const Catalogues& catalogues_;
    std::vector<std::string> open_files_;
    TemplateSource source_;
};

} // namespace

std::string TemplateTag::name() const
{
    std::string joined;
    for (const auto& part : path) joined += (joined.empty() ? "" : ".") + part;
    return joined;
}

TemplateSource read_template(const TemplateTexts& texts, std::string_view name, const Catalogues& catalogues)
{
    Builder builder(texts, catalogues);
    builder.take_in(std::string(name), std::string(name));
    return builder.made();
}

} // namespace clausebook::views
