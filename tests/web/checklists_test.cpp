// Checklists as a browser gets them: bringing one in by way of a preview, taking it home, the offer.

#include "checklist/small_checklist.h"
#include "store/checklists.h"
#include "store/journal.h"
#include "support/own_checklist.h"
#include "support/product.h"
#include "workspace/checklists.h"

#include <algorithm>
#include <filesystem>

namespace clausebook::test {
namespace {

using clausebook::testing::own_checklist;
using clausebook::testing::own_checklist_file;

class ChecklistPages : public Product {
protected:
    RawReply send(const Actor& who, const std::string& bytes, const std::string& name = "own.xml",
                  const std::string& more = "") const
    {
        const std::string mark = "mark-of-the-form";
        const std::string body = "--" + mark + "\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n"
            + token() + "\r\n--" + mark + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
            + name + "\"\r\nContent-Type: text/xml\r\n\r\n" + bytes + "\r\n--" + mark + "--\r\n";
        return RawClient(server->port())
            .send(upload_head(who, "POST", "/checklists/import", body.size(),
                              more + "Content-Type: multipart/form-data; boundary=" + mark + "\r\n")
                  + body)
            .reply();
    }

    /// The address of the preview of a sound file.
    std::string previewed(const std::string& bytes) const
    {
        const auto reply = send(quality, bytes);
        EXPECT_EQ(reply.status, 303) << reply.body;
        return reply.header("Location");
    }

    static std::string path_of(const std::string& address) { return address.substr(0, address.find('?')); }

    /// Brings a file in as a person does; its address.
    std::string imported(const std::string& bytes) const
    {
        const auto reply = post(quality, path_of(previewed(bytes)), {{"name", "own.xml"}});
        EXPECT_EQ(reply.status, 303) << reply.body;
        return reply.header("Location");
    }

    bool nothing_stored() const
    {
        return store::checklists(workspace.read()).empty() && workspace.vault().contents().empty();
    }
};

TEST_F(ChecklistPages, a_file_is_shown_before_anything_is_stored_and_comes_back_byte_for_byte)
{
    const auto bytes = own_checklist_file();
    const auto before = entries();
    const auto address = previewed(bytes);
    EXPECT_EQ(address, "/checklists/import/" + store::sha256(bytes) + "?name=own.xml");
    const auto page = get(quality, address).body;
    for (const auto* part : {"House rules:2025", "4 clauses, 7 questions", "How is 9.2-Q3 done?", "own.xml",
                             "no other checklist of this standard"})
        EXPECT_TRUE(contains(page, part)) << part;
    EXPECT_TRUE(contains(page, store::sha256(bytes)));
    EXPECT_TRUE(nothing_stored());
    EXPECT_EQ(entries(), before);

    const auto done = post(quality, path_of(address), {{"name", "own.xml"}});
    EXPECT_EQ(done.status, 303);
    EXPECT_EQ(done.header("Location"), "/checklists/" + store::sha256(bytes));
    EXPECT_EQ(entries(), before + 1);
    EXPECT_EQ(store::entries_before(workspace.read(), 0, 1).front().action, "checklist.imported");
    EXPECT_EQ(get(auditee, done.header("Location") + "/file").body, bytes);
    const auto list = get(quality, "/checklists").body;
    EXPECT_TRUE(contains(list, "Brought in by Selin Demir, 22 Nov 2026"));
    EXPECT_TRUE(contains(list, "Built in"));
    EXPECT_EQ(post(quality, path_of(address), {{"name", "own.xml"}}).status, 409) << "the preview is over";
}

TEST_F(ChecklistPages, only_what_this_person_was_shown_last_can_be_confirmed)
{
    const auto first = previewed(own_checklist_file());
    previewed(own_checklist_file("Other", 2020));
    EXPECT_EQ(post(quality, path_of(first), {}).status, 409);
    EXPECT_EQ(post(quality, "/checklists/import/" + std::string(64, 'a'), {}).status, 409);
    EXPECT_EQ(post(quality, "/checklists/import/clausebook.db", {}).status, 409);
    EXPECT_EQ(get(lead, first).status, 404);
    EXPECT_TRUE(nothing_stored());
}

TEST_F(ChecklistPages, a_new_revision_is_compared_question_by_question)
{
    imported(own_checklist_file());
    auto next = own_checklist("House rules", 2025, 2);
    next.clauses[1].questions[0].text.en = hostile;
    next.clauses[1].questions.pop_back();
    next.clauses[3].questions.push_back(clausebook::testing::own_question("10.1-Q9", {StageTag::S2}));
    next.clauses[0].weight = 3;
    const auto page = get(quality, previewed(checklist::write(next))).body;
    EXPECT_TRUE(contains(page, "Against revision 1, which stands"));
    EXPECT_TRUE(contains(page, "Questions: 1 new, 1 changed, 1 gone."));
    for (const auto* part : {">4.1<", ">weight<", ">9.2-Q1<", ">9.2-Q3<", ">10.1-Q9<"})
        EXPECT_TRUE(contains(page, part)) << part;
    EXPECT_TRUE(contains(page, escaped(hostile)));
    EXPECT_FALSE(contains(page, hostile));
}

TEST_F(ChecklistPages, every_fault_is_named_with_line_column_and_question_and_nothing_stays)
{
    auto faulty = own_checklist_file();
    const std::string weight = "weight=\"1\"", stages = "stages=\"S1 S2\"";
    faulty.replace(faulty.find(weight), weight.size(), "weight=\"9\"");
    faulty.replace(faulty.find(stages), stages.size(), "stages=\"S9\"");
    const auto reply = send(quality, faulty, "my <b>.xml");
    EXPECT_EQ(reply.status, 422);
    EXPECT_TRUE(contains(reply.body, "Faults in my &lt;b&gt;.xml: 2")) << reply.body;
    EXPECT_TRUE(contains(reply.body, "“9” is not a weight"));
    EXPECT_TRUE(contains(reply.body, ">4.1-Q1<"));
    const auto line =
        std::count(faulty.begin(), faulty.begin() + static_cast<long>(faulty.find("\"S9\"")), '\n') + 1;
    EXPECT_TRUE(contains(reply.body, ">" + std::to_string(line) + "<"));
    EXPECT_TRUE(std::filesystem::is_empty(workspace.directory().aside()));
    EXPECT_TRUE(nothing_stored());
}

TEST_F(ChecklistPages, hostile_files_are_told_and_leave_nothing)
{
    std::string deep = "<?xml version=\"1.0\"?>";
    for (int i = 0; i < 50'000; ++i) deep += "<a>";
    for (const auto& [bytes, sentence] : std::vector<std::pair<std::string, std::string>>{
             {"<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", "document type"},
             {deep, "nested more than 64"},
             {std::string("<checklist>\0</checklist>", 24), "well-formed"},
             {"<checklist>\xC3\x28</checklist>", "not UTF-8"},
             {"", "well-formed"},
             {std::string(checklist::size_limit_bytes + 1, ' '), "at most 4194304"}}) {
        const auto reply = send(quality, bytes);
        EXPECT_EQ(reply.status, 422) << sentence;
        EXPECT_TRUE(contains(reply.body, sentence)) << sentence;
    }
    const auto huge = RawClient(server->port())
                          .send(upload_head(quality, "POST", "/checklists/import", 100'000'000,
                                            "Content-Type: multipart/form-data; boundary=mark\r\n"))
                          .reply();
    EXPECT_EQ(huge.status, 413);
    EXPECT_TRUE(std::filesystem::is_empty(workspace.directory().aside()));
    EXPECT_TRUE(nothing_stored());
}

TEST_F(ChecklistPages, other_bytes_under_a_known_identity_are_told_in_the_preview_and_refused)
{
    const auto address = previewed(small_checklist()); // ISO 10002:2018, revision 1
    const auto page = get(quality, address).body;
    EXPECT_TRUE(contains(page, "raise its revision"));
    EXPECT_FALSE(contains(page, "Bring the checklist in"));
    const auto refused = post(quality, path_of(address), {{"name", "a.xml"}});
    EXPECT_EQ(refused.status, 409);
    EXPECT_TRUE(contains(refused.body, "raise its revision"));
    EXPECT_TRUE(nothing_stored());
}

TEST_F(ChecklistPages, needs_the_form_of_this_session)
{
    const std::string body =
        "--m\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\nwrong\r\n--m\r\n"
        "Content-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nx\r\n--m--\r\n";
    auto head = upload_head(quality, "POST", "/checklists/import", body.size(),
                            "Content-Type: multipart/form-data; boundary=m\r\n");
    const auto mark = head.find("X-Form-Token: ");
    head.erase(mark, head.find("\r\n", mark) + 2 - mark);
    EXPECT_EQ(RawClient(server->port()).send(head + body).reply().status, 403);
    const auto none = send(quality, "", "");
    EXPECT_EQ(none.status, 422) << "no file was chosen";
}

TEST_F(ChecklistPages, a_retired_one_says_so_and_can_be_taken_back)
{
    const auto address = imported(own_checklist_file());
    EXPECT_EQ(post(lead, address + "/retire", {{"version", "1"}}).status, 404);
    EXPECT_FALSE(contains(get(lead, address).body, "/retire"));
    EXPECT_EQ(post(quality, address + "/retire", {{"version", "1"}}).status, 303);
    EXPECT_TRUE(contains(get(quality, address).body, "Retired by Selin Demir"));
    EXPECT_EQ(post(quality, address + "/retire", {{"version", "2"}}).status, 409);
    EXPECT_EQ(post(quality, address + "/offer", {{"version", "1"}}).status, 412);
    EXPECT_EQ(post(quality, address + "/offer", {{"version", "2"}}).status, 303);
    EXPECT_TRUE(contains(get(quality, "/checklists").body, "Offered"));
    EXPECT_EQ(post(quality, "/checklists/iso-10002-2018/retire", {{"version", "0"}}).status, 409);
    EXPECT_EQ(get(quality, "/checklists/" + std::string(64, 'a')).status, 404);
    EXPECT_EQ(get(quality, "/checklists/iso-10002-2018/file").body, built_in_bytes());
}

TEST_F(ChecklistPages, another_one_chosen_for_an_audit_keeps_what_was_typed)
{
    const auto own = imported(own_checklist_file()).substr(std::string("/checklists/").size());
    const auto before = entries();
    FormFields form = {{"checklist", built_in_key()}, {"wanted", own},       {"title", "The \"plan\""},
                       {"scope", "All shops"},        {"starts_on", "soon"}, {"lead", lead.person.str()}};
    for (const auto& group : current_checklist().groups) form.emplace_back("chapters", group.number.str());
    for (const bool by_its_button : {true, false}) { // or by the one that plans: not with chapters nobody saw
        auto sent = form;
        if (by_its_button) sent.emplace_back("choose", "1");
        const auto reply = post(quality, "/audits/new", sent);
        EXPECT_EQ(reply.status, 200);
        for (const auto* part : {"value=\"The &quot;plan&quot;\"", ">All shops</textarea>", "value=\"soon\"",
                                 "are those of House rules:2025", "name=\"chapters\" value=\"9\" checked"})
            EXPECT_TRUE(contains(reply.body, part)) << part;
        EXPECT_TRUE(contains(reply.body, "name=\"checklist\" value=\"" + own + "\""));
        EXPECT_TRUE(contains(reply.body, "value=\"" + lead.person.str() + "\" selected"));
    }
    EXPECT_EQ(entries(), before);
}

TEST_F(ChecklistPages, one_that_was_retired_meanwhile_brings_the_plan_back_as_typed)
{
    const auto address = imported(own_checklist_file());
    ASSERT_EQ(post(quality, address + "/retire", {{"version", "1"}}).status, 303);
    const auto own = address.substr(std::string("/checklists/").size());
    const auto reply =
        post(quality, "/audits/new", {{"checklist", own}, {"wanted", own}, {"title", "Typed for an hour"}});
    EXPECT_EQ(reply.status, 422);
    EXPECT_TRUE(contains(reply.body, "New audits are not offered that checklist."));
    EXPECT_TRUE(contains(reply.body, "value=\"Typed for an hour\""));
    EXPECT_EQ(get(quality, "/audits/new?checklist=" + own).status, 404);
}

TEST_F(ChecklistPages, evidence_can_be_suggested_for_their_clauses)
{
    ASSERT_EQ(RawClient(server->port())
                  .send(upload_head(quality, "PUT", "/evidence/files?name=a.txt", 6) + "policy")
                  .reply()
                  .status,
              201);
    const auto suggest = [&] {
        return post(quality, "/evidence/EV-0001/links", {{"target", "10.1"}}).status;
    };
    EXPECT_EQ(suggest(), 404) << "ISO 10002 has no such clause";
    imported(own_checklist_file());
    EXPECT_EQ(suggest(), 303);
}

} // namespace
} // namespace clausebook::test
