#pragma once
// One finding's page, as its handlers show it again and again.

#include "store/findings.h"
#include "views/form.h"
#include "views/pages/findings.h"
#include "web/desk.h"
#include "workspace/findings.h"

namespace clausebook::web {

/// A finding the one who asks may see, with what its page needs of its audit.
struct Seen {
    Finding finding;
    FindingFrame frame;
};

/// Throws NotFound when there is none, or none for the one who asks.
Seen seen_by(const store::Reading& db, const Request& request, const std::optional<Finding>& finding);

/// The finding an address such as /audits/IA-2026-01/findings/3 names.
Seen addressed(const store::Reading& db, const Request& request);

/// What the forms of the follow-up show instead of what is stored.
struct FollowUpTyped {
    std::optional<views::FormState> response;
    std::optional<views::FormState> action;
    std::optional<views::FormState> step;
    int status = 200;
};

/// What a form that comes back shows instead of what is stored.
struct Typed {
    std::optional<FindingText> text;
    std::string secondary;
    std::string question;
    std::string reason;
    Tree problems = Tree::list();
    int status = 200;
    FollowUpTyped follow{}; ///< of the forms after it is raised
};

/// The texts that differ, as they stand in the database.
std::vector<views::Theirs> differing(const FindingText& theirs, const FindingText& mine);

std::vector<MissingPart> missing_in(const store::Reading& db, const Seen& seen);

/// "4.15 8.7".
std::string joined_clauses(const std::vector<ClauseNumber>& clauses);

Reply finding_page(Desk& desk, const Request& request, const Seen& seen, const Typed& typed);

} // namespace clausebook::web
