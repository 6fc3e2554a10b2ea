/* test_http.c - targets, forms, cookies and heads are read one way or refused. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "test.h"

#include "web/edge_guard.h"

static void one_decoding(const char *raw, bool plus, const char *want)
{
    Arena a = {0};
    Str got;
    bool fine = url_decode(str_of(raw), plus, &a, &got);
    assert_int_equal(fine, want != NULL);
    if (want) assert_str_equal(got, str_of(want));
    arena_free(&a);
}

static void test_http__percent_signs_are_read_strictly(void **state)
{
    (void)state;
    one_decoding("a%20b+c", false, "a b+c");
    one_decoding("a%20b+c", true, "a b c");
    one_decoding("%C3%a8", false, "è");
    one_decoding("%F0%9F%8C%B1", false, "🌱");
    one_decoding("a%0D%0Ab%0D", true, "a\nb");
    one_decoding("", true, "");
    static const char *const refused[] = {"%", "%4", "%zz", "%4g", "a%", "%00", "%01", "%7F", "%C3", "%ff", "%C0%AF",
        "%ED%A0%80", "\x01", "%1b", "%-1", "% 1"};
    for (ptrdiff_t i = 0; i < COUNT_OF(refused); i++) one_decoding(refused[i], false, NULL);
}

static void test_http__a_target_is_steps_and_fields(void **state)
{
    (void)state;
    Arena a = {0};
    Request q = {.a = &a};
    assert_true(url_target(S("/ciclo/2025/?a=1&b=%C3%A8+x&a=2&c&=d"), &a, &q));
    assert_int_equal(q.n_parts, 2);
    assert_str_equal(q.parts[1], S("2025"));
    assert_int_equal(q.query.n, 5);
    assert_str_equal(field_get(&q.query, S("a")), S("1"));
    assert_str_equal(field_get(&q.query, S("b")), S("è x"));
    assert_non_null(field_find(&q.query, S("c")));
    assert_null(field_find(&q.query, S("e")));
    assert_str_equal(field_get(&q.query, S("e")), S(""));
    assert_true(url_target(S("/"), &a, &q));
    assert_int_equal(q.n_parts, 0);
    assert_true(url_target(S("/a%2Fb"), &a, &q));
    assert_str_equal(q.parts[0], S("a/b"));
    static const char *const refused[] = {"", "a", "//", "/a//b", "/.", "/a/../b", "/%2e%2E", "/a%5Cb", "/a b", "/a#b",
        "/è", "/%00", "/a?b=%00", "/a?%zz", "/1/2/3/4/5/6/7/8/9", "http://x/", "*"};
    for (ptrdiff_t i = 0; i < COUNT_OF(refused); i++) {
        Request r = {.a = &a};
        if (url_target(str_of(refused[i]), &a, &r)) fail_msg("%s passes", refused[i]);
    }
    Buf b = buf_new(&a);
    while (b.n < TARGET_MAX) buf_char(&b, b.n ? 'a' : '/');
    assert_true(url_target(buf_str(&b), &a, &q));
    buf_char(&b, 'a');
    assert_false(url_target(buf_str(&b), &a, &q));
    arena_free(&a);
}

static void test_http__a_form_has_at_most_so_many_fields(void **state)
{
    (void)state;
    Arena a = {0};
    Fields f = {0};
    Buf b = buf_new(&a);
    for (int i = 0; i < FIELDS_MAX; i++) buf_put(&b, S("a=1&"));
    assert_true(url_fields(buf_str(&b), &a, &f));
    assert_int_equal(f.n, FIELDS_MAX);
    buf_put(&b, S("a"));
    f = (Fields){0};
    assert_false(url_fields(buf_str(&b), &a, &f));
    arena_free(&a);
}

static void test_http__what_is_encoded_comes_back(void **state)
{
    (void)state;
    Arena a = {0};
    Str hard = S("/ciclo/2025?x=è &\"%+~#"), back;
    Str sent = url_encode(&a, hard);
    for (ptrdiff_t i = 0; i < sent.n; i++) assert_true(sent.p[i] > ' ' && !strchr("/?&+#\"", sent.p[i]));
    assert_true(url_decode(sent, true, &a, &back));
    assert_str_equal(back, hard);
    arena_free(&a);
}

static void test_http__cookies_are_found_by_their_whole_name(void **state)
{
    (void)state;
    assert_str_equal(cookie_get(S("a=1; __Host-ciclo=xy; b=2"), S("__Host-ciclo")), S("xy"));
    assert_str_equal(cookie_get(S("__Host-ciclo2=xy"), S("__Host-ciclo")), S(""));
    assert_str_equal(cookie_get(S("x__Host-ciclo=xy"), S("__Host-ciclo")), S(""));
    assert_str_equal(cookie_get(S(";;  a=b=c ;"), S("a")), S("b=c"));
    assert_str_equal(cookie_get(S("a"), S("a")), S(""));
    assert_str_equal(cookie_get(S(""), S("a")), S(""));
}

static void test_http__gzip_is_taken_where_it_is_named_and_not_refused(void **state)
{
    (void)state;
    static const char *const yes[] = {"gzip", "gzip, deflate, br", "br;q=1.0, gzip;q=0.8", "GZip", " deflate , gzip ; q=0.001"};
    static const char *const no[] = {"", "br", "gzip;q=0", "gzip; q=0.000", "xgzip", "gzip2", "identity", "deflate;gzip"};
    for (ptrdiff_t i = 0; i < COUNT_OF(yes); i++) assert_true(accepts_gzip(str_of(yes[i])));
    for (ptrdiff_t i = 0; i < COUNT_OF(no); i++) assert_false(accepts_gzip(str_of(no[i])));
}

/* -- heads: the headers "name: value" one a line, as a browser writes them */
static int verdict(HttpMethod m, const char *headers, int more_bytes)
{
    static const Str ours[] = {{"ciclo.example", 13}};
    EdgeConfig c = {.address = S("192.0.2.7"), .hosts = ours, .n_hosts = 1, .body_max = 100, .upload_max = 1000};
    Guard g;
    Str method = m == HTTP_POST ? S("POST") : S("GET"), rest = str_of(headers);
    guard_begin(&g, method, S("/x"), S("HTTP/1.1"));
    ptrdiff_t head = method.n + (ptrdiff_t)strlen(" /x HTTP/1.1\r\n\r\n") + more_bytes;
    while (rest.n) {
        ptrdiff_t end = str_find(rest, '\n'), colon = str_find(rest, ':');
        Str line = end < 0 ? rest : str_sub(rest, 0, end);
        guard_header(&g, str_sub(line, 0, colon), str_trim(str_sub(line, colon + 1, line.n)));
        head += line.n + 2;
        rest = end < 0 ? S("") : str_sub(rest, end + 1, rest.n);
    }
    return guard_verdict(&g, &c, m, head);
}

static void test_guard__one_host_and_it_is_ours(void **state)
{
    (void)state;
    static const char *const ours[] = {"Host: localhost", "hOST: 127.0.0.1:8080", "Host:[::1]:1", "Host: CICLO.example:443",
        "Host: 192.0.2.7"};
    static const char *const others[] = {"Host: evil.example", "Host: ciclo.example.evil", "Host: xciclo.example", "Host:",
        "Host: ciclo.example:80x", "Host: ciclo.example:80:80", "Host: a@ciclo.example", "Host: [::2]", "Host: [::1"};
    for (ptrdiff_t i = 0; i < COUNT_OF(ours); i++) assert_int_equal(verdict(HTTP_GET, ours[i], 0), 0);
    for (ptrdiff_t i = 0; i < COUNT_OF(others); i++) assert_int_equal(verdict(HTTP_GET, others[i], 0), 421);
    assert_int_equal(verdict(HTTP_GET, "X: y", 0), 400);
    assert_int_equal(verdict(HTTP_GET, "Host: localhost\nHost: localhost", 0), 400);
}

#define OURS "Host: localhost\n"
#define FORM "Content-Type: application/x-www-form-urlencoded\n"
static void test_guard__lengths_and_encodings_agree(void **state)
{
    (void)state;
    assert_int_equal(verdict(HTTP_POST, OURS FORM "Content-Length: 100", 0), 0);
    assert_int_equal(verdict(HTTP_POST, OURS FORM "Content-Length: 101", 0), 413);
    assert_int_equal(verdict(HTTP_POST, OURS "Content-Type: multipart/form-data; boundary=abc\nContent-Length: 1000", 0), 0);
    assert_int_equal(verdict(HTTP_POST, OURS "Content-Type: multipart/form-data; boundary=abc\nContent-Length: 1001", 0), 413);
    assert_int_equal(verdict(HTTP_POST, OURS FORM "Transfer-Encoding: Chunked", 0), 0);
    assert_int_equal(verdict(HTTP_POST, OURS FORM "Transfer-Encoding: gzip", 0), 501);
    assert_int_equal(verdict(HTTP_POST, OURS FORM "Transfer-Encoding: chunked\nTransfer-Encoding: chunked", 0), 400);
    assert_int_equal(verdict(HTTP_POST, OURS FORM "Transfer-Encoding: chunked\nContent-Length: 3", 0), 400);
    assert_int_equal(verdict(HTTP_POST, OURS FORM "Content-Length: 3\nContent-Length: 3", 0), 400);
    static const char *const lengths[] = {"", "-1", "+1", "1 1", "0x1", "1.", "1,1", "9999999999999999"};
    for (ptrdiff_t i = 0; i < COUNT_OF(lengths); i++) {
        Arena a = {0};
        assert_int_equal(verdict(HTTP_POST, str_c(&a, str_fmt(&a, OURS FORM "Content-Length: %s", lengths[i])), 0), 400);
        arena_free(&a);
    }
    assert_int_equal(verdict(HTTP_GET, OURS "Content-Length: 0", 0), 0);
    assert_int_equal(verdict(HTTP_GET, OURS "Content-Length: 1", 0), 400);
    assert_int_equal(verdict(HTTP_HEAD, OURS "Transfer-Encoding: chunked", 0), 400);
    assert_int_equal(verdict(HTTP_POST, OURS "Content-Type: application/json\nContent-Length: 1", 0), 415);
    assert_int_equal(verdict(HTTP_POST, OURS FORM FORM "Content-Length: 1", 0), 415);
}

static void test_guard__what_is_no_header_or_hides_something_is_refused(void **state)
{
    (void)state;
    assert_int_equal(verdict(HTTP_GET, OURS "X-A:\tb", 0), 0);
    assert_int_equal(verdict(HTTP_GET, OURS "X-A: \tb", 0), 400); /* two blanks may be one blank and something hidden */
    assert_int_equal(verdict(HTTP_GET, OURS "X A: b", 0), 400);
    assert_int_equal(verdict(HTTP_GET, OURS "X\xc3\xa8: b", 0), 400);
    assert_int_equal(verdict(HTTP_GET, OURS ": b", 0), 400);
    assert_int_equal(verdict(HTTP_GET, OURS "X: a\x01" "b", 0), 400);
    assert_int_equal(verdict(HTTP_GET, OURS "X: a\x7f" "b", 0), 400);
    assert_int_equal(verdict(HTTP_GET, OURS "X: y", 1), 400); /* a byte that nobody saw */
    assert_int_equal(verdict(HTTP_GET, OURS "X: y", -3), 400); /* line ends that were one byte */
    assert_int_equal(verdict(HTTP_GET, "Host:localhost\nX:y", 0), 0);
    Arena a = {0};
    Buf b = buf_new(&a);
    buf_put(&b, S(OURS));
    for (int i = 1; i < 64; i++) buf_fmt(&b, "X-%d: y\n", i);
    assert_int_equal(verdict(HTTP_GET, str_c(&a, buf_str(&b)), 0), 0);
    buf_put(&b, S("X: y\n"));
    assert_int_equal(verdict(HTTP_GET, str_c(&a, buf_str(&b)), 0), 431);
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_http__percent_signs_are_read_strictly),
        cmocka_unit_test(test_http__a_target_is_steps_and_fields),
        cmocka_unit_test(test_http__a_form_has_at_most_so_many_fields),
        cmocka_unit_test(test_http__what_is_encoded_comes_back),
        cmocka_unit_test(test_http__cookies_are_found_by_their_whole_name),
        cmocka_unit_test(test_http__gzip_is_taken_where_it_is_named_and_not_refused),
        cmocka_unit_test(test_guard__one_host_and_it_is_ours),
        cmocka_unit_test(test_guard__lengths_and_encodings_agree),
        cmocka_unit_test(test_guard__what_is_no_header_or_hides_something_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
