#include "store/issued_figures.h"

#include "store/database.h"
#include "store/errors.h"
#include "store/files.h"

#include <Poco/Exception.h>
#include <Poco/JSON/Object.h>
#include <Poco/JSON/Parser.h>

namespace clausebook::store {
namespace {

Tally tally_of(const Poco::JSON::Object& said)
{
    Tally tally;
    tally.questions = said.getValue<int>("questions");
    tally.seen = said.getValue<int>("seen");
    tally.stand = said.getValue<int>("stand");
    tally.evidenced = said.getValue<int>("evidenced");
    const auto marks = said.getObject("marks");
    for (const auto mark : all_marks)
        tally.by_mark.at(static_cast<std::size_t>(mark)) = marks->getValue<int>(std::string(str(mark)));
    return tally;
}

} // namespace

std::optional<IssuedFigures> issued_figures(const std::filesystem::path& file, const std::string& hash)
{
    try {
        const auto bytes = read_file(file);
        if (sha256(bytes) != hash) return std::nullopt;
        const auto data = Poco::JSON::Parser().parse(bytes).extract<Poco::JSON::Object::Ptr>();
        IssuedFigures figures;
        figures.whole = tally_of(*data->getObject("progress")->getObject("whole"));
        const auto findings = data->getArray("findings");
        for (unsigned i = 0; i < findings->size(); ++i)
            if (const auto grade = parse_grade(findings->getObject(i)->getValue<std::string>("grade")))
                ++figures.findings[*grade];
        return figures;
    } catch (const DamagedData&) {
        return std::nullopt;
    } catch (const Poco::Exception&) {
        return std::nullopt;
    }
}

} // namespace clausebook::store
