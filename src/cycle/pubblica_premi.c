/* pubblica_premi.c - floor 4: the public figures on rewards as public tables. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "cycle/aggregati.h"
#include "cycle/pubblica_parti.h"

static void classes(Pubblicatore *p, const Aggregati *x)
{
    TavolaPubblica *t = pubblica_tavola(p, S("premi_classi"),
                                        S("Classi di punteggio, in percentuale del punteggio massimo"),
                                        "classe da a descrizione");
    for (int c = 0; c < x->n_classi; c++) {
        Str *row = pubblica_riga(p, t);
        row[0] = str_fmt(p->a, "classe_%d", c + 1);
        row[1] = c < x->n_classi - 1 ? num_exact(p->a, x->soglie[c]) : S("0");
        row[2] = c ? num_exact(p->a, x->soglie[c - 1]) : S("100");
        row[3] = x->classi[c];
    }
    pubblica_insieme(p, t, 1);
}

static void counts(Pubblicatore *p, const Aggregati *x)
{
    Buf heads = buf_new(p->a);
    buf_put(&heads, S("gruppo"));
    for (int c = 0; c < x->n_classi; c++) buf_fmt(&heads, " classe_%d", c + 1);
    buf_put(&heads, S(" totale"));
    TavolaPubblica *t = pubblica_tavola(p, S("premi_distribuzione"),
                                        S("Valutati per gruppo di personale e classe di punteggio"),
                                        str_c(p->a, buf_str(&heads)));
    t->nota = aggregati_nota(x, p->a);
    for (int r = 0; r <= x->conteggi->righe; r++) {
        Str *row = pubblica_riga(p, t);
        row[0] = r < x->conteggi->righe ? pubblica_testo(p, x->gruppi[r]) : S("totale");
        for (int c = 0; c <= x->conteggi->colonne; c++) {
            row[c + 1] = aggregati_cella(x, r, c, p->a);
            p->out->celle_taciute += x->conteggi->taciute[conteggi_at(x->conteggi, r, c)];
        }
    }
    pubblica_insieme(p, t, 1);
}

static void statistics(Pubblicatore *p, const Aggregati *x)
{
    TavolaPubblica *t = pubblica_tavola(p, S("premi_statistiche"),
                                        S("Grado di differenziazione, in percentuale del punteggio massimo"),
                                        "gruppo media minimo massimo");
    t->nota = S("la media è arrotondata all'unità; minimo e massimo sono pubblicati solo se comuni a molti valutati");
    for (int k = 0; k < x->n_popolazioni; k++) {
        Str *row = pubblica_riga(p, t);
        row[0] = x->popolazioni[k].nome;
        row[1] = x->popolazioni[k].media;
        row[2] = x->popolazioni[k].minimo;
        row[3] = x->popolazioni[k].massimo;
    }
    pubblica_insieme(p, t, 1);
}

static void amounts(Pubblicatore *p, const Aggregati *x)
{
    TavolaPubblica *t = pubblica_tavola(p, S("premi_totali"),
                                        S("Ammontare complessivo dei premi: stanziato e distribuito"),
                                        "gruppo stanziato distribuito");
    for (int k = 0; k < x->n_importi; k++) {
        Str *row = pubblica_riga(p, t);
        row[0] = x->importi[k].nome;
        row[1] = num_fixed(p->a, num_ratio(p->a, x->importi[k].stanziato_cent, 100), 2);
        row[2] = num_fixed(p->a, num_ratio(p->a, x->importi[k].distribuito_cent, 100), 2);
    }
    pubblica_insieme(p, t, 1);
}

Err pubblica_premi(Pubblicatore *p)
{
    Aggregati x;
    Err e = aggregati_premi(p->v, p->a, &x, p->d);
    if (e) return e;
    for (ptrdiff_t i = 0; i < x.avvisi.n; i++) *PUSH(p->a, &p->out->avvisi) = x.avvisi.items[i];
    if (x.n_importi) amounts(p, &x);
    if (!x.conteggi) return OK;
    classes(p, &x);
    counts(p, &x);
    statistics(p, &x);
    return OK;
}
