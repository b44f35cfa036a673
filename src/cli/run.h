#pragma once

namespace clausebook::cli {

/// Runs the program: one command of the table in cli/commands.cpp. Returns the exit code (rulings 33).
int run(int argc, char** argv);

} // namespace clausebook::cli
