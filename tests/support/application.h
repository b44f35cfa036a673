#pragma once
// An application to the certification body with everything it needs.

#include "store/organization.h"
#include "workspace/cycle.h"

namespace clausebook::testing {

inline Application written_application()
{
    Application application;
    for (const auto& field : application_fields()) {
        const std::string name(field.name);
        using Shape = ApplicationField::Shape;
        application.fields[name] = field.shape == Shape::Day ? "2026-03-02"
            : field.shape == Shape::Number                   ? "120"
                                                             : "As told: " + name;
    }
    return application;
}

inline CertificationBody named_body()
{
    CertificationBody body;
    body.name = "Marmara Belgelendirme";
    body.scheme = "MB-10002, version 3";
    return body;
}

/// What the organization tells of itself. `verb` is committed by the one who gives it.
inline void describe_organization(store::Writing& verb)
{
    auto organization = store::organization(verb).value_or(Organization{});
    organization.legal_name = "Anadolu Perakende A.Ş.";
    organization.address = "İstanbul";
    organization.representative_name = "Murat Aydın";
    organization.scope_statement = "Complaints of all shops";
    organization.channels = "Telephone\nShop";
    store::save(verb, organization);
    auto sites = store::sites(verb);
    Site site = sites.empty() ? Site{} : sites.front();
    site.name = "Head office";
    site.headcount = 12;
    store::save(verb, site);
}

/// Everything an application needs, said by the quality manager.
inline void complete_application(Workspace& workspace, const Actor& quality)
{
    auto verb = workspace.begin(system_actor(), "test.organization");
    describe_organization(verb);
    verb.commit();
    name_certification_body(workspace, quality, named_body());
    write_application(workspace, quality, written_application());
}

} // namespace clausebook::testing
