// clausebook routes: the table of pages as it is served, so that tests and readers need not repeat it.

#include "cli/commands.h"
#include "core/people/permission.h"
#include "core/people/person.h"
#include "views/renderer.h"
#include "web/entrance.h"
#include "workspace/workspace.h"

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>

namespace clausebook::cli {
namespace {

/// The table is made for a workspace, so it gets an empty one that goes with it.
class PassingDirectory {
public:
    PassingDirectory()
    {
        auto pattern = (std::filesystem::temp_directory_path() / "clausebook-routes-XXXXXX").string();
        if (::mkdtemp(pattern.data()) == nullptr)
            throw std::filesystem::filesystem_error(pattern, {errno, std::generic_category()});
        path_ = pattern;
    }
    ~PassingDirectory()
    {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    PassingDirectory(const PassingDirectory&) = delete;
    PassingDirectory& operator=(const PassingDirectory&) = delete;

    std::filesystem::path data() const { return path_ / "data"; }

private:
    std::filesystem::path path_;
};

const char* word_of(web::Method method)
{
    switch (method) {
    case web::Method::Get:
        return "GET";
    case web::Method::Head:
        return "HEAD";
    case web::Method::Post:
        return "POST";
    case web::Method::Put:
        return "PUT";
    case web::Method::Patch:
        return "PATCH";
    case web::Method::Delete:
        return "DELETE";
    }
    throw std::logic_error("no such method");
}

/// Who may: "public", "signed in", or the codes of the roles with commas between.
std::string who_may(Permission permission)
{
    if (permission == Permission::Public) return "public";
    if (permission == Permission::SignedIn) return "signed in";
    std::string codes;
    for (const auto role : roles)
        if (has(role, permission)) codes += (codes.empty() ? "" : ",") + std::string(str(role));
    return codes;
}

} // namespace

int list_routes(const Terminal& terminal)
{
    const PassingDirectory directory;
    Workspace workspace(directory.data());
    const views::Renderer renderer(terminal.catalogues);
    web::Desk desk(workspace, terminal.catalogues, renderer);
    Tree rows = Tree::list();
    for (const auto& route : web::all_routes(desk)) {
        const std::string method = word_of(route.method);
        const auto who = who_may(route.permission);
        rows.push_back({{"method", method}, {"pattern", route.pattern}, {"who", who}});
        if (!terminal.arguments.has("json"))
            terminal.out << method << '\t' << route.pattern << '\t' << who << '\n';
    }
    if (terminal.arguments.has("json")) terminal.out << to_json(rows) << '\n';
    return done;
}

} // namespace clausebook::cli
