// clausebook_bench: makes organizations of several sizes, and does with the bare libraries what the product
// does. bench/measure.py runs both and sets the figures side by side.

#include "ask.h"
#include "floor_server.h"
#include "organization.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <exception>
#include <functional>
#include <iostream>
#include <map>
#include <string>
#include <vector>

namespace {

using namespace clausebook::bench;
using Words = std::vector<std::string>;

/// Says what is made at its beginning and at every tenth of the way, with the seconds gone by.
Tell telling()
{
    return [before = std::string(), began = std::chrono::steady_clock::now()](const std::string& what,
                                                                              int done, int total) mutable {
        if (what == before && done % std::max(1, total / 10) != 0) return;
        const std::chrono::duration<double> gone = std::chrono::steady_clock::now() - began;
        std::cout << "   " << static_cast<int>(gone.count()) << " s: " << what << " " << done << " of "
                  << total << std::endl;
        before = what;
    };
}

struct Command {
    std::size_t words;
    const char* usage;
    std::function<int(const Words&)> run;
};

const std::map<std::string, Command>& commands()
{
    static const std::map<std::string, Command> all = {
        {"make",
         {2, "make FOLD DIR",
          [](const Words& w) {
              make_organization(w[1], {std::atoi(w[0].c_str())}, telling());
              return 0;
          }}},
        {"lengthen",
         {2, "lengthen DIR ENTRIES",
          [](const Words& w) {
              lengthen_journal(w[0], std::atoll(w[1].c_str()), telling());
              return 0;
          }}},
        {"ask",
         {5, "ask PORT REQUESTS CONNECTIONS RUNS FIRST",
          [](const Words& w) {
              return ask(std::atoi(w[0].c_str()), w[1], std::atoi(w[2].c_str()), std::atoi(w[3].c_str()),
                         std::atol(w[4].c_str()));
          }}},
        {"floor",
         {2, "floor DATABASE SCRATCH",
          [](const Words& w) {
              return serve_floor(w[0], w[1]);
          }}},
        {"journal",
         {1, "journal DATABASE",
          [](const Words& w) {
              return read_journal(w[0]);
          }}},
        {"zip",
         {2, "zip LIST TARGET",
          [](const Words& w) {
              return zip_files(w[0], w[1]);
          }}},
        {"cells",
         {2, "cells TABLE TARGET",
          [](const Words& w) {
              return write_cells(w[0], w[1]);
          }}},
    };
    return all;
}

} // namespace

int main(int argc, char** argv)
{
    const Words all(argv + 1, argv + argc);
    const auto found = all.empty() ? commands().end() : commands().find(all[0]);
    if (found == commands().end() || all.size() != found->second.words + 1) {
        for (const auto& [name, command] : commands())
            std::cerr << "clausebook_bench " << command.usage << "\n";
        return 64;
    }
    try {
        return found->second.run(Words(all.begin() + 1, all.end()));
    } catch (const std::exception& fault) {
        std::cerr << fault.what() << "\n";
        return 1;
    }
}
