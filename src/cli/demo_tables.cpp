#include "cli/demo_tables.h"

#include "resources/resources.h"

#include <charconv>
#include <optional>
#include <stdexcept>
#include <string_view>

namespace clausebook::cli {
namespace {

std::vector<std::string> split(std::string_view text, std::string_view between)
{
    std::vector<std::string> parts;
    for (std::size_t begin = 0;;) {
        const auto end = text.find(between, begin);
        parts.emplace_back(text.substr(begin, end - begin));
        if (end == std::string_view::npos) return parts;
        begin = end + between.size();
    }
}

/// The rows of a table, comments left out.
std::vector<std::vector<std::string>> rows(const std::string& file, std::size_t columns)
{
    std::vector<std::vector<std::string>> table;
    for (const auto& line : split(resources::read("evidence/" + file), "\n")) {
        if (line.empty() || line.front() == '#') continue;
        table.push_back(split(line, "\t"));
        if (table.back().size() != columns) throw std::logic_error(file + ": " + line);
    }
    return table;
}

template <typename Value>
Value sure(const std::optional<Value>& value, const std::string& text)
{
    if (!value) throw std::logic_error("demo: " + text);
    return *value;
}

QuestionId question(const std::string& text)
{
    return sure(QuestionId::parse(text), text);
}

int number(const std::string& text)
{
    int value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

Places places(const std::string& text)
{
    Places found;
    if (text.empty()) return found;
    for (const auto& part : split(text, "; ")) {
        const auto sign = part.find('=');
        found.emplace_back(part.substr(0, sign), sign == std::string::npos ? "" : part.substr(sign + 1));
    }
    return found;
}

} // namespace

std::vector<DemoEvidence> demo_evidence()
{
    std::vector<DemoEvidence> all;
    for (const auto& row : rows("manifest.tsv", 13))
        all.push_back({row[0], row[1], sure(parse_evidence_type(row[2]), row[2]), places(row[3]),
                       sure(parse_confidentiality(row[4]), row[4]), number(row[5]), number(row[6]), row[7],
                       row[8], sure(parse_evidence_state(row[9]), row[9]), row[10], row[11], row[12]});
    return all;
}

std::vector<DemoAnswer> demo_answers(int audit)
{
    std::vector<DemoAnswer> all;
    for (const auto& row : rows("audit-" + std::to_string(audit) + ".tsv", 5)) {
        AnswerChange change;
        change.choice = sure(parse_mark(row[1]), row[1]);
        change.method = sure(parse_answer_method(row[2]), row[2]);
        change.interviewee = row[3];
        change.note = row[4];
        all.push_back({question(row[0]), change});
    }
    return all;
}

std::vector<DemoFinding> demo_findings()
{
    std::vector<DemoFinding> all;
    for (const auto& row : rows("findings.tsv", 12)) {
        DemoFinding finding{number(row[0]),
                            question(row[1]),
                            sure(parse_grade(row[2]), row[2]),
                            {},
                            row[4],
                            row[5],
                            row[6],
                            row[7],
                            row[8],
                            row[9],
                            row[10],
                            places(row[11])};
        for (const auto& more : words(row[3])) finding.more.push_back(question(more));
        all.push_back(std::move(finding));
    }
    return all;
}

std::map<std::string, std::string> demo_texts()
{
    std::map<std::string, std::string> texts;
    for (const auto& row : rows("story.tsv", 2)) texts[row[0]] = joined(split(row[1], " // "), "\n");
    return texts;
}

} // namespace clausebook::cli
