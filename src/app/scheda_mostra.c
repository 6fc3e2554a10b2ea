/* scheda_mostra.c - floor 7: the desk of a group as text and as JSON. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "app/scheda.h"

/* -- text */
static const char *step_word(TavoloLivello l) { return l == TAVOLO_NESSUNO ? "nessuno" : tavolo_livello(l); }

static Str total(Arena *a, Num x) { return num_is(x) ? num_exact(a, x) : S("-"); }

static void person_text(const Tavolo *t, const TavoloPersona *p, Arena *a, Buf *b)
{
    buf_fmt(b, "  %-8.*s %.*s %.*s\n", STR_ARG(p->codice), STR_ARG(p->cognome), STR_ARG(p->nome));
    if (!p->visibile) {
        buf_put(b, S("           i punteggi non si possono vedere\n"));
        return;
    }
    for (int h = 0; h < TAVOLO_MEZZE; h++) {
        buf_fmt(b, "    semischeda %d", h + 1);
        for (TavoloLivello l = 0; l < TAVOLO_LIVELLI; l++) {
            if (!p->livelli[l][h].presente) continue;
            Str x = total(a, p->livelli[l][h].voto.totale);
            buf_fmt(b, "  %s %.*s", tavolo_livello(l), STR_ARG(x));
        }
        if (p->bozza.presente) {
            Str x = total(a, p->bozza.voti[h].totale);
            buf_fmt(b, "  bozza %.*s", STR_ARG(x));
        }
        if (p->fascia[h] >= 0) buf_fmt(b, "  fascia %.*s", STR_ARG(t->sistema->fasce[p->fascia[h]].nome));
        buf_char(b, '\n');
    }
    if (p->bozza.superata) buf_put(b, S("    la bozza è di prima dell'ultima modifica ufficiale\n"));
}

/* Parts of a point as people write them: "36", "36,5". */
static Str points(Arena *a, int64_t n, int parti)
{
    Num x = num_ratio(a, n, parti);
    return num_italian(a, x, num_is_integer(a, x) ? 0 : parti == 4 && !num_is_integer(a, num_mul(a, x, num_int(2))) ? 2 : 1);
}

void scheda_conto_testo(const TavoloConto *k, Arena *a, Buf *b)
{
    for (int h = 0; h < TAVOLO_MEZZE; h++) {
        const TavoloContatore *x = &k->semischede[h];
        Str mean = num_is(x->media) ? num_italian(a, num_round(a, x->media, 2, HALF_UP), 2) : S("-");
        Str sum = points(a, x->punti, k->parti), top = points(a, x->plafond, k->parti), left = points(a, x->residui, k->parti);
        Str off = points(a, x->scostamenti, k->parti), over = points(a, x->positivi, k->parti),
            due = points(a, x->positivi_dovuti, k->parti);
        buf_fmt(b, "  semischeda %d: punti %.*s su %.*s (ne restano %.*s), scostamenti %s%.*s, positivi %.*s su %.*s, "
                   "in fascia A %td, media %.*s\n",
                h + 1, STR_ARG(sum), STR_ARG(top), STR_ARG(left), x->scostamenti < 0 ? "" : "+", STR_ARG(off), STR_ARG(over), STR_ARG(due),
                x->in_a, STR_ARG(mean));
    }
    buf_fmt(b, "  valutati %td, in fascia A %td: al massimo %td%s\n", k->n, k->in_a, k->massimo_a,
            k->resto ? ", e un altro in una sola semischeda" : "");
    if (k->gruppi > 1) buf_fmt(b, "  il terzo è di %td gruppi insieme\n", k->gruppi);
    if (k->mancano) buf_fmt(b, "  semischede senza punteggio: %td\n", k->mancano);
    for (ptrdiff_t i = 0; i < k->n_violazioni; i++) {
        const TavoloViolazione *v = &k->violazioni[i];
        buf_fmt(b, "  %s", v->vincolo);
        if (v->semischeda) buf_fmt(b, ", semischeda %d", v->semischeda);
        buf_fmt(b, ": %.*s (%s)\n", STR_ARG(v->parole), v->requisito);
    }
    for (ptrdiff_t i = 0; i < k->n_avvisi; i++) buf_fmt(b, "  %.*s\n", STR_ARG(k->avvisi[i]));
}

void scheda_testo(const Tavolo *t, Arena *a, Buf *b)
{
    buf_fmt(b, "Gruppo %.*s, anno %lld: %.*s, valuta %.*s; stato %.*s\n", STR_ARG(t->gruppo), (long long)t->anno,
            STR_ARG(t->unita_nome), STR_ARG(t->valutatore), STR_ARG(t->stato));
    if (t->deroga_motivo.n)
        buf_fmt(b, "Deroga (%.*s): %.*s\n", STR_ARG(t->deroga_atto), STR_ARG(t->deroga_motivo));
    buf_fmt(b, "Si attende: %s", step_word(t->aperto));
    for (int l = 0; l < 3; l++)
        for (ptrdiff_t i = 0; i < t->passi[l].n_chi; i++)
            buf_fmt(b, "%s%.*s", i ? ", " : " da ", STR_ARG(t->passi[l].chi[i]));
    buf_char(b, '\n');
    for (TavoloLivello l = 0; l < 3; l++) {
        const TavoloPasso *p = &t->passi[l];
        buf_fmt(b, "  %s: %.*s\n", step_word(l), p->puo ? 5 : (int)p->perche.n, p->puo ? "puoi." : p->perche.p);
    }
    for (ptrdiff_t i = 0; i < t->n; i++) person_text(t, &t->persone[i], a, b);
    buf_put(b, S("Vincoli\n"));
    scheda_conto_testo(&t->conto, a, b);
}

/* -- JSON */
static void pair(Json *j, const char *key, Str text)
{
    json_key(j, str_of(key));
    json_text(j, text);
}

static void count(Json *j, const char *key, int64_t n)
{
    json_key(j, str_of(key));
    json_int(j, n);
}

/* Whole points as numbers, parts as text: as `ciclo score` writes them. */
static void points_json(Json *j, Arena *a, const char *key, int64_t n, int parti)
{
    if (parti <= 1) count(j, key, n);
    else pair(j, key, num_exact(a, num_ratio(a, n, parti)));
}

static void number(Json *j, Arena *a, const char *key, Num x)
{
    json_key(j, str_of(key));
    if (num_is(x)) json_text(j, num_exact(a, x));
    else json_null(j);
}

static void vote(Json *j, Arena *a, const TavoloVoto *v)
{
    static const char *const names[] = {"e1", "e2", "e3", "e4"};
    for (int i = 0; i < TAVOLO_ELEMENTI; i++) number(j, a, names[i], v->e[i]);
    number(j, a, "totale", v->totale);
    if (v->motivo.n) pair(j, "motivo", v->motivo);
}

static void votes(Json *j, Arena *a, const char *key, const TavoloVoto v[TAVOLO_MEZZE])
{
    json_key(j, str_of(key));
    json_open_list(j);
    for (int h = 0; h < TAVOLO_MEZZE; h++) {
        json_open_map(j);
        vote(j, a, &v[h]);
        json_close_map(j);
    }
    json_close_list(j);
}

static void level(Json *j, Arena *a, const TavoloPersona *p, TavoloLivello l)
{
    if (!p->livelli[l][0].presente && !p->livelli[l][1].presente) return;
    json_key(j, str_of(tavolo_livello(l)));
    json_open_list(j);
    for (int h = 0; h < TAVOLO_MEZZE; h++) {
        const TavoloCella *x = &p->livelli[l][h];
        if (!x->presente) {
            json_null(j);
            continue;
        }
        json_open_map(j);
        vote(j, a, &x->voto);
        if (x->atto.n) pair(j, "atto", x->atto);
        pair(j, "autore", x->autore);
        pair(j, "ora", x->ora);
        json_close_map(j);
    }
    json_close_list(j);
}

static void person(Json *j, Arena *a, const Tavolo *t, const TavoloPersona *p)
{
    json_open_map(j);
    pair(j, "persona", p->codice);
    pair(j, "cognome", p->cognome);
    pair(j, "nome", p->nome);
    json_key(j, S("visibile")), json_bool(j, p->visibile);
    if (p->visibile) {
        json_key(j, S("livelli"));
        json_open_map(j);
        for (TavoloLivello l = 0; l < TAVOLO_LIVELLI; l++) level(j, a, p, l);
        json_close_map(j);
        if (p->bozza.presente) {
            json_key(j, S("bozza"));
            json_open_map(j);
            votes(j, a, "semischede", p->bozza.voti);
            pair(j, "autore", p->bozza.autore);
            pair(j, "ora", p->bozza.ora);
            json_key(j, S("superata")), json_bool(j, p->bozza.superata);
            json_close_map(j);
        }
        votes(j, a, "voti", p->voti);
        json_key(j, S("fasce"));
        json_open_list(j);
        for (int h = 0; h < TAVOLO_MEZZE; h++) {
            if (p->fascia[h] >= 0) json_text(j, t->sistema->fasce[p->fascia[h]].nome);
            else json_null(j);
        }
        json_close_list(j);
        count(j, "riga", p->riga);
        count(j, "versione_bozza", p->bozza.versione);
    }
    json_close_map(j);
}

void scheda_conto_json(const TavoloConto *k, Arena *a, Json *j)
{
    json_open_map(j);
    json_key(j, S("semischede"));
    json_open_list(j);
    for (int h = 0; h < TAVOLO_MEZZE; h++) {
        const TavoloContatore *x = &k->semischede[h];
        json_open_map(j);
        count(j, "dati", x->dati);
        points_json(j, a, "punti", x->punti, k->parti);
        points_json(j, a, "plafond", x->plafond, k->parti);
        points_json(j, a, "residui", x->residui, k->parti);
        points_json(j, a, "scostamenti", x->scostamenti, k->parti);
        points_json(j, a, "positivi", x->positivi, k->parti);
        points_json(j, a, "positivi_dovuti", x->positivi_dovuti, k->parti);
        count(j, "in_a", x->in_a);
        number(j, a, "media", x->media);
        json_close_map(j);
    }
    json_close_list(j);
    count(j, "valutati", k->n);
    count(j, "mancano", k->mancano);
    count(j, "in_a", k->in_a);
    count(j, "massimo_a", k->massimo_a);
    count(j, "resto", k->resto);
    if (k->gruppi > 1) count(j, "gruppi_insieme", k->gruppi);
    count(j, "vincoli_non_rispettati", k->vincoli);
    json_key(j, S("deroga")), json_bool(j, k->deroga);
    json_key(j, S("violazioni"));
    json_open_list(j);
    for (ptrdiff_t i = 0; i < k->n_violazioni; i++) {
        const TavoloViolazione *v = &k->violazioni[i];
        json_open_map(j);
        pair(j, "vincolo", str_of(v->vincolo));
        if (v->semischeda) count(j, "semischeda", v->semischeda);
        points_json(j, a, "differenza", v->differenza, v->vincolo[1] == '4' ? 1 : k->parti);
        pair(j, "parole", v->parole);
        pair(j, "requisito", str_of(v->requisito));
        json_close_map(j);
    }
    json_close_list(j);
    json_key(j, S("avvisi"));
    json_open_list(j);
    for (ptrdiff_t i = 0; i < k->n_avvisi; i++) json_text(j, k->avvisi[i]);
    json_close_list(j);
    json_close_map(j);
}

static void step(Json *j, const TavoloPasso *p, TavoloLivello l)
{
    json_key(j, str_of(tavolo_livello(l)));
    json_open_map(j);
    json_key(j, S("puo")), json_bool(j, p->puo);
    if (!p->puo) pair(j, "perche", p->perche);
    json_key(j, S("chi"));
    json_open_list(j);
    for (ptrdiff_t i = 0; i < p->n_chi; i++) json_text(j, p->chi[i]);
    json_close_list(j);
    json_close_map(j);
}

static void parameters(Json *j, Arena *a, const Tavolo *t)
{
    json_key(j, S("regole"));
    json_open_map(j);
    count(j, "massimo", t->regole.massimo);
    count(j, "plafond", t->regole.plafond);
    count(j, "positivi", t->regole.positivi);
    count(j, "soglia_a", t->regole.soglia_a);
    count(j, "divisore_a", t->regole.divisore_a);
    number(j, a, "elemento_max", t->elemento_max);
    number(j, a, "passo", t->passo);
    count(j, "gruppo_piccolo", t->piccolo);
    json_close_map(j);
    json_key(j, S("semischede"));
    json_open_list(j);
    for (int h = 0; h < TAVOLO_MEZZE; h++) {
        json_open_map(j);
        pair(j, "nome", t->semischede[h]);
        json_key(j, S("elementi"));
        json_open_list(j);
        for (int i = 0; i < TAVOLO_ELEMENTI; i++) json_text(j, t->elementi[h][i]);
        json_close_list(j);
        json_close_map(j);
    }
    json_close_list(j);
}

void scheda_json(const Tavolo *t, Arena *a, Json *j)
{
    json_open_map(j);
    pair(j, "gruppo", t->gruppo);
    count(j, "anno", t->anno);
    pair(j, "unita", t->unita);
    pair(j, "unita_nome", t->unita_nome);
    pair(j, "valutatore", t->valutatore);
    if (t->deroga_motivo.n) pair(j, "deroga_motivo", t->deroga_motivo);
    if (t->deroga_atto.n) pair(j, "deroga_atto", t->deroga_atto);
    count(j, "riga", t->riga);
    pair(j, "sistema", t->sistema->id);
    pair(j, "stato", t->stato);
    pair(j, "aperto", str_of(step_word(t->aperto)));
    pair(j, "livello", str_of(step_word(t->livello)));
    json_key(j, S("passi"));
    json_open_map(j);
    for (TavoloLivello l = 0; l < 3; l++) step(j, &t->passi[l], l);
    json_close_map(j);
    parameters(j, a, t);
    json_key(j, S("persone"));
    json_open_list(j);
    for (ptrdiff_t i = 0; i < t->n; i++) person(j, a, t, &t->persone[i]);
    json_close_list(j);
    json_key(j, S("conto"));
    scheda_conto_json(&t->conto, a, j);
    json_close_map(j);
}
