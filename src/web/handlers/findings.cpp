// Findings: the list, one finding, and its forms.

#include "store/findings.h"

#include "core/base/text.h"
#include "store/journal.h"
#include "store/organization.h"
#include "store/people.h"
#include "views/format.h"
#include "views/pages/findings.h"
#include "web/desk.h"
#include "web/handlers/all.h"
#include "workspace/findings.h"

#include <algorithm>

namespace clausebook::web {
namespace {

// ---- one finding

/// A finding the one who asks may see, with what its page needs of its audit.
struct Seen {
    Finding finding;
    FindingFrame frame;
};

Seen seen_by(const store::Reading& db, const Request& request, const std::optional<Finding>& finding)
{
    if (!finding) throw NotFound("finding");
    auto frame = store::finding_frame(db, finding->audit).value();
    if (!may_see(Desk::actor(request), *finding, frame)) throw NotFound("finding " + finding->key.str());
    return {*finding, std::move(frame)};
}

/// The finding an address such as /audits/IA-2026-01/findings/3 names.
Seen addressed(const store::Reading& db, const Request& request)
{
    const auto serial = parse_serial(request.parameter("serial"));
    if (!serial) throw NotFound("finding " + request.parameter("serial"));
    return seen_by(db, request,
                   store::finding(db, finding_key(Id<Audit>(request.parameter("audit")), *serial)));
}

/// What a form that comes back shows instead of what is stored.
struct Typed {
    std::optional<FindingText> text;
    std::string secondary;
    std::string question;
    std::string reason;
    Tree problems = Tree::list();
    int status = 200;
};

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

/// The texts that differ, as they stand in the database.
std::vector<views::Theirs> differing(const FindingText& theirs, const FindingText& mine)
{
    std::vector<views::Theirs> found;
    const auto compare = [&](const char* field, const std::string& their, const std::string& my) {
        if (their != my) found.push_back({field, their});
    };
    compare("clause", theirs.clause ? theirs.clause->str() : "", mine.clause ? mine.clause->str() : "");
    compare("process", theirs.process, mine.process);
    compare("criterion_section", theirs.criterion_section, mine.criterion_section);
    compare("requirement", theirs.requirement, mine.requirement);
    compare("objective_evidence", theirs.objective_evidence, mine.objective_evidence);
    compare("statement", theirs.statement, mine.statement);
    compare("grade_reason", theirs.grade_reason, mine.grade_reason);
    compare("repeat_of", theirs.repeat_of, mine.repeat_of);
    if (theirs.grade != mine.grade) found.push_back({"grade", std::string(str(theirs.grade.value()))});
    return found;
}

std::vector<views::FindingEvent> history(const Desk& desk, const Request& request, const store::Reading& db,
                                         const Finding& finding,
                                         const std::map<std::string, std::string>& names)
{
    constexpr int shown_events = 50;
    std::vector<views::FindingEvent> events;
    for (const auto& entry : store::history_of(db, "finding/" + finding.key.str(), shown_events)) {
        const auto name = names.find(entry.actor);
        events.push_back({name == names.end() ? "Clausebook" : name->second, entry.action,
                          views::shown(Desk::language(request), desk.workspace.local(entry.at)),
                          to_string(entry.at)});
    }
    return events;
}

bool shows_title(const Actor& actor, const FindingFrame& frame, const std::string& confidentiality)
{
    if (confidentiality == "PUBLIC" || confidentiality == "INTERNAL") return true;
    return actor.is(Role::QualityManager) || frame.team.contains(actor.person);
}

std::string joined_clauses(const std::vector<ClauseNumber>& clauses)
{
    std::vector<std::string> texts;
    for (const auto& clause : clauses) texts.push_back(clause.str());
    return joined(texts);
}

std::vector<MissingPart> missing_in(const store::Reading& db, const Seen& seen)
{
    const auto criterion = store::criterion(db, seen.finding.criterion);
    return missing_parts(seen.finding, criterion ? &*criterion : nullptr, seen.frame.kind);
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
    for (const auto& person : store::people(db)) {
        page.names[person.key.str()] = person.name;
        if (person.active) page.people.push_back(person);
    }
    page.clauses = frame.clauses;
}

Reply finding_page(Desk& desk, const Request& request, const Seen& seen, const Typed& typed)
{
    const auto db = desk.workspace.read();
    const auto& actor = Desk::actor(request);
    const auto writable = may_write(actor, seen.frame) && seen.frame.phase == FindingFrame::Phase::Working
        && seen.finding.state == FindingState::Draft;
    views::FindingPage page;
    add_choices(page, db, seen.frame);
    page.form.finding = seen.finding;
    page.form.access = writable ? views::Access::Write : views::Access::Read;
    page.form.missing = missing_in(db, seen);
    page.form.problems = typed.problems;
    page.lead = actor.person == seen.frame.lead ? views::Access::Write : views::Access::Read;
    page.certification = seen.frame.kind == FindingFrame::Kind::StageOne;
    page.secondary = joined_clauses(seen.finding.secondary_clauses);
    if (typed.text) {
        show(page.form.finding, *typed.text);
        page.secondary = typed.secondary;
        if (typed.status == 412) {
            page.theirs = differing(text_of(seen.finding), *typed.text);
            page.form.finding.version = seen.finding.version; // the next save knows what it replaces
        }
    }
    page.question_typed = typed.question;
    page.reason_typed = typed.reason;
    page.questions = store::questions_of(db, seen.finding.key);
    for (const auto& link : store::evidence_of(db, seen.finding.key))
        page.evidence.push_back({link.evidence,
                                 shows_title(actor, seen.frame, link.confidentiality) ? link.title : "",
                                 link.locator});
    page.history = history(desk, request, db, seen.finding, page.names);

    const auto language = Desk::language(request);
    const auto name = views::name_of(seen.finding, language, desk.catalogues);
    auto frame = desk.frame(request, name, "findings");
    frame.crumbs = {{desk.text(request, "nav.findings"), "/findings"}, {name, ""}};
    frame.styles = {"audit", "finding"};
    return desk.page(request, "pages/finding", std::move(frame),
                     views::finding_view(page, language, desk.catalogues), typed.status);
}

Reply numbered_finding(Desk& desk, Request& request)
{
    const auto db = desk.workspace.read();
    return finding_page(desk, request,
                        seen_by(db, request, store::finding_of_number(db, request.parameter("number"))), {});
}

Reply drafted_finding(Desk& desk, Request& request)
{
    const auto seen = addressed(desk.workspace.read(), request);
    if (!seen.finding.number.empty()) return Reply::see_other(views::address_of(seen.finding));
    return finding_page(desk, request, seen, {});
}

// ---- its forms

std::optional<ClauseNumber> clause_in(const std::string& text, const char* field)
{
    if (text.empty()) return std::nullopt;
    const auto clause = ClauseNumber::parse(text);
    if (!clause) throw Refusal("clause_shape", field, {{"clause", text}});
    return clause;
}

Grade grade_in(const std::string& text)
{
    const auto grade = parse_grade(text);
    if (!grade) throw Refusal("grade_unknown", "grade");
    return *grade;
}

/// The plain texts of the form over those that stand; a form, or a script that saves one field, may leave
/// fields out.
FindingText texts_in(const Request& request, const Finding& stored)
{
    auto text = text_of(stored);
    const auto take = [&](const char* field, std::string& into) {
        if (request.form.find(field) != nullptr) into = Desk::field(request, field);
    };
    take("process", text.process);
    take("criterion_section", text.criterion_section);
    take("requirement", text.requirement);
    take("objective_evidence", text.objective_evidence);
    take("statement", text.statement);
    take("grade_reason", text.grade_reason);
    take("repeat_of", text.repeat_of);
    if (request.form.find("site") != nullptr) text.site = Id<Site>(Desk::field(request, "site"));
    if (request.form.find("criterion") != nullptr)
        text.criterion = Id<Criterion>(Desk::field(request, "criterion"));
    if (request.form.find("auditee_contact") != nullptr)
        text.auditee_contact = Id<Person>(Desk::field(request, "auditee_contact"));
    return text;
}

/// The fields that may be no value at all: refused one by one, after the texts are safe.
void read_values(const Request& request, FindingText& text)
{
    if (request.form.find("grade") != nullptr) text.grade = grade_in(Desk::field(request, "grade"));
    if (request.form.find("clause") != nullptr)
        text.clause = clause_in(Desk::field(request, "clause"), "clause");
    if (request.form.find("secondary_clauses") == nullptr) return;
    text.secondary_clauses.clear();
    for (const auto& word : words(Desk::field(request, "secondary_clauses"))) {
        const auto clause = clause_in(word, "secondary_clauses").value();
        if (std::find(text.secondary_clauses.begin(), text.secondary_clauses.end(), clause)
            == text.secondary_clauses.end())
            text.secondary_clauses.push_back(clause);
    }
}

/// Shows the page of a form that was refused, with what was typed.
Reply again(Desk& desk, const Request& request, Typed typed)
{
    return finding_page(desk, request, addressed(desk.workspace.read(), request), typed);
}

Tree as_tree(const std::vector<MissingPart>& missing)
{
    auto list = Tree::list();
    for (const auto& part : missing) list.push_back({{"code", part.code}, {"field", part.field}});
    return list;
}

/// Where a form on another page of ours returns to, or "".
std::string way_back(const Request& request)
{
    const auto back = Desk::field(request, "back");
    const bool ours = back.starts_with("/audits/") && std::all_of(back.begin(), back.end(), [](char c) {
                          return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
                              || std::string_view("/-_.?=&#").find(c) != std::string_view::npos;
                      });
    return ours ? back : std::string();
}

/// 412 for a script: what stands now, so that it can show both texts.
Reply conflict_reply(Desk& desk, const Request& request, const FindingText& mine)
{
    const auto seen = addressed(desk.workspace.read(), request);
    Tree theirs = Tree::object();
    for (const auto& one : differing(text_of(seen.finding), mine)) theirs[one.field] = one.text;
    return Reply::json(412,
                       {{"code", "edit_conflict"},
                        {"version", static_cast<long long>(seen.finding.version)},
                        {"theirs", std::move(theirs)}});
}

Reply save_finding(Desk& desk, Request& request)
{
    const auto before = addressed(desk.workspace.read(), request);
    auto text = texts_in(request, before.finding);
    text.version = Desk::based_on(request);
    return desk.attempt(
        request,
        [&] {
            read_values(request, text);
            try {
                change_finding(desk.workspace, Desk::actor(request), before.finding.key, text);
            } catch (const Refusal& refusal) {
                if (refusal.kind() == RefusalKind::Conflict && request.wants_json)
                    return conflict_reply(desk, request, text);
                throw;
            }
            const auto db = desk.workspace.read();
            const auto after = addressed(db, request);
            if (request.wants_json)
                return Reply::json(200,
                                   {{"version", static_cast<long long>(after.finding.version)},
                                    {"missing", as_tree(missing_in(db, after))}});
            const auto back = way_back(request);
            return desk.done(request, back.empty() ? views::address_of(after.finding) : back,
                             "finding_saved");
        },
        [&](const Tree& problems, int status) {
            return again(desk, request,
                         {text, Desk::field(request, "secondary_clauses"), {}, {}, problems, status});
        });
}

Reply raise_finding(Desk& desk, Request& request)
{
    const auto before = addressed(desk.workspace.read(), request);
    auto text = texts_in(request, before.finding);
    text.version = Desk::based_on(request);
    return desk.attempt(
        request,
        [&] {
            read_values(request, text);
            const auto& actor = Desk::actor(request);
            auto stored = text_of(before.finding);
            stored.version = text.version;
            // What was typed is saved first, so that a refused step never loses it.
            if (stored != text)
                text.version = change_finding(desk.workspace, actor, before.finding.key, text);
            const auto number = raise(desk.workspace, actor, before.finding.key, text.version);
            if (request.wants_json) return Reply::json(200, {{"number", number}});
            return desk.done(request, "/findings/" + number, "finding_raised");
        },
        [&](const Tree& problems, int status) {
            const auto secondary = request.form.find("secondary_clauses") != nullptr
                ? Desk::field(request, "secondary_clauses")
                : joined_clauses(text.secondary_clauses);
            return again(desk, request, {text, secondary, {}, {}, problems, status});
        });
}

Reply withdraw_finding(Desk& desk, Request& request)
{
    const auto before = addressed(desk.workspace.read(), request);
    const auto reason = Desk::field(request, "reason");
    const auto version = Desk::based_on(request);
    return desk.attempt(
        request,
        [&] {
            withdraw(desk.workspace, Desk::actor(request), before.finding.key, reason, version);
            return desk.done(request, views::address_of(before.finding), "finding_withdrawn");
        },
        [&](const Tree& problems, int status) {
            return again(desk, request, {{}, {}, {}, reason, problems, status});
        });
}

FindingQuestion question_in(const Request& request)
{
    const auto text = Desk::field(request, "question");
    const auto question = QuestionId::parse(text);
    if (!question) throw Refusal("question_shape", "question", {{"question", text}});
    const auto site = Desk::field(request, "at_site");
    return {site.empty() ? "all" : site, *question};
}

Reply hang(Desk& desk, Request& request,
           void (*verb)(Workspace&, const Actor&, const Id<Finding>&, const FindingQuestion&),
           const std::string& said)
{
    const auto before = addressed(desk.workspace.read(), request);
    return desk.attempt(
        request,
        [&] {
            verb(desk.workspace, Desk::actor(request), before.finding.key, question_in(request));
            return desk.done(request, views::address_of(before.finding), said);
        },
        [&](const Tree& problems, int status) {
            return again(desk, request, {{}, {}, Desk::field(request, "question"), {}, problems, status});
        });
}

Reply attach_finding(Desk& desk, Request& request)
{
    return hang(desk, request, attach_question, "finding_attached");
}

Reply detach_finding(Desk& desk, Request& request)
{
    return hang(desk, request, detach_question, "finding_detached");
}

// ---- the list

store::FindingFilter filter_of(const Request& request)
{
    store::FindingFilter filter;
    filter.sight = store::finding_sight(Desk::actor(request));
    filter.audit = Id<Audit>(request.query["audit"]);
    filter.grade = parse_grade(request.query["grade"]);
    filter.state = parse_finding_state(request.query["state"]);
    filter.open_only = request.query["state"] == "OPEN";
    filter.clause = ClauseNumber::parse(trimmed(request.query["clause"]));
    filter.text = request.query["text"];
    if (request.query["sort"] == "grade") filter.sort = store::FindingSort::Grade;
    if (request.query["sort"] == "clause") filter.sort = store::FindingSort::Clause;
    return filter;
}

constexpr const char* filter_fields[] = {"audit", "grade", "state", "clause", "text", "sort"};

/// The address of the list with the filters of the request, from `after` on.
std::string list_address(const Request& request, const std::string& after)
{
    std::string address = "/findings";
    char joint = '?';
    const auto add = [&](const std::string& name, const std::string& value) {
        if (value.empty()) return;
        address += joint + name + "=" + encode_segment(value);
        joint = '&';
    };
    for (const auto* name : filter_fields) add(name, request.query[name]);
    add("after", after);
    return address;
}

void count_open(views::FindingsPage& page, const store::Reading& db, const store::FindingSight& sight)
{
    for (const auto& count : store::finding_counts(db, sight)) {
        if (!is_open(count.state)) continue;
        if (count.grade == Grade::MAJOR) page.open_major += count.count;
        if (count.grade == Grade::MINOR) page.open_minor += count.count;
        if (count.grade == Grade::OFI) page.open_ofi += count.count;
    }
}

Reply findings_list(Desk& desk, Request& request)
{
    constexpr int lines_a_page = 50;
    const auto db = desk.workspace.read();
    const auto filter = filter_of(request);
    const auto after = request.query["after"];
    const bool no_clause = !trimmed(request.query["clause"]).empty() && !filter.clause;
    const auto found =
        no_clause ? store::FindingPage() : store::findings(db, filter, Id<Finding>(after), lines_a_page);

    views::FindingsPage page;
    std::map<Id<Person>, std::string> names;
    for (const auto& person : store::people(db)) names[person.key] = person.name;
    for (const auto& finding : found.findings) page.lines.push_back({finding, names[finding.auditor]});
    for (const auto* name : filter_fields)
        if (is_clean(request.query[name])) page.filter[name] = request.query[name];
    for (const auto& audit : store::audits_with_findings(db, filter.sight))
        page.audits.push_back(audit.str());
    page.count = found.count;
    if (!found.next.empty()) page.next = list_address(request, found.next.str());
    if (!after.empty()) page.first = list_address(request, "");
    count_open(page, db, filter.sight);
    const auto frame_of = store::finding_frame(db, filter.audit);
    if (frame_of && may_write(Desk::actor(request), *frame_of)
        && frame_of->phase == FindingFrame::Phase::Working)
        page.new_action = "/audits/" + filter.audit.str() + "/findings";

    auto frame = desk.frame(request, desk.text(request, "nav.findings"), "findings");
    frame.crumbs = {{desk.text(request, "nav.findings"), ""}};
    frame.styles = {"audit", "finding"};
    return desk.page(request, "pages/findings", std::move(frame),
                     views::findings_view(page, Desk::language(request), desk.catalogues));
}

Reply new_finding(Desk& desk, Request& request)
{
    FindingDraft wish;
    wish.audit = Id<Audit>(request.parameter("audit"));
    return desk.attempt(
        request,
        [&] {
            wish.grade = grade_in(Desk::field(request, "grade"));
            wish.clause = clause_in(Desk::field(request, "clause"), "clause");
            if (!Desk::field(request, "question").empty()) wish.question = question_in(request);
            const auto key = draft_finding(desk.workspace, Desk::actor(request), wish);
            const auto finding = store::finding(desk.workspace.read(), key).value();
            if (request.wants_json)
                return Reply::json(201,
                                   {{"address", views::address_of(finding)},
                                    {"serial", finding.serial},
                                    {"version", static_cast<long long>(finding.version)}});
            const auto back = way_back(request);
            return desk.done(request, back.empty() ? views::address_of(finding) : back, "finding_drafted");
        },
        [&](const Tree& problems, int status) {
            auto frame = desk.frame(request, desk.text(request, "finding.new"), "findings");
            frame.crumbs = {{desk.text(request, "nav.findings"), "/findings"}};
            return desk.page(request, "pages/finding-refused", std::move(frame),
                             {{"problems", problems}, {"back", "/audits/" + wish.audit.str()}}, status);
        });
}

} // namespace

void finding_routes(Routes& routes)
{
    routes.get("/findings", Permission::ReadFinding, findings_list);
    routes.get("/findings/{number}", Permission::ReadFinding, numbered_finding);
    routes.post("/audits/{audit}/findings", Permission::ConductAudit, new_finding);
    routes.get("/audits/{audit}/findings/{serial}", Permission::ReadFinding, drafted_finding);
    routes.post("/audits/{audit}/findings/{serial}", Permission::ConductAudit, save_finding);
    routes.post("/audits/{audit}/findings/{serial}/raise", Permission::ConductAudit, raise_finding);
    routes.post("/audits/{audit}/findings/{serial}/withdraw", Permission::ConductAudit, withdraw_finding);
    routes.post("/audits/{audit}/findings/{serial}/attach", Permission::ConductAudit, attach_finding);
    routes.post("/audits/{audit}/findings/{serial}/detach", Permission::ConductAudit, detach_finding);
}

} // namespace clausebook::web
