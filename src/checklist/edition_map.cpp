#include "checklist/edition_map.h"

#include "checklist/document.h"
#include "checklist/interpret.h"
#include "checklist/shape.h"

namespace clausebook::checklist {
namespace {

class MapReader {
public:
    explicit MapReader(Faults& faults) : faults_(faults) {}

    EditionMap map(const Element& root)
    {
        EditionMap made;
        made.standard = text_of(root, "standard");
        if (!parse_standard(made.standard)) report("bad_standard", {{"value", made.standard}}, root);
        for (const auto& word : words(text_of(root, "from"))) {
            const auto edition = parse_edition(word);
            if (!edition) report("bad_edition", {{"value", word}}, root);
            made.from.push_back(edition.value_or(0));
        }
        const auto to = text_of(root, "to");
        made.to = parse_edition(to).value_or(0);
        if (made.to == 0) report("bad_edition", {{"value", to}}, root);
        for (const auto edition : made.from)
            if (edition >= made.to) report("bad_edition", {{"value", std::to_string(edition)}}, root);
        made.note = localized(root, "note");
        for (const auto& element : root.children)
            if (element.name == "change") made.moves.push_back(move(element));
        std::size_t place = 0;
        for (const auto& element : root.children) {
            if (element.name != "change") continue;
            const auto& made_of_it = made.moves.at(place++);
            if (const auto fault = fault_of(made, made_of_it); !fault.empty())
                report(fault.c_str(), {{"clause", name_of(made_of_it)}}, element, name_of(made_of_it));
        }
        return made;
    }

private:
    static std::string text_of(const Element& element, std::string_view name)
    {
        const auto* value = element.attribute(name);
        return value ? *value : std::string();
    }

    static std::string name_of(const ClauseMove& move)
    {
        return move.now ? move.now->str() : move.was ? move.was->str() : std::string();
    }

    void report(const char* code, std::map<std::string, std::string> parameters, const Element& at,
                const std::string& where = {})
    {
        faults_.add({code, std::move(parameters), at.line, at.column, where});
    }

    std::optional<ClauseNumber> clause(const Element& element, std::string_view name)
    {
        const auto* value = element.attribute(name);
        if (!value) return std::nullopt;
        auto number = ClauseNumber::parse(*value);
        if (!number || number->has_letter()) report("bad_clause_number", {{"value", *value}}, element);
        return number;
    }

    ClauseMove move(const Element& element)
    {
        ClauseMove made;
        made.was = clause(element, "was");
        made.now = clause(element, "now");
        const auto kind = parse_clause_change(text_of(element, "kind"));
        if (!kind) report("bad_change", {{"value", text_of(element, "kind")}}, element, name_of(made));
        made.change = kind.value_or(ClauseChange::Same);
        made.title = localized(element, "title");
        made.remark = localized(element, "remark");
        return made;
    }

    Faults& faults_;
};

} // namespace

EditionMapReading read_edition_map(std::string_view bytes)
{
    Faults faults;
    EditionMapReading reading;
    if (const auto root = parse(bytes, faults)) {
        check_shape(*root, faults, "edition-map");
        if (root->name == "edition-map") reading.map = MapReader(faults).map(*root);
    }
    if (!faults.empty()) reading.map.reset();
    reading.faults = faults.sorted();
    return reading;
}

} // namespace clausebook::checklist
