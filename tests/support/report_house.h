#pragma once
// A house in which one audit is as far as its report: answered, found, concluded, with evidence.

#include "store/answers.h"
#include "store/audits.h"
#include "store/evidence.h"
#include "store/findings.h"
#include "store/people.h"
#include "support/audit_house.h"
#include "workspace/evidence.h"
#include "workspace/evidence_links.h"
#include "workspace/findings.h"
#include "workspace/reports.h"

namespace clausebook::testing {

class ReportHouse : public AuditHouse {
protected:
    static const views::Catalogues& catalogues()
    {
        static const views::Catalogues all;
        return all;
    }
    static const views::Renderer& renderer()
    {
        static const views::Renderer one(catalogues());
        return one;
    }
    Press press{renderer(), catalogues()};
    Id<Audit> key;

    /// Which audit it is, where it finds its major and an opportunity ("" for none), and what it proves.
    struct Course {
        std::string major = "7.4-Q2";
        std::string opportunity = "8.1-Q1";
        std::string proven = "7.4-Q1";
        std::string proven_too{}; ///< by the same piece
    };
    virtual Course course() const { return {}; }
    virtual Id<Audit> plan() { return planned(); }

    void SetUp() override
    {
        AuditHouse::SetUp();
        describe();
        key = plan();
        begin_fieldwork(key);
        clock += std::chrono::hours(24);
        answer_everything();
        find();
        meet();
        conclude();
        step(key, lead, AuditState::FieldworkDone);
        step(key, lead, AuditState::ReportDraft);
    }

    void answer_everything()
    {
        const auto a = audit(key);
        auto verb = workspace.begin(auditor, "test.answered");
        for (const auto* question : planned_questions(a, checklist_of(workspace, a))) {
            Answer answer{.key = {key, question->id, "all"}};
            answer.result = Result::C;
            answer.note = "Seen in 25 files.";
            answer.method = AnswerMethod::Examine;
            answer.interviewee = "Işık Irmak";
            answer.by = auditor.person;
            answer.at = verb.at();
            store::save(verb, answer);
        }
        verb.commit();
    }

    void set_result(const std::string& question, Result result, const std::string& note)
    {
        auto verb = workspace.begin(auditor, "test.answered");
        auto answer = store::answer(verb, {key, *QuestionId::parse(question), "all"}).value();
        answer.result = result;
        answer.note = note;
        store::save(verb, answer);
        verb.commit();
    }

    Id<Finding> finding;

    void find()
    {
        const auto at = course();
        set_result(at.major, Result::NC, "9 of 25 late.");
        if (!at.opportunity.empty())
            set_result(at.opportunity, Result::OFI, "Could be asked in the shop as well.");
        FindingDraft wish;
        wish.audit = key;
        wish.grade = Grade::MAJOR;
        wish.question = FindingQuestion{"all", *QuestionId::parse(at.major)};
        finding = draft_finding(workspace, auditor, wish);
        auto text = text_of(store::finding(workspace.read(), finding).value());
        text.criterion = procedure;
        text.criterion_section = "§3.2";
        text.process = "Receipt";
        text.auditee_contact = auditee.person;
        text.requirement = "Each complaint is acknowledged within two working days.";
        text.objective_evidence = "25 closed files of August to October; 9 of them after 3 to 6 days.";
        text.statement = "Acknowledgement does not reliably take place within the target.";
        text.grade_reason = "A third of the sample; customers do not know that they were heard.";
        const auto version = change_finding(workspace, auditor, finding, text);
        raise(workspace, lead, finding, version);
        evidence();
    }

    Id<Evidence> piece;

    void evidence()
    {
        Registration wish;
        wish.fields.title = "Acknowledgement log";
        wish.fields.type = EvidenceType::LOG;
        wish.version.label = "Rev. 3";
        wish.version.document_date = parse_date("2026-10-31");
        wish.version.period_from = parse_date("2026-08-01");
        wish.version.period_to = parse_date("2026-10-31");
        wish.link = LinkTarget::parse("answer:" + key.str() + "/all/" + course().proven);
        wish.locator = "p. 4";
        std::vector<ReceivedFile> files;
        ReceivedFile file{store::Incoming(workspace.vault()), "log.txt", 5};
        file.content.write("bytes");
        files.push_back(std::move(file));
        piece = register_evidence(workspace, auditor, std::move(files), wish).at(0).evidence;
        if (const auto& too = course().proven_too; !too.empty())
            link_evidence(workspace, lead, piece, {LinkKind::Answer, key.str() + "/all/" + too},
                          {"row 2", {}}, 0);
        submit_evidence(workspace, auditor, piece, store::evidence(workspace.read(), piece)->version);
        accept_evidence(workspace, quality, piece, store::evidence(workspace.read(), piece)->version);
    }

    void meet()
    {
        record_meeting(
            workspace, lead,
            Meeting{
                key, 0, MeetingKind::Closing, workspace.today(), {lead.person, auditee.person}, "Thanks"});
    }

    Conclusion conclusion() const
    {
        auto c = store::conclusion(workspace.read(), key);
        c.overall_conclusion = "The process is in place; one major finding stands against it.";
        c.strengths = "Answers are personal";
        c.main_risks = "Late acknowledgement";
        c.plan_deviations = "none";
        c.areas_not_covered = "Night shift: nobody worked";
        c.degree_of_fulfilment = "High";
        c.effectiveness_statement = "Effective but for 7.4";
        c.objectives_met = "Yes";
        c.differing_opinions = "none";
        c.distribution = "Management board";
        return c;
    }

    void conclude() { save_conclusion(workspace, lead, conclusion()); }

    void hand_in() { prepare_report(workspace, lead, key, version(key)); }
    Report issue() { return issue_report(workspace, quality, key, version(key), press); }
};

} // namespace clausebook::testing
