#include "workspace/list_export.h"

#include "core/base/text.h"
#include "packs/csv.h"
#include "packs/workbook.h"
#include "packs/workbook_check.h"
#include "store/audits.h"
#include "store/errors.h"
#include "store/organization.h"
#include "store/passwords.h"
#include "store/people.h"
#include "workspace/audits.h"
#include "workspace/unproven.h"

#include <map>
#include <optional>
#include <set>
#include <system_error>

namespace clausebook {
namespace {

namespace fs = std::filesystem;

constexpr int rows_at_once = 500;

/// A file that goes with its last holder.
class PassingFile {
public:
    explicit PassingFile(fs::path path) : path_(std::move(path)) {}
    ~PassingFile()
    {
        std::error_code ignored;
        fs::remove(path_, ignored);
    }
    PassingFile(const PassingFile&) = delete;
    PassingFile& operator=(const PassingFile&) = delete;

    const fs::path& path() const { return path_; }

private:
    fs::path path_;
};

/// A list being written in either shape.
class ListWriter {
public:
    ListWriter(const ListPress& press, ListKind kind, const std::vector<std::string_view>& headings)
        : press_(press), name_(list_file_name(kind, press.language, press.workspace.today())),
          file_(std::make_shared<PassingFile>(press.workspace.directory().aside()
                                              / ("list-" + store::new_token().substr(0, 32))))
    {
        const auto title = text(title_of(kind));
        if (press.shape == ListShape::Csv) {
            csv_.emplace(file_->path(), press.language == Language::tr ? ';' : ',');
            std::vector<packs::Cell> cells;
            for (const auto heading : headings) cells.emplace_back(text(heading));
            csv_->row(cells);
            return;
        }
        packs::Properties properties;
        properties.title = title;
        if (const auto organization = store::organization(press.workspace.read()))
            properties.company = organization->legal_name;
        properties.footer = name_;
        properties.created = press.workspace.now();
        book_.emplace(file_->path(), properties);
        packs::Sheet sheet{title, {}};
        for (const auto heading : headings)
            sheet.columns.push_back({text(heading), 0, packs::Column::Wrap::Yes});
        book_->sheet(sheet);
    }

    template <typename Row>
    void row(const std::vector<ListColumn<Row>>& columns, const Row& row)
    {
        std::vector<packs::Cell> cells;
        for (const auto& column : columns) cells.push_back(cell_of(column.cell(row)));
        if (csv_)
            csv_->row(cells);
        else
            book_->row(cells);
    }

    ListFile finish()
    {
        if (csv_) {
            csv_->save();
            return {file_->path(), name_ + ".csv", "text/csv; charset=utf-8", file_};
        }
        const auto written = book_->save();
        if (const auto faults = packs::check_workbook(file_->path(), written); !faults.empty())
            throw std::runtime_error("a list came out unsound: " + faults.front().code);
        return {file_->path(), name_ + ".xlsx",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", file_};
    }

private:
    std::string text(std::string_view key) const { return press_.catalogues.text(press_.language, key); }

    packs::Cell cell_of(const ListCell& cell) const
    {
        if (const auto* plain = std::get_if<std::string>(&cell)) return {*plain};
        if (const auto* word = std::get_if<Word>(&cell)) return {text(word->key)};
        if (const auto* number = std::get_if<std::int64_t>(&cell)) return packs::Cell::whole(*number);
        if (const auto* date = std::get_if<Date>(&cell)) return {*date};
        if (const auto* instant = std::get_if<Instant>(&cell)) {
            const auto offset =
                press_.workspace.local(*instant).time_since_epoch() - instant->time_since_epoch();
            return packs::Cell::moment(*instant, std::chrono::duration_cast<std::chrono::minutes>(offset));
        }
        return {};
    }

    const ListPress& press_;
    std::string name_;
    std::shared_ptr<PassingFile> file_;
    std::optional<packs::CsvFile> csv_;
    std::optional<packs::Workbook> book_;
};

template <typename Row>
std::vector<std::string_view> headings_of(const std::vector<ListColumn<Row>>& columns)
{
    std::vector<std::string_view> headings;
    for (const auto& column : columns) headings.push_back(column.heading);
    return headings;
}

/// What a full disk looks like from inside a library is told as what it is.
template <typename Write>
ListFile written(const ListPress& press, const Write& write)
{
    try {
        return write();
    } catch (const std::exception&) {
        constexpr std::uintmax_t hardly_room = std::uintmax_t{64} * 1024;
        if (fs::space(press.workspace.directory().aside()).available < hardly_room)
            throw store::DiskFull("no room for a list");
        throw;
    }
}

} // namespace

std::vector<FindingListRow> finding_rows(const store::Reading& db, const std::vector<Finding>& findings)
{
    std::set<Id<Person>> auditors;
    for (const auto& finding : findings) auditors.insert(finding.auditor);
    const auto names = store::names_of(db, auditors);
    const auto proofs = store::correction_proofs(db, findings);
    std::map<Id<Audit>, FindingFrame> frames;
    std::vector<FindingListRow> rows;
    for (const auto& finding : findings) {
        if (!frames.contains(finding.audit))
            frames.emplace(finding.audit, store::finding_frame(db, finding.audit).value());
        const auto& frame = frames.at(finding.audit);
        const auto name = names.find(finding.auditor);
        rows.push_back(
            {finding, name == names.end() ? std::string() : name->second,
             due_next(finding.grade, finding.state,
                      deadlines(finding.grade, frame.kind, frame.closing_meeting), proofs.at(finding.key))});
    }
    return rows;
}

ListFile evidence_file(const ListPress& press, const Actor& actor, const store::EvidenceQuery& query)
{
    return written(press, [&] {
        const auto db = press.workspace.read();
        const auto names = store::all_names(db);
        const auto today = press.workspace.today();
        const auto& columns = evidence_columns();
        ListWriter writer(press, ListKind::Evidence, headings_of(columns));
        auto all = query;
        all.after.reset();
        all.limit = rows_at_once;
        do {
            auto page = store::evidence_page(db, all, actor, today);
            for (auto& evidence : page.rows) {
                const auto owner = names.find(evidence.fields.owner);
                writer.row(
                    columns,
                    {std::move(evidence), owner == names.end() ? std::string() : owner->second, today});
            }
            all.after = page.next;
        } while (all.after);
        return writer.finish();
    });
}

ListFile unproven_file(const ListPress& press, const Actor& actor, const std::string& standard,
                       const Id<Audit>& chosen)
{
    return written(press, [&] {
        const auto db = press.workspace.read();
        const auto names = store::all_names(db);
        const auto& columns = unproven_columns();
        ListWriter writer(press, ListKind::Unproven, headings_of(columns));
        const auto add = [&](const UnprovenQuestion& one) {
            auto shown = one.answers.front(); // a row a question, as on the page
            std::vector<std::string> notes;
            for (const auto& answer : one.answers)
                if (!answer.note.empty()) notes.push_back(answer.note);
            shown.note = joined(notes, " · ");
            std::vector<std::string> evidence;
            for (const auto& [number, state] : one.hanging)
                evidence.push_back(number.str() + ": "
                                   + press.catalogues.text(press.language, "evidence_state." + str(state)));
            const auto by = names.find(shown.by);
            writer.row(columns,
                       {shown, one.text, one.sites, joined(evidence, ", "),
                        by == names.end() ? std::string() : by->second});
        };
        UnprovenQuery query{chosen, {}, rows_at_once, standard};
        do {
            const auto page = unproven_in(press.workspace, db, actor, query, press.language);
            for (const auto& one : page.questions) add(one);
            query.after = page.next;
        } while (!query.after.empty());
        return writer.finish();
    });
}

ListFile finding_file(const ListPress& press, const store::FindingFilter& filter)
{
    return written(press, [&] {
        const auto db = press.workspace.read();
        const auto& columns = finding_columns();
        ListWriter writer(press, ListKind::Findings, headings_of(columns));
        Id<Finding> after;
        do {
            const auto page = store::findings(db, filter, after, rows_at_once);
            for (const auto& row : finding_rows(db, page.findings)) writer.row(columns, row);
            after = page.next;
        } while (!after.empty());
        return writer.finish();
    });
}

ListFile action_file(const ListPress& press, const store::ActionFilter& filter)
{
    return written(press, [&] {
        const auto db = press.workspace.read();
        const auto names = store::all_names(db);
        const auto today = press.workspace.today();
        const auto& columns = action_columns();
        ListWriter writer(press, ListKind::Actions, headings_of(columns));
        Id<Action> after;
        do {
            const auto page = store::actions(db, filter, after, rows_at_once, today);
            for (const auto& line : page.lines) {
                const auto owner = names.find(line.action.owner);
                writer.row(
                    columns,
                    {line.action, line.finding, owner == names.end() ? std::string() : owner->second, today});
            }
            after = page.next;
        } while (!after.empty());
        return writer.finish();
    });
}

ListFile empty_finding_file(const ListPress& press)
{
    return ListWriter(press, ListKind::Findings, headings_of(finding_columns())).finish();
}

} // namespace clausebook
