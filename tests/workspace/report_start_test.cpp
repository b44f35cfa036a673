// What a start does about reports that a program left in the middle.

#include "core/audit/report.h"
#include "store/audits.h"
#include "support/failing_disk.h"
#include "support/files.h"
#include "support/report_house.h"
#include "workspace/reports.h"

namespace clausebook {
namespace {

class ReportStart : public testing::ReportHouse {
protected:
    AuditState state() { return store::audit(workspace.read(), key)->state; }

    /// As a program leaves it that died before the audit could go on.
    void leave_issued()
    {
        hand_in();
        auto verb = workspace.begin(system_actor(), "test.died");
        auto issued = store::audit(verb, key).value();
        issued.state = AuditState::ReportIssued;
        store::save(verb, issued);
        verb.commit();
    }
};

TEST_F(ReportStart, is_not_kept_back_by_a_full_disk)
{
    leave_issued();
    {
        const testing::FailingDisk full(ENOSPC);
        EXPECT_NO_THROW(clear_up_reports(workspace));
    }
    EXPECT_EQ(state(), AuditState::ReportIssued);
    clear_up_reports(workspace);
    EXPECT_EQ(state(), AuditState::FollowUp);
}

TEST_F(ReportStart, keeps_the_bytes_of_reports_no_record_names)
{
    const auto witness = workspace.directory().issued()
        / report_file_name(store::audit(workspace.read(), key).value(), 1, Language::en, "pdf");
    testing::put_bytes(witness, "%PDF-1.7");
    clear_up_reports(workspace);
    EXPECT_FALSE(std::filesystem::exists(witness)) << "its name is free";
    EXPECT_EQ(testing::bytes_of(witness.string() + ".unrecorded"), "%PDF-1.7");
    clear_up_reports(workspace);
    EXPECT_EQ(testing::bytes_of(witness.string() + ".unrecorded"), "%PDF-1.7");
}

} // namespace
} // namespace clausebook
