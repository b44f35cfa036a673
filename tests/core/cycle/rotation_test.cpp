#include "core/audit/audit_kind.h"
#include "core/cycle/rotation.h"
#include "random_walk.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace clausebook {
namespace {

using testing::certified;
using testing::Course;
using testing::day;
using testing::Dice;
using testing::random_walk;
using enum AuditType;
using Standing = RotationRow::Standing;
using Counts = RotationAudit::Counts;
using Held = RotationAudit::Held;

std::vector<ClauseNumber> numbers(const std::vector<std::string>& texts)
{
    std::vector<ClauseNumber> clauses;
    for (const auto& text : texts) clauses.push_back(*ClauseNumber::parse(text));
    return clauses;
}

const std::vector<std::string> printed = {"4.2", "5.3", "7.2", "7.4", "8.1", "8.6"};

Audit audit(const std::string& key, AuditType type, const char* on, AuditState state,
            const std::vector<std::string>& clauses = printed, const std::vector<std::string>& rotation = {})
{
    Audit audit;
    audit.key = Id<Audit>(key);
    audit.type = type;
    audit.starts_on = day(on);
    audit.ends_on = day(on);
    audit.state = state;
    audit.clauses = numbers(clauses);
    audit.rotation = numbers(rotation);
    return audit;
}

std::string joined(const std::vector<ClauseNumber>& clauses)
{
    std::string text;
    for (const auto& clause : clauses) {
        if (!text.empty()) text += ' ';
        text += clause.str();
    }
    return text;
}

std::string columns(const RotationMatrix& matrix)
{
    std::string text;
    for (const auto& column : matrix.audits) {
        if (!text.empty()) text += ' ';
        text += column.audit.str();
        if (column.counts == Counts::No) text += '-';
    }
    return text;
}

/// The first cycle of a certificate decided on 2026-03-15, with the audits that led to it.
const std::vector<Audit> first_cycle = {
    audit("IA-2025-01", Internal, "2025-08-04", AuditState::Completed),
    audit("S1-2025-01", Stage1, "2025-10-01", AuditState::Completed),
    audit("S2-2026-01", Stage2, "2026-01-20", AuditState::FollowUp),
    audit("SU-2027-01", Surveillance, "2027-02-01", AuditState::ReportIssued, printed, {"4.2", "7.4"}),
    audit("IA-2027-01", Internal, "2027-09-01", AuditState::ReportIssued, {"8.1"}),
    audit("SU-2028-01", Surveillance, "2028-02-01", AuditState::Planned, printed, {"5.3"}),
};

TEST(Rotation, asks_in_full_as_the_type_says)
{
    const auto look = [](AuditType type, const char* clause) {
        return look_at(audit("A", type, "2026-01-20", AuditState::Planned, {"4.2", "7.4"}, {"7.4"}),
                       *ClauseNumber::parse(clause));
    };
    for (const auto type : {Internal, Stage2, Recertification, Special})
        EXPECT_EQ(look(type, "4.2"), RotationLook::Full) << str(type);
    EXPECT_EQ(look(Stage1, "4.2"), RotationLook::Part) << "what is documented";
    EXPECT_EQ(look(Stage1, "7.4"), RotationLook::Part) << "only surveillances rotate";
    EXPECT_EQ(look(Surveillance, "4.2"), RotationLook::Part) << "the core questions";
    EXPECT_EQ(look(Surveillance, "7.4"), RotationLook::Full) << "planned in the rotation";
    for (const auto type : audit_types) EXPECT_EQ(look(type, "8.1"), RotationLook::None) << str(type);
}

TEST(Rotation, of_a_running_certificate_counts_what_was_held_since_the_decision)
{
    const auto cycle = certified().at("2027-12-01");
    const auto clauses = numbers(printed);
    const auto matrix = rotation_matrix(cycle, first_cycle, clauses);
    EXPECT_EQ(columns(matrix), "S1-2025-01- S2-2026-01- SU-2027-01 SU-2028-01 IA-2025-01- IA-2027-01-");
    EXPECT_EQ(joined(clauses_of(matrix, Standing::Done)), "4.2 7.4");
    EXPECT_EQ(joined(clauses_of(matrix, Standing::Planned)), "5.3");
    EXPECT_EQ(joined(clauses_of(matrix, Standing::Open)), "7.2 8.1 8.6");
    EXPECT_EQ(joined(clauses_not_looked_at(matrix)), "5.3 7.2 8.1 8.6");
    EXPECT_EQ(matrix.audits.at(2).held, Held::Done);
    EXPECT_EQ(matrix.audits.at(3).held, Held::Planned);
    using enum RotationLook;
    EXPECT_EQ(matrix.rows.at(0).looks, (std::vector{Part, Full, Full, Part, Full, None}));
    EXPECT_EQ(matrix.rows.at(4).looks, (std::vector{Part, Full, Part, Part, Full, Full}));
}

TEST(Rotation, on_the_way_to_a_certificate_counts_stage_2)
{
    auto course = Course().add(CycleEventKind::Applied, "2025-06-02");
    course.add(CycleEventKind::Stage1Done, "2025-10-01");
    const auto clauses = numbers(printed);
    std::vector<Audit> audits(first_cycle.begin(), first_cycle.begin() + 3);
    audits.at(2).state = AuditState::InProgress;
    audits.at(2).clauses = numbers({"4.2", "5.3"});
    auto matrix = rotation_matrix(course.at("2026-01-20"), audits, clauses);
    EXPECT_EQ(joined(clauses_of(matrix, Standing::Planned)), "4.2 5.3");
    audits.at(2).state = AuditState::FieldworkDone;
    matrix = rotation_matrix(course.at("2026-01-20"), audits, clauses);
    EXPECT_EQ(joined(clauses_of(matrix, Standing::Done)), "4.2 5.3");
    audits.at(1).starts_on = day("2025-06-01");
    EXPECT_FALSE(columns(rotation_matrix(course.at("2026-01-20"), audits, clauses)).starts_with("S1"))
        << "before the application";
}

TEST(Rotation, begins_anew_with_each_cycle)
{
    auto course = certified();
    course.add(CycleEventKind::RecertificationAudit, "2028-12-01").add(CycleEventKind::Renewed, "2029-01-10");
    auto audits = first_cycle;
    audits.push_back(audit("RC-2028-01", Recertification, "2028-12-01", AuditState::Completed));
    audits.push_back(audit("SU-2029-01", Surveillance, "2029-12-01", AuditState::Planned, printed, {"8.6"}));
    const auto clauses = numbers(printed);
    auto matrix = rotation_matrix(course.at("2028-12-31"), audits, clauses);
    EXPECT_EQ(clauses_not_looked_at(matrix).size(), 0U) << "recertification looks at everything";
    matrix = rotation_matrix(course.at("2029-01-10"), audits, clauses);
    EXPECT_EQ(columns(matrix), "SU-2029-01");
    EXPECT_EQ(joined(clauses_of(matrix, Standing::Planned)), "8.6");
    EXPECT_EQ(clauses_not_looked_at(matrix).size(), clauses.size());
    audits.at(audits.size() - 2).starts_on = day("2029-01-10");
    EXPECT_EQ(columns(rotation_matrix(course.at("2029-01-10"), audits, clauses)), "SU-2029-01")
        << "of the day of the decision: it rests on it";
}

TEST(Rotation, of_a_certificate_that_ran_out_two_years_ago_ends_with_it)
{
    auto audits = first_cycle;
    audits.push_back(audit("SU-2030-01", Surveillance, "2030-02-01", AuditState::Planned, printed, {"8.6"}));
    audits.push_back(audit("RC-2029-01", Recertification, "2029-09-10", AuditState::Planned));
    auto course = certified();
    course.today = day("2031-03-20");
    const auto clauses = numbers(printed);
    const auto over = rotation_matrix(course.at("2031-03-14"), audits, clauses);
    EXPECT_EQ(columns(over).find("SU-2030-01"), std::string::npos) << "after its end";
    EXPECT_NE(columns(over).find("RC-2029-01"), std::string::npos) << "it may restore the certificate";
    course.add(CycleEventKind::Stage2Again, "2031-03-16");
    audits.push_back(audit("S2-2031-01", Stage2, "2031-03-18", AuditState::Planned));
    EXPECT_EQ(columns(rotation_matrix(course.at("2031-03-20"), audits, clauses)), "S2-2031-01");
}

TEST(Rotation, takes_every_audit_where_nothing_is_recorded)
{
    const auto clauses = numbers(printed);
    auto audits = first_cycle;
    audits.push_back(audit("SA-2026-01", SelfAssessment, "2026-01-20", AuditState::Completed));
    audits.push_back(audit("SU-2026-01", Surveillance, "2026-01-20", AuditState::Cancelled));
    EXPECT_EQ(columns(rotation_matrix({}, audits, clauses)),
              "S1-2025-01 S2-2026-01 SU-2027-01 SU-2028-01 IA-2025-01- IA-2027-01-");
    EXPECT_TRUE(rotation_matrix({}, {}, clauses).audits.empty());
    EXPECT_EQ(clauses_not_looked_at(rotation_matrix({}, {}, clauses)).size(), clauses.size());
    EXPECT_TRUE(rotation_matrix({}, audits, {}).rows.empty());
}

// ---- whatever there is

std::vector<std::string> some(Dice& dice)
{
    std::vector<std::string> chosen;
    for (const auto& clause : printed)
        if (dice.roll(0, 2) != 0) chosen.push_back(clause);
    return chosen;
}

std::vector<Audit> random_audits(Dice& dice, Date around)
{
    std::vector<Audit> audits;
    const int count = dice.roll(0, 12);
    for (int i = 0; i < count; ++i) {
        const auto type = audit_types.at(static_cast<std::size_t>(dice.roll(0, 6)));
        const auto state = audit_states.at(static_cast<std::size_t>(dice.roll(0, 11)));
        auto next = audit("A-" + std::to_string(i), type, "2026-01-01", state, some(dice), some(dice));
        next.starts_on = plus_days(around, dice.roll(-1500, 600));
        audits.push_back(next);
    }
    return audits;
}

/// Whether a done audit that counts asked the clause in full, worked out from the audits themselves.
bool was_looked_at(const RotationMatrix& matrix, const std::vector<Audit>& audits, const ClauseNumber& clause)
{
    return std::any_of(matrix.audits.begin(), matrix.audits.end(), [&](const RotationAudit& column) {
        const auto source = std::find_if(audits.begin(), audits.end(),
                                         [&](const Audit& each) { return each.key == column.audit; });
        return column.counts == Counts::Yes && column.held == Held::Done
            && look_at(*source, clause) == RotationLook::Full;
    });
}

void look_at_columns(const RotationMatrix& matrix, const Cycle& cycle)
{
    std::set<std::string> seen;
    bool internal = false;
    for (const auto& column : matrix.audits) {
        EXPECT_TRUE(seen.insert(column.audit.str()).second) << "an audit is one column";
        EXPECT_NE(column.type, SelfAssessment);
        EXPECT_TRUE(!internal || column.type == Internal) << "after the body's";
        internal = column.type == Internal;
        EXPECT_FALSE(internal && column.counts == Counts::Yes);
        const bool runs = cycle.state == CycleState::Certified || cycle.state == CycleState::Suspended;
        EXPECT_TRUE(!runs || column.counts == Counts::No || *column.starts_on >= *cycle.decided_on);
    }
}

TEST(RandomRotations, say_of_each_clause_what_its_audits_come_to)
{
    int done = 0;
    int open = 0;
    for (std::uint64_t seed = 1; seed <= 2'000 && !::testing::Test::HasFailure(); ++seed) {
        const auto walk = random_walk(seed);
        Dice dice(seed);
        const auto clauses = numbers(printed);
        const auto cycle = cycle_on(walk.events, walk.rules, walk.today);
        auto audits = random_audits(dice, walk.today);
        const auto matrix = rotation_matrix(cycle, audits, clauses);
        look_at_columns(matrix, cycle);
        ASSERT_EQ(matrix.rows.size(), clauses.size());
        for (std::size_t i = 0; i < clauses.size(); ++i) {
            const auto& row = matrix.rows[i];
            EXPECT_EQ(row.clause, clauses[i]);
            EXPECT_EQ(row.looks.size(), matrix.audits.size());
            EXPECT_EQ(row.standing == Standing::Done, was_looked_at(matrix, audits, row.clause)) << seed;
            ++(row.standing == Standing::Done ? done : open);
        }
        EXPECT_EQ(clauses_of(matrix, Standing::Done).size() + clauses_not_looked_at(matrix).size(),
                  clauses.size());
        std::reverse(audits.begin(), audits.end());
        EXPECT_EQ(columns(rotation_matrix(cycle, audits, clauses)), columns(matrix)) << "in any order";
    }
    EXPECT_GT(done, 1000);
    EXPECT_GT(open, 1000);
}

} // namespace
} // namespace clausebook
