#include "support/finding_house.h"

namespace clausebook::store {
namespace {

class FindingRows : public testing::FindingHouse {
protected:
    Id<Finding> at(const std::string& clause, Grade grade, const std::string& statement = "")
    {
        auto key = draft_finding(workspace, auditor, {audit, grade, {}, ClauseNumber::parse(clause), {}});
        if (!statement.empty()) {
            auto text = text_of(stored(key));
            text.statement = statement;
            change_finding(workspace, auditor, key, text);
        }
        return key;
    }

    std::vector<std::string> list(const FindingFilter& filter, int limit = 50) const
    {
        const auto db = workspace.read();
        std::vector<std::string> keys;
        Id<Finding> after;
        do {
            const auto page = findings(db, filter, after, limit);
            for (const auto& finding : page.findings) keys.push_back(finding.key.str().substr(11));
            after = page.next;
        } while (!after.empty());
        return keys;
    }

    FindingFilter all() const
    {
        FindingFilter filter;
        filter.sight = finding_sight(quality);
        return filter;
    }
};

using Keys = std::vector<std::string>;

TEST_F(FindingRows, a_finding_comes_back_as_it_was_saved)
{
    Finding finding;
    finding.audit = audit;
    finding.grade = Grade::OFI;
    finding.clause = ClauseNumber::parse("7.4");
    finding.secondary_clauses = {*ClauseNumber::parse("4.15"), *ClauseNumber::parse("X.1")};
    finding.site = bursa;
    finding.process = "Acknowledgement";
    finding.criterion = own;
    finding.criterion_section = "§3.2";
    finding.auditor = auditor.person;
    finding.auditee_contact = contact.person;
    finding.found_on = *parse_date("2026-11-22");
    finding.requirement = "=HYPERLINK(\"x\")";
    finding.objective_evidence = "<script>alert(1)</script>\n' OR 1=1 --";
    finding.statement = "\u202eישראל e\u0301 ısrar";
    finding.grade_reason = "r";
    finding.repeat_of = "IA-2025-01-02";
    auto verb = workspace.begin(auditor, "finding.saved");
    const auto key = save(verb, finding);
    verb.commit();
    const auto back = stored(key);
    EXPECT_EQ(back.serial, 1);
    EXPECT_EQ(back.version, 1);
    EXPECT_EQ(back.grade, Grade::OFI);
    EXPECT_EQ(back.clause, finding.clause);
    EXPECT_EQ(back.secondary_clauses, finding.secondary_clauses);
    EXPECT_EQ(back.site, bursa);
    EXPECT_EQ(back.criterion, own);
    EXPECT_EQ(back.auditee_contact, contact.person);
    EXPECT_EQ(back.found_on, finding.found_on);
    EXPECT_EQ(back.requirement, finding.requirement);
    EXPECT_EQ(back.objective_evidence, finding.objective_evidence);
    EXPECT_EQ(back.statement, finding.statement);
    EXPECT_EQ(back.repeat_of, finding.repeat_of);
    EXPECT_FALSE(back.raised_on);
}

TEST_F(FindingRows, the_frame_says_who_may_what_and_when)
{
    const auto frame = finding_frame(workspace.read(), audit).value();
    EXPECT_EQ(frame.kind, FindingFrame::Kind::Internal);
    EXPECT_EQ(frame.phase, FindingFrame::Phase::Working);
    EXPECT_EQ(frame.lead, lead.person);
    EXPECT_EQ(frame.auditors, (std::set{lead.person, auditor.person}));
    EXPECT_EQ(frame.clauses.size(), 6U);
    EXPECT_FALSE(finding_frame(workspace.read(), Id<Audit>("IA-2026-02")));
}

TEST_F(FindingRows, the_list_is_filtered)
{
    at("7.4", Grade::MINOR, "Işık yanmıyor, 50% geç");
    at("7.10", Grade::MAJOR);
    at("7.9", Grade::OFI);
    const auto with = [&](auto change) {
        auto filter = all();
        change(filter);
        return list(filter);
    };
    EXPECT_EQ(with([](FindingFilter&) {}), (Keys{"f3", "f2", "f1"}));
    EXPECT_EQ(with([](FindingFilter& f) { f.grade = Grade::MAJOR; }), Keys{"f2"});
    EXPECT_EQ(with([](FindingFilter& f) { f.clause = ClauseNumber::parse("7"); }), (Keys{"f3", "f2", "f1"}));
    EXPECT_EQ(with([](FindingFilter& f) { f.clause = ClauseNumber::parse("7.1"); }), Keys{});
    EXPECT_EQ(with([](FindingFilter& f) { f.text = "ISIK"; }), Keys{"f1"});
    EXPECT_EQ(with([](FindingFilter& f) { f.text = "50% G"; }), Keys{"f1"});
    EXPECT_EQ(with([](FindingFilter& f) { f.text = "%"; }), Keys{"f1"});
    EXPECT_EQ(with([](FindingFilter& f) { f.text = "_"; }), Keys{});
    EXPECT_EQ(with([](FindingFilter& f) { f.state = FindingState::Raised; }), Keys{});
    EXPECT_EQ(with([](FindingFilter& f) { f.audit = Id<Audit>("IA-2026-02"); }), Keys{});
    withdraw(workspace, lead, finding_key(audit, 2), "x", 1);
    EXPECT_EQ(with([](FindingFilter& f) { f.open_only = true; }), (Keys{"f3", "f1"}));
}

TEST_F(FindingRows, the_list_is_sorted_and_paged_without_gaps)
{
    at("7.10", Grade::OFI);
    at("7.9", Grade::MAJOR);
    draft_finding(workspace, auditor, {audit, Grade::MINOR, {}, {}, {}});
    at("X.1", Grade::MAJOR);
    at("4.15", Grade::MINOR);
    for (const int limit : {1, 2, 3, 50}) {
        auto filter = all();
        EXPECT_EQ(list(filter, limit), (Keys{"f5", "f4", "f3", "f2", "f1"})) << limit;
        filter.sort = FindingSort::Grade;
        EXPECT_EQ(list(filter, limit), (Keys{"f2", "f4", "f3", "f5", "f1"})) << limit;
        filter.sort = FindingSort::Clause;
        EXPECT_EQ(list(filter, limit), (Keys{"f5", "f2", "f1", "f4", "f3"})) << limit;
        EXPECT_EQ(findings(workspace.read(), filter, {}, limit).count, 5);
    }
}

TEST_F(FindingRows, the_list_shows_each_person_what_is_theirs)
{
    const auto key = ready();
    auto text = text_of(stored(key));
    text.auditee_contact = contact.person;
    change_finding(workspace, auditor, key, text);
    const auto seen = [&](const Actor& actor) {
        FindingFilter filter;
        filter.sight = finding_sight(actor);
        return list(filter).size();
    };
    for (const auto& actor : {quality, lead, auditor}) EXPECT_EQ(seen(actor), 1U);
    for (const auto& actor : {stranger, contact, administrator, Actor()}) EXPECT_EQ(seen(actor), 0U);
    raise(workspace, lead, key, stored(key).version);
    EXPECT_EQ(seen(contact), 1U);
    EXPECT_EQ(finding_counts(workspace.read(), finding_sight(stranger)).size(), 0U);
}

TEST_F(FindingRows, counts_go_by_grade_and_state)
{
    at("7.4", Grade::MINOR);
    at("7.4", Grade::MINOR);
    const auto major = at("7.9", Grade::MAJOR);
    withdraw(workspace, lead, major, "x", 1);
    const auto counts = finding_counts(workspace.read(), finding_sight(quality), audit);
    ASSERT_EQ(counts.size(), 2U);
    EXPECT_EQ(counts[0].grade, Grade::MAJOR);
    EXPECT_EQ(counts[0].state, FindingState::Withdrawn);
    EXPECT_EQ(counts[1].count, 2);
    EXPECT_TRUE(finding_counts(workspace.read(), finding_sight(quality), Id<Audit>("IA-2026-02")).empty());
}

TEST_F(FindingRows, findings_of_a_cancelled_audit_are_not_open)
{
    at("7.4", Grade::MAJOR);
    auto open = all();
    open.open_only = true;
    EXPECT_EQ(list(open), Keys{"f1"});
    EXPECT_EQ(finding_counts(workspace.read(), all().sight, {}).size(), 1U);
    audit_is("CANCELLED");
    EXPECT_EQ(list(open), Keys{});
    EXPECT_EQ(finding_counts(workspace.read(), all().sight, {}).size(), 0U);
    EXPECT_EQ(list(all()), Keys{"f1"});
}

} // namespace
} // namespace clausebook::store
