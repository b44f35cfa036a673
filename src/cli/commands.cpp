#include "cli/commands.h"

#include "workspace/workspace.h"

namespace clausebook::cli {

const std::vector<Command>& commands()
{
    static const std::vector<Command> table = {
        {"serve",
         "[--port N] [--listen ADDR --cert FILE --key FILE] [--public-name NAME]",
         "cli.help.serve",
         {{"port", "listen", "cert", "key", "public-name"}, {}},
         serve},
        {"demo", "[--no-report]", "cli.help.demo", {{}, {"no-report"}}, demo},
        {"audit list", "[--json]", "cli.help.audit_list", {{}, {"json"}}, audit_list},
        {"report",
         "AUDIT [--language en|tr] [--pdf FILE] [--html FILE]",
         "cli.help.report",
         {{"language", "pdf", "html"}, {}},
         report,
         1},
        {"checklist list", "[--json]", "cli.help.checklist_list", {{}, {"json"}}, checklist_list},
        {"checklist validate",
         "FILE [--json]",
         "cli.help.checklist_validate",
         {{}, {"json"}},
         checklist_validate,
         1},
        {"checklist import",
         "FILE [--json]",
         "cli.help.checklist_import",
         {{}, {"json"}},
         checklist_import,
         1},
        {"checklist export",
         "ID|--all [--out FILE-OR-FOLDER] [--json]",
         "cli.help.checklist_export",
         {{"out"}, {"all", "json"}},
         checklist_export,
         1},
        {"search rebuild", "[--json]", "cli.help.search_rebuild", {{}, {"json"}}, rebuild_search_index},
        {"verify", "[--json]", "cli.help.verify", {{}, {"json"}}, verify_directory},
        {"verify-pack",
         "FILE... [--key FINGERPRINT] [--json]",
         "cli.help.verify_pack",
         {{"key"}, {"json"}},
         verify_pack_files,
         any_number},
        {"pack",
         "AUDIT [--language en|tr] [--at N] [--out FILE] [--json]",
         "cli.help.pack",
         {{"language", "at", "out"}, {"json"}},
         make_pack_file,
         1},
        {"backup",
         "[--to FILE-OR-FOLDER] [--key-to FILE] [--json]",
         "cli.help.backup",
         {{"to", "key-to"}, {"json"}},
         backup},
        {"restore",
         "[--from FILE] [--key-from FILE] --data DIR [--json]",
         "cli.help.restore",
         {{"from", "key-from"}, {"json"}},
         restore},
        {"user add",
         "NAME --login LOGIN --roles AD,QM,LA,AU,AE,TM",
         "cli.help.user_add",
         {{"login", "roles", "function"}, {}},
         user_add,
         1},
        {"user reset", "LOGIN", "cli.help.user_reset", {}, user_reset, 1},
        {"routes", "[--json]", "cli.help.routes", {{}, {"json"}}, list_routes},
        {"version", "[--json]", "cli.help.version", {{}, {"json"}}, show_version},
    };
    return table;
}

void keep_keys(Workspace& workspace, const Arguments& arguments)
{
    if (const auto folder = arguments.value("keys"); !folder.empty())
        workspace.directory().keep_keys_in(std::filesystem::absolute(folder));
}

Tree parameters_tree(const std::map<std::string, std::string>& parameters)
{
    Tree tree = Tree::object();
    for (const auto& [name, value] : parameters) tree[name] = value;
    return tree;
}

std::string Terminal::text(const std::string& key, const views::Catalogues::Parameters& parameters) const
{
    return catalogues.text(language, key, parameters);
}

void Terminal::say(const std::string& key, const views::Catalogues::Parameters& parameters) const
{
    out << text(key, parameters) << '\n' << std::flush;
}

const std::string& Terminal::word(std::size_t place) const
{
    if (place >= arguments.words.size()) throw WrongUse("word_missing");
    return arguments.words[place];
}

} // namespace clausebook::cli
