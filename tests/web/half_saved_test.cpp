// A form that holds a response and a new action, when the disk gives up between the two.

#include "store/errors.h"
#include "support/desk_of.h"
#include "support/failing_disk.h"
#include "support/follow_up_house.h"

namespace clausebook {
namespace {

class HalfSavedResponse : public testing::DeskOf<testing::FollowUpHouse> {
protected:
    static bool holds(const web::Reply& reply, std::string_view part)
    {
        return reply.body().find(part) != std::string::npos;
    }
};

/// The disk takes nothing more once the response is saved.
TEST_F(HalfSavedResponse, is_said_to_be_saved_when_the_disk_gets_full_before_the_action)
{
    const auto key = acknowledged(Grade::MAJOR);
    const auto address = "/audits/IA-2026-01/findings/" + std::to_string(stored(key).serial) + "/response";
    std::optional<testing::FailingDisk> full;
    on_clock = [&] {
        if (!full && store::response(workspace.read(), key)) full.emplace(ENOSPC);
    };
    Form form = {{"version", "0"},
                 {"correction", "They were called."},
                 {"method", "FIVE_WHYS"},
                 {"text", "Look at every form"},
                 {"kind", "CORRECTIVE"}};
    const auto page = post(contact, address, form);
    on_clock = nullptr;
    full.reset();
    EXPECT_EQ(page.status(), 507);
    EXPECT_TRUE(holds(page, "What you wrote in the response is saved"));
    EXPECT_FALSE(holds(page, "Nothing was changed"));
    EXPECT_TRUE(holds(page, "Look at every form")) << "what was not saved stands in its field";
    EXPECT_TRUE(holds(page, "name=\"version\" value=\"1\""));
    EXPECT_EQ(store::response(workspace.read(), key)->correction, "They were called.");
    EXPECT_TRUE(store::actions_of(workspace.read(), key).empty());
    on_clock = [&] {
        full.emplace(ENOSPC);
    };
    form[0].second = "1";
    form[1].second = "They were called twice.";
    EXPECT_THROW(post(contact, address, form), store::DiskFull)
        << "nothing was saved: the sentence of the whole request is right";
    on_clock = nullptr;
    full.reset();
}

} // namespace
} // namespace clausebook
