#include "core/list/list_table.h"

namespace clausebook {
namespace {

constexpr std::array<std::string_view, all_list_kinds.size()> names = {"evidence", "findings", "actions"};

Word word(std::string_view prefix, std::string_view code)
{
    return {std::string(prefix) + "." + std::string(code)};
}

ListCell date_or_nothing(const std::optional<Date>& date)
{
    if (!date) return {};
    return *date;
}

ListCell clause_of(const Finding& finding)
{
    if (!finding.clause) return {};
    return finding.clause->str();
}

} // namespace

std::string_view str(ListKind kind)
{
    return names.at(static_cast<std::size_t>(kind));
}

std::optional<ListKind> parse_list_kind(std::string_view name)
{
    for (const auto kind : all_list_kinds)
        if (name == str(kind)) return kind;
    return std::nullopt;
}

const std::vector<ListColumn<EvidenceListRow>>& evidence_columns()
{
    using Row = EvidenceListRow;
    static const std::vector<ListColumn<Row>> columns = {
        {"evidence.number",
         [](const Row& row) -> ListCell {
             return row.evidence.key.str();
         }},
        {"evidence.title",
         [](const Row& row) -> ListCell {
             return row.evidence.fields.title;
         }},
        {"evidence.type",
         [](const Row& row) -> ListCell {
             const auto& type = row.evidence.fields.type;
             return type ? word("evidence_type", str(*type)) : Word{"evidence.type_none"};
         }},
        {"evidence.state",
         [](const Row& row) -> ListCell {
             return word("evidence_state",
                         str(state_on(row.evidence.state, row.evidence.valid_until, row.today)));
         }},
        {"evidence.valid_until",
         [](const Row& row) -> ListCell {
             return date_or_nothing(row.evidence.valid_until);
         }},
        {"evidence.owner",
         [](const Row& row) -> ListCell {
             return row.owner;
         }},
        {"evidence.confidentiality",
         [](const Row& row) -> ListCell {
             return word("confidentiality", str(row.evidence.fields.confidentiality));
         }},
        {"evidence.standing",
         [](const Row& row) -> ListCell {
             return static_cast<std::int64_t>(row.evidence.current);
         }},
        {"evidence.received",
         [](const Row& row) -> ListCell {
             return row.evidence.received_at;
         }},
        {"evidence.note",
         [](const Row& row) -> ListCell {
             return row.evidence.fields.note;
         }},
    };
    return columns;
}

const std::vector<ListColumn<FindingListRow>>& finding_columns()
{
    using Row = FindingListRow;
    static const std::vector<ListColumn<Row>> columns = {
        {"word.finding",
         [](const Row& row) -> ListCell {
             return row.finding.number.empty() ? row.finding.key.str() : row.finding.number;
         }},
        {"word.audit",
         [](const Row& row) -> ListCell {
             return row.finding.audit.str();
         }},
        {"finding.field.grade",
         [](const Row& row) -> ListCell {
             return word("grade", str(row.finding.grade));
         }},
        {"word.clause",
         [](const Row& row) -> ListCell {
             return clause_of(row.finding);
         }},
        {"word.state",
         [](const Row& row) -> ListCell {
             return word("finding_state", str(row.finding.state));
         }},
        {"act.due",
         [](const Row& row) -> ListCell {
             if (!row.due) return {};
             return row.due->until;
         }},
        {"finding.field.statement",
         [](const Row& row) -> ListCell {
             return row.finding.statement;
         }},
        {"finding.field.objective_evidence",
         [](const Row& row) -> ListCell {
             return row.finding.objective_evidence;
         }},
        {"finding.auditor",
         [](const Row& row) -> ListCell {
             return row.auditor;
         }},
        {"finding.found_on",
         [](const Row& row) -> ListCell {
             return row.finding.found_on;
         }},
    };
    return columns;
}

const std::vector<ListColumn<ActionListRow>>& action_columns()
{
    using Row = ActionListRow;
    static const std::vector<ListColumn<Row>> columns = {
        {"word.action",
         [](const Row& row) -> ListCell {
             return row.action.key.str();
         }},
        {"act.text",
         [](const Row& row) -> ListCell {
             return row.action.text;
         }},
        {"word.finding",
         [](const Row& row) -> ListCell {
             return row.finding;
         }},
        {"act.kind",
         [](const Row& row) -> ListCell {
             return word("action_kind", str(row.action.kind));
         }},
        {"act.owner",
         [](const Row& row) -> ListCell {
             return row.owner;
         }},
        {"act.due",
         [](const Row& row) -> ListCell {
             return date_or_nothing(row.action.due);
         }},
        {"act.state",
         [](const Row& row) -> ListCell {
             return word("action_state", str(row.action.state));
         }},
        {"act.done_on",
         [](const Row& row) -> ListCell {
             return date_or_nothing(row.action.done_on);
         }},
        {"act.late",
         [](const Row& row) -> ListCell {
             return is_late(row.action, row.today) ? ListCell(Word{"act.late"}) : ListCell();
         }},
    };
    return columns;
}

std::string list_file_name(ListKind kind, Language language, Date today)
{
    constexpr std::array<std::string_view, all_list_kinds.size()> turkish = {"kanitlar", "bulgular",
                                                                             "faaliyetler"};
    const auto name = language == Language::tr ? turkish.at(static_cast<std::size_t>(kind)) : str(kind);
    return std::string(name) + "-" + to_string(today);
}

} // namespace clausebook
