/* compiti.c - floor 6: what is missing in the open years, put beside the roles of whoever asks. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "web/compiti.h"

#include <stdlib.h>

enum { ANNI_MAX = 64, NOMI_MAX = 4, STATI_MAX = 32 };

bool incarico_oggi(const Incarico *x, Date oggi)
{
    return date_cmp(x->dal, oggi) <= 0 && (!date_is(x->al) || date_cmp(x->al, oggi) >= 0);
}

Str voce_parole(Page *p, VoceId v) { return tr_str(p->h.lingua, str_of(voce_info[v].parole)); }
Str binario_parole(Page *p, BinarioId b) { return tr_str(p->h.lingua, str_of(binario_info[b].parole)); }

static int latest_first(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x < y) - (x > y);
}

int page_anni(const Page *p, int64_t *out, int max)
{
    ptrdiff_t n;
    int k = 0;
    const Anno *y = ALL(immagine_archivio(p->img), Anno, ANNO, &n);
    for (ptrdiff_t i = n - 1; i >= 0 && k < max; i--) out[k++] = y[i].anno;
    qsort(out, (size_t)k, sizeof *out, latest_first);
    return k;
}

/* -- who */
static bool among(Str words, Str word)
{
    while (words.n) {
        ptrdiff_t cut = str_find(words, '|');
        if (str_eq(str_trim(str_sub(words, 0, cut < 0 ? words.n : cut)), word)) return true;
        words = cut < 0 ? S("") : str_sub(words, cut + 1, words.n);
    }
    return false;
}

Str voce_ruoli(Page *p, const ImmagineAnno *y, VoceId v)
{
    Str words = processo_chi(&y->processo, v, p->a), name = voce_nome(p->a, v);
    int n;
    const ChiPuo *c = permessi_competenze(&n);
    if (words.n) return words;
    for (int i = 0; i < n; i++)
        if (str_eq(name, str_of(c[i].evento)))
            words = str_fmt(p->a, "%.*s%s%s", STR_ARG(words), words.n ? "|" : "", ruolo_word(c[i].ruolo));
    return words;
}

static void put_holders(Page *p, Buf *b, Str role)
{
    const Archivio *arch = immagine_archivio(p->img);
    ptrdiff_t n, found = 0;
    const Incarico *x = ALL(arch, Incarico, INCARICO, &n);
    for (ptrdiff_t i = 0; i < n; i++) {
        if (!str_eq(x[i].ruolo, role) || !incarico_oggi(&x[i], p->oggi)) continue;
        const Persona *who = tabella_find(p->a, &arch->tabelle[ENTITA_PERSONA], x[i].persona);
        if (!who || ++found > NOMI_MAX) continue;
        buf_fmt(b, "%s%.*s %.*s", found > 1 ? ", " : ": ", STR_ARG(who->nome), STR_ARG(who->cognome));
    }
    if (found > NOMI_MAX) {
        TrArg more = {"n", str_fmt(p->a, "%td", found - NOMI_MAX)};
        buf_put(b, S(" "));
        buf_put(b, tr_fill(p->a, trn(p->h.lingua, "e un'altra persona", "e altre {n} persone", found - NOMI_MAX), &more, 1));
    }
}

Str voce_chi(Page *p, const ImmagineAnno *y, VoceId v)
{
    Buf b = buf_new(p->a);
    for (Str rest = voce_ruoli(p, y, v); rest.n;) {
        ptrdiff_t cut = str_find(rest, '|');
        Str word = str_trim(str_sub(rest, 0, cut < 0 ? rest.n : cut));
        Ruolo r;
        rest = cut < 0 ? S("") : str_sub(rest, cut + 1, rest.n);
        if (b.n) buf_put(&b, S("; "));
        buf_put(&b, ruolo_by_word(word, &r) ? tr_str(p->h.lingua, str_of(ruolo_parole(r))) : word);
        put_holders(p, &b, word);
    }
    return buf_str(&b);
}

bool voce_mia(Page *p, const ImmagineAnno *y, VoceId v)
{
    ptrdiff_t n;
    Str roles = voce_ruoli(p, y, v);
    const Incarico *x = ALL(immagine_archivio(p->img), Incarico, INCARICO, &n);
    for (ptrdiff_t i = 0; i < n; i++)
        if (str_eq(x[i].persona, p->persona) && incarico_oggi(&x[i], p->oggi) && among(roles, x[i].ruolo)) return true;
    return false;
}

/* -- what is missing */
bool voce_riunione(const ImmagineAnno *y, VoceId v)
{
    static const char *const kinds[] = {"riunione", "colloquio", "calibrazione", "incontro_personale",
                                        "giornata_trasparenza"};
    static const char *const begins[] = {"colloquio", "incontro", "calibrazione", "giornata"};
    if (y->processo.regole[v].n && y->processo.regole[v].items[0].atto.n) {
        for (Str rest = y->processo.regole[v].items[0].atto; rest.n;) {
            ptrdiff_t cut = str_find(rest, '|');
            Str word = str_trim(str_sub(rest, 0, cut < 0 ? rest.n : cut));
            bool meeting = false;
            rest = cut < 0 ? S("") : str_sub(rest, cut + 1, rest.n);
            for (ptrdiff_t i = 0; i < COUNT_OF(kinds); i++) meeting = meeting || str_eq(word, str_of(kinds[i]));
            if (!meeting) return false;
        }
        return true;
    }
    for (ptrdiff_t i = 0; i < COUNT_OF(begins); i++)
        if (str_starts(str_of(voce_info[v].nome), str_of(begins[i]))) return true;
    return false;
}

const Scadenza *mancante_scadenza(const ImmagineAnno *y, VoceId v)
{
    for (ptrdiff_t i = 0; i < y->termini.scadenze.n; i++)
        if (y->termini.scadenze.items[i].voce == v && !y->termini.scadenze.items[i].accaduto)
            return &y->termini.scadenze.items[i];
    return NULL;
}

Date scadenza_dal(const ImmagineAnno *y, const Scadenza *s)
{
    const Termine *t = s && s->regola ? &s->regola->dal : NULL;
    if (!t || t->specie != TERMINE_GIORNO) return (Date){0};
    return date_of((int)y->anno + t->scarto, t->mese, t->giorno);
}

/* The event that has to come right before v on its track, as it stands now: the last step of the shortest way to a state
 * in which v can happen. VOCE_COUNT: v can happen now. */
static VoceId step_before(const Binari *b, VoceId v)
{
    BinarioId track = voce_info[v].binario;
    int queue[STATI_MAX], n = 0;
    VoceId last[STATI_MAX];
    bool seen[STATI_MAX] = {false};
    queue[n++] = b->binario[track].stato;
    last[queue[0]] = VOCE_COUNT;
    seen[queue[0]] = true;
    for (int at = 0; at < n; at++) {
        for (ptrdiff_t i = 0; i < n_passaggi; i++) {
            const PassaggioInfo *x = &passaggio_info[i];
            if (x->binario == track && x->voce == v && (x->da < 0 || x->da == queue[at])) return last[queue[at]];
        }
        for (ptrdiff_t i = 0; i < n_passaggi; i++) {
            const PassaggioInfo *x = &passaggio_info[i];
            if (x->binario != track || x->rinvio || x->da != queue[at] || x->a < 0 || x->a >= STATI_MAX || seen[x->a])
                continue;
            seen[x->a] = true;
            last[x->a] = x->voce;
            queue[n++] = x->a;
        }
    }
    return VOCE_COUNT;
}

static Attesa waits_for(Page *p, const ImmagineAnno *y, VoceId v)
{
    Str cosa = str_fmt(p->a, "%.*s (%.*s)", STR_ARG(voce_parole(p, v)), STR_ARG(binario_parole(p, voce_info[v].binario)));
    return (Attesa){cosa, voce_chi(p, y, v)};
}

void mancante_attese(Page *p, const ImmagineAnno *y, const Mancante *m, Compito *out)
{
    VoceId before = step_before(&y->binari, m->voce);
    if (before != VOCE_COUNT) *PUSH(p->a, &out->attese) = waits_for(p, y, before);
    for (ptrdiff_t i = 0; i < m->attende.n; i++) {
        Str word = m->attende.items[i]; /* an event, perhaps with what that one waits for; or words */
        ptrdiff_t comma = str_find(word, ',');
        VoceId v = voce_by_name(word);
        if (v == VOCE_COUNT && comma > 0) v = voce_by_name(str_sub(word, 0, comma));
        if (v == before && v != VOCE_COUNT) continue;
        if (v != VOCE_COUNT) *PUSH(p->a, &out->attese) = waits_for(p, y, v);
        else *PUSH(p->a, &out->attese) = (Attesa){tr_str(p->h.lingua, word), S("")};
    }
}

static Urgenza urgency(const Page *p, const Compito *c)
{
    if (c->attese.n || (date_is(c->dal) && date_cmp(c->dal, p->oggi) > 0)) return URGENZA_ATTESA;
    if (!date_is(c->entro)) return URGENZA_SENZA;
    if (date_cmp(c->avviso, p->oggi) < 0) return URGENZA_TARDI;
    return date_days_between(p->oggi, c->entro) <= COMPITI_PRESTO ? URGENZA_PRESTO : URGENZA_DOPO;
}

static Collegamento button(Page *p, const ImmagineAnno *y, VoceId v)
{
    Str name = voce_nome(p->a, v);
    bool meeting = voce_riunione(y, v);
    Azione z = meeting ? AZIONE_RIUNIONE_REGISTRA : AZIONE_ATTO_REGISTRA;
    if (!page_puo(p, z, (Ambito){.anno = y->anno, .evento = name})) return (Collegamento){0};
    return (Collegamento){meeting ? _("Registra la riunione") : _("Registra l'atto"),
                          str_fmt(p->a, "/anno/%lld/%s?evento=%.*s", (long long)y->anno,
                                  meeting ? "riunioni/nuova" : "atti/nuovo", STR_ARG(name))};
}

static void of_year(Page *p, const ImmagineAnno *y, Compiti *out)
{
    for (int t = 0; t < BIN_COUNT; t++) {
        const BinarioAnno *track = &y->binari.binario[t];
        for (ptrdiff_t i = 0; track->applicabile && i < track->mancanti.n; i++) {
            const Mancante *m = &track->mancanti.items[i];
            if (!voce_mia(p, y, m->voce)) continue;
            const Scadenza *s = mancante_scadenza(y, m->voce);
            Compito c = {.anno = y->anno, .voce = m->voce, .volte = m->volte, .cosa = voce_parole(p, m->voce),
                         .dove = str_fmt(p->a, "%.*s %lld", STR_ARG(binario_parole(p, (BinarioId)t)), (long long)y->anno),
                         .fonte = str_of(voce_info[m->voce].fonte), .dal = scadenza_dal(y, s)};
            if (s) c.entro = s->entro, c.avviso = s->avviso, c.legge = s->legge;
            c.solo_avviso = s && s->regola && s->regola->avviso;
            mancante_attese(p, y, m, &c);
            c.urgenza = urgency(p, &c);
            if (c.urgenza != URGENZA_ATTESA) c.azione = button(p, y, m->voce);
            *PUSH(p->a, out) = c;
        }
    }
}

/* -- what is no event: marks of a group, one's own sheet, interviews to acknowledge */
static bool has_level(const Archivio *arch, Str group, Str level)
{
    ptrdiff_t n;
    const Semischeda *s = ALL(arch, Semischeda, SEMISCHEDA, &n);
    for (ptrdiff_t i = 0; i < n; i++)
        if (str_eq(s[i].gruppo, group) && str_eq(s[i].livello, level)) return true;
    return false;
}

static void of_groups(Page *p, Compiti *out)
{
    static const struct { Azione z; const char *level, *cosa, *bottone; } steps[] = {
        {AZIONE_SEMISCHEDA_PROPONI, "proposta", N_("Proporre i punteggi del gruppo {gruppo}"), N_("Apri il tavolo")},
        {AZIONE_SEMISCHEDA_VERIFICA, "verificata", N_("Verificare i punteggi del gruppo {gruppo}"), N_("Apri il tavolo")}};
    const Archivio *arch = immagine_archivio(p->img);
    ptrdiff_t n;
    const Gruppo *g = ALL(arch, Gruppo, GRUPPO, &n);
    for (ptrdiff_t i = 0; i < n; i++) {
        const ImmagineAnno *y = immagine_anno(p->img, g[i].anno);
        if (!y || !y->sistema_noto || date_is(y->binari.fatto[VOCE_VALUTAZIONE_PERSONALE_determina])) continue;
        for (ptrdiff_t k = 0; k < COUNT_OF(steps); k++) {
            if (has_level(arch, g[i].codice, str_of(steps[k].level))) continue;
            if (!page_puo(p, steps[k].z, (Ambito){.anno = g[i].anno, .gruppo = g[i].codice})) continue;
            TrArg name = {"gruppo", g[i].codice};
            Compito c = {.anno = g[i].anno, .voce = VOCE_COUNT, .urgenza = URGENZA_SENZA, .fonte = k ? S("S-N.59-61") : S("S-N.51"),
                         .cosa = tr_fill(p->a, tr_str(p->h.lingua, str_of(steps[k].cosa)), &name, 1),
                         .dove = str_fmt(p->a, "%.*s %lld", STR_ARG(binario_parole(p, BIN_VALUTAZIONE_PERSONALE)),
                                         (long long)g[i].anno)};
            if (!date_is(y->binari.fatto[VOCE_CONSUNTIVO_chiude])) {
                *PUSH(p->a, &c.attese) = waits_for(p, y, VOCE_CONSUNTIVO_chiude);
                c.urgenza = URGENZA_ATTESA;
            } else {
                c.azione = (Collegamento){tr_str(p->h.lingua, str_of(steps[k].bottone)),
                                          str_fmt(p->a, "/anno/%lld/tavolo/%.*s", (long long)g[i].anno,
                                                  STR_ARG(url_encode(p->a, g[i].codice)))};
            }
            *PUSH(p->a, out) = c;
        }
    }
}

static void of_sheets(Page *p, Compiti *out)
{
    ptrdiff_t n;
    int64_t last = 0, now = immagine_anno_corrente(p->img);
    const Scheda *s = ALL(immagine_archivio(p->img), Scheda, SCHEDA, &n);
    for (ptrdiff_t i = 0; i < n; i++) {
        if (!str_eq(s[i].persona, p->persona) || s[i].anno == last || s[i].anno < now - 1) continue;
        last = s[i].anno;
        if (!page_puo(p, AZIONE_SCHEDA_LEGGI, (Ambito){.anno = last, .persona = p->persona})) continue;
        TrArg year = {"anno", str_fmt(p->a, "%lld", (long long)last)};
        *PUSH(p->a, out) = (Compito){
            .anno = last, .voce = VOCE_COUNT, .urgenza = URGENZA_LEGGERE, .fonte = S("C-4.31"),
            .cosa = tr_fill(p->a, _("La valutazione del {anno} è decisa"), &year, 1),
            .dove = _("Ogni punteggio, con il perché."),
            .azione = {_("Guarda la scheda"), str_fmt(p->a, "/anno/%lld/mia-scheda", (long long)last)}};
    }
}

/* Of interviews one by one: what was said there is about him. Of other meetings only how many. */
static void of_meetings(Page *p, Compiti *out)
{
    const Archivio *arch = immagine_archivio(p->img);
    ptrdiff_t n;
    int64_t others = 0, year = 0;
    const Partecipante *x = ALL(arch, Partecipante, PARTECIPANTE, &n);
    for (ptrdiff_t i = 0; i < n; i++) {
        if (!str_eq(x[i].persona, p->persona) || date_is(x[i].presa_visione)) continue;
        const Riunione *r = tabella_find(p->a, &arch->tabelle[ENTITA_RIUNIONE], x[i].riunione);
        if (!r || date_cmp(r->data, p->oggi) > 0 || !page_puo(p, AZIONE_PRESA_VISIONE, (Ambito){.riunione = r->codice}))
            continue;
        if (!str_eq(x[i].qualita, S("valutato"))) {
            others++;
            if (r->anno > year) year = r->anno;
            continue;
        }
        TrArg day = {"data", lingua_data(p->a, p->h.lingua, r->data)};
        *PUSH(p->a, out) = (Compito){
            .anno = r->anno, .voce = VOCE_COUNT, .urgenza = URGENZA_LEGGERE, .fonte = S("C-4.20, C-4.28, S-N.65"),
            .cosa = tr_fill(p->a, _("Dare atto del colloquio del {data}"), &day, 1), .dove = r->oggetto,
            .azione = {_("Dai atto"), str_fmt(p->a, "/riunioni/%.*s", STR_ARG(url_encode(p->a, r->codice)))}};
    }
    if (!others) return;
    TrArg many = {"n", str_fmt(p->a, "%lld", (long long)others)};
    *PUSH(p->a, out) = (Compito){
        .anno = year, .voce = VOCE_COUNT, .urgenza = URGENZA_LEGGERE, .fonte = S("X-03"),
        .cosa = tr_fill(p->a, trn(p->h.lingua, "Dare atto di una riunione", "Dare atto di {n} riunioni", others), &many, 1),
        .dove = _("Riunioni e colloqui tenuti, ancora senza presa visione."),
        .azione = {_("Vedi le riunioni"), S("/riunioni?stato=da-confermare")}};
}

static int by_urgency(const void *a, const void *b)
{
    const Compito *x = a, *y = b;
    if (x->urgenza != y->urgenza) return x->urgenza < y->urgenza ? -1 : 1;
    if (date_is(x->entro) != date_is(y->entro)) return date_is(x->entro) ? -1 : 1;
    if (date_cmp(x->entro, y->entro)) return date_cmp(x->entro, y->entro);
    if (x->anno != y->anno) return x->anno < y->anno ? -1 : 1;
    if (x->voce != y->voce) return x->voce < y->voce ? -1 : 1;
    return str_cmp(x->cosa, y->cosa);
}

void compiti_di(Page *p, Compiti *out)
{
    int64_t years[ANNI_MAX];
    *out = (Compiti){0};
    int n = page_anni(p, years, ANNI_MAX);
    for (int i = 0; i < n; i++) {
        const ImmagineAnno *y = immagine_anno(p->img, years[i]);
        if (y && y->sistema_noto) of_year(p, y, out);
    }
    of_groups(p, out);
    of_sheets(p, out);
    of_meetings(p, out);
    if (out->n) qsort(out->items, (size_t)out->n, sizeof *out->items, by_urgency);
}
