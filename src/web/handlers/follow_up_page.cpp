#include "web/handlers/follow_up_page.h"

#include "store/follow_up.h"
#include "store/passwords.h"
#include "store/people.h"
#include "workspace/follow_up.h"

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

std::string value(const views::FormValues& values, const std::string& name)
{
    const auto found = values.find(name);
    return found == values.end() ? std::string() : found->second;
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
    const bool open =
        finding.state == FindingState::Acknowledged || finding.state == FindingState::ResponseRejected;
    const bool cancelled = page.at.frame.phase == FindingFrame::Phase::Cancelled;
    if (open && !cancelled && is_nonconformity(finding.grade)
        && is_audited_side(actor, finding, page.at.frame))
        page.response = views::Access::Write;
    page.response_form = typed.response ? *typed.response : stored_response(page.at.response);
    page.action_form = typed.action ? *typed.action : new_action();
    if (typed.step) page.step_form = *typed.step;
    page.retry_key = typed.action ? request.form["retry_key"] : store::new_token().substr(0, key_length);
    for (const auto& person : store::people(db)) {
        page.names[person.key.str()] = person.name;
        if (person.active) page.people.push_back(person);
    }
    return page;
}

Response response_from(const views::FormValues& values, Version based_on)
{
    Response response;
    response.version = based_on;
    response.correction = value(values, "correction");
    response.extent_check = value(values, "extent_check");
    response.corrected_by = Id<Person>(value(values, "corrected_by"));
    if (const auto day = value(values, "corrected_on"); !day.empty()) {
        response.corrected_on = parse_date(day);
        if (!response.corrected_on) throw Refusal("date_shape", "corrected_on");
    }
    const auto method = parse_cause_method(value(values, "method"));
    if (!method) throw Refusal("not_a_choice", "method");
    response.method = *method;
    for (std::size_t i = 0; i < response.whys.size(); ++i)
        response.whys[i] = value(values, "why_" + std::to_string(i + 1));
    response.root_cause = value(values, "root_cause");
    response.why_not_detected = value(values, "why_not_detected");
    response.category = value(values, "category");
    response.side_effects = value(values, "side_effects");
    response.similar_processes = value(values, "similar_processes");
    return response;
}

} // namespace clausebook::web
