#include "core/base/percent.h"
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

/// A field of the form: what was typed, else what is kept.
Tree field(const EvidenceRecordPage& page, const std::string& name, const std::string& kept)
{
    const auto typed = page.typed.find(name);
    return {{"id", name},
            {"value", typed == page.typed.end() ? kept : typed->second},
            {"problem", problem_at(page.problems, name)}};
}

/// A form for a link that stands was refused, not the one for a new link.
bool is_link_changed(const EvidenceRecordPage& page)
{
    return page.typed.contains("target") && page.typed.contains("version");
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
        {"first", page.uses_first ? "" : address + "#links-h"},
        {"next",
         page.uses_next.empty() ? "" : address_with(address, {{"used_after", page.uses_next}}) + "#links-h"}};
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

/// What was typed about a document kept elsewhere, else what stands.
ReferenceText typed_reference(const EvidenceRecordPage& page, const std::optional<EvidenceReference>& stands)
{
    return page.typed.contains("kept_by") ? page.typed : text_of(stands);
}

/// The form by which a document that no file is here of is seen again; null where that cannot be.
Tree sighting_view(const EvidenceRecordPage& page, const EvidenceScene& scene)
{
    const auto& newest = page.versions.back();
    if (!page.may(EvidenceAct::AddVersion) || !newest.files.empty() || !newest.fields.reference) return {};
    const bool typed = page.typed.contains("seen_by") && !page.typed.contains("kept_by");
    if (newest.state == EvidenceState::Registered) return {}; // the fields stand in the other form
    auto fields = reference_fields(scene, typed ? page.typed : ReferenceText(), page.problems);
    fields["kept_by"] = fields["reference_number"] = Tree(); // as before
    return {
        {"number", page.evidence.key.str()}, {"retry_key", page.retry_key}, {"reference", std::move(fields)}};
}

/// Tags, each with the form that takes it off, and the one that adds.
Tree tags_view(const EvidenceRecordPage& page)
{
    auto tags = Tree::list();
    for (const auto& tag : page.tags)
        tags.push_back({{"tag", tag},
                        {"number", page.may(EvidenceAct::Describe) ? page.evidence.key.str() : std::string()},
                        {"href", "/evidence?tag=" + percent_encoded(tag)}});
    auto known = Tree::list();
    for (const auto& tag : page.known_tags) known.push_back(tag);
    return {{"all", std::move(tags)},
            {"may", page.may(EvidenceAct::Describe)},
            {"number", page.evidence.key.str()},
            {"known", std::move(known)},
            {"typed", typed_or(page, "tag", "")},
            {"problem", problem_at(page.problems, "tag")}};
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
            {"by_reference", open && page.versions.back().files.empty()},
            {"reference",
             open && page.versions.back().files.empty()
                 ? reference_fields(scene, typed_reference(page, version.reference), page.problems)
                 : Tree()},
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

/// A field of a reference as people read it.
std::string shown_reference(const EvidenceScene& scene, const std::string& name, const std::string& code)
{
    if (code.empty()) return {};
    if (name == "seen_how") return scene.catalogues.text(scene.language, "seen_how." + code);
    if (name == "seen_by") return name_of(scene, Id<Person>(code));
    if (name == "seen_on") return shown(scene.language, parse_date(code).value());
    return code;
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
    if (page.typed.contains("kept_by")) {
        const auto stands = text_of(version.reference);
        for (const auto* name : {"kept_by", "reference_number", "seen_how", "seen_on", "seen_by"}) {
            const auto kept = stands.find(name);
            const auto code = kept == stands.end() ? std::string() : kept->second;
            compare(name, code, shown_reference(scene, name, code));
        }
    }
    for (const auto& [name, date] : {std::pair{"document_date", version.document_date},
                                     {"period_from", version.period_from},
                                     {"period_to", version.period_to},
                                     {"valid_until", version.valid_until}})
        compare(name, iso(date), spoken(scene, date));
    compare("masked", version.masked ? "1" : "", version.masked ? text("evidence.masked") : "");
    return found;
}

std::string targets_of(const HistoryLine& line)
{
    std::string all;
    for (const auto& target : line.targets) {
        if (!all.empty()) all += ", ";
        all += target_name(target);
    }
    return all;
}

} // namespace

bool EvidenceRecordPage::may(EvidenceAct act) const
{
    return std::any_of(acts.begin(), acts.end(),
                       [&](const ActLine& line) { return line.act == act && !line.refused; });
}

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
             {"what", scene.catalogues.text(scene.language, "evidence.history." + line.action.substr(9))},
             {"targets", targets_of(line)}});
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
        {"tags", tags_view(page)},
        {"sighting", sighting_view(page, scene)},
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
