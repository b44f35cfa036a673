#pragma once
// Evidence: a record, its versions, their files, and what it is linked to (rulings 6, domain D.9 sheet 3,
// G.4).

#include "core/base/id.h"
#include "core/base/time.h"
#include "core/checklist/codes.h"
#include "core/evidence/reference.h"
#include "core/people/person.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clausebook {

/// Who may see a piece of evidence; the rule is may_see() of evidence_rules.h. PERSONAL is what holds
/// personal data.
enum class Confidentiality { Public, Internal, Confidential, Personal };

inline constexpr std::array all_confidentialities = {Confidentiality::Public, Confidentiality::Internal,
                                                     Confidentiality::Confidential,
                                                     Confidentiality::Personal};

/// "PUBLIC", "INTERNAL", "CONFIDENTIAL", "PERSONAL".
std::string str(Confidentiality confidentiality);
std::optional<Confidentiality> parse_confidentiality(std::string_view code);

/// The life of a version (domain G.4). EXPIRED is never stored: it is what ACCEPTED looks like after its last
/// day (rulings 12). Whether a file was tampered with is not a state: only `clausebook verify` can tell.
enum class EvidenceState {
    Registered,
    Submitted,
    Accepted,
    Rejected,
    Expired,
    Superseded,
    Archived,
    Destroyed
};

inline constexpr std::array all_evidence_states = {
    EvidenceState::Registered, EvidenceState::Submitted,  EvidenceState::Accepted, EvidenceState::Rejected,
    EvidenceState::Expired,    EvidenceState::Superseded, EvidenceState::Archived, EvidenceState::Destroyed};

/// "REGISTERED", "SUBMITTED", ...
std::string str(EvidenceState state);
std::optional<EvidenceState> parse_evidence_state(std::string_view code);

/// One file of a version. Its content lies in the vault under its hash; its name is shown, never used as a
/// path.
struct EvidenceFile {
    std::string key; ///< "EV-0001/2/1"
    Version version = 0;
    int serial = 0;
    std::string sha256;
    std::string name;
    std::int64_t bytes = 0;
    std::string content_type; ///< by content, not by name
};

/// What a person says about one version of a document.
struct EvidenceVersionFields {
    std::string label;    ///< the document's own, e.g. "Rev. 3"
    std::string language; ///< of the document, e.g. "tr"
    std::string location; ///< where the original is kept
    std::optional<Date> document_date;
    std::optional<Date> period_from; ///< what a record covers
    std::optional<Date> period_to;
    std::optional<Date> valid_until;
    bool masked = false;                          ///< personal data is blacked out
    std::optional<EvidenceReference> reference{}; ///< of a version without files: kept elsewhere, seen there

    friend bool operator==(const EvidenceVersionFields&, const EvidenceVersionFields&) = default;
};

/// A version that was put away. Its content is kept until the end of `keep_until`; then it may be destroyed,
/// and this record and all others about it stay.
struct EvidenceArchive {
    Version version = 0;
    Id<Person> archived_by;
    Date archived_on;
    Date keep_until;
    Id<Person> destroyed_by; ///< empty while the content is kept
    std::optional<Date> destroyed_on;
    std::string reason; ///< why it was destroyed
};

struct EvidenceVersion {
    std::string key; ///< "EV-0001/2"
    Version version = 0;
    int serial = 0;
    EvidenceState state = EvidenceState::Registered; ///< as stored, never Expired
    EvidenceVersionFields fields;
    Id<Person> uploaded_by;
    Instant received_at; ///< the server's
    Id<Person> approved_by;
    std::optional<Date> approved_on;
    std::optional<Date> reviewed_on; ///< the day it was accepted or rejected
    std::string decision_reason;
    std::vector<EvidenceFile> files;
    std::optional<EvidenceArchive> archive; ///< of an archived or destroyed version
};

/// What a person says about the record, whatever its version.
struct EvidenceFields {
    std::string title;
    std::optional<EvidenceType> type; ///< nothing: not said yet
    Id<Person> owner;                 ///< who answers for the document; may be empty
    Confidentiality confidentiality = Confidentiality::Internal;
    std::string note;
};

struct Evidence {
    Id<Evidence> key; ///< "EV-0001"
    Version version = 0;
    std::int64_t serial = 0;
    EvidenceFields fields;
    int current = 1; ///< serial of the version that stands: the accepted one, else the newest
    EvidenceState state = EvidenceState::Registered; ///< of the version that stands, as stored
    std::optional<Date> valid_until;                 ///< of the version that stands
    Instant received_at;                             ///< of the version that stands
    Id<Person> registered_by;
};

/// What evidence can be linked to. Only links from answers count as evidence of conformity; a link to a
/// clause is a suggestion (rulings 6). A link to an action shows that it was done.
enum class LinkKind { Answer, Finding, Action, Clause };

std::string str(LinkKind kind); ///< "answer", "finding", "action", "clause"

/// One end of a link.
struct LinkTarget {
    LinkKind kind = LinkKind::Clause;
    std::string key; ///< "IA-2026-01/all/7.4-Q2", "IA-2026-01/f3", "CA-2026-0001", "7.4"

    /// Reads "answer:IA-2026-01/all/7.4-Q2", "finding:IA-2026-01/f3", "action:CA-2026-0001", "clause:7.4";
    /// nothing for any other shape.
    static std::optional<LinkTarget> parse(std::string_view text);

    std::string str() const;

    /// The number of its audit; "" for a clause and for an action, whose findings know theirs.
    std::string audit() const;

    /// The clause it stands under; "" for a finding, which has its own, and for an action.
    std::string clause() const;

    friend bool operator==(const LinkTarget&, const LinkTarget&) = default;
};

struct EvidenceLink {
    std::string key; ///< "EV-0001/answer/IA-2026-01/all/7.4-Q2"
    Version version = 0;
    Id<Evidence> evidence;
    LinkTarget target;
    std::string locator; ///< "p. 4, §3.2"
    std::string note;
    Id<Person> linked_by;
    Instant linked_at;
};

/// Refuses fields that cannot be: "required" (title), "too_long", "unclean".
void check(const EvidenceFields& fields);

/// Refuses "too_long", "unclean", "period_reversed" (the end before the beginning), "valid_before_document".
void check(const EvidenceVersionFields& fields);

/// The state as it is on a day: Expired for what was accepted and whose last day is over.
EvidenceState state_on(EvidenceState stored, const std::optional<Date>& valid_until, Date day);

/// True for the types that record what happened (logs, minutes, notes), which grow old; the others say how
/// things are, and stand until they are replaced.
bool is_record_type(EvidenceType type);

/// True when a version counts as evidence on a day: accepted, not expired, and, for a record, of a period
/// that ended within the 12 months before. A record that names no period counts by its own date; one without
/// any date does not count. Source: domain F.2.
bool is_valid_evidence(const EvidenceVersion& version, const std::optional<EvidenceType>& type,
                       Date reference);

} // namespace clausebook
