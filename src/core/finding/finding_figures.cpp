#include "core/finding/finding_figures.h"

namespace clausebook {

FindingFigures finding_figures(const std::vector<FindingCount>& counts)
{
    FindingFigures figures;
    for (const auto& [grade, state, count] : counts) {
        if (state == FindingState::Closed) figures.closed += count;
        if (!is_open(state)) continue;
        figures.open += count;
        figures.open_of[grade] += count;
        if (const auto step = reached(state))
            figures.at_step[*step] += count;
        else
            figures.drafts += count;
    }
    return figures;
}

} // namespace clausebook
