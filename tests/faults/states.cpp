// Opens data directories as a start of the program does, one after the other, and verifies each: for
// power.py, which has thousands of them. Reads a directory a line; answers each with a line for everything
// that is wrong, and a blank one.

#include "store/verify.h"
#include "workspace/jobs.h"
#include "workspace/reports.h"
#include "workspace/workspace.h"

#include <iostream>
#include <sys/wait.h>
#include <unistd.h>

namespace clausebook {
namespace {

void verify(const std::filesystem::path& directory)
{
    Workspace workspace(directory);
    clear_up_reports(workspace);
    const Jobs jobs(workspace);
    const auto verdict = store::verify(workspace.directory());
    for (const auto& difference : verdict.differences) {
        std::cout << "verify: " << difference.code;
        for (const auto& [name, value] : difference.parameters) std::cout << ' ' << name << '=' << value;
        std::cout << '\n';
    }
}

int run(const std::filesystem::path& directory)
{
    try {
        verify(directory);
    } catch (const std::exception& broken) {
        std::cout << "does not start: " << broken.what() << '\n';
    }
    std::cout.flush();
    return 0;
}

} // namespace
} // namespace clausebook

int main()
{
    for (std::string directory; std::getline(std::cin, directory);) {
        const auto child =
            ::fork(); // each has a process of its own: what is unsure in one is not in the next
        if (child == 0) ::_exit(clausebook::run(directory));
        int status = 0;
        ::waitpid(child, &status, 0);
        if (status != 0) std::cout << "ended with " << status << '\n';
        std::cout << std::endl;
    }
}
