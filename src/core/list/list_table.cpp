#include "core/list/list_table.h"

#include "core/base/percent.h"

namespace clausebook {
namespace {

struct KindRow {
    std::string_view name;
    std::string_view path;
    std::string_view title;
    std::string_view english; ///< name of its file
    std::string_view turkish;
    std::span<const char* const> filters;
};

constexpr const char* evidence_filters[] = {"type", "state", "clause", "expiry", "q",  "owner",
                                            "mine", "tag",   "by",     "sort",   "dir"};
constexpr const char* finding_filters[] = {"audit", "grade", "state", "step", "clause", "text", "sort"};
constexpr const char* action_filters[] = {"state", "owner", "sort"};
constexpr const char* audit_filters[] = {"state", "type", "mine"};
constexpr const char* unproven_filters[] = {"standard", "audit"};

/// In the order of ListKind.
constexpr std::array<KindRow, all_list_kinds.size()> kinds = {{
    {"evidence", "/evidence", "nav.evidence", "evidence", "kanitlar", evidence_filters},
    {"findings", "/findings", "nav.findings", "findings", "bulgular", finding_filters},
    {"actions", "/actions", "nav.actions", "actions", "faaliyetler", action_filters},
    {"audits", "/audits", "nav.audits", "audits", "tetkikler", audit_filters},
    {"unproven", "/evidence/unproven", "evidence.unproven", "conforming-without-evidence",
     "kanitsiz-uygunluklar", unproven_filters},
}};

const KindRow& row_of(ListKind kind)
{
    return kinds.at(static_cast<std::size_t>(kind));
}

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
    return row_of(kind).name;
}

std::string_view path_of(ListKind kind)
{
    return row_of(kind).path;
}

std::string_view title_of(ListKind kind)
{
    return row_of(kind).title;
}

std::span<const char* const> list_filters(ListKind kind)
{
    return row_of(kind).filters;
}

std::string list_query(ListKind kind, const std::function<std::string(std::string_view)>& value)
{
    AddressFields fields;
    for (const auto* name : list_filters(kind)) fields.emplace_back(name, value(name));
    const auto address = address_with("", fields);
    return address.empty() ? address : address.substr(1);
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

const std::vector<ListColumn<UnprovenListRow>>& unproven_columns()
{
    using Row = UnprovenListRow;
    static const std::vector<ListColumn<Row>> columns = {
        {"word.audit",
         [](const Row& row) -> ListCell {
             return row.answer.key.audit.str();
         }},
        {"word.question",
         [](const Row& row) -> ListCell {
             return row.answer.key.question.str();
         }},
        {"evidence.question_text",
         [](const Row& row) -> ListCell {
             return row.question;
         }},
        {"word.site",
         [](const Row& row) -> ListCell {
             return row.sites;
         }},
        {"evidence.heading",
         [](const Row& row) -> ListCell {
             return row.evidence;
         }},
        {"evidence.note",
         [](const Row& row) -> ListCell {
             return row.answer.note;
         }},
        {"evidence.answered_by",
         [](const Row& row) -> ListCell {
             return row.by;
         }},
        {"evidence.answered_at",
         [](const Row& row) -> ListCell {
             return row.answer.at;
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
    const auto name = language == Language::tr ? row_of(kind).turkish : row_of(kind).english;
    return std::string(name) + "-" + to_string(today);
}

} // namespace clausebook
