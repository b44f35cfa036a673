#pragma once
// The pages of a house (audit_house.h, finding_house.h), called as the server calls them, without sockets.

#include "views/catalogue.h"
#include "views/renderer.h"
#include "web/desk.h"
#include "web/entrance.h"

namespace clausebook::testing {

template <typename House>
class DeskOf : public House {
protected:
    const views::Catalogues catalogues;
    const views::Renderer renderer{catalogues};
    web::Desk desk{this->workspace, catalogues, renderer};
    const web::Router router{web::all_routes(desk)};

    using Form = std::vector<std::pair<std::string, std::string>>;

    web::Request request(const Actor& actor, web::Method method, const std::string& path,
                         Language language) const
    {
        web::Request request;
        request.method = method;
        const auto mark = path.find('?');
        request.path = path.substr(0, mark);
        request.target = path;
        std::string segment;
        for (const char c : request.path.substr(1) + "/") {
            if (c != '/') {
                segment += c;
                continue;
            }
            request.segments.push_back(segment);
            segment.clear();
        }
        if (mark != std::string::npos) {
            std::string rest = path.substr(mark + 1) + "&";
            for (std::size_t end = 0; (end = rest.find('&')) != std::string::npos; rest.erase(0, end + 1)) {
                const auto pair = rest.substr(0, end);
                request.query.add(pair.substr(0, pair.find('=')), pair.substr(pair.find('=') + 1));
            }
        }
        web::Visit visit;
        visit.language = language;
        SignedIn who;
        who.actor = actor;
        who.form_token = "the-token";
        visit.who = who;
        request.carried = visit;
        return request;
    }

    web::Reply get(const Actor& actor, const std::string& path, Language language = Language::en) const
    {
        auto asked = request(actor, web::Method::Get, path, language);
        return router.find(asked).handler(asked);
    }

    enum class Wants { Page, Json };

    web::Reply post(const Actor& actor, const std::string& path, const Form& form,
                    Wants wants = Wants::Page) const
    {
        auto asked = request(actor, web::Method::Post, path, Language::en);
        for (const auto& [name, value] : form) asked.form.add(name, value);
        asked.wants_json = wants == Wants::Json;
        return router.find(asked).handler(asked);
    }
};

} // namespace clausebook::testing
