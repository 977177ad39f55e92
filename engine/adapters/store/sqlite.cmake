# giamsat_sqlite: the only SQLite in the process. Two copies would break each other's POSIX locks, so its symbols are
# hidden and no other target links one.
set(sqlite_lock "${CMAKE_CURRENT_LIST_DIR}/sqlite.lock")
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${sqlite_lock}")

file(STRINGS "${sqlite_lock}" pins REGEX "^sqlite3\\.")
foreach(pin IN LISTS pins)
  string(REPLACE " " ";" pin "${pin}")
  list(POP_FRONT pin file expected)
  if(NOT EXISTS "${GIAMSAT_SQLITE_DIR}/${file}")
    message(FATAL_ERROR "${file} is not in ${GIAMSAT_SQLITE_DIR}. Run ./dev build once: it fetches what sqlite.lock names.")
  endif()
  file(SHA256 "${GIAMSAT_SQLITE_DIR}/${file}" found)
  if(NOT found STREQUAL expected)
    message(FATAL_ERROR "${GIAMSAT_SQLITE_DIR}/${file} has SHA-256 ${found}, but sqlite.lock asks for ${expected}.")
  endif()
endforeach()

add_library(giamsat_sqlite STATIC "${GIAMSAT_SQLITE_DIR}/sqlite3.c")
set_target_properties(giamsat_sqlite PROPERTIES C_VISIBILITY_PRESET hidden)
target_include_directories(giamsat_sqlite SYSTEM PUBLIC "${GIAMSAT_SQLITE_DIR}")
target_link_libraries(giamsat_sqlite PRIVATE giamsat_hardening)
# EXTRA from the first byte: a rollback journal whose deletion was not yet durable could come back hot and drop the WAL.
# fdatasync is named because SQLite falls back to the slower fsync when it is not told. ATTACH is closed at run time
# and not here, since VACUUM INTO (our backup) attaches its target.
target_compile_definitions(giamsat_sqlite PRIVATE
    SQLITE_THREADSAFE=1 SQLITE_DEFAULT_SYNCHRONOUS=3 SQLITE_DEFAULT_WAL_SYNCHRONOUS=3 HAVE_FDATASYNC=1 HAVE_USLEEP=1
    HAVE_LOCALTIME_R=1 SQLITE_DQS=0 SQLITE_DEFAULT_FOREIGN_KEYS=1 SQLITE_TRUSTED_SCHEMA=0 SQLITE_SECURE_DELETE=1
    SQLITE_OMIT_LOAD_EXTENSION SQLITE_OMIT_SHARED_CACHE SQLITE_OMIT_DEPRECATED SQLITE_USE_URI=0
    SQLITE_MAX_MMAP_SIZE=0 SQLITE_MAX_EXPR_DEPTH=100 SQLITE_LIKE_DOESNT_MATCH_BLOBS SQLITE_DEFAULT_MEMSTATUS=0
    SQLITE_TEMP_STORE=2 SQLITE_ENABLE_API_ARMOR)
# Generated code: its own authors' warnings, its own aliasing habits.
target_compile_options(giamsat_sqlite PRIVATE -w -fno-strict-aliasing)
