#include "views/pages/checklists.h"

#include "core/base/text.h"
#include "views/entry_pages.h"
#include "views/page.h"

namespace clausebook::views {
namespace {

/// What everything on these pages is written with.
struct Words {
    Language language;
    const Catalogues& catalogues;

    std::string operator()(const std::string& key, const Catalogues::Parameters& parameters = {}) const
    {
        return catalogues.text(language, key, parameters);
    }
};

Tree texts(const std::vector<Localized>& all, Language language)
{
    Tree list = Tree::list();
    for (const auto& each : all) list.push_back(each.in(language));
    return list;
}

Tree question_tree(const Question& question, Language language)
{
    Tree tags = Tree::list();
    for (const auto tag : question.stages.list()) tags.push_back(std::string(str(tag)));
    return {{"id", question.id.str()}, {"text", question.text.in(language)}, {"tags", tags}};
}

Tree clause_tree(const Clause& clause, const Checklist& checklist, const Words& words)
{
    Tree questions = Tree::list();
    for (const auto& question : clause.questions)
        questions.push_back(question_tree(question, words.language));
    std::vector<std::string> types;
    for (const auto type : clause.evidence_types)
        types.push_back(words("evidence_type." + std::string(str(type))));
    std::vector<std::string> people;
    for (const auto each : clause.interviewees)
        people.push_back(checklist.interviewee_labels.at(each).in(words.language));
    return {{"number", clause.number.str()},
            {"title", clause.title.in(words.language)},
            {"intent", clause.intent.in(words.language)},
            {"weight", words("checklists.weight", {{"weight", std::to_string(clause.weight)}})},
            {"key", clause.key},
            {"questions", questions},
            {"evidence", joined(types, " · ")},
            {"examples", texts(clause.evidence_examples, words.language)},
            {"interviewees", joined(people, " · ")}};
}

/// What partials/checklist-tree shows: note, stages, groups with their clauses, scheme items.
Tree tree_of(const Checklist& checklist, const Words& words)
{
    Tree groups = Tree::list();
    for (const auto& group : checklist.groups) {
        Tree clauses = Tree::list();
        for (const auto* clause : checklist.clauses_of(group.number))
            clauses.push_back(clause_tree(*clause, checklist, words));
        groups.push_back({{"number", group.number.str()},
                          {"title", group.title.in(words.language)},
                          {"clauses", clauses}});
    }
    Tree items = Tree::list();
    for (const auto& item : checklist.scheme_items) items.push_back(question_tree(item, words.language));
    Tree tags = Tree::list();
    for (const auto& [tag, label] : checklist.stage_labels)
        tags.push_back({{"tag", std::string(str(tag))}, {"label", label.in(words.language)}});
    return {{"name", standard_of(checklist.identity)},
            {"revision", std::to_string(checklist.identity.revision)},
            {"note", checklist.note.in(words.language)},
            {"count",
             words("checklists.count",
                   {{"clauses", std::to_string(checklist.clauses.size())},
                    {"questions", std::to_string(checklist.question_count())},
                    {"items", std::to_string(checklist.scheme_items.size())}})},
            {"tags", tags},
            {"groups", groups},
            {"items", items}};
}

std::string origin_of(const ChecklistRow& row, const Words& words)
{
    if (row.built_in) return words("checklists.built_in");
    if (!row.import) return words("checklists.pinned");
    const auto at = shown(words.language, row.imported_at.value());
    const auto said = row.imported_by.empty()
        ? words("checklists.imported_by_command", {{"at", at}})
        : words("checklists.imported", {{"at", at}, {"by", row.imported_by}});
    return row.import->file.empty() ? said : said + " · " + row.import->file;
}

std::string state_of(const ChecklistRow& row, const Words& words)
{
    if (row.offered) return words("checklists.offered");
    return words(row.retired_at ? "checklists.retired" : "checklists.not_offered");
}

Tree row_tree(const ChecklistRow& row, const Words& words)
{
    Tree audits = Tree::list();
    for (const auto& audit : row.audits)
        audits.push_back({{"number", audit.str()}, {"href", "/audits/" + audit.str()}});
    return {{"href", "/checklists/" + row.address},
            {"file_href", "/checklists/" + row.address + "/file"},
            {"name", standard_of(row.checklist->identity)},
            {"revision", std::to_string(row.checklist->identity.revision)},
            {"questions", row.checklist->question_count()},
            {"items", row.checklist->scheme_items.size()},
            {"origin", origin_of(row, words)},
            {"state", state_of(row, words)},
            {"offered", row.offered},
            {"sha256", row.key},
            {"audits", std::move(audits)}};
}

/// Before and after in each language in which they differ.
Tree texts_of(const ChecklistDifference& difference)
{
    Tree list = Tree::list();
    for (const auto language : languages) {
        const auto& before = difference.before.in(language);
        const auto& after = difference.after.in(language);
        if (before == after) continue;
        list.push_back({{"lang", str(language)}, {"before", before}, {"after", after}});
    }
    return list;
}

Tree difference_tree(const ChecklistDifference& difference, const Words& words)
{
    using Kind = ChecklistDifference::Kind;
    const auto kind = difference.kind == Kind::Added ? "added"
        : difference.kind == Kind::Removed           ? "removed"
                                                     : "changed";
    std::vector<std::string> parts;
    for (const auto& part : difference.parts) parts.push_back(words("checklists.part." + part));
    return {{"kind", words(std::string("checklists.") + kind)},
            {"g",
             difference.kind == Kind::Added         ? "C"
                 : difference.kind == Kind::Removed ? "M"
                                                    : "m"},
            {"place", difference.place.empty() ? words("checklists.whole") : difference.place},
            {"parts", joined(parts, ", ")},
            {"title", difference.after.in(words.language)},
            {"texts", texts_of(difference)}};
}

Tree comparison_of(const PreviewPage& page, const Words& words)
{
    if (!page.stands) return {};
    const auto count = count_of(page.differences);
    Tree differences = Tree::list();
    for (const auto& each : page.differences) differences.push_back(difference_tree(each, words));
    const auto& stands = page.stands->checklist->identity;
    return {{"href", "/checklists/" + page.stands->address},
            {"heading", words("checklists.against", {{"revision", std::to_string(stands.revision)}})},
            {"older", stands.revision > page.checklist->identity.revision},
            {"count",
             words("checklists.difference_count",
                   {{"added", std::to_string(count.added)},
                    {"changed", std::to_string(count.changed)},
                    {"removed", std::to_string(count.removed)}})},
            {"differences", std::move(differences)}};
}

} // namespace

Tree checklists_view(const std::vector<ChecklistRow>& rows, ChecklistAccess access, Language language,
                     const Catalogues& catalogues)
{
    const Words words{language, catalogues};
    Tree list = Tree::list();
    for (const auto& row : rows) list.push_back(row_tree(row, words));
    return {{"rows", std::move(list)}, {"may_import", access == ChecklistAccess::Import}};
}

Tree checklist_view(const ChecklistRow& row, ChecklistAccess access, const Tree& problems, Language language,
                    const Catalogues& catalogues)
{
    const Words words{language, catalogues};
    auto view = tree_of(*row.checklist, words);
    view["about"] = row_tree(row, words);
    view["retired"] = !row.retired_at
        ? std::string()
        : words("checklists.retired_by", {{"by", row.retired_by}, {"at", shown(language, *row.retired_at)}});
    const bool may = access == ChecklistAccess::Import && row.import;
    view["version"] = row.import ? row.import->version : 0;
    view["retire"] = may && !row.retired_at ? "/checklists/" + row.address + "/retire" : std::string();
    view["offer"] = may && row.retired_at ? "/checklists/" + row.address + "/offer" : std::string();
    view["problems"] = problems;
    return view;
}

Tree import_view(const ImportPage& page, Language language, const Catalogues& catalogues)
{
    const Words words{language, catalogues};
    Tree faults = Tree::list();
    for (const auto& fault : page.faults)
        faults.push_back({{"line", fault.line > 0 ? std::to_string(fault.line) : "–"},
                          {"column", fault.column > 0 ? std::to_string(fault.column) : "–"},
                          {"where", fault.where.empty() ? "–" : fault.where},
                          {"sentence", words("checklist_fault." + fault.code, fault.parameters)}});
    return {{"file", field("file", "", page.problems)},
            {"faults_heading",
             page.faults.empty()
                 ? std::string()
                 : words("checklists.faults",
                         {{"file", page.file}, {"count", std::to_string(page.faults.size())}})},
            {"faults", std::move(faults)},
            {"problems", page.problems}};
}

Tree preview_view(const PreviewPage& page, Language language, const Catalogues& catalogues)
{
    const Words words{language, catalogues};
    const auto& identity = page.checklist->identity;
    auto view = tree_of(*page.checklist, words);
    view["file"] = page.file;
    view["key"] = page.key;
    view["action"] = "/checklists/import/" + page.key;
    view["comparison"] = comparison_of(page, words);
    view["obstacle"] = page.obstacle.empty() ? std::string()
                                             : words("refusal." + page.obstacle,
                                                     {{"standard", identity.standard},
                                                      {"edition", std::to_string(identity.edition)},
                                                      {"revision", std::to_string(identity.revision)}});
    view["problems"] = page.problems;
    return view;
}

} // namespace clausebook::views
