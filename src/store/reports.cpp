#include "store/reports.h"

#include "store/errors.h"

namespace clausebook::store {
namespace {

ReportState state_from(const Row& row)
{
    return row.text("state") == str(ReportState::Superseded) ? ReportState::Superseded : ReportState::Issued;
}

Report report_from(const Row& row)
{
    Report r;
    r.key = Id<Report>(row.text("key"));
    r.version = row.number("version");
    r.audit = Id<Audit>(row.text("audit"));
    r.revision = static_cast<int>(row.number("revision"));
    r.state = state_from(row);
    r.reason = row.text("reason");
    r.data_hash = row.text("data_hash");
    r.checkpoint_number = row.number("checkpoint_number");
    r.checkpoint_hash = row.text("checkpoint_hash");
    r.prepared_by = Id<Person>(row.text("prepared_by"));
    r.prepared_on = row.date("prepared_on").value();
    r.issued_by = Id<Person>(row.text("issued_by"));
    r.issued_at = row.instant("issued_at");
    return r;
}

ReportFile file_from(const Row& row)
{
    const auto language = parse_language(row.text("language"));
    if (!language) throw DamagedData("report file " + row.text("key"));
    return {row.text("key"),  row.number("version"), *language,          row.text("kind"),
            row.text("name"), row.text("sha256"),    row.number("bytes")};
}

void save_file(Writing& verb, const Report& report, const ReportFile& file)
{
    verb.put("report_file", report.key.str() + "/" + str(file.language) + "." + file.kind,
             {{"report", report.key.str()},
              {"language", str(file.language)},
              {"kind", file.kind},
              {"name", file.name},
              {"sha256", file.sha256},
              {"bytes", file.bytes}},
             file.version);
}

} // namespace

std::vector<Report> reports_of(const Reading& db, const Id<Audit>& audit)
{
    std::vector<Report> found;
    for (const auto& row :
         db.rows("SELECT * FROM report WHERE audit = ? ORDER BY revision DESC", {audit.str()}))
        found.push_back(report_from(row));
    for (const auto& row : db.rows("SELECT f.* FROM report_file f JOIN report r ON r.key = f.report "
                                   "WHERE r.audit = ? ORDER BY f.key",
                                   {audit.str()}))
        for (auto& report : found)
            if (report.key.str() == row.text("report")) report.files.push_back(file_from(row));
    return found;
}

std::optional<Report> report(const Reading& db, const Id<Audit>& audit, int revision)
{
    for (auto& each : reports_of(db, audit))
        if (each.revision == revision) return std::move(each);
    return std::nullopt;
}

void save(Writing& verb, const Report& r)
{
    verb.put("report", r.key.str(),
             {{"audit", r.audit.str()},
              {"revision", std::int64_t{r.revision}},
              {"state", str(r.state)},
              {"reason", r.reason},
              {"data_hash", r.data_hash},
              {"checkpoint_number", r.checkpoint_number},
              {"checkpoint_hash", r.checkpoint_hash},
              {"prepared_by", r.prepared_by.str()},
              {"prepared_on", to_string(r.prepared_on)},
              {"issued_by", r.issued_by.str()},
              {"issued_at", to_string(r.issued_at)}},
             r.version);
    if (r.version > 0) return;
    for (const auto& file : r.files) save_file(verb, r, file);
}

} // namespace clausebook::store
