#include "cli/demo_story.h"
#include "cli/demo_tables.h"
#include "core/evidence/evidence_rules.h"
#include "store/answers.h"
#include "store/audits.h"
#include "store/evidence.h"
#include "store/findings.h"
#include "store/journal.h"
#include "store/organization.h"
#include "store/people.h"
#include "store/verify.h"
#include "support/temporary_directory.h"
#include "workspace/answers.h"
#include "workspace/evidence.h"
#include "workspace/sign_in.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace clausebook::cli {
namespace {

constexpr Date built_on{std::chrono::year(2026), std::chrono::month(11), std::chrono::day(23)};

/// The demo is built once: it takes seconds, and every test only looks.
class Demo : public ::testing::Test {
protected:
    static void SetUpTestSuite()
    {
        folder = std::make_unique<testing::TemporaryDirectory>();
        build_demo(folder->path() / "demo", built_on, DemoReports::Drafted, views::Catalogues(),
                   [](const std::string&) {});
        workspace =
            std::make_unique<Workspace>(folder->path() / "demo", store::Database::Access::ReadAndWrite, [] {
                return std::chrono::sys_days(built_on) + std::chrono::hours(7);
            });
    }
    static void TearDownTestSuite()
    {
        workspace.reset();
        folder.reset();
    }

    static Actor actor(const std::string& login)
    {
        const auto db = workspace->read();
        const auto person = store::person(db, store::account_of_login(db, login).value().person).value();
        return {person.key, person.name, person.roles};
    }

    /// The records of the manifest, by file.
    static std::map<std::string, EvidenceDossier> records()
    {
        std::map<std::string, EvidenceDossier> all;
        const auto db = workspace->read();
        for (std::size_t i = 1; i <= demo_evidence().size(); ++i) {
            const auto dossier = evidence_dossier(
                db, actor("zeynep"), Id<Evidence>(store::numbered("EV", static_cast<std::int64_t>(i), 4)));
            all.emplace(dossier.newest().files.at(0).name, dossier);
        }
        return all;
    }

    static Audit audit(AuditState state)
    {
        store::AuditFilter filter;
        filter.state = state;
        return store::audits(workspace->read(), filter).audits.at(0);
    }

    static std::unique_ptr<testing::TemporaryDirectory> folder;
    static std::unique_ptr<Workspace> workspace;
};

std::unique_ptr<testing::TemporaryDirectory> Demo::folder;
std::unique_ptr<Workspace> Demo::workspace;

} // namespace

TEST_F(Demo, stands_up_to_verify)
{
    const auto verdict = store::verify(workspace->directory());
    for (const auto& difference : verdict.differences) ADD_FAILURE() << difference.code;
    EXPECT_TRUE(verdict.unreferenced.empty());
}

TEST_F(Demo, is_marked_as_a_demo)
{
    EXPECT_TRUE(store::organization(workspace->read()).value().demo);
}

TEST_F(Demo, is_the_work_of_people)
{
    const auto db = workspace->read();
    std::set<std::string> people;
    for (const auto& person : store::people(db)) people.insert(person.key.str());
    for (const auto& entry : store::entries(db, 1, store::head(db).number)) {
        const bool by_rule = entry.action == "organization.set_up" || entry.action == "audit.step_taken";
        const bool known = people.contains(entry.actor) || (entry.actor == "system" && by_rule);
        EXPECT_TRUE(known) << entry.number << " " << entry.action << " " << entry.actor;
    }
}

TEST_F(Demo, happens_in_the_sixty_days_before_it_is_built)
{
    const auto db = workspace->read();
    const auto entries = store::entries(db, 1, store::head(db).number);
    EXPECT_GE(entries.front().at, std::chrono::sys_days(built_on) - std::chrono::days(63));
    EXPECT_LT(entries.back().at, std::chrono::sys_days(built_on));
    for (std::size_t i = 1; i < entries.size(); ++i) EXPECT_LE(entries[i - 1].at, entries[i].at);
}

TEST_F(Demo, lets_everybody_sign_in)
{
    for (const auto* login : {"ada", "burak", "deniz", "elif", "murat", "selin", "zeynep"})
        EXPECT_NO_THROW(sign_in(*workspace, login, demo_password, "127.0.0.1")) << login;
}

TEST_F(Demo, has_every_piece_of_evidence_in_the_state_of_the_manifest)
{
    const auto all = records();
    EXPECT_GE(all.size(), 20U);
    for (const auto& piece : demo_evidence()) {
        const auto& newest = all.at(piece.file).newest();
        EXPECT_EQ(newest.state, piece.state) << piece.file;
        const bool by_another = newest.approved_by != newest.uploaded_by;
        EXPECT_TRUE(by_another) << piece.file;
    }
}

TEST_F(Demo, has_one_expired_record_and_an_unmasked_personal_one)
{
    std::vector<std::string> expired;
    std::vector<std::string> personal;
    for (const auto& [file, dossier] : records()) {
        const auto& newest = dossier.newest();
        if (state_on(newest.state, newest.fields.valid_until, built_on) == EvidenceState::Expired)
            expired.push_back(file);
        if (dossier.evidence.fields.confidentiality == Confidentiality::Personal && !newest.fields.masked)
            personal.push_back(file);
    }
    EXPECT_EQ(expired, std::vector<std::string>{"training-certificate-call-centre.pdf"});
    EXPECT_EQ(personal, std::vector<std::string>{"case-screen-CMP-1042.png"});
}

TEST_F(Demo, has_a_first_audit_with_every_question_answered)
{
    const auto first = audit(AuditState::ReportReview);
    const auto figures = progress(*workspace, workspace->read(), first).whole;
    EXPECT_EQ(figures.questions, 194);
    EXPECT_EQ(figures.answered(), 194);
    EXPECT_GT(figures.count(Mark::Conforms), 194 * 70 / 100);
    EXPECT_LT(figures.count(Mark::Conforms), 194 * 80 / 100);
    EXPECT_GT(figures.count(Mark::NotApplicable), 0);
    EXPECT_GT(figures.count(Mark::NotSeen), 0);
    for (const auto& finding : store::findings_of(workspace->read(), first.key))
        EXPECT_FALSE(finding.number.empty()) << finding.key.str() << " was not raised";
}

TEST_F(Demo, links_evidence_of_the_first_audit_as_the_manifest_says)
{
    const auto first = audit(AuditState::ReportReview).key;
    const auto all = records();
    std::size_t links = 0;
    for (const auto& piece : demo_evidence())
        for (const auto& [question, place] : piece.questions) {
            const auto wanted = first.str() + "/all/" + question;
            const auto& linked = all.at(piece.file).links;
            const auto found = std::find_if(linked.begin(), linked.end(), [&](const EvidenceLink& link) {
                return link.target.key == wanted;
            });
            ASSERT_NE(found, linked.end()) << piece.file << " " << question;
            EXPECT_EQ(found->locator, place.empty() ? piece.locator : place);
            ++links;
        }
    EXPECT_GT(links, 80U);
}

TEST_F(Demo, has_a_second_audit_under_way_with_a_draft_that_repeats_the_first)
{
    const auto second = audit(AuditState::InProgress);
    const auto figures = progress(*workspace, workspace->read(), second).whole;
    EXPECT_GT(figures.answered(), figures.questions / 4);
    EXPECT_LT(figures.answered(), figures.questions / 2);
    const auto findings = store::findings_of(workspace->read(), second.key);
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings[0].state, FindingState::Draft);
    EXPECT_EQ(findings[0].repeat_of, finding_number(audit(AuditState::ReportReview).key, 1));
}

} // namespace clausebook::cli
