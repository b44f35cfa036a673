#pragma once
// An audit: its frame, its team, its meetings and what people conclude (domain C.3, D.1, D.2; rulings 1-5, 8,
// 17).

#include "core/base/clause_number.h"
#include "core/base/id.h"
#include "core/base/language.h"
#include "core/base/time.h"
#include "core/organization/organization.h"
#include "core/people/person.h"

#include <array>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace clausebook {

enum class AuditType { Internal, SelfAssessment, Stage1, Stage2, Surveillance, Recertification, Special };
inline constexpr std::array<AuditType, 7> audit_types = {
    AuditType::Internal,     AuditType::SelfAssessment,  AuditType::Stage1, AuditType::Stage2,
    AuditType::Surveillance, AuditType::Recertification, AuditType::Special};
std::string
str(AuditType type); ///< "INTERNAL", "SELF", "STAGE1", "STAGE2", "SURVEILLANCE", "RECERT", "SPECIAL"
std::optional<AuditType> parse_audit_type(std::string_view code);

/// What numbers of audits of that type begin with: "IA", "SA", "S1", "S2", "SU", "RC", "SP" (rulings 2).
std::string number_prefix(AuditType type);

/// Source: domain G.1.
enum class AuditState {
    Planned,
    Preparing,
    Ready,
    InProgress,
    FieldworkDone,
    ReportDraft,
    ReportReview,
    ReportIssued,
    FollowUp,
    Completed,
    Postponed,
    Cancelled,
};
inline constexpr std::array<AuditState, 12> audit_states = {
    AuditState::Planned,       AuditState::Preparing,   AuditState::Ready,        AuditState::InProgress,
    AuditState::FieldworkDone, AuditState::ReportDraft, AuditState::ReportReview, AuditState::ReportIssued,
    AuditState::FollowUp,      AuditState::Completed,   AuditState::Postponed,    AuditState::Cancelled};
std::string str(AuditState state); ///< "PLANNED", ..., "IN_PROGRESS", ..., as domain G.1 writes them
std::optional<AuditState> parse_audit_state(std::string_view code);

/// Source: domain D.1, section 3.
enum class AuditMethod { Interview, Document, Observation, TestContact, Remote };
inline constexpr std::array<AuditMethod, 5> audit_methods = {AuditMethod::Interview, AuditMethod::Document,
                                                             AuditMethod::Observation,
                                                             AuditMethod::TestContact, AuditMethod::Remote};
std::string str(AuditMethod method); ///< "interview", "document", "observation", "test_contact", "remote"
std::optional<AuditMethod> parse_audit_method(std::string_view code);

struct Audit {
    Id<Audit> key; ///< "IA-2026-01"
    Version version = 0;
    AuditType type = AuditType::Internal;
    AuditState state = AuditState::Planned;
    std::string title;
    std::string checklist;  ///< SHA-256 of the checklist it pins; the bytes lie in the vault (rulings 4)
    std::string objectives; ///< one a line
    std::string scope;
    std::string risk_basis; ///< why this scope now (domain D.1)
    std::vector<Id<Site>> sites;
    std::vector<Id<Criterion>> criteria;
    std::vector<ClauseNumber> clauses; ///< in scope, in the order of the standard; X.1 for a scheme item
    std::vector<AuditMethod> methods;
    Language language = Language::en; ///< of the report
    std::optional<Date> period_from;  ///< the period whose records are sampled
    std::optional<Date> period_to;
    std::optional<Date> starts_on;
    std::optional<Date> ends_on;
    std::string auditor_days; ///< decimal text, e.g. "2.5"
    Id<Person> lead;
    std::optional<Date> plan_issued_on;
    Id<Person> plan_accepted_by;
    std::optional<Date> plan_accepted_on;
    std::string state_reason;               ///< of a postponement, a cancellation, a report sent back
    std::optional<AuditState> state_before; ///< the state a postponed audit came from
    Id<Person> prepared_by;                 ///< who handed the report in for review
    std::optional<Date> prepared_on;
    Id<Audit> follows; ///< the stage 1 of a stage 2, the audit before a surveillance, what it was copied from
    std::vector<ClauseNumber> rotation; ///< of a surveillance: the clauses it looks at in full
};

/// Refuses what no audit can be, also a planned one: "required" (title, scope, clauses, criteria, lead,
/// starts_on, ends_on), "too_long", "unclean", "ends_before_it_starts" (ends_on, period_to), "days_shape"
/// (auditor_days is no number from 0.1 to 999 with at most two decimals). What only has to be there before
/// the audit is ready is a guard of its lifecycle. Source: domain G.1, D.1.
void check(const Audit& audit);

/// What a person does in one audit, whatever the global roles say.
enum class MemberRole {
    Lead,
    Auditor,
    Expert,   ///< advises, answers no questions
    Observer, ///< watches
};
inline constexpr std::array<MemberRole, 4> member_roles = {MemberRole::Lead, MemberRole::Auditor,
                                                           MemberRole::Expert, MemberRole::Observer};
std::string str(MemberRole role); ///< "LEAD", "AUDITOR", "EXPERT", "OBSERVER"
std::optional<MemberRole> parse_member_role(std::string_view code);

struct Member {
    Id<Audit> audit;
    Version version = 0;
    Id<Person> person;
    MemberRole role = MemberRole::Auditor;
    bool independence_declared = false;
    std::string
        independence_note; ///< what the person said; how it was declared when somebody else wrote it down
};

/// Observers watch only; everybody else on a team declares independence before the audit is prepared.
bool declares_independence(MemberRole role);

/// The first clause of the scope whose process the person owns: nobody audits a process of their own.
std::optional<ClauseNumber> owned_clause(const Person& person, const std::vector<ClauseNumber>& scope);

/// Refuses a lead or auditor who owns a process in the scope: "auditor_owns_process" on field "team",
/// parameters person and clause. Experts and observers judge nothing and may.
void check_independence(const Person& person, MemberRole role, const std::vector<ClauseNumber>& scope);

enum class MeetingKind { Opening, Closing };
inline constexpr std::array<MeetingKind, 2> meeting_kinds = {MeetingKind::Opening, MeetingKind::Closing};
std::string str(MeetingKind kind); ///< "opening", "closing"
std::optional<MeetingKind> parse_meeting_kind(std::string_view code);

struct Meeting {
    Id<Audit> audit;
    Version version = 0;
    MeetingKind kind = MeetingKind::Opening;
    std::optional<Date> held_on;
    std::vector<Id<Person>> people;
    std::string note;
};

/// Refuses a meeting without a date or without people ("required"), "too_long", "unclean".
void check(const Meeting& meeting);

/// What only people can say in the report. Source: domain D.2. Lists are one item a line.
struct Conclusion {
    Id<Audit> audit;
    Version version = 0;
    std::string overall_conclusion;
    std::string strengths;
    std::string main_risks;
    std::string plan_deviations; ///< "what: why" a line, or "none"
    std::string obstacles;
    std::string areas_not_covered; ///< "what: why" a line, or "none"
    std::string degree_of_fulfilment;
    std::string effectiveness_statement;
    std::string objectives_met;
    std::string differing_opinions; ///< one a line, or "none"
    std::string recommendations;
    std::string next_audit_proposal;
    std::string distribution; ///< who gets the report
};

/// One field of a conclusion, for forms, checks and reports alike.
struct ConclusionField {
    std::string_view name; ///< "overall_conclusion": form field, column and catalogue key
    std::string Conclusion::*text;
    enum class Need { Required, Optional } need;
    enum class Shape {
        Text,
        Lines,      ///< one a line
        WhatAndWhy, ///< "what: why" a line, or "none"
    } shape;
};

/// All fields in the order of domain D.2, required ones as D.2 marks them.
const std::vector<ConclusionField>& conclusion_fields();

/// Refuses "too_long", "unclean", and "conclusion_reason_missing" (parameter line) for a line of
/// plan_deviations or areas_not_covered without ": " that is not the single word none.
void check(const Conclusion& conclusion);

/// True for the single word that says there is nothing: "none", "yok".
bool says_none(std::string_view text);

/// What somebody is to one audit.
enum class Part { QualityManager, TopManagement, Lead, Auditor, Expert, Observer, Auditee, System };
using Parts = std::set<Part>;

/// The parts an actor has in an audit, from the global roles and the team.
Parts parts_in(const Actor& actor, const std::vector<Member>& members);

/// How much of an audit somebody sees. Source: trust.md 4, rulings 17.
enum class Sight {
    None,  ///< as if it were not there
    Plan,  ///< the plan page, once the plan is issued
    Whole, ///< every page
};

/// Quality manager, top management and the team see the whole; an auditee the issued plan.
Sight sight_of(const Parts& parts, const Audit& audit);

/// True for those who answer, note meetings and draft findings: the lead and the auditors.
bool may_conduct(const Parts& parts);

/// True for those who change frame, team and plan: the quality manager and the lead.
bool may_plan(const Parts& parts);

/// True while answers may be written (IN_PROGRESS).
bool answers_open(AuditState state);

/// True while meetings, findings' texts and the conclusion may still be written: from IN_PROGRESS to
/// REPORT_DRAFT.
bool records_open(AuditState state);

/// True once the report is issued: REPORT_ISSUED, FOLLOW_UP, COMPLETED.
bool is_issued(AuditState state);

/// True while there is work on the audit itself: neither issued nor cancelled.
bool is_at_work(AuditState state);

/// True for those who may write the conclusion now: lead and auditors while the records are open, the lead
/// alone once the report is issued, for a correction.
bool may_conclude(const Parts& parts, AuditState state);

} // namespace clausebook
