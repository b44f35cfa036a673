#pragma once
// What is wrong with a checklist file.

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace clausebook::checklist {

/// One fault. Its sentence lies in the catalogues under "checklist_fault.<code>" and takes `parameters`
/// (docs/checklist-format.md lists the codes).
struct Fault {
    std::string code;
    std::map<std::string, std::string> parameters;
    int line = 0;      ///< from 1; 0 when no place in the file can be named (a file that is too large)
    int column = 0;    ///< from 1, in characters; 0 when only the line is known
    std::string where; ///< the question id ("7.4-Q2") or else the clause or group number around it, or ""

    friend bool operator==(const Fault&, const Fault&) = default;
};

/// The faults found so far. After `limit` of them only one more is kept, "too_many_faults": a file of another
/// kind would otherwise give one fault a line.
class Faults {
public:
    static constexpr std::size_t limit = 500;

    void add(Fault fault);

    bool empty() const { return list_.empty(); }

    /// In the order of the file.
    std::vector<Fault> sorted() const;

private:
    std::vector<Fault> list_;
};

} // namespace clausebook::checklist
