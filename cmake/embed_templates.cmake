# cmake -DFOLDER=<src/command/templates> -DOUTPUT=<templates.cpp> -P embed_templates.cmake
#
# Writes a C++ file that holds every file below FOLDER: limbeck::command::templates().
file(GLOB_RECURSE files RELATIVE ${FOLDER} ${FOLDER}/*)
list(SORT files)
set(text "#include \"command/templates.hpp\"\n\nnamespace limbeck::command {\n\nconst std::vector<TemplateFile>& templates() {\n    static const std::vector<TemplateFile> files = {\n")
foreach(file IN LISTS files)
  file(READ ${FOLDER}/${file} content)
  get_filename_component(name ${file} NAME)
  get_filename_component(template ${file} DIRECTORY)
  string(APPEND text "        {\"${template}\", \"${name}\", R\"limbeck(${content})limbeck\"},\n")
endforeach()
string(APPEND text "    };\n    return files;\n}\n\n} // namespace limbeck::command\n")
file(WRITE ${OUTPUT} "${text}")
