// Work in progress: how far it is, where what it made is found, and giving it up.

#include "views/pages/packs.h"
#include "web/desk.h"
#include "web/handlers/all.h"

namespace clausebook::web {
namespace {

/// Where a kind of job was asked for and where its result is found. The parameters of packs and reports begin
/// with their audit.
struct JobAddress {
    std::string back, made;
};

JobAddress address_of(const Job& job)
{
    if (job.kind == "backup") return {"/backups", "/backups"};
    const auto audit = "/audits/" + job.parameters.substr(0, job.parameters.find(' '));
    if (job.kind == "pack") return {audit + "/pack", "/packs"};
    if (job.kind == "report") return {audit + "/report", audit + "/report"};
    return {"/", "/"};
}

/// Told once to who waits for it, not to who comes by later.
bool is_news(const Desk& desk, const Actor& actor, const Job& job)
{
    return job.person == actor.person && desk.workspace.now() - job.updated_at < std::chrono::minutes(2);
}

Reply job_page(Desk& desk, Request& request)
{
    const auto job = desk.jobs.see(Desk::actor(request), Id<Job>(request.parameter("job")));
    const auto address = address_of(job);
    if (job.kind == "report" && job.state == JobState::Done && !request.wants_json) {
        const std::string said = job.parameters.ends_with(" 1") ? "report_issued" : "report_corrected";
        return is_news(desk, Desk::actor(request), job) ? desk.done(request, address.made, said)
                                                        : Reply::see_other(address.made);
    }
    auto view =
        views::job_view({job, address.back, job.state == JobState::Done ? address.made : std::string()},
                        Desk::language(request), desk.catalogues);
    const std::map<std::string, std::string> places = {{"pack", "packs"}, {"backup", "backups"}};
    const auto place = places.find(job.kind);
    auto frame =
        desk.frame(request, *view["heading"].text(), place == places.end() ? "audits" : place->second);
    frame.crumbs = {{*view["heading"].text(), ""}};
    if (!is_over(job.state)) {
        frame.scripts = {"job"};
        frame.strings = {"job.signed_out"};
    }
    return desk.page(request, "pages/job", std::move(frame), std::move(view));
}

Reply cancel_job(Desk& desk, Request& request)
{
    const Id<Job> key(request.parameter("job"));
    desk.jobs.cancel(Desk::actor(request), key);
    return desk.done(request, "/jobs/" + key.str(), "job_cancelled");
}

} // namespace

void job_routes(Routes& routes)
{
    routes.get("/jobs/{job}", Permission::SignedIn, job_page);
    routes.post("/jobs/{job}/cancel", Permission::SignedIn, cancel_job);
}

} // namespace clausebook::web
