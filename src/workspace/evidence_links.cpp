#include "workspace/evidence_links.h"

#include "core/audit/answer.h"
#include "core/base/form_rules.h"
#include "core/base/text.h"
#include "core/people/permission.h"
#include "store/actions.h"
#include "store/audits.h"
#include "store/evidence.h"
#include "store/evidence_tags.h"
#include "workspace/audits.h"
#include "workspace/checklists.h"
#include "workspace/evidence_parts.h"

#include <algorithm>

namespace clausebook {
namespace {

/// Evidence of an action is brought by its owner, the audited side and those who judge it, until it is
/// accepted.
void check_action(const store::Reading& db, const Actor& actor, const Id<Action>& key)
{
    const auto at = store::action_case(db, key, {});
    const bool theirs = at
        && (at->action.owner == actor.person || is_audited_side(*at, actor)
            || at->auditors.contains(actor.person) || actor.is(Role::QualityManager));
    if (!theirs) throw NotFound("action " + key.str());
    const bool open = is_open(at->action.state) || at->action.state == ActionState::Done;
    if (!open || at->audits == ActionCase::Audits::Cancelled)
        throw Refusal::state("action_closed", {{"action", key.str()}});
}

void check_allowed(const Actor& actor)
{
    if (!may(actor, Permission::RegisterEvidence)) throw Refusal::state("evidence_not_allowed");
}

/// Whether links to a target may change at all, for those it is for.
void check_open(const store::Reading& db, const Actor& actor, const LinkTarget& target)
{
    check_allowed(actor);
    if (target.kind == LinkKind::Clause) return;
    if (target.kind == LinkKind::Action) return check_action(db, actor, Id<Action>(target.key));
    const auto audit = store::audit(db, Id<Audit>(target.audit()));
    const bool theirs = actor.is(Role::QualityManager) || store::conducts(db, target.audit(), actor.person);
    if (!audit || !theirs) throw NotFound(target.str());
    if (!links_may_change_in(audit->state)) throw Refusal::state("audit_closed", {{"audit", target.audit()}});
}

/// Refuses an answer the audit does not ask for.
void check_asked(const Workspace& workspace, const store::Reading& db, const LinkTarget& target)
{
    const auto audit = store::audit(db, Id<Audit>(target.audit())).value();
    const auto& key = target.key;
    const auto slash = key.rfind('/');
    const auto start = target.audit().size() + 1;
    check_in_scope(
        audit, checklist_of(workspace, audit),
        {audit.key, QuestionId::parse(key.substr(slash + 1)).value(), key.substr(start, slash - start)});
}

std::string both(const std::string& one, const std::string& other, const char* between, std::size_t limit)
{
    if (other.empty() || one.find(other) != std::string::npos) return one;
    if (one.empty()) return other;
    const auto whole = one + between + other;
    return length(whole) <= limit ? whole : one;
}

/// Tags that `to` has not, as far as there is room.
void move_tags(store::Writing& verb, const Id<Evidence>& from, const Id<Evidence>& to)
{
    const auto standing = store::tags_of(verb, to);
    auto room = most_tags - std::min(most_tags, standing.size());
    for (auto tag : store::tags_of(verb, from)) {
        const bool known = std::any_of(standing.begin(), standing.end(), [&](const EvidenceTag& each) {
            return folded(each.text) == folded(tag.text);
        });
        if (known || room == 0) continue;
        tag.evidence = to;
        store::save(verb, tag);
        --room;
    }
}

/// A clause of any checklist of the house.
bool is_clause(const Workspace& workspace, const store::Reading& db, const ClauseNumber& number)
{
    if (current_checklist().find_clause(number)) return true;
    const auto all = house_checklists(workspace, db);
    return std::any_of(all.begin(), all.end(), [&](const HouseChecklist& one) {
        return one.checklist->find_clause(number) != nullptr;
    });
}

} // namespace

void check_link_target(const Workspace& workspace, const store::Reading& db, const Actor& actor,
                       const LinkTarget& target)
{
    check_open(db, actor, target);
    const bool there = target.kind == LinkKind::Clause
        ? is_clause(workspace, db, ClauseNumber::parse(target.key).value())
        : store::target_exists(db, target);
    if (!there) throw NotFound(target.str());
    if (target.kind == LinkKind::Answer) check_asked(workspace, db, target);
}

bool may_link_to(const Workspace& workspace, const store::Reading& db, const Actor& actor,
                 const LinkTarget& target)
{
    try {
        check_link_target(workspace, db, actor, target);
        return true;
    } catch (const Refusal&) {
        return false;
    } catch (const NotFound&) {
        return false;
    }
}

Version link_evidence(Workspace& workspace, const Actor& actor, const Id<Evidence>& key,
                      const LinkTarget& target, const LinkText& text, Version based_on)
{
    check_line(text.locator.value_or(""), "locator");
    check_text(text.note.value_or(""), "note");
    auto verb = workspace.begin(actor, "evidence.linked");
    const auto dossier = evidence_dossier(verb, actor, key);
    refuse_unless(why_not(EvidenceAct::Link, dossier.seen_by(actor)));
    check_link_target(workspace, verb, actor, target);
    const auto before = store::link(verb, key, target);
    if (before && based_on == 0) throw Refusal::state("evidence_linked_already");
    auto link = before.value_or(EvidenceLink{{}, 0, key, target, {}, {}, actor.person, verb.at()});
    link.locator = text.locator.value_or(link.locator);
    link.note = text.note.value_or(link.note);
    if (before && before->locator == link.locator && before->note == link.note) return before->version;
    link.version = based_on;
    const auto saved = store::save(verb, link);
    verb.commit();
    return saved;
}

std::optional<EvidenceLink> unlink_evidence(Workspace& workspace, const Actor& actor, const Id<Evidence>& key,
                                            const LinkTarget& target)
{
    auto verb = workspace.begin(actor, "evidence.unlinked");
    const auto dossier = evidence_dossier(verb, actor, key);
    refuse_unless(why_not(EvidenceAct::Link, dossier.seen_by(actor)));
    check_open(verb, actor, target);
    auto link = store::link(verb, key, target);
    if (!link) return std::nullopt;
    store::remove_link(verb, *link);
    verb.commit();
    return link;
}

void relink_evidence(Workspace& workspace, const Actor& actor, const Id<Evidence>& key,
                     const LinkTarget& target)
{
    if (evidence_dossier(workspace.read(), actor, key).is_linked_to(target)) return;
    const auto former = store::former_link(workspace.read(), key, target);
    if (!former) throw NotFound("link of " + key.str());
    link_evidence(workspace, actor, key, target, {former->locator, former->note}, 0);
}

void use_evidence_instead(Workspace& workspace, const Actor& actor, const Id<Evidence>& twice,
                          const Id<Evidence>& kept)
{
    auto verb = workspace.begin(actor, "evidence.merged");
    auto from = evidence_dossier(verb, actor, twice);
    const auto to = evidence_dossier(verb, actor, kept);
    const auto links = std::move(from.links);
    from.links.clear();
    refuse_unless(why_not(EvidenceAct::Remove, from.seen_by(actor)));
    if (store::may_be_in_pack(verb, twice)) throw Refusal::state("evidence_in_pack");
    refuse_unless(why_not(EvidenceAct::Link, to.seen_by(actor)));
    if (twice == kept || from.newest().files.empty()) throw Refusal("content_differs", "kept");
    for (const auto& file : from.newest().files) {
        const auto holders = store::evidence_with_content(verb, file.sha256);
        if (std::find(holders.begin(), holders.end(), kept) == holders.end())
            throw Refusal("content_differs", "kept");
    }
    for (auto link : links) {
        check_open(verb, actor, link.target);
        store::remove_link(verb, link);
        if (auto stays = store::link(verb, kept, link.target)) {
            const auto before = *stays;
            stays->locator = both(stays->locator, link.locator, "; ", line_limit);
            stays->note = both(stays->note, link.note, "\n", text_limit);
            if (stays->locator != before.locator || stays->note != before.note) store::save(verb, *stays);
            continue;
        }
        link.version = 0;
        link.evidence = kept;
        store::save(verb, link);
    }
    move_tags(verb, twice, kept);
    store::remove_evidence(verb, from.evidence);
    verb.commit();
}

} // namespace clausebook
