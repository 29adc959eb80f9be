#include "ccurl.h"

#include <curl/curl.h>
#include <dlfcn.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/// What is used of libcurl.
static struct {
    CURLcode (*global_init)(long);
    CURL *(*easy_init)(void);
    void (*easy_cleanup)(CURL *);
    void (*easy_reset)(CURL *);
    CURLcode (*easy_setopt)(CURL *, CURLoption, ...);
    CURLcode (*easy_perform)(CURL *);
    CURLcode (*easy_getinfo)(CURL *, CURLINFO, ...);
    const char *(*easy_strerror)(CURLcode);
    struct curl_slist *(*slist_append)(struct curl_slist *, const char *);
    void (*slist_free_all)(struct curl_slist *);
    CURLU *(*url)(void);
    void (*url_cleanup)(CURLU *);
    CURLUcode (*url_get)(const CURLU *, CURLUPart, char **, unsigned);
    CURLUcode (*url_set)(CURLU *, CURLUPart, const char *, unsigned);
    void (*free)(void *);
} lib;

static const char *problem_loading;

static void load(void) {
    // The one with OpenSSL, and the one with GnuTLS, which has the same functions.
    void *handle = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
    if (!handle) handle = dlopen("libcurl-gnutls.so.4", RTLD_NOW | RTLD_LOCAL);
    if (!handle) {
        problem_loading = "it is not installed";
        return;
    }
    struct {
        const char *name;
        void **place;
    } functions[] = {
        {"curl_global_init", (void **)&lib.global_init},
        {"curl_easy_init", (void **)&lib.easy_init},
        {"curl_easy_cleanup", (void **)&lib.easy_cleanup},
        {"curl_easy_reset", (void **)&lib.easy_reset},
        {"curl_easy_setopt", (void **)&lib.easy_setopt},
        {"curl_easy_perform", (void **)&lib.easy_perform},
        {"curl_easy_getinfo", (void **)&lib.easy_getinfo},
        {"curl_easy_strerror", (void **)&lib.easy_strerror},
        {"curl_slist_append", (void **)&lib.slist_append},
        {"curl_slist_free_all", (void **)&lib.slist_free_all},
        {"curl_url", (void **)&lib.url},
        {"curl_url_cleanup", (void **)&lib.url_cleanup},
        {"curl_url_get", (void **)&lib.url_get},
        {"curl_url_set", (void **)&lib.url_set},
        {"curl_free", (void **)&lib.free},
    };
    for (size_t index = 0; index < sizeof functions / sizeof *functions; index++) {
        *functions[index].place = dlsym(handle, functions[index].name);
        if (!*functions[index].place) {
            problem_loading = "the one that is installed is too old";
            return;
        }
    }
    if (lib.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) problem_loading = "it cannot be started";
}

const char *planrun_curl_load(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, load);
    return problem_loading;
}

struct buffer {
    uint8_t *bytes;
    size_t count, room;
};

struct planrun_curl {
    CURL *curl;
    struct buffer body, head;
    size_t most_bytes;
    bool is_too_long;
    atomic_bool is_cancelled;
    long status;
    char *redirect;
    char problem[CURL_ERROR_SIZE];
};

/// Far more than servers send, and little enough to hold.
static const size_t most_head_bytes = 256 * 1024;

static bool append(struct buffer *buffer, const char *bytes, size_t count, size_t most) {
    if (count > most - buffer->count) return false;
    if (count > buffer->room - buffer->count) {
        size_t room = buffer->room ? buffer->room : 4096;
        while (room - buffer->count < count) room *= 2;
        uint8_t *grown = realloc(buffer->bytes, room);
        if (!grown) return false;
        buffer->bytes = grown;
        buffer->room = room;
    }
    memcpy(buffer->bytes + buffer->count, bytes, count);
    buffer->count += count;
    return true;
}

static size_t take_body(char *bytes, size_t size, size_t count, void *context) {
    struct planrun_curl *connection = context;
    if (append(&connection->body, bytes, size * count, connection->most_bytes)) return size * count;
    connection->is_too_long = true;
    return 0;
}

static size_t take_head(char *bytes, size_t size, size_t count, void *context) {
    struct planrun_curl *connection = context;
    size_t length = size * count;
    // An answer may come in several, such as `100 Continue`: the last one counts.
    if (length >= 5 && strncasecmp(bytes, "HTTP/", 5) == 0) {
        connection->head.count = 0;
        return length;
    }
    if (append(&connection->head, bytes, length, most_head_bytes)) return length;
    connection->is_too_long = true;
    return 0;
}

static int watch(void *context, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d) {
    (void)a, (void)b, (void)c, (void)d;
    struct planrun_curl *connection = context;
    return atomic_load(&connection->is_cancelled) ? 1 : 0;
}

struct planrun_curl *planrun_curl_new(void) {
    if (planrun_curl_load()) return NULL;
    struct planrun_curl *connection = calloc(1, sizeof *connection);
    if (!connection) return NULL;
    connection->curl = lib.easy_init();
    if (!connection->curl) {
        free(connection);
        return NULL;
    }
    return connection;
}

void planrun_curl_free(struct planrun_curl *connection) {
    if (!connection) return;
    lib.easy_cleanup(connection->curl);
    free(connection->body.bytes);
    free(connection->head.bytes);
    free(connection->redirect);
    free(connection);
}

void planrun_curl_reset(struct planrun_curl *connection) {
    lib.easy_reset(connection->curl);
    connection->body.count = 0;
    connection->head.count = 0;
    connection->is_too_long = false;
    atomic_store(&connection->is_cancelled, false);
    connection->status = 0;
    free(connection->redirect);
    connection->redirect = NULL;
    connection->problem[0] = 0;
}

void planrun_curl_cancel(struct planrun_curl *connection) { atomic_store(&connection->is_cancelled, true); }

/// One part of an address, to be given back with `lib.free`, or NULL.
static char *part(const char *url, CURLUPart which, unsigned flags) {
    CURLU *parsed = lib.url();
    char *text = NULL;
    if (!parsed) return NULL;
    if (lib.url_set(parsed, CURLUPART_URL, url, 0) == CURLUE_OK && lib.url_get(parsed, which, &text, flags) != CURLUE_OK)
        text = NULL;
    lib.url_cleanup(parsed);
    return text;
}

bool planrun_curl_origin(const char *url, char *origin, size_t size) {
    if (planrun_curl_load()) return false;
    char *scheme = part(url, CURLUPART_SCHEME, 0);
    char *host = part(url, CURLUPART_HOST, 0);
    char *port = part(url, CURLUPART_PORT, CURLU_DEFAULT_PORT);
    bool is_read = scheme && host && port && (strcasecmp(scheme, "http") == 0 || strcasecmp(scheme, "https") == 0);
    if (is_read) {
        int length = snprintf(origin, size, "%s://%s:%s", scheme, host, port);
        is_read = length > 0 && (size_t)length < size;
    }
    if (scheme) lib.free(scheme);
    if (host) lib.free(host);
    if (port) lib.free(port);
    return is_read;
}

/// Whether an address is one of this machine, as far as its text tells.
static bool is_here(const char *url) {
    char *host = part(url, CURLUPART_HOST, 0);
    bool is_here = host && (strcasecmp(host, "localhost") == 0 || strncmp(host, "127.", 4) == 0 || strcmp(host, "[::1]") == 0);
    if (host) lib.free(host);
    return is_here;
}

static enum planrun_curl_end end(const struct planrun_curl *connection, CURLcode code) {
    if (code == CURLE_OK) return planrun_curl_answered;
    if (connection->is_too_long || code == CURLE_FILESIZE_EXCEEDED) return planrun_curl_too_long;
    switch ((int)code) {
    case CURLE_ABORTED_BY_CALLBACK: return planrun_curl_cancelled;
    case CURLE_URL_MALFORMAT: return planrun_curl_bad_address;
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_RESOLVE_HOST: return planrun_curl_unknown_host;
    case CURLE_COULDNT_CONNECT: return planrun_curl_unreachable;
    case CURLE_OPERATION_TIMEDOUT: return planrun_curl_timed_out;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CRL_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS: return planrun_curl_untrusted;
    case CURLE_GOT_NOTHING:
    case CURLE_PARTIAL_FILE:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR: return planrun_curl_closed;
    // What is not `http` or `https` never comes so far: it is an answer of another kind that libcurl cannot read.
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_WEIRD_SERVER_REPLY: return planrun_curl_garbled;
    default: return planrun_curl_failed;
    }
}

/// A list of libcurl's with the lines of a text behind what it has; NULL where there is no memory, and then the list is gone.
static struct curl_slist *append_lines(struct curl_slist *list, const char *text) {
    const char *line = text;
    for (const char *end; (end = strchr(line, '\n')); line = end + 1) {
        char *copy = strndup(line, (size_t)(end - line));
        struct curl_slist *longer = copy ? lib.slist_append(list, copy) : NULL;
        free(copy);
        if (!longer) {
            lib.slist_free_all(list);
            return NULL;
        }
        list = longer;
    }
    return list;
}

/// The request's headers as a list of libcurl's, or NULL where there is no memory.
static struct curl_slist *header_list(const struct planrun_curl_request *request) {
    // libcurl would wait a second for servers that do not know what it asks them before it sends a long body.
    struct curl_slist *list = lib.slist_append(NULL, "Expect:");
    return list ? append_lines(list, request->headers) : NULL;
}

enum planrun_curl_end planrun_curl_perform(struct planrun_curl *connection, const struct planrun_curl_request *request) {
    CURL *curl = connection->curl;
    struct curl_slist *headers = header_list(request);
    if (!headers) return planrun_curl_failed;
    connection->most_bytes = request->most_bytes;
    lib.easy_setopt(curl, CURLOPT_ERRORBUFFER, connection->problem);
    lib.easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    // Unknown to old ones, which follow no redirect either and so meet nothing else.
    lib.easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    lib.easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    lib.easy_setopt(curl, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    lib.easy_setopt(curl, CURLOPT_HEADEROPT, (long)CURLHEADER_SEPARATE);
    lib.easy_setopt(curl, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
    lib.easy_setopt(curl, CURLOPT_USERAGENT, "planrun");
    lib.easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, request->connect_milliseconds);
    lib.easy_setopt(curl, CURLOPT_TIMEOUT_MS, request->milliseconds);
    lib.easy_setopt(curl, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)request->most_bytes);
    lib.easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
    lib.easy_setopt(curl, CURLOPT_WRITEDATA, connection);
    lib.easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_head);
    lib.easy_setopt(curl, CURLOPT_HEADERDATA, connection);
    lib.easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    lib.easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, watch);
    lib.easy_setopt(curl, CURLOPT_XFERINFODATA, connection);
    lib.easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    if (is_here(request->url)) lib.easy_setopt(curl, CURLOPT_NOPROXY, "*");
    if (request->certificates) lib.easy_setopt(curl, CURLOPT_CAINFO, request->certificates);
    if (request->body) {
        lib.easy_setopt(curl, CURLOPT_POST, 1L);
        lib.easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->body_count);
        lib.easy_setopt(curl, CURLOPT_POSTFIELDS, request->body);
    }
    if (strcmp(request->method, "HEAD") == 0) lib.easy_setopt(curl, CURLOPT_NOBODY, 1L);
    lib.easy_setopt(curl, CURLOPT_CUSTOMREQUEST, request->method);
    // Without these nothing is asked at all.
    CURLcode code = lib.easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
    if (code == CURLE_OK) code = lib.easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
    if (code == CURLE_OK) code = lib.easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    if (code == CURLE_OK) code = lib.easy_setopt(curl, CURLOPT_URL, request->url);
    if (code == CURLE_OK) code = lib.easy_perform(curl);
    lib.easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &connection->status);
    char *redirect = NULL;
    if (lib.easy_getinfo(curl, CURLINFO_REDIRECT_URL, &redirect) == CURLE_OK && redirect)
        connection->redirect = strdup(redirect);
    // The handle lives on, and must not remember what is not its own.
    lib.easy_setopt(curl, CURLOPT_HTTPHEADER, NULL);
    lib.easy_setopt(curl, CURLOPT_POSTFIELDS, NULL);
    lib.slist_free_all(headers);
    if (code != CURLE_OK && !connection->problem[0])
        snprintf(connection->problem, sizeof connection->problem, "%s", lib.easy_strerror(code));
    return end(connection, code);
}

struct upload {
    const uint8_t *bytes;
    size_t rest;
};

static size_t give_body(char *bytes, size_t size, size_t count, void *context) {
    struct upload *upload = context;
    size_t length = size * count < upload->rest ? size * count : upload->rest;
    memcpy(bytes, upload->bytes, length);
    upload->bytes += length;
    upload->rest -= length;
    return length;
}

enum planrun_curl_end planrun_curl_send(struct planrun_curl *connection, const struct planrun_curl_mail *mail) {
    CURL *curl = connection->curl;
    // Only to this machine anything goes in clear.
    bool must_encrypt = mail->must_encrypt || !is_here(mail->url);
    struct curl_slist *recipients = append_lines(NULL, mail->to);
    if (!recipients) return planrun_curl_failed;
    struct upload upload = {mail->body, mail->body_count};
    lib.easy_setopt(curl, CURLOPT_ERRORBUFFER, connection->problem);
    lib.easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    lib.easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    lib.easy_setopt(curl, CURLOPT_NOPROXY, "*");
    lib.easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, mail->milliseconds);
    lib.easy_setopt(curl, CURLOPT_TIMEOUT_MS, mail->milliseconds);
    lib.easy_setopt(curl, CURLOPT_MAIL_FROM, mail->from);
    lib.easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients);
    if (*mail->user) {
        lib.easy_setopt(curl, CURLOPT_USERNAME, mail->user);
        lib.easy_setopt(curl, CURLOPT_PASSWORD, mail->password);
    }
    if (mail->certificates) lib.easy_setopt(curl, CURLOPT_CAINFO, mail->certificates);
    lib.easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    lib.easy_setopt(curl, CURLOPT_READFUNCTION, give_body);
    lib.easy_setopt(curl, CURLOPT_READDATA, &upload);
    lib.easy_setopt(curl, CURLOPT_INFILESIZE_LARGE, (curl_off_t)mail->body_count);
    // Without these nothing is sent at all.
    CURLcode code = lib.easy_setopt(curl, CURLOPT_USE_SSL, must_encrypt ? (long)CURLUSESSL_ALL : (long)CURLUSESSL_NONE);
    if (code == CURLE_OK) code = lib.easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, must_encrypt ? 1L : 0L);
    if (code == CURLE_OK) code = lib.easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, must_encrypt ? 2L : 0L);
    if (code == CURLE_OK) code = lib.easy_setopt(curl, CURLOPT_URL, mail->url);
    if (code == CURLE_OK) code = lib.easy_perform(curl);
    lib.easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &connection->status);
    lib.easy_setopt(curl, CURLOPT_MAIL_RCPT, NULL);
    lib.slist_free_all(recipients);
    if (code != CURLE_OK && !connection->problem[0])
        snprintf(connection->problem, sizeof connection->problem, "%s", lib.easy_strerror(code));
    return end(connection, code);
}

long planrun_curl_status(const struct planrun_curl *connection) { return connection->status; }

const uint8_t *planrun_curl_body(const struct planrun_curl *connection, size_t *count) {
    *count = connection->body.count;
    return connection->body.bytes;
}

const uint8_t *planrun_curl_head(const struct planrun_curl *connection, size_t *count) {
    *count = connection->head.count;
    return connection->head.bytes;
}

const char *planrun_curl_redirect(const struct planrun_curl *connection) { return connection->redirect; }

const char *planrun_curl_problem(const struct planrun_curl *connection) { return connection->problem; }
