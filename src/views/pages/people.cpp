#include "views/pages/people.h"

#include "core/base/refusal.h"
#include "core/base/text.h"
#include "views/entry_pages.h"

#include <algorithm>

namespace clausebook::views {
namespace {

std::string state_key(const PersonRow& row)
{
    if (!row.person.active) return "people.left";
    if (!row.account) return "people.no_account";
    if (!row.account->active) return "people.account_off";
    return row.account->password_hash.empty() ? "people.account_waiting" : "people.account_on";
}

std::string at(const FormValues& values, const std::string& name)
{
    const auto found = values.find(name);
    return found == values.end() ? std::string() : trimmed(found->second);
}

std::vector<Choice> role_choices(Language language, const Catalogues& catalogues)
{
    std::vector<Choice> choices;
    for (const auto role : roles)
        choices.push_back({str(role), catalogues.text(language, "role." + str(role)),
                           catalogues.text(language, "role_note." + str(role)), ""});
    return choices;
}

std::string clauses_text(const std::vector<ClauseNumber>& clauses)
{
    std::vector<std::string> numbers;
    for (const auto& clause : clauses) numbers.push_back(clause.str());
    return joined(numbers);
}

std::string folded_whole(const PersonRow& row)
{
    const auto& p = row.person;
    return folded(p.name + "\n" + p.function + "\n" + p.organization + "\n" + p.email + "\n"
                  + (row.account ? row.account->login : std::string()));
}

Tree filter_tree(const PeopleFilter& filter, Language language, const Catalogues& catalogues)
{
    const FormState state{{{"text", filter.text},
                           {"role", filter.role ? str(*filter.role) : "all"},
                           {"sort", filter.sort == PeopleFilter::Sort::Function ? "function" : "name"}},
                          0,
                          Tree::list(),
                          std::nullopt,
                          {}};
    const FormFields f(state, "people", language, catalogues);
    std::vector<Choice> role_codes = {{"all", catalogues.text(language, "people.all_roles"), "", ""}};
    for (const auto role : roles)
        role_codes.push_back({str(role), catalogues.text(language, "role." + str(role)), "", ""});
    const std::vector<Choice> orders = {{"name", catalogues.text(language, "people.name"), "", ""},
                                        {"function", catalogues.text(language, "people.function"), "", ""}};
    auto text = f.line("text");
    text["optional"] = false;
    return {{"action", "/people"},
            {"active", !filter.text.empty() || filter.role.has_value()},
            {"fields", Tree::List{std::move(text), f.select("role", role_codes), f.select("sort", orders)}}};
}

} // namespace

std::vector<PersonRow> narrowed(std::vector<PersonRow> rows, const PeopleFilter& filter)
{
    const auto wanted = folded(trimmed(filter.text));
    std::erase_if(rows, [&](const PersonRow& row) {
        if (filter.role && !row.person.roles.contains(*filter.role)) return true;
        return !wanted.empty() && folded_whole(row).find(wanted) == std::string::npos;
    });
    if (filter.sort == PeopleFilter::Sort::Function)
        std::stable_sort(rows.begin(), rows.end(), [](const PersonRow& a, const PersonRow& b) {
            return sort_key(a.person.function) < sort_key(b.person.function);
        });
    return rows;
}

Tree people_view(const std::vector<PersonRow>& rows, const PeopleFilter& filter, PeopleReader reader,
                 Language language, const Catalogues& catalogues)
{
    const auto text = [&](const std::string& key) {
        return catalogues.text(language, key);
    };
    ListPage page;
    page.heading = text("nav.people");
    page.lead = text("people.lead");
    if (reader == PeopleReader::Manages)
        page.links = {{"/people/new", text("people.new"), "plus", Link::Weight::Primary}};
    page.columns = {{text("people.name"), "", filter.sort == PeopleFilter::Sort::Name},
                    {text("people.function"), "", filter.sort == PeopleFilter::Sort::Function},
                    {text("people.roles"), "", false},
                    {text("people.account"), "", false}};
    for (const auto& row : rows) {
        std::vector<std::string> pills;
        for (const auto role : row.person.roles) pills.push_back(text("role." + str(role)));
        page.rows.push_back({"/people/" + row.person.key.str(),
                             row.person.name,
                             row.person.organization,
                             {{row.person.function, {}}, {"", pills}, {text(state_key(row)), {}}}});
    }
    page.empty = {"users", text("people.none"), text("people.none_way"), {}};
    page.filter = filter_tree(filter, language, catalogues);
    return list_view(page);
}

Tree person_view(const PersonPage& page, Language language, const Catalogues& catalogues)
{
    const auto text = [&](const std::string& key) {
        return catalogues.text(language, key);
    };
    const auto& person = page.row.person;
    std::vector<std::string> role_words;
    for (const auto role : person.roles) role_words.push_back(text("role." + str(role)));
    RecordPage record;
    record.heading = person.name;
    record.lead = person.key.str();
    if (page.reader == PeopleReader::Manages)
        record.links = {
            {"/people/" + person.key.str() + "/edit", text("record.edit"), "edit", Link::Weight::Primary}};
    record.groups = {{text("people.group"),
                      {{text("people.function"), person.function},
                       {text("people.organization"), person.organization},
                       {text("people.email"), person.email},
                       {text("people.roles"), joined(role_words, "\n")},
                       {text("people.owns"), clauses_text(person.owns)},
                       {text("people.competence"), person.competence},
                       {text("record.state"), text(person.active ? "record.active" : "people.left")}}}};
    auto view = record_view(record);
    const auto& account = page.row.account;
    view["problems"] = page.problems;
    view["state"] = text(state_key(page.row));
    view["login_name"] = account ? account->login : std::string();
    view["link"] = Tree();
    view["change"] = Tree();
    if (page.reader != PeopleReader::Manages) return view;
    const auto base = "/people/" + person.key.str();
    auto login = field("login", page.login.empty() && account ? account->login : page.login, page.problems);
    auto password = field("password", "", page.problems);
    if (person.active)
        view["link"] = {{"action", base + "/link"},
                        {"login", std::move(login)},
                        {"password", page.ask_password ? std::move(password) : Tree()},
                        {"label", text(account ? "people.new_link" : "people.give_account")}};
    if (account)
        view["change"] = {{"action", base + "/account"},
                          {"version", static_cast<long long>(account->version)},
                          {"to", account->active ? "off" : "on"},
                          {"label", text(account->active ? "people.switch_off" : "people.switch_on")}};
    return view;
}

FormValues values_of(const Person& person)
{
    std::vector<std::string> codes;
    for (const auto role : person.roles) codes.push_back(str(role));
    return {{"name", person.name},
            {"function", person.function},
            {"organization", person.organization},
            {"email", person.email},
            {"roles", joined(codes)},
            {"owns", clauses_text(person.owns)},
            {"competence", person.competence},
            {"active", person.active ? "on" : ""}};
}

Person person_from(const FormValues& values, Person person)
{
    person.name = at(values, "name");
    person.function = at(values, "function");
    person.organization = at(values, "organization");
    person.email = at(values, "email");
    person.roles.clear();
    for (const auto& code : words(at(values, "roles")))
        if (const auto role = parse_role(code)) person.roles.insert(*role);
    person.owns.clear();
    auto owns = at(values, "owns");
    std::replace_if(
        owns.begin(), owns.end(), [](char c) { return c == ',' || c == ';' || c == '\n'; }, ' ');
    for (const auto& word : words(owns)) {
        const auto clause = ClauseNumber::parse(word);
        if (!clause) throw Refusal("clause_shape", "owns", {{"clause", word}});
        person.owns.push_back(*clause);
    }
    std::sort(person.owns.begin(), person.owns.end());
    person.owns.erase(std::unique(person.owns.begin(), person.owns.end()), person.owns.end());
    person.competence = at(values, "competence");
    person.active = !at(values, "active").empty();
    return person;
}

Tree person_form(const Id<Person>& key, const FormState& state, AskPassword ask, Language language,
                 const Catalogues& catalogues)
{
    const FormFields f(state, "people", language, catalogues);
    std::vector<Tree> who = {f.line("name", Need::Required), f.line("function"), f.line("organization"),
                             f.line("email")};
    if (!key.empty()) who.push_back(f.check("active"));
    std::vector<Tree> right = {f.checks("roles", role_choices(language, catalogues))};
    if (ask == AskPassword::Yes) {
        auto password = f.password("password");
        password["required"] = false;
        right.push_back(std::move(password));
    }
    const auto base = "/people" + (key.empty() ? std::string() : "/" + key.str());
    const auto heading = key.empty() ? catalogues.text(language, "people.new")
                                     : catalogues.text(language, "people.edit_title", {{"key", key.str()}});
    return form_view({heading, catalogues.text(language, "people.form_lead"), base, base}, state, f,
                     {f.group("group", std::move(who)), f.group("group_roles", std::move(right)),
                      f.group("group_audits", {f.line("owns"), f.line("competence")})});
}

Tree person_link_view(const PersonLinkPage& page)
{
    return {{"name", page.person.name}, {"login", page.login},
            {"address", page.address},  {"path", page.path},
            {"ends_at", page.ends_at},  {"back", "/people/" + page.person.key.str()}};
}

} // namespace clausebook::views
