// The lead corrects an answer after fieldwork whose finding was withdrawn: the form on the page, and what it
// refuses.

#include "store/findings.h"
#include "store/verify.h"
#include "support/run_pages.h"
#include "workspace/findings.h"

namespace clausebook::test {

class CorrectionForm : public RunPages {
protected:
    void SetUp() override
    {
        RunPages::SetUp();
        save(auditor, {{"version", "0"}, {"result", "MINOR"}, {"note", "9 of 25 late"}});
        auto verb = workspace.begin(system_actor(), "test.audit");
        auto changed = store::audit(verb, audit).value();
        changed.state = AuditState::ReportDraft;
        store::save(verb, changed);
        verb.commit();
    }

    void withdraw_finding()
    {
        const auto finding =
            store::findings_of(workspace.read(), audit, {"all", *QuestionId::parse("7.4-Q2")}).front();
        withdraw(workspace, lead, finding.key, "Not so", finding.version);
    }

    RawReply correct(const Actor& who, FormFields fields) const
    {
        return post(who, address() + "/correction", std::move(fields));
    }

    bool has_form(const Actor& who) const
    {
        return contains(get(who, page()).body, address() + "/correction");
    }
};

TEST_F(CorrectionForm, stands_on_the_question_for_the_lead_alone_once_the_finding_is_withdrawn)
{
    EXPECT_FALSE(has_form(lead));
    withdraw_finding();
    EXPECT_TRUE(has_form(lead));
    for (const auto& who : {auditor, quality, management}) EXPECT_FALSE(has_form(who)) << who.name;
}

TEST_F(CorrectionForm, comes_back_as_typed_with_what_is_missing)
{
    withdraw_finding();
    const auto before = entries();
    const auto reply = correct(lead, {{"version", "1"}, {"result", "C"}, {"note", hostile}, {"reason", " "}});
    EXPECT_EQ(reply.status, 422);
    EXPECT_TRUE(contains(reply.body, escaped(hostile)));
    EXPECT_FALSE(contains(reply.body, "<script>alert"));
    EXPECT_TRUE(contains(reply.body, "id=\"c-7.4-Q2-reason-problem\""));
    const auto chosen = reply.body.find("form=\"c-7.4-Q2\" name=\"result\" value=\"C\"");
    ASSERT_NE(chosen, std::string::npos);
    EXPECT_TRUE(contains(reply.body.substr(chosen, reply.body.find('>', chosen) - chosen), " checked"));
    EXPECT_EQ(correct(lead, {{"version", "1"}, {"note", "x"}, {"reason", "r"}}).status, 422) << "no result";
    EXPECT_EQ(entries(), before);
}

TEST_F(CorrectionForm, corrects_once_and_what_comes_later_is_told_on_the_page)
{
    withdraw_finding();
    const FormFields fields = {{"version", "1"},
                               {"result", "C"},
                               {"note", "In time after all"},
                               {"reason", "The log was read wrongly"}};
    EXPECT_EQ(correct(auditor, fields).status, 409);
    const auto done = correct(lead, fields);
    EXPECT_EQ(done.status, 303);
    EXPECT_EQ(done.header("Location"), page() + "#q-7.4-Q2");
    EXPECT_EQ(stored()->result, Result::C);
    EXPECT_FALSE(has_form(lead));
    const auto again = correct(lead, fields);
    EXPECT_EQ(again.status, 409);
    EXPECT_TRUE(contains(again.body, "until fieldwork is done")) << "told on top of the page";
    EXPECT_TRUE(store::verify(workspace.directory()).sound());
}

} // namespace clausebook::test
