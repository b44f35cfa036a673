// A report handed in, issued, corrected. What stands in it: report_content_test.cpp.

#include "paper/weasyprint.h"
#include "store/errors.h"
#include "store/files.h"
#include "store/reports.h"
#include "support/failing_disk.h"
#include "support/report_house.h"
#include "workspace/reports.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <unistd.h>

namespace clausebook {
namespace {

class ReportVerbs : public testing::ReportHouse {
protected:
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

TEST_F(ReportVerbs, a_field_left_out_keeps_the_report_from_being_handed_in_and_from_being_issued)
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

TEST_F(ReportVerbs, only_another_quality_manager_issues_and_sends_back)
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

TEST_F(ReportVerbs, an_issued_report_is_frozen_and_a_correction_is_a_new_revision)
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

TEST_F(ReportVerbs, what_changes_while_paper_is_made_stops_the_issue)
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

TEST_F(ReportVerbs, a_cancelled_issue_leaves_nothing)
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

TEST_F(ReportVerbs, says_what_stood_when_it_was_ordered)
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

TEST_F(ReportVerbs, what_a_dead_program_left_is_set_right)
{
    hand_in();
    const auto report = issue();
    auto verb = workspace.begin(system_actor(), "test.died"); // before the audit could go on
    auto issued = store::audit(verb, key).value();
    issued.state = AuditState::ReportIssued;
    store::save(verb, issued);
    verb.commit();
    const auto half = workspace.directory().issued()
        / report_file_name(issued, 2, Language::en, "pdf"); // placed, and its verb never committed
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

TEST_F(ReportVerbs, a_correction_says_what_the_lead_has_written_anew_and_leaves_the_issued_one)
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

TEST_F(ReportVerbs, files_stay_when_nobody_knows_whether_their_report_lasts)
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
