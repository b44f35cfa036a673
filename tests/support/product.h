#pragma once
// The whole product in a temporary directory: a set-up organization, people of every role, a real server, and
// clients that are signed in.

#include "core/people/person.h"
#include "store/organization.h"
#include "store/people.h"
#include "support/raw_client.h"
#include "support/temporary_directory.h"
#include "views/renderer.h"
#include "web/desk.h"
#include "web/entrance.h"
#include "web/server.h"
#include "workspace/workspace.h"

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace clausebook::test {

using FormFields = std::vector<std::pair<std::string, std::string>>;

/// Text that would be markup, and what a page makes of it.
inline constexpr const char* hostile = "<script>alert(1)</script>\"'&";

/// A set-up organization with one person a role and a server on a free port. Time stands still unless a test
/// moves `clock`.
class Product : public ::testing::Test {
protected:
    Product()
    {
        auto verb = workspace.begin(system_actor(), "organization.set_up");
        Organization organization;
        organization.legal_name = "Anadolu Perakende A.Ş.";
        store::save(verb, organization);
        Site site;
        site.name = "Head office";
        store::save(verb, site);
        administrator = person(verb, "Ada Admin", {Role::Administrator});
        quality = person(verb, "Selin Demir", {Role::QualityManager});
        lead = person(verb, "Elif Kaya", {Role::LeadAuditor});
        auditor = person(verb, "Can Öz", {Role::Auditor});
        auditee = person(verb, "Murat Aydın", {Role::Auditee});
        management = person(verb, "Tuna Taş", {Role::TopManagement});
        verb.commit();
        web::Options options;
        options.port = 0;
        options.limits.drain = web::Span{300};
        server = std::make_unique<web::Server>(std::move(options), web::application(desk));
    }

    ~Product() override { server->stop(); }
    Product(const Product&) = delete;
    Product& operator=(const Product&) = delete;

    /// A page as somebody gets it; nobody: not signed in.
    RawReply get(const Actor& who, const std::string& target, const std::string& more = "") const
    {
        return RawClient(server->port())
            .send("GET " + target + " HTTP/1.1\r\n" + head_of(who) + more + "\r\n")
            .reply();
    }

    /// A form as somebody sends it from a page of ours, with the session's token.
    RawReply post(const Actor& who, const std::string& target, FormFields fields) const
    {
        return send_form("POST", who, target, std::move(fields), "");
    }

    /// The same as a script sends it, with more headers, each ended by CR LF.
    RawReply patch(const Actor& who, const std::string& target, FormFields fields,
                   const std::string& more) const
    {
        return send_form("PATCH", who, target, std::move(fields), more);
    }

    /// The head of a request with a body that is not a form, from a page of ours with the session's token.
    std::string upload_head(const Actor& who, const std::string& method, const std::string& target,
                            std::uint64_t length, const std::string& more = "") const
    {
        return method + " " + target + " HTTP/1.1\r\n" + head_of(who) + "Origin: http://" + host()
            + "\r\nX-Form-Token: " + form_token + "\r\nContent-Length: " + std::to_string(length) + "\r\n"
            + more + "\r\n";
    }

    const std::string& token() const { return form_token; }

    /// Any request without a body, the session's token in the header.
    RawReply ask(const Actor& who, const std::string& method, const std::string& target) const
    {
        return RawClient(server->port())
            .send(method + " " + target + " HTTP/1.1\r\n" + head_of(who) + "Origin: http://" + host()
                  + "\r\nX-Form-Token: " + form_token
                  + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 0\r\n\r\n")
            .reply();
    }

    std::int64_t entries() const { return workspace.read().number("SELECT count(*) FROM journal_entry"); }

    clausebook::testing::TemporaryDirectory folder;
    Instant clock = *parse_instant("2026-11-22T08:00:00.000000Z");
    Workspace workspace{folder.path() / "data", store::Database::Access::ReadAndWrite, [this] {
                            return clock;
                        }};
    const views::Catalogues& catalogues = shared_catalogues();
    web::Desk desk{workspace, catalogues, shared_renderer()};
    Actor administrator, quality, lead, auditor, auditee, management;
    const Actor nobody;
    std::unique_ptr<web::Server> server;

private:
    inline static const std::string form_token = std::string(64, 'f');

    static std::string session_of(const Id<Person>& key) { return store::sha256("session of " + key.str()); }

    static const views::Catalogues& shared_catalogues()
    {
        static const views::Catalogues all;
        return all;
    }
    static const views::Renderer& shared_renderer()
    {
        static const views::Renderer all(shared_catalogues());
        return all;
    }

    RawReply send_form(const std::string& method, const Actor& who, const std::string& target,
                       FormFields fields, const std::string& more) const
    {
        fields.emplace_back("token", form_token);
        std::string body;
        for (const auto& [name, value] : fields)
            body += (body.empty() ? "" : "&") + web::encode_segment(name) + "=" + web::encode_segment(value);
        return RawClient(server->port())
            .send(method + " " + target + " HTTP/1.1\r\n" + head_of(who) + "Origin: http://" + host() + "\r\n"
                  + more + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                  + std::to_string(body.size()) + "\r\n\r\n" + body)
            .reply();
    }

    std::string host() const { return "127.0.0.1:" + std::to_string(server->port()); }

    std::string head_of(const Actor& who) const
    {
        auto head = "Host: " + host() + "\r\nAccept-Language: en\r\n";
        if (who.signed_in())
            head += std::string("Cookie: clausebook-") + std::to_string(server->port()) + "="
                + session_of(who.person) + "\r\n";
        return head;
    }

    Actor person(store::Writing& verb, const std::string& name, Roles roles) const
    {
        Person person;
        person.name = name;
        person.roles = roles;
        const auto key = store::save(verb, person);
        store::save(verb, Account{key, 0, "login-" + key.str(), "not a hash", true});
        store::save(
            verb,
            store::SessionRow{
                store::sha256(session_of(key)), key, form_token, verb.at(), verb.at(), verb.at(), {}});
        return {key, name, std::move(roles)};
    }
};

/// What `text` becomes in a page.
inline std::string escaped(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        case '\'':
            out += "&apos;";
            break;
        default:
            out += c;
        }
    }
    return out;
}

inline bool contains(const std::string& text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

} // namespace clausebook::test
