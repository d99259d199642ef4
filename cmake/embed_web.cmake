# Puts the files of a directory into the program, each as it is and, where that is smaller, gzip'd and brotli'd.
#   cmake -DDIR=web/build -DWORK=dir-for-the-compressed-forms -DOUT=file.cpp -DFUNCTION=embedded_files -P embed_web.cmake
# OUT gets a function that returns the table of src/http/static_files.h, sorted by path. The bytes come in through
# the assembler's .incbin, which takes no time whatever their size. Without DIR the table is empty.
# Inline scripts of .html files are listed as the hash sources that a Content-Security-Policy names them by.
cmake_policy(VERSION 3.25)

function(type_of name out)
  string(REGEX MATCH "[^.]+$" extension "${name}")
  set(type_html "text/html; charset=utf-8")
  set(type_js "text/javascript; charset=utf-8")
  set(type_mjs "text/javascript; charset=utf-8")
  set(type_css "text/css; charset=utf-8")
  set(type_txt "text/plain; charset=utf-8")
  set(type_json "application/json")
  set(type_webmanifest "application/manifest+json")
  set(type_xml "application/xml")
  set(type_wasm "application/wasm")
  set(type_svg "image/svg+xml")
  set(type_png "image/png")
  set(type_jpg "image/jpeg")
  set(type_jpeg "image/jpeg")
  set(type_webp "image/webp")
  set(type_avif "image/avif")
  set(type_gif "image/gif")
  set(type_ico "image/x-icon")
  set(type_woff2 "font/woff2")
  set(type_mp3 "audio/mpeg")
  set(type_ogg "audio/ogg")
  if(DEFINED type_${extension})
    set(${out} "${type_${extension}}" PARENT_SCOPE)
  else()
    set(${out} "application/octet-stream" PARENT_SCOPE)
  endif()
endfunction()

function(base64_of_hex hex out)
  set(alphabet "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
  set(result "")
  # 32 bytes are ten groups of three and one of two.
  foreach(group RANGE 10)
    math(EXPR at "${group} * 6")
    string(SUBSTRING "${hex}00" ${at} 6 digits)
    foreach(shift 18 12 6 0)
      math(EXPR index "(0x${digits} >> ${shift}) & 63")
      string(SUBSTRING "${alphabet}" ${index} 1 letter)
      string(APPEND result "${letter}")
    endforeach()
  endforeach()
  string(SUBSTRING "${result}" 0 43 result)
  set(${out} "${result}=" PARENT_SCOPE)
endfunction()

# Scripts with a src attribute are files and need no hash.
function(script_hashes_of file out)
  file(READ "${file}" rest)
  set(found "")
  while(TRUE)
    string(FIND "${rest}" "<script" start)
    if(start EQUAL -1)
      break()
    endif()
    string(SUBSTRING "${rest}" ${start} -1 rest)
    string(FIND "${rest}" ">" tag_end)
    string(FIND "${rest}" "</script>" script_end)
    if(tag_end EQUAL -1 OR script_end EQUAL -1)
      message(FATAL_ERROR "${file}: a <script> without an end")
    endif()
    string(SUBSTRING "${rest}" 0 ${tag_end} tag)
    math(EXPR tag_end "${tag_end} + 1")
    math(EXPR length "${script_end} - ${tag_end}")
    string(SUBSTRING "${rest}" ${tag_end} ${length} script)
    if(NOT tag MATCHES "[ \t\n]src=")
      string(SHA256 hex "${script}")
      base64_of_hex(${hex} hash)
      string(APPEND found " 'sha256-${hash}'")
    endif()
    string(SUBSTRING "${rest}" ${script_end} -1 rest)
  endwhile()
  string(STRIP "${found}" found)
  set(${out} "${found}" PARENT_SCOPE)
endfunction()

# Sets `out` to the compressed file, or to "" when it is not smaller.
function(compressed file target out)
  execute_process(COMMAND ${ARGN} INPUT_FILE "${file}" OUTPUT_FILE "${target}" COMMAND_ERROR_IS_FATAL ANY)
  file(SIZE "${file}" before)
  file(SIZE "${target}" after)
  set(${out} "" PARENT_SCOPE)
  if(after LESS before)
    set(${out} "${target}" PARENT_SCOPE)
  endif()
endfunction()

function(add_bytes symbol file)
  set(bytes_text "${bytes_text}asm(\".section .rodata\\n${symbol}: .incbin \\\"${file}\\\"\\n${symbol}_end:\\n\"
    \".byte 0\\n.global ${symbol}, ${symbol}_end\\n.text\\n\");
extern \"C\" const char ${symbol}[], ${symbol}_end[];\n" PARENT_SCOPE)
endfunction()

set(bytes_text "")
set(rows "")
set(count 0)
if(DIR)
  file(GLOB_RECURSE files RELATIVE "${DIR}" "${DIR}/*")
  list(SORT files)
  if(NOT files)
    message(FATAL_ERROR "${DIR} holds no files")
  endif()
  file(REMOVE_RECURSE "${WORK}")
  file(MAKE_DIRECTORY "${WORK}")
  foreach(name IN LISTS files)
    # The compressed forms that a web build may have made itself are made here anyway.
    if(name MATCHES "\\.(br|gz)$")
      continue()
    endif()
    set(file "${DIR}/${name}")
    type_of("${name}" type)
    file(SHA256 "${file}" etag)
    string(SUBSTRING "${etag}" 0 24 etag)
    set(gzip "")
    set(brotli "")
    set(hashes "")
    if(NOT type MATCHES "^(image/(png|jpeg|webp|avif|gif)|font/woff2|audio/)")
      compressed("${file}" "${WORK}/${count}.gz" gzip gzip -9 -n -c)
      compressed("${file}" "${WORK}/${count}.br" brotli brotli -q 11 -c)
    endif()
    if(name MATCHES "\\.html$")
      script_hashes_of("${file}" hashes)
    endif()
    set(row "    {\"/${name}\", \"${type}\", \"\\\"${etag}\\\"\"")
    foreach(form file gzip brotli)
      set(symbol "kith_${FUNCTION}_${count}_${form}")
      if(${form} STREQUAL "")
        string(APPEND row ", {}")
      else()
        add_bytes(${symbol} "${${form}}")
        string(APPEND row ", between(${symbol}, ${symbol}_end)")
      endif()
    endforeach()
    string(APPEND rows "${row}, \"${hashes}\"},\n")
    math(EXPR count "${count} + 1")
  endforeach()
endif()

set(text "#include \"http/static_files.h\"\n\n")
if(count GREATER 0)
  string(APPEND text "${bytes_text}
namespace kith::http {
namespace {
std::string_view between(const char* begin, const char* end) {
  return {begin, static_cast<std::size_t>(end - begin)};
}
}  // namespace

std::span<const StaticFile> ${FUNCTION}() {
  static const StaticFile files[] = {
${rows}  };
  return files;
}
}  // namespace kith::http
")
else()
  string(APPEND text "namespace kith::http {
std::span<const StaticFile> ${FUNCTION}() { return {}; }
}  // namespace kith::http
")
endif()
file(WRITE "${OUT}" "${text}")
