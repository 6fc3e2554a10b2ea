/* banco.c - test: a small body with one group to evaluate. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "banco.h"

const char *const banco_persone[BANCO_MAX] = {"P01", "P02", "P03", "P04", "P05", "P06",
                                              "P07", "P08", "P09", "P10", "P11", "P12"};

static Date day(const char *iso)
{
    Date d = {0};
    assert_true(date_parse_iso(str_of(iso), &d));
    return d;
}

static void unit(Prova *p, const char *code, const char *parent)
{
    Unita *u = prova_unit(p, code);
    u->padre = str_of(parent);
    prova_put(p, ENTITA_UNITA, u, 0);
}

static void role(Prova *p, const char *who, const char *what, const char *where)
{
    Incarico *i = record_new(&p->a, entita_info(ENTITA_INCARICO));
    i->persona = str_of(who);
    i->ruolo = str_of(what);
    i->unita = str_of(where);
    i->dal = day("2025-01-01");
    prova_put(p, ENTITA_PERSONA, prova_person(p, who), 0);
    prova_put(p, ENTITA_INCARICO, i, 0);
}

static void person(Prova *p, const char *code)
{
    Scheda *s = record_new(&p->a, entita_info(ENTITA_SCHEDA));
    s->persona = str_of(code);
    s->anno = 2025;
    s->tipo = S("personale");
    s->dal = day("2025-01-01");
    s->valutatore = S("PO");
    s->unita = S("S1");
    role(p, code, "dipendente", "");
    prova_put(p, ENTITA_SCHEDA, s, 0);
}

void banco_atto(Prova *p, const char *code, const char *event, const char *when)
{
    Atto *x = record_new(&p->a, entita_info(ENTITA_ATTO));
    x->codice = str_of(code);
    x->tipo = S("altro");
    x->numero = S("1");
    x->data = day(when);
    x->organo = S("sg");
    x->oggetto = S("Prova");
    x->anno = 2025;
    x->evento = str_of(event);
    prova_put(p, ENTITA_ATTO, x, 0);
}

void banco_parametro(Prova *p, const char *key, const char *value)
{
    Parametro *x = record_new(&p->a, entita_info(ENTITA_PARAMETRO));
    x->anno = 2025;
    x->chiave = str_of(key);
    x->dal = day("2025-01-01");
    x->valore = str_of(value);
    x->atto = S("A1");
    prova_put(p, ENTITA_PARAMETRO, x, 0);
}

void banco_calibrazione(Prova *p)
{
    Riunione *r = record_new(&p->a, entita_info(ENTITA_RIUNIONE));
    r->codice = S("CAL");
    r->tipo = S("calibrazione");
    r->data = day("2026-05-05");
    r->oggetto = S("Confronto della dirigenza");
    r->anno = 2025;
    r->evento = S("valutazione_personale.calibrazione");
    prova_put(p, ENTITA_RIUNIONE, r, 0);
}

void banco(Prova *p, int n)
{
    prova_body(p);
    Anno *y = record_new(&p->a, entita_info(ENTITA_ANNO));
    y->anno = 2025;
    y->sistema = S("criteri-2018");
    prova_put(p, ENTITA_ANNO, y, 0);
    unit(p, "ENTE", "");
    unit(p, "AR", "ENTE");
    unit(p, "ALTRA", "ENTE");
    unit(p, "S1", "AR");
    role(p, "SG", "sg", "ENTE");
    role(p, "DIR", "dirigente", "AR");
    role(p, "DIR2", "dirigente", "ALTRA");
    role(p, "PO", "po", "S1");
    role(p, "OIV", "oiv", "ENTE");
    role(p, "TEC", "tecnico", "ENTE");
    for (int i = 0; i < n; i++) person(p, banco_persone[i]);
    Gruppo *g = record_new(&p->a, entita_info(ENTITA_GRUPPO));
    g->codice = S("G1");
    g->anno = 2025;
    g->valutatore = S("PO");
    g->unita = S("S1");
    prova_put(p, ENTITA_GRUPPO, g, 0);
    banco_atto(p, "C1", "consuntivo.avvia", "2026-02-01");
    banco_atto(p, "C2", "consuntivo.chiude", "2026-03-20");
}

TavoloChi chi(Prova *p, const char *persona)
{
    return (TavoloChi){p->st, permessi_matrice(), CHI_PERSONA, str_of(persona), day("2026-05-10"),
                       S("2026-05-10T09:00:00Z"), NULL};
}

TavoloOfferta *totali(Prova *p, Voti h1, Voti h2)
{
    TavoloOfferta *o = NEW_N(&p->a, TavoloOfferta, h1.n + 1);
    for (int i = 0; i < h1.n; i++) {
        o[i] = (TavoloOfferta){.persona = str_of(banco_persone[i]), .riga = TAVOLO_NON_CONTROLLARE,
                               .bozza = TAVOLO_NON_CONTROLLARE};
        o[i].semischede[0].totale = str_fmt(&p->a, "%d", h1.v[i]);
        o[i].semischede[1].totale = str_fmt(&p->a, "%d", h2.v[i]);
    }
    return o;
}

void apri(Prova *p, const char *persona, Tavolo *t)
{
    Str why;
    TavoloChi c = chi(p, persona);
    Err e = tavolo_apri(&c, 2025, S("G1"), TAVOLO_NESSUNO, &p->a, t, &why);
    if (e) fail_msg("%.*s", STR_ARG(why));
}

Err proponi(Prova *p, Voti h1, Voti h2, TavoloEsito *out)
{
    TavoloChi c = chi(p, "PO");
    return tavolo_proponi(&c, 2025, S("G1"), totali(p, h1, h2), h1.n, &p->a, out);
}

Str violazioni(Prova *p, const TavoloConto *k)
{
    Buf b = buf_new(&p->a);
    for (ptrdiff_t i = 0; i < k->n_violazioni; i++) {
        const TavoloViolazione *v = &k->violazioni[i];
        buf_fmt(&b, "%s%s/%d %.*s [%s]", i ? "; " : "", v->vincolo, v->semischeda, STR_ARG(v->parole), v->requisito);
    }
    return buf_str(&b);
}

int64_t testa(Prova *p)
{
    int64_t seq;
    Str hash;
    prova_ok(p, store_testa(p->st, &p->a, &seq, &hash));
    return seq;
}
