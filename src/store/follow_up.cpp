#include "store/follow_up.h"

#include "core/base/refusal.h"
#include "store/actions.h"
#include "store/findings.h"

namespace clausebook::store {
namespace {

StepTaken step_from(const Row& row)
{
    StepTaken step;
    step.serial = static_cast<int>(row.number("serial"));
    step.state = parse_finding_state(row.text("state")).value();
    step.by = Id<Person>(row.text("taken_by"));
    step.on = row.date("taken_on").value();
    step.comment = row.text("comment");
    step.decision = parse_decision(row.text("decision")).value();
    step.revision = row.text("revision");
    return step;
}

std::string why_column(std::size_t index)
{
    return "why_" + std::to_string(index + 1);
}

} // namespace

std::optional<Response> response(const Reading& db, const Id<Finding>& finding)
{
    const auto row = db.row("SELECT * FROM finding_response WHERE key = ?", {finding.str()});
    if (!row) return std::nullopt;
    Response response;
    response.version = row->number("version");
    response.correction = row->text("correction");
    response.extent_check = row->text("extent_check");
    response.corrected_by = Id<Person>(row->text("corrected_by"));
    response.corrected_on = row->date("corrected_on");
    response.method = parse_cause_method(row->text("method")).value();
    for (std::size_t i = 0; i < response.whys.size(); ++i) response.whys[i] = row->text(why_column(i));
    response.root_cause = row->text("root_cause");
    response.why_not_detected = row->text("why_not_detected");
    response.category = row->text("category");
    response.side_effects = row->text("side_effects");
    response.similar_processes = row->text("similar_processes");
    return response;
}

Version save(Writing& verb, const Id<Finding>& finding, const Response& response)
{
    Record record = {{"correction", response.correction},
                     {"extent_check", response.extent_check},
                     {"corrected_by", optional_text(response.corrected_by.str())},
                     {"corrected_on", date_text(response.corrected_on)},
                     {"method", std::string(str(response.method))},
                     {"root_cause", response.root_cause},
                     {"why_not_detected", response.why_not_detected},
                     {"category", response.category},
                     {"side_effects", response.side_effects},
                     {"similar_processes", response.similar_processes}};
    for (std::size_t i = 0; i < response.whys.size(); ++i)
        record.emplace_back(why_column(i), response.whys[i]);
    return verb.put("finding_response", finding.str(), record, response.version);
}

std::optional<Verification> verification(const Reading& db, const Id<Finding>& finding)
{
    const auto row = db.row("SELECT * FROM finding_verification WHERE key = ?", {finding.str()});
    if (!row) return std::nullopt;
    Verification verification;
    verification.version = row->number("version");
    verification.method = parse_verification_method(row->text("method"));
    verification.effective = parse_effective(row->text("effective"));
    verification.effect_criterion = row->text("effect_criterion");
    verification.observation = row->text("observation");
    return verification;
}

Version save(Writing& verb, const Id<Finding>& finding, const Verification& verification)
{
    return verb.put("finding_verification", finding.str(),
                    {{"method", std::string(str(verification.method.value()))},
                     {"effective", std::string(str(verification.effective.value()))},
                     {"effect_criterion", verification.effect_criterion},
                     {"observation", verification.observation}},
                    verification.version);
}

std::vector<StepTaken> steps_of(const Reading& db, const Id<Finding>& finding)
{
    std::vector<StepTaken> steps;
    for (const auto& row :
         db.rows("SELECT * FROM finding_step WHERE finding = ? ORDER BY serial", {finding.str()}))
        steps.push_back(step_from(row));
    return steps;
}

std::map<Id<Finding>, std::vector<StepTaken>> steps_in(const Reading& db, const Id<Audit>& audit)
{
    std::map<Id<Finding>, std::vector<StepTaken>> steps;
    for (const auto& row : db.rows("SELECT s.* FROM finding f JOIN finding_step s ON s.finding = f.key "
                                   "WHERE f.audit = ? ORDER BY s.finding, s.serial",
                                   {audit.str()}))
        steps[Id<Finding>(row.text("finding"))].push_back(step_from(row));
    return steps;
}

void add_step(Writing& verb, const Id<Finding>& finding, const StepTaken& step)
{
    const auto serial =
        verb.number("SELECT max(serial) FROM finding_step WHERE finding = ?", {finding.str()}) + 1;
    verb.put("finding_step", finding.str() + "/s" + std::to_string(serial),
             {{"finding", finding.str()},
              {"serial", serial},
              {"state", std::string(str(step.state))},
              {"taken_by", step.by.str()},
              {"taken_on", to_string(step.on)},
              {"comment", step.comment},
              {"decision", std::string(str(step.decision))},
              {"revision", step.revision}},
             0);
}

FollowUp follow_up(const Reading& db, const Id<Finding>& key, Date today)
{
    const auto found = finding(db, key);
    if (!found) throw NotFound("finding " + key.str());
    return {*found,
            finding_frame(db, found->audit).value(),
            response(db, key),
            actions_at_hand(db, key, today),
            verification(db, key),
            steps_of(db, key),
            Decision::None};
}

std::set<Id<Person>> owners_of(const Reading& db, const Id<Finding>& finding)
{
    std::set<Id<Person>> owners;
    for (const auto& row : db.rows("SELECT DISTINCT a.owner FROM finding_action f JOIN action a ON "
                                   "a.key = f.action WHERE f.finding = ? AND a.owner IS NOT NULL",
                                   {finding.str()}))
        owners.emplace(row.text("owner"));
    return owners;
}

} // namespace clausebook::store
