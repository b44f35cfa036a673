#include "cli/demo_tables.h"

#include "core/base/text.h"
#include "resources/resources.h"

#include <algorithm>
#include <charconv>
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

DemoAudit audit_of(const std::string& letter)
{
    for (const auto audit : {DemoAudit::LastYear, DemoAudit::ThisYear, DemoAudit::UnderWay, DemoAudit::Next})
        if (letter == std::string(1, static_cast<char>(audit))) return audit;
    throw std::logic_error("demo: " + letter);
}

} // namespace

std::string name_of(DemoAudit audit)
{
    switch (audit) {
    case DemoAudit::LastYear:
        return "last-year";
    case DemoAudit::ThisYear:
        return "this-year";
    case DemoAudit::UnderWay:
        return "under-way";
    case DemoAudit::Next:
        return "next";
    }
    throw std::logic_error("demo: audit");
}

std::vector<DemoPerson> demo_people()
{
    std::vector<DemoPerson> all;
    for (const auto& row : rows("people.tsv", 7)) {
        DemoPerson person{row[0], row[1], row[2], row[3], {}, {}, row[6]};
        for (const auto& role : words(row[4])) person.roles.insert(sure(parse_role(role), role));
        for (const auto& clause : words(row[5]))
            person.owns.push_back(sure(ClauseNumber::parse(clause), clause));
        all.push_back(std::move(person));
    }
    return all;
}

std::vector<DemoEvidence> demo_evidence()
{
    std::vector<DemoEvidence> all;
    for (const auto& row : rows("manifest.tsv", 17)) {
        const auto who_sees = words(row[5]);
        const auto colon = std::min(row[15].find(": "), row[15].size());
        all.push_back({row[0], row[1], sure(parse_evidence_type(row[2]), row[2]), places(row[3]), row[4],
                       sure(parse_confidentiality(who_sees.at(0)), row[5]), who_sees.size() > 1,
                       row[6].empty() ? std::nullopt : std::optional(number(row[6])), number(row[7]),
                       number(row[8]), row[9], row[10], sure(parse_evidence_state(row[11]), row[11]), row[12],
                       row[13], row[14], row[15].substr(0, colon),
                       row[15].empty() ? std::string() : row[15].substr(colon + 2), row[16]});
    }
    return all;
}

std::vector<DemoAnswer> demo_answers(DemoAudit audit)
{
    std::vector<DemoAnswer> all;
    for (const auto& row : rows("answers-" + name_of(audit) + ".tsv", 5)) {
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
    for (const auto& row : rows("findings.tsv", 16)) {
        DemoFinding finding{row[0],  audit_of(row[1]), question(row[2]), sure(parse_grade(row[3]), row[3]),
                            {},      row[5],           row[6],           row[7],
                            row[8],  row[9],           row[10],          row[11],
                            row[12], row[13],          row[14],          places(row[15])};
        for (const auto& more : words(row[4])) finding.more.push_back(question(more));
        all.push_back(std::move(finding));
    }
    return all;
}

std::vector<DemoStep> demo_steps()
{
    std::vector<DemoStep> all;
    for (const auto& row : rows("follow-up.tsv", 6))
        all.push_back({number(row[0]), row[1], row[2], row[3], row[4], row[5]});
    return all;
}

DemoAction demo_action(const std::string& detail)
{
    const auto parts = words(detail);
    if (parts.size() != 3) throw std::logic_error("demo: " + detail);
    return {sure(parse_action_kind(parts[0]), detail), parts[1], number(parts[2])};
}

std::map<std::string, std::string> demo_texts()
{
    std::map<std::string, std::string> texts;
    for (const auto& row : rows("story.tsv", 2)) texts[row[0]] = joined(split(row[1], " // "), "\n");
    return texts;
}

} // namespace clausebook::cli
