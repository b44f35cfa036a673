#include "views/reports/audit_report.h"

#include "core/audit/audit_kind.h"
#include "core/audit/report_chapters.h"
#include "core/base/text.h"
#include "resources/resources.h"
#include "views/format.h"
#include "views/reports/report_sections.h"

#include <functional>
#include <map>
#include <stdexcept>

namespace clausebook::views {
namespace {

constexpr std::string_view body_begins = "<!-- report -->";
constexpr std::string_view body_ends = "<!-- /report -->";

/// What a piece of a chapter can be; it is one of them, the others are null.
constexpr const char* piece_names[] = {"annex",         "heading",  "verdict",  "facts",         "fixed",
                                       "sheet",         "figures",  "counts",   "audit",         "matrix",
                                       "clause_matrix", "rotation", "findings", "opportunities", "earlier",
                                       "checklist",     "people",   "evidence", "signatures",    "not_part"};

Tree piece()
{
    Tree blank = Tree::object();
    for (const auto* name : piece_names) blank[name] = Tree();
    return blank;
}

/// Puts the pieces of a chapter together: facts that follow each other stand in one table.
class Chapter {
public:
    Chapter(const ReportText& r, const ReportChapter& chapter)
        : r_(r), kind_(kind_for(r.dossier.audit.type)), chapter_(chapter), lettered_(chapter.key == "annexes")
    {
        for (const auto& part : chapter.parts) add(part);
        flush();
    }

    Tree view() const
    {
        return {{"number", std::string(chapter_.number)},
                {"anchor", "c-" + std::string(chapter_.key)},
                {"title", r_.text(title())},
                {"apart", chapter_.key == "results" || lettered_},
                {"wide", chapter_.key == "matrix"},
                {"parts", parts_}};
    }

    /// The lines of the table of contents: the chapter, and its annexes.
    void add_contents(Tree& contents) const
    {
        contents.push_back({{"number", std::string(chapter_.number)},
                            {"anchor", "c-" + std::string(chapter_.key)},
                            {"title", r_.text(title())},
                            {"sub", false}});
        for (const auto& annex : annexes_) contents.push_back(annex);
    }

private:
    std::string title() const
    {
        return chapter_.title == "report.clause_matrix" ? clause_matrix_title(r_.dossier.organization)
                                                        : std::string(chapter_.title);
    }

    void add(const ReportPart& part)
    {
        using enum ReportPart::Kind;
        switch (part.kind) {
        case Sheet:
        case Rows:
            return add_sheet(part);
        case Said:
            return add_said(part);
        case Fixed:
            return push(part, "fixed", r_.text("report." + std::string(part.name)));
        case NotPart:
            return add_not_part(part);
        case Block:
            return add_block(part);
        }
    }

    void add_sheet(const ReportPart& part)
    {
        if (!keeps(kind_, part.name)) return;
        const auto& sheet = *find_sheet(part.name);
        if (sheet.rows == clausebook::Sheet::Rows::One) return add_facts(part, sheet_facts(r_, sheet));
        const bool must = part.kind == ReportPart::Kind::Sheet;
        auto table = sheet_table(r_, sheet, must ? Given::Required : Given::Optional);
        if (must || !table.find("rows")->items()->empty()) push(part, "sheet", std::move(table));
    }

    void add_said(const ReportPart& part)
    {
        if (!concludes(kind_, part.name)) return;
        for (const auto& field : conclusion_fields()) {
            if (field.name != part.name) continue;
            const auto& text = r_.dossier.conclusion.*field.text;
            const bool missing = trimmed(text).empty();
            if (part.name == "overall_conclusion")
                return push(part, "verdict", {{"lines", paragraphs(text)}, {"missing", missing}});
            const bool must =
                std::find(kind_.concluded.begin(), kind_.concluded.end(), part.name) != kind_.concluded.end();
            const std::string key(part.name == "recommendations" ? "recommendations_for_programme"
                                                                 : part.name);
            auto facts = Tree::list();
            facts.push_back(r_.fact(key, text, must ? Given::Required : Given::Optional));
            return add_facts(part, facts);
        }
    }

    /// Alone in its chapter it says so there, else among the facts.
    void add_not_part(const ReportPart& part)
    {
        if (chapter_.parts.size() == 1) return push(part, "not_part", true);
        auto facts = Tree::list();
        facts.push_back(r_.not_part(part.name));
        add_facts(part, facts);
    }

    void add_block(const ReportPart& part)
    {
        static const std::map<std::string_view, std::function<Tree(const ReportText&)>> facts = {
            {"latest_stage2", latest_stage2_facts},
            {"cycle", certificate_facts},
            {"due", due_facts},
            {"expiry", expiry_facts},
            {"cycle_record", cycle_record_facts},
            {"new_cycle", new_cycle_facts}};
        if (const auto found = facts.find(part.name); found != facts.end())
            return add_facts(part, found->second(r_));
        using Made = std::pair<const char*, std::function<Tree(const ReportText&)>>;
        static const auto found_as = [](Which which) {
            return [which](const ReportText& r) {
                return findings_section(r, which);
            };
        };
        static const std::map<std::string_view, Made> pieces = {
            {"figures", {"figures", figures_section}},
            {"counts", {"counts", counts_section}},
            {"audit_data", {"audit", audit_section}},
            {"clause_results", {"matrix", matrix_section}},
            {"clause_matrix", {"clause_matrix", clause_matrix_section}},
            {"findings", {"findings", found_as(Which::All)}},
            {"nonconformities", {"findings", found_as(Which::Nonconformities)}},
            {"concerns", {"findings", found_as(Which::Concerns)}},
            {"remarks", {"findings", found_as(Which::Opportunities)}},
            {"opportunities", {"opportunities", opportunities_section}},
            {"rotation", {"rotation", rotation_section}},
            {"followed", {"earlier", earlier_section}},
            {"checklist", {"checklist", checklist_annex}},
            {"participants", {"people", people_annex}},
            {"evidence", {"evidence", evidence_annex}},
            {"signatures", {"signatures", signatures_section}},
        };
        const auto made = pieces.find(part.name);
        if (made == pieces.end()) return add_not_part(part);
        auto value = made->second.second(r_);
        if (value != Tree()) push(part, made->second.first, std::move(value));
    }

    void add_facts(const ReportPart& part, const Tree& more)
    {
        if (!part.heading.empty()) {
            flush();
            heading_ = part.heading;
        }
        for (const auto& fact : *more.items()) facts_.push_back(fact);
    }

    void flush()
    {
        if (facts_.items()->empty()) return;
        auto made = piece();
        made["facts"] = Tree{{"facts", facts_}};
        if (!heading_.empty()) name(made, heading_);
        parts_.push_back(std::move(made));
        facts_ = Tree::list();
        heading_ = {};
    }

    void push(const ReportPart& part, const char* name_of_piece, Tree value)
    {
        flush();
        auto made = piece();
        made[name_of_piece] = std::move(value);
        if (!part.heading.empty()) name(made, part.heading);
        parts_.push_back(std::move(made));
    }

    void name(Tree& made, std::string_view heading)
    {
        if (!lettered_) {
            made["heading"] = r_.text(heading);
            return;
        }
        const std::string letter(1, static_cast<char>('A' + annexes_.size()));
        const auto anchor = "annex-" + std::string(1, static_cast<char>('a' + annexes_.size()));
        made["annex"] = Tree{{"letter", letter}, {"anchor", anchor}, {"title", r_.text(heading)}};
        annexes_.push_back(
            {{"number", letter}, {"anchor", anchor}, {"title", r_.text(heading)}, {"sub", true}});
    }

    const ReportText& r_;
    const AuditKind& kind_;
    const ReportChapter& chapter_;
    bool lettered_;
    Tree parts_ = Tree::list();
    Tree facts_ = Tree::list();
    std::string_view heading_;
    std::vector<Tree> annexes_;
};

/// What stands around the chapters of a document of ours.
Tree frame_view(const ReportText& r, const std::string& name)
{
    const auto& dossier = r.dossier;
    Tree view = Tree::object();
    view["lang"] = str(r.language());
    view["stylesheet"] =
        resources::read("assets/css/report.css") + resources::read("templates/reports/paper.css");
    view["number"] = dossier.audit.key.str();
    view["title"] = dossier.audit.title;
    view["name"] = name;
    view["organization"] = dossier.organization.legal_name;
    view["lead"] = dossier.name(dossier.audit.lead);
    view["created"] = to_string(date_of(r.stamp.generated_at));
    view["draft"] = r.stamp.state == ReportState::Draft;
    view["demo"] = dossier.organization.demo;
    view["cover"] = cover_section(r, name);
    view["contents"] = Tree::list();
    return view;
}

/// Special audits and self-assessments have the shape of an internal audit's report.
std::string template_of(AuditType type)
{
    const bool of_house =
        type == AuditType::Internal || type == AuditType::SelfAssessment || type == AuditType::Special;
    return "reports/" + std::string(kind_for(of_house ? AuditType::Internal : type).report);
}

} // namespace

const std::string& report_title(AuditType type, Language language, const Catalogues& catalogues)
{
    return catalogues.text(language, "report.title." + str(type));
}

Tree audit_report_view(const Dossier& dossier, const ReportStamp& stamp, const Catalogues& catalogues)
{
    const ReportText r(dossier, stamp, catalogues);
    auto view = frame_view(r, report_title(dossier.audit.type, stamp.language, catalogues));
    for (const auto& of : report_chapters(dossier.audit.type)) {
        const Chapter chapter(r, of);
        view["chapter_" + std::string(of.key)] = chapter.view();
        chapter.add_contents(view["contents"]);
    }
    return view;
}

std::string audit_report(const Dossier& dossier, const ReportStamp& stamp, const Renderer& renderer,
                         const Catalogues& catalogues)
{
    return renderer.render(template_of(dossier.audit.type), audit_report_view(dossier, stamp, catalogues));
}

const std::string& clause_matrix_name(const Dossier& dossier, Language language, const Catalogues& catalogues)
{
    const bool guidance = dossier.organization.claim_profile == ClaimProfile::Guidance;
    return catalogues.text(language, guidance ? "report.alignment_matrix" : "report.statement_of_conformity");
}

std::string clause_matrix_document(const Dossier& dossier, const ReportStamp& stamp, const Renderer& renderer,
                                   const Catalogues& catalogues)
{
    const ReportText r(dossier, stamp, catalogues);
    static const std::vector<ReportChapter> chapters = {
        {{}, "audit_data", "report.audit_data", {{ReportPart::Kind::Block, "audit_data"}}},
        {{}, "matrix", "report.clause_matrix", {{ReportPart::Kind::Block, "clause_matrix"}}},
        {{}, "annexes", "report.annexes", {{ReportPart::Kind::Block, "evidence", "report.evidence_index"}}},
        {{}, "signatures", "report.statements", {{ReportPart::Kind::Block, "signatures"}}}};
    auto view = frame_view(r, clause_matrix_name(dossier, stamp.language, catalogues));
    for (const auto& of : chapters) {
        const Chapter chapter(r, of);
        view["chapter_" + std::string(of.key)] = chapter.view();
        chapter.add_contents(view["contents"]);
    }
    return renderer.render("reports/clause-matrix", view);
}

std::string report_body(const std::string& document)
{
    const auto begin = document.find(body_begins);
    const auto end = document.rfind(body_ends);
    if (begin == std::string::npos || end == std::string::npos || end < begin)
        throw std::logic_error("not a report of ours");
    return document.substr(begin, end - begin);
}

} // namespace clausebook::views
