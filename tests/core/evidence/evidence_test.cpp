#include "core/evidence/evidence.h"
#include "core/evidence/evidence_rules.h"
#include "core/evidence/file_name.h"
#include "support/refused.h"

#include <gtest/gtest.h>

namespace clausebook {
namespace {

Date day(const char* text)
{
    return parse_date(text).value();
}

EvidenceVersion accepted_version()
{
    EvidenceVersion version;
    version.serial = 1;
    version.state = EvidenceState::Accepted;
    version.uploaded_by = Id<Person>("P-0001");
    return version;
}

TEST(EvidenceCodes, are_read_as_they_are_written)
{
    for (const auto state : all_evidence_states) EXPECT_EQ(parse_evidence_state(str(state)), state);
    for (const auto each : all_confidentialities) EXPECT_EQ(parse_confidentiality(str(each)), each);
    EXPECT_FALSE(parse_evidence_state("accepted"));
    EXPECT_FALSE(parse_confidentiality(""));
}

TEST(LinkTarget, reads_answers_findings_and_clauses)
{
    for (const auto* text : {"answer:IA-2026-01/all/7.4-Q2", "answer:S1-2026-123/S-02/X.3",
                             "finding:IA-2026-01/f3", "clause:7.4", "clause:X.1"}) {
        const auto target = LinkTarget::parse(text);
        ASSERT_TRUE(target) << text;
        EXPECT_EQ(target->str(), text);
    }
    EXPECT_EQ(LinkTarget::parse("answer:IA-2026-01/all/7.4-Q2")->clause(), "7.4");
    EXPECT_EQ(LinkTarget::parse("answer:IA-2026-01/all/X.3")->clause(), "X.3");
    EXPECT_EQ(LinkTarget::parse("answer:IA-2026-01/all/7.4-Q2")->audit(), "IA-2026-01");
    EXPECT_EQ(LinkTarget::parse("finding:IA-2026-01/f3")->audit(), "IA-2026-01");
    EXPECT_EQ(LinkTarget::parse("clause:7.4")->audit(), "");
}

TEST(LinkTarget, refuses_every_other_shape)
{
    for (const auto* text :
         {"", "7.4", "answer:", "answer:IA-2026-01", "answer:IA-2026-01/all", "answer:IA-2026-01/all/7.4",
          "answer:IA-2026-01/any/7.4-Q2", "answer:../all/7.4-Q2", "finding:IA-2026-01/3",
          "finding:IA-2026-01/f", "clause:7.04", "report:IA-2026-01", "answer:IA-2026-01/all/7.4-Q2/x",
          "Answer:IA-2026-01/all/7.4-Q2"})
        EXPECT_FALSE(LinkTarget::parse(text)) << text;
}

TEST(EvidenceState, is_expired_only_after_its_last_day_and_only_when_accepted)
{
    const auto last = day("2026-11-22");
    EXPECT_EQ(state_on(EvidenceState::Accepted, last, last), EvidenceState::Accepted);
    EXPECT_EQ(state_on(EvidenceState::Accepted, last, day("2026-11-23")), EvidenceState::Expired);
    EXPECT_EQ(state_on(EvidenceState::Accepted, std::nullopt, day("2099-01-01")), EvidenceState::Accepted);
    EXPECT_EQ(state_on(EvidenceState::Submitted, last, day("2026-11-23")), EvidenceState::Submitted);
}

TEST(EvidenceState, follows_the_lifecycle_and_skips_nothing)
{
    using enum EvidenceState;
    const std::set<std::pair<EvidenceState, EvidenceState>> allowed = {
        {Registered, Submitted}, {Registered, Superseded}, {Submitted, Accepted},
        {Submitted, Rejected},   {Accepted, Superseded},   {Expired, Superseded},
        {Expired, Archived},     {Superseded, Archived},   {Archived, Destroyed}};
    for (const auto from : all_evidence_states)
        for (const auto to : all_evidence_states)
            EXPECT_EQ(follows(from, to), allowed.contains({from, to})) << str(from) << " -> " << str(to);
}

TEST(ValidEvidence, is_accepted_and_not_over)
{
    auto version = accepted_version();
    const auto today = day("2026-11-22");
    EXPECT_TRUE(is_valid_evidence(version, EvidenceType::POL, today));
    version.fields.valid_until = today;
    EXPECT_TRUE(is_valid_evidence(version, EvidenceType::POL, today));
    EXPECT_FALSE(is_valid_evidence(version, EvidenceType::POL, day("2026-11-23")));
    version.fields.valid_until.reset();
    for (const auto state : {EvidenceState::Registered, EvidenceState::Submitted, EvidenceState::Rejected,
                             EvidenceState::Superseded, EvidenceState::Archived, EvidenceState::Destroyed}) {
        version.state = state;
        EXPECT_FALSE(is_valid_evidence(version, EvidenceType::POL, today)) << str(state);
    }
}

TEST(ValidEvidence, of_a_record_is_not_older_than_twelve_months)
{
    auto version = accepted_version();
    EXPECT_FALSE(is_valid_evidence(version, EvidenceType::LOG, day("2026-11-22")))
        << "a record without any date";
    version.fields.period_to = day("2025-11-22");
    EXPECT_TRUE(is_valid_evidence(version, EvidenceType::LOG, day("2026-11-22")));
    EXPECT_FALSE(is_valid_evidence(version, EvidenceType::LOG, day("2026-11-23")));
    EXPECT_TRUE(is_valid_evidence(version, EvidenceType::POL, day("2030-01-01"))) << "a policy has no period";
    version.fields.period_to.reset();
    version.fields.document_date = day("2026-10-01");
    EXPECT_TRUE(is_valid_evidence(version, EvidenceType::INT, day("2026-11-22")));
    version.fields.period_to = day("2027-02-28");
    EXPECT_TRUE(is_valid_evidence(version, EvidenceType::LOG, day("2028-02-29"))) << "leap day";
}

TEST(EvidenceFields, are_refused_where_they_cannot_be)
{
    EvidenceFields fields;
    EXPECT_REFUSED(check(fields), "required");
    fields.title = std::string(301, 'x');
    EXPECT_REFUSED(check(fields), "too_long");
    fields.title = "a\nb";
    EXPECT_REFUSED(check(fields), "unclean");
    EvidenceVersionFields version;
    version.period_from = day("2026-02-01");
    version.period_to = day("2026-01-31");
    EXPECT_REFUSED(check(version), "period_reversed");
    version = {};
    version.document_date = day("2026-02-01");
    version.valid_until = day("2026-01-31");
    EXPECT_REFUSED(check(version), "valid_before_document");
}

TEST(SeeingEvidence, follows_the_roles_and_the_ties)
{
    using enum Confidentiality;
    struct Row {
        Role role;
        bool open;
        bool confidential;
        bool personal;
    };
    constexpr Row rows[] = {
        {Role::QualityManager, true, true, true}, {Role::TopManagement, true, true, false},
        {Role::LeadAuditor, true, false, false},  {Role::Auditor, true, false, false},
        {Role::Auditee, false, false, false},     {Role::Administrator, false, false, false},
    };
    for (const auto& row : rows) {
        const Actor actor{Id<Person>("P-0009"), "x", {row.role}};
        EXPECT_EQ(may_see(Public, actor, {}), row.open) << str(row.role);
        EXPECT_EQ(may_see(Internal, actor, {}), row.open) << str(row.role);
        EXPECT_EQ(may_see(Confidential, actor, {}), row.confidential) << str(row.role);
        EXPECT_EQ(may_see(Personal, actor, {}), row.personal) << str(row.role);
        for (const auto tie : {Tie::Owner, Tie::Uploader, Tie::Team})
            EXPECT_TRUE(may_see(Personal, actor, {tie}));
    }
}

class EvidenceActs : public ::testing::Test {
protected:
    Evidence evidence;
    EvidenceVersion newest;
    Actor actor{Id<Person>("P-0001"), "Ayşe", {Role::QualityManager}};

    std::string code(EvidenceAct act, const Ties& ties = {}, std::size_t versions = 1, std::size_t links = 0)
    {
        const auto refusal = why_not(act, {evidence, newest, versions, links, actor, ties});
        return refusal ? refusal->code() : "";
    }
};

TEST_F(EvidenceActs, submitting_asks_for_type_date_and_a_file_or_who_keeps_it_where_and_saw_it)
{
    EXPECT_EQ(code(EvidenceAct::Submit), "evidence_needs_type");
    evidence.fields.type = EvidenceType::POL;
    EXPECT_EQ(code(EvidenceAct::Submit), "evidence_needs_date");
    newest.fields.document_date = day("2026-01-15");
    EXPECT_EQ(code(EvidenceAct::Submit), "evidence_needs_file");
    newest.fields.location = "Archive, shelf 3";
    EXPECT_EQ(code(EvidenceAct::Submit), "evidence_needs_reference") << "a place alone identifies nothing";
    EXPECT_EQ(next_step(evidence.fields, newest), "describe");
    newest.fields.reference =
        EvidenceReference{"Registry office", "", SeenHow::Original, day("2026-02-01"), Id<Person>("P-0002")};
    EXPECT_EQ(code(EvidenceAct::Submit), "");
    newest.fields.reference.reset();
    newest.fields.location.clear();
    newest.files.push_back({});
    EXPECT_EQ(code(EvidenceAct::Submit), "") << "nor is anything asked for beside a file";
    newest.state = EvidenceState::Rejected;
    EXPECT_EQ(code(EvidenceAct::Submit), "evidence_not_registered");
}

TEST_F(EvidenceActs, nobody_decides_on_an_upload_of_their_own)
{
    newest.state = EvidenceState::Submitted;
    newest.uploaded_by = actor.person;
    EXPECT_EQ(code(EvidenceAct::Accept), "evidence_own_upload");
    EXPECT_EQ(code(EvidenceAct::Reject), "evidence_own_upload");
    newest.uploaded_by = Id<Person>("P-0002");
    EXPECT_EQ(code(EvidenceAct::Accept), "");
    for (const auto role : {Role::Auditee, Role::TopManagement, Role::Administrator}) {
        actor.roles = {role};
        EXPECT_EQ(code(EvidenceAct::Accept, {Tie::Owner}), "evidence_not_allowed") << str(role);
    }
    actor.roles = {Role::Auditor};
    newest.state = EvidenceState::Registered;
    EXPECT_EQ(code(EvidenceAct::Accept), "evidence_not_submitted");
}

TEST_F(EvidenceActs, only_the_uploader_removes_and_only_what_nothing_hangs_on)
{
    evidence.registered_by = actor.person;
    EXPECT_EQ(code(EvidenceAct::Remove), "");
    EXPECT_EQ(code(EvidenceAct::Remove, {}, 1, 1), "evidence_linked");
    EXPECT_EQ(code(EvidenceAct::Remove, {}, 2, 0), "evidence_kept");
    newest.state = EvidenceState::Submitted;
    EXPECT_EQ(code(EvidenceAct::Remove), "evidence_kept");
    newest.state = EvidenceState::Registered;
    evidence.registered_by = Id<Person>("P-0002");
    EXPECT_EQ(code(EvidenceAct::Remove), "evidence_not_uploader");
}

TEST_F(EvidenceActs, who_is_not_tied_to_it_does_not_change_it)
{
    actor.roles = {Role::Auditor};
    EXPECT_EQ(code(EvidenceAct::Describe), "evidence_not_yours");
    EXPECT_EQ(code(EvidenceAct::AddVersion), "evidence_not_yours");
    EXPECT_EQ(code(EvidenceAct::Describe, {Tie::Team}), "");
    EXPECT_EQ(code(EvidenceAct::Link), "");
    newest.state = EvidenceState::Submitted;
    EXPECT_EQ(code(EvidenceAct::AddVersion, {Tie::Uploader}), "evidence_awaits_decision");
    newest.state = EvidenceState::Archived;
    EXPECT_EQ(code(EvidenceAct::Describe, {Tie::Uploader}), "evidence_closed");
}

TEST(FileName, is_never_a_path_and_never_turns_a_file_away)
{
    EXPECT_EQ(shown_name("policy.pdf"), "policy.pdf");
    EXPECT_EQ(shown_name("../../x"), "x");
    EXPECT_EQ(shown_name("C:\\fakepath\\a.pdf"), "a.pdf");
    EXPECT_EQ(shown_name("CON"), "CON");
    EXPECT_EQ(shown_name("a\nb\r\n.txt"), "a b  .txt");
    EXPECT_EQ(shown_name("Şikâyet İşleme.pdf"), "Şikâyet İşleme.pdf");
    EXPECT_EQ(shown_name("שלום.pdf"), "שלום.pdf");
    EXPECT_EQ(shown_name("evil\u202Efdp.exe"), "evilfdp.exe");
    for (const auto* nothing : {"", "..", "/", "  ", "a/", "\u202E"})
        EXPECT_EQ(shown_name(nothing), "file") << nothing;
    EXPECT_REFUSED(shown_name("\xff\xfe.pdf"), "unclean");
    const auto cut = shown_name(std::string(300, 'a') + ".pdf");
    EXPECT_EQ(cut.size(), 200U);
    EXPECT_TRUE(cut.ends_with("a.pdf"));
}

TEST(FileName, makes_a_title)
{
    EXPECT_EQ(title_from("complaints_policy_v3.pdf"), "complaints policy v3");
    EXPECT_EQ(title_from(".htaccess"), ".htaccess");
    EXPECT_EQ(title_from("Rev. 3 of the whole procedure"), "Rev. 3 of the whole procedure");
    EXPECT_EQ(title_from("../_.pdf"), "_.pdf");
}

} // namespace
} // namespace clausebook
