#include "packs/sheets/marks.h"

namespace clausebook::packs {
namespace {

Colours state_colours(const Words& words)
{
    const auto of = [&](ActionState state) {
        return words("action_state." + std::string(str(state)));
    };
    return {{of(ActionState::Effective), Colour::Green},  {of(ActionState::EffectCheck), Colour::Green},
            {of(ActionState::NotEffective), Colour::Red}, {of(ActionState::InWork), Colour::Amber},
            {of(ActionState::Approved), Colour::Amber},   {of(ActionState::Done), Colour::Blue},
            {of(ActionState::Proposed), Colour::Grey},    {of(ActionState::Cancelled), Colour::Grey}};
}

std::string effect_text(const Words& words, Effect effect)
{
    switch (effect) {
    case Effect::Effective:
        return words("pack.yes");
    case Effect::NotEffective:
        return words("pack.no");
    case Effect::NotYet:
        return words("pack.effect_not_yet");
    default:
        return words("pack.effect_not_asked");
    }
}

std::vector<Column> columns(const Words& words)
{
    const auto yes = Column::Wrap::Yes;
    const auto no = Column::Wrap::No;
    return {{words("word.number"), 15},
            {words("word.finding"), 16, yes},
            {words("pack.action_kind"), 20, yes},
            {words("word.action"), 50, yes},
            {words("word.owner"), 20, yes},
            {words("word.due"), 12},
            {words("pack.late"), 9, no, {{words("pack.yes"), Colour::Red}}},
            {words("pack.done_on"), 12},
            {words("word.state"), 20, no, state_colours(words)},
            {words("pack.verified_by"), 20, yes},
            {words("pack.verified_on"), 13},
            {words("pack.effect_check_on"), 14},
            {words("pack.effective"),
             12,
             yes,
             {{words("pack.no"), Colour::Red}, {words("pack.yes"), Colour::Green}}},
            {words("pack.effect_found"), 36, yes},
            {words("pack.evidence_nos"), 20, yes}};
}

std::vector<Cell> row_of(const Contents& contents, const DossierAction& one)
{
    const auto& words = contents.words;
    const auto& dossier = contents.dossier;
    const auto& action = one.action;
    std::vector<std::string> findings;
    for (const auto& finding : dossier.findings)
        if (std::find(one.findings.begin(), one.findings.end(), finding.finding.key) != one.findings.end())
            findings.push_back(called(finding.finding));
    std::vector<std::string> evidence;
    for (const auto* linked : dossier.evidence_of({LinkKind::Action, action.key.str()}))
        evidence.push_back(linked->evidence.key.str());
    return {action.key.str(),
            listed(findings),
            words("action_kind." + std::string(str(action.kind))),
            action.text,
            or_none(words, dossier.name(action.owner)),
            action.due,
            yes_no(words, is_late(action, dossier.today)),
            action.done_on,
            words("action_state." + std::string(str(action.state))),
            or_none(words, dossier.name(action.verified_by)),
            action.verified_on,
            action.effect_check_on,
            effect_text(words, effect_of(action)),
            action.effect,
            or_none(words, listed(evidence))};
}

} // namespace

void corrective_actions_sheet(Workbook& book, const std::string& name, const Contents& contents)
{
    book.sheet({name, columns(contents.words), 1});
    for (const auto& one : contents.dossier.actions) book.row(row_of(contents, one));
}

} // namespace clausebook::packs
