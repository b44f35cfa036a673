#include "workspace/application_document.h"

#include "core/people/permission.h"
#include "paper/weasyprint.h"
#include "store/journal.h"
#include "views/reports/application_document.h"
#include "workspace/cycle.h"

namespace clausebook {
namespace {

struct Made {
    std::string html;
    Instant as_of{}; ///< of the journal's last entry, so that it is the same twice
};

Made made(const Workspace& workspace, const Actor& actor, Language language, const Press& press)
{
    check_may(actor, Permission::KeepCertification);
    const auto db = workspace.read();
    const auto at = store::head(db).at;
    return {views::application_document(see_application(db), date_of(workspace.local(at)), language,
                                        press.renderer, press.catalogues),
            at};
}

} // namespace

std::string application_html(const Workspace& workspace, const Actor& actor, Language language,
                             const Press& press)
{
    return made(workspace, actor, language, press).html;
}

std::string application_pdf(const Workspace& workspace, const Actor& actor, Language language,
                            const Press& press)
{
    const auto document = made(workspace, actor, language, press);
    if (!paper::can_print()) throw Refusal::state("printer_missing");
    const auto seconds =
        std::chrono::duration_cast<std::chrono::seconds>(document.as_of.time_since_epoch()).count();
    return paper::pdf_of(document.html, {seconds, "application." + str(language)},
                         workspace.directory().aside(), {}, [&] { return press.progress.cancelled(); });
}

} // namespace clausebook
