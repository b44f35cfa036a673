#include "web/handlers/run_earlier.h"

#include "core/checklist/checklist_import.h"
#include "core/finding/finding_life.h"
#include "store/answers.h"
#include "store/audits.h"
#include "views/format.h"
#include "views/pages/findings.h"
#include "workspace/earlier_editions.h"

namespace clausebook::web {
namespace {

/// What of an earlier audit the page shows; nothing where its drafts are not for the reader.
struct EarlierAudit {
    std::optional<FindingFrame> frame;
    std::vector<store::FindingOnQuestion> findings;
};

EarlierAudit earlier_audit(const store::Reading& db, const Actor& actor, const Id<Audit>& key)
{
    const auto audit = store::audit(db, key).value();
    if (!is_issued(audit.state) && sight_of(parts_in(actor, store::members(db, key)), audit) != Sight::Whole)
        return {};
    return {store::finding_frame(db, key), store::findings_by_question(db, key)};
}

/// The audits of a page, each looked up once.
class EarlierAudits {
public:
    EarlierAudits(const Desk& desk, const Request& request, const store::Reading& db)
        : desk_(desk), request_(request), db_(db)
    {
    }

    /// What an audit of then said; nothing where it is not for the reader.
    std::optional<views::RunEarlier> said(const Id<Audit>& audit, const std::optional<Date>& starts_on,
                                          const Answer& answer)
    {
        const auto& at = looked_up(audit);
        const auto& frame = at.frame;
        if (!frame) return std::nullopt;
        const auto language = Desk::language(request_);
        const auto findings = live_at(at.findings, answer.key);
        views::RunEarlier earlier{audit.str(),
                                  starts_on ? views::shown(language, *starts_on) : "",
                                  shown(answer.result, worst_live(findings)),
                                  answer.note,
                                  {}};
        for (const auto& finding : findings)
            earlier.findings.push_back(
                {views::name_of(finding, language, desk_.catalogues), finding.grade, finding.statement,
                 may_see(Desk::actor(request_), finding, *frame) ? views::address_of(finding)
                                                                 : std::string()});
        return earlier;
    }

    bool is_shown(const Id<Audit>& audit) { return looked_up(audit).frame.has_value(); }

private:
    const EarlierAudit& looked_up(const Id<Audit>& audit)
    {
        const auto [at, is_new] = audits_.try_emplace(audit);
        if (is_new) at->second = earlier_audit(db_, Desk::actor(request_), audit);
        return at->second;
    }

    const Desk& desk_;
    const Request& request_;
    const store::Reading& db_;
    std::map<Id<Audit>, EarlierAudit> audits_;
};

views::RunCarried::From from_of(const CarriedAnswers& carried, Language language)
{
    const auto& move = *carried.move;
    const auto* clause = carried.checklist->find_clause(*move.was);
    const auto title = !move.title.in(language).empty() ? move.title.in(language)
        : clause                                        ? clause->title.in(language)
                                                        : std::string();
    views::RunCarried::From from;
    from.audit = carried.said.audit.str();
    from.when = carried.said.starts_on ? views::shown(language, *carried.said.starts_on) : "";
    from.standard = standard_of(carried.checklist->identity);
    from.was = move.was->str() + (title.empty() ? "" : " " + title);
    from.now = move.now->str();
    from.change = move.change;
    from.remark = move.remark.in(language);
    return from;
}

} // namespace

/// The live ones of an audit's findings that hang on a question.
std::vector<Finding> live_at(const std::vector<store::FindingOnQuestion>& findings, const AnswerKey& key)
{
    std::vector<Finding> live;
    for (const auto& [question, finding] : findings)
        if (question == FindingQuestion{key.site, key.question} && is_live(finding.state))
            live.push_back(finding);
    return live;
}

std::map<QuestionId, views::RunEarlier> earlier_of(const Desk& desk, const Request& request,
                                                   const store::Reading& db, const Audit& audit,
                                                   const std::vector<QuestionId>& questions)
{
    std::map<QuestionId, views::RunEarlier> all;
    EarlierAudits audits(desk, request, db);
    for (const auto& [earlier, starts_on, answer] : store::earlier_answers(db, audit.key, questions))
        if (auto said = audits.said(earlier, starts_on, answer))
            all.emplace(answer.key.question, std::move(*said));
    return all;
}

views::RunCarried carried_of(const Desk& desk, const Request& request, const store::Reading& db,
                             const Audit& audit, const ClauseNumber& clause)
{
    const auto language = Desk::language(request);
    EarlierAudits audits(desk, request, db);
    const auto over = carried_over(desk.workspace, db, audit, clause,
                                   [&](const Id<Audit>& earlier) { return audits.is_shown(earlier); });
    views::RunCarried carried;
    carried.is_new = over.is_new;
    for (const auto& each : over.answers) {
        auto from = from_of(each, language);
        for (const auto& answer : each.said.answers) {
            auto said = audits.said(each.said.audit, each.said.starts_on, answer);
            if (!said) continue;
            const auto* question = each.checklist->find_question(answer.key.question);
            from.answers.push_back({answer.key.question.str(),
                                    question ? question->text.in(language) : std::string(),
                                    std::move(*said)});
        }
        if (!from.answers.empty()) carried.from.push_back(std::move(from));
    }
    return carried;
}

} // namespace clausebook::web
