# How Kith's own libraries and tests are declared. One folder is one static library; its DEPENDS list is
# the list of folders whose headers it may include, and tools/check-deps holds it to that.

add_library(kith_flags INTERFACE)
target_include_directories(kith_flags INTERFACE ${CMAKE_SOURCE_DIR}/src)
target_compile_options(kith_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Werror
                                            # g++ 12 warns of its own std::string (GCC bug 105329).
                                            -Wno-restrict)
target_compile_definitions(kith_flags INTERFACE KITH_VERSION="${PROJECT_VERSION}")
if(KITH_SANITIZE)
  # What is left out is asked before every use of a pointer and costs a quarter of compiling; the address
  # sanitizer stops at nearly all of it too.
  target_compile_options(kith_flags INTERFACE -O1 -g1 -fsanitize=address,undefined
                                              -fno-sanitize=null,alignment,object-size
                                              # Between checks g++ 12 loses sight of what is set; the
                                              # binary that is shipped is compiled with this warning.
                                              -Wno-maybe-uninitialized
                                              -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(kith_flags INTERFACE -fsanitize=address,undefined)
endif()

# kith_library(NAME [DEPENDS kith_base ...] [PACKAGES Boost::json ...])
# Takes every .cpp of the calling folder (and of its engine folders sqlite/ and postgres/), and its schema/*.sql as the function NAME_schema() where there is one.
function(kith_library name)
  cmake_parse_arguments(arg "" "" "DEPENDS;PACKAGES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS *.cpp sqlite/*.cpp postgres/*.cpp)
  file(GLOB schema CONFIGURE_DEPENDS schema/*.sql)
  if(schema)
    set(generated ${CMAKE_CURRENT_BINARY_DIR}/${name}_schema.cpp)
    add_custom_command(
      OUTPUT ${generated}
      COMMAND ${CMAKE_COMMAND} -DNAME=${name} "-DFILES=${schema}" -DOUT=${generated}
              -P ${CMAKE_SOURCE_DIR}/cmake/embed_schema.cmake
      DEPENDS ${schema} ${CMAKE_SOURCE_DIR}/cmake/embed_schema.cmake
      VERBATIM)
    list(APPEND sources ${generated})
  endif()
  if(sources)
    add_library(${name} STATIC ${sources})
    target_link_libraries(${name} PUBLIC kith_flags ${arg_DEPENDS} PRIVATE ${arg_PACKAGES})
  else()
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE kith_flags ${arg_DEPENDS})
  endif()
endfunction()

# kith_test(NAME DEPENDS ...): every .cpp of the calling folder's test/ as one GoogleTest program.
function(kith_test name)
  if(NOT KITH_TESTS)
    return()
  endif()
  cmake_parse_arguments(arg "" "" "DEPENDS;PACKAGES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS test/*.cpp)
  if(NOT sources)
    return()
  endif()
  add_executable(${name}_test ${sources})
  target_link_libraries(${name}_test PRIVATE ${name} ${arg_DEPENDS} kith_flags GTest::gtest
                                             GTest::gmock GTest::gtest_main ${arg_PACKAGES})
  target_compile_definitions(${name}_test PRIVATE KITH_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  set_property(GLOBAL APPEND PROPERTY KITH_TESTS ${name}_test)
endfunction()
