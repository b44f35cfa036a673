// Who may include whom (docs/architecture.md), held by reading every #include below src/. Debian keeps all
// Poco headers in one folder, so the build cannot hold this line.

#include "support/places.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace clausebook {
namespace {

using Names = std::vector<std::string>;

bool holds(const Names& names, const std::string& name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

struct Ring {
    Names rings;     // folders of src that it may include, besides itself
    Names libraries; // as library_of() names them; "posix" is the operating system
};

const std::map<std::string, Ring>& rings()
{
    static const std::map<std::string, Ring> table = {
        {"core", {{}, {}}},
        {"resources", {{}, {"posix"}}},
        {"checklist", {{"core", "resources"}, {"Poco::Foundation", "Poco::XML"}}},
        {"store",
         {{"core", "resources", "hashing"},
          {"posix", "Poco::Foundation", "Poco::Data", "Poco::JSON", "sqlite3", "libsodium", "libmagic",
           "OpenSSL"}}},
        {"packs",
         {{"core", "hashing"},
          {"posix", "Poco::Foundation", "Poco::XML", "libsodium", "libxlsxwriter", "zlib"}}},
        {"views", {{"core", "resources"}, {"kainjow"}}},
        {"hashing", {{}, {"Poco::Crypto"}}},
        {"programs", {{}, {"posix"}}},
        {"paper", {{"core", "resources", "programs"}, {"posix"}}},
        {"reading", {{"core", "resources", "programs"}, {"posix"}}},
        {"workspace",
         {{"core", "resources", "checklist", "store", "views", "paper", "packs", "reading"},
          {"posix", "Poco::Foundation", "cctz"}}},
        {"web",
         {{"core", "resources", "store", "workspace", "views"},
          {"posix", "Poco::Foundation", "Poco::Net", "OpenSSL"}}},
        {"cli",
         {{"core", "resources", "checklist", "store", "views", "paper", "packs", "workspace", "web"},
          {"posix", "Poco::Foundation"}}},
        {"main.cpp", {{"cli"}, {}}},
    };
    return table;
}

/// Files that alone may include a library, whatever their ring may do otherwise: beginnings of paths below
/// src.
const std::map<std::string, Names>& homes()
{
    static const std::map<std::string, Names> table = {
        {"libxlsxwriter", {"packs/workbook.cpp", "packs/workbook_formats"}},
        {"zlib", {"packs/deflate.cpp"}},
        {"kainjow", {"views/renderer.cpp"}},
        {"Poco::Net", {"web/server", "web/http"}},
        {"sqlite3", {"store/"}},
        {"Poco::Crypto", {"hashing/sha256.cpp"}},
        {"cctz", {"workspace/workspace.cpp"}},
    };
    return table;
}

/// The library a `<header>` belongs to: "std", "posix", "Poco::Net", "kainjow", or the header itself when
/// unknown.
std::string library_of(const std::string& header)
{
    static const std::vector<std::pair<std::regex, std::string>> table = {
        {std::regex("[a-z_0-9]+"), "std"},
        {std::regex("Poco/(XML|SAX|DOM)/.*"), "Poco::XML"},
        {std::regex("Poco/Dynamic/.*|Poco/[^/]+"), "Poco::Foundation"},
        {std::regex("Poco/(Data|Net|Crypto|JSON|Zip|Util)/.*"), "Poco::$1"},
        {std::regex("sqlite3\\.h"), "sqlite3"},
        {std::regex("sodium(\\.h|/.*)"), "libsodium"},
        {std::regex("magic\\.h"), "libmagic"},
        {std::regex("openssl/.*"), "OpenSSL"},
        {std::regex("zlib\\.h"), "zlib"},
        {std::regex("xlsxwriter(\\.h|/.*)"), "libxlsxwriter"},
        {std::regex("kainjow/.*"), "kainjow"},
        {std::regex("cctz/.*"), "cctz"},
        {std::regex("(sys|netinet|arpa|linux)/"
                    "[a-z_]+\\.h|(unistd|fcntl|signal|poll|spawn|termios|netdb|ifaddrs|dirent|pwd)\\.h"),
         "posix"},
    };
    for (const auto& [shape, library] : table)
        if (std::regex_match(header, shape)) return std::regex_replace(header, shape, library);
    return header;
}

std::string ring_of(const std::string& path)
{
    return path.substr(0, path.find('/'));
}

std::string fault_of_own_header(const std::string& path, const std::string& header)
{
    const std::string from = ring_of(path);
    const std::string to = ring_of(header);
    if (from == to || holds(rings().at(from).rings, to)) return {};
    if (from == "resources" && header == "embedded.inc") return {}; // made by the build
    if (!rings().count(to)) return path + " includes \"" + header + "\", which begins with no folder of src";
    return path + " includes \"" + header + "\": " + from + " must not know " + to;
}

std::string fault_of_library_header(const std::string& path, const std::string& header)
{
    const std::string library = library_of(header);
    const std::string ring = ring_of(path);
    if (library == "std") return {};
    if (!holds(rings().at(ring).libraries, library))
        return path + " includes <" + header + ">: " + ring + " must not know " + library;
    if (ring == "workspace" && path.ends_with(".h"))
        return path + " includes <" + header + ">: workspace knows libraries in its .cpp files only";
    const auto home = homes().find(library);
    if (home == homes().end()) return {};
    for (const auto& beginning : home->second)
        if (path.rfind(beginning, 0) == 0) return {};
    return path + " includes <" + header + ">: " + library + " stays in " + home->second.front();
}

/// What is wrong with one source file, given its path below src and its text: forbidden includes, SQL outside
/// store.
Names faults_of(const std::string& path, const std::string& text)
{
    static const std::regex include(R"re(^\s*#\s*include\s*(["<])([^">]+)[">])re");
    static const std::regex sql(
        R"re("\(?\s*(SELECT |INSERT (OR \w+ )?INTO |UPDATE \w+ SET|DELETE FROM |CREATE (TABLE|INDEX)|PRAGMA ))re");
    static const std::regex change(R"re(\bWriting\b|\.begin\([^)]*,|\.write\(.*,.*,)re");
    if (!rings().count(ring_of(path))) return {path + " lies in a folder that this test does not know"};
    Names faults;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        std::smatch found;
        if (line.find('#') != std::string::npos && std::regex_search(line, found, include)) {
            auto fault = found[1] == "<" ? fault_of_library_header(path, found[2])
                                         : fault_of_own_header(path, found[2]);
            if (!fault.empty()) faults.push_back(std::move(fault));
        } else if (ring_of(path) == "web" && std::regex_search(line, change)) {
            faults.push_back(path + " begins a change, which is a verb of src/workspace");
        } else if (ring_of(path) != "store" && line.find('"') != std::string::npos
                   && std::regex_search(line, sql)) {
            faults.push_back(path + " holds SQL, which stays in src/store");
        }
    }
    return faults;
}

std::string text_of(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

TEST(Layering, every_file_includes_only_what_its_ring_may_know)
{
    const std::filesystem::path src = test::in_sources("src");
    int files = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(src)) {
        const auto extension = entry.path().extension();
        if (extension != ".cpp" && extension != ".h") continue;
        ++files;
        for (const auto& fault :
             faults_of(entry.path().lexically_relative(src).generic_string(), text_of(entry.path())))
            ADD_FAILURE() << fault;
    }
    EXPECT_GT(files, 10) << "too few files below " << src;
}

TEST(Layering, names_file_and_header_of_a_forbidden_include)
{
    const auto faults =
        faults_of("core/audit/audit.h", "#include \"core/base/time.h\"\n#include \"store/audits.h\"\n");
    ASSERT_EQ(faults.size(), 1u);
    EXPECT_EQ(faults[0], "core/audit/audit.h includes \"store/audits.h\": core must not know store");
}

TEST(Layering, finds_each_kind_of_forbidden_line)
{
    const std::vector<std::pair<std::string, std::string>> forbidden = {
        {"core/base/time.cpp", "#include <unistd.h>"},
        {"core/base/time.cpp", "#include <Poco/DateTime.h>"},
        {"core/base/time.h", "#include \"resources/resources.h\""},
        {"core/base/time.h", "#include \"time.h\""},
        {"store/audits.cpp", "#include \"workspace/audits.h\""},
        {"store/audits.cpp", "#include <Poco/Net/HTTPServer.h>"},
        {"store/audits.cpp", "#include <nlohmann/json.hpp>"},
        {"packs/sheets.cpp", "#include <xlsxwriter.h>"},
        {"packs/sheets.cpp", "  #  include \"resources/resources.h\""},
        {"packs/archive.cpp", "#include <sqlite3.h>"},
        {"views/audit_page.cpp", "#include <kainjow/mustache.hpp>"},
        {"web/handlers/audits.cpp", "#include <Poco/Net/HTTPServerRequest.h>"},
        {"web/handlers/audits.cpp", "    store::Writing verb = change();"},
        {"web/handlers/audits.cpp", "    auto verb = workspace.begin(actor, \"audit.saved\");"},
        {"workspace/audits.cpp", "#include \"web/http.h\""},
        {"workspace/audits.h", "#include <Poco/UUID.h>"},
        {"main.cpp", "#include \"web/server.h\""},
        {"helpers/strings.h", ""},
        {"workspace/audits.cpp", "    db << \"SELECT id FROM audit\";"},
        {"web/handlers/audits.cpp", "    run(R\"(  INSERT OR REPLACE INTO audit VALUES (1))\");"},
    };
    for (const auto& [path, line] : forbidden)
        EXPECT_EQ(faults_of(path, line).size(), 1u) << path << ": " << line;
}

TEST(Layering, lets_pass_what_the_rings_are_for)
{
    const std::vector<std::pair<std::string, std::string>> allowed = {
        {"core/base/time.h", "#include <chrono>"},
        {"checklist/read.cpp", "#include <Poco/SAX/SAXParser.h>"},
        {"store/session.cpp", "#include <Poco/Data/Session.h>"},
        {"store/session.cpp", "    run(\"SELECT 1\");"},
        {"packs/workbook.cpp", "#include <xlsxwriter.h>"},
        {"views/renderer.cpp", "#include <kainjow/mustache.hpp>"},
        {"paper/weasyprint.cpp", "#include <sys/wait.h>"},
        {"workspace/reports.cpp", "#include \"views/report.h\""},
        {"web/server.cpp", "#include <Poco/Net/HTTPServer.h>"},
        {"web/http/response.cpp", "#include <Poco/Net/HTTPServerResponse.h>"},
        {"web/handlers/audits.cpp", "    say(\"Select a site, then save\");"},
        {"web/handlers/audits.cpp", "    std::sort(rows.begin(), rows.end());"},
        {"cli/serve.cpp", "#include \"web/server.h\""},
        {"main.cpp", "#include \"cli/run.h\""},
    };
    for (const auto& [path, line] : allowed)
        EXPECT_EQ(faults_of(path, line), Names{}) << path << ": " << line;
}

} // namespace
} // namespace clausebook
