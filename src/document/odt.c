/* odt.c - floor 5: the same text zipped as an ODT file, by libzip in memory. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#define LIBRARY_ADAPTER
#include "document/odf.h"

#include <zip.h>

/* The file's date in the zip's own form, which knows no time zone; without a date, the first that form can say. */
static zip_uint16_t dos_date(Date d)
{
    int y, m, g;
    if (!date_is(d)) return 1 << 5 | 1;
    date_parts(d, &y, &m, &g);
    if (y < 1980 || y > 2107) return 1 << 5 | 1;
    return (zip_uint16_t)((y - 1980) << 9 | m << 5 | g);
}

/* bytes must live until the zip is closed. */
static bool add(zip_t *z, const char *name, Str bytes, bool stored, zip_uint16_t date)
{
    zip_source_t *s = zip_source_buffer(z, bytes.p, (zip_uint64_t)bytes.n, 0);
    if (!s) return false;
    zip_int64_t i = zip_file_add(z, name, s, ZIP_FL_ENC_UTF_8);
    if (i < 0) {
        zip_source_free(s);
        return false;
    }
    return zip_set_file_compression(z, (zip_uint64_t)i, stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE, 0) == 0 &&
           zip_file_set_dostime(z, (zip_uint64_t)i, 0, date, 0) == 0 &&
           zip_file_set_external_attributes(z, (zip_uint64_t)i, 0, ZIP_OPSYS_DOS, 0) == 0;
}

static Str wrapped(Arena *a, const char *root, Str inner)
{
    Buf b = buf_new(a);
    buf_fmt(&b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:%s%s>\n", root, odf_spazi_nomi);
    buf_put(&b, inner);
    buf_fmt(&b, "</office:%s>\n", root);
    return buf_str(&b);
}

static Str content(Arena *a, const OdfCorpo *c)
{
    Buf b = buf_new(a);
    odf_put_fonts(&b);
    buf_put(&b, S("<office:automatic-styles>\n"));
    buf_put(&b, c->automatici);
    buf_put(&b, S("</office:automatic-styles>\n"));
    buf_put(&b, c->corpo);
    return wrapped(a, "document-content", buf_str(&b));
}

static Str styles(Arena *a, const Documento *d)
{
    Buf b = buf_new(a);
    odf_put_fonts(&b);
    odf_put_styles(&b, d);
    buf_put(&b, S("<office:automatic-styles>\n"));
    odf_put_page_layouts(&b);
    buf_put(&b, S("</office:automatic-styles>\n"));
    odf_put_masters(&b, d);
    return wrapped(a, "document-styles", buf_str(&b));
}

static Str meta(Arena *a, const Documento *d)
{
    Buf b = buf_new(a);
    odf_put_meta(&b, d);
    return wrapped(a, "document-meta", buf_str(&b));
}

static Str manifest(Arena *a, const OdfCorpo *c)
{
    Buf b = buf_new(a);
    buf_put(&b, S("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<manifest:manifest "
                  "xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" manifest:version=\"1.3\">\n"
                  "<manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.3\" "
                  "manifest:media-type=\"application/vnd.oasis.opendocument.text\"/>\n"));
    static const char *const parts[] = {"content.xml", "styles.xml", "meta.xml"};
    for (ptrdiff_t i = 0; i < COUNT_OF(parts); i++)
        buf_fmt(&b, "<manifest:file-entry manifest:full-path=\"%s\" manifest:media-type=\"text/xml\"/>\n", parts[i]);
    for (ptrdiff_t i = 0; i < c->immagini.n; i++)
        buf_fmt(&b, "<manifest:file-entry manifest:full-path=\"%.*s\" manifest:media-type=\"image/svg+xml\"/>\n",
                STR_ARG(c->immagini.items[i].percorso));
    buf_put(&b, S("</manifest:manifest>\n"));
    return buf_str(&b);
}

/* The closed zip out of the library's buffer into the arena. */
static bool take(zip_source_t *s, Arena *a, Str *out)
{
    zip_stat_t st;
    if (zip_source_stat(s, &st) || !(st.valid & ZIP_STAT_SIZE) || zip_source_open(s)) return false;
    char *p = arena_alloc(a, (ptrdiff_t)st.size);
    bool whole = zip_source_read(s, p, st.size) == (zip_int64_t)st.size;
    zip_source_close(s);
    *out = (Str){p, (ptrdiff_t)st.size};
    return whole;
}

Err odt_render(const Documento *d, Arena *a, Str *out)
{
    OdfCorpo c = {0};
    odf_body(d, false, a, &c);
    zip_source_t *s = zip_source_buffer_create(NULL, 0, 0, NULL);
    if (!s) return E_SCRITTURA;
    zip_t *z = zip_open_from_source(s, ZIP_TRUNCATE, NULL);
    if (!z) {
        zip_source_free(s);
        return E_SCRITTURA;
    }
    zip_source_keep(s);
    zip_uint16_t date = dos_date(d->testata.data);
    bool fine = add(z, "mimetype", S("application/vnd.oasis.opendocument.text"), true, date) &&
                add(z, "content.xml", content(a, &c), false, date) && add(z, "styles.xml", styles(a, d), false, date) &&
                add(z, "meta.xml", meta(a, d), false, date);
    for (ptrdiff_t i = 0; fine && i < c.immagini.n; i++)
        fine = add(z, str_c(a, c.immagini.items[i].percorso), c.immagini.items[i].svg, false, date);
    fine = fine && add(z, "META-INF/manifest.xml", manifest(a, &c), false, date);
    if (!fine || zip_close(z) != 0) {
        zip_discard(z);
        fine = false;
    }
    fine = fine && take(s, a, out);
    zip_source_free(s);
    return fine ? OK : E_SCRITTURA;
}
