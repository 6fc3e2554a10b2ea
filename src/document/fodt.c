/* fodt.c - floor 5: OpenDocument text in one XML file, the form LibreOffice converts. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "document/odf.h"

Str fodt_render(const Documento *d, Arena *a)
{
    OdfCorpo c = {0};
    odf_body(d, true, a, &c);
    Buf b = buf_new(a);
    buf_fmt(&b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document%s "
                "office:mimetype=\"application/vnd.oasis.opendocument.text\">\n", odf_spazi_nomi);
    odf_put_meta(&b, d);
    odf_put_fonts(&b);
    odf_put_styles(&b, d);
    buf_put(&b, S("<office:automatic-styles>\n"));
    odf_put_page_layouts(&b);
    buf_put(&b, c.automatici);
    buf_put(&b, S("</office:automatic-styles>\n"));
    odf_put_masters(&b, d);
    buf_put(&b, c.corpo);
    buf_put(&b, S("</office:document>\n"));
    return buf_str(&b);
}
