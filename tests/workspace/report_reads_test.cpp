// A report that is ordered or issued reads everything of its audit once at each moment.

#include "support/report_house.h"
#include "support/statements.h"

namespace clausebook {
namespace {

class ReportReads : protected test::Listening, public testing::ReportHouse {
protected:
    /// How often everything of the audit was read since the log was cleared.
    static std::size_t dossiers()
    {
        return test::StatementLog::heard("SELECT * FROM evidence_version WHERE evidence IN").size();
    }
};

TEST_F(ReportReads, everything_once_when_it_is_ordered_and_once_when_it_is_issued)
{
    hand_in();
    const auto at = version(key);
    test::StatementLog::clear();
    const auto order = order_report(workspace, quality, key, at);
    EXPECT_EQ(dossiers(), 1U);
    test::StatementLog::clear();
    const auto report = clausebook::issue(workspace, order, press);
    EXPECT_EQ(dossiers(), 1U) << "what was ordered is compared with what stands in the verb";
    EXPECT_EQ(report.revision, 1);
    EXPECT_EQ(audit(key).state, AuditState::FollowUp);
}

} // namespace
} // namespace clausebook
