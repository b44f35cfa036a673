// What earlier audits said, on the page of an audit under way.

#include "views/pages/run_parts.h"

namespace clausebook::views {
namespace {

Tree from_tree(const RunWriter& w, const RunCarried::From& from)
{
    Tree answers = Tree::list();
    for (const auto& answer : from.answers) {
        auto view = run_earlier_view(w, answer.said);
        view["question"] = answer.question;
        view["text"] = answer.text;
        answers.push_back(std::move(view));
    }
    return {{"audit", from.audit},
            {"when", from.when},
            {"standard", from.standard},
            {"way",
             w.text("run.carried_way",
                    {{"was", from.was},
                     {"now", from.now},
                     {"change", w.text("edition_change." + std::string(str(from.change)))}})},
            {"remark", from.remark},
            {"answers", std::move(answers)}};
}

} // namespace

Tree run_earlier_view(const RunWriter& w, const RunEarlier& earlier)
{
    auto view = mark_pill(earlier.mark, w.language, w.catalogues);
    view["audit"] = earlier.audit;
    view["when"] = earlier.when;
    view["note"] = earlier.note;
    view["findings"] = Tree::list();
    for (const auto& finding : earlier.findings)
        view["findings"].push_back({{"number", finding.number},
                                    {"grade", w.text("grade." + std::string(str(finding.grade)))},
                                    {"text", finding.text},
                                    {"href", finding.href}});
    return view;
}

Tree run_carried_view(const RunWriter& w)
{
    const auto& carried = w.page.carried;
    if (carried.from.empty() && !carried.is_new) return {};
    Tree from = Tree::list();
    for (const auto& each : carried.from) from.push_back(from_tree(w, each));
    return {{"from", std::move(from)}, {"new", carried.is_new}};
}

} // namespace clausebook::views
