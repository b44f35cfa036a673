#pragma once
// What packs are made with beside an audit's records: words, and the program that checks them.

#include "packs/sheets/contents.h"
#include "views/catalogue.h"

#include <string>

namespace clausebook {

packs::Words words_in(Language language, const views::Catalogues& catalogues);

/// verify.py as a pack brings it: src/packs/verify.py with the sentences of both languages filled in.
std::string verify_program(const views::Catalogues& catalogues);

} // namespace clausebook
