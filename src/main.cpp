#include "cli/run.h"

int main(int argc, char** argv)
{
    return clausebook::cli::run(argc, argv);
}
