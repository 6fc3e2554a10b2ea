/* caso_read_servizio.c - floor 3: dated service of the employees, from the JSON of a case. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "rules/caso_lettore.h"

/* A name that may be absent, never empty. */
static void nome(Lettore *l, Voce v, Str *out)
{
    if (!v.t || !testo(l, &v)) return;
    if (v.t->text.n) *out = v.t->text;
    else rifiuta(l, v.t->at, v.dove, "vuoto: togliere la chiave o indicare un codice");
}

static void leggi_assegnazione(Lettore *l, Voce row, int anno, CasoAssegnazione *out)
{
    nome(l, voce_richiesta(l, row.t, row.dove, "unita"), &out->unita);
    nome(l, voce(l, row.t, row.dove, "struttura"), &out->struttura);
    nome(l, voce(l, row.t, row.dove, "gruppo"), &out->gruppo);
    Voce dal = voce_richiesta(l, row.t, row.dove, "dal"), al = voce_richiesta(l, row.t, row.dove, "al");
    bool know = dal.t && giorno_dell_anno(l, &dal, anno, &out->dal);
    if (al.t && giorno_dell_anno(l, &al, anno, &out->al) && know && date_cmp(out->al, out->dal) < 0)
        rifiuta(l, al.t->at, al.dove, "viene prima di dal: scambiare i due giorni o correggerne uno");
}

void leggi_servizio(Lettore *l, Voce v, Caso *c)
{
    if (!elenco(l, &v)) return;
    c->n_servizio = v.t->n;
    c->servizio = NEW_N(l->a, CasoServizio, c->n_servizio);
    Indice ids = {0};
    bool all = true;
    for (ptrdiff_t i = 0; i < c->n_servizio; i++) {
        Voce item = elemento(l, v.t, v.dove, i);
        CasoServizio *s = &c->servizio[i];
        if (!oggetto(l, item.t, item.dove, "id assegnazioni")) continue;
        s->id = identita(l, item.t, item.dove, &ids, i, &all);
        Voce list = voce_richiesta(l, item.t, item.dove, "assegnazioni");
        if (!list.t || !elenco(l, &list)) continue;
        s->n = list.t->n;
        s->assegnazioni = NEW_N(l->a, CasoAssegnazione, s->n);
        for (ptrdiff_t k = 0; k < s->n; k++) {
            Voce row = elemento(l, list.t, list.dove, k);
            if (oggetto(l, row.t, row.dove, "unita struttura gruppo dal al")) leggi_assegnazione(l, row, c->anno, &s->assegnazioni[k]);
        }
    }
}
