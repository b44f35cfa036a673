#pragma once
// Work that takes longer than a page: it goes on when the page is left, and is found again.

#include "core/base/id.h"
#include "core/base/time.h"
#include "core/people/person.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace clausebook {

enum class JobState { Waiting, Running, Done, Failed };

std::string_view str(JobState state); ///< "WAITING", "RUNNING", "DONE", "FAILED"
std::optional<JobState> parse_job_state(std::string_view code);

/// True when nothing will change any more.
bool is_over(JobState state);

/// Why a job failed: a refusal's code and parameters; the sentence is "refusal.<code>".
struct JobProblem {
    std::string code; ///< "" for none
    std::map<std::string, std::string> parameters;
};

struct Job {
    Id<Job> key;      ///< "J-" and 16 hex digits: not to be guessed
    std::string kind; ///< "pack", "report"
    JobState state = JobState::Waiting;
    std::int64_t done = 0;
    std::int64_t total = 0; ///< 0: not known yet
    std::string parameters; ///< what it was asked, as its kind spells it; the same work has the same text
    std::string result;     ///< what it made, e.g. a pack's key; "" unless done
    JobProblem problem;
    Id<Person> person; ///< who asked for it
    Instant created_at;
    Instant updated_at;
};

/// A job is seen by the one who asked for it and by the quality manager.
bool may_see(const Actor& actor, const Job& job);

/// How far, in whole percent; 0 while the total is not known, 100 only when it is done.
int percent(const Job& job);

} // namespace clausebook
