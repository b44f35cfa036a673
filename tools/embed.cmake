# Compiles the files the product carries into it: templates, catalogues, assets, checklists, migrations, demo evidence,
# the program that packs bring to check themselves, the one that reads Word files.
#
# Each folder is walked at configure time (CONFIGURE_DEPENDS re-walks it at each build); one assembler file takes the
# bytes in with .incbin, one C++ file lists them by path. src/resources/resources.h reads the list.

file(GLOB_RECURSE embedded_files CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR}
     templates/* assets/* checklists/* evidence/* src/store/migrations/*.sql src/packs/verify.py src/reading/*.py)
list(SORT embedded_files)

set(embed_dir ${CMAKE_BINARY_DIR}/embedded)
file(MAKE_DIRECTORY ${embed_dir})

# The one third-party asset: the Inter font, made from Debian's package into what browsers take.
set(inter_source /usr/share/fonts/truetype/inter-vf/Inter-roman.var.ttf)
find_program(WOFF2_COMPRESS woff2_compress REQUIRED)
if(NOT EXISTS ${embed_dir}/inter.woff2)
  if(NOT EXISTS ${inter_source})
    message(FATAL_ERROR "The Inter font is missing: install fonts-inter-variable (tools/run and tools/test do)")
  endif()
  file(COPY_FILE ${inter_source} ${embed_dir}/inter.ttf)
  execute_process(COMMAND ${WOFF2_COMPRESS} ${embed_dir}/inter.ttf OUTPUT_QUIET ERROR_QUIET COMMAND_ERROR_IS_FATAL ANY)
endif()

set(asm ".section .rodata\n")
set(externs "")
set(rows "")
set(n 0)
set(paths "")
set(dependencies "")
foreach(name ${embedded_files} assets/fonts/inter.woff2)
  if(name STREQUAL "assets/fonts/inter.woff2")
    set(path ${embed_dir}/inter.woff2)
  else()
    set(path ${CMAKE_SOURCE_DIR}/${name})
  endif()
  string(APPEND asm ".global clausebook_r${n}\nclausebook_r${n}:\n.incbin \"${path}\"\n.global clausebook_r${n}_end\nclausebook_r${n}_end:\n.byte 0\n")
  string(APPEND externs "extern const char clausebook_r${n}[]; extern const char clausebook_r${n}_end[];\n")
  string(APPEND rows "    {\"${name}\", clausebook_r${n}, clausebook_r${n}_end},\n")
  list(APPEND dependencies ${path})
  math(EXPR n "${n} + 1")
endforeach()
string(APPEND asm ".section .note.GNU-stack,\"\",%progbits\n")
file(CONFIGURE OUTPUT ${embed_dir}/embedded.S CONTENT "${asm}" @ONLY)
file(CONFIGURE OUTPUT ${embed_dir}/embedded.inc CONTENT "extern \"C\" {\n${externs}}\nconstexpr Row rows[] = {\n${rows}};\n" @ONLY)
set_source_files_properties(${embed_dir}/embedded.S PROPERTIES OBJECT_DEPENDS "${dependencies}")

add_library(clausebook_resources STATIC src/resources/resources.cpp ${embed_dir}/embedded.S)
target_include_directories(clausebook_resources PUBLIC src PRIVATE ${embed_dir})
target_link_libraries(clausebook_resources PRIVATE clausebook_options)
