// What may be typed as the target of a link tells nobody what there is beyond their sight.

#include "store/findings.h"
#include "support/run_pages.h"
#include "workspace/evidence.h"

namespace clausebook::test {

class LinkTargets : public RunPages {
protected:
    std::string piece;

    void SetUp() override
    {
        RunPages::SetUp();
        Registration wish;
        wish.fields.title = "Acknowledgement log";
        wish.version.location = "Room 2";
        piece = "/evidence/" + register_evidence(workspace, auditee, {}, wish).at(0).evidence.str();
        auto verb = workspace.begin(lead, "test.raised");
        Finding finding;
        finding.audit = audit;
        finding.number = audit.str() + "-01";
        finding.state = FindingState::Raised;
        finding.auditor = lead.person;
        finding.found_on = workspace.today();
        store::save(verb, finding);
        verb.commit();
    }

    int linked(const Actor& who, const std::string& target)
    {
        return post(who, piece + "/links", {{"target", target}}).status;
    }
};

TEST_F(LinkTargets, a_finding_that_is_not_for_the_reader_is_answered_like_one_that_is_not_there)
{
    const auto there = post(auditee, piece + "/links", {{"target", audit.str() + "-01"}});
    const auto not_there = post(auditee, piece + "/links", {{"target", audit.str() + "-02"}});
    EXPECT_EQ(there.status, 422);
    EXPECT_EQ(not_there.status, there.status);
    EXPECT_EQ(linked(auditee, "finding:" + audit.str() + "/f1"), 404);
    EXPECT_EQ(linked(auditee, "finding:" + audit.str() + "/f2"), 404);
    EXPECT_EQ(linked(lead, audit.str() + "-02"), 422);
    EXPECT_EQ(linked(lead, audit.str() + "-01"), 303);
}

} // namespace clausebook::test
