#pragma once
// An organization with a person in each role and one audit under way, for tests about evidence.

#include "resources/resources.h"
#include "store/evidence.h"
#include "store/journal.h"
#include "store/people.h"
#include "support/temporary_directory.h"
#include "workspace/evidence.h"
#include "workspace/evidence_links.h"

#include <functional>
#include <string>
#include <vector>

namespace clausebook::testing {

class EvidenceHouse {
public:
    static constexpr const char* audit = "IA-2026-01";

    EvidenceHouse()
    {
        qm = person("Ayşe", {Role::QualityManager});
        lead = person("Selin", {Role::LeadAuditor});
        auditor = person("Deniz", {Role::Auditor});
        stranger = person("Mert", {Role::Auditor}); // in no audit
        auditee = person("Işıl", {Role::Auditee});
        other_auditee = person("Can", {Role::Auditee});
        top = person("Zeynep", {Role::TopManagement});
        admin = person("Ali", {Role::Administrator});
        make_audit();
    }

    Instant now = *parse_instant("2026-11-22T08:00:00.000000Z");
    TemporaryDirectory folder;
    std::function<void()> on_clock; ///< called whenever a verb asks for the time
    Workspace workspace{folder.path() / "data", store::Database::Access::ReadAndWrite, [this] {
                            if (on_clock) on_clock();
                            return now;
                        }};
    Actor qm, lead, auditor, stranger, auditee, other_auditee, top, admin;

    ReceivedFile file(const std::string& name, const std::string& bytes) const
    {
        ReceivedFile received{store::Incoming(workspace.vault()), name,
                              static_cast<std::int64_t>(bytes.size())};
        received.content.write(bytes);
        return received;
    }

    Registered register_file(const Actor& actor, const std::string& name, const std::string& bytes,
                             const Registration& registration = {})
    {
        std::vector<ReceivedFile> files;
        files.push_back(file(name, bytes));
        return register_evidence(workspace, actor, std::move(files), registration).at(0);
    }

    /// What submitting asks for.
    static Registration policy()
    {
        Registration wish;
        wish.fields.type = EvidenceType::POL;
        wish.version.document_date = parse_date("2026-01-15");
        return wish;
    }

    Version version(const Id<Evidence>& key) const { return store::evidence(workspace.read(), key)->version; }

    Id<Evidence> accepted(const Actor& uploader, const std::string& name, const std::string& bytes,
                          const Registration& wish = policy())
    {
        auto key = register_file(uploader, name, bytes, wish).evidence;
        submit_evidence(workspace, uploader, key, version(key));
        accept_evidence(workspace, uploader.person == lead.person ? qm : lead, key, version(key));
        return key;
    }

    std::int64_t entries() const { return store::head(workspace.read()).number; }

    EvidenceDossier dossier(const Id<Evidence>& key) const
    {
        return evidence_dossier(workspace.read(), qm, key);
    }

    void set_audit_state(const std::string& state)
    {
        auto verb = workspace.begin(system_actor(), "test.audit_state");
        put_audit(verb, state, verb.number("SELECT version FROM audit"));
        verb.commit();
    }

    /// How many contents of evidence the vault holds.
    std::size_t contents() const { return workspace.vault().contents().size() - 1; }

private:
    store::StoredFile checklist_ = workspace.vault().add(resources::read("checklists/iso-10002-2018.xml"));

    Actor person(const std::string& name, const Roles& roles)
    {
        Person made;
        made.name = name;
        made.roles = roles;
        auto verb = workspace.begin(system_actor(), "person.saved");
        const auto key = store::save(verb, made);
        verb.commit();
        return {key, name, roles};
    }

    void put_audit(store::Writing& verb, const std::string& state, Version based_on)
    {
        verb.put("audit", audit, {{"type", "INTERNAL"},     {"state", state},
                                  {"title", "Retail"},      {"checklist", checklist_.sha256},
                                  {"objectives", ""},       {"scope", ""},
                                  {"risk_basis", ""},       {"sites", "S-01"},
                                  {"criteria", ""},         {"clauses", "7.4 7.5"},
                                  {"methods", ""},          {"language", "en"},
                                  {"period_from", ""},      {"period_to", ""},
                                  {"starts_on", ""},        {"ends_on", ""},
                                  {"auditor_days", ""},     {"lead", lead.person.str()},
                                  {"plan_issued_on", ""},   {"plan_accepted_by", {}},
                                  {"plan_accepted_on", ""}, {"state_reason", ""},
                                  {"state_before", ""},     {"prepared_by", {}},
                                  {"prepared_on", ""}},
                 based_on);
    }

    void make_audit()
    {
        auto verb = workspace.begin(system_actor(), "test.audit");
        verb.put("checklist", checklist_.sha256,
                 {{"standard", "ISO 10002"}, {"edition", "2018"}, {"revision", "1"}, {"bytes", 1}}, 0);
        put_audit(verb, "IN_PROGRESS", 0);
        for (const auto& [who, role] : {std::pair(lead, "LEAD"), std::pair(auditor, "AUDITOR")})
            verb.put("audit_member", std::string(audit) + "/" + who.person.str(),
                     {{"audit", audit},
                      {"person", who.person.str()},
                      {"role", role},
                      {"independence_declared", 1},
                      {"independence_note", ""}},
                     0);
        verb.commit();
    }
};

inline const LinkTarget acknowledgement = *LinkTarget::parse("answer:IA-2026-01/all/7.4-Q2");

} // namespace clausebook::testing
