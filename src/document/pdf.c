/* pdf.c - floor 5: looks at a PDF's two ends and at its XMP packet, which PDF/A leaves readable. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "document/pdf.h"

/* Where what stands in s, or -1. */
static ptrdiff_t find(Str s, Str what)
{
    for (ptrdiff_t i = 0; i + what.n <= s.n;) {
        ptrdiff_t at = str_find(str_sub(s, i, s.n), what.p[0]);
        if (at < 0) return -1;
        i += at;
        if (str_starts(str_sub(s, i, s.n), what)) return i;
        i++;
    }
    return -1;
}

static Str packet(Str pdf)
{
    ptrdiff_t from = find(pdf, S("<?xpacket begin"));
    if (from < 0) return S("");
    Str rest = str_sub(pdf, from, pdf.n);
    ptrdiff_t end = find(rest, S("<?xpacket end"));
    return end < 0 ? S("") : str_sub(rest, 0, end);
}

bool pdf_whole(Str pdf)
{
    Str tail = str_sub(pdf, pdf.n > 1024 ? pdf.n - 1024 : 0, pdf.n);
    return str_starts(pdf, S("%PDF-")) && find(tail, S("%%EOF")) >= 0;
}

bool pdf_accessible(Str pdf)
{
    Str xmp = packet(pdf);
    return find(xmp, S("<pdfaid:part>2</pdfaid:part>")) >= 0 &&
           find(xmp, S("<pdfaid:conformance>B</pdfaid:conformance>")) >= 0 &&
           find(xmp, S("<pdfuaid:part>1</pdfuaid:part>")) >= 0;
}

/* Length of "&amp;" when one of the five names follows it and a semicolon closes it; 0 otherwise. */
static ptrdiff_t twice_escaped(Str s)
{
    static const char *const names[] = {"amp;", "lt;", "gt;", "quot;", "apos;"};
    Str amp = S("&amp;");
    if (!str_starts(s, amp)) return 0;
    for (ptrdiff_t i = 0; i < COUNT_OF(names); i++)
        if (str_starts(str_sub(s, amp.n, s.n), str_of(names[i]))) return amp.n;
    return 0;
}

static void mend_tabs(char *pdf, ptrdiff_t n)
{
    Str wrong = S("\n/Tabs(S)\n/StructParents ");
    for (ptrdiff_t at = 0, next; (next = find((Str){pdf + at, n - at}, wrong)) >= 0;) {
        at += next + 6; /* "\n/Tabs" */
        memcpy(pdf + at, "/S ", 3);
    }
}

static void mend_xmp(char *pdf, ptrdiff_t n)
{
    Str xmp = packet((Str){pdf, n});
    char *to = pdf + (xmp.p - pdf);
    if (!xmp.n) return;
    for (ptrdiff_t i = 0; i < xmp.n; i++) {
        ptrdiff_t amp = twice_escaped(str_sub(xmp, i, xmp.n));
        *to++ = xmp.p[i];
        if (amp) i += amp - 1; /* "&amp;apos;" -> "&apos;" */
    }
    while (to < xmp.p + xmp.n) *to++ = ' ';
}

void pdf_mend(char *pdf, ptrdiff_t n)
{
    mend_tabs(pdf, n);
    mend_xmp(pdf, n);
}
