#include "core/job/job.h"

#include <algorithm>
#include <array>

namespace clausebook {
namespace {

constexpr std::array<std::string_view, 4> names = {"WAITING", "RUNNING", "DONE", "FAILED"};

} // namespace

std::string_view str(JobState state)
{
    return names.at(static_cast<std::size_t>(state));
}

std::optional<JobState> parse_job_state(std::string_view code)
{
    const auto* const found = std::find(names.begin(), names.end(), code);
    if (found == names.end()) return std::nullopt;
    return static_cast<JobState>(found - names.begin());
}

bool is_over(JobState state)
{
    return state == JobState::Done || state == JobState::Failed;
}

bool may_see(const Actor& actor, const Job& job)
{
    return actor.signed_in() && (actor.person == job.person || actor.is(Role::QualityManager));
}

int percent(const Job& job)
{
    if (job.state == JobState::Done) return 100;
    if (job.total <= 0) return 0;
    const auto share = static_cast<double>(job.done) / static_cast<double>(job.total) * 100;
    return static_cast<int>(std::clamp(share, 0.0, 99.0));
}

} // namespace clausebook
