#include "views/reports/pack_index.h"

#include "resources/resources.h"
#include "views/format.h"
#include "views/renderer.h"
#include "views/reports/report_text.h"

#include <algorithm>
#include <map>

namespace clausebook::views {
namespace {

constexpr const char* template_name = "reports/pack-index";

/// Light, and dark where the reader's system asks for it; on paper always light.
std::string stylesheet()
{
    return resources::read("assets/css/tokens-light.css")
        + "@media screen and (prefers-color-scheme: dark) {\n" + resources::read("assets/css/tokens-dark.css")
        + "}\n" + resources::read("templates/reports/pack-index.css");
}

class Index {
public:
    Index(const Dossier& dossier, const PackIndex& index, const Catalogues& catalogues)
        : dossier_(dossier), index_(index), catalogues_(catalogues)
    {
        for (const auto& line : index.lines) lines_of_[line.line.evidence].push_back(&line);
        for (const auto& one : dossier.evidence)
            for (const auto& clause : linked_clauses(dossier, one)) evidence_of_[clause].push_back(&one);
    }

    Tree view() const
    {
        return {{"lang", str(index_.language)},
                {"stylesheet", stylesheet()},
                {"number", dossier_.audit.key.str()},
                {"organization", dossier_.organization.legal_name},
                {"title", dossier_.audit.title},
                {"standard", dossier_.standard()},
                {"claim", claim_sentence(dossier_, catalogues_, index_.language)},
                {"demo", dossier_.organization.demo},
                {"facts", facts()},
                {"files", files()},
                {"legend", legend()},
                {"groups", groups()},
                {"evidence", evidence()},
                {"findings", findings()}};
    }

private:
    const std::string& text(std::string_view key) const { return catalogues_.text(index_.language, key); }

    Tree facts() const
    {
        const auto fact = [&](const char* key, const std::string& value, bool mono) {
            return Tree{{"label", text(key)}, {"value", value}, {"mono", mono}};
        };
        const auto& mark = dossier_.journal;
        auto list = Tree::list();
        list.push_back(fact("pack.cover.generated_at", shown(index_.language, mark.local), false));
        list.push_back(
            fact("pack.cover.pack_version",
                 catalogues_.text(index_.language, "pack.entry", {{"number", std::to_string(mark.number)}}),
                 false));
        list.push_back(fact("pack.cover.journal_hash", mark.hash, true));
        list.push_back(fact("pack.cover.signing_key", index_.fingerprint, true));
        list.push_back(
            fact("pack.cover.confidentiality", dossier_.organization.confidentiality_statement, false));
        return list;
    }

    Tree files() const
    {
        const auto file = [&](const char* key, const std::string& path) {
            return Tree{{"label", text(key)}, {"href", path}};
        };
        auto list = Tree::list();
        list.push_back(file("pack.index.workbook", index_.workbook));
        for (const auto& path : index_.report_files) list.push_back(file("pack.index.report", path));
        list.push_back(file("pack.index.manifest", "manifest.json"));
        list.push_back(file("pack.index.verify", "verify.py"));
        return list;
    }

    /// What the marks beside the clauses mean.
    Tree legend() const
    {
        auto list = Tree::list();
        for (const auto status : {ClauseStatus::Conforming, ClauseStatus::Opportunity, ClauseStatus::Minor,
                                  ClauseStatus::Major, ClauseStatus::NotAssessed}) {
            const std::string code(str(status));
            list.push_back({{"code", code}, {"status", text("clause_status." + code)}});
        }
        return list;
    }

    Tree groups() const
    {
        auto list = Tree::list();
        for (const auto& group : dossier_.checklist->groups) {
            auto clauses = Tree::list();
            for (const auto* clause : dossier_.checklist->clauses_of(group.number))
                clauses.push_back(one(*clause));
            if (clauses.items()->empty()) continue;
            list.push_back({{"number", group.number.str()},
                            {"title", group.title.in(index_.language)},
                            {"clauses", std::move(clauses)}});
        }
        return list;
    }

    Tree one(const Clause& clause) const
    {
        const auto* progress = dossier_.progress.find(clause.number);
        const auto status = progress ? progress->status : ClauseStatus::NotPlanned;
        const auto code = std::string(status == ClauseStatus::NotPlanned ? "NOT_ASSESSED" : str(status));
        auto evidence = Tree::list();
        if (const auto found = evidence_of_.find(clause.number); found != evidence_of_.end())
            for (const auto* each : found->second) evidence.push_back(brief(*each));
        auto findings = Tree::list();
        for (const auto& each : dossier_.findings)
            if (each.finding.clause == clause.number) findings.push_back(brief(each));
        return {{"number", clause.number.str()},           {"title", clause.title.in(index_.language)},
                {"status", text("clause_status." + code)}, {"code", code},
                {"evidence", std::move(evidence)},         {"findings", std::move(findings)}};
    }

    const std::string& title_of(const DossierEvidence& one) const
    {
        return one.is_nameless() ? text("pack.withheld_title") : one.evidence.fields.title;
    }

    Tree brief(const DossierEvidence& one) const
    {
        return {{"number", one.evidence.key.str()}, {"title", title_of(one)}, {"files", links_to(one)}};
    }

    Tree brief(const DossierFinding& one) const
    {
        return {{"number", called(one.finding)},
                {"key", one.finding.key.str()},
                {"code", std::string(str(one.finding.grade))},
                {"grade", text("grade." + std::string(str(one.finding.grade)))},
                {"state", text("finding_state." + std::string(str(one.finding.state)))}};
    }

    /// The name a file was given, or, of a nameless record, the one it has in the pack.
    static std::string name_of(const PackedLine& packed)
    {
        if (!packed.line.file) return {};
        if (!packed.line.evidence->is_nameless()) return packed.line.file->name;
        return packed.path.substr(packed.path.rfind('/') + 1);
    }

    /// Where a file is that is not in the pack, or why it is not; "" for one that is.
    std::string place_of(const PackedLine& packed) const
    {
        const auto& line = packed.line;
        const auto& one = *line.evidence;
        if (line.destroyed()) return text("pack.destroyed");
        if (auto said = reference_said(dossier_, one, catalogues_, index_.language); !said.empty())
            return said;
        if (line.withheld || line.kept_back || (packed.path.empty() && one.is_nameless()))
            return text("pack.withheld");
        if (!packed.path.empty()) return {};
        const auto& location = one.standing().fields.location;
        return text("pack.index.nowhere") + (location.empty() ? "" : ": " + location);
    }

    /// The files of a record: {href, name, sha256, place}; what is not in the pack has no href but says why.
    Tree links_to(const DossierEvidence& one) const
    {
        auto files = Tree::list();
        for (const auto* packed : lines_of_.at(&one)) {
            const auto& line = packed->line;
            files.push_back({{"href", packed->path},
                             {"name", name_of(*packed)},
                             {"evidence", one.evidence.key.str()},
                             {"sha256", line.file ? line.file->sha256 : std::string()},
                             {"place", place_of(*packed)}});
        }
        return files;
    }

    Tree evidence() const
    {
        auto list = Tree::list();
        for (const auto& one : dossier_.evidence) {
            const auto& version = one.standing();
            const auto state = state_on(version.state, version.fields.valid_until, dossier_.today);
            auto clauses = Tree::list();
            for (const auto& clause : linked_clauses(dossier_, one))
                clauses.push_back({{"number", clause.str()},
                                   {"known", dossier_.checklist->find_clause(clause) != nullptr}});
            auto findings = Tree::list();
            for (const auto* each : linked_findings(dossier_, one)) findings.push_back(brief(*each));
            auto row = brief(one);
            row["version"] = version_name(one);
            row["state"] = text("evidence_state." + std::string(str(state)));
            row["clauses"] = std::move(clauses);
            row["findings"] = std::move(findings);
            list.push_back(std::move(row));
        }
        return list;
    }

    Tree findings() const
    {
        auto list = Tree::list();
        for (const auto& one : dossier_.findings) {
            auto evidence = Tree::list();
            for (const auto& each : dossier_.evidence)
                for (const auto* linked : linked_findings(dossier_, each))
                    if (linked == &one) evidence.push_back(brief(each));
            auto actions = Tree::list();
            for (const auto& each : dossier_.actions)
                if (std::find(each.findings.begin(), each.findings.end(), one.finding.key)
                    != each.findings.end())
                    actions.push_back(action(each.action));
            auto row = brief(one);
            row["clause"] = one.finding.clause ? one.finding.clause->str() : std::string();
            row["statement"] = one.finding.statement;
            row["evidence"] = std::move(evidence);
            row["actions"] = std::move(actions);
            list.push_back(std::move(row));
        }
        return list;
    }

    Tree action(const Action& action) const
    {
        const auto day = [&](const std::optional<Date>& date) {
            return date ? shown(index_.language, *date) : std::string("–");
        };
        return {{"number", action.key.str()},
                {"text", action.text},
                {"owner", action.owner.empty() ? text("pack.none") : dossier_.name(action.owner)},
                {"due", day(action.due)},
                {"state", text("action_state." + std::string(str(action.state)))}};
    }

    const Dossier& dossier_;
    const PackIndex& index_;
    const Catalogues& catalogues_;
    std::map<const DossierEvidence*, std::vector<const PackedLine*>> lines_of_;
    std::map<ClauseNumber, std::vector<const DossierEvidence*>> evidence_of_;
};

} // namespace

std::string pack_index_page(const Dossier& dossier, const PackIndex& index, const Catalogues& catalogues)
{
    const Renderer renderer(
        catalogues,
        {{template_name, resources::read("templates/" + std::string(template_name) + ".mustache")}});
    return renderer.render(template_name, Index(dossier, index, catalogues).view());
}

} // namespace clausebook::views
