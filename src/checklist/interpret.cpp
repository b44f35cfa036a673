#include "checklist/interpret.h"

#include <algorithm>
#include <charconv>
#include <set>

namespace clausebook::checklist {
namespace {

constexpr int weight_limit = 3;
constexpr int revision_limit = 9'999;
constexpr std::size_t longest_list_bytes = 4'000;
constexpr int first_edition = 1'900;
constexpr int last_edition = 2'999;

/// Stands for a number that cannot be read, so that what follows is still looked at.
const ClauseNumber& no_clause()
{
    static const auto number = *ClauseNumber::parse("Z");
    return number;
}

/// The same for a question.
const QuestionId& no_question()
{
    static const auto id = *QuestionId::parse("X.99");
    return id;
}

std::optional<int> whole_number(std::string_view text)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = error == std::errc() && end == text.data() + text.size();
    return whole && text[0] != '0' && text[0] != '-' ? std::optional(value) : std::nullopt;
}

/// "7.4.1", "7.4-7.6" or "D".
bool is_place(std::string_view text)
{
    const auto dash = text.find('-');
    const auto first = ClauseNumber::parse(text.substr(0, dash));
    if (!first) return false;
    if (dash != std::string_view::npos) {
        const auto last = ClauseNumber::parse(text.substr(dash + 1));
        return last && !first->has_letter() && !last->has_letter() && *first < *last;
    }
    return !first->has_letter() || text.size() == 1;
}

class Interpreter {
public:
    explicit Interpreter(Faults& faults) : faults_(faults) {}

    Checklist checklist(const Element& root)
    {
        Checklist made;
        made.identity = identity(root);
        made.note = localized(root, "note");
        labels(root, "stage", "tag", "bad_stage", parse_stage_tag, all_stage_tags, made.stage_labels);
        labels(root, "interviewee", "code", "bad_interviewee", parse_interviewee, all_interviewees(),
               made.interviewee_labels);
        for (const auto& element : root.children)
            if (element.name == "group") group(element, made);
        return made;
    }

private:
    using Parameters = std::map<std::string, std::string>;

    void report(const char* code, Parameters parameters, const Element& at, const std::string& where = {})
    {
        faults_.add({code, std::move(parameters), at.line, at.column, place_of(at, where)});
    }

    /// Reads one attribute; a value that is none is a fault, an attribute that is not there is check_shape's.
    template <typename Parse>
    auto value(const Element& element, std::string_view name, const char* fault, Parse parse,
               const std::string& where = {}) -> decltype(parse(std::string_view()))
    {
        const auto* text = element.attribute(name);
        if (text == nullptr) return std::nullopt;
        auto parsed = parse(std::string_view(*text));
        if (!parsed) report(fault, {{"value", *text}}, element, where);
        return parsed;
    }

    /// Reads a list of codes: at least one, none twice.
    template <typename Parse>
    auto values(const Element& element, std::string_view name, const char* fault, Parse parse,
                const std::string& where)
    {
        std::vector<typename decltype(parse(std::string_view()))::value_type> found;
        const auto* text = element.attribute(name);
        if (text == nullptr) return found;
        const auto codes = text->size() > longest_list_bytes ? std::vector<std::string>() : words(*text);
        if (codes.empty()) report(fault, {{"value", *text}}, element, where);
        std::set<std::string> seen;
        for (const auto& code : codes) {
            const auto parsed = parse(std::string_view(code));
            if (!parsed)
                report(fault, {{"value", code}}, element, where);
            else if (!seen.insert(code).second)
                report("repeated_code", {{"value", code}}, element, where);
            else
                found.push_back(*parsed);
        }
        return found;
    }

    template <typename Code, typename Parse, typename All>
    void labels(const Element& root, std::string_view name, std::string_view attribute, const char* fault,
                Parse parse, const All& all, std::map<Code, Localized>& labels)
    {
        for (const auto& element : root.children) {
            if (element.name != name) continue;
            const auto code = value(element, attribute, fault, parse);
            if (code && !labels.emplace(*code, localized(element, "label")).second)
                report("repeated_code", {{"value", std::string(str(*code))}}, element);
        }
        for (const auto code : all)
            if (!labels.contains(code)) report("missing_label", {{"value", std::string(str(code))}}, root);
    }

    static std::vector<Localized> examples(const Element& parent)
    {
        std::vector<Localized> found;
        for (const auto& element : parent.children)
            if (element.name == "example") found.push_back(localized(element, "text"));
        return found;
    }

    /// Takes the id or number for `element`; a fault when it stood in the file before.
    void claim(const std::string& id, const Element& element)
    {
        const auto [earlier, is_new] = lines_of_ids_.emplace(id, element.line);
        if (!is_new)
            report("duplicate_id", {{"id", id}, {"first_line", std::to_string(earlier->second)}}, element,
                   id);
    }

    ChecklistIdentity identity(const Element& root)
    {
        ChecklistIdentity identity;
        identity.standard = value(root, "standard", "bad_standard", parse_standard).value_or("");
        identity.edition = value(root, "edition", "bad_edition", parse_edition).value_or(0);
        identity.revision = value(root, "revision", "bad_revision", parse_revision).value_or(0);
        return identity;
    }

    void group(const Element& element, Checklist& made)
    {
        const auto chapter_or_x = [](std::string_view text) {
            const auto read = ClauseNumber::parse(text);
            const bool good = read && read->str() == read->chapter() && (!read->has_letter() || text == "X");
            return good ? read : std::nullopt;
        };
        const auto number = value(element, "number", "bad_group_number", chapter_or_x);
        if (number) claim(number->str(), element);
        const auto& known = number ? *number : no_clause();
        made.groups.push_back({known, localized(element, "title")});

        const char* expected = number && number->has_letter() ? "scheme-item" : "clause";
        bool has_expected = false;
        for (const auto& child : element.children) {
            has_expected = has_expected || child.name == expected;
            if (child.name == "clause") made.clauses.push_back(clause(child, known));
            if (child.name == "scheme-item") scheme_item(child, known, made);
        }
        if (number && !has_expected)
            report("missing_element", {{"element", expected}, {"parent", "group"}}, element);
    }

    Clause clause(const Element& element, const ClauseNumber& group)
    {
        const auto number = value(element, "number", "bad_clause_number", ClauseNumber::parse);
        if (number) {
            claim(number->str(), element);
            check_parent(*number, element, group);
        }
        const auto where = number ? number->str() : std::string();
        Clause made{number ? *number : no_clause(), group};
        made.title_source = value(element, "title-source", "bad_title_source", parse_title_source, where)
                                .value_or(TitleSource::Standard);
        made.weight = value(element, "weight", "bad_weight", parse_weight, where).value_or(1);
        made.key = value(element, "key", "bad_key", parse_key, where).value_or(false);
        made.title = localized(element, "title");
        made.intent = localized(element, "intent");
        standards_of_clause_.clear();
        for (const auto& child : element.children) part(child, made, number, where);
        return made;
    }

    /// A clause belongs to the group of its chapter; a paragraph such as 5.4.1 also needs its clause, 5.4,
    /// before it.
    void check_parent(const ClauseNumber& number, const Element& element, const ClauseNumber& group)
    {
        if (group == no_clause()) return;
        const auto text = number.str();
        const bool in_group = number.is_within(group) && number != group && !number.has_letter();
        const auto last_dot = text.rfind('.');
        const bool is_paragraph = std::count(text.begin(), text.end(), '.') > 1;
        const auto parent = is_paragraph ? ClauseNumber::parse(text.substr(0, last_dot)) : std::nullopt;
        if (!in_group)
            report("clause_out_of_tree", {{"clause", text}, {"parent", group.str()}}, element);
        else if (parent && !lines_of_ids_.contains(parent->str()))
            report("clause_without_parent", {{"clause", text}, {"parent", parent->str()}}, element);
    }

    void part(const Element& element, Clause& clause, const std::optional<ClauseNumber>& number,
              const std::string& where)
    {
        if (element.name == "question") {
            const auto id = question_id(element, where);
            if (id && number && (id->is_scheme_item() || id->clause() != *number))
                report("question_out_of_tree", {{"id", id->str()}, {"parent", number->str()}}, element);
            clause.questions.push_back(question(element, id ? *id : no_question()));
        } else if (element.name == "evidence") {
            clause.evidence_types = values(element, "types", "bad_evidence_type", parse_evidence_type, where);
            clause.evidence_examples = examples(element);
        } else if (element.name == "interview") {
            clause.interviewees = values(element, "with", "bad_interviewee", parse_interviewee, where);
        } else if (element.name == "finding") {
            const auto grade = value(element, "grade", "bad_grade", parse_grade, where);
            if (grade) clause.typical_findings.push_back({*grade, localized(element, "text")});
        } else if (element.name == "reference") {
            clause.references.push_back(reference(element, where));
        }
    }

    std::optional<QuestionId> question_id(const Element& element, const std::string& where)
    {
        auto id = value(element, "id", "bad_question_id", QuestionId::parse, where);
        if (id) claim(id->str(), element);
        return id;
    }

    Question question(const Element& element, const QuestionId& id)
    {
        Question made{id, {}, localized(element, "text"), examples(element)};
        for (const auto tag : values(element, "stages", "bad_stage", parse_stage_tag, id.str()))
            made.stages.add(tag);
        return made;
    }

    void scheme_item(const Element& element, const ClauseNumber& group, Checklist& made)
    {
        const auto id = question_id(element, group.str());
        if (id && group != no_clause() && (!id->is_scheme_item() || !id->clause().is_within(group)))
            report("question_out_of_tree", {{"id", id->str()}, {"parent", group.str()}}, element);
        made.scheme_items.push_back(question(element, id ? *id : no_question()));
    }

    CrossReference reference(const Element& element, const std::string& where)
    {
        const auto place = [](std::string_view text) {
            return is_place(text) ? std::optional(std::string(text)) : std::nullopt;
        };
        CrossReference made;
        made.standard = value(element, "standard", "bad_standard", parse_standard, where).value_or("");
        made.places = values(element, "at", "bad_place", place, where);
        if (!made.standard.empty() && !standards_of_clause_.insert(made.standard).second)
            report("repeated_code", {{"value", made.standard}}, element, where);
        return made;
    }

    static std::optional<int> parse_revision(std::string_view text)
    {
        const auto number = whole_number(text);
        return number && *number >= 1 && *number <= revision_limit ? number : std::nullopt;
    }

    static std::optional<TitleSource> parse_title_source(std::string_view text)
    {
        if (text == "own") return TitleSource::Own;
        return text == "standard" ? std::optional(TitleSource::Standard) : std::nullopt;
    }

    static std::optional<int> parse_weight(std::string_view text)
    {
        const auto weight = whole_number(text);
        return weight && *weight <= weight_limit ? weight : std::nullopt;
    }

    static std::optional<bool> parse_key(std::string_view text)
    {
        if (text == "yes") return true;
        return text == "no" ? std::optional(false) : std::nullopt;
    }

    Faults& faults_;
    std::map<std::string, int> lines_of_ids_;   ///< of groups, clauses and questions
    std::set<std::string> standards_of_clause_; ///< referred to so far
};

} // namespace

std::vector<std::string> words(std::string_view text)
{
    std::vector<std::string> found;
    const auto collapsed = collapse(text);
    for (std::size_t from = 0; from < collapsed.size();) {
        const auto blank = std::min(collapsed.find(' ', from), collapsed.size());
        found.push_back(collapsed.substr(from, blank - from));
        from = blank + 1;
    }
    return found;
}

std::optional<std::string> parse_standard(std::string_view text)
{
    constexpr std::size_t longest = 60;
    const bool good = !text.empty() && characters(text) <= longest && collapse(text) == text;
    return good ? std::optional(std::string(text)) : std::nullopt;
}

std::optional<int> parse_edition(std::string_view text)
{
    const auto number = whole_number(text);
    return number && *number >= first_edition && *number <= last_edition ? number : std::nullopt;
}

Localized localized(const Element& parent, std::string_view name)
{
    Localized text;
    for (const auto& element : parent.children) {
        const auto* code = element.attribute("xml:lang");
        const auto language = element.name == name && code != nullptr ? parse_language(*code) : std::nullopt;
        if (language) text.in(*language) = collapse(element.text);
    }
    return text;
}

Checklist interpret(const Element& root, Faults& faults)
{
    return Interpreter(faults).checklist(root);
}

} // namespace clausebook::checklist
