/* test_num_oracle.c - a hundred thousand operations done over by bc; sums and texts done over by Python's fractions. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "test.h"

#include "base/os.h"
#include "numero/num.h"

#include <unistd.h>

enum { OPERATIONS = 100000, POOL = 64, LONGEST = 90, TEXTS = 4000 };

static const char *python, *fractions_check; /* arguments of this program */

/* A number, and the integers it was made from, as text: what the other program is told does not come from num.c. */
typedef struct Known {
    Num x;
    Str n, d;
} Known;

typedef struct Random {
    uint64_t state;
} Random;

static uint64_t next(Random *r)
{
    uint64_t z = r->state += 0x9e3779b97f4a7c15u; /* splitmix64 */
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

static int below(Random *r, int n) { return (int)(next(r) % (uint64_t)n); }

static Str random_digits(Random *r, Arena *a, int n, char last)
{
    Buf b = buf_new(a);
    for (int i = 0; i < n; i++) buf_char(&b, (char)('0' + (i ? below(r, 10) : 1 + below(r, 9))));
    if (last) buf_char(&b, last);
    return buf_str(&b);
}

static Str power_of_ten(Arena *a, int n)
{
    Buf b = buf_new(a);
    buf_char(&b, '1');
    for (int i = 0; i < n; i++) buf_char(&b, '0');
    return buf_str(&b);
}

static Num integer(Arena *a, Str digits)
{
    Num x;
    assert_true(num_parse(a, digits, 200, 0, &x, NULL));
    return x;
}

static Known known(Arena *a, Str n, Str d) { return (Known){num_div(a, integer(a, n), integer(a, d)), n, d}; }

/* Numbers of every size: marks, days, halves that a rounding meets, the ends of words, forty digits. */
static Known fresh(Random *r, Arena *a)
{
    static const char *const ends[] = {
        "2305843009213693951", "2305843009213693952", "4611686018427387904", "4611686018427387905",
        "9223372036854775807", "9223372036854775808", "18446744073709551615", "18446744073709551616",
        "42535295865117307932921825928971026431", "85070591730234615865843651857942052863",
        "85070591730234615865843651857942052864", "170141183460469231731687303715884105727", "1", "2", "366", "10000",
    };
    Str n, d;
    switch (below(r, 7)) {
    case 0: n = random_digits(r, a, 1 + below(r, 6), 0), d = power_of_ten(a, below(r, 5)); break;
    case 1: n = random_digits(r, a, 1 + below(r, 3), 0), d = str_fmt(a, "%d", 1 + below(r, 366)); break;
    case 2: n = random_digits(r, a, 1 + below(r, 38), '5'), d = power_of_ten(a, 1 + below(r, 7)); break;
    case 3: n = random_digits(r, a, 1 + below(r, 40), 0), d = random_digits(r, a, 1 + below(r, 40), 0); break;
    case 4: n = random_digits(r, a, 1 + below(r, 19), 0), d = random_digits(r, a, 1 + below(r, 19), 0); break;
    case 5: n = str_of(ends[below(r, COUNT_OF(ends))]), d = str_of(ends[below(r, COUNT_OF(ends))]); break;
    default: n = below(r, 4) ? random_digits(r, a, 1, 0) : S("0"), d = random_digits(r, a, 1 + below(r, 40), 0); break;
    }
    if (below(r, 2) && !str_eq(n, S("0"))) n = str_fmt(a, "-%.*s", STR_ARG(n));
    return known(a, n, d);
}

/* What num_exact says, as two integers: "-0.05" is -5 and 100. bc and Python take leading zeros. */
static Known told(Arena *a, Num x)
{
    Str s = num_exact(a, x);
    ptrdiff_t slash = str_find(s, '/'), point = str_find(s, '.');
    if (slash >= 0) return (Known){x, str_sub(s, 0, slash), str_sub(s, slash + 1, s.n)};
    if (point < 0) return (Known){x, s, S("1")};
    return (Known){x, str_fmt(a, "%.*s%.*s", (int)point, s.p, STR_ARG(str_sub(s, point + 1, s.n))),
                   power_of_ten(a, (int)(s.n - point - 1))};
}

/* s(k,a,b) shows k where a and b differ, counts the rest. r(n,d,p,h): n/d x 10^p as an integer; h as in ROUNDINGS. */
static const char bc_words[] =
    "scale=0\n"
    "define s(k,a,b){if(a!=b){k;return(0)};c=c+1;return(0)}\n"
    "define g(a){if(a<0)return(-1);return(a>0)}\n"
    "define r(n,d,p,h){auto q,e;n=n*10^p;q=n/d;e=2*(n-q*d)*g(n)\n"
    "if(h==0&&e>=d)q=q+g(n)\n"
    "if(h==1&&e>d)q=q+g(n)\n"
    "if(h==2&&(e>d||(e==d&&q%2!=0)))q=q+g(n)\n"
    "return(q)}\n"
    "define f(n,d){auto q;q=n/d;if(q*d>n)q=q-1;return(q)}\n";

#define P(x) STR_ARG((x).n), STR_ARG((x).d)

/* One operation: done here, and written for bc as z=s(number, this, that). The result. */
static Num operate(Buf *b, Random *r, Arena *a, int k, Known x, Known y)
{
    int op = below(r, 8);
    Num z = op == 0 ? num_add(a, x.x, y.x) : op == 1 ? num_sub(a, x.x, y.x) : op == 2 ? num_mul(a, x.x, y.x) : x.x;
    if (op == 3 && num_sign(y.x)) z = num_div(a, x.x, y.x);
    Known t = told(a, z);
    const char *sign = op == 1 ? "-" : "+";
    if (op <= 1) {
        buf_fmt(b, "z=s(%d,((%.*s)*(%.*s)%s(%.*s)*(%.*s))*(%.*s),(%.*s)*(%.*s)*(%.*s))\n", k, STR_ARG(x.n),
                STR_ARG(y.d), sign, STR_ARG(y.n), STR_ARG(x.d), STR_ARG(t.d), STR_ARG(t.n), STR_ARG(x.d), STR_ARG(y.d));
    } else if (op == 2) {
        buf_fmt(b, "z=s(%d,(%.*s)*(%.*s)*(%.*s),(%.*s)*(%.*s)*(%.*s))\n", k, STR_ARG(x.n), STR_ARG(y.n), STR_ARG(t.d),
                STR_ARG(t.n), STR_ARG(x.d), STR_ARG(y.d));
    } else if (op == 3 && num_sign(y.x)) {
        buf_fmt(b, "z=s(%d,(%.*s)*(%.*s)*(%.*s),(%.*s)*(%.*s)*(%.*s))\n", k, STR_ARG(x.n), STR_ARG(y.d), STR_ARG(t.d),
                STR_ARG(t.n), STR_ARG(x.d), STR_ARG(y.n));
    } else if (op <= 4) {
        buf_fmt(b, "z=s(%d,g((%.*s)*(%.*s)-(%.*s)*(%.*s)),%d)\n", k, STR_ARG(x.n), STR_ARG(y.d), STR_ARG(y.n),
                STR_ARG(x.d), num_cmp(x.x, y.x));
    } else if (op == 5) {
        z = num_floor(a, x.x);
        t = told(a, z);
        buf_fmt(b, "z=s(%d,f(%.*s,%.*s),%.*s)\n", k, P(x), STR_ARG(t.n));
    } else {
        int places = below(r, 7), how = below(r, ROUNDING_COUNT);
        z = num_round(a, x.x, places, (Rounding)how);
        Str digits = num_fixed(a, z, places);
        ptrdiff_t point = str_find(digits, '.');
        if (point >= 0)
            digits = str_fmt(a, "%.*s%.*s", (int)point, digits.p, STR_ARG(str_sub(digits, point + 1, digits.n)));
        buf_fmt(b, "z=s(%d,r(%.*s,%.*s,%d,%d),%.*s)\n", k, P(x), places, how, STR_ARG(digits));
    }
    return z;
}

/* What the command says, errors too; the command is ours and the file name too. */
static Str output_of(Arena *a, Str command)
{
    Buf b = buf_new(a);
    char bytes[4096];
    size_t n;
    FILE *child = popen(str_c(a, command), "r");
    assert_non_null(child);
    while ((n = fread(bytes, 1, sizeof bytes, child)) > 0) buf_put(&b, (Str){bytes, (ptrdiff_t)n});
    pclose(child);
    return buf_str(&b);
}

static Str answer(Arena *a, const char *program, Str input)
{
    char path[] = "/tmp/ciclo-oracle-XXXXXX";
    close(mkstemp(path));
    assert_int_equal(os_write_file(str_of(path), input), OK);
    Str got = output_of(a, str_fmt(a, "%s <%s 2>&1", program, path));
    unlink(path);
    return got;
}

static void assert_answer(Str got, Str want, const char *what)
{
    if (!str_eq(got, want))
        fail_msg("%s\nwanted: %.*sgot (first lines): %.*s", what, STR_ARG(want),
                 STR_ARG(str_sub(got, 0, got.n < 1000 ? got.n : 1000)));
}

static void test_num__a_hundred_thousand_operations_agree_with_bc(void **state)
{
    (void)state;
    EVIDENCE("X-07");
    Arena a = {0};
    Buf b = buf_new(&a);
    Random r = {20180131};
    Known pool[POOL];
    int big = 0;
    buf_put(&b, S(bc_words));
    for (int i = 0; i < POOL; i++) pool[i] = fresh(&r, &a);
    for (int k = 1; k <= OPERATIONS; k++) {
        /* Results become operands, so that numbers grow and shrink in chains; what is too long makes place. */
        Known x = below(&r, 3) ? pool[below(&r, POOL)] : fresh(&r, &a);
        Known y = below(&r, 3) ? pool[below(&r, POOL)] : fresh(&r, &a);
        Num z = operate(&b, &r, &a, k, x, y);
        Known t = told(&a, z);
        big += z.big != NULL;
        pool[below(&r, POOL)] = t.n.n <= LONGEST && t.d.n <= LONGEST && num_sign(z) ? t : fresh(&r, &a);
    }
    assert_in_range(big, OPERATIONS / 10, OPERATIONS * 9 / 10); /* both paths were walked */
    buf_put(&b, S("c\n\"fine\n\"\n"));
    assert_answer(answer(&a, "bc -q", buf_str(&b)), str_fmt(&a, "%d\nfine\n", OPERATIONS),
                  "bc (package bc) is missing, or computes otherwise in the operations it numbers");
    arena_free(&a);
}

/* Lines for fractions_check.py: word, then operands, then what we say. */
static void test_num__sums_and_texts_agree_with_fractions_of_python(void **state)
{
    (void)state;
    EVIDENCE("X-07");
    Arena a = {0};
    Buf b = buf_new(&a);
    Random r = {19730801};
    NumSum *s = num_sum_new(&a);
    for (int i = 0; i < TEXTS; i++) {
        Known x = fresh(&r, &a);
        int places = below(&r, 19);
        Num rounded = num_round(&a, x.x, places, (Rounding)(i % ROUNDING_COUNT));
        buf_fmt(&b, "exact %.*s %.*s %.*s\n", P(x), STR_ARG(num_exact(&a, x.x)));
        Str word = rounding_word((Rounding)(i % ROUNDING_COUNT)), fixed = num_fixed(&a, rounded, places);
        buf_fmt(&b, "round %.*s %.*s %d %.*s %.*s %.*s\n", P(x), places, STR_ARG(word), STR_ARG(fixed),
                STR_ARG(num_italian(&a, rounded, places)));
        Num again;
        assert_true(num_parse(&a, fixed, 99, 18, &again, NULL) && num_eq(again, rounded));
        assert_true(num_parse_italian(&a, num_italian(&a, rounded, places), 99, 18, &again, NULL));
        assert_true(num_eq(again, rounded));
        assert_true(num_parse_exact(&a, num_exact(&a, x.x), &again) && num_eq(again, x.x));
        num_sum_add(s, x.x);
        buf_fmt(&b, "term %.*s %.*s\n", P(x));
        if (i % 500 == 0) {
            buf_fmt(&b, "total %.*s\n", STR_ARG(num_exact(&a, num_sum_total(s, &a))));
            s = num_sum_new(&a);
        }
    }
    Str command = str_fmt(&a, "'%s' '%s'", python, fractions_check);
    assert_answer(answer(&a, str_c(&a, command), buf_str(&b)), str_fmt(&a, "%d fine\n", 2 * TEXTS + TEXTS / 500),
                  "python3 is missing, or computes otherwise");
    arena_free(&a);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_num__a_hundred_thousand_operations_agree_with_bc),
        cmocka_unit_test(test_num__sums_and_texts_agree_with_fractions_of_python),
    };
    python = argc > 1 ? argv[1] : "python3";
    fractions_check = argc > 2 ? argv[2] : "test/numero/fractions_check.py";
    return cmocka_run_group_tests_name("num_oracle", tests, NULL, NULL);
}
