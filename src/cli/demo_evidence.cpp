// The demo's evidence on its way: brought in, decided on, replaced by a new version, put away.

#include "cli/demo_house.h"
#include "resources/resources.h"
#include "store/evidence.h"
#include "workspace/evidence.h"
#include "workspace/evidence_archive.h"

#include <algorithm>

namespace clausebook::cli {
namespace {

/// Days ago on which what is over is put away, and on which what has to go is destroyed.
constexpr int put_away = 62;
constexpr int destroyed = 60;

Version standing(const DemoHouse& house, const Id<Evidence>& key)
{
    return store::evidence(house.workspace.read(), key).value().version;
}

std::vector<ReceivedFile> files_of(const DemoHouse& house, const DemoEvidence& piece)
{
    std::vector<ReceivedFile> files;
    if (!piece.kept_at.empty()) return files;
    const auto bytes = resources::read("evidence/files/" + piece.name);
    files.push_back(
        {store::Incoming(house.workspace.vault()), piece.name, static_cast<std::int64_t>(bytes.size())});
    files.back().content.write(bytes);
    return files;
}

EvidenceFields record_of(const DemoHouse& house, const DemoEvidence& piece)
{
    return {piece.title, piece.type, house.who(piece.brought_by).person, piece.confidentiality, piece.note};
}

EvidenceVersionFields version_of(const DemoHouse& house, const DemoEvidence& piece)
{
    EvidenceVersionFields version;
    version.label = piece.label;
    version.language = piece.language;
    version.location = piece.kept_at;
    version.masked = piece.masked;
    version.document_date = std::min(house.clock.days_before(piece.made_days_ago), house.workspace.today());
    if (!piece.kept_at.empty())
        version.reference = EvidenceReference{piece.kept_by, "", SeenHow::Screen, house.workspace.today(),
                                              house.who(piece.brought_by).person};
    if (piece.valid_days > 0) version.valid_until = plus_days(*version.document_date, piece.valid_days);
    return version;
}

Id<Evidence> registered(DemoHouse& house, const DemoEvidence& piece, const std::optional<LinkTarget>& link)
{
    const auto& by = house.who(piece.brought_by);
    auto files = files_of(house, piece);
    if (piece.replaces.empty()) {
        Registration wish;
        wish.fields = record_of(house, piece);
        wish.version = version_of(house, piece);
        wish.link = link;
        return register_evidence(house.workspace, by, std::move(files), wish).at(0).evidence;
    }
    auto key = house.evidence.at(piece.replaces);
    add_evidence_version(house.workspace, by, key, std::move(files), {});
    describe_evidence(house.workspace, by, key, standing(house, key), record_of(house, piece),
                      version_of(house, piece));
    return key;
}

/// True for what somebody has accepted at some time.
bool was_accepted(EvidenceState state)
{
    using enum EvidenceState;
    return state == Accepted || state == Superseded || state == Archived || state == Destroyed;
}

const Actor& decider(const DemoHouse& house, const DemoEvidence& piece)
{
    return house.who(piece.brought_by == "zeynep" ? "derya" : "zeynep");
}

/// The serial of a line among the versions of its document.
int serial_of(const DemoHouse& house, const DemoEvidence& piece)
{
    return piece.replaces.empty() ? 1 : 1 + serial_of(house, house.piece(piece.replaces));
}

void archive(DemoHouse& house, const DemoEvidence& piece)
{
    const auto today = house.workspace.today();
    const auto until =
        piece.state == EvidenceState::Destroyed ? plus_days(today, 1) : usual_keep_until(today);
    const auto key = house.evidence.at(piece.name);
    house.work();
    archive_evidence(house.workspace, house.who("zeynep"), key, serial_of(house, piece), standing(house, key),
                     until);
}

void destroy(DemoHouse& house, const DemoEvidence& piece)
{
    const auto key = house.evidence.at(piece.name);
    house.work();
    destroy_evidence(house.workspace, house.who("derya"), key, serial_of(house, piece), standing(house, key),
                     house.text("evidence.destroyed"));
}

} // namespace

void accept(DemoHouse& house, const DemoEvidence& piece, const std::string& by)
{
    const auto key = house.evidence.at(piece.name);
    house.work();
    accept_evidence(house.workspace, by.empty() ? decider(house, piece) : house.who(by), key,
                    standing(house, key));
}

void bring(DemoHouse& house, const DemoEvidence& piece, const std::optional<LinkTarget>& link)
{
    house.work();
    const auto key = registered(house, piece, link);
    house.evidence[piece.name] = key;
    if (piece.state == EvidenceState::Registered) return;
    submit_evidence(house.workspace, house.who(piece.brought_by), key, standing(house, key));
    if (link) return; // its auditor decides
    if (was_accepted(piece.state)) accept(house, piece);
    if (piece.state != EvidenceState::Rejected) return;
    house.work();
    reject_evidence(house.workspace, decider(house, piece), key, standing(house, key),
                    house.text("evidence.sent_back"));
}

void plan_evidence(DemoHouse& house)
{
    for (const auto& piece : house.pieces) {
        if (piece.brought_days_ago)
            house.timeline.on(*piece.brought_days_ago, [&house, &piece] { bring(house, piece); });
        const bool goes = piece.state == EvidenceState::Destroyed;
        if (goes || piece.state == EvidenceState::Archived)
            house.timeline.on(put_away, [&house, &piece] { archive(house, piece); });
        if (goes) house.timeline.on(destroyed, [&house, &piece] { destroy(house, piece); });
    }
}

} // namespace clausebook::cli
