#include "web/handlers/record_form.h"

#include "core/base/text.h"
#include "store/journal.h"
#include "store/people.h"
#include "views/format.h"

namespace clausebook::web {
namespace {

/// "Selin Demir saved version 4 on 22 Nov 2026, 11:00."
std::string conflict_sentence(Desk& desk, const Request& request, const std::string& subject, Version version)
{
    const auto db = desk.workspace.read();
    const auto history = store::history_of(db, subject, 1);
    if (history.empty()) return {};
    const auto person = store::person(db, Id<Person>(history.front().actor));
    return desk.text(
        request, "form.conflict",
        {{"who", person ? person->name : system_actor().name},
         {"version", std::to_string(version)},
         {"when", views::shown(Desk::language(request), desk.workspace.local(history.front().at))}});
}

} // namespace

views::FormValues typed_into(const Request& request, const Standing& standing)
{
    views::FormValues values;
    for (const auto& [name, stands] : standing.values)
        values[name] = request.form["take_" + name] == "theirs" ? stands : joined(request.form.all(name));
    return values;
}

Reply save_form(Desk& desk, const Request& request, const std::string& subject,
                const std::function<Standing()>& standing,
                const std::function<Reply(const views::FormValues&)>& save,
                const std::function<Reply(const views::FormState&, int)>& show)
{
    const auto values = typed_into(request, standing());
    return desk.attempt(
        request, [&] { return save(values); },
        [&](const Tree& problems, int status) {
            views::FormState state{values, 0, problems, std::nullopt, {}};
            if (status == 412) {
                const auto now = standing();
                state.theirs = now.values;
                state.version = now.version;
                state.conflict = conflict_sentence(desk, request, subject, now.version);
            } else if (!subject.empty()) {
                state.version = Desk::based_on(request);
            }
            return show(state, status);
        });
}

} // namespace clausebook::web
