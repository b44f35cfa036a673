#pragma once
// What every part of a report is written with: words, dates, facts, marks.

#include "core/audit/dossier.h"
#include "core/audit/report.h"
#include "core/base/tree.h"
#include "views/catalogue.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clausebook::views {

/// What stands around the dossier in a report: who signed, when, which revision.
struct ReportStamp {
    Language language = Language::en;
    ReportState state = ReportState::Draft;
    int revision = 1;
    std::string reason; ///< of a correction
    Id<Person> prepared_by;
    std::optional<Date> prepared_on;
    Id<Person> issued_by;
    std::optional<Date> issued_on;
    LocalTime
        generated_at{}; ///< of a draft the moment of the journal's last entry, so that it is the same twice
    std::string data_hash;   ///< SHA-256 of the data file
    std::string fingerprint; ///< of the key this house signs packs with; "" while it has none
};

/// Whether a fact may be absent.
enum class Given { Required, Optional };

class ReportText {
public:
    ReportText(const Dossier& told, const ReportStamp& of, const Catalogues& catalogues)
        : dossier(told), stamp(of), catalogues_(catalogues)
    {
    }

    const Dossier& dossier;
    const ReportStamp& stamp;

    Language language() const { return stamp.language; }
    const Catalogues& catalogues() const { return catalogues_; }
    const std::string& text(std::string_view key) const { return catalogues_.text(stamp.language, key); }
    std::string text(std::string_view key, const Catalogues::Parameters& parameters) const
    {
        return catalogues_.text(stamp.language, key, parameters);
    }
    /// The words of a code: word("grade", "MAJOR").
    const std::string& word(std::string_view kind, std::string_view code) const
    {
        return text(std::string(kind) + "." + std::string(code));
    }
    std::string date(const std::optional<Date>& day) const; ///< "" for none
    std::string percent(const Share& share) const;          ///< "–" of nothing

    /// A line of a table of facts, "report_field.<key>" its label: {label, lines, missing, none}. `none` is
    /// true for an absent optional fact and for the single word that says there is nothing.
    Tree fact(std::string_view key, std::string_view text, Given given = Given::Required) const;
    Tree fact(std::string_view key, std::vector<std::string> lines, Given given = Given::Required) const;
    /// The same under a label of its own.
    Tree fact_of(const std::string& label, std::vector<std::string> lines,
                 Given given = Given::Required) const;
    /// A fact no part of the product can fill yet.
    Tree not_part(std::string_view key) const;

    /// One cell of a table: {text, missing}.
    Tree cell(const std::string& text, Given given = Given::Required) const;

    /// A result, status or grade as shape, colour and word: {label, path, dash, color}.
    Tree mark(Mark mark) const;
    Tree mark(ClauseStatus status) const;
    Tree mark(Grade grade) const;

    /// The marks a count of results names, as printed. Those that an issued report has none of, a
    /// nonconformity without a finding, a concern and "not yet", are named where there are any.
    std::vector<Mark> marks() const;

    /// The site of an answer or finding: its name, or "All sites".
    std::string site(const std::string& key) const;

    /// Evidence of an answer or finding: {number, version, title, locator}.
    Tree evidence(const LinkTarget& target) const;

private:
    Tree shaped(std::string_view shape, const std::string& label) const;

    const Catalogues& catalogues_;
};

/// The lines of a text as people wrote it, blank ones dropped.
Tree paragraphs(std::string_view text);

/// The sentence of the claim profile that was chosen, never another; "" when the scheme or the clauses it
/// names are not known (domain C.7).
std::string claim_sentence(const Dossier& dossier, const Catalogues& catalogues, Language language);

/// What stands in the place of a file: "By reference: kept by ..., seen by ... on ..."; "" for evidence that
/// is not by reference. Of a nameless record without a word that somebody wrote.
std::string reference_said(const Dossier& dossier, const DossierEvidence& evidence,
                           const Catalogues& catalogues, Language language);

} // namespace clausebook::views
