#pragma once
// The application to the certification body: what is known, what is written, what is missing.

#include "core/cycle/application.h"
#include "views/form.h"

#include <string>
#include <vector>

namespace clausebook::views {

/// A fact of the application: what the organization has recorded, or what was written.
struct ApplicationFact {
    std::string label;
    std::vector<std::string> lines; ///< none: it is missing, or there is nothing to say
    enum class Need { Required, Optional } need = Need::Required;
};

/// What is known without anybody writing it here: who certifies, the organization, its scope and sites.
std::vector<ApplicationFact> known_facts(const ApplicationSummary& summary, Language language,
                                         const Catalogues& catalogues);

/// What is written in the fields of a group.
std::vector<ApplicationFact> written_facts(const ApplicationSummary& summary, std::string_view group,
                                           Language language, const Catalogues& catalogues);

/// The groups of the fields, in their order: "wish", "work", "standing", "declaration".
std::vector<std::string_view> application_groups();

FormValues values_of(const Application& application);
Application application_from(const FormValues& values, Application before);

/// "pages/application": {missing, facts, form}.
Tree application_view(const ApplicationSummary& summary, const FormState& state, Language language,
                      const Catalogues& catalogues);

} // namespace clausebook::views
