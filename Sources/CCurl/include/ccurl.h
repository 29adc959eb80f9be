#ifndef PLANRUN_CURL_H
#define PLANRUN_CURL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// HTTP by libcurl, which is looked for and loaded when the first request is made and never before: most commands make none,
/// and to load it with what it stands on takes longer than to check a plan.
///
/// What is asked is always of HTTP/1.1, over TLS 1.2 or newer where it is `https`, with certificates and names of hosts
/// checked. There are no cookies and no `.netrc`, redirects are reported and not followed, and nothing but `http` and `https`
/// is asked; mail goes by `smtp` and `smtps`. Proxies are those of the environment (`http_proxy`, `https_proxy`, `no_proxy`), and none for this machine itself.

/// Loads libcurl. NULL where it is there, else why it is not; the text stays.
const char *planrun_curl_load(void);

/// A connection or some, with one request at a time.
struct planrun_curl;

enum planrun_curl_end {
    planrun_curl_answered,
    /// The address cannot be read.
    planrun_curl_bad_address,
    /// No host has that name: nothing was sent.
    planrun_curl_unknown_host,
    /// Nobody listens there: nothing was sent.
    planrun_curl_unreachable,
    planrun_curl_timed_out,
    /// The other side is not who it says, or cannot speak TLS.
    planrun_curl_untrusted,
    /// The answer is longer than the limit.
    planrun_curl_too_long,
    /// The connection ended before the answer did.
    planrun_curl_closed,
    /// The answer is no HTTP.
    planrun_curl_garbled,
    planrun_curl_cancelled,
    planrun_curl_failed,
};

struct planrun_curl_request {
    /// All texts end with 0 and must stay until the request is over.
    const char *url;
    const char *method;
    /// Lines `Name: value`, or `Name;` for one without a value, each with a line break at its end.
    const char *headers;
    /// NULL for none.
    const uint8_t *body;
    size_t body_count;
    long connect_milliseconds;
    long milliseconds;
    size_t most_bytes;
    /// Certificates to trust in place of the system's; NULL for the system's.
    const char *certificates;
};

struct planrun_curl_mail {
    /// `smtp://` or `smtps://`. All texts end with 0 and must stay until the message is sent.
    const char *url;
    /// With `<` and `>` around it, as the next ones, each of which ends with a line break.
    const char *from;
    const char *to;
    /// Both empty where the server asks nobody who it is.
    const char *user;
    const char *password;
    /// Whether it goes over TLS alone; to other machines it always does.
    bool must_encrypt;
    /// Certificates to trust in place of the system's; NULL for the system's.
    const char *certificates;
    const uint8_t *body;
    size_t body_count;
    long milliseconds;
};

/// NULL where there is no memory, or libcurl is not loaded.
struct planrun_curl *planrun_curl_new(void);
void planrun_curl_free(struct planrun_curl *connection);

/// Forgets the last answer, and that it was cancelled; open connections are kept.
void planrun_curl_reset(struct planrun_curl *connection);

/// Asks, and waits for the answer's end.
enum planrun_curl_end planrun_curl_perform(struct planrun_curl *connection, const struct planrun_curl_request *request);

/// Sends a message, and waits until the server has taken it. The status is that of its last answer.
enum planrun_curl_end planrun_curl_send(struct planrun_curl *connection, const struct planrun_curl_mail *mail);

/// Ends the request that is under way, or the next one, within a second; any thread may.
void planrun_curl_cancel(struct planrun_curl *connection);

/// Of the last answer; what is pointed to stays until the next request.
long planrun_curl_status(const struct planrun_curl *connection);
const uint8_t *planrun_curl_body(const struct planrun_curl *connection, size_t *count);
/// The lines of the head, without the first one.
const uint8_t *planrun_curl_head(const struct planrun_curl *connection, size_t *count);
/// The whole address that a redirect leads to, or NULL.
const char *planrun_curl_redirect(const struct planrun_curl *connection);
/// What libcurl says of a problem; it may name the host.
const char *planrun_curl_problem(const struct planrun_curl *connection);

/// Scheme, host and port of an address, such as `https://example.org:443`, as libcurl reads it; false where it cannot.
bool planrun_curl_origin(const char *url, char *origin, size_t size);

#endif
