#include "views/entry_pages.h"

#include "views/page.h"

#include <utility>

namespace clausebook::views {
namespace {

constexpr std::string_view common_zones[] = {
    "Europe/Istanbul",  "Europe/London", "Europe/Berlin",    "Europe/Paris",    "Europe/Sofia",
    "Europe/Athens",    "Asia/Dubai",    "Asia/Riyadh",      "Asia/Baku",       "Asia/Tashkent",
    "Asia/Singapore",   "Africa/Cairo",  "America/New_York", "America/Chicago", "America/Sao_Paulo",
    "Australia/Sydney", "UTC",
};

struct Part {
    std::string_view name;
    std::string_view use;
    std::string_view licence;
};

constexpr Part parts_by_others[] = {
    {"POCO C++ Libraries", "poco", "BSL-1.0"},
    {"Mustache for C++ (kainjow)", "mustache", "BSL-1.0"},
    {"libxlsxwriter", "xlsxwriter", "BSD-2-Clause"},
    {"SQLite", "sqlite", "Public domain"},
    {"libsodium", "sodium", "ISC"},
    {"OpenSSL", "openssl", "Apache-2.0"},
    {"libmagic", "magic", "BSD-2-Clause"},
    {"CCTZ", "cctz", "Apache-2.0"},
    {"Expat", "expat", "MIT"},
    {"zlib", "zlib", "Zlib"},
    {"Inter", "inter", "OFL-1.1"},
    {"WeasyPrint", "weasyprint", "BSD-3-Clause"},
};

std::string_view icon_of(int status)
{
    if (status == 404) return "search";
    if (status == 403 || status == 421) return "lock";
    if (status == 429 || status == 503 || status == 408) return "clock";
    return status >= 500 ? "major" : "minor";
}

/// What happened, in one language: {language, title, what, safe, way, detail}.
Tree told_in(Language language, int status, const std::string& detail, const Catalogues& catalogues)
{
    auto group = "error." + std::to_string(status);
    if (!catalogues.has(language, group + ".title")) group = status >= 500 ? "error.500" : "error.400";
    Tree told = {{"language", str(language)}, {"detail", detail}};
    for (const auto* part : {"title", "what", "safe", "way"})
        told[part] = catalogues.text(language, group + "." + part);
    return told;
}

} // namespace

std::vector<std::string> common_time_zones()
{
    return {std::begin(common_zones), std::end(common_zones)};
}

Tree field(std::string_view id, std::string_view value, const Tree& problems)
{
    return {{"id", id}, {"value", value}, {"problem", problem_at(problems, id)}};
}

Tree error_view(const ErrorPage& page, Language language, const Catalogues& catalogues)
{
    auto view = told_in(language, page.status, page.detail, catalogues);
    view["status"] = page.status;
    view["icon"] = icon_of(page.status);
    view["incident"] = page.incident;
    view["sign_in"] = page.sign_in;
    view["also"] = Tree::list();
    for (const auto& [other, detail] : page.also)
        view["also"].push_back(told_in(other, page.status, detail, catalogues));
    return view;
}

Tree sign_in_view(const SignInPage& page)
{
    return {{"login", field("login", page.login, page.problems)},
            {"password", field("password", "", page.problems)},
            {"next", page.next},
            {"problems", page.problems}};
}

Tree setup_view(const SetupPage& page, Language language, const Catalogues& catalogues)
{
    const auto value = [&](const std::string& name, const std::string& otherwise = "") {
        const auto typed = page.values.find(name);
        return typed == page.values.end() ? otherwise : typed->second;
    };
    Tree view = {{"key", page.key}, {"problems", page.problems}};
    for (const auto* name :
         {"legal_name", "address", "site_name", "site_address", "person_name", "person_function", "login"})
        view[name] = field(name, value(name), page.problems);
    view["backup"] = field("backup", "", page.problems);
    for (const auto* name : {"password", "password_again"}) view[name] = field(name, "", page.problems);
    view["time_zone"] = field("time_zone", value("time_zone", "Europe/Istanbul"), page.problems);

    const auto chosen = value("language", str(language));
    view["languages"] = Tree::list();
    for (const auto each : languages)
        view["languages"].push_back({{"code", str(each)},
                                     {"label", catalogues.text(language, "language." + str(each))},
                                     {"chosen", str(each) == chosen}});
    view["zones"] = Tree::list();
    for (const auto zone : common_zones) view["zones"].push_back(zone);
    return view;
}

Tree about_view(const AboutPage& page, Language language, const Catalogues& catalogues)
{
    Tree parts = Tree::list();
    for (const auto& part : parts_by_others)
        parts.push_back({{"name", part.name},
                         {"use", catalogues.text(language, "about.use." + std::string(part.use))},
                         {"licence", part.licence}});
    return {{"version", page.version}, {"parts", std::move(parts)}};
}

} // namespace clausebook::views
