#include "core/evidence/evidence.h"

#include "core/action/action.h"
#include "core/base/form_rules.h"
#include "core/base/months.h"
#include "core/checklist/question_id.h"
#include "core/evidence/validity.h"

#include <algorithm>
#include <charconv>

namespace clausebook {
namespace {

constexpr std::string_view confidentiality_codes[] = {"PUBLIC", "INTERNAL", "CONFIDENTIAL", "PERSONAL"};
constexpr std::string_view state_codes[] = {"REGISTERED", "SUBMITTED",  "ACCEPTED", "REJECTED",
                                            "EXPIRED",    "SUPERSEDED", "ARCHIVED", "DESTROYED"};
constexpr std::string_view kind_codes[] = {"answer", "finding", "action", "clause"};

/// "IA-2026-01", "S1-2027-02": capital letters and digits, a year, a number.
bool is_audit_number(std::string_view text)
{
    const auto first = text.find('-');
    const auto second = first == std::string_view::npos ? first : text.find('-', first + 1);
    if (second == std::string_view::npos || first < 2 || first > 3) return false;
    const auto digits = [](std::string_view part, std::size_t least, std::size_t most) {
        return part.size() >= least && part.size() <= most
            && std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
    };
    const auto prefix = text.substr(0, first);
    return std::all_of(prefix.begin(), prefix.end(),
                       [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); })
        && digits(text.substr(first + 1, second - first - 1), 4, 4) && digits(text.substr(second + 1), 2, 6);
}

bool is_site(std::string_view text)
{
    return text == "all"
        || (text.size() > 2 && text.size() < 10 && text.starts_with("S-")
            && std::all_of(text.begin() + 2, text.end(), [](char c) { return c >= '0' && c <= '9'; }));
}

bool is_answer_key(std::string_view key)
{
    const auto first = key.find('/');
    const auto second = first == std::string_view::npos ? first : key.find('/', first + 1);
    return second != std::string_view::npos && is_audit_number(key.substr(0, first))
        && is_site(key.substr(first + 1, second - first - 1)) && QuestionId::parse(key.substr(second + 1));
}

bool is_finding_key(std::string_view key)
{
    const auto slash = key.find('/');
    if (slash == std::string_view::npos || !is_audit_number(key.substr(0, slash))) return false;
    const auto serial = key.substr(slash + 1);
    return serial.size() > 1 && serial.size() < 8 && serial.front() == 'f'
        && std::all_of(serial.begin() + 1, serial.end(), [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

std::string str(Confidentiality confidentiality)
{
    return std::string(confidentiality_codes[static_cast<std::size_t>(confidentiality)]);
}

std::optional<Confidentiality> parse_confidentiality(std::string_view code)
{
    for (const auto each : all_confidentialities)
        if (confidentiality_codes[static_cast<std::size_t>(each)] == code) return each;
    return std::nullopt;
}

std::string str(EvidenceState state)
{
    return std::string(state_codes[static_cast<std::size_t>(state)]);
}

std::optional<EvidenceState> parse_evidence_state(std::string_view code)
{
    for (const auto each : all_evidence_states)
        if (state_codes[static_cast<std::size_t>(each)] == code) return each;
    return std::nullopt;
}

std::string str(LinkKind kind)
{
    return std::string(kind_codes[static_cast<std::size_t>(kind)]);
}

std::optional<LinkTarget> LinkTarget::parse(std::string_view text)
{
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const auto kind = text.substr(0, colon);
    const auto key = text.substr(colon + 1);
    if (kind == "answer" && is_answer_key(key)) return LinkTarget{LinkKind::Answer, std::string(key)};
    if (kind == "finding" && is_finding_key(key)) return LinkTarget{LinkKind::Finding, std::string(key)};
    if (kind == "action" && is_action_key(key)) return LinkTarget{LinkKind::Action, std::string(key)};
    if (kind == "clause" && ClauseNumber::parse(key)) return LinkTarget{LinkKind::Clause, std::string(key)};
    return std::nullopt;
}

std::string LinkTarget::str() const
{
    return clausebook::str(kind) + ":" + key;
}

std::string LinkTarget::audit() const
{
    const bool stands_alone = kind == LinkKind::Clause || kind == LinkKind::Action;
    return stands_alone ? std::string() : key.substr(0, key.find('/'));
}

std::string LinkTarget::clause() const
{
    if (kind == LinkKind::Clause) return key;
    if (kind == LinkKind::Finding || kind == LinkKind::Action) return {};
    const auto question = QuestionId::parse(key.substr(key.rfind('/') + 1));
    return question ? question->clause().str() : std::string();
}

void check(const EvidenceFields& fields)
{
    check_given(fields.title, "title");
    check_line(fields.title, "title");
    check_text(fields.note, "note");
}

void check(const EvidenceVersionFields& fields)
{
    check_line(fields.label, "label");
    check_line(fields.language, "language", 35);
    check_line(fields.location, "location");
    if (fields.period_from && fields.period_to && *fields.period_to < *fields.period_from)
        throw Refusal("period_reversed", "period_to");
    if (fields.document_date && fields.valid_until && *fields.valid_until < *fields.document_date)
        throw Refusal("valid_before_document", "valid_until");
}

EvidenceState state_on(EvidenceState stored, const std::optional<Date>& valid_until, Date day)
{
    return stored == EvidenceState::Accepted && valid_until && *valid_until < day ? EvidenceState::Expired
                                                                                  : stored;
}

bool is_record_type(EvidenceType type)
{
    using enum EvidenceType;
    constexpr std::array records = {LOG, CAS, KPI, SAT, CAP, AUD, MIN, TRN, CHG, OBS, INT};
    return std::find(records.begin(), records.end(), type) != records.end();
}

Date records_count_from(Date reference)
{
    return plus_months(reference, -12);
}

bool is_valid_evidence(const EvidenceVersion& version, const std::optional<EvidenceType>& type,
                       Date reference)
{
    if (state_on(version.state, version.fields.valid_until, reference) != EvidenceState::Accepted)
        return false;
    if (!type || !is_record_type(*type)) return true;
    const auto ended = version.fields.period_to ? version.fields.period_to : version.fields.document_date;
    return ended && *ended >= records_count_from(reference);
}

} // namespace clausebook
