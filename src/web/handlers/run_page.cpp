#include "web/handlers/run_page.h"

#include "core/base/text.h"
#include "core/checklist/checklist_import.h"
#include "core/evidence/evidence_rules.h"
#include "core/evidence/preview.h"
#include "core/finding/finding_life.h"
#include "store/answers.h"
#include "store/audits.h"
#include "store/basis.h"
#include "store/evidence.h"
#include "store/findings.h"
#include "store/organization.h"
#include "store/passwords.h"
#include "store/people.h"
#include "views/format.h"
#include "views/pages/findings.h"
#include "views/pages/run.h"
#include "web/handlers/run_earlier.h"
#include "workspace/answers.h"
#include "workspace/evidence.h"

#include <algorithm>
#include <map>
#include <set>

namespace clausebook::web {
namespace {

/// Everything that is read once for a page.
struct Scene {
    const Desk& desk;
    const Request& request;
    const store::Reading& db;
    const SeenAudit& seen;
    const Checklist& checklist;
    FindingFrame frame;
    std::string site;
    std::map<Id<Person>, std::string> names{};
    std::vector<Criterion> criteria{};
    std::map<std::string, Answer> answers{}; ///< of the audit, by key
    std::vector<store::FindingOnQuestion> findings{};
    std::vector<store::LinkedEvidence> evidence{};
    std::map<Id<Finding>, Concern> concerns{};
    views::RunPage::Access access = views::RunPage::Access::Read;

    Language language() const { return Desk::language(request); }
    Answer answer(const AnswerKey& key) const
    {
        const auto found = answers.find(key.str());
        return found == answers.end() ? Answer{key} : found->second;
    }
    const Actor& actor() const { return Desk::actor(request); }
    std::string name(const Id<Person>& key) const
    {
        const auto found = names.find(key);
        return found == names.end() ? key.str() : found->second;
    }
};

Tree block_of(const Scene& scene, const Finding& finding, const std::string& back)
{
    views::FindingForm form;
    form.finding = finding;
    const bool writable = may_write(scene.actor(), scene.frame)
        && scene.frame.phase == FindingFrame::Phase::Working && finding.state == FindingState::Draft;
    form.access = writable ? views::Access::Write : views::Access::Read;
    const auto cited = std::find_if(scene.criteria.begin(), scene.criteria.end(),
                                    [&](const Criterion& each) { return each.key == finding.criterion; });
    form.missing = missing_to_raise(finding, cited == scene.criteria.end() ? nullptr : &*cited, scene.frame);
    form.criteria = scene.criteria;
    return views::finding_block(form, back, scene.language(), scene.desk.catalogues);
}

std::string icon_of(const EvidenceVersion& version)
{
    if (version.files.empty()) return "building";
    const auto& type = version.files.front().content_type;
    if (type.starts_with("image/")) return "image";
    return type.find("sheet") != std::string::npos || type.find("csv") != std::string::npos ? "sheet"
                                                                                            : "file";
}

std::vector<views::RunEvidence> evidence_of(const Scene& scene, const AnswerKey& key)
{
    std::vector<views::RunEvidence> list;
    const LinkTarget target{LinkKind::Answer, key.str()};
    for (const auto& [link, record] : scene.evidence) {
        if (!(link.target == target)) continue;
        const bool seen = may_see(record.fields.confidentiality, scene.actor(),
                                  store::ties_of(scene.db, record, scene.actor().person));
        const auto state = state_on(record.state, record.valid_until, scene.desk.workspace.today());
        const auto version = store::standing_version(scene.db, record);
        list.push_back({record.key.str(), seen ? record.fields.title : "", link.locator,
                        "evidence_state." + str(state), seen ? icon_of(version) : "lock", target.str(),
                        seen ? preview_address(record.key, version) : "", link.version,
                        seen ? std::string(next_step(record.fields, version)) : std::string()});
    }
    return list;
}

std::string saved_line(const Scene& scene, const Answer& answer)
{
    if (answer.version == 0) return {};
    return scene.desk.text(scene.request, "run.saved_at",
                           {{"when", views::shown(scene.language(), scene.desk.workspace.local(answer.at))},
                            {"who", scene.name(answer.by)}});
}

/// Puts what was typed over what stands, and keeps what stands beside it when somebody else wrote it.
void show_typed(const Scene& scene, views::RunCard& card, const TypedAnswer& typed)
{
    if (typed.status == 412)
        card.conflict =
            views::RunConflict{card.mark, card.answer.note, scene.name(card.answer.by),
                               views::shown(scene.language(), scene.desk.workspace.local(card.answer.at))};
    else
        card.problems = typed.problems;
    const auto& change = typed.change;
    if (change.choice) card.mark = *change.choice;
    if (change.note) card.answer.note = *change.note;
    if (change.method) card.answer.method = *change.method;
    if (change.interviewee) card.answer.interviewee = *change.interviewee;
}

/// The form by which the lead corrects an answer, with what was typed into it.
std::optional<views::RunCorrection> correction_of(const Scene& scene, const Answer& answer,
                                                  std::size_t live_findings, const TypedAnswer& typed)
{
    if (!may_correct(scene.seen.audit, scene.seen.parts, answer, live_findings)) return std::nullopt;
    views::RunCorrection form{{Mark::NotYet, answer.note, {}}};
    if (typed.key == answer.key)
        form = {{typed.change.choice.value_or(Mark::NotYet), typed.change.note.value_or(""), typed.reason},
                typed.problems};
    return form;
}

std::vector<views::RunCard> cards_of(const Scene& scene, const ClauseProgress& clause,
                                     const TypedAnswer& typed)
{
    std::vector<QuestionId> questions;
    for (const auto& each : clause.questions) questions.push_back(each.question);
    auto earlier = earlier_of(scene.desk, scene.request, scene.db, scene.seen.audit, questions);
    std::vector<views::RunCard> cards;
    for (const auto& question : questions) {
        const AnswerKey key{scene.seen.audit.key, question, scene.site};
        views::RunCard card{scene.checklist.find_question(question), scene.answer(key)};
        const auto live = live_at(scene.findings, key);
        card.mark = shown(card.answer.result, worst_live(live));
        card.could_become = could_become(scene.concerns, live);
        card.saved = saved_line(scene, card.answer);
        if (!card.answer.na_approved_by.empty()) card.na_approved = scene.name(card.answer.na_approved_by);
        const auto back = views::run_address(key.audit, clause.clause, views::RunFilter::All, scene.site)
            + "#q-" + question.str();
        for (const auto& finding : live) card.findings.push_back(block_of(scene, finding, back));
        card.evidence = evidence_of(scene, key);
        if (const auto found = earlier.find(question); found != earlier.end())
            card.earlier = std::move(found->second);
        card.correction = correction_of(scene, card.answer, live.size(), typed);
        if (typed.key == key && scene.access == views::RunPage::Access::Write) show_typed(scene, card, typed);
        cards.push_back(std::move(card));
    }
    return cards;
}

std::string meta_of(const Scene& scene)
{
    const auto& audit = scene.seen.audit;
    std::vector<std::string> parts{audit.key.str(), standard_of(scene.checklist.identity)};
    if (audit.starts_on && audit.ends_on)
        parts.push_back(views::shown(scene.language(), *audit.starts_on) + " – "
                        + views::shown(scene.language(), *audit.ends_on));
    parts.push_back(scene.desk.text(scene.request, "run.led_by", {{"name", scene.name(audit.lead)}}));
    return joined(parts, " · ");
}

views::Frame frame_of(const Scene& scene, const std::string& heading)
{
    const auto text = [&](const char* key) {
        return scene.desk.text(scene.request, key);
    };
    const auto audit = scene.seen.audit.key.str();
    auto frame = scene.desk.frame(scene.request, heading + " · " + audit, "audits");
    frame.crumbs = {{text("nav.audits"), "/audits"}, {audit, "/audits/" + audit}, {heading, ""}};
    frame.styles = {"audit", "finding"};
    frame.rail = views::Rail::Narrow;
    if (scene.access == views::RunPage::Access::Read) {
        frame.scripts = {"reading"};
        frame.strings = kept_words();
        return frame;
    }
    frame.scripts = {"audit"};
    frame.live_icons = {"cloud-check",  "refresh", "offline", "users", "minor", "lock",
                        "check-circle", "major",   "ofi",     "na",    "none",  "help",
                        "target",       "file",    "image",   "x"};
    frame.strings = {"sync.saved",        "sync.saving",           "sync.offline",     "sync.error",
                     "sync.signin",       "sync.conflict",         "sync.refused",     "sync.blocked",
                     "run.saved_at",      "run.changed_to",        "run.undo",         "run.all_done",
                     "run.stay",          "run.conflict_by",       "run.na_reason",    "run.link_copied",
                     "run.detached",      "run.uploading",         "run.upload_waits", "run.upload_failed",
                     "run.remove_upload", "problem.file_too_large"};
    for (const auto& key : kept_words()) frame.strings.push_back(key);
    frame.keys = {{"run.keys",
                   {{{"1"}, "run.key.1"},
                    {{"2"}, "run.key.2"},
                    {{"3"}, "run.key.3"},
                    {{"4"}, "run.key.4"},
                    {{"5"}, "run.key.5"},
                    {{"6"}, "run.key.6"},
                    {{"0"}, "run.key.0"},
                    {{"J", "K"}, "run.key.step"},
                    {{"↓", "↑"}, "run.key.step"},
                    {{"U"}, "run.key.unanswered"},
                    {{"N"}, "run.key.note"},
                    {{"E"}, "run.key.evidence"},
                    {{"[", "]"}, "run.key.clause"},
                    {{"C"}, "run.key.copy"}}}};
    return frame;
}

/// Whom the page names.
std::set<Id<Person>> people_on(const Scene& scene)
{
    std::set<Id<Person>> people{scene.seen.audit.lead};
    for (const auto& member : scene.seen.members) people.insert(member.person);
    for (const auto& [key, answer] : scene.answers) people.insert({answer.by, answer.na_approved_by});
    return people;
}

Scene scene_of(Desk& desk, const Request& request, const store::Reading& db, const SeenAudit& seen,
               const TypedAnswer& typed)
{
    const auto& audit = seen.audit;
    const auto wanted = trimmed(request.query["site"]);
    Scene scene{desk,
                request,
                db,
                seen,
                checklist_of(desk.workspace, audit),
                store::finding_frame(db, audit.key).value(),
                typed.key ? typed.key->site : "all"};
    if (std::find(audit.sites.begin(), audit.sites.end(), Id<Site>(wanted)) != audit.sites.end())
        scene.site = wanted;
    for (const auto& key : audit.criteria)
        if (auto criterion = store::criterion(db, key)) scene.criteria.push_back(std::move(*criterion));
    scene.findings = store::findings_by_question(db, audit.key);
    scene.evidence = store::evidence_linked_in(db, audit.key.str());
    scene.concerns = store::concerns(db, audit.key);
    if (may_conduct(seen.parts) && answers_open(audit.state)) scene.access = views::RunPage::Access::Write;
    return scene;
}

/// The card that stands open at first: the one that came back, else the first without a result.
std::string open_card(const ClauseProgress& clause, const TypedAnswer& typed)
{
    if (typed.key) return typed.key->question.str();
    for (const auto& question : clause.questions)
        if (question.mark == Mark::NotYet) return question.question.str();
    return clause.questions.front().question.str();
}

} // namespace

const std::vector<std::string>& kept_words()
{
    static const std::vector<std::string> words = {"run.undo",
                                                   "run.kept_dropped",
                                                   "run.kept_wordless",
                                                   "word.finding",
                                                   "records.title",
                                                   "run.flag",
                                                   "answer_short.C",
                                                   "answer_short.MINOR",
                                                   "answer_short.MAJOR",
                                                   "answer_short.OFI",
                                                   "answer_short.NA",
                                                   "answer_short.NS",
                                                   "answer_short.NONE",
                                                   "answer_method.EXAMINE",
                                                   "answer_method.INTERVIEW",
                                                   "answer_method.OBSERVE",
                                                   "answer_method.TEST"};
    return words;
}

AnswerChange change_typed(const Request& request)
{
    AnswerChange change;
    change.choice = parse_mark(request.form["result"]);
    change.method = parse_answer_method(request.form["method"]);
    if (const auto* note = request.form.find("note")) change.note = *note;
    if (const auto* interviewee = request.form.find("interviewee")) change.interviewee = *interviewee;
    return change;
}

Reply run_page(Desk& desk, const Request& request, const ClauseNumber& clause, const TypedAnswer& typed)
{
    const auto db = desk.workspace.read();
    const auto seen = see_audit(db, Desk::actor(request), Id<Audit>(request.parameter("audit")));
    const auto source = progress_source(desk.workspace, db, seen.audit);
    const auto now = progress_of(source);
    const auto* here = now.find(clause);
    if (!here) throw NotFound("clause " + clause.str());
    auto scene = scene_of(desk, request, db, seen, typed);
    for (const auto& answer : source.answers) scene.answers.emplace(answer.key.str(), answer);
    scene.names = store::names_of(db, people_on(scene));
    views::RunPage page{seen.audit, scene.checklist, now, clause};
    page.filter = views::parse_run_filter(request.query["show"]).value_or(views::RunFilter::All);
    page.site = scene.site;
    for (const auto& key : seen.audit.sites)
        if (auto site = store::site(db, key)) page.sites.push_back(std::move(*site));
    for (const auto& member : seen.members)
        page.team.push_back({scene.name(member.person), "run.role." + str(member.role)});
    page.meta = meta_of(scene);
    page.cards = cards_of(scene, *here, typed);
    page.carried = carried_of(desk, request, db, seen.audit, clause);
    page.actor = scene.actor().person.str();
    page.access = scene.access;
    page.retry_key = store::new_token().substr(0, 32);
    page.limit_bytes = evidence_limit(db);
    page.approves = seen.parts.contains(Part::Lead);
    page.open_question = open_card(*here, typed);
    const bool beside_its_form = std::any_of(page.cards.begin(), page.cards.end(), [&](const auto& card) {
        return card.answer.key == typed.key
            && (card.correction || page.access == views::RunPage::Access::Write);
    });
    if (!beside_its_form) page.problems = typed.problems;
    const auto* known = scene.checklist.find_clause(clause);
    const auto heading = known ? clause.str() + " " + known->title.in(scene.language())
                               : desk.text(request, "run.scheme_items");
    auto view = views::run_view(page, scene.language(), desk.catalogues);
    view["zone"] = store::organization(db).value().time_zone;
    return desk.page(request, "pages/run", frame_of(scene, heading), std::move(view), typed.status);
}

Reply run_refused(Desk& desk, const Request& request, const Id<Audit>& audit, const Tree& problems,
                  int status)
{
    const auto db = desk.workspace.read();
    const auto seen = see_audit(db, Desk::actor(request), audit);
    const auto now = progress(desk.workspace, db, seen.audit);
    if (now.clauses.empty()) throw NotFound("questions of " + audit.str());
    TypedAnswer typed;
    typed.problems = problems;
    typed.status = status;
    return run_page(desk, request, now.clauses.front().clause, typed);
}

} // namespace clausebook::web
