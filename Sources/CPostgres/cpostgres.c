#include "cpostgres.h"

#include <dlfcn.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

// What is used of libpq's interface, which has stayed as it is since its fifth version: so nothing of it is needed to build.
typedef struct pg_conn PGconn;
typedef struct pg_result PGresult;
typedef struct pg_cancel PGcancel;

enum { connection_ok = 0 };
enum { polling_failed = 0, polling_reading = 1, polling_writing = 2, polling_ok = 3 };
enum { command_ok = 1, tuples_ok = 2, single_tuple = 9 };
enum { field_of_state = 'C' };

static struct {
    PGconn *(*connect_start)(const char *const *, const char *const *, int);
    int (*connect_poll)(PGconn *);
    int (*socket)(const PGconn *);
    int (*status)(const PGconn *);
    char *(*error_message)(const PGconn *);
    void (*finish)(PGconn *);
    int (*send_query)(PGconn *, const char *);
    int (*send_query_params)(
        PGconn *, const char *, int, const uint32_t *, const char *const *, const int *, const int *, int);
    int (*single_row_mode)(PGconn *);
    int (*consume_input)(PGconn *);
    int (*is_busy)(PGconn *);
    PGresult *(*get_result)(PGconn *);
    int (*result_status)(const PGresult *);
    char *(*result_message)(const PGresult *);
    char *(*result_field)(const PGresult *, int);
    int (*rows)(const PGresult *);
    int (*columns)(const PGresult *);
    uint32_t (*type)(const PGresult *, int);
    int (*is_null)(const PGresult *, int, int);
    char *(*value)(const PGresult *, int, int);
    void (*clear)(PGresult *);
    PGcancel *(*get_cancel)(PGconn *);
    int (*cancel)(PGcancel *, char *, int);
    void (*free_cancel)(PGcancel *);
    void *(*set_notice_receiver)(PGconn *, void (*)(void *, const PGresult *), void *);
} lib;

static const char *problem_loading;

static void load(void) {
    void *handle = dlopen("libpq.so.5", RTLD_NOW | RTLD_LOCAL);
    if (!handle) {
        problem_loading = "libpq is not installed";
        return;
    }
    struct {
        const char *name;
        void **place;
    } functions[] = {
        {"PQconnectStartParams", (void **)&lib.connect_start},
        {"PQconnectPoll", (void **)&lib.connect_poll},
        {"PQsocket", (void **)&lib.socket},
        {"PQstatus", (void **)&lib.status},
        {"PQerrorMessage", (void **)&lib.error_message},
        {"PQfinish", (void **)&lib.finish},
        {"PQsendQuery", (void **)&lib.send_query},
        {"PQsendQueryParams", (void **)&lib.send_query_params},
        {"PQsetSingleRowMode", (void **)&lib.single_row_mode},
        {"PQconsumeInput", (void **)&lib.consume_input},
        {"PQisBusy", (void **)&lib.is_busy},
        {"PQgetResult", (void **)&lib.get_result},
        {"PQresultStatus", (void **)&lib.result_status},
        {"PQresultErrorMessage", (void **)&lib.result_message},
        {"PQresultErrorField", (void **)&lib.result_field},
        {"PQntuples", (void **)&lib.rows},
        {"PQnfields", (void **)&lib.columns},
        {"PQftype", (void **)&lib.type},
        {"PQgetisnull", (void **)&lib.is_null},
        {"PQgetvalue", (void **)&lib.value},
        {"PQclear", (void **)&lib.clear},
        {"PQgetCancel", (void **)&lib.get_cancel},
        {"PQcancel", (void **)&lib.cancel},
        {"PQfreeCancel", (void **)&lib.free_cancel},
        {"PQsetNoticeReceiver", (void **)&lib.set_notice_receiver},
    };
    for (size_t index = 0; index < sizeof functions / sizeof *functions; index++) {
        *functions[index].place = dlsym(handle, functions[index].name);
        if (!*functions[index].place) {
            problem_loading = "the libpq that is installed is too old";
            return;
        }
    }
}

static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/// Whether the socket is ready before the deadline.
static bool wait_for(PGconn *connection, short events, int64_t deadline) {
    int64_t rest = deadline - now();
    struct pollfd place = {.fd = lib.socket(connection), .events = events};
    return rest > 0 && poll(&place, 1, rest > 1 << 30 ? 1 << 30 : (int)rest) > 0;
}

/// What a server remarks on a query, any number of times and in any words, is nobody's: libpq would write it to standard error.
static void drop_notice(void *context, const PGresult *notice) {
    (void)context;
    (void)notice;
}

static void say(struct planrun_postgres_answer *answer, enum planrun_postgres_end end, const char *problem) {
    answer->end = end;
    snprintf(answer->problem, sizeof answer->problem, "%s", problem ? problem : "");
}

static bool join(PGconn *connection, int64_t deadline, struct planrun_postgres_answer *answer) {
    int next = polling_writing;
    while (next != polling_ok) {
        if (next == polling_failed || lib.socket(connection) < 0) {
            say(answer, planrun_postgres_unreachable, lib.error_message(connection));
            return false;
        }
        if (!wait_for(connection, next == polling_reading ? POLLIN : POLLOUT, deadline)) {
            say(answer, planrun_postgres_timed_out, "");
            return false;
        }
        next = lib.connect_poll(connection);
    }
    return true;
}

static void cancel(PGconn *connection) {
    char unused[256];
    PGcancel *cancel = lib.get_cancel(connection);
    if (!cancel) return;
    lib.cancel(cancel, unused, sizeof unused);
    lib.free_cancel(cancel);
}

/// The next result of what was sent; NULL where there is none any more or, as the answer then says, none in time.
static PGresult *next_result(PGconn *connection, int64_t deadline, struct planrun_postgres_answer *answer) {
    while (lib.is_busy(connection)) {
        if (!wait_for(connection, POLLIN, deadline)) {
            cancel(connection);
            say(answer, planrun_postgres_timed_out, "");
            return NULL;
        }
        if (!lib.consume_input(connection)) {
            say(answer, planrun_postgres_closed, lib.error_message(connection));
            return NULL;
        }
    }
    return lib.get_result(connection);
}

/// What a result says that is none of those that are wanted.
static void refuse(PGresult *result, struct planrun_postgres_answer *answer) {
    const char *message = lib.result_message(result);
    say(answer, planrun_postgres_refused, message && *message ? message : "it gives no rows");
    const char *state = lib.result_field(result, field_of_state);
    snprintf(answer->state, sizeof answer->state, "%s", state ? state : "");
}

static bool begin(PGconn *connection, int64_t deadline, struct planrun_postgres_answer *answer) {
    bool has_begun = false;
    if (lib.send_query(connection, "BEGIN READ ONLY")) {
        PGresult *result;
        while ((result = next_result(connection, deadline, answer))) {
            has_begun = lib.result_status(result) == command_ok;
            if (!has_begun) refuse(result, answer);
            lib.clear(result);
        }
    }
    if (!has_begun && answer->end == planrun_postgres_answered) {
        say(answer, planrun_postgres_closed, lib.error_message(connection));
    }
    return has_begun && answer->end == planrun_postgres_answered;
}

static void read_row(PGresult *result, struct planrun_postgres_answer *answer) {
    answer->columns = lib.columns(result);
    bool is_first = lib.rows(result) > 0 && answer->rows++ == 0;
    for (int column = 0; column < answer->columns && column < 2; column++) {
        struct planrun_postgres_cell *cell = &answer->cells[column];
        cell->type = lib.type(result, column);
        if (!is_first) continue;
        cell->is_null = lib.is_null(result, 0, column);
        int length = snprintf(cell->value, sizeof cell->value, "%s", lib.value(result, 0, column));
        cell->is_cut = length < 0 || (size_t)length >= sizeof cell->value;
    }
}

/// Reads the rows one after the other, and no more than two: of a wrong query there may be any number.
static void read_rows(PGconn *connection, int64_t deadline, struct planrun_postgres_answer *answer) {
    PGresult *result;
    bool is_wrong = false;
    while (!is_wrong && answer->rows < 2 && (result = next_result(connection, deadline, answer))) {
        int status = lib.result_status(result);
        is_wrong = status != single_tuple && status != tuples_ok;
        if (is_wrong) refuse(result, answer);
        else read_row(result, answer);
        lib.clear(result);
    }
    if (answer->rows > 1) cancel(connection);
    bool is_closed = lib.status(connection) != connection_ok;
    if (is_closed && (answer->end == planrun_postgres_answered || answer->state[0] == 0)) {
        say(answer, planrun_postgres_closed, lib.error_message(connection));
    }
}

const char *planrun_postgres_load(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, load);
    return problem_loading;
}

struct planrun_postgres_answer planrun_postgres_ask(
    const char *address, const char *certificates, const char *query, int count, const uint32_t *types,
    const char *const *values, int milliseconds) {
    struct planrun_postgres_answer answer = {0};
    const char *problem = planrun_postgres_load();
    if (problem) {
        say(&answer, planrun_postgres_no_library, problem);
        return answer;
    }
    int64_t deadline = now() + milliseconds;
    char options[128];
    snprintf(
        options, sizeof options, "-c default_transaction_read_only=on -c statement_timeout=%d", milliseconds);
    // What the address says counts before what stands ahead of it, and what follows it before the address.
    const char *names[] = {"sslmode", "sslrootcert", "application_name", "dbname", "options", NULL};
    const char *given[] = {"verify-full", certificates, "planrun", address, options, NULL};
    PGconn *connection = lib.connect_start(names, given, 1);
    if (!connection) {
        say(&answer, planrun_postgres_unreachable, "there is no memory");
        return answer;
    }
    lib.set_notice_receiver(connection, drop_notice, NULL);
    if (join(connection, deadline, &answer) && begin(connection, deadline, &answer)) {
        if (lib.send_query_params(connection, query, count, types, values, NULL, NULL, 0)) {
            lib.single_row_mode(connection);
            read_rows(connection, deadline, &answer);
        } else {
            say(&answer, planrun_postgres_closed, lib.error_message(connection));
        }
    }
    lib.finish(connection);
    return answer;
}
