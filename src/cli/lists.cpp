// clausebook audit list: what there is, for the terminal and for scripts.

#include "cli/commands.h"
#include "store/audits.h"
#include "workspace/answers.h"

namespace clausebook::cli {
namespace {

struct ListedAudit {
    Audit audit;
    Share answered;
    int open_findings = 0;
};

std::vector<ListedAudit> listed(const Workspace& workspace)
{
    std::vector<ListedAudit> all;
    const auto db = workspace.read();
    std::optional<store::AuditPlace> after;
    do {
        const auto page = store::audits(db, {}, after);
        for (const auto& audit : page.audits) {
            ListedAudit one{audit, progress(workspace, db, audit).whole.progress(), 0};
            for (const auto& finding : audit_at_hand(workspace, db, audit).findings)
                one.open_findings += is_open(finding.state) ? 1 : 0;
            all.push_back(std::move(one));
        }
        after = page.next;
    } while (after);
    return all;
}

std::string day(const std::optional<Date>& date)
{
    return date ? to_string(*date) : std::string("-");
}

Tree tree_of(const ListedAudit& one)
{
    return {{"number", one.audit.key.str()},
            {"title", one.audit.title},
            {"state", str(one.audit.state)},
            {"starts_on", one.audit.starts_on ? Tree(to_string(*one.audit.starts_on)) : Tree()},
            {"ends_on", one.audit.ends_on ? Tree(to_string(*one.audit.ends_on)) : Tree()},
            {"answered", one.answered.of},
            {"asked", one.answered.all},
            {"open_findings", one.open_findings}};
}

} // namespace

int audit_list(const Terminal& terminal)
{
    const Workspace workspace(data_directory(terminal.arguments), store::Database::Access::ReadOnly);
    const auto audits = listed(workspace);
    if (terminal.arguments.has("json")) {
        Tree rows = Tree::list();
        for (const auto& one : audits) rows.push_back(tree_of(one));
        terminal.out << to_json(rows) << '\n';
        return done;
    }
    if (audits.empty()) terminal.say("cli.audits_none");
    for (const auto& one : audits)
        terminal.say("cli.audit",
                     {{"number", one.audit.key.str()},
                      {"title", one.audit.title},
                      {"state", terminal.text("audit_state." + str(one.audit.state))},
                      {"from", day(one.audit.starts_on)},
                      {"to", day(one.audit.ends_on)},
                      {"answered", std::to_string(one.answered.of)},
                      {"asked", std::to_string(one.answered.all)},
                      {"open", std::to_string(one.open_findings)}});
    return done;
}

} // namespace clausebook::cli
