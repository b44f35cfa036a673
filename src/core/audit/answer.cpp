#include "core/audit/answer.h"

#include "core/audit/lifecycle.h"
#include "core/base/form_rules.h"

#include <algorithm>

namespace clausebook {
namespace {

constexpr std::array<std::string_view, 6> result_codes{"", "C", "OFI", "NC", "NA", "NS"};
constexpr std::array<std::string_view, 5> method_codes{"", "examine", "interview", "observe", "test"};
constexpr std::array<std::string_view, 9> mark_codes{"NONE", "C",  "MINOR", "MAJOR", "OFI",
                                                     "NA",   "NS", "AOC",   "NC"};

/// The value whose code stands at the same place of a table.
template <typename Value, std::size_t count>
std::optional<Value> at_code(const std::array<std::string_view, count>& codes, std::string_view code)
{
    const auto found = std::find(codes.begin(), codes.end(), code);
    if (found == codes.end()) return std::nullopt;
    return static_cast<Value>(found - codes.begin());
}

void check_reason(const Answer& answer)
{
    if (answer.result != Result::NA || length(trimmed(answer.note)) >= not_applicable_reason) return;
    throw Refusal("na_reason_short", "note", {{"least", std::to_string(not_applicable_reason)}});
}

} // namespace

std::string_view str(Result result)
{
    return result_codes.at(static_cast<std::size_t>(result));
}

std::optional<Result> parse_result(std::string_view code)
{
    return at_code<Result>(result_codes, code);
}

std::string_view str(AnswerMethod method)
{
    return method_codes.at(static_cast<std::size_t>(method));
}

std::optional<AnswerMethod> parse_answer_method(std::string_view code)
{
    return at_code<AnswerMethod>(method_codes, code);
}

std::string_view str(Mark mark)
{
    return mark_codes.at(static_cast<std::size_t>(mark));
}

std::optional<Mark> parse_mark(std::string_view code)
{
    return at_code<Mark>(mark_codes, code);
}

Mark shown(Result result, const std::optional<Grade>& worst)
{
    switch (result) {
    case Result::None:
        return Mark::NotYet;
    case Result::C:
        return Mark::Conforms;
    case Result::NA:
        return Mark::NotApplicable;
    case Result::NS:
        return Mark::NotSeen;
    default:
        break;
    }
    if (worst == Grade::MAJOR) return Mark::Major;
    if (worst == Grade::MINOR) return Mark::Minor;
    if (worst == Grade::AOC) return Mark::Concern;
    return result == Result::OFI ? Mark::Opportunity : Mark::Nonconforming;
}

bool is_choice(Mark mark)
{
    return mark != Mark::Concern && mark != Mark::Nonconforming;
}

Result result_of(Mark choice)
{
    switch (choice) {
    case Mark::NotYet:
        return Result::None;
    case Mark::Conforms:
        return Result::C;
    case Mark::Opportunity:
        return Result::OFI;
    case Mark::NotApplicable:
        return Result::NA;
    case Mark::NotSeen:
        return Result::NS;
    default:
        return Result::NC;
    }
}

std::optional<Grade> grade_of(Mark choice)
{
    if (choice == Mark::Minor) return Grade::MINOR;
    if (choice == Mark::Major) return Grade::MAJOR;
    return std::nullopt;
}

std::string AnswerKey::str() const
{
    return audit.str() + "/" + site + "/" + question.str();
}

Answer changed(const Answer& before, const AnswerChange& change)
{
    auto answer = before;
    if (change.choice) {
        if (!is_choice(*change.choice)) throw Refusal("choice_unknown", "result");
        answer.result = result_of(*change.choice);
    }
    if (change.note) answer.note = trimmed(*change.note);
    if (change.method) answer.method = *change.method;
    if (change.interviewee) answer.interviewee = trimmed(*change.interviewee);
    if (change.flag) answer.flagged = *change.flag == Flag::Up;
    check_text(answer.note, "note");
    check_line(answer.interviewee, "interviewee");
    check_reason(answer);
    if (answer.result != before.result || (answer.result == Result::NA && answer.note != before.note)) {
        answer.na_approved_by = {};
        answer.na_approved_on.reset();
    }
    return answer;
}

void check_may_answer(const Audit& audit, const Parts& parts)
{
    if (!may_conduct(parts)) throw Refusal::state("only_auditors");
    if (!answers_open(audit.state)) throw Refusal::state("answers_closed", {{"audit", audit.key.str()}});
}

bool may_correct(const Audit& audit, const Parts& parts, const Answer& answer, std::size_t live_findings)
{
    return parts.contains(Part::Lead) && records_open(audit.state) && !answers_open(audit.state)
        && answer.result == Result::NC && live_findings == 0;
}

Answer corrected(const Answer& before, const Correction& correction)
{
    if (correction.choice == Mark::NotYet) throw Refusal("choice_unknown", "result");
    check_given(correction.reason, "reason");
    check_text(correction.reason, "reason");
    AnswerChange change;
    change.choice = correction.choice;
    change.note = correction.note;
    auto answer = changed(before, change);
    if (answer.result == Result::NS) check_given(answer.note, "note");
    return answer;
}

void check_in_scope(const Audit& audit, const Checklist& checklist, const AnswerKey& key)
{
    const auto planned = planned_questions(audit, checklist);
    const auto same = [&](const Question* question) {
        return question->id == key.question;
    };
    if (std::none_of(planned.begin(), planned.end(), same))
        throw Refusal("question_not_in_scope", "question", {{"question", key.question.str()}});
    const auto& sites = audit.sites;
    if (key.site != "all" && std::find(sites.begin(), sites.end(), Id<Site>(key.site)) == sites.end())
        throw Refusal("site_not_in_audit", "site");
}

void check_approvable(const Answer& answer)
{
    if (answer.result != Result::NA)
        throw Refusal::state("not_not_applicable", {{"question", answer.key.question.str()}});
    check_reason(answer);
}

bool waits_for_approval(const Answer& answer)
{
    return answer.result == Result::NA && answer.na_approved_by.empty()
        && length(trimmed(answer.note)) >= not_applicable_reason;
}

} // namespace clausebook
