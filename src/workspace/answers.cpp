#include "workspace/answers.h"

#include "core/base/text.h"
#include "store/answers.h"
#include "store/evidence.h"
#include "store/findings.h"
#include "workspace/findings.h"
#include "workspace/idempotency.h"

#include <algorithm>
#include <set>

namespace clausebook {
namespace {

constexpr const char* answer_saved = "answer.saved";

/// What stands before a save.
struct Standing {
    Answer answer;
    std::vector<Finding> live;
    Mark mark = Mark::NotYet;
};

Standing standing(const store::Reading& db, const AnswerKey& key)
{
    Standing now{store::answer(db, key).value_or(Answer{key}), {}};
    now.live = store::findings_of(db, key.audit, {key.site, key.question});
    std::erase_if(now.live, [](const Finding& finding) { return !is_live(finding.state); });
    now.mark = shown(now.answer.result, worst_live(now.live));
    return now;
}

/// What hangs at a question after it was answered.
struct Settled {
    std::optional<Grade> worst;
    bool concern = false; ///< whether something else is said of a concern now
};

/// Stage 1 knows concerns alone: what minor or major says there is what one could become at stage 2.
Settled settle_concern(store::Writing& verb, const AnswerKey& key, Grade could_become,
                       const Id<Person>& actor, Date today)
{
    const auto finding = grade_for(verb, key.audit, {key.site, key.question}, Grade::AOC, actor, today);
    return {Grade::AOC, concern_for(verb, finding, could_become)};
}

/// Brings the findings of a question in line with what was chosen.
Settled settle_findings(store::Writing& verb, const Audit& audit, const Standing& before, Mark choice,
                        const Id<Person>& actor, Date today)
{
    const auto& key = before.answer.key;
    const FindingQuestion place{key.site, key.question};
    if (const auto grade = grade_of(choice)) {
        if (kind_of(audit.type) == FindingFrame::Kind::StageOne)
            return settle_concern(verb, key, *grade, actor, today);
        grade_for(verb, key.audit, place, *grade, actor, today);
        return {grade};
    }
    const auto worst = worst_live(before.live);
    if (choice == Mark::Opportunity && worst == Grade::OFI) return {worst};
    release_for(verb, key.audit, place, actor, today);
    return {};
}

bool same_content(const Answer& a, const Answer& b)
{
    return a.result == b.result && a.note == b.note && a.method == b.method && a.interviewee == b.interviewee
        && a.flagged == b.flagged;
}

store::StoredReply kept(const Answered& done)
{
    return {200,
            joined({std::to_string(done.version), to_string(done.at), done.by.str(),
                    std::string(str(done.mark))})};
}

Answered from_kept(const store::StoredReply& reply)
{
    const auto parts = words(reply.text);
    return {std::stoll(parts.at(0)), parse_instant(parts.at(1)).value(), Id<Person>(parts.at(2)),
            parse_mark(parts.at(3)).value()};
}

/// The answers that at least one piece of evidence proves on a day. Source: domain F.2.
std::set<std::string> evidenced(const store::Reading& db, const Id<Audit>& audit, Date day)
{
    std::set<std::string> keys;
    for (const auto& proof : store::answer_proofs(db, audit))
        if (is_valid_evidence(proof.version, proof.type, day)) keys.insert(proof.answer);
    return keys;
}

/// What the figures are made from, without the evidence.
ProgressSource answered_source(const Workspace& workspace, const store::Reading& db, const Audit& audit)
{
    ProgressSource source;
    source.planned = planned_questions(audit, checklist_of(workspace, audit));
    source.answers = store::answers(db, audit.key);
    source.findings = store::findings_on_clauses(db, audit.key);
    return source;
}

void check_version(Version stands, Version based_on)
{
    if (stands != based_on) throw Refusal("edit_conflict", {}, {}, RefusalKind::Conflict);
}

} // namespace

Answered answer(Workspace& workspace, const Actor& actor, const AnswerKey& key, const AnswerChange& change,
                Version based_on, const std::string& retry_key)
{
    const Retry retry{answer_saved, retry_key};
    auto verb = workspace.begin(actor, answer_saved);
    const auto seen = see_audit(verb, actor, key.audit);
    if (const auto given = reply_given(verb, actor, retry, verb.at())) return from_kept(*given);
    const auto before = standing(verb, key);
    check_may_answer(seen.audit, seen.parts);
    check_in_scope(seen.audit, checklist_of(workspace, seen.audit), key);
    check_version(before.answer.version, based_on);

    auto after = changed(before.answer, change);
    auto mark = before.mark;
    Settled settled;
    if (change.choice && *change.choice != before.mark) {
        settled = settle_findings(verb, seen.audit, before, *change.choice, actor.person,
                                  date_of(workspace.local(verb.at())));
        mark = shown(after.result, settled.worst);
    }
    if (same_content(before.answer, after) && mark == before.mark && !settled.concern)
        return {before.answer.version, before.answer.at, before.answer.by, mark};
    after.by = actor.person;
    after.at = verb.at();
    Answered done{store::save(verb, after), after.at, after.by, mark};
    remember_reply(verb, actor, retry, kept(done));
    verb.commit();
    return done;
}

Version correct_answer(Workspace& workspace, const Actor& actor, const AnswerKey& key,
                       const Correction& correction, Version based_on)
{
    auto verb = workspace.begin(actor, "answer.corrected");
    const auto seen = see_audit(verb, actor, key.audit);
    const auto before = standing(verb, key);
    if (!may_correct(seen.audit, seen.parts, before.answer, before.live.size())) {
        check_may_answer(seen.audit, seen.parts);
        throw Refusal::state("answers_closed", {{"audit", key.audit.str()}});
    }
    check_in_scope(seen.audit, checklist_of(workspace, seen.audit), key);
    check_version(before.answer.version, based_on);
    verb.because(correction.reason);
    auto after = corrected(before.answer, correction);
    const auto today = date_of(workspace.local(verb.at()));
    settle_findings(verb, seen.audit, before, correction.choice, actor.person, today);
    if (after.result == Result::NA) {
        after.na_approved_by = actor.person;
        after.na_approved_on = today;
    }
    after.by = actor.person;
    after.at = verb.at();
    const auto version = store::save(verb, after);
    verb.commit();
    return version;
}

int approve_not_applicable(Workspace& workspace, const Actor& actor, const Id<Audit>& audit,
                           const std::vector<AnswerRead>& answers)
{
    auto verb = workspace.begin(actor, "answer.not_applicable_approved");
    const auto seen = see_audit(verb, actor, audit);
    if (!seen.parts.contains(Part::Lead)) throw Refusal::state("only_lead");
    if (!answers_open(seen.audit.state)) throw Refusal::state("approval_not_now");
    if (answers.empty()) throw Refusal("required", "answer");
    int approved = 0;
    for (const auto& read : answers) {
        auto answer = store::answer(verb, read.key);
        if (!answer || read.key.audit != audit) throw NotFound("answer " + read.key.str());
        check_version(answer->version, read.version);
        check_approvable(*answer);
        if (!answer->na_approved_by.empty()) continue;
        answer->na_approved_by = actor.person;
        answer->na_approved_on = date_of(workspace.local(verb.at()));
        store::save(verb, *answer);
        ++approved;
    }
    verb.commit();
    return approved;
}

ProgressSource progress_source(const Workspace& workspace, const store::Reading& db, const Audit& audit)
{
    auto source = answered_source(workspace, db, audit);
    source.evidenced = evidenced(db, audit.key, workspace.today());
    return source;
}

AuditProgress progress(const Workspace& workspace, const store::Reading& db, const Audit& audit)
{
    return progress_of(progress_source(workspace, db, audit));
}

AuditProgress progress_without_evidence(const Workspace& workspace, const store::Reading& db,
                                        const Audit& audit)
{
    return progress_of(answered_source(workspace, db, audit));
}

} // namespace clausebook
