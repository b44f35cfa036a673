#include "support/desk_of.h"
#include "support/follow_up_house.h"

namespace clausebook {
namespace {

class FollowUpPages : public testing::DeskOf<testing::FollowUpHouse> {
protected:
    std::string address(const Id<Finding>& key) const
    {
        return "/audits/IA-2026-01/findings/" + std::to_string(stored(key).serial);
    }
    std::string number(const Id<Finding>& key) const { return "/findings/" + stored(key).number; }

    static bool holds(const web::Reply& reply, std::string_view part)
    {
        return reply.body().find(part) != std::string::npos;
    }

    Form response_fields(Version version) const
    {
        return {{"version", std::to_string(version)},
                {"correction", "They were called."},
                {"extent_check", "All 41 were looked at."},
                {"corrected_by", ""},
                {"corrected_on", ""},
                {"method", "FIVE_WHYS"},
                {"why_1", "By hand."},
                {"root_cause", "No review."}};
    }
};

TEST_F(FollowUpPages, offer_each_step_to_its_own_side_alone)
{
    const auto key = raised(Grade::MAJOR);
    const auto form = "formaction=\"" + address(key) + "/acknowledge\"";
    EXPECT_TRUE(holds(get(contact, number(key)), form));
    EXPECT_TRUE(holds(get(quality, number(key)), form));
    EXPECT_FALSE(holds(get(lead, number(key)), form));
    EXPECT_FALSE(holds(get(auditor, number(key)), form));
    EXPECT_THROW(get(stranger, number(key)), NotFound);
    EXPECT_EQ(
        post(contact, address(key) + "/acknowledge", {{"version", std::to_string(version(key))}}).status(),
        303);
    EXPECT_EQ(stored(key).state, FindingState::Acknowledged);
    EXPECT_TRUE(holds(get(contact, number(key)), "action=\"" + address(key) + "/response\""));
    EXPECT_FALSE(holds(get(lead, number(key)), "action=\"" + address(key) + "/response\""));
}

TEST_F(FollowUpPages, say_what_is_missing_and_refuse_by_the_same_words)
{
    const auto key = acknowledged(Grade::MAJOR);
    const auto page = get(contact, number(key));
    for (const auto* sentence : {"The correction is missing.", "The check for other cases is missing.",
                                 "The first why has no answer.", "The root cause is missing.",
                                 "There is no corrective action.", "5 things are missing"})
        EXPECT_TRUE(holds(page, sentence)) << sentence;
    const auto refused_page = post(contact, address(key) + "/response/submit", response_fields(0));
    EXPECT_EQ(refused_page.status(), 422);
    EXPECT_TRUE(holds(refused_page, "There is no corrective action."));
    EXPECT_TRUE(holds(refused_page, "They were called.")) << "what was typed is kept";
    EXPECT_EQ(store::response(workspace.read(), key)->correction, "They were called.");
    EXPECT_TRUE(holds(refused_page, "name=\"version\" value=\"1\"")) << "and saved: the form goes on from it";
    EXPECT_TRUE(holds(get(lead, number(key)), "There is no corrective action."));
}

TEST_F(FollowUpPages, show_both_texts_after_a_conflict)
{
    const auto key = acknowledged(Grade::MAJOR);
    save_response(workspace, quality, key, response());
    const auto page = post(contact, address(key) + "/response", response_fields(0));
    EXPECT_EQ(page.status(), 412);
    EXPECT_TRUE(holds(page, "They were called."));
    EXPECT_TRUE(holds(page, "The three complainants were called."));
    EXPECT_TRUE(holds(page, "take_correction"));
    EXPECT_EQ(store::response(workspace.read(), key)->correction, "The three complainants were called.");
}

TEST_F(FollowUpPages, escape_what_was_typed)
{
    const auto key = acknowledged(Grade::MAJOR);
    const std::string hostile = "<script>alert(1)</script>";
    auto text = response();
    text.correction = text.root_cause = text.whys[0] = hostile;
    save_response(workspace, contact, key, text);
    auto wish = proposal();
    wish.text = hostile;
    const auto action = propose_action(workspace, contact, key, wish);
    submit_response(workspace, contact, key, version(key));
    for (const auto& page : {get(lead, number(key)), get(contact, number(key)), get(lead, "/actions"),
                             get(owner, "/actions/" + action.str())}) {
        EXPECT_EQ(page.status(), 200);
        EXPECT_FALSE(holds(page, hostile));
        EXPECT_TRUE(holds(page, "&lt;script&gt;"));
    }
}

TEST_F(FollowUpPages, refuse_a_step_that_is_not_the_readers_with_a_sentence)
{
    const auto key = submitted(Grade::MAJOR);
    const Form form = {{"version", std::to_string(version(key))}, {"comment", "Let me try"}};
    const auto page = post(auditor, address(key) + "/accept", form);
    EXPECT_EQ(page.status(), 422);
    EXPECT_TRUE(holds(page, "Only the lead auditor of this audit can do this."));
    EXPECT_EQ(post(lead, address(key) + "/accept", {{"version", "1"}}).status(), 412);
    EXPECT_EQ(post(lead, address(key) + "/send-back", form).status(), 303);
    EXPECT_TRUE(holds(get(contact, number(key)), "Sent back: Let me try"));
    EXPECT_THROW(post(stranger, address(key) + "/accept", form), NotFound);
    EXPECT_THROW(post(lead, address(key) + "/accept", {}), web::Rejected);
}

TEST_F(FollowUpPages, render_every_step_in_both_languages_for_everybody_who_sees_it)
{
    const auto look = [&](const Id<Finding>& key) {
        for (const auto language : {Language::en, Language::tr})
            for (const auto& who : {quality, lead, auditor, contact, owner}) {
                if (who.person == owner.person && store::owners_of(workspace.read(), key).empty()) continue;
                EXPECT_EQ(get(who, number(key), language).status(), 200) << str(stored(key).state);
                EXPECT_EQ(get(who, "/mine", language).status(), 200);
                EXPECT_EQ(get(who, "/actions", language).status(), 200);
                EXPECT_EQ(get(who, "/findings?step=plan", language).status(), 200);
                for (const auto& action : store::actions_of(workspace.read(), key))
                    EXPECT_EQ(get(who, "/actions/" + action.key.str(), language).status(), 200);
            }
    };
    for (const auto grade : {Grade::OFI, Grade::MINOR}) {
        const auto key = raised(grade);
        look(key);
        acknowledge(workspace, contact, key, "Seen", version(key));
        look(key);
        if (grade == Grade::OFI) {
            decide_opportunity(workspace, contact, key, Decision::Accepted, "Good idea", version(key));
            look(key);
            continue;
        }
        save_response(workspace, contact, key, response());
        const auto action = propose_action(workspace, contact, key, proposal());
        look(key);
        submit_response(workspace, contact, key, version(key));
        look(key);
        accept_response(workspace, lead, key, "", version(key));
        look(key);
        start_action(workspace, owner, action, "", version(action));
        const auto evidence = bring_evidence(action);
        look(key);
        finish_action(workspace, owner, action, "", version(action));
        accept(evidence);
        look(key);
        accept_action(workspace, auditor, action, "", version(action));
        look(key);
        report_implemented(workspace, contact, key, "", version(key));
        look(key);
        verify_finding(workspace, auditor, key, effective(), version(key));
        look(key);
        close_finding(workspace, lead, key, "", version(key));
        look(key);
        const auto page = get(contact, number(key));
        EXPECT_FALSE(holds(page, "class=\"todo\"")) << "every step is passed";
    }
}

TEST_F(FollowUpPages, of_an_action_take_it_to_its_end)
{
    const auto key = submitted(Grade::MAJOR);
    accept_response(workspace, lead, key, "", version(key));
    const auto action = store::actions_of(workspace.read(), key).front().key;
    const auto at = "/actions/" + action.str();
    const auto based_on = [&] {
        return Form{{"version", std::to_string(version(action))}, {"comment", ""}};
    };
    EXPECT_EQ(post(lead, at + "/start", based_on()).status(), 422);
    EXPECT_EQ(post(owner, at + "/start", based_on()).status(), 303);
    EXPECT_TRUE(holds(get(owner, at), "Link evidence to " + action.str() + " first"));
    EXPECT_EQ(post(owner, at + "/finish", based_on()).status(), 422);
    const auto unknown = post(owner, at + "/evidence", {{"evidence_number", "EV-9999"}});
    EXPECT_EQ(unknown.status(), 422);
    EXPECT_TRUE(holds(unknown, "There is no evidence EV-9999"));
    const auto evidence = bring_evidence(action);
    EXPECT_EQ(post(owner, at + "/finish", based_on()).status(), 303);
    accept(evidence);
    EXPECT_EQ(post(auditor, at + "/send-back", based_on()).status(), 422) << "a reason is needed";
    EXPECT_EQ(post(auditor, at + "/accept", based_on()).status(), 303);
    EXPECT_EQ(state_of(action), ActionState::EffectCheck);
    EXPECT_THROW(get(stranger, at), NotFound);
    EXPECT_THROW(get(owner, "/actions/CA-2026-9999"), NotFound);
}

TEST_F(FollowUpPages, of_a_proposed_action_change_it_and_take_it_out)
{
    const auto key = acknowledged(Grade::MAJOR);
    Form form = {{"text", "Do it"},
                 {"kind", "CORRECTIVE"},
                 {"owner", owner.person.str()},
                 {"due", "2026-12-01"},
                 {"retry_key", "a-key-of-a-form"}};
    EXPECT_EQ(post(contact, address(key) + "/actions", form).status(), 303);
    EXPECT_EQ(post(contact, address(key) + "/actions", form).status(), 303) << "the same form again";
    ASSERT_EQ(store::actions_of(workspace.read(), key).size(), 1U);
    const auto action = store::actions_of(workspace.read(), key).front().key;
    form[3].second = "tomorrow";
    EXPECT_EQ(post(contact, address(key) + "/actions", form).status(), 422);
    form[3].second = "2026-11-01";
    form[4].second = "a-key-of-another-form";
    const auto late = post(contact, address(key) + "/actions", form);
    EXPECT_EQ(late.status(), 422);
    EXPECT_TRUE(holds(late, "This day is over."));
    EXPECT_TRUE(holds(late, "Do it")) << "what was typed is kept";
    const auto at = "/actions/" + action.str();
    const Form changed = {
        {"version", "1"}, {"text", "Do it well"}, {"kind", "PREVENTIVE"}, {"owner", ""}, {"due", ""}};
    EXPECT_EQ(post(contact, at, changed).status(), 303);
    EXPECT_EQ(store::action(workspace.read(), action)->text, "Do it well");
    EXPECT_EQ(post(contact, at, changed).status(), 412);
    EXPECT_EQ(post(contact, at + "/remove", {{"version", "2"}}).status(), 303);
    EXPECT_FALSE(store::action(workspace.read(), action));
}

TEST_F(FollowUpPages, of_one_form_twice_make_one_action_and_of_another_text_another)
{
    const auto key = acknowledged(Grade::MAJOR);
    Form form = {{"text", "Do it"},
                 {"kind", "CORRECTIVE"},
                 {"owner", ""},
                 {"due", ""},
                 {"retry_key", "a-key-of-a-form"}};
    const auto count = [&] {
        return store::actions_of(workspace.read(), key).size();
    };
    EXPECT_EQ(post(contact, address(key) + "/actions", form).status(), 303);
    EXPECT_EQ(post(contact, address(key) + "/actions", form).status(), 303);
    EXPECT_EQ(count(), 1U);
    form[0].second = "Do something else";
    EXPECT_EQ(post(contact, address(key) + "/actions", form).status(), 303) << "gone back to and changed";
    EXPECT_EQ(count(), 2U);
}

TEST_F(FollowUpPages, keep_response_and_action_together_whatever_button_is_pressed)
{
    const auto key = acknowledged(Grade::MAJOR);
    auto form = response_fields(0);
    const Form action = {{"text", "Do it"},
                         {"kind", "CORRECTIVE"},
                         {"owner", ""},
                         {"due", ""},
                         {"retry_key", "a-key-of-a-form"}};
    form.insert(form.end(), action.begin(), action.end());
    const auto actions = [&] {
        return store::actions_of(workspace.read(), key).size();
    };
    EXPECT_EQ(post(contact, address(key) + "/actions", form).status(), 303);
    EXPECT_EQ(store::response(workspace.read(), key)->root_cause, "No review.");
    EXPECT_EQ(actions(), 1U);
    form[0].second = "1";
    form[8].second = "Do that too";
    EXPECT_EQ(form[8].first, "text") << form[8].first;
    EXPECT_EQ(post(contact, address(key) + "/response", form).status(), 303);
    EXPECT_EQ(actions(), 2U) << "an action that was typed is not thrown away by the other button";
    form[8].second = "And this";
    form[11].second = "2026-11-01";
    EXPECT_EQ(form[11].first, "due");
    const auto late = post(contact, address(key) + "/response", form);
    EXPECT_EQ(late.status(), 422);
    EXPECT_TRUE(holds(late, "And this"));
    EXPECT_TRUE(holds(late, "This day is over."));
    EXPECT_EQ(actions(), 2U);
    EXPECT_EQ(post(contact, address(key) + "/actions", {{"text", ""}}).status(), 422)
        << "an action has a text";
}

TEST_F(FollowUpPages, add_an_action_without_writing_an_empty_response)
{
    const auto key = acknowledged(Grade::MAJOR);
    Form form = {{"version", "0"},
                 {"correction", ""},
                 {"method", "FIVE_WHYS"},
                 {"text", "Do it"},
                 {"kind", "CORRECTIVE"}};
    EXPECT_EQ(post(contact, address(key) + "/actions", form).status(), 303);
    EXPECT_FALSE(store::response(workspace.read(), key));
}

TEST_F(FollowUpPages, show_what_was_typed_when_its_form_is_gone)
{
    const auto key = acknowledged(Grade::MAJOR);
    save_response(workspace, quality, key, response());
    const auto action = propose_action(workspace, quality, key, proposal());
    submit_response(workspace, quality, key, version(key));
    const auto page = post(contact, address(key) + "/response", response_fields(0));
    EXPECT_EQ(page.status(), 409);
    EXPECT_TRUE(holds(page, ">They were called.</textarea>"));
    EXPECT_TRUE(holds(page, ">All 41 were looked at.</textarea>"));
    EXPECT_TRUE(holds(page, "Correction</label>")) << "under the words of its field";
    EXPECT_FALSE(holds(page, ">FIVE_WHYS</textarea>"));
    const auto added = post(contact, address(key) + "/actions",
                            {{"text", "Teach everybody at the desk"}, {"kind", "CORRECTIVE"}});
    EXPECT_EQ(added.status(), 409);
    EXPECT_TRUE(holds(added, ">Teach everybody at the desk</textarea>"));
    accept_response(workspace, lead, key, "", version(key));
    const auto changed =
        post(contact, "/actions/" + action.str(),
             {{"version", "1"}, {"text", "Written for ten minutes"}, {"kind", "CORRECTIVE"}});
    EXPECT_EQ(changed.status(), 409);
    EXPECT_TRUE(holds(changed, ">Written for ten minutes</textarea>"));
    const auto seen =
        post(lead, address(key) + "/verify",
             {{"version", "1"}, {"observation", "Twenty five files were drawn."}, {"effective", "YES"}});
    EXPECT_GE(seen.status(), 400);
    EXPECT_TRUE(holds(seen, ">Twenty five files were drawn.</textarea>"));
    EXPECT_FALSE(holds(get(lead, number(key)), "readonly"));
}

TEST_F(FollowUpPages, leave_an_owner_who_left_the_house_where_he_stands)
{
    const auto key = acknowledged(Grade::MAJOR);
    auto text = response();
    text.corrected_by = owner.person;
    save_response(workspace, contact, key, text);
    const auto action = propose_action(workspace, contact, key, proposal());
    auto verb = workspace.begin(system_actor(), "test.left");
    auto burak = store::person(verb, owner.person).value();
    burak.active = false;
    store::save(verb, burak);
    verb.commit();
    const auto chosen = "<option value=\"" + owner.person.str() + "\" selected>Burak Yıldız";
    EXPECT_TRUE(
        holds(get(contact, "/actions/" + action.str()), chosen + " (the contact acts for this person)<"))
        << "who no longer signs in";
    EXPECT_TRUE(holds(get(contact, number(key)), chosen + "<")) << "who corrected it";
    EXPECT_FALSE(holds(get(lead, number(raised(Grade::MINOR))), owner.person.str() + "\""))
        << "nobody else's choice";
}

TEST_F(FollowUpPages, link_evidence_in_small_letters_and_never_over_a_link_that_stands)
{
    const auto key = submitted(Grade::MAJOR);
    accept_response(workspace, lead, key, "", version(key));
    const auto action = store::actions_of(workspace.read(), key).front().key;
    start_action(workspace, owner, action, "", version(action));
    const auto evidence = bring_evidence(action);
    const auto at = "/actions/" + action.str();
    unlink_evidence(workspace, owner, evidence, {LinkKind::Action, action.str()});
    EXPECT_EQ(post(owner, at + "/evidence", {{"evidence_number", "ev-0001"}, {"locator", "p. 4"}}).status(),
              303);
    EXPECT_TRUE(holds(get(owner, at), "p. 4"));
    EXPECT_EQ(post(owner, at + "/evidence", {{"evidence_number", "EV-0001"}, {"locator", ""}}).status(), 409);
    EXPECT_TRUE(holds(get(owner, at), "p. 4"));
}

TEST_F(FollowUpPages, say_where_a_refused_form_stands)
{
    const auto key = acknowledged(Grade::MAJOR);
    const auto page = post(contact, address(key) + "/response/submit", response_fields(0));
    EXPECT_TRUE(holds(page, "name=\"back\" value=\"" + number(key) + "\"")) << "not the list of findings";
    EXPECT_TRUE(holds(page, "<meta name=\"answers\""));
    EXPECT_FALSE(holds(get(contact, number(key)), "<meta name=\"answers\""));
}

TEST_F(FollowUpPages, say_in_the_side_bar_how_much_waits)
{
    raised(Grade::MAJOR);
    EXPECT_TRUE(holds(get(contact, "/mine"), "1 thing waits for you"));
    EXPECT_FALSE(holds(get(lead, "/mine"), "waits for you</span>"));
}

TEST_F(FollowUpPages, have_a_sentence_for_everything_the_tables_say)
{
    for (const auto language : {Language::en, Language::tr}) {
        for (const auto& guard : follow_up_guards())
            EXPECT_TRUE(catalogues.has(language, "finding.gate." + std::string(guard.code))) << guard.code;
        for (const auto* code :
             {"correction_missing", "extent_missing", "whys_missing", "root_cause_missing",
              "no_corrective_action", "action_without_owner", "action_without_due", "response_unchanged",
              "own_response", "own_action", "action_not_done", "action_without_evidence",
              "action_evidence_not_accepted", "action_not_accepted", "verification_method_missing",
              "effect_criterion_missing", "not_effective", "decision_missing"})
            EXPECT_TRUE(catalogues.has(language, std::string("refusal.") + code)) << code;
        for (const auto& guard : action_guards())
            EXPECT_TRUE(catalogues.has(language, "refusal." + std::string(guard.code))) << guard.code;
        for (const auto state : action_states)
            EXPECT_TRUE(catalogues.has(language, "act.step." + std::string(str(state)))) << str(state);
    }
}

} // namespace
} // namespace clausebook
