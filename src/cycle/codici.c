/* codici.c - floor 4: records of a body against the rulebook of their year. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "cycle/codici.h"

#include "cycle/riunioni.h"
#include "cycle/sistemi.h"
#include "cycle/termini.h"
#include "cycle/valutazione.h"
#include "model/parametri.h"

/* A rulebook, read once. */
typedef struct Noto { Str id; int64_t anno; const Archivio *dopo; const Sistema *sistema; } Noto;

/* What a year's rulebook and the body's choices say of marks. */
typedef struct Limiti { int64_t anno; const Archivio *dopo; const Sistema *sistema; Num elemento, passo; } Limiti;

typedef struct Perito {
    Arena *a;
    Str atto;
    LIST(Noto) noti;
    LIST(Limiti) limiti;
} Perito;

/* NULL: neither the program nor the body has such a rulebook for that year. */
static const Sistema *rulebook(Perito *x, const Archivio *dopo, Str id, int64_t anno)
{
    for (ptrdiff_t i = 0; i < x->noti.n; i++)
        if (x->noti.items[i].anno == anno && x->noti.items[i].dopo == dopo && str_eq(x->noti.items[i].id, id)) return x->noti.items[i].sistema;
    Sistema *s = NEW(x->a, Sistema);
    if (sistema_di(dopo, id, anno, x->a, s)) s = NULL;
    *PUSH(x->a, &x->noti) = (Noto){str_dup(x->a, id), anno, dopo, s};
    return s;
}

static Num option_number(const Archivio *arch, const Sistema *s, int64_t anno, const char *key, Num otherwise, Arena *a)
{
    Num n;
    int places;
    return num_parse(a, binari_opzione(arch, s, anno, key, a), 9, 9, &n, &places) ? n : otherwise;
}

/* sistema NULL: the year has none that is known, and of what depends on it nothing can be said. */
static const Limiti *limits(Perito *x, const Archivio *dopo, int64_t anno)
{
    for (ptrdiff_t i = 0; i < x->limiti.n; i++)
        if (x->limiti.items[i].anno == anno && x->limiti.items[i].dopo == dopo) return &x->limiti.items[i];
    Limiti l = {.anno = anno, .dopo = dopo};
    ptrdiff_t n;
    const Anno *rows = ALL(dopo, Anno, ANNO, &n);
    for (ptrdiff_t i = 0; i < n && !l.sistema; i++)
        if (rows[i].anno == anno) l.sistema = rulebook(x, dopo, rows[i].sistema, anno);
    if (l.sistema) {
        l.elemento = option_number(dopo, l.sistema, anno, "staff.element_max", l.sistema->punti_massimi.v, x->a);
        l.passo = option_number(dopo, l.sistema, anno, "staff.step", num_int(1), x->a);
    }
    Limiti *kept = PUSH(x->a, &x->limiti);
    *kept = l;
    return kept;
}

/* -- marks */
static void mark(const Perito *x, const char *field, Num v, Num max, Num step, Str book, Difetti *d)
{
    if (!num_is(v)) return;
    if (num_is(max) && num_cmp(v, max) > 0)
        difetto(d, 0, str_of(field), "va da 0 a %.*s nel sistema %.*s: correggere il punteggio",
                STR_ARG(num_exact(x->a, max)), STR_ARG(book));
    else if (num_is(step) && num_eq(step, num_int(1)) && !num_is_integer(x->a, v))
        difetto(d, 0, str_of(field), "nel sistema %.*s i punti sono numeri interi: correggere il punteggio", STR_ARG(book));
    else if (num_is(step) && !num_is_integer(x->a, num_div(x->a, v, step)))
        difetto(d, 0, str_of(field), "nel sistema %.*s i punti vanno di %.*s in %.*s: correggere il punteggio",
                STR_ARG(book), STR_ARG(num_exact(x->a, step)), STR_ARG(num_exact(x->a, step)));
}

static void check_half_sheet(Perito *x, const Archivio *dopo, const Semischeda *r, Difetti *d)
{
    const Limiti *l = limits(x, dopo, r->anno);
    const Sistema *s = l->sistema;
    if (!s) return;
    if (!s->ha_personale) {
        difetto(d, 0, S("anno"), "il sistema %.*s di quell'anno non valuta il personale: correggere l'anno",
                STR_ARG(s->id));
        return;
    }
    mark(x, "e1", r->e1, l->elemento, l->passo, s->id, d);
    mark(x, "e2", r->e2, l->elemento, l->passo, s->id, d);
    mark(x, "e3", r->e3, l->elemento, l->passo, s->id, d);
    mark(x, "e4", r->e4, l->elemento, l->passo, s->id, d);
    mark(x, "totale", r->totale, s->punti_massimi.v, l->passo, s->id, d);
}

static void check_competence(Perito *x, const Archivio *dopo, const Competenza *r, Difetti *d)
{
    const Sistema *s = limits(x, dopo, r->anno)->sistema;
    if (!s) return;
    if (!s->ha_dirigenti) {
        difetto(d, 0, S("anno"), "il sistema %.*s di quell'anno non valuta i dirigenti: correggere l'anno",
                STR_ARG(s->id));
        return;
    }
    if (r->voce > s->n_competenze)
        difetto(d, 0, S("voce"), "va da 1 a %d: il sistema %.*s ha %d competenze", s->n_competenze, STR_ARG(s->id),
                s->n_competenze);
    Num unit = num_int(1);
    for (int i = 0; i < s->voto_cifre; i++) unit = num_div(x->a, unit, num_int(10));
    mark(x, "voto", r->voto, s->voto_massimo.v, unit, s->id, d);
}

/* -- years, acts, meetings */
static void check_year(Perito *x, const Archivio *dopo, const Anno *r, Difetti *d)
{
    if (rulebook(x, dopo, r->sistema, r->anno)) return;
    ptrdiff_t n;
    const SistemaIncorporato *all = sistemi_incorporati(&n);
    Buf b = buf_new(x->a);
    for (ptrdiff_t i = 0; i < n; i++) buf_fmt(&b, "%s%s", i ? ", " : "", all[i].id);
    Str ids = buf_str(&b);
    difetto(d, 0, S("sistema"), "«%.*s» non è un sistema di valutazione del programma, né uno adottato dall'ente: scrivere uno di %.*s",
            STR_ARG(r->sistema), STR_ARG(ids));
}

/* The year's own process rules may name others than the two founding documents do. */
static bool competent(Perito *x, const Archivio *dopo, const Atto *r)
{
    const Sistema *s = limits(x, dopo, r->anno)->sistema;
    ProcessoAnno p;
    Difetti ignored = {.a = x->a};
    if (atto_competente(r)) return true;
    if (!s || processo_anno(dopo, s, r->anno, x->a, &p, &ignored)) return false;
    return processo_has(processo_chi(&p, voce_by_name(r->evento), x->a), r->organo);
}

static void check_act(Perito *x, const Archivio *dopo, const Atto *r, Difetti *d)
{
    atto_forma_controlla(r, d);
    if (r->evento.n && r->anno != INTERO_ASSENTE && voce_by_name(r->evento) != VOCE_COUNT && !competent(x, dopo, r))
        difetto(d, 0, S("organo"), "l'evento %.*s non è di competenza di %.*s: correggere l'organo o l'evento (chi è "
                                   "competente è in ciclo permessi)", STR_ARG(r->evento), STR_ARG(r->organo));
}

/* What was acknowledged does not change, nor does the acknowledgement. */
static void check_meeting(const Archivio *prima, const Riunione *r, Arena *a, Difetti *d)
{
    Riuniti people = {0};
    evento_controlla(r->evento, r->anno, d);
    const Riunione *old = riunione_registrata(prima, a, r->codice);
    if (!old) return;
    riuniti_di(prima, r->codice, a, &people);
    riunione_ferma(old, r, &people, d);
}

static void check_participant(const Archivio *prima, const Partecipante *p, Arena *a, Difetti *d)
{
    const EntitaInfo *e = entita_info(ENTITA_PARTECIPANTE);
    const Partecipante *old = tabella_find(a, &prima->tabelle[ENTITA_PARTECIPANTE], record_key(a, e, p));
    if (old && date_is(old->presa_visione) && !str_eq(record_json(a, e, old), record_json(a, e, p)))
        difetto(d, 0, S("presa_visione"), "%.*s ha già preso visione il %.*s: la riga non cambia più", STR_ARG(p->persona),
                STR_ARG(date_italian(a, old->presa_visione)));
}

/* -- parameters */
static bool parameter_key(Perito *x, Str key, const ParametroInfo **p, Str *rest, Str *why)
{
    *p = parametro_info(key, rest);
    if (*p) return true;
    if (opzione_esiste(key))
        *why = str_fmt(x->a, "«%.*s» è un'opzione del sistema: la chiave è scelta.%.*s", STR_ARG(key), STR_ARG(key));
    else
        *why = str_fmt(x->a, "«%.*s» non è un parametro: correggere la chiave (ci sono quelle di doc/formato-dati.md, parametri)",
                       STR_ARG(key));
    return false;
}

static bool canonical(void *ctx, const EntitaInfo *e, void *record, bool italian, Arena *a, const char **campo, Str *why)
{
    static const ParametroInfo number = {"", PARAMETRO_DECIMALE, "-999999999..999999999:9", "", "", ""};
    Perito *x = ctx;
    Parametro *r = record;
    const ParametroInfo *p;
    Str rest;
    if (e->tipo != ENTITA_PARAMETRO) return true;
    *campo = "chiave";
    if (!parameter_key(x, r->chiave, &p, &rest, why)) return false;
    *campo = "valore";
    if (p->tipo == PARAMETRO_SCELTA && opzione_numerica(rest) && !str_eq(str_trim(r->valore), S("none"))) p = &number;
    return parametro_read(a, p, r->valore, italian, &r->valore, why);
}

static bool has_band(const Sistema *s, Str name)
{
    for (int i = 0; i < s->n_fasce; i++)
        if (str_eq(s->fasce[i].nome, name)) return true;
    return false;
}

/* How many rules an event has depends on the other parameters: the process of the year tells. */
static void check_process(Perito *x, const Archivio *dopo, const Parametro *r, const Sistema *s, Difetti *d)
{
    Str why, place = str_fmt(x->a, "parametri %.*s", STR_ARG(r->chiave));
    const char *field;
    ProcessoAnno p;
    Difetti all = {.a = x->a};
    if (!processo_parametro(r->chiave, r->valore, x->a, &field, &why)) {
        difetto(d, 0, str_of(field), "%.*s", STR_ARG(why));
        return;
    }
    if (processo_anno(dopo, s, r->anno, x->a, &p, &all))
        for (ptrdiff_t i = 0; i < all.lista.n; i++)
            if (str_eq(all.lista.items[i].dove, place))
                difetto(d, 0, S("valore"), "%.*s", STR_ARG(all.lista.items[i].cosa));
}

static bool group_of(const Archivio *arch, Str code, int64_t anno)
{
    ptrdiff_t n;
    const Gruppo *g = ALL(arch, Gruppo, GRUPPO, &n);
    for (ptrdiff_t i = 0; i < n; i++)
        if (g[i].anno == anno && str_eq(g[i].codice, code)) return true;
    return false;
}

static void check_parameter(Perito *x, const Archivio *dopo, const Parametro *r, Difetti *d)
{
    const Sistema *s = limits(x, dopo, r->anno)->sistema;
    const ParametroInfo *p;
    Str rest, why = S("");
    if (!s || !parameter_key(x, r->chiave, &p, &rest, &why)) return; /* the key was told when it was read */
    if (p->tipo == PARAMETRO_PROCESSO)
        check_process(x, dopo, r, s, d);
    else if (p->tipo == PARAMETRO_SCELTA && !opzione_valida(s, rest, r->valore, x->a, &why))
        difetto(d, 0, opzione_esiste(rest) ? S("valore") : S("chiave"), "%.*s", STR_ARG(why));
    else if (str_starts(r->chiave, S("addetti.")) && !group_of(dopo, rest, r->anno))
        difetto(d, 0, S("chiave"), "nel %lld non c'è il gruppo «%.*s»: correggere il codice, o aggiungere il gruppo",
                (long long)r->anno, STR_ARG(rest));
    else if (str_starts(r->chiave, S("premi.coefficiente.")) && !has_band(s, rest))
        difetto(d, 0, S("chiave"), "il sistema %.*s non ha la fascia «%.*s»: correggere il nome della fascia",
                STR_ARG(s->id), STR_ARG(rest));
}

/* -- what was decided: under an act that the record names, with a motive where it has a place for one (12.7, X-06) */
static void check_decided(const Perito *x, const Archivio *prima, const EntitaInfo *e, const void *record, Difetti *d)
{
    Arena scratch = {0};
    bool decided = correzione_decisa(prima, e, record, false, &scratch);
    arena_free(&scratch);
    if (!decided) return;
    const Semischeda *s = e->tipo == ENTITA_SEMISCHEDA ? record : NULL;
    const Scheda *c = e->tipo == ENTITA_SCHEDA ? record : NULL;
    Str own = s ? s->atto : c ? c->atto : x->atto;
    if (!x->atto.n)
        difetto(d, 0, S(""), "è già deciso: cambia solo con un atto (ciclo import --atto)");
    else if (!str_eq(own, x->atto))
        difetto(d, 0, S("atto"), "è già deciso: l'atto della riga dev'essere quello con cui cambia, %.*s", STR_ARG(x->atto));
    if (s && !s->motivo.n) difetto(d, 0, S("motivo"), "è già deciso: scrivere il motivo per cui cambia");
}

static void check(void *ctx, const Archivio *prima, const Archivio *dopo, const EntitaInfo *e, const void *record,
                  Difetti *d)
{
    Perito *x = ctx;
    check_decided(x, prima, e, record, d);
    switch ((int)e->tipo) {
    case ENTITA_ANNO: check_year(x, dopo, record, d); break;
    case ENTITA_SISTEMA_VERSIONE: sistema_voce_controlla(prima, dopo, record, x->a, d); break;
    case ENTITA_ATTO: check_act(x, dopo, record, d); break;
    case ENTITA_RIUNIONE: check_meeting(prima, record, d->a, d); break;
    case ENTITA_PARTECIPANTE: check_participant(prima, record, d->a, d); break;
    case ENTITA_PARAMETRO: check_parameter(x, dopo, record, d); break;
    case ENTITA_SEMISCHEDA: check_half_sheet(x, dopo, record, d); break;
    case ENTITA_COMPETENZA: check_competence(x, dopo, record, d); break;
    default: break;
    }
}

Codici *codici_new(Str atto, Arena *a)
{
    Perito *x = NEW(a, Perito);
    *x = (Perito){.a = a, .atto = atto};
    Codici *k = NEW(a, Codici);
    *k = (Codici){x, canonical, check};
    return k;
}
