/* correzione.c - floor 4: changes of records held to the matrix, and an entry of the journal turned round. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "cycle/correzione.h"

#include "cycle/sistemi.h"
#include "cycle/periodo.h"
#include "cycle/valutazione.h"
#include "format/json.h"

static Err nowhere(const EntitaInfo *e, Arena *a, Str *perche)
{
    *perche = str_fmt(a, "la tabella %s non si può correggere direttamente: i suoi dati si registrano con le loro pagine, "
                         "o li porta chi può importare tutto", e->nome);
    return E_VIETATO;
}

Err correzione_tabelle(const Domanda *q, const bool tabelle[ENTITA_COUNT], Arena *a, const Grant **g, bool *tutto,
                       Str *perche)
{
    Err e = q->chiede(q->ctx, AZIONE_IMPORTA, (Ambito){0}, g, perche);
    *tutto = !e;
    if (!e || e == E_DB) return e;
    const Grant *first = NULL;
    Err refused = e;
    for (EntitaTipo t = 0; t < ENTITA_COUNT; t++) {
        const Correzione *c = correzione_di(t);
        if (!tabelle[t]) continue;
        if (c->altrove && !c->rettifica) return nowhere(entita_info(t), a, perche);
        Err one = q->chiede(q->ctx, c->rettifica ? AZIONE_SCHEDA_RETTIFICA : c->azione, (Ambito){0}, g, perche);
        if (one && one != E_DB && c->altrove) return nowhere(entita_info(t), a, perche);
        if (one) return one;
        if (!first) first = *g;
    }
    *g = first;
    return first ? OK : refused;
}

/* Whom a record is about; "" = nobody. */
static Str about(const Modifica *m)
{
    const EntitaInfo *e = entita_info(m->tipo);
    Str field = str_of(correzione_di(m->tipo)->persona);
    for (int i = 0; i < e->n_campi && field.n; i++)
        if (str_eq(field, str_of(e->campi[i].nome)))
            return *(const Str *)((const char *)m->record + e->campi[i].offset);
    return S("");
}

/* -- what was decided about somebody */
static bool has_lower_level(const Archivio *arch, const EntitaInfo *e, const void *record, Arena *a)
{
    ptrdiff_t n;
    if (e->tipo == ENTITA_SEMISCHEDA) {
        const Semischeda *s = record;
        return fatti_semischeda(arch, periodo_id(a, s->persona, s->dal), s->anno, (int)s->semischeda) != NULL; /* another sheet has marks of its own */
    }
    const Competenza *c = record, *all = ALL(arch, Competenza, COMPETENZA, &n);
    for (ptrdiff_t i = 0; e->tipo == ENTITA_COMPETENZA && i < n; i++)
        if (all[i].anno == c->anno && all[i].voce == c->voce && str_eq(all[i].persona, c->persona)) return true;
    return false;
}

bool correzione_decisa(const Archivio *arch, const EntitaInfo *e, const void *record, bool cancella, Arena *a)
{
    const Correzione *c = correzione_di(e->tipo);
    if (!c->rettifica && !c->decisi) return false;
    const void *old = tabella_find(a, &arch->tabelle[e->tipo], record_key(a, e, record));
    if (!old) return c->rettifica && !cancella && has_lower_level(arch, e, record, a);
    return cancella ? c->rettifica : correzione_rettifica(a, e, old, record);
}

static Err decided(const Domanda *q, const Modifica *m, const Archivio *arch, Arena *a, Str *perche)
{
    const Grant *his;
    const EntitaInfo *e = entita_info(m->tipo);
    Str who = about(m), why;
    if (e->tipo == ENTITA_SISTEMA_VERSIONE && sistema_fermo(arch, m->record)) {
        *perche = str_fmt(a, "%s %.*s è adottato e non cambia più: farne una nuova versione", e->nome, STR_ARG(record_key(a, e, m->record)));
        return E_VIETATO;
    }
    if (!correzione_decisa(arch, e, m->record, m->cancella, a)) return OK;
    Err no = q->chiede(q->ctx, AZIONE_SCHEDA_RETTIFICA, (Ambito){.persona = who}, &his, &why);
    if (no == E_VIETATO)
        *perche = str_fmt(a, "%s %.*s è già deciso e non cambia con un'importazione: %.*s", e->nome,
                          STR_ARG(record_key(a, e, m->record)), STR_ARG(why));
    else if (no) *perche = why;
    return no;
}

Err correzione_permesso(const Domanda *q, const Modifica *m, ptrdiff_t n, const Archivio *arch, Arena *a, const Grant **g,
                        bool *tutto, Str *perche)
{
    bool tables[ENTITA_COUNT] = {0};
    for (ptrdiff_t i = 0; i < n; i++) tables[m[i].tipo] = true;
    Err e = correzione_tabelle(q, tables, a, g, tutto, perche);
    for (ptrdiff_t i = 0; i < n && !e; i++) {
        const Grant *his;
        const Correzione *c = correzione_di(m[i].tipo);
        Str who = about(&m[i]);
        e = decided(q, &m[i], arch, a, perche);
        if (e || *tutto || !who.n || !str_eq(who, grant_persona(*g))) continue; /* of others the answer is that of the table */
        e = q->chiede(q->ctx, c->rettifica ? AZIONE_SCHEDA_RETTIFICA : c->azione, (Ambito){.persona = who}, &his, perche);
    }
    return e;
}

/* -- undoing */
bool correzione_annullabile(Str azione)
{
    Azione z;
    bool yes = azione_by_name(azione, &z) && z == AZIONE_IMPORTA;
    for (EntitaTipo t = 0; t < ENTITA_COUNT && !yes; t++)
        yes = !correzione_di(t)->altrove && azione_by_name(azione, &z) && z == correzione_di(t)->azione;
    return yes;
}

bool correzione_record(Str text, const EntitaInfo *e, Arena *a, void *record)
{
    Tree t;
    JsonError bad;
    if (json_read(text, a, &t, &bad)) return false;
    for (int i = 0; i < e->n_campi; i++) {
        const Tree *v = tree_get(&t, str_of(e->campi[i].nome));
        Str why;
        campo_clear(&e->campi[i], record);
        if (v && !campo_read(a, &e->campi[i], v->text, false, record, &why)) return false;
    }
    return true;
}

/* What stands against turning an entry round: all of it, but as a list of a few. */
typedef struct Ostacoli { Buf b; ptrdiff_t n; } Ostacoli;
enum { OSTACOLI_DETTI = 10 };

static void obstacle(Ostacoli *o, const EntitaInfo *e, Str chiave)
{
    if (o->n < OSTACOLI_DETTI) buf_fmt(&o->b, "%s%s %.*s", o->n ? ", " : "", e->nome, STR_ARG(chiave));
    o->n++;
}

static Err turn(const VoceOggetto *o, int64_t seq, const Archivio *arch, Arena *a, Modifica *m, Ostacoli *against)
{
    const EntitaInfo *e = entita_by_name(o->entita);
    if (!e || !o->presente) return E_NON_TROVATO;
    void *now = tabella_find(a, &arch->tabelle[e->tipo], o->chiave), *record = record_new(a, e);
    int64_t version = now ? *(int64_t *)now : 0;
    if ((o->dopo.n ? version != seq : version != 0) ||
        !correzione_record(o->prima.n ? o->prima : o->dopo, e, a, record))
        obstacle(against, e, o->chiave);
    *m = (Modifica){e->tipo, record, !o->prima.n, version};
    return OK;
}

Err correzione_annulla(const VoceGiornale *v, const Archivio *arch, Arena *a, Modifica **m, ptrdiff_t *n, Str *perche)
{
    if (!correzione_annullabile(v->azione)) {
        *perche = S("questa voce del giornale non si può annullare: non è una correzione né un'importazione di dati");
        return E_VIETATO;
    }
    *n = v->oggetti.n;
    *m = NEW_N(a, Modifica, *n + 1);
    Ostacoli against = {buf_new(a), 0};
    for (ptrdiff_t i = 0; i < *n; i++) {
        Err e = turn(&v->oggetti.items[i], v->seq, arch, a, &(*m)[i], &against);
        if (!e) continue;
        *perche = S("la voce del giornale non si può annullare: non tocca soltanto dati, o i suoi testi sono stati cancellati");
        return e;
    }
    if (!against.n) return OK;
    if (against.n > OSTACOLI_DETTI) buf_fmt(&against.b, " e altri %td", against.n - OSTACOLI_DETTI);
    Str which = buf_str(&against.b);
    *perche = str_fmt(a, "questa voce del giornale non si può più annullare tutta; dopo è cambiato di nuovo: %.*s",
                      STR_ARG(which));
    return E_CONFLITTO;
}
