#ifndef PLANRUN_POSTGRES_H
#define PLANRUN_POSTGRES_H

#include <stdbool.h>
#include <stdint.h>

/// One query to PostgreSQL by libpq, which is looked for and loaded when it is first asked and never before.
///
/// The query runs in a transaction that may only read. Where the address does not say otherwise, the server's certificate and name
/// are checked.

enum planrun_postgres_end {
    planrun_postgres_answered,
    /// libpq is not on this machine, or too old.
    planrun_postgres_no_library,
    /// There is no connection.
    planrun_postgres_unreachable,
    planrun_postgres_timed_out,
    /// The connection ended before the answer came.
    planrun_postgres_closed,
    /// The server refuses the query; `state` says why.
    planrun_postgres_refused,
};

struct planrun_postgres_cell {
    /// The type of the column, as the server numbers types.
    uint32_t type;
    bool is_null;
    /// Its text, as much as fits, and whether that is not all of it.
    char value[512];
    bool is_cut;
};

struct planrun_postgres_answer {
    enum planrun_postgres_end end;
    /// What libpq or the server says, with a 0 at its end; empty where nothing is wrong.
    char problem[1024];
    /// The five characters of the SQLSTATE; empty where there is none.
    char state[6];
    int rows, columns;
    /// The first two columns of the first row.
    struct planrun_postgres_cell cells[2];
};

/// Why libpq cannot be used, or NULL where it can; loads it.
const char *planrun_postgres_load(void);

/// Asks a query whose parameters are `$1`, `$2` and so on; waits no longer than the milliseconds.
///
/// All texts end with 0. `certificates` is a file of certificates to trust.
struct planrun_postgres_answer planrun_postgres_ask(
    const char *address, const char *certificates, const char *query, int count, const uint32_t *types,
    const char *const *values, int milliseconds);

#endif
