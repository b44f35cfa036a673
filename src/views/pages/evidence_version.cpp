#include "core/evidence/preview.h"
#include "views/format.h"
#include "views/page.h"
#include "views/pages/evidence_parts.h"

#include <algorithm>

namespace clausebook::views {
namespace {

/// What was typed as the language of a document; a word where it is one of ours.
std::string language_word(const EvidenceScene& scene, const std::string& typed)
{
    const auto known = parse_language(typed);
    return known ? scene.catalogues.text(scene.language, "packs.lang." + str(*known)) : typed;
}

Tree file_view(const EvidenceRecordPage& page, const EvidenceVersion& version, const EvidenceFile& file,
               const EvidenceScene& scene)
{
    const auto href = address_of(page.evidence.key, version, file);
    const bool shows = preview_of(file.content_type) != Preview::None;
    const bool large = shows && is_too_large_to_show(file);
    const auto text = page.texts.find(file.sha256);
    return {
        {"name", file.name},
        {"href", href},
        {"gone", version.state == EvidenceState::Destroyed},
        {"open", shows && !large ? href + "?open=1" : ""},
        {"too_large", large},
        {"size", shown_size(scene.language, static_cast<long long>(file.bytes))},
        {"type", file.content_type},
        {"sha256", file.sha256},
        {"search",
         text == page.texts.end() ? std::string()
                                  : scene.catalogues.text(scene.language, "search.text." + text->second)},
        {"missing", std::find(page.missing.begin(), page.missing.end(), file.sha256) != page.missing.end()}};
}

const VersionActLine* act_of(const EvidenceRecordPage& page, int serial, VersionAct act)
{
    const auto line =
        std::find_if(page.version_acts.begin(), page.version_acts.end(),
                     [&](const VersionActLine& each) { return each.serial == serial && each.act == act; });
    return line == page.version_acts.end() ? nullptr : &*line;
}

/// The form of an act, null where there is none; destruction of what is archived says why not yet.
Tree version_act(const EvidenceRecordPage& page, const EvidenceVersion& version, VersionAct act,
                 const EvidenceScene& scene)
{
    const auto* line = act_of(page, version.serial, act);
    if (!line || (line->refused && act != VersionAct::Destroy)) return {};
    if (line->refused && version.state != EvidenceState::Archived) return {};
    auto parameters = line->refused ? line->refused->parameters() : std::map<std::string, std::string>();
    if (parameters.contains("day"))
        parameters["day"] = shown(scene.language, parse_date(parameters["day"]).value());
    // Each version has these fields: the one that was typed in shows it, the others are as they were.
    const auto of = [&](const std::string& name, const std::string& kept) {
        const auto id = name + "-" + std::to_string(version.serial);
        const bool shows = page.typed_version == version.serial && name != "password";
        return Tree{{"id", id},
                    {"name", name},
                    {"placeholder", name == "confirm" ? page.evidence.key.str() : std::string()},
                    {"value", shows ? typed_or(page, name, kept) : kept},
                    {"problem", problem_at(page.problems, id)}};
    };
    return {
        {"allowed", !line->refused},
        {"reason",
         line->refused ? scene.catalogues.text(scene.language, "refusal." + line->refused->code(), parameters)
                       : std::string()},
        {"alone", page.archivists == EvidenceRecordPage::Archivists::ReaderAlone},
        {"address", "/evidence/" + page.evidence.key.str() + "/versions/" + std::to_string(version.serial)},
        {"number", page.evidence.key.str()},
        {"version", page.evidence.version},
        {"keep_until", of("keep_until", to_string(usual_keep_until(scene.today)))},
        {"destroy_reason", of("destroy_reason", "")},
        {"confirm", of("confirm", "")},
        {"password", page.fresh_password ? Tree() : of("password", "")}};
}

/// The packs that still hold what was destroyed of a version.
Tree packs_view(const EvidenceRecordPage& page, const EvidenceVersion& version)
{
    auto list = Tree::list();
    if (const auto found = page.in_packs.find(version.key); found != page.in_packs.end())
        for (const auto& [key, name] : found->second)
            list.push_back({{"name", name}, {"href", "/packs/" + key + "/file"}});
    return list;
}

/// What the archive says about a version; null for one that is not there.
Tree archive_view(const EvidenceVersion& version, const EvidenceScene& scene)
{
    if (!version.archive) return {};
    const auto& archive = *version.archive;
    return {
        {"by", name_of(scene, archive.archived_by)},
        {"on", shown(scene.language, archive.archived_on)},
        {"keep_until", shown(scene.language, archive.keep_until)},
        {"destroyed_by", archive.destroyed_by.empty() ? std::string() : name_of(scene, archive.destroyed_by)},
        {"destroyed_on", spoken(scene, archive.destroyed_on)},
        {"reason", archive.reason}};
}

} // namespace

Tree version_view(const EvidenceRecordPage& page, const EvidenceVersion& version, const EvidenceScene& scene)
{
    Tree files = Tree::list();
    for (const auto& file : version.files) files.push_back(file_view(page, version, file, scene));
    const auto& fields = version.fields;
    const auto from = spoken(scene, fields.period_from);
    const auto to = spoken(scene, fields.period_to);
    return {
        {"serial", version.serial},
        {"stands", page.versions.size() > 1 && version.serial == page.evidence.current},
        {"label", fields.label},
        {"state", state_pill(scene, state_on(version.state, fields.valid_until, scene.today))},
        {"files", std::move(files)},
        {"location", fields.location},
        {"reference", reference_view(scene, fields)},
        {"document_date", spoken(scene, fields.document_date)},
        {"period", from.empty() && to.empty() ? std::string() : from + " – " + to},
        {"valid_until", last_day(scene, fields.valid_until)},
        {"masked", fields.masked},
        {"uploaded_by", name_of(scene, version.uploaded_by)},
        {"received", scene.clock(version.received_at)},
        {"approved_by", version.approved_by.empty() ? std::string() : name_of(scene, version.approved_by)},
        {"approved_on", spoken(scene, version.approved_on)},
        {"reason", version.decision_reason},
        {"language", language_word(scene, fields.language)},
        {"reviewed_on", version.approved_on ? std::string() : spoken(scene, version.reviewed_on)},
        {"kept", archive_view(version, scene)},
        {"in_packs", packs_view(page, version)},
        {"archive", version_act(page, version, VersionAct::Archive, scene)},
        {"take_back", version_act(page, version, VersionAct::TakeBack, scene)},
        {"destroy", version_act(page, version, VersionAct::Destroy, scene)}};
}

} // namespace clausebook::views
