// What is late and what falls due in the next 30 days: who sees it, until when, and the list behind each
// part.

#include "store/audits.h"
#include "support/desk_of.h"
#include "support/follow_up_house.h"
#include "workspace/due_soon.h"

namespace clausebook::web {

class DuePages : public testing::DeskOf<testing::FollowUpHouse> {
protected:
    std::string due(const Actor& who, Language language = Language::en) const
    {
        return get(who, "/due", language).body();
    }

    Id<Action> action_due(const Id<Finding>& finding, const std::string& text, int days)
    {
        auto wish = proposal();
        wish.text = text;
        wish.due = plus_days(workspace.today(), days);
        return propose_action(workspace, contact, finding, wish);
    }

    Id<Evidence> accepted_until(const std::string& title, int days)
    {
        Registration wish;
        wish.fields.title = title;
        wish.fields.type = EvidenceType::POL;
        wish.fields.owner = owner.person;
        wish.version.location = "Room 2";
        wish.version.document_date = plus_days(workspace.today(), -10);
        wish.version.valid_until = plus_days(workspace.today(), days);
        wish.version.reference =
            EvidenceReference{"Call centre", "", SeenHow::Screen, workspace.today(), quality.person};
        auto key = register_evidence(workspace, quality, {}, wish).front().evidence;
        submit_evidence(workspace, quality, key, store::evidence(workspace.read(), key)->version);
        accept(key);
        return key;
    }

    void planned_in(int days, const std::string& title)
    {
        auto verb = workspace.begin(quality, "audit.created");
        auto next = store::audit(verb, audit).value();
        next.key = Id<Audit>("IA-2026-" + std::to_string(50 + days));
        next.version = 0;
        next.title = title;
        next.state = AuditState::Planned;
        next.starts_on = plus_days(workspace.today(), days);
        next.ends_on = plus_days(workspace.today(), days + 2);
        store::save(verb, next);
        verb.commit();
    }

    static bool holds(const std::string& body, const std::string& part)
    {
        return body.find(part) != std::string::npos;
    }
};

TEST_F(DuePages, say_so_when_nothing_is_due)
{
    auto verb = workspace.begin(quality, "test.over");
    auto over = store::audit(verb, audit).value();
    over.state = AuditState::ReportDraft;
    store::save(verb, over);
    verb.commit();
    EXPECT_TRUE(holds(due(quality), "Nothing is late, and nothing falls due until 22 Dec 2026"));
    EXPECT_TRUE(holds(due(quality, Language::tr), "22 Ara 2026"));
}

TEST_F(DuePages, show_what_is_late_and_what_comes_within_thirty_days_and_no_more)
{
    const auto finding = acknowledged(Grade::MAJOR);
    action_due(finding, "On the last day", 30);
    action_due(finding, "A day later", 31);
    const auto late = action_due(finding, "Two days late", 1);
    auto body = due(quality);
    EXPECT_TRUE(holds(body, "On the last day"));
    EXPECT_FALSE(holds(body, "A day later"));
    EXPECT_TRUE(holds(body, "2 in the list"));
    EXPECT_FALSE(holds(body, "late</span>"));
    const auto list = get(quality, "/actions?state=DUE").body();
    EXPECT_TRUE(holds(list, "On the last day"));
    EXPECT_FALSE(holds(list, "A day later"));
    clock += std::chrono::hours(3 * 24);
    body = due(quality);
    EXPECT_TRUE(holds(body, "A day later")) << "three days on it is within";
    EXPECT_LT(body.find("Two days late"), body.find("On the last day")) << "the earliest first";
    EXPECT_TRUE(holds(body, "2 days late"));
    EXPECT_TRUE(holds(body, "1 late</span>"));
    EXPECT_TRUE(holds(body, "Burak Yıldız")) << "whose it is";
    EXPECT_TRUE(holds(body, "href=\"/actions/" + late.str() + "\""));
}

TEST_F(DuePages, show_findings_by_what_they_wait_for_and_who_has_to_bring_it)
{
    const auto key = raised(Grade::MAJOR);
    EXPECT_FALSE(holds(due(quality), stored(key).number)) << "no closing meeting, no day";
    store::Writing verb = workspace.begin(lead, "test.closing");
    store::save(
        verb, Meeting{audit, 0, MeetingKind::Closing, workspace.today(), {lead.person, contact.person}, ""});
    verb.commit();
    const auto soon = due_soon(workspace, workspace.read(), quality);
    ASSERT_EQ(soon.findings.rows.size(), 1U);
    EXPECT_LE(soon.findings.rows[0].due->until, soon.until);
    const auto body = due(quality);
    EXPECT_TRUE(holds(body, stored(key).number));
    EXPECT_TRUE(holds(body, "Response due"));
    EXPECT_TRUE(holds(body, "Işık Irmak"));
    EXPECT_TRUE(holds(get(quality, "/findings?state=DUE").body(), stored(key).number));
    EXPECT_FALSE(holds(get(quality, "/findings?state=LATE").body(), stored(key).number));
    clock += std::chrono::hours(60 * 24);
    EXPECT_TRUE(holds(due(quality), "days late"));
}

TEST_F(DuePages, show_evidence_audits_and_effects)
{
    accepted_until("Policy that ends soon", 29);
    accepted_until("Policy that ends later", 45);
    planned_in(30, "Winter audit");
    planned_in(31, "Spring audit");
    auto verb = workspace.begin(lead, "test.check");
    Action check;
    check.text = "New rule for the shop";
    check.state = ActionState::EffectCheck;
    check.owner = owner.person;
    check.verified_by = lead.person;
    check.effect_check_on = plus_days(workspace.today(), 30);
    Finding finding;
    finding.audit = audit;
    finding.auditor = lead.person;
    finding.found_on = workspace.today();
    store::save(verb, check, store::save(verb, finding), 2026);
    verb.commit();
    auto body = due(quality);
    for (const auto* part : {"Policy that ends soon", "2 within 60 days", "Winter audit", "The audit begins",
                             "New rule for the shop", "Look at its effect", "Elif Kaya"})
        EXPECT_TRUE(holds(body, part)) << part;
    for (const auto* part : {"Policy that ends later", "Spring audit"})
        EXPECT_FALSE(holds(body, part)) << part;
    EXPECT_TRUE(holds(get(quality, "/actions?state=CHECK").body(), "New rule for the shop"));
    clock += std::chrono::hours(46 * 24);
    body = due(quality);
    EXPECT_TRUE(holds(body, "Evidence that has expired"));
    EXPECT_FALSE(holds(body, "New rule for the shop")) << "nobody can say yet what the look has found";
    EXPECT_TRUE(holds(body, "Policy that ends later"));
}

TEST_F(DuePages, show_nobody_what_is_not_theirs)
{
    action_due(acknowledged(Grade::MAJOR), "Not for everybody", 5);
    planned_in(10, "Winter audit");
    for (const auto& who : {quality, lead, contact, owner}) EXPECT_TRUE(holds(due(who), "Not for everybody"));
    EXPECT_FALSE(holds(due(stranger), "Not for everybody"));
    for (const auto& who : {stranger, owner}) EXPECT_FALSE(holds(due(who), "Winter audit"));
    EXPECT_TRUE(holds(due(quality), "Winter audit"));
}

} // namespace clausebook::web
