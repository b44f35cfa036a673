#pragma once
// The page of backups. The function gives the whole view but `page`.

#include "core/backup/backup.h"
#include "core/base/tree.h"
#include "views/catalogue.h"

#include <optional>
#include <string>
#include <vector>

namespace clausebook::views {

/// "pages/backups": what was made, and the forms that make one, hand one out, take one away.
struct BackupsPage {
    struct Line {
        Backup backup;
        enum class File { Here, Elsewhere, Removed } file = File::Here;
        std::string made_by;
        std::string taken_by; ///< who downloaded it last; "" for nobody
        LocalTime made_at;
        std::optional<LocalTime> taken_at;
    };
    std::vector<Line> lines;             ///< newest first
    std::optional<LocalTime> last;       ///< the last one that can be restored
    std::optional<LocalTime> by_command; ///< the last one of the command line
    enum class Due { No, Yes } due = Due::No;
    enum class Reader { Makes, MakesAndTakes } reader = Reader::Makes;
    enum class Password { Fresh, Needed } password = Password::Needed;
    std::string under_way; ///< address of the job that is making one; "" for none
    Tree problems = Tree::list();
};
Tree backups_view(const BackupsPage& page, Language language, const Catalogues& catalogues);

} // namespace clausebook::views
