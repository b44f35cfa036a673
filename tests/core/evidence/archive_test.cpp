#include "core/evidence/evidence_rules.h"

#include <gtest/gtest.h>

namespace clausebook {
namespace {

constexpr Date today{std::chrono::year(2026), std::chrono::November, std::chrono::day(22)};
constexpr Date yesterday{std::chrono::year(2026), std::chrono::November, std::chrono::day(21)};

const Actor quality{Id<Person>("P-0001"), "Ayşe", {Role::QualityManager}};
const Actor other_quality{Id<Person>("P-0002"), "Zeynep", {Role::QualityManager}};

EvidenceVersion version_in(EvidenceState state)
{
    EvidenceVersion version;
    version.serial = 1;
    version.state = state;
    return version;
}

EvidenceVersion archived(Date keep_until)
{
    auto version = version_in(EvidenceState::Archived);
    version.archive = EvidenceArchive{1, quality.person, yesterday, keep_until, {}, {}, {}};
    return version;
}

std::string code(VersionAct act, const EvidenceVersion& version, const Actor& actor = quality)
{
    const auto refusal = why_not(act, {version, actor, today});
    return refusal ? refusal->code() : "";
}

TEST(EvidenceArchive, takes_what_is_expired_or_superseded_and_nothing_else)
{
    for (const auto state : all_evidence_states) {
        const bool over = state == EvidenceState::Expired || state == EvidenceState::Superseded;
        EXPECT_EQ(code(VersionAct::Archive, version_in(state)), over ? "" : "evidence_not_over")
            << str(state);
    }
    auto version = version_in(EvidenceState::Accepted);
    version.fields.valid_until = today;
    EXPECT_EQ(code(VersionAct::Archive, version), "evidence_not_over");
    version.fields.valid_until = yesterday;
    EXPECT_EQ(code(VersionAct::Archive, version), "");
}

TEST(EvidenceArchive, is_the_quality_managers)
{
    for (const auto role :
         {Role::Administrator, Role::LeadAuditor, Role::Auditor, Role::Auditee, Role::TopManagement})
        for (const auto act : {VersionAct::Archive, VersionAct::TakeBack, VersionAct::Destroy})
            EXPECT_EQ(code(act, archived(yesterday), {Id<Person>("P-0003"), "", {role}}),
                      "evidence_not_allowed");
}

TEST(EvidenceArchive, gives_its_content_up_only_after_its_last_day_and_to_another_person)
{
    EXPECT_EQ(code(VersionAct::Destroy, archived(today), other_quality), "evidence_kept_until");
    EXPECT_EQ(code(VersionAct::Destroy, archived(yesterday), quality), "evidence_own_archive");
    EXPECT_EQ(code(VersionAct::Destroy, archived(yesterday), other_quality), "");
    for (const auto state : all_evidence_states)
        if (state != EvidenceState::Archived) {
            EXPECT_EQ(code(VersionAct::Destroy, version_in(state), other_quality), "evidence_not_archived");
            EXPECT_EQ(code(VersionAct::TakeBack, version_in(state)), "evidence_not_archived");
        }
    EXPECT_EQ(code(VersionAct::TakeBack, archived(today)), "");
}

TEST(EvidenceArchive, gives_a_version_back_in_the_state_it_had)
{
    auto first = version_in(EvidenceState::Archived);
    first.approved_on = yesterday;
    auto second = version_in(EvidenceState::Rejected);
    second.serial = 2;
    EXPECT_EQ(state_before_archive(first, {first, second}), EvidenceState::Accepted);
    second.approved_on = today;
    EXPECT_EQ(state_before_archive(first, {first, second}), EvidenceState::Superseded);
    first.approved_on.reset();
    EXPECT_EQ(state_before_archive(first, {first}), EvidenceState::Superseded);
}

TEST(EvidenceArchive, keeps_a_day_at_least)
{
    EXPECT_THROW(check_keep_until(yesterday, today), Refusal);
    EXPECT_THROW(check_keep_until(today, today), Refusal);
    EXPECT_NO_THROW(check_keep_until(plus_days(today, 1), today));
}

TEST(EvidenceArchive, keeps_three_years_when_nobody_says_another_day)
{
    EXPECT_EQ(to_string(usual_keep_until(today)), "2029-11-22");
    EXPECT_EQ(to_string(usual_keep_until(*parse_date("2024-02-29"))), "2027-02-28");
}

} // namespace
} // namespace clausebook
