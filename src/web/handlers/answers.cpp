// Carrying an audit out: the page of a clause's questions, and the answers it saves.

#include "store/answers.h"

#include "core/base/text.h"
#include "store/audits.h"
#include "store/basis.h"
#include "store/findings.h"
#include "store/people.h"
#include "views/format.h"
#include "views/pages/run.h"
#include "web/desk.h"
#include "web/handlers/all.h"
#include "web/handlers/audit_pages.h"
#include "web/handlers/run_page.h"
#include "workspace/answers.h"

#include <algorithm>

namespace clausebook::web {
namespace {

AnswerKey key_of(const Request& request)
{
    const auto question = QuestionId::parse(request.parameter("question"));
    if (!question) throw NotFound("question " + request.parameter("question"));
    auto site = Desk::field(request, "site");
    if (site.empty()) site = trimmed(request.query["site"]);
    return {Id<Audit>(request.parameter("audit")), *question, site.empty() ? "all" : site};
}

/// What a form says; a field that is not in it stays as it is.
AnswerChange change_of(const Request& request)
{
    AnswerChange change;
    if (const auto* result = request.form.find("result")) {
        change.choice = parse_mark(*result);
        if (!change.choice) throw Refusal("choice_unknown", "result");
    }
    if (const auto* note = request.form.find("note")) change.note = *note;
    if (const auto* interviewee = request.form.find("interviewee")) change.interviewee = *interviewee;
    if (const auto* method = request.form.find("method")) {
        change.method = parse_answer_method(*method);
        if (!change.method) throw Refusal("choice_unknown", "method");
    }
    if (const auto* flag = request.form.find("flag")) change.flag = *flag == "1" ? Flag::Up : Flag::Down;
    return change;
}

/// The button that stands for a mark: a concern of stage 1 was chosen as what it could become.
std::string button_of(const store::Reading& db, const AnswerKey& key, Mark mark)
{
    if (mark != Mark::Concern) return std::string(str(mark));
    auto live = store::findings_of(db, key.audit, {key.site, key.question});
    std::erase_if(live, [](const Finding& finding) { return !is_live(finding.state); });
    const auto grade = could_become(store::concerns(db, key.audit), live);
    return std::string(grade ? str(*grade) : str(mark));
}

std::string name_of(const store::Reading& db, const Id<Person>& key)
{
    const auto person = store::person(db, key);
    return person ? person->name : key.str();
}

Tree progress_tree(const Desk& desk, const Request& request, const AuditProgress& now,
                   const QuestionId& question)
{
    const auto language = Desk::language(request);
    const auto* clause = now.find(page_of(question));
    return {{"answered", now.whole.answered()},
            {"total", now.whole.questions},
            {"percent", now.whole.progress().percent()},
            {"segments", views::progress_segments(now.whole, language, desk.catalogues)},
            {"clause", clause ? clause->tally.answered() : 0},
            {"clause_total", clause ? clause->tally.questions : 0}};
}

Reply saved_reply(Desk& desk, const Request& request, const AnswerKey& key, const Answered& done)
{
    const auto db = desk.workspace.read();
    const auto audit = store::audit(db, key.audit).value();
    auto view = views::mark_pill(done.mark, Desk::language(request), desk.catalogues);
    view["mark"] = button_of(db, key, done.mark);
    view["version"] = static_cast<long long>(done.version);
    view["at"] = views::shown_clock(desk.workspace.local(done.at));
    view["by"] = name_of(db, done.by);
    view["progress"] =
        progress_tree(desk, request, progress_without_evidence(desk.workspace, db, audit), key.question);
    return Reply::json(200, view);
}

/// 412: what the other one saved, so that the page can show both texts.
Reply conflict_reply(Desk& desk, const Request& request, const AnswerKey& key)
{
    const auto db = desk.workspace.read();
    const auto answer = store::answer(db, key);
    if (!answer) return Reply::json(412, {{"code", "edit_conflict"}, {"version", 0}});
    const auto worst = worst_live(store::findings_of(db, key.audit, {key.site, key.question}));
    auto view = views::mark_pill(shown(answer->result, worst), Desk::language(request), desk.catalogues);
    view["code"] = "edit_conflict";
    view["version"] = static_cast<long long>(answer->version);
    view["mark"] = button_of(db, key, shown(answer->result, worst));
    view["result"] = view["mark"];
    view["note"] = answer->note;
    view["method"] = str(answer->method);
    view["interviewee"] = answer->interviewee;
    view["flag"] = answer->flagged ? "1" : "0";
    view["by"] = name_of(db, answer->by);
    view["when"] = views::shown_clock(desk.workspace.local(answer->at));
    return Reply::json(412, view);
}

/// PATCH: one or some fields, as the page saves them by itself.
Reply save_quietly(Desk& desk, Request& request)
{
    request.wants_json = true;
    const auto key = key_of(request);
    const auto based_on = Desk::based_on(request);
    return desk.attempt(
        request,
        [&] {
            try {
                const auto done = answer(desk.workspace, Desk::actor(request), key, change_of(request),
                                         based_on, Desk::retry_key(request));
                return saved_reply(desk, request, key, done);
            } catch (const Refusal& refusal) {
                if (refusal.kind() != RefusalKind::Conflict) throw;
                return conflict_reply(desk, request, key);
            }
        },
        [](const Tree&, int) -> Reply { throw std::logic_error("a quiet save is answered as JSON"); });
}

/// The note of a form that came back from a conflict: mine, or both.
void keep_both(const store::Reading& db, const Request& request, const AnswerKey& key, AnswerChange& change)
{
    if (request.form["keep"] != "both" || !change.note) return;
    const auto theirs = store::answer(db, key);
    if (theirs && !theirs->note.empty()) change.note = theirs->note + "\n" + *change.note;
}

/// The card after this one on the same page, for "save and go on".
QuestionId next_of(Desk& desk, const AnswerKey& key)
{
    const auto db = desk.workspace.read();
    const auto audit = store::audit(db, key.audit).value();
    const auto planned = planned_questions(audit, checklist_of(desk.workspace, audit));
    for (std::size_t i = 0; i + 1 < planned.size(); ++i)
        if (planned[i]->id == key.question) return planned[i + 1]->id;
    return key.question;
}

/// POST: the whole form, without a script.
Reply save_form(Desk& desk, Request& request)
{
    const auto key = key_of(request);
    const auto based_on = Desk::based_on(request);
    if (request.wants_json) return save_quietly(desk, request);
    return desk.attempt(
        request,
        [&] {
            auto change = change_of(request);
            keep_both(desk.workspace.read(), request, key, change);
            answer(desk.workspace, Desk::actor(request), key, change, based_on);
            const auto question = request.form["go"] == "next" ? next_of(desk, key) : key.question;
            const auto filter =
                views::parse_run_filter(request.query["show"]).value_or(views::RunFilter::All);
            return Reply::see_other(
                views::run_address(key.audit, page_of(question), filter, encode_segment(key.site)) + "#q-"
                + question.str());
        },
        [&](const Tree& problems, int status) {
            const TypedAnswer typed{key, change_typed(request), {}, problems, status};
            return run_page(desk, request, page_of(key.question), typed);
        });
}

/// POST: the lead corrects an answer whose finding was withdrawn after fieldwork.
Reply correct(Desk& desk, Request& request)
{
    const auto key = key_of(request);
    const auto based_on = Desk::based_on(request);
    const auto change = change_typed(request);
    const auto reason = Desk::field(request, "reason");
    return desk.attempt(
        request,
        [&] {
            correct_answer(desk.workspace, Desk::actor(request), key,
                           {change.choice.value_or(Mark::NotYet), change.note.value_or(""), reason},
                           based_on);
            return desk.done(request,
                             views::run_address(key.audit, page_of(key.question), views::RunFilter::All,
                                                encode_segment(key.site))
                                 + "#q-" + key.question.str(),
                             "answer_corrected");
        },
        [&](const Tree& problems, int status) {
            return run_page(desk, request, page_of(key.question), {key, change, reason, problems, status});
        });
}

Reply run_clause(Desk& desk, Request& request)
{
    const auto clause = ClauseNumber::parse(request.parameter("clause"));
    if (!clause) throw NotFound("clause " + request.parameter("clause"));
    return run_page(desk, request, *clause, {});
}

/// GET /audits/{no}/run: on to the first clause with an open question, or to the one the query names.
Reply run_first(Desk& desk, Request& request)
{
    const auto db = desk.workspace.read();
    const auto seen = see_audit(db, Desk::actor(request), Id<Audit>(request.parameter("audit")));
    const auto now = progress(desk.workspace, db, seen.audit);
    if (now.clauses.empty()) throw NotFound("questions of " + seen.audit.key.str());
    if (const auto wanted = ClauseNumber::parse(trimmed(request.query["clause"]))) {
        const auto page = wanted->has_letter() ? *ClauseNumber::parse(wanted->chapter()) : *wanted;
        return Reply::see_other(views::run_address(seen.audit.key, page, views::RunFilter::All, "all"));
    }
    const auto open = std::find_if(now.clauses.begin(), now.clauses.end(), [](const ClauseProgress& each) {
        return each.tally.answered() < each.tally.questions;
    });
    const auto& clause = open == now.clauses.end() ? now.clauses.front() : *open;
    return Reply::see_other(views::run_address(seen.audit.key, clause.clause, views::RunFilter::All, "all"));
}

/// "all/7.4-Q2:3": site, question, and the version that was read.
AnswerRead read_answer(const Id<Audit>& audit, const std::string& text)
{
    const auto slash = text.find('/');
    const auto colon = text.rfind(':');
    if (slash == std::string::npos || colon == std::string::npos || colon < slash)
        throw Refusal("choice_unknown", "answer");
    const auto question = QuestionId::parse(std::string_view(text).substr(slash + 1, colon - slash - 1));
    const auto digits = text.substr(colon + 1);
    if (!question || digits.empty() || digits.size() > 9
        || digits.find_first_not_of("0123456789") != std::string::npos)
        throw Refusal("choice_unknown", "answer");
    return {{audit, *question, text.substr(0, slash)}, std::stoll(digits)};
}

/// The lead approves any number of "not applicable" at once.
Reply approve(Desk& desk, Request& request)
{
    const Id<Audit> audit(request.parameter("audit"));
    const auto review = "/audits/" + audit.str() + "/review";
    const bool from_review = Desk::way_back(request) == review;
    return desk.attempt(
        request,
        [&] {
            std::vector<AnswerRead> answers;
            for (const auto& text : request.form.all("answer")) answers.push_back(read_answer(audit, text));
            approve_not_applicable(desk.workspace, Desk::actor(request), audit, answers);
            const auto card = views::address_of_card(answers.front().key);
            return desk.done(request, from_review || answers.size() > 1 ? review : card, "na_approved");
        },
        [&](const Tree& problems, int status) {
            return from_review ? review_page(desk, request, problems, status)
                               : run_refused(desk, request, audit, problems, status);
        });
}

} // namespace

void answer_routes(Routes& routes)
{
    using enum Permission;
    routes.get("/audits/{audit}/run", ReadAudit, run_first);
    routes.get("/audits/{audit}/run/{clause}", ReadAudit, run_clause);
    routes.post("/audits/{audit}/answers/{question}", ConductAudit, save_form);
    routes.post("/audits/{audit}/answers/{question}/correction", ConductAudit, correct);
    routes.add(Method::Patch, "/audits/{audit}/answers/{question}", ConductAudit, Body::form(), save_quietly);
    routes.post("/audits/{audit}/not-applicable", ConductAudit, approve);
}

} // namespace clausebook::web
