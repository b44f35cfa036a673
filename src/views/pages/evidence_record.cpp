#include "core/evidence/preview.h"
#include "views/format.h"
#include "views/page.h"
#include "views/pages/evidence_parts.h"

#include <algorithm>

namespace clausebook::views {
namespace {

std::string iso(const std::optional<Date>& date)
{
    return date ? to_string(*date) : std::string();
}

std::string spoken(const EvidenceScene& scene, const std::optional<Date>& date)
{
    return date ? shown(scene.language, *date) : std::string();
}

/// A field of the form: what was typed, else what is kept.
Tree field(const EvidenceRecordPage& page, const std::string& name, const std::string& kept)
{
    const auto typed = page.typed.find(name);
    return {{"id", name},
            {"value", typed == page.typed.end() ? kept : typed->second},
            {"problem", problem_at(page.problems, name)}};
}

std::string typed_or(const EvidenceRecordPage& page, const std::string& name, const std::string& kept)
{
    const auto typed = page.typed.find(name);
    return typed == page.typed.end() ? kept : typed->second;
}

/// A form for a link that stands was refused, not the one for a new link.
bool is_link_changed(const EvidenceRecordPage& page)
{
    return page.typed.contains("target") && page.typed.contains("version");
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
        {"document_date", spoken(scene, fields.document_date)},
        {"period", from.empty() && to.empty() ? std::string() : from + " – " + to},
        {"valid_until", last_day(scene, fields.valid_until)},
        {"masked", fields.masked},
        {"uploaded_by", name_of(scene, version.uploaded_by)},
        {"received", scene.clock(version.received_at)},
        {"approved_by", version.approved_by.empty() ? std::string() : name_of(scene, version.approved_by)},
        {"approved_on", spoken(scene, version.approved_on)},
        {"reason", version.decision_reason},
        {"language", fields.language},
        {"reviewed_on", version.approved_on ? std::string() : spoken(scene, version.reviewed_on)},
        {"kept", archive_view(version, scene)},
        {"archive", version_act(page, version, VersionAct::Archive, scene)},
        {"take_back", version_act(page, version, VersionAct::TakeBack, scene)},
        {"destroy", version_act(page, version, VersionAct::Destroy, scene)}};
}

/// What a line of "where it is used" is called, and where it leads.
struct UseName {
    std::string label;
    std::string href;
    std::string audit; ///< beside the label, where it does not say so itself
};

UseName name_of(const EvidenceUse& use)
{
    const auto last = use.key.substr(use.key.rfind('/') + 1);
    switch (use.kind) {
    case UseKind::Answer:
        return {last, card_address(use.key), use.link->target.audit()};
    case UseKind::Finding: {
        const auto audit = use.link->target.audit();
        return {audit + " · " + last.substr(1), "/audits/" + audit + "/findings/" + last.substr(1), ""};
    }
    case UseKind::Action:
        return {last, "/actions/" + use.key, ""};
    case UseKind::Clause:
        return {last, "", ""};
    case UseKind::Report:
        return {use.audit.str() + " · " + last.substr(1), "/audits/" + use.audit.str() + "/report", ""};
    case UseKind::Pack:
        return {last, "/packs/" + use.key, use.audit.str()};
    }
    return {};
}

/// The form that changes what is said about a link; null where the reader may not. What was typed for this
/// link and refused stands in it.
Tree link_form(const EvidenceRecordPage& page, const EvidenceLink& link, const std::string& label)
{
    const auto target = link.target.str();
    if (std::find(page.open_links.begin(), page.open_links.end(), target) == page.open_links.end()) return {};
    const bool typed = is_link_changed(page) && typed_or(page, "target", "") == target;
    const auto of = [&](const std::string& name, const std::string& kept) {
        return Tree{{"id", name + "-" + link.target.str()},
                    {"name", name},
                    {"value", typed ? typed_or(page, name, kept) : kept},
                    {"problem", typed ? problem_at(page.problems, name) : std::string()}};
    };
    return {{"typed", typed},
            {"number", page.evidence.key.str()},
            {"target", target},
            {"label", label},
            {"version", link.version},
            {"locator", of("locator", link.locator)},
            {"note", of("note", link.note)}};
}

Tree use_view(const EvidenceRecordPage& page, const EvidenceUse& use, const EvidenceScene& scene)
{
    const auto name = name_of(use);
    const auto target = use.link ? use.link->target.str() : std::string();
    return {{"kind", scene.catalogues.text(scene.language, "evidence.link." + std::string(str(use.kind)))},
            {"label", name.label},
            {"audit", name.audit},
            {"href", name.href},
            {"target", target},
            {"locator", use.link ? use.link->locator : std::string()},
            {"note", use.link ? use.link->note : std::string()},
            {"version",
             use.version > 0 ? scene.catalogues.text(scene.language, "evidence.version",
                                                     {{"serial", std::to_string(use.version)}})
                             : std::string()},
            {"by", name_of(scene, use.by)},
            {"at", scene.clock(use.at)},
            {"change", use.link ? link_form(page, *use.link, name.label) : Tree()}};
}

Tree uses_pager(const EvidenceRecordPage& page, const EvidenceScene& scene)
{
    if (page.uses_first && page.uses_next.empty()) return {};
    const auto address = "/evidence/" + page.evidence.key.str();
    return {
        {"shown",
         scene.catalogues.text(scene.language, "evidence.uses_shown",
                               {{"rows", shown(scene.language, static_cast<long long>(page.uses.size()))}})},
        {"previous", page.uses_first ? "" : address + "#links-h"},
        {"next", page.uses_next.empty() ? "" : address + "?used_after=" + page.uses_next + "#links-h"}};
}

Tree act_view(const EvidenceRecordPage& page, EvidenceAct act, const EvidenceScene& scene)
{
    const auto line = std::find_if(page.acts.begin(), page.acts.end(),
                                   [&](const ActLine& each) { return each.act == act; });
    const bool allowed = line != page.acts.end() && !line->refused;
    const auto reason = line != page.acts.end() && line->refused ? scene.catalogues.text(
                            scene.language, "refusal." + line->refused->code(), line->refused->parameters())
                                                                 : std::string();
    return {{"allowed", allowed},
            {"reason", reason},
            {"number", page.evidence.key.str()},
            {"version", page.evidence.version},
            {"retry_key", page.retry_key},
            {"limit_bytes", std::to_string(page.limit_bytes)},
            {"limit", shown_size(scene.language, static_cast<long long>(page.limit_bytes))},
            {"typed", typed_or(page, "reason", "")},
            {"reason_problem", problem_at(page.problems, "reason")},
            {"locator_problem", is_link_changed(page) ? std::string() : problem_at(page.problems, "locator")},
            {"target_problem", problem_at(page.problems, "target")},
            {"file_problem", problem_at(page.problems, "file")},
            {"locator", is_link_changed(page) ? std::string() : typed_or(page, "locator", "")},
            {"target", is_link_changed(page) ? std::string() : typed_or(page, "target", "")}};
}

Tree form_view(const EvidenceRecordPage& page, const EvidenceScene& scene)
{
    const auto& fields = page.evidence.fields;
    const auto& version = page.versions.back().fields;
    const bool open = page.versions.back().state == EvidenceState::Registered;
    // A box that is not ticked is not in a form.
    const bool masked = page.typed.contains("location") ? page.typed.contains("masked") : version.masked;
    const auto act = act_view(page, EvidenceAct::Describe, scene);
    return {{"number", page.evidence.key.str()},
            {"version", page.evidence.version},
            {"allowed", *act.find("allowed")},
            {"reason", *act.find("reason")},
            {"title", field(page, "title", fields.title)},
            {"note", field(page, "note", fields.note)},
            {"types",
             type_choices(scene, typed_or(page, "type", fields.type ? std::string(str(*fields.type)) : ""))},
            {"owners", owner_choices(scene, typed_or(page, "owner", fields.owner.str()))},
            {"confidentialities",
             confidentiality_choices(scene, typed_or(page, "confidentiality", str(fields.confidentiality)))},
            {"type_problem", problem_at(page.problems, "type")},
            {"owner_problem", problem_at(page.problems, "owner")},
            {"decided", !open},
            {"fields",
             open ? Tree{{"label", field(page, "label", version.label)},
                         {"language", field(page, "language", version.language)},
                         {"location", field(page, "location", version.location)},
                         {"document_date", field(page, "document_date", iso(version.document_date))},
                         {"period_from", field(page, "period_from", iso(version.period_from))},
                         {"period_to", field(page, "period_to", iso(version.period_to))},
                         {"valid_until", field(page, "valid_until", iso(version.valid_until))},
                         {"masked", masked}}
                  : Tree()}};
}

/// Where the record that somebody else saved differs from the form that was typed.
Tree differing(const EvidenceRecordPage& page, const EvidenceScene& scene)
{
    Tree found = Tree::list();
    if (page.conflict == EvidenceRecordPage::Conflict::No || !page.typed.contains("title")) return found;
    const auto text = [&](const std::string& key) {
        return scene.catalogues.text(scene.language, key);
    };
    const auto compare = [&](const std::string& name, const std::string& kept, const std::string& said) {
        const auto typed = page.typed.find(name);
        if ((typed == page.typed.end() ? std::string() : typed->second) != kept)
            found.push_back({{"label", text("evidence." + name)}, {"text", said.empty() ? "–" : said}});
    };
    const auto& fields = page.evidence.fields;
    const auto type = fields.type ? std::string(str(*fields.type)) : std::string();
    compare("title", fields.title, fields.title);
    compare("type", type, type.empty() ? type : text("evidence_type." + type));
    const auto confidentiality = str(fields.confidentiality);
    compare("confidentiality", confidentiality, text("confidentiality." + confidentiality));
    compare("owner", fields.owner.str(), fields.owner.empty() ? "" : name_of(scene, fields.owner));
    compare("note", fields.note, fields.note);
    if (!page.typed.contains("location")) return found;
    const auto& version = page.versions.back().fields;
    compare("label", version.label, version.label);
    compare("language", version.language, version.language);
    compare("location", version.location, version.location);
    for (const auto& [name, date] : {std::pair{"document_date", version.document_date},
                                     {"period_from", version.period_from},
                                     {"period_to", version.period_to},
                                     {"valid_until", version.valid_until}})
        compare(name, iso(date), spoken(scene, date));
    compare("masked", version.masked ? "1" : "", version.masked ? text("evidence.masked") : "");
    return found;
}

} // namespace

Tree evidence_record_view(const EvidenceRecordPage& page, const EvidenceScene& scene)
{
    Tree versions = Tree::list();
    for (auto version = page.versions.rbegin(); version != page.versions.rend(); ++version)
        versions.push_back(version_view(page, *version, scene));
    Tree links = Tree::list();
    for (const auto& use : page.uses) links.push_back(use_view(page, use, scene));
    Tree history = Tree::list();
    for (const auto& line : page.history)
        history.push_back(
            {{"at", scene.clock(line.at)},
             {"who", line.who},
             {"what", scene.catalogues.text(scene.language, "evidence.history." + line.action.substr(9))}});
    Tree twins = Tree::list();
    for (const auto& key : page.same_content)
        twins.push_back({{"number", key.str()}, {"twice", page.evidence.key.str()}});
    const auto& evidence = page.evidence;
    const bool removable = std::any_of(page.acts.begin(), page.acts.end(), [](const ActLine& line) {
        return line.act == EvidenceAct::Remove
            && (!line.refused || line.refused->code() == "evidence_linked");
    });
    return {
        {"number", evidence.key.str()},
        {"title", evidence.fields.title},
        {"state", state_pill(scene, state_on(evidence.state, evidence.valid_until, scene.today))},
        {"confidentiality",
         scene.catalogues.text(scene.language, "confidentiality." + str(evidence.fields.confidentiality))},
        {"under_way",
         page.versions.back().serial != evidence.current ? state_pill(scene, page.versions.back().state)
                                                         : Tree()},
        {"form", form_view(page, scene)},
        {"theirs", differing(page, scene)},
        {"versions", std::move(versions)},
        {"links", std::move(links)},
        {"pager", uses_pager(page, scene)},
        {"history", std::move(history)},
        {"same_content", removable ? std::move(twins) : Tree::list()},
        {"submit", act_view(page, EvidenceAct::Submit, scene)},
        {"accept", act_view(page, EvidenceAct::Accept, scene)},
        {"reject", act_view(page, EvidenceAct::Reject, scene)},
        {"describe", act_view(page, EvidenceAct::Describe, scene)},
        {"add_version", act_view(page, EvidenceAct::AddVersion, scene)},
        {"link", act_view(page, EvidenceAct::Link, scene)},
        {"remove", act_view(page, EvidenceAct::Remove, scene)},
        {"problems", page.problems}};
}

} // namespace clausebook::views
