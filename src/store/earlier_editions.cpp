#include "store/earlier_editions.h"

#include "store/answer_row.h"

#include <algorithm>

namespace clausebook::store {
namespace {

/// The audits on an edition the map leads from, begun no later than the one asked about: joins u and c, with
/// their parameters.
std::string earlier_audits(const EditionMap& map, const Id<Audit>& audit, Params& params)
{
    std::string editions;
    params.emplace_back(map.standard);
    for (const auto edition : map.from) {
        editions += editions.empty() ? "?" : ", ?";
        params.emplace_back(std::to_string(edition));
    }
    params.emplace_back(audit.str());
    params.emplace_back(audit.str());
    return "c.standard = ? AND c.edition IN (" + editions
        + ") AND u.state <> 'CANCELLED' AND u.key <> ? "
          "AND u.starts_on <= (SELECT starts_on FROM audit WHERE key = ?)";
}

} // namespace

std::optional<ClauseAnswers> answers_of_earlier_edition(const Reading& db, const Id<Audit>& audit,
                                                        const EditionMap& map, const ClauseNumber& was,
                                                        const IsShown& is_shown)
{
    // Ids of questions under a clause begin with its number and "-Q"; R follows Q.
    Params params = {was.str() + "-Q", was.str() + "-R"};
    const auto audits = earlier_audits(map, audit, params);
    const auto rows = db.rows("SELECT a.*, u.starts_on AS starts_on, u.checklist AS checklist FROM answer a "
                              "JOIN audit u ON u.key = a.audit JOIN checklist c ON c.key = u.checklist "
                              "WHERE a.question >= ? AND a.question < ? AND a.result <> '' AND "
                                  + audits + " ORDER BY u.starts_on DESC, u.key DESC",
                              params);
    const auto first = std::find_if(rows.begin(), rows.end(),
                                    [&](const Row& row) { return is_shown(Id<Audit>(row.text("audit"))); });
    if (first == rows.end()) return std::nullopt;
    ClauseAnswers latest{
        Id<Audit>(first->text("audit")), first->text("checklist"), first->date("starts_on"), {}};
    for (const auto& row : rows)
        if (row.text("audit") == latest.audit.str()) latest.answers.push_back(answer_from(row));
    std::sort(latest.answers.begin(), latest.answers.end(),
              [](const Answer& a, const Answer& b) { return a.key < b.key; });
    return latest;
}

bool has_earlier_edition(const Reading& db, const Id<Audit>& audit, const EditionMap& map)
{
    Params params;
    const auto audits = earlier_audits(map, audit, params);
    return db.number("SELECT count(*) FROM audit u JOIN checklist c ON c.key = u.checklist WHERE " + audits,
                     params)
        > 0;
}

} // namespace clausebook::store
