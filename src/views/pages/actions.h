#pragma once
// The pages of actions: list, one action, and what is assigned to the one who reads. Each function gives the
// whole view but `page`.

#include "core/action/action_life.h"
#include "core/finding/course.h"
#include "views/form.h"
#include "views/pages/findings.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace clausebook::views {

/// An action in a table.
struct ActionLineView {
    Action action;
    std::string finding; ///< number of the one it is for
    std::string owner;   ///< name, "" for nobody
};

/// "pages/actions". `filter` has the fields of the query as they came: state, owner, sort.
struct ActionsPage {
    std::vector<ActionLineView> lines;
    std::map<std::string, std::string> filter;
    std::vector<Person> owners; ///< to choose from
    Date today{};
    long long count = 0; ///< up to 1,001
    std::string next;    ///< address, "" at the end
    std::string first;   ///< address of the first page, "" on it
    Tree files;          ///< {xlsx, csv}: where the list is had as a file
    Tree saved;          ///< partials/saved-lists
};
Tree actions_view(const ActionsPage& page, Language language, const Catalogues& catalogues);

/// Evidence of an action. The title is "" when it is not for the one who reads.
struct ActionEvidence {
    std::string number;
    std::string title;
    std::string state;
    std::string locator;
    std::string
        next{}; ///< what it waits for: next_step() of core, "" for nothing, or when it is not for the reader
};

/// "pages/action".
struct ActionPage {
    ActionCase at;
    std::vector<ActionStep> steps; ///< core's, for the one who reads
    std::vector<Finding> findings; ///< it is for, as far as they are in sight
    std::vector<ActionEvidence> evidence;
    Access edit = Access::Read;          ///< while it is proposed
    Access bring = Access::Read;         ///< evidence
    FormState form;                      ///< of the action, as stored or as typed
    FormState step_form;                 ///< comment, as typed
    FormState link_form;                 ///< evidence number and locator, as typed
    std::optional<FormState> files_form; ///< what was said about new files, when that was refused
    std::string retry_key;
    std::vector<Person> people;
    std::set<Id<Person>> followers;          ///< who of them take steps themselves
    std::map<Id<Person>, std::string> names; ///< of whom the page names
    Date today{};
};
Tree action_view(const ActionPage& page, Language language, const Catalogues& catalogues);

/// A finding in the list of what is assigned.
struct DutyLine {
    Finding finding;
    std::optional<Due> due;
};

/// "pages/mine".
struct MinePage {
    std::vector<ActionLineView> to_do;
    std::vector<DutyLine> to_answer;
    std::vector<DutyLine> to_judge;
    std::vector<ActionLineView> to_accept;
    Date today{};
};
Tree mine_view(const MinePage& page, Language language, const Catalogues& catalogues);

} // namespace clausebook::views
