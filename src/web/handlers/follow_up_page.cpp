#include "web/handlers/follow_up_page.h"

#include "store/actions.h"
#include "store/follow_up.h"
#include "store/passwords.h"
#include "store/people.h"
#include "workspace/follow_up.h"

#include <set>

namespace clausebook::web {
namespace {

views::FormState stored_response(const std::optional<Response>& response)
{
    return {views::values_of(response ? *response : Response()),
            response ? response->version : 0,
            Tree::list(),
            std::nullopt,
            {}};
}

views::FormState new_action()
{
    return {{{"text", ""}, {"kind", "CORRECTIVE"}, {"owner", ""}, {"due", ""}},
            0,
            Tree::list(),
            std::nullopt,
            {}};
}

bool may_respond(const Actor& actor, const Finding& finding, const FindingFrame& frame)
{
    try {
        check_response_open(actor, finding, frame);
        return true;
    } catch (const Refusal&) {
        return false;
    }
}

/// Whom the part names.
std::set<Id<Person>> people_on(const views::FollowUpPage& page)
{
    std::set<Id<Person>> people{page.at.finding.raised_by,
                                Id<Person>(views::value_in(page.response_form.values, "corrected_by"))};
    if (page.at.response) people.insert(page.at.response->corrected_by);
    for (const auto& step : page.at.steps) people.insert(step.by);
    for (const auto& one : page.at.actions) people.insert(one.action.owner);
    return people;
}

} // namespace

views::FollowUpPage follow_up_part(const Desk& desk, const Request& request, const store::Reading& db,
                                   const Finding& finding, const FollowUpTyped& typed)
{
    constexpr std::size_t key_length = 32;
    const auto& actor = Desk::actor(request);
    views::FollowUpPage page;
    page.at = store::follow_up(db, finding.key, desk.workspace.today());
    if (may(actor, Permission::FollowUp)) page.steps = open_steps(page.at, actor);
    page.deadlines = deadlines(finding.grade, page.at.frame.kind, page.at.frame.closing_meeting);
    page.today = desk.workspace.today();
    if (may_respond(actor, finding, page.at.frame)) page.response = views::Access::Write;
    page.response_form = typed.response ? *typed.response : stored_response(page.at.response);
    page.action_form = typed.action ? *typed.action : new_action();
    if (typed.step) page.step_form = *typed.step;
    page.retry_key = typed.action ? request.form["retry_key"] : store::new_token().substr(0, key_length);
    page.names = store::names_of(db, people_on(page));
    if (page.response == views::Access::Write) {
        page.followers = store::followers(db);
        for (auto& person : store::people(db))
            if (person.active) page.people.push_back(std::move(person));
    }
    return page;
}

Response response_from(const views::FormValues& values, Version based_on)
{
    Response response;
    response.version = based_on;
    response.correction = views::value_in(values, "correction");
    response.extent_check = views::value_in(values, "extent_check");
    response.corrected_by = Id<Person>(views::value_in(values, "corrected_by"));
    if (const auto day = views::value_in(values, "corrected_on"); !day.empty()) {
        response.corrected_on = parse_date(day);
        if (!response.corrected_on) throw Refusal("date_shape", "corrected_on");
    }
    const auto method = parse_cause_method(views::value_in(values, "method"));
    if (!method) throw Refusal("not_a_choice", "method");
    response.method = *method;
    for (std::size_t i = 0; i < response.whys.size(); ++i)
        response.whys[i] = views::value_in(values, "why_" + std::to_string(i + 1));
    response.root_cause = views::value_in(values, "root_cause");
    response.why_not_detected = views::value_in(values, "why_not_detected");
    response.category = views::value_in(values, "category");
    response.side_effects = views::value_in(values, "side_effects");
    response.similar_processes = views::value_in(values, "similar_processes");
    return response;
}

} // namespace clausebook::web
