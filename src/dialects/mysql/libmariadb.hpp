#pragma once

#include <mysql.h>

namespace limbeck::dialects::mysql {

/// The functions of libmariadb that limbeck calls. Those in pairs are its non-blocking interface: …_start() gives what
/// to wait for on the socket, …_cont() goes on after that.
#define LIMBECK_LIBMARIADB_FUNCTIONS(X)                                                                                \
    X(mariadb_get_info)                                                                                                \
    X(mysql_affected_rows)                                                                                             \
    X(mysql_close)                                                                                                     \
    X(mysql_errno)                                                                                                     \
    X(mysql_error)                                                                                                     \
    X(mysql_fetch_fields)                                                                                              \
    X(mysql_fetch_lengths)                                                                                             \
    X(mysql_fetch_row)                                                                                                 \
    X(mysql_field_count)                                                                                               \
    X(mysql_free_result)                                                                                               \
    X(mysql_get_server_info)                                                                                           \
    X(mysql_get_socket)                                                                                                \
    X(mysql_get_ssl_cipher)                                                                                            \
    X(mysql_get_timeout_value_ms)                                                                                      \
    X(mysql_init)                                                                                                      \
    X(mysql_insert_id)                                                                                                 \
    X(mysql_more_results)                                                                                              \
    X(mysql_next_result_cont)                                                                                          \
    X(mysql_next_result_start)                                                                                         \
    X(mysql_num_fields)                                                                                                \
    X(mysql_num_rows)                                                                                                  \
    X(mysql_options)                                                                                                   \
    X(mysql_options4)                                                                                                  \
    X(mysql_real_connect_cont)                                                                                         \
    X(mysql_real_connect_start)                                                                                        \
    X(mysql_real_query_cont)                                                                                           \
    X(mysql_real_query_start)                                                                                          \
    X(mysql_session_track_get_first)                                                                                   \
    X(mysql_sqlstate)                                                                                                  \
    X(mysql_store_result_cont)                                                                                         \
    X(mysql_store_result_start)                                                                                        \
    X(mysql_thread_id)

/// The client library of MySQL and MariaDB.
struct Libmariadb {
#define LIMBECK_LIBMARIADB_MEMBER(name) decltype(&::name) name;
    LIMBECK_LIBMARIADB_FUNCTIONS(LIMBECK_LIBMARIADB_MEMBER)
#undef LIMBECK_LIBMARIADB_MEMBER
};

/// The library; it stays loaded until the program ends. Error(Database) when this machine has none.
const Libmariadb& lib();

} // namespace limbeck::dialects::mysql
