#include "core/audit/report_fields.h"
#include "paper/weasyprint.h"
#include "store/errors.h"
#include "store/files.h"
#include "store/reports.h"
#include "support/failing_disk.h"
#include "support/report_house.h"
#include "views/reports/internal_audit_report.h"
#include "workspace/dossier.h"
#include "workspace/reports.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <unistd.h>

namespace clausebook {
namespace {

using testing::ReportHouse;

class Reports : public ReportHouse {
protected:
    Dossier now() { return dossier(workspace, workspace.read(), key); }

    /// The text of a PDF, as a reader would copy it.
    std::string text_of_pdf(const std::string& bytes)
    {
        const auto path = folder.path() / "one.pdf";
        std::ofstream(path, std::ios::binary) << bytes;
        std::string text;
        if (auto* pipe = popen(("pdftotext -layout '" + path.string() + "' -").c_str(), "r")) {
            std::array<char, 4096> block{};
            while (const auto count = std::fread(block.data(), 1, block.size(), pipe))
                text.append(block.data(), count);
            pclose(pipe);
        }
        return text;
    }

    /// Asked while paper is made; does what it is given the first time.
    class Watching : public Progress {
    public:
        explicit Watching(std::function<bool()> first) : first_(std::move(first)) {}
        void at(std::int64_t /*done*/, std::int64_t /*total*/) override
        {
            if (cancelled_) throw JobCancelled();
        }
        bool cancelled() const override
        {
            if (const auto first = std::exchange(first_, nullptr)) cancelled_ = first();
            return cancelled_;
        }

    private:
        mutable std::function<bool()> first_;
        mutable bool cancelled_ = false;
    };

    template <typename Verb>
    std::string refusal_of(Verb&& verb)
    {
        const auto before = entries();
        try {
            verb();
        } catch (const Refusal& refusal) {
            EXPECT_EQ(entries(), before) << refusal.code();
            return refusal.code()
                + (refusal.parameters().contains("field") ? " " + refusal.parameters().at("field") : "");
        }
        return "accepted";
    }
};

TEST_F(Reports, a_dossier_holds_everything_of_one_moment)
{
    const auto d = now();
    EXPECT_EQ(d.audit.key, key);
    EXPECT_EQ(d.findings.size(), 1U);
    EXPECT_EQ(d.findings[0].questions.size(), 1U);
    ASSERT_EQ(d.evidence.size(), 1U);
    EXPECT_EQ(d.evidence[0].standing().files.size(), 1U);
    EXPECT_EQ(d.evidence_of(*LinkTarget::parse("answer:" + key.str() + "/all/7.4-Q1")).size(), 1U);
    EXPECT_EQ(d.answers.size(), d.questions().size());
    EXPECT_EQ(d.journal.number, entries());
    EXPECT_EQ(d.progress.whole.questions, static_cast<int>(d.questions().size()));
    EXPECT_EQ(d.progress.find(*ClauseNumber::parse("7.4"))->status, ClauseStatus::Major);
    EXPECT_TRUE(missing_fields(d).empty()) << missing_fields(d).front().key;
}

TEST_F(Reports, every_required_field_that_is_left_out_is_named)
{
    const auto whole = now();
    struct Out {
        const char* key;
        std::function<void(Dossier&)> leave_out;
    };
    const std::vector<Out> fields = {
        {"organization.legal_name",
         [](Dossier& d) {
             d.organization.legal_name = " ";
         }},
        {"organization.address",
         [](Dossier& d) {
             d.organization.address = "";
         }},
        {"organization.representative",
         [](Dossier& d) {
             d.organization.representative_contact = "";
         }},
        {"scope_statement",
         [](Dossier& d) {
             d.organization.scope_statement = "";
         }},
        {"scope_exclusions",
         [](Dossier& d) {
             d.organization.scope_exclusions = "";
         }},
        {"sites",
         [](Dossier& d) {
             d.sites[0].headcount = 0;
         }},
        {"channels",
         [](Dossier& d) {
             d.organization.channels = "\n";
         }},
        {"claim_sentence",
         [](Dossier& d) {
             d.organization.claim_profile = ClaimProfile::Scheme;
         }},
        {"audit_guidance_edition",
         [](Dossier& d) {
             d.organization.audit_guidance_edition = "";
         }},
        {"audit.title",
         [](Dossier& d) {
             d.audit.title = "";
         }},
        {"audit.objectives",
         [](Dossier& d) {
             d.audit.objectives = "";
         }},
        {"audit.scope",
         [](Dossier& d) {
             d.audit.scope = "";
         }},
        {"audit.criteria",
         [](Dossier& d) {
             d.criteria.clear();
             d.findings.clear();
             for (auto& answer : d.answers) answer.result = Result::C;
         }},
        {"audit.methods",
         [](Dossier& d) {
             d.audit.methods.clear();
         }},
        {"audit.dates",
         [](Dossier& d) {
             d.audit.ends_on.reset();
         }},
        {"audit.period",
         [](Dossier& d) {
             d.audit.period_from.reset();
         }},
        {"audit.auditor_days",
         [](Dossier& d) {
             d.audit.auditor_days = "";
         }},
        {"team",
         [](Dossier& d) {
             d.members.erase(d.members.begin());
         }},
        {"team.competence_ref",
         [](Dossier& d) {
             d.people.at(d.members[1].person).competence = "";
         }},
        {"team.independence_declared",
         [](Dossier& d) {
             d.members[1].independence_declared = false;
         }},
        {"auditee_participants",
         [](Dossier& d) {
             d.opening->people = d.closing->people = {d.audit.lead};
         }},
        {"auditee_participants.function",
         [this](Dossier& d) {
             d.people.at(auditee.person).function = "";
         }},
        {"opening_meeting",
         [](Dossier& d) {
             d.opening.reset();
         }},
        {"closing_meeting",
         [](Dossier& d) {
             d.closing.reset();
         }},
        {"confidentiality_statement",
         [](Dossier& d) {
             d.organization.confidentiality_statement = "";
         }},
        {"distribution",
         [](Dossier& d) {
             d.conclusion.distribution = "";
         }},
        {"overall_conclusion",
         [](Dossier& d) {
             d.conclusion.overall_conclusion = "";
         }},
        {"main_risks",
         [](Dossier& d) {
             d.conclusion.main_risks = "";
         }},
        {"plan_deviations",
         [](Dossier& d) {
             d.conclusion.plan_deviations = "";
         }},
        {"areas_not_covered",
         [](Dossier& d) {
             d.conclusion.areas_not_covered = "";
         }},
        {"clause_results",
         [](Dossier& d) {
             d.answers.erase(d.answers.begin());
         }},
        {"findings",
         [](Dossier& d) {
             d.findings[0].finding.objective_evidence = "";
         }},
        {"degree_of_fulfilment",
         [](Dossier& d) {
             d.conclusion.degree_of_fulfilment = "";
         }},
        {"effectiveness_statement",
         [](Dossier& d) {
             d.conclusion.effectiveness_statement = "";
         }},
        {"objectives_met",
         [](Dossier& d) {
             d.conclusion.objectives_met = "";
         }},
        {"differing_opinions",
         [](Dossier& d) {
             d.conclusion.differing_opinions = "";
         }},
    };
    std::size_t required = 0;
    for (const auto& field : report_fields())
        if (field.need == ReportNeed::Required) ++required;
    EXPECT_EQ(required, fields.size());
    for (const auto& [name, leave_out] : fields) {
        auto without = whole;
        leave_out(without);
        const auto missing = missing_fields(without);
        ASSERT_EQ(missing.size(), 1U) << name;
        EXPECT_EQ(missing[0].key, name);
        views::ReportStamp stamp;
        if (std::string_view(name) == "organization.legal_name" || std::string_view(name) == "audit.title")
            continue; // said on the cover, where nothing can stand for them
        EXPECT_NE(views::internal_audit_report(without, {}, renderer(), catalogues()).find("— missing —"),
                  std::string::npos)
            << name;
    }
}

TEST_F(Reports, a_field_left_out_keeps_the_report_from_being_handed_in_and_from_being_issued)
{
    auto verb = workspace.begin(system_actor(), "test.changed");
    auto person = store::person(verb, auditor.person).value();
    person.competence = "";
    store::save(verb, person);
    verb.commit();
    EXPECT_EQ(refusal_of([&] { hand_in(); }), "report_incomplete team.competence_ref");
    EXPECT_EQ(refusal_of([&] { step(key, lead, AuditState::ReportReview); }), "audit_step_incomplete");

    auto again = workspace.begin(system_actor(), "test.changed");
    person.version += 1;
    person.competence = "TRN-7";
    store::save(again, person);
    again.commit();
    hand_in();
    auto last = workspace.begin(system_actor(), "test.changed");
    auto site = store::site(last, bursa).value();
    site.activities = "";
    store::save(last, site);
    last.commit();
    EXPECT_EQ(refusal_of([&] { issue(); }), "report_incomplete sites");
    EXPECT_TRUE(std::filesystem::is_empty(workspace.directory().issued()));
}

TEST_F(Reports, only_another_quality_manager_issues_and_sends_back)
{
    EXPECT_EQ(refusal_of([&] { issue(); }), "audit_step");
    EXPECT_EQ(refusal_of([&] { prepare_report(workspace, auditor, key, version(key)); }),
              "audit_step_not_yours");
    hand_in();
    EXPECT_EQ(refusal_of([&] { issue_report(workspace, lead, key, version(key), press); }),
              "audit_step_not_yours");
    EXPECT_EQ(refusal_of([&] { send_back_report(workspace, quality, key, version(key), " "); }), "required");
    EXPECT_THROW(draft_report(workspace, stranger, key, Language::en, press), NotFound);
    send_back_report(workspace, quality, key, version(key), "Say more about 7.4");
    EXPECT_EQ(audit(key).state, AuditState::ReportDraft);
    EXPECT_EQ(audit(key).state_reason, "Say more about 7.4");
}

TEST_F(Reports, an_issued_report_is_frozen_and_a_correction_is_a_new_revision)
{
    if (!paper::can_print()) FAIL() << "weasyprint is needed for this test";
    hand_in();
    const auto before = entries();
    const auto report = issue();
    EXPECT_EQ(report.checkpoint_number, before);
    EXPECT_EQ(audit(key).state, AuditState::FollowUp);
    EXPECT_EQ(report.files.size(), 5U);

    auto verb = workspace.begin(system_actor(), "test.changed");
    auto organization = store::organization(verb).value();
    organization.legal_name = "Another Name A.Ş.";
    store::save(verb, organization);
    verb.commit();
    for (const auto& file : report.files) {
        const auto frozen = frozen_file(workspace, quality, key, 1, file.language, file.kind);
        EXPECT_EQ(store::sha256_of_file(frozen.path), file.sha256);
        EXPECT_EQ(static_cast<std::int64_t>(std::filesystem::file_size(frozen.path)), file.bytes);
    }
    const auto data = store::read_file(frozen_file(workspace, quality, key, 1, Language::en, "json").path);
    EXPECT_EQ(store::sha256(data), report.data_hash);
    const auto html = store::read_file(frozen_file(workspace, quality, key, 1, Language::tr, "html").path);
    EXPECT_NE(html.find(report.data_hash), std::string::npos);
    EXPECT_NE(html.find(report.checkpoint_hash), std::string::npos);
    EXPECT_EQ(html.find("— eksik —"), std::string::npos);
    EXPECT_EQ(html.find("Another Name"), std::string::npos);
    EXPECT_EQ(paper::address_to_fetch(html), "");
    const auto text =
        text_of_pdf(store::read_file(frozen_file(workspace, quality, key, 1, Language::en, "pdf").path));
    for (const auto* wanted :
         {"Internal audit report", "IA-2026-01", "ISSUED", "Page 2 of", "7.4-Q2", "IA-2026-01-01", "EV-0001",
          "Not part of this audit", "Alignment matrix", "Elif Kaya", "Selin Demir"})
        EXPECT_NE(text.find(wanted), std::string::npos) << wanted;
    EXPECT_EQ(text.find("DRAFT"), std::string::npos);
    EXPECT_EQ(text.find("accredited"), std::string::npos);

    EXPECT_EQ(refusal_of([&] { correct_report(workspace, quality, key, "", press); }), "required");
    EXPECT_EQ(refusal_of([&] { correct_report(workspace, lead, key, "Name", press); }),
              "audit_step_not_yours");
    const auto second = correct_report(workspace, quality, key, "The name was wrong", press);
    EXPECT_EQ(second.revision, 2);
    EXPECT_EQ(store::report(workspace.read(), key, 1)->state, ReportState::Superseded);
    EXPECT_EQ(store::report(workspace.read(), key, 1)->files.size(), 5U);
    EXPECT_EQ(store::report(workspace.read(), key, 2)->reason, "The name was wrong");

    std::ofstream(workspace.directory().issued() / report.files[1].name, std::ios::app) << " ";
    EXPECT_THROW(frozen_file(workspace, quality, key, 1, report.files[1].language, report.files[1].kind),
                 store::DamagedData);
}

TEST_F(Reports, what_changes_while_paper_is_made_stops_the_issue)
{
    hand_in();
    Watching watching([&] {
        auto verb = workspace.begin(system_actor(), "test.changed");
        auto organization = store::organization(verb).value();
        organization.channels = "Post";
        store::save(verb, organization);
        verb.commit();
        return false;
    });
    try {
        issue_report(workspace, quality, key, version(key), {renderer(), catalogues(), watching});
        FAIL() << "issued";
    } catch (const Refusal& refusal) {
        EXPECT_EQ(refusal.code(), "report_changed_meanwhile");
    }
    EXPECT_TRUE(std::filesystem::is_empty(workspace.directory().issued()));
    EXPECT_EQ(audit(key).state, AuditState::ReportReview);
}

TEST_F(Reports, a_cancelled_issue_leaves_nothing)
{
    hand_in();
    const auto before = entries();
    Watching watching([] { return true; });
    EXPECT_THROW(issue_report(workspace, quality, key, version(key), {renderer(), catalogues(), watching}),
                 JobCancelled);
    EXPECT_TRUE(std::filesystem::is_empty(workspace.directory().issued()));
    EXPECT_TRUE(std::filesystem::is_empty(workspace.directory().aside()));
    EXPECT_EQ(entries(), before);
    EXPECT_EQ(audit(key).state, AuditState::ReportReview);
}

TEST_F(Reports, says_what_stood_when_it_was_ordered)
{
    hand_in();
    EXPECT_EQ(refusal_of([&] { order_report(workspace, quality, key, version(key) - 1); }), "edit_conflict");
    const auto order = order_report(workspace, quality, key, version(key));
    const auto head = store::head(workspace.read());
    auto verb = workspace.begin(system_actor(), "test.added");
    Person person;
    person.name = "Not of this audit";
    store::save(verb, person);
    verb.commit();
    clock += std::chrono::hours(1);
    const auto report = clausebook::issue(workspace, order, press);
    EXPECT_EQ(report.checkpoint_number, head.number);
    EXPECT_EQ(report.checkpoint_hash, head.hash);
    EXPECT_EQ(report.issued_at, clock);
    EXPECT_EQ(refusal_of([&] { clausebook::issue(workspace, order, press); }), "report_changed_meanwhile");
    EXPECT_EQ(store::reports_of(workspace.read(), key).size(), 1U);
    EXPECT_TRUE(std::filesystem::exists(workspace.directory().issued() / report.files[0].name));
}

TEST_F(Reports, what_a_dead_program_left_is_set_right)
{
    hand_in();
    const auto report = issue();
    auto verb = workspace.begin(system_actor(), "test.died"); // before the audit could go on
    auto issued = store::audit(verb, key).value();
    issued.state = AuditState::ReportIssued;
    store::save(verb, issued);
    verb.commit();
    const auto half = workspace.directory().issued()
        / report_file_name(key, 2, Language::en, "pdf"); // placed, and its verb never committed
    std::ofstream(half) << "%PDF-";
    std::ofstream(workspace.directory().issued() / "another.zip") << "PK";
    clear_up_reports(workspace);
    EXPECT_FALSE(std::filesystem::exists(half));
    EXPECT_TRUE(std::filesystem::exists(workspace.directory().issued() / "another.zip"));
    for (const auto& file : report.files)
        EXPECT_NO_THROW(frozen_file(workspace, quality, key, 1, file.language, file.kind)) << file.name;
    EXPECT_EQ(audit(key).state, AuditState::FollowUp);
    const auto before = entries();
    clear_up_reports(workspace);
    EXPECT_EQ(entries(), before);
}

TEST_F(Reports, a_correction_says_what_the_lead_has_written_anew_and_leaves_the_issued_one)
{
    hand_in();
    const auto first = issue();
    auto changed = conclusion();
    changed.main_risks = "Acknowledgement is late by design";
    save_conclusion(workspace, lead, changed);
    changed = store::conclusion(workspace.read(), key);
    for (const auto& file : first.files)
        EXPECT_NO_THROW(frozen_file(workspace, quality, key, 1, file.language, file.kind)) << file.name;
    const auto html = [&](int revision) {
        return store::read_file(frozen_file(workspace, quality, key, revision, Language::en, "html").path);
    };
    EXPECT_EQ(html(1).find("late by design"), std::string::npos);
    changed.objectives_met = "";
    save_conclusion(workspace, lead, changed);
    EXPECT_EQ(refusal_of([&] { correct_report(workspace, quality, key, "Risk", press); }),
              "report_incomplete objectives_met");
    changed = store::conclusion(workspace.read(), key);
    changed.objectives_met = "Yes";
    save_conclusion(workspace, lead, changed);
    correct_report(workspace, quality, key, "Risk", press);
    EXPECT_NE(html(2).find("late by design"), std::string::npos);
    EXPECT_EQ(html(1).find("late by design"), std::string::npos);
}

TEST_F(Reports, the_same_data_gives_the_same_document)
{
    const auto first = draft_report(workspace, lead, key, Language::tr, press);
    clock += std::chrono::hours(1);
    EXPECT_EQ(first, draft_report(workspace, lead, key, Language::tr, press));
    EXPECT_NE(first.find("TASLAK"), std::string::npos);
}

TEST_F(Reports, what_people_typed_is_text_wherever_it_stands)
{
    auto d = now();
    const std::string evil = "<script>alert(1)</script>";
    auto& o = d.organization;
    for (auto* text :
         {&o.legal_name, &o.trade_names, &o.address, &o.representative_name, &o.representative_role,
          &o.representative_contact, &o.scope_statement, &o.scope_exclusions, &o.channels, &o.scheme_name,
          &o.confidentiality_statement, &o.audit_guidance_edition, &d.audit.title, &d.audit.objectives,
          &d.audit.scope, &d.opening->note, &d.closing->note})
        *text = evil;
    o.claim_profile = ClaimProfile::Scheme;
    for (const auto& field : conclusion_fields()) d.conclusion.*field.text = evil;
    for (auto& site : d.sites) site.name = site.address = site.activities = evil;
    for (auto& criterion : d.criteria) criterion.reference = criterion.title = criterion.edition = evil;
    for (auto& [id, person] : d.people)
        person.name = person.function = person.organization = person.competence = evil;
    for (auto& member : d.members) member.independence_note = evil;
    for (auto& answer : d.answers) answer.note = answer.interviewee = evil;
    auto& f = d.findings[0].finding;
    for (auto* text : {&f.process, &f.criterion_section, &f.requirement, &f.objective_evidence, &f.statement,
                       &f.grade_reason, &f.repeat_of})
        *text = evil;
    d.earlier_findings.push_back(f);
    auto& e = d.evidence[0];
    e.evidence.fields.title = e.evidence.fields.note = evil;
    e.versions[0].fields.label = e.versions[0].fields.location = evil;
    e.versions[0].files[0].name = evil;
    e.links[0].locator = evil;
    views::ReportStamp stamp;
    stamp.reason = evil;
    const auto html = views::internal_audit_report(d, stamp, renderer(), catalogues());
    EXPECT_EQ(html.find("<script"), std::string::npos);
    EXPECT_NE(html.find("&lt;script&gt;"), std::string::npos);
    EXPECT_EQ(paper::address_to_fetch(html), "");
}

TEST_F(Reports, figures_are_those_of_core_and_the_matrix_has_43_rows)
{
    const auto d = now();
    const views::ReportStamp stamp;
    const auto view = views::internal_audit_report_view(d, stamp, catalogues());
    std::size_t rows = 0;
    for (const auto& row : *view.find("matrix")->find("rows")->items()) {
        if (*row.find("group")->truth()) continue;
        ++rows;
        const auto number = ClauseNumber::parse(*row.find("number")->text());
        const auto* clause = d.progress.find(*number);
        if (!clause) continue;
        const auto conforming = clause->tally.count(Mark::Conforms);
        EXPECT_EQ(*row.find("c")->text(), conforming == 0 ? "" : std::to_string(conforming));
        EXPECT_EQ(*row.find("coverage")->text(), std::to_string(clause->tally.coverage().percent()) + "%");
        EXPECT_EQ(*row.find("evidenced")->text(),
                  clause->tally.evidence().all == 0
                      ? "–"
                      : std::to_string(clause->tally.evidence().percent()) + "%");
    }
    EXPECT_EQ(rows, 43U);
}

TEST_F(Reports, the_table_of_fields_is_what_its_page_says_and_what_is_no_part_is_printed_so)
{
    const std::map<std::string, ReportNeed> needs = {
        {"made by the product", ReportNeed::Computed},
        {"**required**", ReportNeed::Required},
        {"optional", ReportNeed::Optional},
        {"printed as “Not part of this audit”", ReportNeed::NotYet}};
    std::ifstream page(CLAUSEBOOK_SOURCE_DIR "/docs/report-fields.md");
    std::vector<std::pair<std::string, ReportNeed>> listed;
    for (std::string line; std::getline(page, line);) {
        if (!line.starts_with("| `")) continue;
        const auto end = line.find("` | ");
        listed.emplace_back(line.substr(3, end - 3),
                            needs.at(line.substr(end + 4, line.find(" |", end + 4) - end - 4)));
    }
    ASSERT_EQ(listed.size(), report_fields().size());
    auto d = now();
    d.earlier_findings.push_back(d.findings[0].finding);
    const auto html = views::internal_audit_report(d, {}, renderer(), catalogues());
    for (std::size_t i = 0; i < listed.size(); ++i) {
        const auto& field = report_fields()[i];
        EXPECT_EQ(listed[i].first, field.key);
        EXPECT_EQ(listed[i].second, field.need) << field.key;
        if (field.need != ReportNeed::NotYet) continue;
        const auto label = catalogues().text(Language::en, "report_field." + std::string(field.key));
        const auto at = html.rfind(label + "<");
        ASSERT_NE(at, std::string::npos) << label;
        EXPECT_LT(html.find("Not part of this audit", at), at + 200) << label;
    }
}

TEST_F(Reports, the_evidence_index_says_when_for_what_and_who_accepted_it)
{
    const auto html = views::internal_audit_report(now(), {}, renderer(), catalogues());
    const auto row = html.substr(html.rfind("id=\"EV-0001\""), 1200);
    for (const char* part :
         {"Document of</span> 31 Oct 2026", "Period</span> 1 Aug 2026", "accepted by Selin", "Clauses 7.4"})
        EXPECT_NE(row.find(part), std::string::npos) << part << "\n" << row;
}

TEST_F(Reports, the_functions_of_those_who_sign_belong_to_the_data)
{
    auto d = now();
    d.members.clear(); // whose functions are part of the data anyway
    views::ReportStamp stamp;
    stamp.prepared_by = lead.person;
    const auto before = to_json(views::report_data(d, stamp));
    d.people.at(lead.person).function = "Another function";
    EXPECT_NE(to_json(views::report_data(d, stamp)), before);
}

TEST_F(Reports, personal_data_that_is_not_masked_is_not_named)
{
    auto d = now();
    d.evidence[0].evidence.fields.confidentiality = Confidentiality::Personal;
    for (auto& link : d.evidence[0].links) link.locator = "row 7, Ayşe Yılmaz";
    const views::ReportStamp stamp;
    auto html = views::internal_audit_report(d, stamp, renderer(), catalogues());
    EXPECT_EQ(html.find("Acknowledgement log"), std::string::npos);
    EXPECT_EQ(html.find("log.txt"), std::string::npos);
    EXPECT_NE(html.find("EV-0001"), std::string::npos);
    EXPECT_EQ(html.find("row 7, Ayşe Yılmaz"), std::string::npos);
    EXPECT_EQ(to_json(views::report_data(d, stamp)).find("row 7, Ayşe Yılmaz"), std::string::npos);
    d.evidence[0].versions[0].fields.masked = true;
    html = views::internal_audit_report(d, stamp, renderer(), catalogues());
    EXPECT_NE(html.find("Acknowledgement log"), std::string::npos);
    EXPECT_NE(html.find("row 7, Ayşe Yılmaz"), std::string::npos);
}

TEST_F(Reports, a_nonconformity_without_a_finding_keeps_the_report_back)
{
    EXPECT_TRUE(missing_fields(now()).empty());
    withdraw(workspace, lead, finding, "Seen again: it was in time.",
             store::finding(workspace.read(), finding)->version);
    const auto missing = missing_fields(now());
    ASSERT_EQ(missing.size(), 1U);
    EXPECT_EQ(missing[0].key, "clause_results");
    EXPECT_EQ(missing[0].subject, "7.4-Q2");
}

TEST_F(Reports, files_stay_when_nobody_knows_whether_their_report_lasts)
{
    if (!paper::can_print()) FAIL() << "weasyprint is needed for this test";
    hand_in();
    const auto files_left = [&] {
        const testing::FailingDisk broken(EIO);
        try {
            issue();
        } catch (const store::ReadOnlyNow&) {
            const std::filesystem::directory_iterator issued(workspace.directory().issued());
            return std::count_if(begin(issued), end(issued), [](const auto& entry) {
                return is_report_file_name(entry.path().filename().string());
            });
        }
        return std::ptrdiff_t{0};
    };
    // In a process of its own: it changes nothing any more.
    EXPECT_EXIT(::_exit(static_cast<int>(files_left())), ::testing::ExitedWithCode(5), "");
}

} // namespace
} // namespace clausebook
