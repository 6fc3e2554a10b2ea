/* caso_scrivi_servizio.c - floor 4: the staff's dated service written as a case, and what does not agree with it. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "cycle/caso_scrivi.h"

#include "cycle/periodo.h"

static void assegnazione(Scrivano *s, const CasoAssegnazione *x)
{
    json_open_map(s->j);
    voce_testo(s, "unita", x->unita);
    if (x->struttura.n) voce_testo(s, "struttura", x->struttura);
    if (x->gruppo.n) voce_testo(s, "gruppo", x->gruppo);
    voce_testo(s, "dal", date_iso(s->a, x->dal));
    voce_testo(s, "al", date_iso(s->a, x->al));
    json_close_map(s->j);
}

/* Of several sheets each is evaluated where the person served longest in its own days (S-N.48: "o del periodo lavorato"). */
static void confronta_schede(Scrivano *s, const Servito *x, const Periodi *sheets)
{
    for (ptrdiff_t k = 0; k < sheets->n; k++) {
        Date from, to;
        Str id = periodo_id(s->a, x->persona->codice, periodo_giorno(sheets, k));
        const Semischeda *sheet = fatti_semischeda(s->v->arch, id, s->v->anno, 1);
        const Gruppo *g = sheet ? gruppo_di(s->v->arch, sheet->gruppo) : NULL;
        periodo_giorni(&sheets->items[k], &from, &to);
        Str group = servito_gruppo(s->v->sistema, s->v->anno, &s->opzioni, x, from, to, s->a);
        if (g && group.n && !str_eq(group, g->codice))
            nota(s, id, "le semischede sono del gruppo %.*s, ma dal %.*s al %.*s il servizio più lungo è del gruppo %.*s: vale quanto indicato (S-N.48, AMB-54)",
                 STR_ARG(g->codice), STR_ARG(date_iso(s->a, from)), STR_ARG(date_iso(s->a, to)), STR_ARG(group));
    }
}

/* The group that the half-sheets name against the one of the longest service: the first counts, and people know it. */
static void confronta_gruppo(Scrivano *s, const Servito *x)
{
    Str who = x->persona->codice;
    Periodi sheets = periodi_di(s->v->arch, who, s->v->anno, S("personale"));
    if (sheets.n > 1) {
        confronta_schede(s, x, &sheets);
        return;
    }
    const Semischeda *sheet = fatti_semischeda(s->v->arch, who, s->v->anno, 1);
    const Gruppo *g = sheet ? gruppo_di(s->v->arch, sheet->gruppo) : NULL;
    if (!g) return;
    if (x->incaricato && !gruppo_di_dirigente(s->v->arch, g))
        nota(s, who, "incaricato di posizione organizzativa per parte del %lld: per gli altri mesi valuta il dirigente dell'area, non il gruppo %.*s (S-N.49)",
             (long long)s->v->anno, STR_ARG(g->codice));
    else if (x->gruppo.n && !str_eq(x->gruppo, g->codice))
        nota(s, who, "le semischede sono del gruppo %.*s, ma il servizio più lungo del %lld è in %.*s (%d giorni), gruppo %.*s: vale quanto indicato (S-N.48)",
             STR_ARG(g->codice), (long long)s->v->anno, STR_ARG(x->unita_gruppo), x->giorni_gruppo, STR_ARG(x->gruppo));
}

void scrivi_servizio(Scrivano *s)
{
    if (!s->serviti.n) return;
    json_key(s->j, S("servizio"));
    json_open_list(s->j);
    for (ptrdiff_t i = 0; i < s->serviti.n; i++) {
        const Servito *x = &s->serviti.items[i];
        json_open_map(s->j);
        voce_testo(s, "id", x->persona->codice);
        json_key(s->j, S("assegnazioni"));
        json_open_list(s->j);
        for (ptrdiff_t k = 0; k < x->servizio.n; k++) assegnazione(s, &x->servizio.assegnazioni[k]);
        json_close_list(s->j);
        json_close_map(s->j);
        confronta_gruppo(s, x);
    }
    json_close_list(s->j);
}
