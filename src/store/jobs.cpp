#include "store/jobs.h"

#include "store/errors.h"

#include <algorithm>

namespace clausebook::store {
namespace {

/// The code, then one "name=value" a line; line feeds inside a value become blanks.
std::string text_of(const JobProblem& problem)
{
    auto text = problem.code;
    for (const auto& [name, value] : problem.parameters) {
        auto one_line = value;
        std::replace(one_line.begin(), one_line.end(), '\n', ' ');
        text.append("\n").append(name).append("=").append(one_line);
    }
    return text;
}

JobProblem problem_from(const std::string& text)
{
    JobProblem problem;
    auto start = std::min(text.find('\n'), text.size());
    problem.code = text.substr(0, start);
    while (start < text.size()) {
        const auto end = std::min(text.find('\n', start + 1), text.size());
        const auto line = text.substr(start + 1, end - start - 1);
        const auto sign = line.find('=');
        if (sign != std::string::npos) problem.parameters[line.substr(0, sign)] = line.substr(sign + 1);
        start = end;
    }
    return problem;
}

Job job_from(const Row& row)
{
    Job job;
    job.key = Id<Job>(row.text("key"));
    job.kind = row.text("kind");
    const auto state = parse_job_state(row.text("state"));
    if (!state) throw DamagedData("job " + job.key.str() + ": state");
    job.state = *state;
    job.done = row.number("done");
    job.total = row.number("total");
    job.parameters = row.text("parameters");
    job.result = row.text("result");
    job.problem = problem_from(row.text("problem"));
    job.person = Id<Person>(row.text("person"));
    job.created_at = row.instant("created_at");
    job.updated_at = row.instant("updated_at");
    return job;
}

} // namespace

std::optional<Job> job(const Reading& db, const Id<Job>& key)
{
    const auto row = db.row("SELECT * FROM job WHERE key = ?", {key.str()});
    if (!row) return std::nullopt;
    return job_from(*row);
}

std::vector<Job> unfinished_jobs(const Reading& db)
{
    std::vector<Job> jobs;
    for (const auto& row :
         db.rows("SELECT * FROM job WHERE state IN ('WAITING', 'RUNNING') ORDER BY created_at, key"))
        jobs.push_back(job_from(row));
    return jobs;
}

void keep(Writing& verb, const Job& job)
{
    verb.plain(
        "INSERT OR REPLACE INTO job (key, kind, state, done, total, parameters, result, problem, person, "
        "created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        {job.key.str(), job.kind, std::string(str(job.state)), job.done, job.total, job.parameters,
         job.result, text_of(job.problem), job.person.str(), to_string(job.created_at),
         to_string(job.updated_at)});
}

void forget_jobs(Writing& verb, Instant before)
{
    verb.plain("DELETE FROM job WHERE state IN ('DONE', 'FAILED') AND updated_at < ?", {to_string(before)});
}

} // namespace clausebook::store
