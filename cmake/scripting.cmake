# The target limbeck_scripting: src/scripting/, CPython as a static library, and the frozen modules (the standard
# library, Mako and python/) as blobs that the assembler includes, with what python/packed.txt lists.

execute_process(
  COMMAND ${LIMBECK_PYTHON} -I -c
          "import sysconfig as s, sys; print(s.get_path('include'), s.get_config_var('LIBPL'), '%d.%d' % sys.version_info[:2], sep=';', end='')"
  OUTPUT_VARIABLE python_says RESULT_VARIABLE python_failed)
if(python_failed)
  message(FATAL_ERROR "LIMBECK_PYTHON=${LIMBECK_PYTHON} does not run; set it to a CPython that has a static library")
endif()
list(GET python_says 0 LIMBECK_PYTHON_INCLUDE)
list(GET python_says 1 LIMBECK_PYTHON_CONFIG)
list(GET python_says 2 LIMBECK_PYTHON_VERSION)
find_file(LIMBECK_PYTHON_ARCHIVE
          NAMES libpython${LIMBECK_PYTHON_VERSION}-pic.a libpython${LIMBECK_PYTHON_VERSION}.a
          PATHS ${LIMBECK_PYTHON_CONFIG} NO_DEFAULT_PATH)
if(NOT LIMBECK_PYTHON_ARCHIVE)
  message(FATAL_ERROR "no static libpython${LIMBECK_PYTHON_VERSION} in ${LIMBECK_PYTHON_CONFIG}; on Debian: apt install libpython3-dev")
endif()
find_path(PYBIND11_INCLUDE pybind11/pybind11.h REQUIRED)
find_package(EXPAT REQUIRED)
find_package(ZLIB REQUIRED)

add_library(limbeck_python STATIC IMPORTED)
set_target_properties(limbeck_python PROPERTIES IMPORTED_LOCATION ${LIMBECK_PYTHON_ARCHIVE})
target_include_directories(limbeck_python SYSTEM INTERFACE ${LIMBECK_PYTHON_INCLUDE} ${PYBIND11_INCLUDE})
target_link_libraries(limbeck_python INTERFACE EXPAT::EXPAT ZLIB::ZLIB ${CMAKE_DL_LIBS} m Threads::Threads)

set(frozen ${CMAKE_BINARY_DIR}/frozen)
file(MAKE_DIRECTORY ${frozen})
add_custom_command(
  OUTPUT ${frozen}/stdlib.bin
  COMMAND ${LIMBECK_PYTHON} -I -X utf8 ${PROJECT_SOURCE_DIR}/cmake/freeze.py stdlib ${frozen}/stdlib.bin ${frozen}/stdlib.d
  DEPENDS ${PROJECT_SOURCE_DIR}/cmake/freeze.py
  DEPFILE ${frozen}/stdlib.d
  COMMENT "Freezing the standard library" VERBATIM)
file(GLOB_RECURSE python_files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/python/*.py)
add_custom_command(
  OUTPUT ${frozen}/project.bin
  COMMAND ${LIMBECK_PYTHON} -I -X utf8 ${PROJECT_SOURCE_DIR}/cmake/freeze.py project ${frozen}/project.bin ${frozen}/project.d
          ${PROJECT_SOURCE_DIR}/python
  DEPENDS ${PROJECT_SOURCE_DIR}/cmake/freeze.py ${python_files}
  COMMENT "Freezing python/" VERBATIM)

add_custom_command(
  OUTPUT ${frozen}/packed.bin
  COMMAND ${LIMBECK_PYTHON} -I -X utf8 ${PROJECT_SOURCE_DIR}/cmake/freeze.py packed ${frozen}/packed.bin ${frozen}/packed.d
          ${PROJECT_SOURCE_DIR}/python/packed.txt ${frozen}/wheels
  DEPENDS ${PROJECT_SOURCE_DIR}/cmake/freeze.py ${PROJECT_SOURCE_DIR}/python/packed.txt
  DEPFILE ${frozen}/packed.d
  COMMENT "Packing SQLAlchemy and Alembic" VERBATIM)

add_custom_command(
  OUTPUT ${frozen}/compiled.bin
  COMMAND ${LIMBECK_PYTHON} -I -X utf8 ${PROJECT_SOURCE_DIR}/cmake/freeze.py compiled ${frozen}/compiled.bin ${frozen}/compiled.d
  DEPENDS ${PROJECT_SOURCE_DIR}/cmake/freeze.py
  DEPFILE ${frozen}/compiled.d
  COMMENT "Packing compiled modules of the standard library" VERBATIM)

foreach(blob stdlib project packed compiled)
  file(CONFIGURE OUTPUT ${frozen}/${blob}.S CONTENT "
    .section .rodata
    .balign 16
    .global limbeck_frozen_${blob}
    .hidden limbeck_frozen_${blob}
limbeck_frozen_${blob}:
    .incbin \"${frozen}/${blob}.bin\"
    .section .note.GNU-stack,\"\",%progbits
")
  set_source_files_properties(${frozen}/${blob}.S PROPERTIES OBJECT_DEPENDS ${frozen}/${blob}.bin)
endforeach()
add_custom_target(limbeck_frozen DEPENDS ${frozen}/stdlib.bin ${frozen}/project.bin ${frozen}/packed.bin
                  ${frozen}/compiled.bin)

# The frozen modules before the folder, for its tests are linked with them as well.
add_library(limbeck_frozen_objects OBJECT ${frozen}/stdlib.S ${frozen}/project.S ${frozen}/packed.S ${frozen}/compiled.S)
add_dependencies(limbeck_frozen_objects limbeck_frozen)

limbeck_folder(scripting USES migration autogenerate LINK limbeck_python)
target_sources(limbeck_scripting INTERFACE $<TARGET_OBJECTS:limbeck_frozen_objects>)
if(TARGET test_scripting)
  # Symbols that pybind11 hides must be hidden in the tests, too.
  target_compile_options(test_scripting PRIVATE -fvisibility=hidden)
endif()
if(TARGET limbeck_scripting)
  get_target_property(kind limbeck_scripting TYPE)
  if(kind STREQUAL "OBJECT_LIBRARY")
    target_compile_options(limbeck_scripting PRIVATE -fvisibility=hidden)
  endif()
endif()
