// Beside the course of the certification: what could be recorded next, who certifies, the application.

#include "views/pages/certification.h"

namespace clausebook::views {

Tree proposals_view(const CertificationPage& page, Language language, const Catalogues& catalogues)
{
    Tree list = Tree::list();
    for (const auto& proposal : page.proposals) {
        const auto step = str(proposal.kind);
        list.push_back(
            {{"text", catalogues.text(language, "cycle.proposal", {{"audit", proposal.audit.str()}})},
             {"href", "/certification/record/" + step + "?audit=" + proposal.audit.str()},
             {"label", catalogues.text(language, "cycle.event." + step)}});
    }
    return list;
}

Tree body_view(const CertificationPage& page, Language language, const Catalogues& catalogues)
{
    const bool edits = page.reader == Reader::Edits;
    const bool named = page.body.version > 0;
    if (!edits && !named) return {};
    Tree facts = Tree::list();
    const auto add = [&](const char* key, const std::string& value) {
        if (!value.empty()) facts.push_back({{"label", catalogues.text(language, key)}, {"value", value}});
    };
    if (named) {
        add("certification_body.name", page.body.name);
        add("certification_body.scheme", page.body.scheme);
        add("certification_body.accreditation",
            catalogues.text(language, "accreditation." + str(page.body.accreditation)));
        add("certification_body.accreditation_body", page.body.accreditation_body);
        add("certification_body.contact", page.body.contact);
    }
    const auto missing = static_cast<long long>(page.gaps.size());
    return {{"facts", std::move(facts)},
            {"edit", edits},
            {"edit_label",
             catalogues.text(language, named ? "certification_body.change" : "certification_body.name_one")},
            {"application",
             missing == 0 ? catalogues.text(language, "application.complete")
                          : catalogues.counted(language, "application.missing_count", missing)},
            {"complete", missing == 0}};
}

} // namespace clausebook::views
