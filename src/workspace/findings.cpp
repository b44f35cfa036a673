#include "workspace/findings.h"

#include "core/base/form_rules.h"
#include "store/basis.h"
#include "store/findings.h"
#include "store/follow_up.h"
#include "store/organization.h"
#include "store/people.h"
#include "workspace/idempotency.h"

#include <algorithm>

namespace clausebook {
namespace {

/// A finding with what its rules need, as the actor may see it.
struct Loaded {
    Finding finding;
    FindingFrame frame;
};

FindingFrame frame_for(const store::Reading& db, const Actor& actor, const Id<Audit>& audit)
{
    const auto frame = store::finding_frame(db, audit);
    if (!frame || !may_see(actor, Finding(), *frame)) throw NotFound("audit " + audit.str());
    return *frame;
}

Loaded load(const store::Reading& db, const Actor& actor, const Id<Finding>& key)
{
    const auto finding = store::finding(db, key);
    if (!finding) throw NotFound("finding " + key.str());
    auto frame = store::finding_frame(db, finding->audit).value();
    if (!may_see(actor, *finding, frame, store::owners_of(db, key))) throw NotFound("finding " + key.str());
    return {*finding, std::move(frame)};
}

template <typename Value>
bool holds(const std::vector<Value>& values, const Value& value)
{
    return std::find(values.begin(), values.end(), value) != values.end();
}

void check_clause(const FindingFrame& frame, const ClauseNumber& clause, const char* field)
{
    if (!holds(frame.clauses, clause))
        throw Refusal("clause_not_in_scope", field, {{"clause", clause.str()}});
}

void check_site(const FindingFrame& frame, const Id<Site>& site)
{
    if (!site.empty() && !holds(frame.sites, site)) throw Refusal("site_not_in_audit", "site");
}

void check_question(const store::Reading& db, const FindingFrame& frame, const FindingQuestion& question,
                    Grade grade)
{
    if (!holds(frame.clauses, question.question.clause()))
        throw Refusal("question_not_in_scope", "question", {{"question", question.question.str()}});
    if (question.site != "all") check_site(frame, Id<Site>(question.site));
    const auto result = store::answered(db, frame.audit, question);
    if (result == "C" || result == "NA" || result == "NS")
        throw Refusal("answer_contradicts", "question", {{"question", question.question.str()}});
    if (result == "NC" && grade == Grade::OFI)
        throw Refusal("answer_says_nonconformity", "grade", {{"question", question.question.str()}});
    if (result == "OFI" && grade != Grade::OFI)
        throw Refusal("answer_says_opportunity", "grade", {{"question", question.question.str()}});
}

/// A nonconformity must not be recorded as an opportunity (domain C.4).
void check_regrade(const store::Reading& db, const Finding& finding, Grade grade)
{
    if (!is_nonconformity(finding.grade) || is_nonconformity(grade)) return;
    for (const auto& question : store::questions_of(db, finding.key))
        if (store::answered(db, finding.audit, question) == "NC")
            throw Refusal("answer_says_nonconformity", "grade", {{"question", question.question.str()}});
}

void write(Finding& finding, const FindingText& text)
{
    finding.version = text.version;
    finding.grade = text.grade.value_or(finding.grade);
    finding.clause = text.clause;
    finding.secondary_clauses = text.secondary_clauses;
    finding.site = text.site;
    finding.process = trimmed(text.process);
    finding.criterion = text.criterion;
    finding.criterion_section = trimmed(text.criterion_section);
    finding.auditee_contact = text.auditee_contact;
    finding.requirement = trimmed(text.requirement);
    finding.objective_evidence = trimmed(text.objective_evidence);
    finding.statement = trimmed(text.statement);
    finding.grade_reason = trimmed(text.grade_reason);
    finding.repeat_of = trimmed(text.repeat_of);
}

/// Refuses references to what the audit does not have; what was there before may stay.
void check_references(const store::Reading& db, const Finding& before, const Finding& after,
                      const FindingFrame& frame)
{
    if (after.clause && after.clause != before.clause) check_clause(frame, *after.clause, "clause");
    for (const auto& clause : after.secondary_clauses)
        if (!holds(before.secondary_clauses, clause)) check_clause(frame, clause, "secondary_clauses");
    if (after.site != before.site) check_site(frame, after.site);
    if (after.criterion != before.criterion && !after.criterion.empty()
        && !holds(frame.criteria, after.criterion))
        throw Refusal("criterion_not_in_audit", "criterion");
    if (!after.auditee_contact.empty() && !store::person(db, after.auditee_contact))
        throw Refusal("unknown_person", "auditee_contact");
    if (after.repeat_of != before.repeat_of && !after.repeat_of.empty()
        && !store::finding_of_number(db, after.repeat_of))
        throw Refusal("unknown_finding", "repeat_of", {{"number", after.repeat_of}});
}

std::vector<MissingPart> missing_in(const store::Reading& db, const Loaded& loaded)
{
    const auto criterion = store::criterion(db, loaded.finding.criterion);
    return missing_to_raise(loaded.finding, criterion ? &*criterion : nullptr, loaded.frame);
}

/// Saves what is said of a concern. Returns whether something changed.
bool say_concern(store::Writing& verb, const Finding& finding, const std::optional<ConcernSaid>& said)
{
    if (!said || finding.grade != Grade::AOC) return false;
    if (!is_nonconformity(said->could_become)) throw Refusal("grade_needed", "could_become");
    const auto before = store::concern(verb, finding.key);
    if (before && before->could_become == said->could_become && before->must_fix == said->must_fix)
        return false;
    store::save(verb, Concern{finding.key, before ? before->version : 0, said->could_become, said->must_fix});
    return true;
}

/// The number of a finding, or what stands for it before it has one.
std::string name_of(const Finding& finding)
{
    return finding.number.empty() ? finding.key.str() : finding.number;
}

Finding drafted(const Id<Audit>& audit, Grade grade, const Id<Person>& auditor, Date today)
{
    Finding finding;
    finding.audit = audit;
    finding.grade = grade;
    finding.auditor = auditor;
    finding.found_on = today;
    return finding;
}

void take_place_of(Finding& finding, const FindingQuestion& question)
{
    if (!finding.clause) finding.clause = question.question.clause();
    if (finding.site.empty() && question.site != "all") finding.site = Id<Site>(question.site);
}

std::vector<Finding> live_at(const store::Reading& db, const Id<Audit>& audit,
                             const FindingQuestion& question)
{
    auto findings = store::findings_of(db, audit, question);
    std::erase_if(findings, [](const Finding& finding) { return !is_live(finding.state); });
    return findings;
}

} // namespace

FindingText text_of(const Finding& f)
{
    return {f.version,
            f.grade,
            f.clause,
            f.secondary_clauses,
            f.site,
            f.process,
            f.criterion,
            f.criterion_section,
            f.auditee_contact,
            f.requirement,
            f.objective_evidence,
            f.statement,
            f.grade_reason,
            f.repeat_of};
}

Id<Finding> draft_finding(Workspace& workspace, const Actor& actor, const FindingDraft& wish,
                          const std::string& retry_key)
{
    const Retry retry{"finding.drafted", retry_key};
    auto verb = workspace.begin(actor, retry.action);
    const auto frame = frame_for(verb, actor, wish.audit);
    if (const auto given = reply_given(verb, actor, retry, verb.at())) return Id<Finding>(given->text);
    check_begin(actor, frame);
    check_grade(wish.grade, frame.kind);
    if (wish.clause) check_clause(frame, *wish.clause, "clause");
    check_site(frame, wish.site);
    if (wish.question) check_question(verb, frame, *wish.question, wish.grade);
    auto finding = drafted(wish.audit, wish.grade, actor.person, date_of(workspace.local(verb.at())));
    finding.clause = wish.clause;
    finding.site = wish.site;
    if (wish.question) take_place_of(finding, *wish.question);
    finding.key = store::save(verb, finding);
    if (wish.question) store::attach(verb, finding, *wish.question);
    remember_reply(verb, actor, retry, {200, finding.key.str()});
    verb.commit();
    return finding.key;
}

Version change_finding(Workspace& workspace, const Actor& actor, const Id<Finding>& key,
                       const FindingText& text, const std::string& retry_key)
{
    const Retry retry{"finding.changed", retry_key};
    auto verb = workspace.begin(actor, retry.action);
    const auto before = load(verb, actor, key);
    if (const auto given = reply_given(verb, actor, retry, verb.at())) return std::stoll(given->text);
    check_change(before.finding, actor, before.frame);
    auto finding = before.finding;
    write(finding, text);
    check(finding);
    check_grade(finding.grade, before.frame.kind);
    check_references(verb, before.finding, finding, before.frame);
    check_regrade(verb, before.finding, finding.grade);
    const bool said = say_concern(verb, finding, text.concern);
    if (!said && text_of(finding) == text_of(before.finding)) return finding.version;
    store::save(verb, finding);
    remember_reply(verb, actor, retry, {200, std::to_string(finding.version + 1)});
    verb.commit();
    return finding.version + 1;
}

Version regrade(Workspace& workspace, const Actor& actor, const Id<Finding>& key, Grade grade,
                Version based_on)
{
    auto verb = workspace.begin(actor, "finding.regraded");
    auto [finding, frame] = load(verb, actor, key);
    check_change(finding, actor, frame);
    check_grade(grade, frame.kind);
    check_regrade(verb, finding, grade);
    finding.grade = grade;
    finding.version = based_on;
    store::save(verb, finding);
    verb.commit();
    return based_on + 1;
}

void attach_question(Workspace& workspace, const Actor& actor, const Id<Finding>& key,
                     const FindingQuestion& question)
{
    auto verb = workspace.begin(actor, "finding.question_attached");
    const auto [finding, frame] = load(verb, actor, key);
    check_begin(actor, frame);
    const bool open = finding.state == FindingState::Draft || finding.state == FindingState::Raised;
    if (!open) throw Refusal::state("finding_answered");
    check_question(verb, frame, question, finding.grade);
    store::attach(verb, finding, question);
    verb.commit();
}

void detach_question(Workspace& workspace, const Actor& actor, const Id<Finding>& key,
                     const FindingQuestion& question)
{
    auto verb = workspace.begin(actor, "finding.question_detached");
    const auto [finding, frame] = load(verb, actor, key);
    check_change(finding, actor, frame);
    store::detach(verb, finding, question);
    verb.commit();
}

std::string raise(Workspace& workspace, const Actor& actor, const Id<Finding>& key, Version based_on)
{
    auto verb = workspace.begin(actor, "finding.raised");
    auto loaded = load(verb, actor, key);
    check_step(loaded.finding, FindingState::Raised, actor, loaded.frame, missing_in(verb, loaded), {});
    for (const auto& part : missing_concern(loaded.finding, store::concern(verb, key)))
        throw Refusal(part.code, part.field);
    auto& finding = loaded.finding;
    finding.version = based_on;
    finding.state = FindingState::Raised;
    finding.number = store::next_finding_number(verb, finding.audit);
    finding.raised_by = actor.person;
    finding.raised_on = date_of(workspace.local(verb.at()));
    store::save(verb, finding);
    verb.commit();
    return finding.number;
}

void name_contact(Workspace& workspace, const Actor& actor, const Id<Finding>& key, const Id<Person>& contact,
                  Version based_on)
{
    auto verb = workspace.begin(actor, "finding.contact_named");
    auto [finding, frame] = load(verb, actor, key);
    check_naming(finding, actor, frame);
    check_contact(contact, frame);
    const auto person = store::person(verb, contact);
    if (!person || !person->active) throw Refusal("unknown_person", "auditee_contact");
    finding.version = based_on;
    finding.auditee_contact = contact;
    store::save(verb, finding);
    verb.commit();
}

void withdraw(Workspace& workspace, const Actor& actor, const Id<Finding>& key, const std::string& reason,
              Version based_on)
{
    auto verb = workspace.begin(actor, "finding.withdrawn");
    auto [finding, frame] = load(verb, actor, key);
    check_step(finding, FindingState::Withdrawn, actor, frame, {}, reason);
    finding.version = based_on;
    finding.state = FindingState::Withdrawn;
    finding.withdrawn_by = actor.person;
    finding.withdrawn_on = date_of(workspace.local(verb.at()));
    finding.withdrawn_reason = trimmed(reason);
    verb.because(finding.withdrawn_reason);
    store::save(verb, finding);
    verb.commit();
}

bool concern_for(store::Writing& verb, const Id<Finding>& finding, Grade could_become)
{
    const auto before = store::concern(verb, finding);
    auto must_fix = could_become == Grade::MAJOR ? Concern::Before2::Must : Concern::Before2::May;
    if (before) must_fix = before->must_fix;
    return say_concern(verb, store::finding(verb, finding).value(), ConcernSaid{could_become, must_fix});
}

Id<Finding> draft_for(store::Writing& verb, const Id<Audit>& audit, const FindingQuestion& question,
                      Grade grade, const Id<Person>& auditor, Date today)
{
    auto finding = drafted(audit, grade, auditor, today);
    take_place_of(finding, question);
    finding.key = store::save(verb, finding);
    store::attach(verb, finding, question);
    return finding.key;
}

Id<Finding> grade_for(store::Writing& verb, const Id<Audit>& audit, const FindingQuestion& question,
                      Grade grade, const Id<Person>& auditor, Date today)
{
    const auto live = live_at(verb, audit, question);
    if (live.empty()) return draft_for(verb, audit, question, grade, auditor, today);
    for (const auto& finding : live)
        if (finding.grade == grade && worst_live(live) == grade) return finding.key;
    if (live.size() > 1) throw Refusal::state("several_findings", {{"count", std::to_string(live.size())}});
    auto finding = live.front();
    if (finding.state != FindingState::Draft)
        throw Refusal::state("finding_is_raised", {{"finding", name_of(finding)}});
    finding.grade = grade;
    store::save(verb, finding);
    return finding.key;
}

void release_for(store::Writing& verb, const Id<Audit>& audit, const FindingQuestion& question,
                 const Id<Person>& actor, Date today)
{
    for (auto finding : live_at(verb, audit, question)) {
        const bool only_here = store::questions_of(verb, finding.key).size() == 1;
        if (!is_untouched(finding) || !only_here || !store::evidence_of(verb, finding.key).empty())
            throw Refusal::state("finding_hangs_on_answer", {{"finding", name_of(finding)}});
        finding.state = FindingState::Withdrawn;
        finding.withdrawn_by = actor;
        finding.withdrawn_on = today;
        store::save(verb, finding);
    }
}

} // namespace clausebook
