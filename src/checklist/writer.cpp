#include "checklist/writer.h"

#include <string_view>
#include <utility>

namespace clausebook::checklist {
namespace {

using Attributes = std::vector<std::pair<std::string_view, std::string>>;

enum class Place { Text, Attribute };

std::string escaped(std::string_view text, Place place)
{
    std::string safe;
    for (const char c : text) {
        if (c == '&')
            safe += "&amp;";
        else if (c == '<')
            safe += "&lt;";
        else if (c == '>')
            safe += "&gt;";
        else if (c == '"' && place == Place::Attribute)
            safe += "&quot;";
        else
            safe += c;
    }
    return safe;
}

template <typename Codes>
std::string joined(const Codes& codes)
{
    std::string text;
    for (const auto& code : codes) {
        if (!text.empty()) text += ' ';
        if constexpr (std::is_convertible_v<decltype(code), std::string_view>)
            text += code;
        else
            text += str(code);
    }
    return text;
}

class Writer {
public:
    void open(std::string_view name, const Attributes& attributes)
    {
        begin(name, attributes);
        xml_ += ">\n";
        ++level_;
    }

    void close(std::string_view name)
    {
        --level_;
        indent();
        xml_.append("</").append(name).append(">\n");
    }

    void empty(std::string_view name, const Attributes& attributes)
    {
        begin(name, attributes);
        xml_ += "/>\n";
    }

    void text(std::string_view name, const Localized& localized)
    {
        for (const auto language : languages) {
            begin(name, {{"xml:lang", str(language)}});
            xml_.append(">")
                .append(escaped(localized.in(language), Place::Text))
                .append("</")
                .append(name)
                .append(">\n");
        }
    }

    std::string take() { return std::move(xml_); }

private:
    void indent() { xml_.append(static_cast<std::size_t>(level_) * 2, ' '); }

    void begin(std::string_view name, const Attributes& attributes)
    {
        indent();
        xml_.append("<").append(name);
        for (const auto& [key, value] : attributes)
            xml_.append(" ").append(key).append("=\"").append(escaped(value, Place::Attribute)).append("\"");
    }

    std::string xml_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    int level_ = 0;
};

void write_examples(Writer& out, const std::vector<Localized>& examples)
{
    for (const auto& example : examples) {
        out.open("example", {});
        out.text("text", example);
        out.close("example");
    }
}

void write_question(Writer& out, std::string_view name, const Question& question)
{
    out.open(name, {{"id", question.id.str()}, {"stages", joined(question.stages.list())}});
    out.text("text", question.text);
    write_examples(out, question.evidence_examples);
    out.close(name);
}

void write_clause(Writer& out, const Clause& clause)
{
    Attributes attributes = {{"number", clause.number.str()},
                             {"weight", std::to_string(clause.weight)},
                             {"key", clause.key ? "yes" : "no"}};
    if (clause.title_source == TitleSource::Own) attributes.emplace_back("title-source", "own");
    out.open("clause", attributes);
    out.text("title", clause.title);
    out.text("intent", clause.intent);
    for (const auto& question : clause.questions) write_question(out, "question", question);
    out.open("evidence", {{"types", joined(clause.evidence_types)}});
    write_examples(out, clause.evidence_examples);
    out.close("evidence");
    out.empty("interview", {{"with", joined(clause.interviewees)}});
    for (const auto& finding : clause.typical_findings) {
        out.open("finding", {{"grade", std::string(str(finding.grade))}});
        out.text("text", finding.text);
        out.close("finding");
    }
    for (const auto& reference : clause.references) {
        Attributes places = {{"standard", reference.standard}};
        if (!reference.places.empty()) places.emplace_back("at", joined(reference.places));
        out.empty("reference", places);
    }
    out.close("clause");
}

template <typename Code>
void write_labels(Writer& out, std::string_view name, std::string_view attribute,
                  const std::map<Code, Localized>& labels)
{
    for (const auto& [code, label] : labels) {
        out.open(name, {{attribute, std::string(str(code))}});
        out.text("label", label);
        out.close(name);
    }
}

} // namespace

std::string write(const Checklist& checklist)
{
    Writer out;
    out.open("checklist",
             {{"standard", checklist.identity.standard},
              {"edition", std::to_string(checklist.identity.edition)},
              {"revision", std::to_string(checklist.identity.revision)}});
    out.text("note", checklist.note);
    write_labels(out, "stage", "tag", checklist.stage_labels);
    write_labels(out, "interviewee", "code", checklist.interviewee_labels);
    for (const auto& group : checklist.groups) {
        out.open("group", {{"number", group.number.str()}});
        out.text("title", group.title);
        for (const auto* clause : checklist.clauses_of(group.number)) write_clause(out, *clause);
        for (const auto& item : checklist.scheme_items)
            if (item.id.clause().is_within(group.number)) write_question(out, "scheme-item", item);
        out.close("group");
    }
    out.close("checklist");
    return out.take();
}

} // namespace clausebook::checklist
