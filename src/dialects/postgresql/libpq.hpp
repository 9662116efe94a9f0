#pragma once

#include <libpq-fe.h>

namespace limbeck::dialects::postgresql {

/// The functions of libpq that limbeck calls, each named as there without PQ.
#define LIMBECK_LIBPQ_FUNCTIONS(X)                                                                                     \
    X(cancel)                                                                                                          \
    X(clear)                                                                                                           \
    X(cmdStatus)                                                                                                       \
    X(cmdTuples)                                                                                                       \
    X(conndefaults)                                                                                                    \
    X(connectPoll)                                                                                                     \
    X(connectStartParams)                                                                                              \
    X(conninfoFree)                                                                                                    \
    X(consumeInput)                                                                                                    \
    X(errorMessage)                                                                                                    \
    X(finish)                                                                                                          \
    X(flush)                                                                                                           \
    X(fname)                                                                                                           \
    X(freeCancel)                                                                                                      \
    X(freemem)                                                                                                         \
    X(ftype)                                                                                                           \
    X(getCancel)                                                                                                       \
    X(getCopyData)                                                                                                     \
    X(getResult)                                                                                                       \
    X(getisnull)                                                                                                       \
    X(getlength)                                                                                                       \
    X(getvalue)                                                                                                        \
    X(host)                                                                                                            \
    X(isBusy)                                                                                                          \
    X(nfields)                                                                                                         \
    X(ntuples)                                                                                                         \
    X(parameterStatus)                                                                                                 \
    X(putCopyData)                                                                                                     \
    X(putCopyEnd)                                                                                                      \
    X(resultErrorField)                                                                                                \
    X(resultErrorMessage)                                                                                              \
    X(resultStatus)                                                                                                    \
    X(sendQuery)                                                                                                       \
    X(setErrorVerbosity)                                                                                               \
    X(setNoticeReceiver)                                                                                               \
    X(socket)                                                                                                          \
    X(status)                                                                                                          \
    X(transactionStatus)                                                                                               \
    X(unescapeBytea)

/// PostgreSQL's client library, loaded when a connection is wanted: it brings some twenty libraries with it, which cost
/// more than all the rest of a command that needs no server.
struct Libpq {
#define LIMBECK_LIBPQ_MEMBER(name) decltype(&::PQ##name) name;
    LIMBECK_LIBPQ_FUNCTIONS(LIMBECK_LIBPQ_MEMBER)
#undef LIMBECK_LIBPQ_MEMBER
};

/// The library; it stays loaded until the program ends. Error(Database) when this machine has none, or one that is too
/// old.
const Libpq& pq();

} // namespace limbeck::dialects::postgresql
