#include "cli/demo_story.h"
#include "cli/demo_tables.h"
#include "core/action/action.h"
#include "core/evidence/evidence_rules.h"
#include "store/actions.h"
#include "store/answers.h"
#include "store/audits.h"
#include "store/evidence.h"
#include "store/findings.h"
#include "store/follow_up.h"
#include "store/journal.h"
#include "store/organization.h"
#include "store/people.h"
#include "store/verify.h"
#include "support/files.h"
#include "support/places.h"
#include "support/temporary_directory.h"
#include "workspace/answers.h"
#include "workspace/cycle.h"
#include "workspace/evidence.h"
#include "workspace/sign_in.h"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <sstream>

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

    static std::vector<EvidenceDossier> records()
    {
        std::vector<EvidenceDossier> all;
        const auto db = workspace->read();
        for (std::int64_t i = 1; store::evidence(db, numbered(i)); ++i)
            all.push_back(evidence_dossier(db, actor("zeynep"), numbered(i)));
        return all;
    }

    static Id<Evidence> numbered(std::int64_t number)
    {
        return Id<Evidence>(store::numbered("EV", number, 4));
    }

    /// A line of the manifest as it came out.
    struct Brought {
        EvidenceDossier record;
        EvidenceVersion version;
    };

    static std::map<std::string, Brought> lines()
    {
        std::map<std::string, std::string> names;
        for (const auto& piece : demo_evidence())
            names.emplace(piece.kept_at.empty() ? piece.name : piece.kept_at, piece.name);
        std::map<std::string, Brought> all;
        for (const auto& record : records())
            for (const auto& version : record.versions)
                all.emplace(
                    names.at(version.files.empty() ? version.fields.location : version.files.front().name),
                    Brought{record, version});
        return all;
    }

    /// Last year's first.
    static std::vector<Audit> audits()
    {
        auto all = store::audits(workspace->read(), {}).audits;
        std::sort(all.begin(), all.end(),
                  [](const Audit& a, const Audit& b) { return a.starts_on < b.starts_on; });
        return all;
    }

    static Audit audit(DemoAudit which)
    {
        static const std::string order = "LTUN";
        return audits().at(order.find(static_cast<char>(which)));
    }

    static std::vector<Finding> findings(DemoAudit which)
    {
        return store::findings_of(workspace->read(), audit(which).key);
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
    EXPECT_FALSE(verdict.search.any()) << verdict.search.records;
}

TEST_F(Demo, is_marked_as_a_demo)
{
    EXPECT_TRUE(store::organization(workspace->read()).value().demo);
}

TEST_F(Demo, stands_between_stage_1_and_stage_2)
{
    const auto seen = see_certification(workspace->read(), built_on);
    EXPECT_EQ(seen.cycle.state, CycleState::Stage1Done);
    ASSERT_EQ(seen.dates.size(), 1U);
    EXPECT_EQ(pressing_on(seen.dates.front(), seen.rules, built_on), Pressing::Now);
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

TEST_F(Demo, happens_in_the_fourteen_months_before_it_is_built)
{
    const auto db = workspace->read();
    const auto entries = store::entries(db, 1, store::head(db).number);
    EXPECT_GE(entries.front().at, std::chrono::sys_days(built_on) - std::chrono::days(433));
    EXPECT_LT(entries.back().at, std::chrono::sys_days(built_on));
    for (std::size_t i = 1; i < entries.size(); ++i) EXPECT_LE(entries[i - 1].at, entries[i].at);
}

TEST_F(Demo, lets_everybody_with_a_role_sign_in)
{
    std::set<Role> there;
    int without = 0;
    for (const auto& person : demo_people()) {
        there.insert(person.roles.begin(), person.roles.end());
        if (person.roles.empty())
            ++without;
        else
            EXPECT_NO_THROW(sign_in(*workspace, person.handle, demo_password, "127.0.0.1")) << person.handle;
    }
    EXPECT_EQ(there.size(), roles.size());
    EXPECT_GE(without, 3);
}

TEST_F(Demo, has_every_piece_of_evidence_in_the_state_of_the_manifest)
{
    const auto all = lines();
    EXPECT_GE(records().size(), 60U);
    for (const auto& piece : demo_evidence()) {
        ASSERT_TRUE(all.contains(piece.name)) << piece.name;
        const auto& version = all.at(piece.name).version;
        EXPECT_EQ(version.state, piece.state) << piece.name;
        const bool by_another = version.approved_by != version.uploaded_by;
        EXPECT_TRUE(by_another) << piece.name;
    }
}

TEST_F(Demo, brings_no_paper_that_is_dated_after_the_day_it_came)
{
    for (const auto& [name, line] : lines())
        EXPECT_LE(*line.version.fields.document_date, date_of(workspace->local(line.version.received_at)))
            << name;
}

TEST_F(Demo, has_evidence_in_every_state_and_every_degree_of_confidence)
{
    std::map<EvidenceState, int> states;
    std::map<Confidentiality, int> degrees;
    int expiring = 0;
    for (const auto& [name, line] : lines()) {
        const auto& version = line.version;
        ++states[state_on(version.state, version.fields.valid_until, built_on)];
        ++degrees[line.record.evidence.fields.confidentiality];
        const bool soon = version.state == EvidenceState::Accepted && version.fields.valid_until
            && *version.fields.valid_until >= built_on
            && *version.fields.valid_until <= plus_days(built_on, 60);
        if (soon) ++expiring;
    }
    for (const auto state : all_evidence_states) EXPECT_GE(states[state], 1) << str(state);
    for (const auto degree : all_confidentialities) EXPECT_GE(degrees[degree], 4) << str(degree);
    EXPECT_GE(expiring, 3);
}

TEST_F(Demo, masks_personal_letters_and_leaves_one_picture_unmasked)
{
    std::vector<std::string> unmasked;
    int masked = 0;
    for (const auto& record : records()) {
        if (record.evidence.fields.confidentiality != Confidentiality::Personal) continue;
        if (record.newest().fields.masked)
            ++masked;
        else
            unmasked.push_back(record.newest().files.at(0).name);
    }
    EXPECT_EQ(masked, 3);
    EXPECT_EQ(unmasked, std::vector<std::string>{"case-screen-CMP-1042.png"});
}

TEST_F(Demo, destroys_the_letter_that_named_somebody_and_keeps_the_masked_one)
{
    const auto all = lines();
    const auto& named = all.at("response-letter-CMP-1031.pdf");
    const auto& masked = all.at("response-letter-CMP-1031-masked.pdf");
    EXPECT_EQ(named.record.evidence.key, masked.record.evidence.key);
    EXPECT_FALSE(workspace->vault().has(named.version.files.at(0).sha256));
    EXPECT_TRUE(workspace->vault().has(masked.version.files.at(0).sha256));
    EXPECT_NE(named.version.archive->archived_by, named.version.archive->destroyed_by);
}

TEST_F(Demo, answers_every_question_of_both_years)
{
    for (const auto which : {DemoAudit::LastYear, DemoAudit::ThisYear}) {
        const auto figures = progress(*workspace, workspace->read(), audit(which)).whole;
        EXPECT_EQ(figures.questions, 194);
        EXPECT_EQ(figures.answered(), 194);
        EXPECT_GT(figures.count(Mark::NotApplicable), 0);
        EXPECT_GT(figures.count(Mark::NotSeen), 0);
        const auto said = demo_texts().at(name_of(which) + ".degree_of_fulfilment");
        const auto tells = [&](Mark mark, const std::string& word) {
            return said.find(std::to_string(figures.count(mark)) + word) != std::string::npos;
        };
        EXPECT_TRUE(tells(Mark::Conforms, " conform")) << figures.count(Mark::Conforms) << ": " << said;
        EXPECT_TRUE(tells(Mark::Opportunity, " show")) << figures.count(Mark::Opportunity) << ": " << said;
    }
}

TEST_F(Demo, is_better_this_year_than_last)
{
    const auto conforms = [](DemoAudit which) {
        return progress(*workspace, workspace->read(), audit(which)).whole.count(Mark::Conforms);
    };
    EXPECT_GT(conforms(DemoAudit::ThisYear), conforms(DemoAudit::LastYear));
}

TEST_F(Demo, closed_every_finding_of_last_year)
{
    const auto closed = findings(DemoAudit::LastYear);
    EXPECT_EQ(closed.size(), 6U);
    for (const auto& finding : closed) {
        EXPECT_EQ(finding.state, FindingState::Closed) << finding.number;
        const auto steps = store::steps_of(workspace->read(), finding.key);
        const auto verified = std::find_if(steps.begin(), steps.end(), [](const StepTaken& step) {
            return step.state == FindingState::Verified;
        });
        if (finding.grade == Grade::OFI) continue;
        ASSERT_NE(verified, steps.end()) << finding.number;
        EXPECT_NE(verified->by, finding.auditee_contact) << finding.number;
    }
}

TEST_F(Demo, has_a_finding_at_every_step_this_year)
{
    using enum FindingState;
    std::map<FindingState, int> states;
    for (const auto& finding : findings(DemoAudit::ThisYear)) {
        ++states[finding.state];
        EXPECT_FALSE(finding.number.empty()) << finding.key.str() << " was not raised";
    }
    for (const auto state : {Raised, Acknowledged, ResponseSubmitted, ResponseRejected, PlanAccepted,
                             Implemented, Verified, Closed, Withdrawn})
        EXPECT_GE(states[state], 1) << str(state);
    const auto db = workspace->read();
    std::set<bool> begun;
    for (const auto& finding : findings(DemoAudit::ThisYear))
        if (finding.state == Acknowledged) begun.insert(store::response(db, finding.key).has_value());
    EXPECT_EQ(begun.size(), 2U) << "one with its response begun, one without";
}

TEST_F(Demo, names_the_major_first_and_repeats_last_years_paper)
{
    const auto first = audit(DemoAudit::ThisYear).key;
    std::map<std::string, Finding> by_number;
    for (const auto& finding : findings(DemoAudit::ThisYear)) by_number.emplace(finding.number, finding);
    EXPECT_EQ(by_number.at(finding_number(first, 1)).grade, Grade::MAJOR);
    std::set<std::string> repeated;
    for (const auto& [number, finding] : by_number) repeated.insert(finding.repeat_of);
    EXPECT_TRUE(repeated.contains(finding_number(audit(DemoAudit::LastYear).key, 4)));
}

TEST_F(Demo, has_an_action_in_every_state_there_is_a_step_to_and_one_that_is_late)
{
    using enum ActionState;
    std::map<ActionState, int> states;
    std::vector<std::string> late;
    const auto db = workspace->read();
    for (const auto which : {DemoAudit::LastYear, DemoAudit::ThisYear})
        for (const auto& finding : findings(which))
            for (const auto& action : store::actions_of(db, finding.key)) {
                ++states[action.state];
                if (is_late(action, built_on)) late.push_back(action.text);
            }
    for (const auto state : {Proposed, Approved, InWork, Done, EffectCheck, Effective})
        EXPECT_GE(states[state], 1) << str(state);
    EXPECT_EQ(late, std::vector<std::string>{demo_texts().at("follow.major.action_2")});
}

TEST_F(Demo, links_evidence_of_each_audit_as_the_manifest_says)
{
    const auto all = lines();
    std::map<DemoAudit, std::size_t> links;
    for (const auto& piece : demo_evidence())
        for (const auto which : {DemoAudit::LastYear, DemoAudit::ThisYear}) {
            if (piece.audits.find(static_cast<char>(which)) == std::string::npos) continue;
            for (const auto& [question, place] : piece.questions) {
                const auto wanted = audit(which).key.str() + "/all/" + question;
                const auto& linked = all.at(piece.name).record.links;
                const auto found = std::find_if(linked.begin(), linked.end(), [&](const EvidenceLink& link) {
                    return link.target.key == wanted;
                });
                ASSERT_NE(found, linked.end()) << piece.name << " " << wanted;
                EXPECT_EQ(found->locator, place.empty() ? piece.locator : place);
                ++links[which];
            }
        }
    EXPECT_GT(links[DemoAudit::ThisYear], 130U);
    EXPECT_GT(links[DemoAudit::LastYear], 15U);
}

TEST_F(Demo, has_an_audit_under_way_with_a_draft_that_repeats_the_major)
{
    const auto under_way = audit(DemoAudit::UnderWay);
    EXPECT_EQ(under_way.state, AuditState::InProgress);
    const auto figures = progress(*workspace, workspace->read(), under_way).whole;
    EXPECT_GT(figures.answered(), figures.questions / 4);
    EXPECT_LT(figures.answered(), figures.questions / 2);
    const auto drafts = findings(DemoAudit::UnderWay);
    ASSERT_EQ(drafts.size(), 1U);
    EXPECT_EQ(drafts[0].state, FindingState::Draft);
    EXPECT_EQ(drafts[0].repeat_of, finding_number(audit(DemoAudit::ThisYear).key, 1));
    EXPECT_EQ(audit(DemoAudit::Next).state, AuditState::Preparing);
}

TEST_F(Demo, has_files_that_other_programs_open_and_words_of_its_own)
{
    std::istringstream told(testing::output_of(test::python("tests/support/evidence_text.py")
                                               + test::in_sources("evidence/files").string()));
    std::size_t files = 0;
    bool turkish = false;
    for (std::string line; std::getline(told, line); ++files) {
        turkish = turkish || line.find("tüketici hakem heyetine başvurma yolunu") != std::string::npos;
        EXPECT_GT(line.size() - line.find('\t'), 40U) << line;
        for (const auto* foreign : {" shall ", "©", "All rights reserved", "Ã", "Â·", "\xef\xbf\xbd"})
            EXPECT_EQ(line.find(foreign), std::string::npos) << foreign << " in " << line;
    }
    std::size_t wanted = 0;
    for (const auto& piece : demo_evidence()) wanted += piece.kept_at.empty() ? 1 : 0;
    EXPECT_EQ(files, wanted) << "each file has its line";
    EXPECT_TRUE(turkish) << "the Turkish policy has its letters";
}

} // namespace clausebook::cli
