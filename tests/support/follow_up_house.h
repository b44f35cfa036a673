#pragma once
// The finding house with somebody who carries actions out, and findings brought some way along.

#include "store/actions.h"
#include "store/evidence.h"
#include "store/follow_up.h"
#include "support/finding_house.h"
#include "workspace/actions.h"
#include "workspace/evidence_links.h"
#include "workspace/follow_up.h"

namespace clausebook::testing {

class FollowUpHouse : public FindingHouse {
protected:
    Actor owner;

    void SetUp() override
    {
        FindingHouse::SetUp();
        auto verb = workspace.begin(system_actor(), "test.owner");
        owner = person(verb, "Burak Yıldız", {Role::Auditee});
        store::save(verb, Account{owner.person, 0, "burak", "not a hash", true});
        verb.commit();
    }

    Version version(const Id<Finding>& key) const { return stored(key).version; }
    Version version(const Id<Action>& key) const { return store::action(workspace.read(), key)->version; }
    ActionState state_of(const Id<Action>& key) const { return store::action(workspace.read(), key)->state; }

    Id<Finding> raised(Grade grade)
    {
        auto key = ready(grade);
        auto text = text_of(stored(key));
        text.auditee_contact = contact.person;
        change_finding(workspace, auditor, key, text);
        raise(workspace, lead, key, version(key));
        return key;
    }

    Id<Finding> acknowledged(Grade grade)
    {
        auto key = raised(grade);
        acknowledge(workspace, contact, key, "", version(key));
        return key;
    }

    Id<Finding> submitted(Grade grade)
    {
        auto key = acknowledged(grade);
        save_response(workspace, contact, key, response());
        propose_action(workspace, contact, key, proposal());
        submit_response(workspace, contact, key, version(key));
        return key;
    }

    static Response response()
    {
        Response response;
        response.correction = "The three complainants were called.";
        response.extent_check = "All 41 open complaints were looked at.";
        response.whys = {"They are sent by hand.", "The rule covers the web form only."};
        response.root_cause = "A new channel does not trigger a review.";
        return response;
    }

    ActionText proposal() const
    {
        ActionText text;
        text.text = "Acknowledge every complaint by the system";
        text.owner = owner.person;
        text.due = plus_days(workspace.today(), 10);
        return text;
    }

    static Verification effective()
    {
        Verification verification;
        verification.method = VerificationMethod::Document;
        verification.effective = Effective::Yes;
        verification.effect_criterion = "95 of 100 within two working days.";
        return verification;
    }

    /// Evidence of an action, handed in by its owner.
    Id<Evidence> bring_evidence(const Id<Action>& action)
    {
        Registration wish;
        wish.fields.title = "Screen of the rule";
        wish.fields.type = EvidenceType::OBS;
        wish.version.location = "Archive 4";
        wish.version.reference =
            EvidenceReference{"Call centre", "", SeenHow::Screen, workspace.today(), owner.person};
        wish.version.document_date = workspace.today();
        wish.link = LinkTarget{LinkKind::Action, action.str()};
        auto key = register_evidence(workspace, owner, {}, wish).front().evidence;
        submit_evidence(workspace, owner, key, store::evidence(workspace.read(), key)->version);
        return key;
    }

    void accept(const Id<Evidence>& key)
    {
        accept_evidence(workspace, auditor, key, store::evidence(workspace.read(), key)->version);
    }
};

} // namespace clausebook::testing
