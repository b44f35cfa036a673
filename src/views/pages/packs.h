#pragma once
// The pages of evidence packs and of work in progress. Each function gives the whole view but `page`.

#include "core/base/refusal.h"
#include "core/base/time.h"
#include "core/base/tree.h"
#include "core/job/job.h"
#include "core/pack/pack.h"
#include "views/catalogue.h"

#include <map>
#include <string>
#include <vector>

namespace clausebook::views {

/// "pages/packs": packs that were made.
struct PacksPage {
    struct Line {
        Pack pack;
        std::string made_by;
        LocalTime made_at;
    };
    std::vector<Line> lines;
    std::vector<Job> under_way; ///< packs that are being made for the one who reads
};
Tree packs_view(const PacksPage& page, Language language, const Catalogues& catalogues);

/// "pages/pack": what a pack of an audit would hold, and the form that asks for it.
struct PackPage {
    Id<Audit> audit;
    Language wanted = Language::en;
    std::int64_t entry = 0;
    int evidence = 0;
    int files = 0;
    std::int64_t bytes = 0;
    int findings = 0;
    int questions = 0;
    int answered = 0;
    int report_files = 0;
    std::vector<PackWarning> warnings;
    enum class Password { Fresh, Needed } password = Password::Needed;
    Tree problems = Tree::list();
};
Tree pack_view(const PackPage& page, Language language, const Catalogues& catalogues);

/// "pages/job": how far work is. `back` is where it was asked for, `made` the address of what it made (""
/// unless done).
struct JobPage {
    Job job;
    std::string back;
    std::string made;
};
/// The sentence of a refusal of packs and backups: a fault (packs/fault.h) or difference (store/verify.h) it
/// names is told by its own sentence.
std::string refusal_sentence(const std::string& code, Refusal::Parameters parameters, Language language,
                             const Catalogues& catalogues);

Tree job_view(const JobPage& page, Language language, const Catalogues& catalogues);

} // namespace clausebook::views
