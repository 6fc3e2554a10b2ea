/* binari.c - floor 4: replays the acts and meetings of a year against the tables of eventi.def. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "cycle/binari.h"

#include "cycle/binari_fatti.h"

typedef struct Replay {
    const Archivio *arch;
    Arena *a;
    Binari *b;
    int rango[VOCE_COUNT];   /* state that the event led to when it last happened: a step back undoes by it */
} Replay;

static void irregular(Replay *r, const Accaduto *p, Str cosa, const char *fonte)
{
    *PUSH(r->a, &r->b->irregolarita) = (Irregolarita){voce_info[p->voce].binario, p->codice, p->data, cosa,
                                                      str_of(fonte)};
}

static const PassaggioInfo *step_from(int stato, VoceId v)
{
    for (ptrdiff_t i = 0; i < n_passaggi; i++)
        if (passaggio_info[i].voce == v && (passaggio_info[i].da < 0 || passaggio_info[i].da == stato))
            return &passaggio_info[i];
    return NULL;
}

/* Words for what an unmet gate waits for; empty: the gate is open on that day. An event that was performed but whose own
 * gates are shut opens nothing: an act of validation beside a negative outcome validates nothing. (Gates make no circle.) */
static Str waits_for(const Binari *b, const Archivio *arch, const AttesaInfo *g, Date giorno, Arena *a)
{
    if (!b->vale[g->quando]) return S("");
    if (g->fatto != FATTO_COUNT) {
        bool certificata = date_is(b->fatto[VOCE_CERTIFICAZIONE_certifica]);
        return fatto_vale(arch, b->anno, g->fatto, giorno, certificata) ? S("") : str_of(fatto_parole(g->fatto));
    }
    Date done = b->fatto[g->serve];
    if (!date_is(done) || date_cmp(done, giorno) > 0) return voce_nome(a, g->serve);
    for (ptrdiff_t i = 0; i < n_attese; i++) {
        if (attesa_info[i].voce != g->serve) continue;
        Str still = waits_for(b, arch, &attesa_info[i], giorno, a);
        if (still.n) return str_fmt(a, "%.*s, che attende %.*s", STR_ARG(voce_nome(a, g->serve)), STR_ARG(still));
    }
    return S("");
}

static bool gates_open(Replay *r, const Accaduto *p)
{
    for (ptrdiff_t i = 0; i < n_attese; i++)
        if (attesa_info[i].voce == p->voce && waits_for(r->b, r->arch, &attesa_info[i], p->data, r->a).n) return false;
    return true;
}

/* A step back: events of the track that had led beyond that state have to happen again. */
static void undo(Replay *r, BinarioId t, int stato)
{
    for (int v = 0; v < VOCE_COUNT; v++) {
        if (voce_info[v].binario != t || r->rango[v] <= stato) continue;
        r->b->fatto[v] = (Date){0};
        r->b->volte[v] = 0;
        r->rango[v] = -1;
    }
}

static void perform(Replay *r, Accaduto *p, const PassaggioInfo *step)
{
    BinarioId t = voce_info[p->voce].binario;
    BinarioAnno *s = &r->b->binario[t];
    for (ptrdiff_t i = 0; i < n_attese; i++) {
        if (attesa_info[i].voce != p->voce) continue;
        Str cosa = waits_for(r->b, r->arch, &attesa_info[i], p->data, r->a);
        if (cosa.n)
            irregular(
                r, p,
                str_fmt(r->a, "%.*s senza attendere: mancava %.*s", STR_ARG(voce_nome(r->a, p->voce)), STR_ARG(cosa)),
                attesa_info[i].fonte);
    }
    p->da = s->stato;
    p->a = step->a < 0 ? s->stato : step->a;
    if (step->rinvio) undo(r, t, step->a);
    if (p->a != s->stato) s->dal = p->data;
    s->stato = p->a;
    r->b->fatto[p->voce] = p->data;
    r->b->volte[p->voce]++;
    r->rango[p->voce] = step->a < 0 || step->da == step->a ? -1 : step->a; /* what left the state as it was stays */
    *PUSH(r->a, &r->b->accaduti) = *p;
}

static void out_of_turn(Replay *r, Accaduto *p)
{
    BinarioId t = voce_info[p->voce].binario;
    p->da = p->a = r->b->binario[t].stato;
    p->fuori_turno = true;
    irregular(r, p,
              str_fmt(r->a,
                      "%.*s fuori turno: «%s» è «%s»; registrare l'atto che manca prima, o correggere evento e data",
                      STR_ARG(voce_nome(r->a, p->voce)), binario_info[t].parole, stato_info(t, p->da)->parole),
              voce_info[p->voce].fonte);
    *PUSH(r->a, &r->b->accaduti) = *p;
}

/* One day: again and again the first whose turn it is and who need not wait; when there is none, the first whose turn
 * it is; when there is none, the first. */
static void replay_day(Replay *r, Accaduto *day, ptrdiff_t n)
{
    while (n) {
        ptrdiff_t at = -1, waiting = -1;
        for (ptrdiff_t i = 0; i < n && at < 0; i++) {
            if (!step_from(r->b->binario[voce_info[day[i].voce].binario].stato, day[i].voce)) continue;
            if (gates_open(r, &day[i])) at = i;
            else if (waiting < 0) waiting = i;
        }
        if (at < 0) at = waiting;
        ptrdiff_t take = at < 0 ? 0 : at;
        Accaduto p = day[take];
        memmove(&day[take], &day[take + 1], (size_t)(n - take - 1) * sizeof *day);
        n--;
        if (at < 0) out_of_turn(r, &p);
        else perform(r, &p, step_from(r->b->binario[voce_info[p.voce].binario].stato, p.voce));
    }
}

static int by_day(const void *x, const void *y)
{
    const Accaduto *p = x, *q = y;
    int c = date_cmp(p->data, q->data);
    if (!c) c = str_cmp(p->codice, q->codice);
    return c ? c : (p->riunione != NULL) - (q->riunione != NULL);
}

typedef LIST(Accaduto) Accaduti;

static void collect_one(Replay *r, Accaduti *l, Str evento, Str codice, Date data, const Atto *atto,
                        const Riunione *riunione)
{
    VoceId v = voce_by_name(evento);
    if (v != VOCE_COUNT) {
        *PUSH(r->a, l) = (Accaduto){.voce = v, .codice = codice, .data = data, .atto = atto, .riunione = riunione};
        return;
    }
    *PUSH(r->a, &r->b->irregolarita) = (Irregolarita){
        BIN_COUNT, codice, data,
        str_fmt(r->a, "evento sconosciuto «%.*s»: gli eventi sono quelli di ciclo cycle --eventi", STR_ARG(evento)),
        S("12.3")};
}

static void collect(Replay *r, Accaduti *l)
{
    ptrdiff_t n;
    const Atto *x = ALL(r->arch, Atto, ATTO, &n);
    for (ptrdiff_t i = 0; i < n; i++)
        if (x[i].anno == r->b->anno && x[i].evento.n)
            collect_one(r, l, x[i].evento, x[i].codice, x[i].data, &x[i], NULL);
    const Riunione *y = ALL(r->arch, Riunione, RIUNIONE, &n);
    for (ptrdiff_t i = 0; i < n; i++)
        if (y[i].anno == r->b->anno && y[i].evento.n)
            collect_one(r, l, y[i].evento, y[i].codice, y[i].data, NULL, &y[i]);
    if (l->n) qsort(l->items, (size_t)l->n, sizeof *l->items, by_day);
}

static bool due(const Binari *b, VoceId v)
{
    return b->binario[voce_info[v].binario].applicabile && b->vale[voce_info[v].dovuta];
}

static void missing(Replay *r, VoceId v, int volte)
{
    Mancante *m = PUSH(r->a, &r->b->binario[voce_info[v].binario].mancanti);
    *m = (Mancante){.voce = v, .volte = volte};
    for (ptrdiff_t i = 0; i < n_attese; i++) {
        if (attesa_info[i].voce != v) continue;
        Str cosa = waits_for(r->b, r->arch, &attesa_info[i], (Date){INT32_MAX}, r->a);
        if (cosa.n) *PUSH(r->a, &m->attende) = cosa;
    }
}

static void conclude(Replay *r, const Volte *volte)
{
    Binari *b = r->b;
    for (int v = 0; v < VOCE_COUNT; v++) {
        int n = volte && volte->n[v] > 0 ? volte->n[v] : 1;
        if (due(b, (VoceId)v) && b->volte[v] < n) missing(r, (VoceId)v, n - b->volte[v]);
    }
    for (int t = 0; t < BIN_COUNT; t++)
        b->binario[t].completo = !b->binario[t].applicabile ||
                                 (stato_completo((BinarioId)t, b->binario[t].stato) && !b->binario[t].mancanti.n);
    static const VoceId last[] = {
#define FASE(id, words, track, event) VOCE_##track##_##event,
#include "cycle/eventi.def"
    };
    int f = 0;
    while (f < FASE_CONCLUSO && (date_is(b->fatto[last[f]]) || !due(b, last[f]))) f++;
    b->fase = (Fase)f;
}

void binari_stato(const Archivio *arch, const Sistema *s, int64_t anno, const Volte *volte, Arena *a, Binari *out)
{
    *out = (Binari){.anno = anno};
    Replay r = {.arch = arch, .a = a, .b = out};
    for (int v = 0; v < VOCE_COUNT; v++) r.rango[v] = -1;
    condizioni_anno(arch, s, anno, a, out->vale);
    for (int t = 0; t < BIN_COUNT; t++) out->binario[t].applicabile = out->vale[binario_info[t].quando];
    Accaduti l = {0};
    collect(&r, &l);
    for (ptrdiff_t i = 0, end; i < l.n; i = end) {
        for (end = i + 1; end < l.n && date_cmp(l.items[end].data, l.items[i].data) == 0;) end++;
        replay_day(&r, &l.items[i], end - i);
    }
    for (ptrdiff_t i = 0; i < out->accaduti.n; i++)
        out->binario[voce_info[out->accaduti.items[i].voce].binario].applicabile = true;
    conclude(&r, volte);
}

bool binario_regolare(const Binari *b, BinarioId t)
{
    for (ptrdiff_t i = 0; i < b->irregolarita.n; i++)
        if (b->irregolarita.items[i].binario == t) return false;
    return true;
}

bool binario_verde(const Binari *b, BinarioId t) { return b->binario[t].completo && binario_regolare(b, t); }

ptrdiff_t binari_impedimenti(const Binari *b, const Archivio *arch, VoceId v, Date giorno, Arena *a, Impedimento **out)
{
    LIST(Impedimento) l = {0};
    for (ptrdiff_t i = 0; i < n_attese; i++) {
        if (attesa_info[i].voce != v) continue;
        Str cosa = waits_for(b, arch, &attesa_info[i], giorno, a);
        if (cosa.n) *PUSH(a, &l) = (Impedimento){cosa, attesa_info[i].fonte};
    }
    BinarioId t = voce_info[v].binario;
    if (!l.n && !step_from(b->binario[t].stato, v))
        *PUSH(a, &l) = (Impedimento){str_fmt(a, "«%s» è «%s»: non è il suo turno", binario_info[t].parole,
                                             stato_info(t, b->binario[t].stato)->parole), voce_info[v].fonte};
    *out = l.items;
    return l.n;
}

static void dot_track(Buf *o, const Binari *b, BinarioId t, Arena *a)
{
    buf_fmt(o, "  subgraph cluster_%s {\n    label=\"%s\";\n", binario_info[t].nome, binario_info[t].parole);
    const StatoInfo *s;
    for (int i = 0; (s = stato_info(t, i)); i++)
        buf_fmt(o, "    %s_%d [label=\"%s\"%s%s];\n", binario_info[t].nome, i, s->parole,
                stato_completo(t, i) ? ", peripheries=2" : "",
                b && b->binario[t].applicabile && b->binario[t].stato == i ? ", style=filled, fillcolor=lightblue"
                                                                           : "");
    for (ptrdiff_t i = 0; i < n_passaggi; i++) {
        const PassaggioInfo *p = &passaggio_info[i];
        if (p->binario != t || p->da < 0) continue;
        buf_fmt(o, "    %s_%d -> %s_%d [label=\"%s\"%s];\n", binario_info[t].nome, p->da, binario_info[t].nome, p->a,
                voce_info[p->voce].nome, p->rinvio ? ", color=gray" : "");
    }
    for (ptrdiff_t i = 0; i < n_passaggi; i++) {
        const PassaggioInfo *p = &passaggio_info[i];
        if (p->binario != t || p->da >= 0) continue;
        buf_fmt(o, "    %s_ogni [label=\"ogni stato\", shape=plaintext];\n    %s_ogni -> %s_%s [label=\"%s\"];\n",
                binario_info[t].nome, binario_info[t].nome, binario_info[t].nome,
                p->a < 0 ? "ogni" : str_c(a, str_fmt(a, "%d", p->a)), voce_info[p->voce].nome);
    }
    buf_put(o, S("  }\n"));
}

/* Where an event is drawn to: the state it leads to. */
static Str dot_place(VoceId v, Arena *a)
{
    for (ptrdiff_t i = 0; i < n_passaggi; i++)
        if (passaggio_info[i].voce == v) {
            const char *t = binario_info[voce_info[v].binario].nome;
            return passaggio_info[i].a < 0 ? str_fmt(a, "%s_ogni", t) : str_fmt(a, "%s_%d", t, passaggio_info[i].a);
        }
    return S("");
}

Str binari_dot(const Binari *b, Arena *a)
{
    Buf o = buf_new(a);
    buf_put(&o, S("digraph ciclo {\n  rankdir=LR;\n  node [shape=box, fontname=\"sans-serif\"];\n"
                  "  edge [fontname=\"sans-serif\", fontsize=10];\n"));
    for (int t = 0; t < BIN_COUNT; t++) dot_track(&o, b, (BinarioId)t, a);
    for (ptrdiff_t i = 0; i < n_attese; i++) {
        const AttesaInfo *g = &attesa_info[i];
        if (g->fatto != FATTO_COUNT || voce_info[g->serve].binario == voce_info[g->voce].binario) continue;
        buf_fmt(&o, "  %.*s -> %.*s [style=dashed, constraint=false, label=\"%s attende %.*s\"];\n",
                STR_ARG(dot_place(g->serve, a)), STR_ARG(dot_place(g->voce, a)), voce_info[g->voce].nome,
                STR_ARG(voce_nome(a, g->serve)));
    }
    buf_put(&o, S("}\n"));
    return buf_str(&o);
}
