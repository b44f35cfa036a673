#include "core/base/percent.h"
#include "views/format.h"
#include "views/page.h"
#include "views/pages/evidence_parts.h"

namespace clausebook::views {
namespace {

using Chosen = std::map<std::string, std::string>;

std::string value(const Chosen& chosen, const std::string& name)
{
    const auto found = chosen.find(name);
    return found == chosen.end() ? std::string() : found->second;
}

/// The address of the list with these choices.
std::string address(const Chosen& chosen)
{
    return address_with("/evidence", {chosen.begin(), chosen.end()});
}

bool is_filtered(const Chosen& chosen)
{
    for (const auto* name : {"type", "state", "clause", "expiry", "q", "owner", "mine", "tag"})
        if (!value(chosen, name).empty()) return true;
    return false;
}

Tree quick_filters(const Chosen& chosen, const EvidenceScene& scene)
{
    const std::pair<const char*, Chosen> quick[] = {{"evidence.quick.all", {}},
                                                    {"evidence.quick.waiting", {{"state", "SUBMITTED"}}},
                                                    {"evidence.quick.expiring", {{"expiry", "soon"}}},
                                                    {"evidence.quick.expired", {{"expiry", "expired"}}},
                                                    {"evidence.quick.mine", {{"mine", "1"}}}};
    auto filters = chosen;
    for (const auto* name : {"sort", "dir"}) filters.erase(name);
    std::erase_if(filters, [](const auto& each) { return each.second.empty(); });
    Tree links = Tree::list();
    for (const auto& [key, wanted] : quick) {
        auto target = wanted;
        for (const auto* name : {"sort", "dir"}) target[name] = value(chosen, name);
        links.push_back({{"label", scene.catalogues.text(scene.language, key)},
                         {"href", address(target)},
                         {"current", filters == wanted}});
    }
    links.push_back({{"label", scene.catalogues.text(scene.language, "evidence.unproven")},
                     {"href", "/evidence/unproven"},
                     {"current", false}});
    return links;
}

/// The heads of the columns, each a link that sorts by it, or the other way round.
Tree heads(const Chosen& chosen, const EvidenceScene& scene)
{
    const auto sort = value(chosen, "sort").empty() ? "number" : value(chosen, "sort");
    const bool up = value(chosen, "dir") == "asc";
    Tree all = Tree::list();
    for (const auto* name : {"number", "title", "type", "state", "valid_until", "owner", "received"}) {
        const bool is_sorted = sort == name;
        auto target = chosen;
        target["sort"] = name;
        target["dir"] =
            is_sorted ? (up ? "desc" : "asc") : (std::string(name) == "received" ? "desc" : "asc");
        all.push_back({{"label", scene.catalogues.text(scene.language, "evidence." + std::string(name))},
                       {"href", std::string(name) == "owner" ? std::string() : address(target)},
                       {"sorted", is_sorted ? (up ? "ascending" : "descending") : ""},
                       {"arrow", is_sorted ? (up ? "↑" : "↓") : ""}});
    }
    return all;
}

/// "7.4-Q2, 8.1-Q1, …", "" for none.
std::string relied_on(const EvidenceListPage& page, const Id<Evidence>& evidence)
{
    constexpr std::size_t most = 8;
    const auto found = page.relied_on.find(evidence);
    if (found == page.relied_on.end()) return {};
    std::string text;
    for (std::size_t i = 0; i < found->second.size() && i < most; ++i) {
        if (i > 0) text += ", ";
        text += found->second[i];
    }
    return found->second.size() > most ? text + ", …" : text;
}

/// The tags of a row, each a filter.
Tree tag_links(const EvidenceListPage& page, const Id<Evidence>& evidence)
{
    auto links = Tree::list();
    if (const auto found = page.tags.find(evidence); found != page.tags.end())
        for (const auto& tag : found->second)
            links.push_back({{"tag", tag}, {"href", address({{"tag", tag}})}});
    return links;
}

Tree words_of(const std::vector<std::string>& all)
{
    auto words = Tree::list();
    for (const auto& word : all) words.push_back(word);
    return words;
}

Tree row(const EvidenceListPage& page, const Evidence& evidence, const EvidenceScene& scene)
{
    const auto& fields = evidence.fields;
    const auto type = fields.type ? std::string(str(*fields.type)) : std::string();
    const bool kept_close = fields.confidentiality == Confidentiality::Confidential
        || fields.confidentiality == Confidentiality::Personal;
    const bool closed = is_closed(evidence.state);
    return {{"number", evidence.key.str()},
            {"href", "/evidence/" + evidence.key.str()},
            {"title", fields.title},
            {"pick",
             page.may_register && !closed ? evidence.key.str() + ":" + std::to_string(evidence.version) : ""},
            {"tags", tag_links(page, evidence.key)},
            {"ticked", page.ticked.contains(evidence.key.str())},
            {"closed",
             page.may_register && closed ? scene.catalogues.text(scene.language, "refusal.evidence_closed")
                                         : std::string()},
            {"relied_on", relied_on(page, evidence.key)},
            {"open", page.previews.contains(evidence.key) ? page.previews.at(evidence.key) : std::string()},
            {"type", type},
            {"type_label",
             type.empty() ? scene.catalogues.text(scene.language, "evidence.type_none")
                          : scene.catalogues.text(scene.language, "evidence_type." + type)},
            {"state", state_pill(scene, state_on(evidence.state, evidence.valid_until, scene.today))},
            {"valid_until", last_day(scene, evidence.valid_until)},
            {"owner", fields.owner.empty() ? std::string() : name_of(scene, fields.owner)},
            {"received", scene.clock(evidence.received_at)},
            {"lock",
             kept_close
                 ? scene.catalogues.text(scene.language, "confidentiality." + str(fields.confidentiality))
                 : std::string()}};
}

Tree choices(const EvidenceScene& scene, const std::string& prefix, const std::vector<std::string>& codes,
             const std::string& chosen)
{
    Tree all = Tree::list();
    for (const auto& code : codes)
        all.push_back({{"code", code},
                       {"label", scene.catalogues.text(scene.language, prefix + code)},
                       {"chosen", code == chosen}});
    return all;
}

Tree filter_form(const EvidenceListPage& page, const EvidenceScene& scene)
{
    std::vector<std::string> states;
    for (const auto state : all_evidence_states)
        if (state != EvidenceState::Destroyed) states.push_back(str(state));
    const auto& chosen = page.chosen;
    return {
        {"q", value(chosen, "q")},
        {"clause", value(chosen, "clause")},
        {"tag", value(chosen, "tag")},
        {"known_tags", words_of(page.known_tags)},
        {"mine", !value(chosen, "mine").empty()},
        {"sort", value(chosen, "sort")},
        {"dir", value(chosen, "dir")},
        {"types", type_choices(scene, value(chosen, "type"))},
        {"states", choices(scene, "evidence_state.", states, value(chosen, "state"))},
        {"expiries",
         choices(scene, "evidence.expiry.", {"expired", "soon", "valid", "none"}, value(chosen, "expiry"))},
        {"owners", owner_choices(scene, value(chosen, "owner"))},
        {"clear", is_filtered(chosen) ? "/evidence" : ""}};
}

Tree empty_note(const EvidenceListPage& page, const EvidenceScene& scene)
{
    if (!page.rows.empty()) return {};
    const auto text = [&](const std::string& key) {
        return scene.catalogues.text(scene.language, key);
    };
    if (is_filtered(page.chosen)) {
        const bool expiring = value(page.chosen, "expiry") == "soon";
        return {{"icon", "search"},
                {"heading", text(expiring ? "evidence.empty.expiring" : "evidence.empty.filtered")},
                {"sentence", text("evidence.empty.filtered_why")},
                {"href", "/evidence"},
                {"action", text("evidence.clear")}};
    }
    return {{"icon", "clip"},
            {"heading", text("evidence.empty.heading")},
            {"sentence", text(page.may_register ? "evidence.empty.why" : "evidence.empty.why_reader")},
            {"href", page.may_register ? "#add" : ""},
            {"action", page.may_register ? text("evidence.add") : ""}};
}

/// The form that acts on what is ticked; null for who only reads.
Tree bulk_view(const EvidenceListPage& page)
{
    if (!page.may_register || page.rows.empty()) return {};
    return {{"accept", page.may_decide},
            {"list", page.query},
            {"target", value(page.typed, "target")},
            {"locator", value(page.typed, "locator")},
            {"tag", value(page.typed, "tag")},
            {"tag_problem", problem_at(page.problems, "tag")},
            {"known_tags", words_of(page.known_tags)},
            {"problem", problem_at(page.problems, "target")}};
}

} // namespace

Tree evidence_list_view(const EvidenceListPage& page, const EvidenceScene& scene)
{
    Tree rows = Tree::list();
    for (const auto& evidence : page.rows) rows.push_back(row(page, evidence, scene));
    const bool many = page.count > page.count_limit;
    const auto number = shown(scene.language, static_cast<long long>(many ? page.count_limit : page.count));
    const auto count =
        scene.catalogues.text(scene.language, page.count == 1 ? "evidence.count.one" : "evidence.count.other",
                              {{"count", many ? number + "+" : number}});
    return {
        {"count", count},
        {"quick", quick_filters(page.chosen, scene)},
        {"filter", filter_form(page, scene)},
        {"heads", heads(page.chosen, scene)},
        {"rows", std::move(rows)},
        {"empty", empty_note(page, scene)},
        {"pager", list_pager(scene, page.rows.size(), page.first, page.next)},
        {"files", page.files},
        {"saved", page.saved},
        {"bulk", bulk_view(page)},
        {"may_register", page.may_register},
        {"add",
         {{"limit_bytes", std::to_string(page.limit_bytes)},
          {"limit", shown_size(scene.language, static_cast<long long>(page.limit_bytes))},
          {"retry_key", page.retry_key},
          {"title", value(page.typed, "title")},
          {"link", value(page.typed, "link")},
          {"locator", value(page.typed, "locator")},
          {"back", value(page.typed, "back")},
          {"location", value(page.typed, "location")},
          {"document_date", value(page.typed, "document_date")},
          {"hand_in", !value(page.typed, "hand_in").empty()},
          {"reference", reference_fields(scene, page.typed, page.problems)},
          {"by_reference", !value(page.typed, "kept_by").empty() || !value(page.typed, "seen_on").empty()},
          {"again", !value(page.typed, "retry_key").empty()},
          {"file_problem", problem_at(page.problems, "file")},
          {"type_problem", problem_at(page.problems, "type")},
          {"document_date_problem", problem_at(page.problems, "document_date")},
          {"location_problem", problem_at(page.problems, "location")},
          {"types", type_choices(scene, value(page.typed, "type"))},
          {"confidentialities",
           confidentiality_choices(scene,
                                   value(page.typed, "confidentiality").empty()
                                       ? "INTERNAL"
                                       : value(page.typed, "confidentiality"))},
          {"one_version", value(page.typed, "grouping") == "one"},
          {"open", page.problems.items() && !page.problems.items()->empty()}}},
        {"problems", page.problems}};
}

} // namespace clausebook::views
