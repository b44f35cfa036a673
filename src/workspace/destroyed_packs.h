#pragma once
// Packs that were made before evidence was destroyed, and hold its content for ever: whoever destroys has to
// know them.

#include "core/evidence/evidence.h"
#include "core/pack/pack.h"
#include "workspace/workspace.h"

#include <string>
#include <vector>

namespace clausebook {

/// A pack among the frozen files, and the versions ("EV-0003/1") whose destroyed content lies in it.
struct PackWithDestroyed {
    Pack pack;
    std::vector<std::string> versions;
};

/// All of a data directory, newest first, by what their manifests say. A pack that is not there any more, or
/// whose manifest cannot be read, is left out: that is for verify to tell.
std::vector<PackWithDestroyed> packs_with_destroyed(const store::DataDirectory& directory);

/// Those of them that hold content of this record and that the actor may read.
std::vector<PackWithDestroyed> packs_with_destroyed(const Workspace& workspace, const store::Reading& db,
                                                    const Actor& actor, const Id<Evidence>& evidence);

} // namespace clausebook
