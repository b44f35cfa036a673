#pragma once
// A small house in which audits are planned: an organization, people with their roles, sites, criteria.

#include "core/base/refusal.h"
#include "store/audits.h"
#include "store/journal.h"
#include "store/organization.h"
#include "store/people.h"
#include "support/plans.h"
#include "support/temporary_directory.h"
#include "workspace/audits.h"

#include <gtest/gtest.h>

namespace clausebook::testing {

class AuditHouse : public ::testing::Test {
protected:
    TemporaryDirectory folder;
    Instant clock = *parse_instant("2026-11-22T08:00:00.000000Z");
    Workspace workspace{folder.path() / "data", store::Database::Access::ReadAndWrite, [this] {
                            return clock;
                        }};

    Actor quality, lead, auditor, stranger, auditee, management, administrator;
    Id<Site> bursa;
    Id<Criterion> procedure;

    void SetUp() override
    {
        auto verb = workspace.begin(system_actor(), "test.set_up");
        Organization organization;
        organization.legal_name = "Moda A.Ş.";
        organization.address = "Bursa";
        organization.representative_name = "Selin Demir";
        organization.scope_statement = "All complaints";
        organization.scope_exclusions = "none";
        organization.channels = "Telephone";
        organization.confidentiality_statement = "Kept confidential";
        store::save(verb, organization);
        quality = person(verb, "Selin Demir", {Role::QualityManager});
        lead = person(verb, "Elif Kaya", {Role::LeadAuditor});
        auditor = person(verb, "Can Öz", {Role::Auditor});
        stranger = person(verb, "Deniz Ak", {Role::LeadAuditor, Role::Auditor});
        auditee = person(verb, "Işık Irmak", {Role::Auditee}, {*ClauseNumber::parse("7")});
        management = person(verb, "Nur Tan", {Role::TopManagement});
        administrator = person(verb, "Ali Can", {Role::Administrator});
        Site site;
        site.name = "Bursa";
        bursa = store::save(verb, site);
        procedure = store::save(
            verb, Criterion{{}, 0, CriterionType::Own, "SOP-CH-04", "Complaints", "Rev. 3", true});
        verb.commit();
    }

    static Actor person(store::Writing& verb, const std::string& name, Roles roles,
                        std::vector<ClauseNumber> owns = {})
    {
        Person person;
        person.name = name;
        person.roles = roles;
        person.owns = std::move(owns);
        return {store::save(verb, person), name, std::move(roles)};
    }

    /// An audit as a form brings it, with everything a plan needs and two clauses.
    Audit wish() const
    {
        Audit a;
        a.title = "Complaints handling 2026";
        a.objectives = "See whether it works";
        a.scope = "All shops";
        a.risk_basis = "Two new shops";
        a.sites = {bursa};
        a.criteria = {procedure};
        a.clauses = {*ClauseNumber::parse("7.4"), *ClauseNumber::parse("8.1")};
        a.methods = {AuditMethod::Interview, AuditMethod::Document};
        a.period_from = parse_date("2026-01-01");
        a.period_to = parse_date("2026-10-31");
        a.starts_on = parse_date("2026-11-23");
        a.ends_on = parse_date("2026-11-25");
        a.auditor_days = "2.5";
        a.lead = lead.person;
        return a;
    }

    Id<Audit> planned()
    {
        return create_audit(workspace, quality, wish(), {{auditor.person, MemberRole::Auditor}});
    }

    /// What the report's header asks for.
    void describe()
    {
        auto verb = workspace.begin(system_actor(), "test.describe");
        auto organization = store::organization(verb).value();
        organization.representative_role = "Quality manager";
        organization.representative_contact = "selin@moda.example";
        store::save(verb, organization);
        auto site = store::site(verb, bursa).value();
        site.address = "Nilüfer, Bursa";
        site.activities = "Shop and call centre";
        site.headcount = 42;
        store::save(verb, site);
        for (const auto& actor : {quality, lead, auditor, auditee}) {
            auto person = store::person(verb, actor.person).value();
            person.function = "Function of " + person.name;
            person.competence = "TRN-" + person.key.str();
            store::save(verb, person);
        }
        verb.commit();
    }

    Audit audit(const Id<Audit>& key) const { return store::audit(workspace.read(), key).value(); }
    Version version(const Id<Audit>& key) const { return audit(key).version; }
    std::int64_t entries() const { return store::head(workspace.read()).number; }

    void step(const Id<Audit>& key, const Actor& actor, AuditState to, const std::string& reason = {})
    {
        advance(workspace, actor, key, version(key), to, reason);
    }

    /// Takes a planned audit to IN_PROGRESS, its opening meeting held today.
    void begin_fieldwork(const Id<Audit>& key)
    {
        prepare(key);
        complete_plan(workspace, quality, key);
        issue_plan(workspace, lead, key, version(key));
        accept_plan(workspace, quality, key, version(key));
        step(key, lead, AuditState::Ready);
        record_meeting(workspace, lead, meeting(key, MeetingKind::Opening, "2026-11-22"));
        step(key, lead, AuditState::InProgress);
    }

    void prepare(const Id<Audit>& key)
    {
        declare_independence(workspace, lead, key, lead.person, "");
        declare_independence(workspace, auditor, key, auditor.person, "");
        step(key, lead, AuditState::Preparing);
    }

    Meeting meeting(const Id<Audit>& key, MeetingKind kind, const std::string& day) const
    {
        return {key, 0, kind, parse_date(day), {lead.person, auditee.person}, "All present"};
    }
};

} // namespace clausebook::testing
