/* aggregati.c - floor 4: public figures on scores and rewards, safe against who counts back. Pure.
 *
 * One table of counts, group of personnel by class of score, closed by totals; its small cells and their complements
 * are left out (soppressione.h). Amounts are given by populations of at least `minimo` people who were paid, joined
 * until they are: the Segretario generale and few dirigenti are only in totals (12.6). A mean is given where it does
 * not tell which of the possible tables is the true one; the lowest and highest score only where as many people share
 * it. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "cycle/aggregati.h"

#include "cycle/binari_fatti.h"

enum { DIRIGENTI = 0, POSIZIONI = 1, PERSONALE = 2, POPOLAZIONI = AGGREGATI_POPOLAZIONI };
static const char *const popolazioni[] = {"dirigenti", "posizioni organizzative", "personale"};

/* One evaluated person: share of the highest score, in percent, and what is paid. */
typedef struct Valutato { Str persona, categoria; int popolazione; bool vertice; Num percento; int64_t cent; } Valutato;
typedef struct GruppoPremi { Str nome; int popolazione; LIST(Num) percento; } GruppoPremi;
typedef struct Statistica { Num media; bool data; int64_t n; } Statistica;

typedef struct Premi {
    const Valutazione *v;
    Arena *a;
    Difetti *d;
    Aggregati *out;
    LIST(Valutato) valutati;
    LIST(GruppoPremi) gruppi;
    Conteggi *t;              /* NULL: not shown */
    Statistica medie[POPOLAZIONI];
} Premi;

/* Fewer than five dirigenti are only in totals, whatever the body chose (12.6). */
static int64_t minimum_of(const Premi *x, int popolazione)
{
    return popolazione == DIRIGENTI && x->out->minimo < 5 ? 5 : x->out->minimo;
}

static int64_t to_cents(Premi *x, Num euro)
{
    int64_t c = 0;
    bool whole = num_to_int(x->a, num_mul(x->a, euro, num_int(100)), &c);
    ASSERT(whole); /* money is printed with two places */
    return c;
}

static Str person_of(Str id)
{
    ptrdiff_t at = str_find(id, '@');
    return at < 0 ? id : str_sub(id, 0, at);
}

/* A person with several sheets of a kind counts once, with the first score and all that is paid. */
static void add(Premi *x, Str id, int popolazione, Str categoria, Num percento, int64_t cent)
{
    Str who = person_of(id);
    for (ptrdiff_t i = 0; i < x->valutati.n; i++) {
        Valutato *v = &x->valutati.items[i];
        if (v->popolazione != popolazione || !str_eq(v->persona, who)) continue;
        v->cent += cent;
        return;
    }
    bool top = popolazione == DIRIGENTI && fatti_ruolo(x->v->arch, x->v->anno, S("sg"), who);
    *PUSH(x->a, &x->valutati) = (Valutato){who, categoria, popolazione, top, percento, cent};
}

static void collect(Premi *x)
{
    Arena *a = x->a;
    const Caso *c = &x->v->caso;
    const EsitoCaso *e = &x->v->esito;
    for (ptrdiff_t i = 0; c->ha_dirigenti && i < c->n_dirigenti; i++)
        add(x, c->dirigenti[i].id, DIRIGENTI, S(""), e->dirigenti[i].totale, to_cents(x, e->dirigenti[i].retribuzione));
    for (ptrdiff_t i = 0; c->ha_posizioni && i < c->n_posizioni; i++)
        add(x, c->posizioni[i].id, POSIZIONI, S(""), e->posizioni[i].indice, to_cents(x, e->posizioni[i].retribuzione));
    Num best = num_int(0);
    for (int f = 0; c->ha_premi && f < c->sistema->n_fasce; f++) best = num_max(best, c->premi.coefficienti[f]);
    best = num_mul(a, best, num_int(2)); /* one coefficient a half-sheet */
    for (ptrdiff_t i = 0; c->ha_premi && i < c->premi.n_persone && num_sign(best) > 0; i++) {
        Persona *key = record_new(a, entita_info(ENTITA_PERSONA));
        key->codice = person_of(c->premi.persone[i].id);
        const Persona *p = tabella_find(a, &x->v->arch->tabelle[ENTITA_PERSONA],
                                        record_key(a, entita_info(ENTITA_PERSONA), key));
        Num share = num_div(a, num_mul(a, *e->premi.persone[i].cpc, num_int(100)), best);
        add(x, c->premi.persone[i].id, PERSONALE, p && p->categoria.n ? p->categoria : S("senza categoria"), share,
            persona_cent(&e->premi.persone[i]));
    }
}

/* What is paid on top: premiums of dirigenti (F-74), individual premi (S-N.69). False: the person was not evaluated. */
static bool pay_more(Premi *x, Str id, int popolazione, int64_t cent)
{
    for (ptrdiff_t i = 0; i < x->valutati.n; i++) {
        Valutato *v = &x->valutati.items[i];
        if (v->popolazione != popolazione || !str_eq(v->persona, person_of(id))) continue;
        v->cent += cent;
        return true;
    }
    return false;
}

static GruppoPremi *group_of(Premi *x, int popolazione, Str nome)
{
    for (ptrdiff_t i = 0; i < x->gruppi.n; i++)
        if (x->gruppi.items[i].popolazione == popolazione && str_eq(x->gruppi.items[i].nome, nome))
            return &x->gruppi.items[i];
    GruppoPremi *g = PUSH(x->a, &x->gruppi);
    *g = (GruppoPremi){.nome = nome, .popolazione = popolazione};
    return g;
}

static void join(Premi *x, GruppoPremi *into, GruppoPremi *from, Str nome)
{
    for (ptrdiff_t i = 0; i < from->percento.n; i++) *PUSH(x->a, &into->percento) = from->percento.items[i];
    into->nome = nome;
    *from = x->gruppi.items[--x->gruppi.n];
}

static ptrdiff_t smallest(const Premi *x, int popolazione, ptrdiff_t but)
{
    ptrdiff_t best = -1;
    for (ptrdiff_t i = 0; i < x->gruppi.n; i++)
        if (i != but && x->gruppi.items[i].popolazione == popolazione &&
            (best < 0 || x->gruppi.items[i].percento.n < x->gruppi.items[best].percento.n))
            best = i;
    return best;
}

static int by_name(const void *x, const void *y)
{
    const GruppoPremi *p = x, *q = y;
    return p->popolazione != q->popolazione ? p->popolazione - q->popolazione : str_cmp(p->nome, q->nome);
}

/* Rows of the table: dirigenti without the Segretario generale, PO, each category of staff; categories of fewer than
 * `minimo` people are joined with the next larger one. Populations that stay too small are left to the totals. */
static void make_groups(Premi *x)
{
    for (ptrdiff_t i = 0; i < x->valutati.n; i++) {
        const Valutato *v = &x->valutati.items[i];
        if (v->vertice) continue;
        GruppoPremi *g = group_of(x, v->popolazione,
                                  v->popolazione == PERSONALE ? v->categoria : str_of(popolazioni[v->popolazione]));
        *PUSH(x->a, &g->percento) = v->percento;
    }
    if (x->gruppi.n) qsort(x->gruppi.items, (size_t)x->gruppi.n, sizeof *x->gruppi.items, by_name);
    for (;;) {
        ptrdiff_t low = smallest(x, PERSONALE, -1), next = low < 0 ? -1 : smallest(x, PERSONALE, low);
        if (next < 0 || x->gruppi.items[low].percento.n >= x->out->minimo) break;
        GruppoPremi *g = &x->gruppi.items[low], *h = &x->gruppi.items[next];
        Str nome = str_cmp(g->nome, h->nome) < 0 ? str_fmt(x->a, "%.*s, %.*s", STR_ARG(g->nome), STR_ARG(h->nome))
                                                 : str_fmt(x->a, "%.*s, %.*s", STR_ARG(h->nome), STR_ARG(g->nome));
        join(x, h, g, nome);
    }
    for (ptrdiff_t i = x->gruppi.n; i-- > 0;)
        if (x->gruppi.items[i].percento.n < minimum_of(x, x->gruppi.items[i].popolazione))
            x->gruppi.items[i] = x->gruppi.items[--x->gruppi.n];
    if (x->gruppi.n) qsort(x->gruppi.items, (size_t)x->gruppi.n, sizeof *x->gruppi.items, by_name);
}

static int class_of(const Premi *x, Num percento)
{
    int k = 0;
    while (k < x->out->n_classi - 1 && num_cmp(percento, x->out->soglie[k]) < 0) k++;
    return k;
}

static bool read_classes(Premi *x)
{
    const Parametro *given = fatti_parametro(x->v->arch, x->v->anno, S("pubblica.classi"));
    Str rest = given ? str_trim(given->valore) : S("90 75 50");
    bool fine = rest.n > 0;
    int n = 0, places;
    while (rest.n && fine) {
        ptrdiff_t cut = str_find(rest, ' ');
        Str word = str_sub(rest, 0, cut < 0 ? rest.n : cut);
        rest = cut < 0 ? S("") : str_trim(str_sub(rest, cut, rest.n));
        fine = n < CLASSI_MAX - 1 && num_parse(x->a, word, 3, 2, &x->out->soglie[n], &places) &&
               num_sign(x->out->soglie[n]) > 0 &&
               num_cmp(x->out->soglie[n], n ? x->out->soglie[n - 1] : num_int(101)) < 0;
        n++;
    }
    x->out->n_classi = n + 1;
    if (!fine)
        difetto(x->d, 0, S("parametri pubblica.classi"),
                "da 1 a 5 percentuali sopra 0 e fino a 100, dalla più alta, separate da spazi: 90 75 50");
    for (int c = 0; fine && c < x->out->n_classi; c++) {
        Str low = c < x->out->n_classi - 1 ? num_exact(x->a, x->out->soglie[c]) : S("0");
        Str high = c ? num_exact(x->a, x->out->soglie[c - 1]) : S("100");
        x->out->classi[c] = !c ? str_fmt(x->a, "almeno il %.*s %%", STR_ARG(low))
                          : c == x->out->n_classi - 1 ? str_fmt(x->a, "meno del %.*s %%", STR_ARG(high))
                          : str_fmt(x->a, "dal %.*s a meno del %.*s %%", STR_ARG(low), STR_ARG(high));
    }
    return fine;
}

static void count(Premi *x)
{
    if (!x->gruppi.n) return;
    Conteggi *t = conteggi_new(x->a, (int)x->gruppi.n, x->out->n_classi);
    for (int g = 0; g < t->righe; g++)
        for (ptrdiff_t i = 0; i < x->gruppi.items[g].percento.n; i++)
            t->celle[conteggi_at(t, g, class_of(x, x->gruppi.items[g].percento.items[i]))]++;
    conteggi_somma(t);
    if (soppressione(t, x->out->minimo, x->a)) {
        x->t = t;
        return;
    }
    *PUSH(x->a, &x->out->avvisi) = S(
        "la distribuzione dei punteggi non è mostrata: i valutati sono troppo pochi o troppo simili");
}

/* -- means */
static bool has_hidden(const Premi *x, int popolazione)
{
    for (int g = 0; g < x->t->righe; g++)
        for (int c = 0; c <= x->t->colonne; c++)
            if (x->gruppi.items[g].popolazione == popolazione && x->t->taciute[conteggi_at(x->t, g, c)]) return true;
    return false;
}

/* A table could be the true one as far as a published mean tells: the lowest and highest sum of scores that its counts
 * allow hold the mean between them. */
static bool agrees(Premi *x, const int64_t *celle, int popolazione, Arena scratch)
{
    const Statistica *m = &x->medie[popolazione];
    Num low = num_int(0), high = low;
    for (int g = 0; g < x->t->righe; g++)
        for (int c = 0; c < x->out->n_classi && x->gruppi.items[g].popolazione == popolazione; c++) {
            Num n = num_int(celle[conteggi_at(x->t, g, c)]);
            if (c < x->out->n_classi - 1) low = num_add(&scratch, low, num_mul(&scratch, n, x->out->soglie[c]));
            high = num_add(&scratch, high, num_mul(&scratch, n, c ? x->out->soglie[c - 1] : num_int(100)));
        }
    Num n = num_int(m->n), half = num_ratio(&scratch, 1, 2);
    bool fine = num_cmp(low, num_mul(&scratch, n, num_add(&scratch, m->media, half))) <= 0
                && num_cmp(high, num_mul(&scratch, n, num_sub(&scratch, m->media, half))) >= 0;
    arena_free(&scratch);
    return fine;
}

/* For a left-out cell: another table with which all published means agree. False: bad says whose mean is in the way. */
static bool open_still(Premi *x, int r, int c, int *bad)
{
    Arena *a = x->a;
    int64_t *other = NEW_N(a, int64_t, (x->t->righe + 1) * (x->t->colonne + 1));
    for (int verso = 1; verso >= -1; verso -= 2) {
        if (!soppressione_altra(x->t, r, c, verso, other, a)) continue;
        int wrong = -1;
        for (int k = 0; k < POPOLAZIONI && wrong < 0; k++)
            if (x->medie[k].data && !agrees(x, other, k, (Arena){0})) wrong = k;
        if (wrong < 0) return true;
        *bad = wrong;
    }
    return false;
}

static void means(Premi *x)
{
    Arena *a = x->a;
    Num sums[POPOLAZIONI] = {num_int(0), num_int(0), num_int(0)};
    for (ptrdiff_t g = 0; g < x->gruppi.n; g++)
        for (ptrdiff_t i = 0; i < x->gruppi.items[g].percento.n; i++) {
            int k = x->gruppi.items[g].popolazione;
            sums[k] = num_add(a, sums[k], x->gruppi.items[g].percento.items[i]);
            x->medie[k].n++;
        }
    for (int k = 0; k < POPOLAZIONI; k++)
        if (x->medie[k].n)
            x->medie[k] = (Statistica){num_round(a, num_div(a, sums[k], num_int(x->medie[k].n)), 0, HALF_UP), true,
                                       x->medie[k].n};
    for (int r = 0; r <= x->t->righe; r++)
        for (int c = 0; c <= x->t->colonne; c++) {
            int bad = -1;
            while (x->t->taciute[conteggi_at(x->t, r, c)] && !open_still(x, r, c, &bad)) {
                ASSERT(bad >= 0); /* without means soppressione has found another table */
                x->medie[bad].data = false;
            }
        }
}

/* The lowest (-1) or highest (1) score of a population, if as many people as `minimo` have exactly that. */
static Str extreme(Premi *x, int popolazione, int verso)
{
    Num best = {0};
    int64_t sharing = 0;
    for (ptrdiff_t g = 0; g < x->gruppi.n; g++)
        for (ptrdiff_t i = 0; x->gruppi.items[g].popolazione == popolazione && i < x->gruppi.items[g].percento.n; i++) {
            Num v = x->gruppi.items[g].percento.items[i];
            int c = num_is(best) ? num_cmp(v, best) * verso : 1;
            if (c > 0) best = v, sharing = 0;
            sharing += c >= 0;
        }
    if (sharing < x->out->minimo || has_hidden(x, popolazione)) return AGGREGATI_TACIUTO;
    return num_fixed(x->a, num_round(x->a, best, 2, HALF_UP), 2);
}

typedef struct Importi { Str nome; int64_t stanziato, distribuito, pagati, minimo; bool presente; } Importi;

static void on_top(Premi *x, Importi m[POPOLAZIONI])
{
    const Caso *c = &x->v->caso;
    const EsitoCaso *e = &x->v->esito;
    for (ptrdiff_t i = 0; c->ha_primi && i < c->n_dirigenti; i++) {
        if (!e->primi.presi[i]) continue;
        int64_t more = to_cents(x, e->primi.importo);
        m[DIRIGENTI].stanziato += more;
        (void)pay_more(x, c->dirigenti[i].id, DIRIGENTI, more);
    }
    if (!c->ha_merito) return;
    m[PERSONALE].stanziato += to_cents(x, c->merito.fondo);
    for (ptrdiff_t i = 0; i < c->merito.n; i++)
        if (!pay_more(x, c->merito.persone[i].id, PERSONALE, e->merito.persone[i].importo_cent)) m[PERSONALE].distribuito += e->merito.persone[i].importo_cent;
}

static void amounts(Premi *x, Importi m[POPOLAZIONI])
{
    const Caso *c = &x->v->caso;
    for (int k = 0; k < POPOLAZIONI; k++)
        m[k] = (Importi){.nome = str_of(k == DIRIGENTI ? "Segretario generale e dirigenti" : popolazioni[k]),
                         .minimo = minimum_of(x, k)};
    for (ptrdiff_t i = 0; c->ha_dirigenti && i < c->n_dirigenti; i++)
        if (num_is(c->dirigenti[i].retribuzione_massima))
            m[DIRIGENTI].stanziato += to_cents(x, c->dirigenti[i].retribuzione_massima);
    for (ptrdiff_t i = 0; c->ha_posizioni && i < c->n_posizioni; i++)
        if (num_is(c->posizioni[i].retribuzione_massima))
            m[POSIZIONI].stanziato += to_cents(x, c->posizioni[i].retribuzione_massima);
    if (c->ha_premi && !c->premi.n_fondi) m[PERSONALE].stanziato = to_cents(x, c->premi.fondo);
    for (ptrdiff_t i = 0; c->ha_premi && i < c->premi.n_fondi; i++) m[PERSONALE].stanziato += to_cents(x, c->premi.fondi[i].importo);
    on_top(x, m);
    for (ptrdiff_t i = 0; i < x->valutati.n; i++) {
        const Valutato *v = &x->valutati.items[i];
        m[v->popolazione].presente = true;
        m[v->popolazione].distribuito += v->cent;
        m[v->popolazione].pagati += v->cent > 0;
    }
}

/* Populations side by side, joined until as many people as `minimo` were paid in each. Returns how many are left. */
static int join_amounts(Premi *x, Importi m[POPOLAZIONI])
{
    int n = 0;
    for (int k = 0; k < POPOLAZIONI; k++)
        if (m[k].presente) m[n++] = m[k];
    for (int k = 0; k < n;) {
        if (m[k].pagati >= m[k].minimo || n == 1) {
            k++;
            continue;
        }
        int to = k + 1 < n ? k : k - 1; /* with the next one; the last with the one before */
        m[to] = (Importi){str_fmt(x->a, "%.*s, %.*s", STR_ARG(m[to].nome), STR_ARG(m[to + 1].nome)),
                          m[to].stanziato + m[to + 1].stanziato,
                          m[to].distribuito + m[to + 1].distribuito,
                          m[to].pagati + m[to + 1].pagati,
                          x->out->minimo,
                          true};
        for (int i = to + 1; i + 1 < n; i++) m[i] = m[i + 1];
        n--;
        k = 0;
    }
    return n == 1 && m[0].pagati < m[0].minimo ? 0 : n;
}

static void show_amounts(Premi *x)
{
    Importi m[POPOLAZIONI];
    amounts(x, m);
    int n = join_amounts(x, m);
    if (!n && x->valutati.n)
        *PUSH(x->a, &x->out->avvisi) = str_fmt(x->a, "gli importi non sono mostrati: i premiati sono meno di %lld",
                                               (long long)x->out->minimo);
    if (!n) return;
    int64_t given = 0, paid = 0;
    for (int k = 0; k < n; k++) {
        x->out->importi[k].nome = m[k].nome;
        given += x->out->importi[k].stanziato_cent = m[k].stanziato;
        paid += x->out->importi[k].distribuito_cent = m[k].distribuito;
    }
    x->out->importi[n].nome = S("totale");
    x->out->importi[n].stanziato_cent = given;
    x->out->importi[n].distribuito_cent = paid;
    x->out->n_importi = n + 1;
}

static void show_populations(Premi *x)
{
    for (int k = 0; k < POPOLAZIONI; k++) {
        if (!x->medie[k].n) continue;
        int i = x->out->n_popolazioni++;
        x->out->popolazioni[i].nome = str_of(popolazioni[k]);
        x->out->popolazioni[i].media = x->medie[k].data ? num_exact(x->a, x->medie[k].media) : AGGREGATI_TACIUTO;
        x->out->popolazioni[i].minimo = extreme(x, k, -1);
        x->out->popolazioni[i].massimo = extreme(x, k, 1);
    }
}

static bool read_minimum(Premi *x)
{
    const Parametro *p = fatti_parametro(x->v->arch, x->v->anno, S("pubblica.minimo"));
    Num n;
    int places;
    int64_t *m = &x->out->minimo;
    *m = 5;
    if (!p || (num_parse(x->a, p->valore, 4, 0, &n, &places) && num_to_int(x->a, n, m) && *m >= 3)) return true;
    difetto(x->d, 0, S("parametri pubblica.minimo"),
            "un numero intero, almeno 3: con meno persone un totale dice il dato di una sola");
    return false;
}

Err aggregati_premi(const Valutazione *v, Arena *a, Aggregati *out, Difetti *d)
{
    *out = (Aggregati){0};
    Premi x = {.v = v, .a = a, .d = d, .out = out};
    bool minimum = read_minimum(&x), classes = read_classes(&x); /* both tell what is wrong */
    if (!minimum || !classes) return E_DATI;
    collect(&x);
    make_groups(&x);
    count(&x);
    show_amounts(&x);
    if (!x.t) return OK;
    means(&x);
    show_populations(&x);
    Str *names = NEW_N(a, Str, x.gruppi.n + 1);
    for (ptrdiff_t i = 0; i < x.gruppi.n; i++) names[i] = x.gruppi.items[i].nome;
    out->gruppi = names;
    out->conteggi = x.t;
    return OK;
}

Str aggregati_cella(const Aggregati *x, int riga, int colonna, Arena *a)
{
    int at = conteggi_at(x->conteggi, riga, colonna);
    return x->conteggi->taciute[at] ? AGGREGATI_TACIUTO : str_fmt(a, "%lld", (long long)x->conteggi->celle[at]);
}

Str aggregati_nota(const Aggregati *x, Arena *a)
{
    return str_fmt(
        a,
        "n.p.: non pubblicato, perché riguarda meno di %lld persone o perché dagli altri numeri si ricaverebbe. Il"
        " Segretario generale e i gruppi più piccoli sono solo negli importi complessivi.",
        (long long)x->minimo);
}
