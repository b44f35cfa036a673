#include "views/pages/checklists.h"

#include "core/base/text.h"
#include "views/record.h"

namespace clausebook::views {
namespace {

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

Tree clause_tree(const Clause& clause, const Checklist& checklist, Language language,
                 const Catalogues& catalogues)
{
    Tree questions = Tree::list();
    for (const auto& question : clause.questions) questions.push_back(question_tree(question, language));
    std::vector<std::string> types;
    for (const auto type : clause.evidence_types)
        types.push_back(catalogues.text(language, "evidence_type." + std::string(str(type))));
    std::vector<std::string> people;
    for (const auto each : clause.interviewees)
        people.push_back(checklist.interviewee_labels.at(each).in(language));
    return {{"number", clause.number.str()},
            {"title", clause.title.in(language)},
            {"intent", clause.intent.in(language)},
            {"weight",
             catalogues.text(language, "checklists.weight", {{"weight", std::to_string(clause.weight)}})},
            {"key", clause.key},
            {"questions", questions},
            {"evidence", joined(types, " · ")},
            {"examples", texts(clause.evidence_examples, language)},
            {"interviewees", joined(people, " · ")}};
}

} // namespace

std::string name_of(const ChecklistIdentity& identity)
{
    return identity.standard + ":" + std::to_string(identity.edition);
}

Tree checklists_view(const std::vector<ChecklistRow>& rows, Language language, const Catalogues& catalogues)
{
    const auto text = [&](const std::string& key) {
        return catalogues.text(language, key);
    };
    ListPage page;
    page.heading = text("nav.checklists");
    page.lead = text("checklists.lead");
    page.columns = {{text("word.standard"), "", false},
                    {text("word.revision"), "", false},
                    {text("checklists.questions"), "", false},
                    {text("checklists.origin"), "", false}};
    for (const auto& row : rows)
        page.rows.push_back({"/checklists/" + row.address,
                             name_of(row.checklist->identity),
                             row.built_in ? std::string() : row.address.substr(0, 12),
                             {{std::to_string(row.checklist->identity.revision), {}},
                              {std::to_string(row.checklist->question_count()), {}},
                              {text(row.built_in ? "checklists.built_in" : "checklists.pinned"), {}}}});
    page.empty.icon = "book";
    page.empty.heading = page.heading;
    return list_view(page);
}

Tree checklist_view(const Checklist& checklist, Language language, const Catalogues& catalogues)
{
    Tree groups = Tree::list();
    for (const auto& group : checklist.groups) {
        Tree clauses = Tree::list();
        for (const auto* clause : checklist.clauses_of(group.number))
            clauses.push_back(clause_tree(*clause, checklist, language, catalogues));
        groups.push_back(
            {{"number", group.number.str()}, {"title", group.title.in(language)}, {"clauses", clauses}});
    }
    Tree items = Tree::list();
    for (const auto& item : checklist.scheme_items) items.push_back(question_tree(item, language));
    Tree tags = Tree::list();
    for (const auto& [tag, label] : checklist.stage_labels)
        tags.push_back({{"tag", std::string(str(tag))}, {"label", label.in(language)}});
    return {{"name", name_of(checklist.identity)},
            {"revision", std::to_string(checklist.identity.revision)},
            {"note", checklist.note.in(language)},
            {"count",
             catalogues.text(language, "checklists.count",
                             {{"clauses", std::to_string(checklist.clauses.size())},
                              {"questions", std::to_string(checklist.question_count())}})},
            {"tags", tags},
            {"groups", groups},
            {"items", items}};
}

} // namespace clausebook::views
