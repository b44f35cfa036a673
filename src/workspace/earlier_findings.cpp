#include "workspace/earlier_findings.h"

#include "core/base/text.h"
#include "store/basis.h"
#include "store/earlier_findings.h"
#include "store/findings.h"
#include "store/follow_up.h"
#include "store/people.h"
#include "workspace/audits.h"

#include <algorithm>

namespace clausebook {
namespace {

EarlierFinding found(const store::Reading& db, const Audit& audit, const Id<Finding>& key)
{
    auto all = store::findings_to_look_at(db, audit);
    const auto one = std::find_if(all.begin(), all.end(),
                                  [&](const EarlierFinding& each) { return each.finding.key == key; });
    if (one == all.end()) throw NotFound("earlier finding " + key.str());
    return std::move(*one);
}

/// The draft that an earlier finding becomes: a new one, or the one it has become already.
Id<Finding> became(store::Writing& verb, const EarlierFinding& earlier, const FindingFrame& here, Grade grade,
                   const Actor& actor, Date today)
{
    if (!earlier.became || !is_live(earlier.became->state)) {
        auto draft = draft_from(earlier.finding, here, grade, actor.person, today);
        const auto contact = store::person(verb, draft.auditee_contact);
        if (!contact || !contact->active) draft.auditee_contact = {};
        return store::save(verb, draft);
    }
    auto standing = *earlier.became;
    if (standing.grade == grade) return standing.key;
    if (standing.state != FindingState::Draft)
        throw Refusal::state("finding_is_raised", {{"finding", standing.number}});
    standing.grade = grade;
    store::save(verb, standing);
    return standing.key;
}

/// A concern ends with the look at it; the words of a later look join the first.
void end_concern(store::Writing& verb, const FollowUp& at, const Look& look, const Id<Audit>& here,
                 const Actor& actor, Date today)
{
    auto finding = at.finding;
    if (finding.grade != Grade::AOC) return;
    const auto to = state_after_look(finding);
    if (finding.state != to) {
        finding.state = to;
        store::save(verb, finding);
    }
    store::add_step(verb, finding.key,
                    {0, to, actor.person, today, step_comment(here, look), Decision::None, revision_of(at)});
}

bool says_the_same(const EarlierFinding& earlier, const FollowedFinding& look)
{
    const auto& before = earlier.look;
    return is_looked_at(earlier) && before.outcome == look.outcome && before.comment == look.comment
        && before.became == look.became;
}

} // namespace

std::vector<EarlierToRead> earlier_to_read(const Workspace& workspace, const store::Reading& db,
                                           const Actor& actor, const Id<Audit>& audit)
{
    const auto seen = see_audit(db, actor, audit);
    std::vector<EarlierToRead> all;
    for (auto& earlier : store::findings_to_look_at(db, seen.audit)) {
        auto at = store::follow_up(db, earlier.finding.key, workspace.today());
        all.push_back({std::move(earlier), std::move(at)});
    }
    return all;
}

FollowedFinding look_again(Workspace& workspace, const Actor& actor, const Id<Audit>& audit,
                           const Id<Finding>& finding, const Look& look)
{
    auto verb = workspace.begin(actor, "finding.looked_at_again");
    const auto seen = see_audit(verb, actor, audit);
    const auto earlier = found(verb, seen.audit, finding);
    const auto here = store::finding_frame(verb, audit).value();
    const auto today = date_of(workspace.local(verb.at()));
    const auto at = store::follow_up(verb, finding, today);
    check_look(earlier, at, here, actor, look);
    if (const auto words = trimmed(look.comment); !words.empty()) verb.because(words);
    auto said = earlier.look;
    said.outcome = look.outcome;
    said.comment = trimmed(look.comment);
    said.became = {};
    if (look.outcome == Outcome::Became)
        said.became = became(verb, earlier, here, look.grade.value(), actor, today);
    const bool regraded =
        earlier.became && said.became == earlier.became->key && look.grade != earlier.became->grade;
    if (says_the_same(earlier, said) && !regraded) return earlier.look;
    said.looked_by = actor.person;
    said.looked_on = today;
    said.version = look.version;
    said.version = store::save(verb, said);
    end_concern(verb, at, look, audit, actor, today);
    verb.commit();
    return said;
}

} // namespace clausebook
