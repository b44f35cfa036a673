#pragma once
// A small checklist of a house's own, in our own words: another standard, with chapters and numbers of
// questions that ISO 10002 does not have.

#include "checklist/reader.h"
#include "checklist/writer.h"
#include "resources/resources.h"

#include <string>
#include <vector>

namespace clausebook::testing {

inline Question own_question(const std::string& id, StageTags stages)
{
    return {*QuestionId::parse(id), stages, {"How is " + id + " done?", id + " nasıl yapılıyor?"}, {}};
}

inline Clause own_clause(const std::string& number, int questions)
{
    Clause clause{*ClauseNumber::parse(number), *ClauseNumber::parse(number.substr(0, number.find('.')))};
    clause.title = {"Own matter " + number, "Kendi konumuz " + number};
    clause.intent = {"What we want of " + number + ".", number + " için istediğimiz."};
    for (int i = 1; i <= questions; ++i)
        clause.questions.push_back(
            own_question(number + "-Q" + std::to_string(i), {StageTag::S1, StageTag::S2}));
    clause.evidence_types = {EvidenceType::PRO};
    clause.evidence_examples = {{"a procedure", "bir prosedür"}};
    clause.interviewees = {Interviewee::TM};
    return clause;
}

/// `standard` with the clauses 4.1 (1 question), 9.2 (3), 9.2.1 (1) and 10.1 (2), no scheme items.
inline Checklist own_checklist(const std::string& standard = "House rules", int edition = 2025,
                               int revision = 1)
{
    auto list = checklist::read(resources::read("checklists/iso-10002-2018.xml")).checklist.value();
    list.identity = {standard, edition, revision};
    list.note = {"Our own wording.", "Kendi ifadelerimizdir."};
    list.scheme_items.clear();
    list.groups = {{*ClauseNumber::parse("4"), {"Beginnings", "Başlangıç"}},
                   {*ClauseNumber::parse("9"), {"Looking", "Bakış"}},
                   {*ClauseNumber::parse("10"), {"Mending", "Onarım"}}};
    list.clauses = {own_clause("4.1", 1), own_clause("9.2", 3), own_clause("9.2.1", 1),
                    own_clause("10.1", 2)};
    return list;
}

inline std::string own_checklist_file(const std::string& standard = "House rules", int edition = 2025,
                                      int revision = 1)
{
    return checklist::write(own_checklist(standard, edition, revision));
}

} // namespace clausebook::testing
