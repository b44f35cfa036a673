#pragma once
// The page an audit is carried out on, as its handlers show it: fresh, or with a form that came back.

#include "core/audit/answer.h"
#include "web/desk.h"

#include <optional>
#include <string>
#include <vector>

namespace clausebook::web {

/// The texts that assets/js/kept.js says.
const std::vector<std::string>& kept_words();

/// What was typed into the form of one card, as far as it can be read: shown again beside its problems.
AnswerChange change_typed(const Request& request);

/// A form that was refused. Without a key: none was.
struct TypedAnswer {
    std::optional<AnswerKey> key;
    AnswerChange change;
    std::string reason; ///< of a correction
    Tree problems = Tree::list();
    int status = 200;
};

/// The cards of a clause (X: the scheme items). Throws NotFound for a clause without planned questions.
Reply run_page(Desk& desk, const Request& request, const ClauseNumber& clause, const TypedAnswer& typed);

/// The first clause's page with problems on top: for forms that belong to no card.
Reply run_refused(Desk& desk, const Request& request, const Id<Audit>& audit, const Tree& problems,
                  int status);

} // namespace clausebook::web
