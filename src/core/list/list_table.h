#pragma once
// The lists people take home: one table of columns, which Excel and CSV files are both made of.

#include "core/action/action.h"
#include "core/audit/answer.h"
#include "core/evidence/evidence.h"
#include "core/finding/course.h"
#include "core/finding/finding.h"

#include <array>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace clausebook {

/// A list that can be filtered and kept under a name; all but the audits can be taken home.
enum class ListKind { Evidence, Findings, Actions, Audits, Unproven };

inline constexpr std::array all_list_kinds = {ListKind::Evidence, ListKind::Findings, ListKind::Actions,
                                              ListKind::Audits, ListKind::Unproven};

std::string_view str(ListKind kind); ///< "evidence", "findings", "actions", "audits", "unproven"
std::optional<ListKind> parse_list_kind(std::string_view name);

std::string_view path_of(ListKind kind);  ///< "/evidence", "/evidence/unproven"
std::string_view title_of(ListKind kind); ///< catalogue key

/// The parameters a list is filtered and ordered by, in the order of its address. Where a page begins is not
/// among them.
std::span<const char* const> list_filters(ListKind kind);

/// The filters of a list as they stand in an address: "state=OPEN&owner=P-0002"; "" for none. `value` gives
/// what each is, "" for what is not filtered by.
std::string list_query(ListKind kind, const std::function<std::string(std::string_view name)>& value);

/// A text of the catalogues, by its key: the reader's language decides.
struct Word {
    std::string key;

    friend bool operator==(const Word&, const Word&) = default;
};

/// What stands in one cell.
using ListCell = std::variant<std::monostate, std::string, Word, std::int64_t, Date, Instant>;

struct EvidenceListRow {
    Evidence evidence;
    std::string owner; ///< name, "" for nobody
    Date today{};
};

/// An answer that conforms and has no evidence that counts.
struct UnprovenListRow {
    Answer answer;
    std::string question; ///< its text
    std::string sites;    ///< names, "" for all at once
    std::string evidence; ///< what hangs there and does not count: "EV-0001, EV-0007"
    std::string by;       ///< name
};

struct FindingListRow {
    Finding finding;
    std::string auditor;    ///< name
    std::optional<Due> due; ///< what is due next
};

struct ActionListRow {
    Action action;
    std::string finding; ///< number of the one it is for, "" while that has none
    std::string owner;   ///< name, "" for nobody
    Date today{};
};

template <typename Row>
struct ListColumn {
    std::string_view heading; ///< catalogue key
    ListCell (*cell)(const Row& row);
};

/// The columns of each list, in their order.
const std::vector<ListColumn<EvidenceListRow>>& evidence_columns();
const std::vector<ListColumn<UnprovenListRow>>& unproven_columns();
const std::vector<ListColumn<FindingListRow>>& finding_columns();
const std::vector<ListColumn<ActionListRow>>& action_columns();

/// The name of a list's file without its ending: "evidence-2026-11-22", "kanitlar-2026-11-22". Safe on every
/// system.
std::string list_file_name(ListKind kind, Language language, Date today);

} // namespace clausebook
