#include "support/product.h"

#include <gtest/gtest.h>

namespace clausebook {
namespace {

class PackPages : public test::Product {};

TEST_F(PackPages, the_empty_list_says_where_packs_come_from)
{
    const auto page = get(quality, "/packs");
    EXPECT_EQ(page.status, 200);
    EXPECT_NE(page.body.find("href=\"/audits\""), std::string::npos);
    EXPECT_EQ(get(auditor, "/packs").status, 404);
}

TEST_F(PackPages, what_is_not_there_is_not_found)
{
    EXPECT_EQ(get(quality, "/packs/PK-0009/file").status, 404);
    EXPECT_EQ(get(quality, "/audits/IA-2026-99/pack").status, 404);
    EXPECT_EQ(post(quality, "/audits/IA-2026-99/pack", {{"language", "en"}}).status, 404);
    EXPECT_EQ(get(quality, "/jobs/J-0000000000000000").status, 404);
    EXPECT_EQ(post(quality, "/jobs/J-0000000000000000/cancel", {}).status, 404);
}

TEST_F(PackPages, a_job_is_followed_on_its_page_and_as_json_by_its_person_only)
{
    const auto key = desk.jobs.start(lead, "pack", "IA-2026-01 en 1", [](Progress& progress) {
        progress.at(1, 2);
        throw Refusal::state("pack_file_altered", {{"file", "EV-0001/1/1"}, {"name", test::hostile}});
        return std::string();
    });
    desk.jobs.wait();
    const auto address = "/jobs/" + key.str();
    const auto page = get(lead, address);
    EXPECT_EQ(page.status, 200);
    EXPECT_NE(page.body.find("EV-0001/1/1"), std::string::npos);
    EXPECT_EQ(page.body.find("<script>alert"), std::string::npos);
    const auto json = get(quality, address + ".json");
    EXPECT_EQ(json.status, 200);
    EXPECT_NE(json.body.find("\"code\":\"FAILED\""), std::string::npos) << json.body;
    EXPECT_EQ(get(auditor, address).status, 404);
}

TEST_F(PackPages, a_fault_of_a_pack_is_told_in_a_sentence)
{
    const auto key = desk.jobs.start(lead, "pack", "IA-2026-01 en 1", [](Progress&) -> std::string {
        throw Refusal::state("pack_unsound", {{"fault", "zip_header"}, {"name", "evidence/7.4/x"}});
    });
    desk.jobs.wait();
    const auto page = get(lead, "/jobs/" + key.str()).body;
    EXPECT_EQ(page.find("zip_header"), std::string::npos);
    EXPECT_NE(page.find("its header is not what was written"), std::string::npos);
}

} // namespace
} // namespace clausebook
