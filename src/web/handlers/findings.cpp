// One finding and its forms.

#include "store/findings.h"

#include "core/base/text.h"
#include "views/pages/findings.h"
#include "web/desk.h"
#include "web/handlers/all.h"
#include "web/handlers/finding_page.h"
#include "workspace/findings.h"

#include <algorithm>

namespace clausebook::web {
namespace {

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
    auto clause = ClauseNumber::parse(text);
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
    if (request.form.find("could_become") != nullptr)
        text.concern = ConcernSaid{parse_grade(Desk::field(request, "could_become")).value_or(Grade::OFI),
                                   request.form.find("must_fix") != nullptr ? Concern::Before2::Must
                                                                            : Concern::Before2::May};
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
Reply again(Desk& desk, const Request& request, const Typed& typed)
{
    return finding_page(desk, request, addressed(desk.workspace.read(), request), typed);
}

Tree as_tree(const std::vector<MissingPart>& missing)
{
    auto list = Tree::list();
    for (const auto& part : missing) list.push_back({{"code", part.code}, {"field", part.field}});
    return list;
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
                change_finding(desk.workspace, Desk::actor(request), before.finding.key, text,
                               Desk::retry_key(request));
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
            const auto back = Desk::way_back(request);
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

Reply name_another_contact(Desk& desk, Request& request)
{
    const auto before = addressed(desk.workspace.read(), request);
    const auto version = Desk::based_on(request);
    return desk.attempt(
        request,
        [&] {
            name_contact(desk.workspace, Desk::actor(request), before.finding.key,
                         Id<Person>(Desk::field(request, "auditee_contact")), version);
            return desk.done(request, views::address_of(before.finding), "finding_contact_named");
        },
        [&](const Tree& problems, int status) {
            return again(desk, request, {{}, {}, {}, {}, problems, status});
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
            const auto key =
                draft_finding(desk.workspace, Desk::actor(request), wish, Desk::retry_key(request));
            const auto finding = store::finding(desk.workspace.read(), key).value();
            if (request.wants_json)
                return Reply::json(201,
                                   {{"address", views::address_of(finding)},
                                    {"serial", finding.serial},
                                    {"version", static_cast<long long>(finding.version)}});
            const auto back = Desk::way_back(request);
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
    routes.get("/findings/{number}", Permission::ReadFinding, numbered_finding);
    routes.post("/audits/{audit}/findings", Permission::ConductAudit, new_finding);
    routes.get("/audits/{audit}/findings/{serial}", Permission::ReadFinding, drafted_finding);
    routes.post("/audits/{audit}/findings/{serial}", Permission::ConductAudit, save_finding);
    routes.post("/audits/{audit}/findings/{serial}/raise", Permission::ConductAudit, raise_finding);
    routes.post("/audits/{audit}/findings/{serial}/contact", Permission::ConductAudit, name_another_contact);
    routes.post("/audits/{audit}/findings/{serial}/withdraw", Permission::ConductAudit, withdraw_finding);
    routes.post("/audits/{audit}/findings/{serial}/attach", Permission::ConductAudit, attach_finding);
    routes.post("/audits/{audit}/findings/{serial}/detach", Permission::ConductAudit, detach_finding);
}

} // namespace clausebook::web
