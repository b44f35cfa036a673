// New evidence from an action's page: refused, its form comes back there.

#include "support/desk_of.h"
#include "support/follow_up_house.h"

#include <algorithm>

namespace clausebook {
namespace {

/// A body that has come whole.
class Whole : public web::BodyStream {
public:
    explicit Whole(std::string bytes) : bytes_(std::move(bytes)) {}

    std::size_t read(char* bytes, std::size_t size) override
    {
        const auto got = std::min(size, bytes_.size() - at_);
        std::copy_n(bytes_.data() + at_, got, bytes);
        at_ += got;
        return got;
    }
    std::uint64_t announced() const override { return bytes_.size(); }
    std::uint64_t received() const override { return at_; }

private:
    std::string bytes_;
    std::size_t at_ = 0;
};

class ActionFiles : public testing::DeskOf<testing::FollowUpHouse> {
protected:
    void SetUp() override
    {
        FollowUpHouse::SetUp();
        const auto key = submitted(Grade::MAJOR);
        accept_response(workspace, lead, key, "", version(key));
        action = store::actions_of(workspace.read(), key).front().key;
        start_action(workspace, owner, action, "", version(action));
        at = "/actions/" + action.str();
    }

    /// The form of the page, with one file unless `file` is "".
    web::Reply bring(const Form& fields, const std::string& file)
    {
        std::string bytes;
        const auto part = [&](const std::string& head, const std::string& content) {
            bytes.append("--b\r\nContent-Disposition: form-data; ").append(head).append("\r\n\r\n");
            bytes.append(content).append("\r\n");
        };
        part("name=\"token\"", "the-token");
        for (const auto& [name, value] : fields) part("name=\"" + name + "\"", value);
        if (!file.empty()) part("name=\"file\"; filename=\"" + file + "\"", "seen");
        bytes += "--b--\r\n";
        Whole body(bytes);
        auto asked = request(owner, web::Method::Post, "/evidence", Language::en);
        asked.headers = {{"content-type", "multipart/form-data; boundary=b"}};
        asked.body = &body;
        return router.find(asked).handler(asked);
    }

    Form fields(const std::string& day) const
    {
        return {{"link", "action:" + action.str()},
                {"back", at},
                {"title", "The \"new\" rule"},
                {"type", "PRO"},
                {"hand_in", "1"},
                {"document_date", day}};
    }

    std::int64_t records() const { return workspace.read().number("SELECT count(*) FROM evidence"); }

    Id<Action> action;
    std::string at;
};

bool holds(const web::Reply& reply, std::string_view part)
{
    return reply.body().find(part) != std::string::npos;
}

TEST_F(ActionFiles, come_back_where_they_were_brought_with_what_was_typed)
{
    const auto page = bring(fields("soon"), "rule.txt");
    EXPECT_EQ(page.status(), 422);
    EXPECT_TRUE(holds(page, "action=\"" + at + "\"") || holds(page, "action=\"" + at + "/evidence\""));
    EXPECT_TRUE(holds(page, "value=\"The &quot;new&quot; rule\""));
    EXPECT_TRUE(holds(page, "value=\"PRO\" selected"));
    EXPECT_TRUE(holds(page, "name=\"hand_in\" value=\"1\" checked"));
    EXPECT_TRUE(holds(page, "id=\"document_date-problem\""));
    EXPECT_TRUE(holds(page, "<p class=\"hint\" id=\"file-again\">Files are not kept"));
    EXPECT_TRUE(holds(get(owner, at), "id=\"file-again\" hidden"));
    EXPECT_EQ(records(), 0);
}

TEST_F(ActionFiles, say_that_one_is_missing_and_that_a_box_was_unticked)
{
    auto unticked = fields("2026-11-20");
    std::erase_if(unticked, [](const auto& field) { return field.first == "hand_in"; });
    const auto page = bring(unticked, "");
    EXPECT_EQ(page.status(), 422);
    EXPECT_TRUE(holds(page, "id=\"file-problem\""));
    EXPECT_TRUE(holds(page, "name=\"hand_in\" value=\"1\">"));
    EXPECT_EQ(records(), 0);
    EXPECT_EQ(bring(fields("2026-11-20"), "rule.txt").status(), 303);
    EXPECT_EQ(records(), 1);
}

TEST_F(ActionFiles, for_an_action_that_is_not_there_come_back_on_the_list)
{
    auto elsewhere = fields("soon");
    for (auto& [name, value] : elsewhere)
        if (name == "back") value = "/actions/CA-2026-9999";
    elsewhere.emplace_back("retry_key", "one-of-the-page"); // by which the list knows its form
    const auto page = bring(elsewhere, "rule.txt");
    EXPECT_EQ(page.status(), 422);
    EXPECT_TRUE(holds(page, "id=\"add-form\""));
    EXPECT_TRUE(holds(page, "Files are not kept"));
    EXPECT_TRUE(holds(page, "name=\"link\" value=\"action:" + action.str() + "\""))
        << "and still hangs on it";
}

} // namespace
} // namespace clausebook
