// Which questions an audit of each type asks. Source: domain B (X), F.2.

#include "core/audit/lifecycle.h"

#include <gtest/gtest.h>

namespace clausebook {
namespace {

Question question(const std::string& id, StageTags stages)
{
    return {*QuestionId::parse(id), stages, {}, {}};
}

/// Two clauses with a question of each stage, and two scheme items.
Checklist checklist()
{
    Checklist list;
    for (const auto* number : {"7.4", "8.5"}) {
        Clause clause{*ClauseNumber::parse(number), *ClauseNumber::parse(std::string(number).substr(0, 1))};
        const std::string id(number);
        clause.questions = {question(id + "-Q1", {StageTag::S1}), question(id + "-Q2", {StageTag::S2}),
                            question(id + "-Q3", {StageTag::S2, StageTag::SV})};
        list.clauses.push_back(clause);
    }
    list.scheme_items = {question("X.1", {StageTag::S1}), question("X.6", {StageTag::S2, StageTag::SV})};
    return list;
}

std::string asked(AuditType type, const std::vector<std::string>& scope,
                  const std::vector<std::string>& rotation = {})
{
    static const auto list = checklist();
    Audit audit;
    audit.type = type;
    for (const auto& clause : scope) audit.clauses.push_back(*ClauseNumber::parse(clause));
    for (const auto& clause : rotation) audit.rotation.push_back(*ClauseNumber::parse(clause));
    std::string ids;
    for (const auto* each : planned_questions(audit, list)) ids.append(each->id.str()).append(" ");
    return ids;
}

TEST(PlannedQuestions, are_those_of_the_stage)
{
    EXPECT_EQ(asked(AuditType::Stage1, {"7.4", "8.5"}), "7.4-Q1 8.5-Q1 ");
    EXPECT_EQ(asked(AuditType::Stage2, {"7.4"}), "7.4-Q1 7.4-Q2 7.4-Q3 ");
    EXPECT_EQ(asked(AuditType::Internal, {"8.5"}), "8.5-Q1 8.5-Q2 8.5-Q3 ");
    EXPECT_EQ(asked(AuditType::Recertification, {"8.5"}), "8.5-Q1 8.5-Q2 8.5-Q3 ");
}

TEST(PlannedQuestions, of_a_surveillance_are_the_core_of_its_scope_and_all_of_its_rotation)
{
    EXPECT_EQ(asked(AuditType::Surveillance, {"7.4", "8.5"}), "7.4-Q3 8.5-Q3 ");
    EXPECT_EQ(asked(AuditType::Surveillance, {"7.4", "8.5"}, {"8.5"}), "7.4-Q3 8.5-Q1 8.5-Q2 8.5-Q3 ");
}

TEST(PlannedQuestions, take_a_rotation_of_surveillances_alone)
{
    EXPECT_EQ(asked(AuditType::Stage1, {"7.4"}, {"8.5"}), "7.4-Q1 ");
}

TEST(PlannedQuestions, of_a_body_are_the_scheme_items_of_its_stage_and_of_the_house_all_in_scope)
{
    EXPECT_EQ(asked(AuditType::Stage1, {"X.1", "X.6"}), "X.1 ");
    EXPECT_EQ(asked(AuditType::Surveillance, {"X.1", "X.6"}), "X.6 ");
    EXPECT_EQ(asked(AuditType::Internal, {"X.1", "X.6"}), "X.1 X.6 ");
    EXPECT_EQ(asked(AuditType::Internal, {"X.6"}), "X.6 ");
}

} // namespace
} // namespace clausebook
