#include "web/handlers/finding_page.h"

#include "core/base/text.h"
#include "store/actions.h"
#include "store/audits.h"
#include "store/basis.h"
#include "store/follow_up.h"
#include "store/journal.h"
#include "store/organization.h"
#include "store/people.h"
#include "views/format.h"
#include "web/handlers/follow_up_page.h"
#include "workspace/audits.h"
#include "workspace/findings.h"

#include <algorithm>
#include <set>

namespace clausebook::web {
namespace {

void show(Finding& finding, const FindingText& text)
{
    finding.version = text.version;
    finding.grade = text.grade.value_or(finding.grade);
    finding.clause = text.clause;
    finding.site = text.site;
    finding.process = text.process;
    finding.criterion = text.criterion;
    finding.criterion_section = text.criterion_section;
    finding.auditee_contact = text.auditee_contact;
    finding.requirement = text.requirement;
    finding.objective_evidence = text.objective_evidence;
    finding.statement = text.statement;
    finding.grade_reason = text.grade_reason;
    finding.repeat_of = text.repeat_of;
}

/// What happened to the finding, its response and its actions, newest first.
std::vector<store::JournalEntry> entries_about(const store::Reading& db, const Finding& finding)
{
    constexpr int shown_events = 50;
    std::map<std::int64_t, store::JournalEntry, std::greater<>> entries;
    std::vector<std::string> subjects = {"finding/" + finding.key.str(),
                                         "finding_response/" + finding.key.str()};
    for (const auto& action : store::actions_of(db, finding.key))
        subjects.push_back("action/" + action.key.str());
    for (const auto& subject : subjects)
        for (auto& entry : store::history_of(db, subject, shown_events))
            entries[entry.number] = std::move(entry);
    std::vector<store::JournalEntry> newest;
    for (auto& [number, entry] : entries) {
        if (newest.size() == shown_events) break;
        newest.push_back(std::move(entry));
    }
    return newest;
}

std::vector<views::FindingEvent> history(const Desk& desk, const Request& request,
                                         const std::vector<store::JournalEntry>& entries,
                                         const store::PersonNames& names)
{
    std::vector<views::FindingEvent> events;
    for (const auto& entry : entries) {
        const auto name = names.find(Id<Person>(entry.actor));
        events.push_back({name == names.end() ? "Clausebook" : name->second, entry.action,
                          views::shown(Desk::language(request), desk.workspace.local(entry.at)),
                          to_string(entry.at)});
    }
    return events;
}

/// Whom the page names, those of its follow-up apart.
std::set<Id<Person>> people_on(const Finding& finding, const Typed& typed,
                               const std::vector<store::JournalEntry>& entries)
{
    std::set<Id<Person>> people{finding.auditor, finding.auditee_contact, finding.raised_by,
                                finding.withdrawn_by};
    if (typed.text) people.insert(typed.text->auditee_contact);
    for (const auto& entry : entries) people.emplace(entry.actor);
    return people;
}

bool shows_title(const Actor& actor, const FindingFrame& frame, const std::string& confidentiality)
{
    if (confidentiality == "PUBLIC" || confidentiality == "INTERNAL") return true;
    return actor.is(Role::QualityManager) || frame.team.contains(actor.person);
}

void add_choices(views::FindingPage& page, const store::Reading& db, const FindingFrame& frame)
{
    const auto among = [](const auto& keys, const auto& key) {
        return std::find(keys.begin(), keys.end(), key) != keys.end();
    };
    for (const auto& criterion : store::criteria(db))
        if (among(frame.criteria, criterion.key)) page.form.criteria.push_back(criterion);
    for (const auto& site : store::sites(db))
        if (among(frame.sites, site.key)) page.sites.push_back(site);
    page.clauses = frame.clauses;
}

/// Who can be its contact: read where there is a form to choose in.
void add_contacts(views::FindingPage& page, const store::Reading& db, const FindingFrame& frame)
{
    if (page.form.access == views::Access::Read && page.naming == views::Access::Read) return;
    for (auto& person : store::people(db)) {
        const bool stands = person.key == page.form.finding.auditee_contact;
        if (stands || (person.active && !frame.team.contains(person.key)))
            page.people.push_back(std::move(person));
    }
}

/// Titles of the clauses and texts of the questions, in the language of the reader.
void add_checklist_texts(views::FindingPage& page, const Desk& desk, const store::Reading& db,
                         const Id<Audit>& audit, Language language)
{
    const auto& checklist = checklist_of(desk.workspace, store::audit(db, audit).value());
    for (const auto& number : page.clauses)
        if (const auto* clause = checklist.find_clause(number))
            page.clause_titles[number] = clause->title.in(language);
    for (const auto& one : page.questions)
        if (const auto* question = checklist.find_question(one.question))
            page.question_texts.emplace(one.question, question->text.in(language));
}

void add_follow_up(views::FindingPage& page, const Desk& desk, const Request& request,
                   const store::Reading& db, const Finding& finding, const FollowUpTyped& typed)
{
    const auto part = follow_up_part(desk, request, db, finding, typed);
    page.follow = views::follow_up_view(part, Desk::language(request), desk.catalogues);
    page.deadlines = part.deadlines;
    page.due =
        due_next(finding.grade, finding.state, part.deadlines, store::correction_proof(db, finding.key));
    page.today = part.today;
}

} // namespace

Seen seen_by(const store::Reading& db, const Request& request, const std::optional<Finding>& finding)
{
    if (!finding) throw NotFound("finding");
    auto frame = store::finding_frame(db, finding->audit).value();
    if (!may_see(Desk::actor(request), *finding, frame, store::owners_of(db, finding->key)))
        throw NotFound("finding " + finding->key.str());
    return {*finding, std::move(frame)};
}

Seen addressed(const store::Reading& db, const Request& request)
{
    const auto serial = parse_serial(request.parameter("serial"));
    if (!serial) throw NotFound("finding " + request.parameter("serial"));
    return seen_by(db, request,
                   store::finding(db, finding_key(Id<Audit>(request.parameter("audit")), *serial)));
}

std::vector<views::Theirs> differing(const FindingText& theirs, const FindingText& mine)
{
    std::vector<views::Theirs> found;
    const auto compare = [&](const char* field, const std::string& their, const std::string& my) {
        if (their != my) found.push_back({field, their});
    };
    compare("clause", theirs.clause ? theirs.clause->str() : "", mine.clause ? mine.clause->str() : "");
    compare("secondary_clauses", joined_clauses(theirs.secondary_clauses),
            joined_clauses(mine.secondary_clauses));
    compare("site", theirs.site.str(), mine.site.str());
    compare("process", theirs.process, mine.process);
    compare("criterion", theirs.criterion.str(), mine.criterion.str());
    compare("criterion_section", theirs.criterion_section, mine.criterion_section);
    compare("auditee_contact", theirs.auditee_contact.str(), mine.auditee_contact.str());
    compare("requirement", theirs.requirement, mine.requirement);
    compare("objective_evidence", theirs.objective_evidence, mine.objective_evidence);
    compare("statement", theirs.statement, mine.statement);
    compare("grade_reason", theirs.grade_reason, mine.grade_reason);
    compare("repeat_of", theirs.repeat_of, mine.repeat_of);
    if (theirs.grade != mine.grade) found.push_back({"grade", std::string(str(theirs.grade.value()))});
    return found;
}

namespace {

/// What stands behind a key, for people.
std::string spoken(const views::FindingPage& page, const views::Theirs& theirs)
{
    const auto& key = theirs.text;
    if (key.empty()) return "–";
    if (theirs.field == "auditee_contact") {
        const auto name = page.names.find(Id<Person>(key));
        return name == page.names.end() ? key : name->second;
    }
    for (const auto& site : page.sites)
        if (theirs.field == "site" && site.key.str() == key) return site.name;
    for (const auto& criterion : page.form.criteria)
        if (theirs.field == "criterion" && criterion.key.str() == key) return criterion.reference;
    return key;
}

} // namespace

std::string joined_clauses(const std::vector<ClauseNumber>& clauses)
{
    std::vector<std::string> texts;
    for (const auto& clause : clauses) texts.push_back(clause.str());
    return joined(texts);
}

std::vector<MissingPart> missing_in(const store::Reading& db, const Seen& seen)
{
    const auto criterion = store::criterion(db, seen.finding.criterion);
    auto missing = missing_to_raise(seen.finding, criterion ? &*criterion : nullptr, seen.frame);
    for (auto& part : missing_concern(seen.finding, store::concern(db, seen.finding.key)))
        missing.push_back(std::move(part));
    return missing;
}

namespace {

/// Where a finding is read, for those who may.
std::string href_for(const store::Reading& db, const Actor& actor, const Finding& finding)
{
    const auto frame = store::finding_frame(db, finding.audit).value();
    const bool seen = may_see(actor, finding, frame, store::owners_of(db, finding.key));
    return seen ? views::address_of(finding) : std::string();
}

/// The earlier findings it came from, and what later audits said of it.
std::vector<views::FindingPage::Passage> passages_of(const Desk& desk, const Request& request,
                                                     const store::Reading& db, const Id<Finding>& key)
{
    const auto& actor = Desk::actor(request);
    std::vector<views::FindingPage::Passage> all;
    const auto add = [&](const char* label, const std::optional<Finding>& finding) {
        if (!finding) return;
        all.push_back({label, views::name_of(*finding, Desk::language(request), desk.catalogues),
                       href_for(db, actor, *finding)});
    };
    for (const auto& one : store::came_from(db, key))
        add("finding.came_from", store::finding(db, one.finding));
    for (const auto& one : store::followed_in(db, key)) {
        if (one.outcome == Outcome::Became) {
            add("finding.became", store::finding(db, one.became));
            continue;
        }
        if (one.outcome == Outcome::NotLooked) continue;
        all.push_back({"finding.looked_at",
                       one.audit.str() + ": " + desk.text(request, "outcome." + str(one.outcome)),
                       {}});
    }
    return all;
}

bool may_name_contact(const Actor& actor, const Seen& seen)
{
    try {
        check_naming(seen.finding, actor, seen.frame);
        return true;
    } catch (const Refusal&) {
        return false;
    }
}

} // namespace

Reply finding_page(Desk& desk, const Request& request, const Seen& seen, const Typed& typed)
{
    const auto db = desk.workspace.read();
    const auto& actor = Desk::actor(request);
    const bool working = may_write(actor, seen.frame) && seen.frame.phase == FindingFrame::Phase::Working;
    const bool writable = working && seen.finding.state == FindingState::Draft;
    views::FindingPage page;
    page.form.finding = seen.finding;
    add_choices(page, db, seen.frame);
    page.form.access = writable ? views::Access::Write : views::Access::Read;
    page.hang = working && is_live(seen.finding.state) ? views::Access::Write : views::Access::Read;
    page.form.missing = missing_in(db, seen);
    page.form.problems = typed.problems;
    page.lead = actor.person == seen.frame.lead ? views::Access::Write : views::Access::Read;
    page.naming = may_name_contact(actor, seen) ? views::Access::Write : views::Access::Read;
    page.certification = seen.frame.kind == FindingFrame::Kind::StageOne;
    page.secondary = joined_clauses(seen.finding.secondary_clauses);
    add_contacts(page, db, seen.frame);
    const auto entries = entries_about(db, seen.finding);
    page.names = store::names_of(db, people_on(seen.finding, typed, entries));
    page.concern = store::concern(db, seen.finding.key);
    page.passages = passages_of(desk, request, db, seen.finding.key);
    if (typed.text && writable) { // else it stands beside the page as typed, not as the finding's
        show(page.form.finding, *typed.text);
        page.secondary = typed.secondary;
        if (const auto& said = typed.text->concern)
            page.concern = Concern{seen.finding.key, 0, said->could_become, said->must_fix};
        if (typed.status == 412) {
            page.theirs = differing(text_of(seen.finding), *typed.text);
            for (auto& one : page.theirs) one.text = spoken(page, one);
            page.form.finding.version = seen.finding.version; // the next save knows what it replaces
        }
    }
    page.question_typed = typed.question;
    page.reason_typed = typed.reason;
    page.questions = store::questions_of(db, seen.finding.key);
    add_checklist_texts(page, desk, db, seen.finding.audit, Desk::language(request));
    for (const auto& link : store::evidence_of(db, seen.finding.key))
        page.evidence.push_back({link.evidence,
                                 shows_title(actor, seen.frame, link.confidentiality) ? link.title : "",
                                 link.locator});
    if (!seen.finding.number.empty()) add_follow_up(page, desk, request, db, seen.finding, typed.follow);
    page.history = history(desk, request, entries, page.names);

    const auto language = Desk::language(request);
    const auto name = views::name_of(seen.finding, language, desk.catalogues);
    auto frame = desk.frame(request, name, "findings");
    frame.crumbs = {{desk.text(request, "nav.findings"), "/findings"}, {name, ""}};
    frame.styles = {"audit", "finding"};
    if (is_unsafe(request.method)) frame.address = views::address_of(seen.finding);
    return desk.page(request, "pages/finding", std::move(frame),
                     views::finding_view(page, language, desk.catalogues), typed.status);
}

} // namespace clausebook::web
