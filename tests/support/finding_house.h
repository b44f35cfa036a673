#pragma once
// A small house with one audit under way, for the tests of findings: rows straight into the database, so that
// these tests hang on no other verbs.

#include "core/base/refusal.h"
#include "resources/resources.h"
#include "store/directory.h"
#include "store/findings.h"
#include "store/organization.h"
#include "store/people.h"
#include "support/temporary_directory.h"
#include "workspace/findings.h"

#include <gtest/gtest.h>

#include <functional>

namespace clausebook::testing {

class FindingHouse : public ::testing::Test {
protected:
    TemporaryDirectory folder;
    Instant clock = *parse_instant("2026-11-22T08:00:00.000000Z");
    std::function<void()> on_clock; ///< called whenever a verb asks for the time
    Workspace workspace{folder.path() / "data", store::Database::Access::ReadAndWrite, [this] {
                            if (on_clock) on_clock();
                            return clock;
                        }};

    Actor quality, lead, auditor, stranger, contact, administrator;
    Id<Audit> audit{"IA-2026-01"};
    std::string checklist;
    Id<Criterion> own, guidance, other;
    Id<Site> bursa;
    const FindingQuestion question{"all", *QuestionId::parse("7.4-Q2")};

    void SetUp() override
    {
        auto verb = workspace.begin(system_actor(), "test.set_up");
        quality = person(verb, "Selin Demir", {Role::QualityManager});
        lead = person(verb, "Elif Kaya", {Role::LeadAuditor});
        auditor = person(verb, "Can Öz", {Role::Auditor});
        stranger = person(verb, "Deniz Ak", {Role::LeadAuditor, Role::Auditor});
        contact = person(verb, "Işık Irmak", {Role::Auditee});
        administrator = person(verb, "Ali Can", {Role::Administrator});
        own = store::save(verb,
                          Criterion{{}, 0, CriterionType::Own, "SOP-CH-04", "Complaints", "Rev. 3", true});
        guidance =
            store::save(verb, Criterion{{}, 0, CriterionType::Guidance, "ISO 10002:2018", "", "2018", true});
        other = store::save(verb, Criterion{{}, 0, CriterionType::Law, "Law 6502", "", "", true});
        Site site;
        site.name = "Bursa";
        bursa = store::save(verb, site);
        const auto bytes = resources::read("checklists/iso-10002-2018.xml");
        checklist = workspace.vault().add(bytes).sha256;
        verb.put("checklist", checklist,
                 {{"standard", "ISO 10002"},
                  {"edition", "2018"},
                  {"revision", "1"},
                  {"bytes", static_cast<std::int64_t>(bytes.size())}},
                 0);
        put_audit(verb, audit.str(), "INTERNAL", "IN_PROGRESS", 0);
        verb.commit();
    }

    static Actor person(store::Writing& verb, const std::string& name, Roles roles)
    {
        Person person;
        person.name = name;
        person.roles = roles;
        return {store::save(verb, person), name, std::move(roles)};
    }

    void put_audit(store::Writing& verb, const std::string& key, const std::string& type,
                   const std::string& state, Version based_on)
    {
        store::Record record = {{"type", type},
                                {"state", state},
                                {"title", "Internal audit"},
                                {"checklist", checklist},
                                {"sites", bursa.str()},
                                {"criteria", own.str() + " " + guidance.str()},
                                {"clauses", "4.15 7.4 7.9 7.10 8.1 X.1"},
                                {"language", "en"},
                                {"lead", lead.person.str()},
                                {"plan_accepted_by", store::Value()},
                                {"prepared_by", store::Value()}};
        for (const auto* blank : {"objectives", "scope", "risk_basis", "methods", "period_from", "period_to",
                                  "starts_on", "ends_on", "auditor_days", "plan_issued_on",
                                  "plan_accepted_on", "state_reason", "state_before", "prepared_on"})
            record.emplace_back(blank, "");
        verb.put("audit", key, record, based_on);
        if (based_on != 0) return;
        for (const auto& [member, role] :
             {std::pair{lead.person.str(), "LEAD"}, std::pair{auditor.person.str(), "AUDITOR"}})
            verb.put("audit_member", key + "/" + member,
                     {{"audit", key},
                      {"person", member},
                      {"role", role},
                      {"independence_declared", 1},
                      {"independence_note", ""}},
                     0);
    }

    void audit_is(const std::string& state, const std::string& type = "INTERNAL")
    {
        auto verb = workspace.begin(system_actor(), "test.audit");
        put_audit(verb, audit.str(), type, state,
                  verb.number("SELECT version FROM audit WHERE key = ?", {audit.str()}));
        verb.commit();
    }

    void answer_is(const FindingQuestion& at, const std::string& result)
    {
        const auto key = audit.str() + "/" + at.site + "/" + at.question.str();
        auto verb = workspace.begin(lead, "test.answered");
        verb.put("answer", key,
                 {{"audit", audit.str()},
                  {"site", at.site},
                  {"question", at.question.str()},
                  {"result", result},
                  {"note", ""},
                  {"method", ""},
                  {"interviewee", ""},
                  {"na_approved_by", store::Value()},
                  {"na_approved_on", ""},
                  {"flagged", 0},
                  {"answered_by", lead.person.str()},
                  {"answered_at", ""}},
                 verb.number("SELECT version FROM answer WHERE key = ?", {key}));
        verb.commit();
    }

    Finding stored(const Id<Finding>& key) const { return store::finding(workspace.read(), key).value(); }

    Id<Finding> drafted(Grade grade = Grade::MINOR)
    {
        return draft_finding(workspace, auditor, {audit, grade, question, {}, {}});
    }

    /// A draft with parts A to C.
    Id<Finding> ready(Grade grade = Grade::MINOR)
    {
        auto key = drafted(grade);
        auto text = text_of(stored(key));
        text.criterion = own;
        text.criterion_section = "§3.2";
        text.requirement = "Two working days.";
        text.objective_evidence = "9 of 25 files later: CMP-1042, CMP-1077.";
        text.statement = "Acknowledgements are not reliably in time.";
        text.grade_reason = "Every channel.";
        text.auditee_contact = contact.person;
        change_finding(workspace, auditor, key, text);
        return key;
    }

    std::int64_t entries() const { return workspace.read().number("SELECT count(*) FROM journal_entry"); }

    /// The code an act is refused with, "not_found", or "" when it happens. A refused act must record
    /// nothing.
    std::string refused(const std::function<void()>& act) const
    {
        const auto before = entries();
        std::string code;
        try {
            act();
            return "";
        } catch (const Refusal& refusal) {
            code = refusal.code();
        } catch (const NotFound&) {
            code = "not_found";
        }
        EXPECT_EQ(entries(), before) << "recorded although refused: " << code;
        return code;
    }

    /// The journal's last action, after exactly one more entry.
    std::string one_entry(const std::function<void()>& act) const
    {
        const auto before = entries();
        act();
        EXPECT_EQ(entries(), before + 1);
        return workspace.read()
            .row("SELECT action FROM journal_entry ORDER BY number DESC LIMIT 1")
            ->text("action");
    }
};

} // namespace clausebook::testing
