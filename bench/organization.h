#pragma once
// Organizations to measure in: made by the verbs a user has, so that everything a verb leaves (journal,
// indexes, folded texts, vault) is there as in a real one.

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
    int findings_an_audit() const { return 50; }
    int people() const { return 10 * fold; }
};

/// Makes the organization in a directory that does not exist. "quality" and "auditor" can sign in. Tells what
/// it is at, with done and total. Durable only when the caller wants it to be: with libeatmydata it takes
/// minutes less.
void make_organization(const std::filesystem::path& directory, Size size,
                       const std::function<void(const std::string& what, int done, int total)>& tell);

} // namespace clausebook::bench
