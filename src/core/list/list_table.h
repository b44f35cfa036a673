#pragma once
// The lists people take home: one table of columns, which Excel and CSV files are both made of.

#include "core/action/action.h"
#include "core/evidence/evidence.h"
#include "core/finding/course.h"
#include "core/finding/finding.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace clausebook {

/// A list that can be filtered, kept under a name and taken home.
enum class ListKind { Evidence, Findings, Actions };

inline constexpr std::array all_list_kinds = {ListKind::Evidence, ListKind::Findings, ListKind::Actions};

std::string_view str(ListKind kind); ///< "evidence", "findings", "actions": its address too
std::optional<ListKind> parse_list_kind(std::string_view name);

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
const std::vector<ListColumn<FindingListRow>>& finding_columns();
const std::vector<ListColumn<ActionListRow>>& action_columns();

/// The name of a list's file without its ending: "evidence-2026-11-22", "kanitlar-2026-11-22". Safe on every
/// system.
std::string list_file_name(ListKind kind, Language language, Date today);

} // namespace clausebook
