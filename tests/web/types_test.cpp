// Audits of every type as pages: planning, copying, concerns, what earlier audits found.

#include "support/desk_of.h"
#include "support/types_house.h"

namespace clausebook::web {
namespace {

class TypesOfAudits : public testing::DeskOf<testing::TypesHouse> {
protected:
    static bool has(const Reply& reply, const std::string& text)
    {
        return reply.body().find(text) != std::string::npos;
    }

    static std::string location(const Reply& reply)
    {
        const auto* address = reply.header("Location");
        return address == nullptr ? "" : *address;
    }

    Form frame(const std::string& type, const std::string& follows = "") const
    {
        return {{"type", type},
                {"wanted_type", type},
                {"follows", follows},
                {"title", "Complaints 2026"},
                {"scope", "All shops"},
                {"starts_on", "2026-11-23"},
                {"ends_on", "2026-11-25"},
                {"criteria", procedure.str()},
                {"sites", bursa.str()},
                {"chapters", "7"},
                {"methods", "interview"},
                {"language", "en"},
                {"lead", lead.person.str()},
                {"team", auditor.person.str()}};
    }
};

TEST_F(TypesOfAudits, the_form_offers_all_seven_each_with_what_it_is_for)
{
    for (const auto language : languages) {
        const auto page = get(quality, "/audits/new", language);
        for (const auto type : audit_types) {
            EXPECT_TRUE(has(page, "value=\"" + str(type) + "\"")) << str(type);
            EXPECT_TRUE(has(page, catalogues.text(language, "audits.type_for." + str(type)))) << str(type);
        }
    }
    EXPECT_FALSE(has(get(quality, "/audits/new?type=SELF"), "name=\"rotation\""));
    EXPECT_TRUE(has(get(quality, "/audits/new?type=SURVEILLANCE"), "name=\"rotation\""));
}

TEST_F(TypesOfAudits, another_type_brings_its_own_fields_before_anything_is_planned)
{
    const auto before = entries();
    auto form = frame("INTERNAL");
    form[1].second = "SURVEILLANCE";
    const auto reply = post(quality, "/audits/new", form);
    EXPECT_EQ(reply.status(), 200);
    EXPECT_TRUE(has(reply, "Nothing is planned yet. Below is what this type asks for: Surveillance audit"));
    EXPECT_TRUE(has(reply, "name=\"rotation\""));
    EXPECT_TRUE(has(reply, "value=\"Complaints 2026\"")) << "what was typed stays";
    EXPECT_EQ(entries(), before);
    form = frame("SURVEILLANCE");
    form.emplace_back("rotation", "7.4");
    EXPECT_EQ(location(post(quality, "/audits/new", form)), "/audits/SU-2026-01");
    EXPECT_EQ(audit(Id<Audit>("SU-2026-01")).rotation.size(), 1U);
    form = frame("PARTY");
    EXPECT_EQ(post(quality, "/audits/new", form).status(), 422);
}

TEST_F(TypesOfAudits, each_type_has_its_own_numbers)
{
    const auto s = stages();
    EXPECT_EQ(s.first.str(), "S1-2026-01");
    EXPECT_EQ(s.second.str(), "S2-2026-01");
    for (const auto& [type, number] : std::map<std::string, std::string>{{"INTERNAL", "IA-2026-01"},
                                                                         {"SELF", "SA-2026-01"},
                                                                         {"RECERT", "RC-2026-01"},
                                                                         {"SPECIAL", "SP-2026-01"}})
        EXPECT_EQ(location(post(quality, "/audits/new", frame(type))), "/audits/" + number);
}

TEST_F(TypesOfAudits, a_stage_2_names_its_stage_1_and_its_type_stays)
{
    const auto first = made(AuditType::Stage1, AuditState::ReportDraft, {}, "2026-10-05", "2026-10-06");
    EXPECT_TRUE(has(post(quality, "/audits/new", frame("STAGE2")), "Choose it."));
    EXPECT_TRUE(has(post(quality, "/audits/new", frame("STAGE2", first.str())), "cannot stand on that"));
    EXPECT_FALSE(has(get(quality, "/audits/new?type=STAGE2"), "value=\"" + first.str() + "\""));
    state_is(first, AuditState::ReportIssued);
    EXPECT_TRUE(has(get(quality, "/audits/new?type=STAGE2"), "value=\"" + first.str() + "\""));
    auto early = frame("STAGE2", first.str());
    early[5].second = "2026-10-05";
    EXPECT_TRUE(has(post(quality, "/audits/new", early), "begins then or later"));
    EXPECT_EQ(location(post(quality, "/audits/new", frame("STAGE2", first.str()))), "/audits/S2-2026-01");
    EXPECT_TRUE(has(get(lead, "/audits/S2-2026-01"), first.str()));

    const Id<Audit> key("S2-2026-01");
    auto other = frame("INTERNAL", first.str());
    other.emplace_back("version", std::to_string(version(key)));
    const auto before = entries();
    const auto reply = post(quality, "/audits/S2-2026-01/edit", other);
    EXPECT_EQ(reply.status(), 409);
    EXPECT_TRUE(has(reply, "The type of an audit does not change"));
    EXPECT_EQ(entries(), before);
    other[0].second = "STAGE2";
    EXPECT_EQ(post(quality, "/audits/S2-2026-01/edit", other).status(), 303);
}

TEST_F(TypesOfAudits, a_stage_1_ends_with_an_exit_talk)
{
    const auto first = made(AuditType::Stage1);
    EXPECT_TRUE(has(get(lead, "/audits/" + first.str() + "/meetings/closing"), "Exit talk"));
    EXPECT_TRUE(has(get(lead, "/audits/" + first.str() + "/review"), "Record the exit talk."));
    EXPECT_TRUE(has(get(lead, "/audits/" + made(AuditType::Internal).str() + "/meetings/closing"),
                    "Closing meeting"));
}

TEST_F(TypesOfAudits, the_buttons_of_a_stage_1_say_what_a_concern_could_become)
{
    const auto first = made(AuditType::Stage1);
    const auto at = audit_at_hand(workspace, workspace.read(), audit(first));
    const auto card = "/audits/" + first.str() + "/answers/" + at.planned.front();
    const auto saved = post(auditor, card, {{"version", "0"}, {"result", "MAJOR"}}, Wants::Json);
    EXPECT_EQ(saved.status(), 200) << saved.body();
    EXPECT_TRUE(has(saved, "\"mark\":\"MAJOR\"")) << saved.body();
    const auto concern = store::findings_of(workspace.read(), first).front();
    EXPECT_EQ(concern.grade, Grade::AOC);
    const auto said = store::concern(workspace.read(), concern.key);
    ASSERT_TRUE(said);
    EXPECT_EQ(said->could_become, Grade::MAJOR);
    EXPECT_EQ(said->must_fix, Concern::Before2::Must);
    const auto again = post(auditor, card, {{"version", "1"}, {"result", "MINOR"}}, Wants::Json);
    EXPECT_TRUE(has(again, "\"mark\":\"MINOR\"")) << again.body();
    EXPECT_EQ(store::concern(workspace.read(), concern.key)->could_become, Grade::MINOR);
    EXPECT_EQ(store::concern(workspace.read(), concern.key)->must_fix, Concern::Before2::Must);
    const auto before = entries();
    post(auditor, card, {{"version", "2"}, {"result", "MINOR"}}, Wants::Json);
    EXPECT_EQ(entries(), before) << "the same button again says nothing new";
}

TEST_F(TypesOfAudits, a_concern_is_raised_only_with_what_it_could_become)
{
    const auto first = made(AuditType::Stage1);
    const auto key =
        draft_finding(workspace, lead, {first, Grade::AOC, std::nullopt, *ClauseNumber::parse("7.4"), {}});
    const auto page = "/audits/" + first.str() + "/findings/1";
    Form form = {{"version", std::to_string(stored(key).version)},
                 {"criterion", procedure.str()},
                 {"criterion_section", "§3"},
                 {"requirement", "Two days"},
                 {"objective_evidence", "9 of 25"},
                 {"statement", "Late"},
                 {"grade_reason", "All"},
                 {"auditee_contact", auditee.person.str()}};
    EXPECT_TRUE(has(get(lead, page), "name=\"could_become\""));
    const auto refused = post(lead, page + "/raise", form);
    EXPECT_EQ(refused.status(), 422);
    EXPECT_TRUE(has(refused, "Say what this concern could become"));
    form[0].second = std::to_string(stored(key).version);
    form.emplace_back("could_become", "MINOR");
    form.emplace_back("must_fix", "1");
    EXPECT_EQ(post(lead, page + "/raise", form).status(), 303);
    const auto raised_page = get(lead, "/findings/" + stored(key).number);
    EXPECT_TRUE(has(raised_page, "to be solved before stage 2"));
}

TEST_F(TypesOfAudits, what_became_of_a_concern_is_said_on_its_page_and_linked_both_ways)
{
    const auto s = stages();
    const auto page = "/audits/" + s.second.str() + "/earlier";
    EXPECT_TRUE(has(get(lead, "/audits/" + s.second.str()), "1 not looked at yet"));
    EXPECT_TRUE(has(get(lead, page), "name=\"outcome\""));
    EXPECT_FALSE(has(get(auditor, page), "name=\"outcome\"")) << "a concern is the lead's";
    EXPECT_FALSE(has(get(management, page), "name=\"outcome\""));
    EXPECT_THROW(get(stranger, page), NotFound);

    const auto form = page + "/" + s.first.str() + "/1";
    const auto refused = post(lead, form, {{"version", "0"}, {"outcome", "BECAME"}, {"comment", "<b>x</b>"}});
    EXPECT_EQ(refused.status(), 422);
    EXPECT_TRUE(has(refused, "&lt;b&gt;x&lt;/b&gt;")) << "what was typed stays";
    EXPECT_THROW(post(lead, page + "/" + s.first.str() + "/9", {{"version", "0"}, {"outcome", "SOLVED"}}),
                 NotFound);
    const auto said =
        post(lead, form, {{"version", "0"}, {"outcome", "BECAME"}, {"grade", "MINOR"}, {"comment", "Late"}});
    EXPECT_EQ(location(said), page + "#e-S1-2026-01-f1");
    EXPECT_TRUE(has(get(lead, page), "all looked at"));
    const auto number = stored(s.concern).number;
    const auto concern = get(lead, "/findings/" + number);
    EXPECT_TRUE(has(concern, "/audits/" + s.second.str() + "/findings/1"));
    EXPECT_TRUE(has(concern, "Became"));
    const auto became = get(lead, "/audits/" + s.second.str() + "/findings/1");
    EXPECT_TRUE(has(became, "Came from"));
    EXPECT_TRUE(has(became, "/findings/" + number));
    EXPECT_EQ(post(lead, form, {{"version", "0"}, {"outcome", "BECAME"}, {"grade", "MAJOR"}}).status(), 412);
}

TEST_F(TypesOfAudits, a_new_audit_is_made_from_the_last_one)
{
    const auto source = planned();
    const auto page = "/audits/" + source.str() + "/copy";
    EXPECT_TRUE(has(get(quality, "/audits/" + source.str()), page));
    EXPECT_FALSE(has(get(lead, "/audits/" + source.str()), page));
    EXPECT_TRUE(has(get(quality, page), "Complaints handling 2026"));
    Form form = {{"type", "INTERNAL"},
                 {"title", "Next year"},
                 {"starts_on", "soon"},
                 {"ends_on", "2027-11-24"},
                 {"lead", lead.person.str()}};
    const auto refused = post(quality, page, form);
    EXPECT_EQ(refused.status(), 422);
    EXPECT_TRUE(has(refused, "value=\"soon\""));
    form[2].second = "2027-11-22";
    EXPECT_EQ(location(post(quality, page, form)), "/audits/IA-2027-01");
    EXPECT_TRUE(has(get(lead, "/audits/IA-2027-01"), source.str()));
}

TEST_F(TypesOfAudits, the_list_is_narrowed_to_a_type)
{
    const auto s = stages();
    const auto list = get(quality, "/audits?type=STAGE1");
    EXPECT_TRUE(has(list, "href=\"/audits/" + s.first.str() + "\""));
    EXPECT_FALSE(has(list, "href=\"/audits/" + s.second.str() + "\""));
    EXPECT_TRUE(has(get(quality, "/audits?type=nothing"), "href=\"/audits/" + s.second.str() + "\""));
}

} // namespace
} // namespace clausebook::web
