#include "views/reports/report_text.h"

#include "core/audit/claim.h"
#include "core/base/text.h"
#include "views/format.h"

#include <array>

namespace clausebook::views {
namespace {

/// Drawn in a square of 24, line by line, so that every mark reads in black and white too.
struct Shape {
    std::string_view name;
    const char* path;
    const char* dash;
    const char* color;
};

constexpr const char* circle = "M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18z";

const Shape& shape_of(std::string_view name)
{
    static const std::string ring = circle;
    static const std::string conforming = ring + "M8 12.4l2.8 2.8L16.2 9.4";
    static const std::string dashed = ring + "M8 12h8";
    static const std::string slashed = ring + "M6.2 17.8L17.8 6.2";
    static const std::array<Shape, 8> shapes = {{
        {"conforming", conforming.c_str(), "none", "#14733f"},
        {"ofi",
         "M9 17.8h6M10.2 20.8h3.6M9 17.8v-1.6c0-.9-.5-1.6-1.1-2.3a6 6 0 1 1 8.2 0c-.6.7-1.1 1.4-1.1 2.3v1.6",
         "none", "#1766c2"},
        {"minor", "M12 4.2L21 19.5H3zM12 10.2v4.2M12 16.7v.5", "none", "#b45309"},
        {"major", "M8.4 3h7.2L21 8.4v7.2L15.6 21H8.4L3 15.6V8.4zM12 7.8v5M12 15.8v.5", "none", "#c22a2a"},
        {"concern", "M12 3l9 9l-9 9l-9-9zM12 8.4v4.4M12 15.4v.5", "none", "#b45309"},
        {"na", dashed.c_str(), "none", "#5b6676"},
        {"unseen", slashed.c_str(), "none", "#5b6676"},
        {"none", circle, "3.4 3.35", "#5b6676"},
    }};
    for (const auto& shape : shapes)
        if (shape.name == name) return shape;
    return shapes.back();
}

Tree list_of(std::vector<std::string> texts)
{
    auto list = Tree::list();
    for (auto& text : texts) list.push_back(std::move(text));
    return list;
}

} // namespace

Tree paragraphs(std::string_view text)
{
    return list_of(lines(text));
}

std::string claim_sentence(const Dossier& dossier, const Catalogues& catalogues, Language language)
{
    const auto key = claim_key_for(dossier);
    const auto& scheme = dossier.organization.scheme_name;
    if (key.empty()) return {};
    return catalogues.text(language, key,
                           {{"scheme", scheme}, {"clauses", scheme}, {"standard", dossier.standard()}});
}

std::string ReportText::date(const std::optional<Date>& day) const
{
    return day ? shown(stamp.language, *day) : std::string();
}

std::string ReportText::percent(const Share& share) const
{
    return share.all == 0 ? "–" : shown_percent(stamp.language, share.percent());
}

Tree ReportText::fact(std::string_view key, std::string_view text, Given given) const
{
    return fact(key, lines(text), given);
}

Tree ReportText::fact(std::string_view key, std::vector<std::string> texts, Given given) const
{
    return fact_of(text("report_field." + std::string(key)), std::move(texts), given);
}

Tree ReportText::fact_of(const std::string& label, std::vector<std::string> texts, Given given) const
{
    const bool says_nothing = texts.size() == 1 && says_none(texts.front());
    const bool empty = texts.empty();
    Tree row = Tree::object();
    row["label"] = label;
    row["missing"] = empty && given == Given::Required;
    row["none"] = says_nothing || (empty && given == Given::Optional);
    row["not_part"] = false;
    row["lines"] = list_of(says_nothing ? std::vector<std::string>() : std::move(texts));
    return row;
}

Tree ReportText::not_part(std::string_view key) const
{
    auto row = fact(key, std::string_view(), Given::Optional);
    row["none"] = false;
    row["not_part"] = true;
    return row;
}

Tree ReportText::cell(const std::string& text, Given given) const
{
    const bool missing = trimmed(text).empty() && given == Given::Required;
    return {{"text", text}, {"missing", missing}};
}

Tree ReportText::shaped(std::string_view name, const std::string& label) const
{
    const auto& shape = shape_of(name);
    return {{"label", label}, {"path", shape.path}, {"dash", shape.dash}, {"color", shape.color}};
}

Tree ReportText::mark(Mark mark) const
{
    switch (mark) {
    case Mark::Conforms:
        return shaped("conforming", text("answer_short.C"));
    case Mark::Opportunity:
        return shaped("ofi", text("answer_short.OFI"));
    case Mark::Minor:
        return shaped("minor", text("answer_short.MINOR"));
    case Mark::Major:
        return shaped("major", text("answer_short.MAJOR"));
    case Mark::Concern:
        return shaped("concern", text("grade_short.AOC"));
    case Mark::Nonconforming:
        return shaped("minor", text("answer_short.NC"));
    case Mark::NotApplicable:
        return shaped("na", text("answer_short.NA"));
    case Mark::NotSeen:
        return shaped("unseen", text("answer_short.NS"));
    default:
        return shaped("none", text("answer_short.NONE"));
    }
}

std::vector<Mark> ReportText::marks() const
{
    const auto& whole = dossier.progress.whole;
    std::vector<Mark> named;
    for (const auto mark : {Mark::Conforms, Mark::Opportunity, Mark::Concern, Mark::Nonconforming,
                            Mark::Minor, Mark::Major, Mark::NotApplicable, Mark::NotSeen, Mark::NotYet}) {
        const bool passing = mark == Mark::Concern || mark == Mark::Nonconforming || mark == Mark::NotYet;
        if (!passing || whole.count(mark) > 0) named.push_back(mark);
    }
    return named;
}

Tree ReportText::mark(ClauseStatus status) const
{
    const auto& label = word("report.status", str(status));
    switch (status) {
    case ClauseStatus::Conforming:
        return shaped("conforming", label);
    case ClauseStatus::Opportunity:
        return shaped("ofi", label);
    case ClauseStatus::Minor:
        return shaped("minor", label);
    case ClauseStatus::Major:
        return shaped("major", label);
    case ClauseStatus::NotPlanned:
        return shaped("na", label);
    default:
        return shaped("none", label);
    }
}

Tree ReportText::mark(Grade grade) const
{
    const auto& label = word("grade", str(grade));
    switch (grade) {
    case Grade::MAJOR:
        return shaped("major", label);
    case Grade::MINOR:
        return shaped("minor", label);
    case Grade::AOC:
        return shaped("concern", label);
    default:
        return shaped("ofi", label);
    }
}

std::string ReportText::site(const std::string& key) const
{
    const auto* site = dossier.site(Id<Site>(key));
    return site ? site->name : text("report.all_sites");
}

Tree ReportText::evidence(const LinkTarget& target) const
{
    auto list = Tree::list();
    for (const auto* each : dossier.evidence_of(target)) {
        std::string locator;
        for (const auto& link : each->links)
            if (link.target == target && !each->is_nameless()) locator = link.locator;
        const auto title = each->is_nameless() ? text("report.withheld") : each->evidence.fields.title;
        list.push_back({{"number", each->evidence.key.str()},
                        {"version", version_name(*each)},
                        {"title", title},
                        {"locator", locator}});
    }
    return list;
}

std::string reference_said(const Dossier& dossier, const DossierEvidence& evidence,
                           const Catalogues& catalogues, Language language)
{
    const auto said =
        sentence_of(evidence.standing().fields,
                    {[&](const Id<Person>& person) { return dossier.name(person); },
                     [language](Date day) { return shown(language, day); },
                     [&](const std::string& key) { return catalogues.text(language, key); },
                     evidence.is_nameless() ? ReferencePrint::Named::No : ReferencePrint::Named::Yes});
    return said ? catalogues.text(language, said->key, said->parameters) : std::string();
}

} // namespace clausebook::views
