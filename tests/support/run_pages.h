#pragma once
// An audit under way over HTTP: two clauses and a scheme item, a lead, an auditor, somebody who has no part
// in it.

#include "store/answers.h"
#include "store/audits.h"
#include "support/plans.h"
#include "support/product.h"
#include "workspace/answers.h"
#include "workspace/audits.h"

namespace clausebook::test {

class RunPages : public Product {
protected:
    Id<Audit> audit;
    Actor stranger;
    const std::string reason = "No complaints come by post here.";

    void SetUp() override
    {
        auto verb = workspace.begin(system_actor(), "test.set_up");
        Person person;
        person.name = "Deniz Ak";
        person.roles = {Role::Auditor};
        stranger = {store::save(verb, person), person.name, person.roles};
        const auto criterion =
            store::save(verb, Criterion{{}, 0, CriterionType::Own, hostile, "Complaints", "Rev. 3", true});
        verb.commit();
        Audit wish;
        wish.title = hostile;
        wish.objectives = "See whether it works";
        wish.scope = "All shops";
        wish.risk_basis = "Two new shops";
        wish.sites = {store::sites(workspace.read()).front().key};
        wish.criteria = {criterion};
        wish.clauses = {*ClauseNumber::parse("7.4"), *ClauseNumber::parse("8.1"),
                        *ClauseNumber::parse("X.1")};
        wish.methods = {AuditMethod::Interview};
        wish.period_from = parse_date("2026-01-01");
        wish.period_to = parse_date("2026-10-31");
        wish.starts_on = parse_date("2026-11-23");
        wish.ends_on = parse_date("2026-11-25");
        wish.auditor_days = "2.5";
        wish.lead = lead.person;
        audit = create_audit(workspace, quality, wish, {{auditor.person, MemberRole::Auditor}});
        begin_fieldwork();
    }

    void step(AuditState to) { advance(workspace, lead, audit, version(), to); }
    Version version() const { return store::audit(workspace.read(), audit)->version; }

    void begin_fieldwork()
    {
        declare_independence(workspace, lead, audit, lead.person, "");
        declare_independence(workspace, auditor, audit, auditor.person, "");
        step(AuditState::Preparing);
        testing::complete_plan(workspace, quality, audit);
        issue_plan(workspace, lead, audit, version());
        accept_plan(workspace, quality, audit, version());
        step(AuditState::Ready);
        record_meeting(workspace, lead,
                       {audit, 0, MeetingKind::Opening, parse_date("2026-11-22"), {lead.person}, "All"});
        step(AuditState::InProgress);
    }

    std::string page(const std::string& rest = "7.4") const
    {
        return "/audits/" + audit.str() + "/run/" + rest;
    }
    std::string address(const std::string& question = "7.4-Q2") const
    {
        return "/audits/" + audit.str() + "/answers/" + question;
    }
    std::optional<Answer> stored(const char* question = "7.4-Q2") const
    {
        return store::answer(workspace.read(), {audit, *QuestionId::parse(question)});
    }
    RawReply save(const Actor& who, FormFields fields, const std::string& question = "7.4-Q2") const
    {
        return post(who, address(question), std::move(fields));
    }
    RawReply quietly(const Actor& who, const FormFields& fields, const std::string& headers) const
    {
        return patch(who, address(), fields, "Accept: application/json\r\n" + headers);
    }
};

} // namespace clausebook::test
