#pragma once
// Organizations to measure in: made by the verbs a user has, so that everything a verb leaves (journal,
// indexes, folded texts, vault) is there as in a real one.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

namespace clausebook::bench {

/// The password of everybody who can sign in.
inline constexpr const char* password = "measured-10002-measured";

/// How much is in an organization: at 100 fold 200 audits with 38,800 answers, 100,000 records of evidence
/// and 10,000 findings.
struct Size {
    int fold = 1;

    int audits() const { return 2 * fold; }
    int evidence() const { return 1000 * fold; }
    static int opportunities_an_audit() { return 20; } ///< of 50 findings; the others are nonconformities
    int people() const { return 10 * fold; }
};

/// Told what is made, how many of how many.
using Tell = std::function<void(const std::string& what, int done, int total)>;

/// Makes the organization in a directory that does not exist. "quality", "lead", "auditor" and "auditee" can
/// sign in. Its audits are spread over five years that end with the day it is made (two for a single fold);
/// most are completed with an issued report, the latest are at work, in every state from fieldwork to review.
/// The papers of its reports are stand-ins (stand_in_printer.cpp). Durable only when the caller wants it to
/// be: with libeatmydata it takes minutes less.
void make_organization(const std::filesystem::path& directory, Size size, const Tell& tell);

/// Goes on saving answers of the audits in progress until the journal has that many entries.
void lengthen_journal(const std::filesystem::path& directory, std::int64_t entries, const Tell& tell);

} // namespace clausebook::bench
