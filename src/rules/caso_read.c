/* caso_read.c - floor 3: a case from its JSON, checked whole: its head, the tree, the dirigenti. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "rules/caso_lettore.h"
#include "rules/regole.h"

#include "format/json.h"

/* False: its state cannot be known. */
static bool leggi_indicatore(Lettore *l, Voce item, Str id, Pesi *pesi, CasoIndicatore *out)
{
    Tree *t = item.t;
    *out = (CasoIndicatore){.id = id};
    Num zero = num_int(0);
    pesi_add(l, pesi, voce(l, t, item.dove, "peso"), &out->peso);
    Voce op = voce_richiesta(l, t, item.dove, "operatore"), target = voce_richiesta(l, t, item.dove, "target");
    Voce stato = voce(l, t, item.dove, "stato"), valore = voce(l, t, item.dove, "valore");
    int word;
    if (op.t && parola(l, &op, ">= <= =", &word)) out->operatore = (Operatore)word;
    if (target.t) decimale(l, &target, &zero, NULL, 9, &out->target, NULL);
    word = RILEVATO;
    bool known = !stato.t || parola(l, &stato, "rilevato non_rilevato non_computabile", &word);
    out->stato = (StatoValore)word;
    out->stato_scritto = stato.t != NULL;
    if (known && out->stato != RILEVATO && valore.t) {
        rifiuta(l, valore.t->at, valore.dove, "con questo stato non c'è un valore: toglierlo");
        return true;
    }
    if (known && out->stato == RILEVATO && !valore.t)
        rifiuta(l, t->at, valore.dove, "manca: indicare il valore, oppure lo stato non_rilevato");
    if (valore.t) decimale(l, &valore, NULL, NULL, 9, &out->valore, NULL);
    return known;
}

void leggi_indicatori(Lettore *l, Voce list, CasoIndicatore **out, ptrdiff_t *n, bool *rilevabile)
{
    *rilevabile = true; /* unless we know that nothing was reported */
    if (!list.t || !elenco(l, &list)) return;
    *n = list.t->n;
    *out = NEW_N(l->a, CasoIndicatore, *n);
    Indice ids = {0};
    Pesi pesi = pesi_new();
    bool all = true, known = true;
    for (ptrdiff_t i = 0; i < *n; i++) {
        Voce item = elemento(l, list.t, list.dove, i);
        if (!oggetto(l, item.t, item.dove, "id peso operatore target valore stato")) {
            pesi.ignoti++;
            continue;
        }
        Str id = identita(l, item.t, item.dove, &ids, i, &all);
        if (!leggi_indicatore(l, item, id, &pesi, &(*out)[i])) known = false;
    }
    pesi_check(l, &pesi, list, false);
    if (!known || pesi.ignoti) return;
    *rilevabile = false;
    for (ptrdiff_t i = 0; i < *n && !*rilevabile; i++) {
        const CasoIndicatore *k = &(*out)[i];
        *rilevabile = k->stato == RILEVATO && (!num_is(k->peso) || num_sign(k->peso) > 0);
    }
}

/* Brothers' weights, one line a family where its first child begins. famiglia: a number below n + 1 for those who name
 * the same parent, -1 for a node whose parent is refused. */
static void check_families(Lettore *l, Voce v, const Caso *c, const ptrdiff_t *famiglia, const bool *weighed, const bool *refused)
{
    ptrdiff_t n = c->n_albero;
    Pesi *pesi = NEW_N(l->a, Pesi, n + 1);
    ptrdiff_t *first = NEW_N(l->a, ptrdiff_t, n + 1);
    for (ptrdiff_t i = 0; i <= n; i++) pesi[i] = pesi_new(), first[i] = -1;
    for (ptrdiff_t i = 0; i < n; i++) {
        ptrdiff_t f = famiglia[i];
        if (f < 0) continue;
        if (first[f] < 0) first[f] = i;
        if (!weighed[i]) pesi[f].assenti++;
        else pesi[f].presenti++;
        if (refused[i]) pesi[f].rifiutati++;
        else if (weighed[i]) pesi[f].somma = num_add(l->a, pesi[f].somma, c->albero[i].peso);
    }
    for (ptrdiff_t f = 0; f <= n; f++) {
        const Pesi *p = &pesi[f];
        if (first[f] < 0) continue;
        const char *what = p->assenti && p->presenti ? "alcuni pesi tra fratelli mancano: indicarli tutti o nessuno"
                           : p->presenti && !p->rifiutati && num_sign(p->somma) == 0 ? "la somma dei pesi tra fratelli è zero"
                                                                                     : NULL;
        if (!what) continue;
        l->any = true;
        difetto(l->d, v.t->items[first[f]].at, v.dove, "%s (dal nodo %.*s)", what, STR_ARG(c->albero[first[f]].id));
    }
}

void leggi_albero(Lettore *l, Voce v, Caso *c)
{
    if (!elenco(l, &v)) return;
    ptrdiff_t n = c->n_albero = v.t->n;
    c->albero = NEW_N(l->a, CasoNodo, n);
    bool *weighed = NEW_N(l->a, bool, n), *refused = NEW_N(l->a, bool, n);
    ptrdiff_t *famiglia = NEW_N(l->a, ptrdiff_t, n);
    Indice ids = {0}, padri = {0};
    bool all = true, *is_object = NEW_N(l->a, bool, n);
    for (ptrdiff_t i = 0; i < n; i++) {
        Voce item = elemento(l, v.t, v.dove, i);
        CasoNodo *k = &c->albero[i];
        k->padre = -1;
        is_object[i] = oggetto(l, item.t, item.dove, "id padre peso indicatori");
        if (!is_object[i]) {
            all = false;
            continue;
        }
        k->id = identita(l, item.t, item.dove, &ids, i, &all);
        Voce peso = voce(l, item.t, item.dove, "peso"), list = voce(l, item.t, item.dove, "indicatori");
        weighed[i] = peso.t != NULL;
        if (peso.t) refused[i] = !non_negativo(l, &peso, &k->peso);
        bool some;
        leggi_indicatori(l, list, &k->indicatori, &k->n_indicatori, &some);
    }
    for (ptrdiff_t i = 0; i < n; i++) {
        famiglia[i] = -1;
        if (!is_object[i]) continue;
        Voce item = elemento(l, v.t, v.dove, i), padre = voce_richiesta(l, item.t, item.dove, "padre");
        if (!padre.t || !padre.buona) continue;
        if (padre.t->kind == TREE_NULL) {
            famiglia[i] = 0;
            continue;
        }
        if (!testo(l, &padre)) continue;
        ptrdiff_t at = indice_get(&ids, padre.t->text);
        c->albero[i].padre = at;
        if (!all || (at >= 0 && at < i)) { /* while an id is refused, a parent is only a name */
            indice_put(l->a, &padri, padre.t->text, i + 1);
            famiglia[i] = indice_get(&padri, padre.t->text);
            continue;
        }
        rifiuta(l, padre.t->at, padre.dove, at < 0 ? "nodo sconosciuto: indicare l'id di un nodo precedente, o null"
                                                   : "il padre deve venire prima dei figli");
    }
    check_families(l, v, c, famiglia, weighed, refused);
}

void leggi_ente(Lettore *l, Voce v, Caso *c)
{
    if (!oggetto(l, v.t, v.dove, "id")) return;
    Indice ids = {0};
    bool all = true;
    c->ente = identita(l, v.t, v.dove, &ids, 0, &all);
    if (!c->ha_albero) rifiuta(l, v.t->at, v.dove, "serve anche l'albero: il risultato dell'ente è la media dei nodi senza padre");
}

/* The nodes of the tree by id; one that is refused makes all of them unknown. */
static bool nodi_noti(Lettore *l, const Caso *c, Indice *out)
{
    bool known = c->n_albero > 0;
    for (ptrdiff_t i = 0; i < c->n_albero; i++)
        if (!c->albero[i].id.n || !indice_put(l->a, out, c->albero[i].id, i)) known = false;
    return known;
}

static void leggi_nodi(Lettore *l, Voce list, const Indice *nodi, bool known, CasoUnita *u)
{
    if (!list.t || !elenco(l, &list)) return;
    u->nodi = NEW_N(l->a, ptrdiff_t, list.t->n);
    Indice seen = {0};
    for (ptrdiff_t i = 0; i < list.t->n; i++) {
        Voce one = elemento(l, list.t, list.dove, i);
        if (!testo(l, &one)) continue;
        ptrdiff_t at = indice_get(nodi, one.t->text);
        if (at < 0 && known) rifiuta(l, one.t->at, one.dove, "nodo sconosciuto: indicare l'id di un nodo dell'albero");
        else if (!indice_put(l->a, &seen, one.t->text, i)) rifiuta(l, one.t->at, one.dove, "nodo ripetuto: lasciarne uno");
        else if (at >= 0) u->nodi[u->n++] = at;
    }
}

void leggi_unita(Lettore *l, Voce v, Caso *c)
{
    if (!elenco(l, &v)) return;
    c->n_unita = v.t->n;
    c->unita = NEW_N(l->a, CasoUnita, c->n_unita);
    Indice ids = {0}, nodi = {0};
    bool all = true, known = nodi_noti(l, c, &nodi);
    if (!c->ha_albero) rifiuta(l, v.t->at, v.dove, "serve anche l'albero: il risultato di un'unità è la media dei suoi obiettivi");
    for (ptrdiff_t i = 0; i < c->n_unita; i++) {
        Voce item = elemento(l, v.t, v.dove, i);
        if (!oggetto(l, item.t, item.dove, "id nodi")) continue;
        c->unita[i].id = identita(l, item.t, item.dove, &ids, i, &all);
        leggi_nodi(l, voce_richiesta(l, item.t, item.dove, "nodi"), &nodi, known, &c->unita[i]);
    }
}

void leggi_fasce(Lettore *l, Voce v, bool know_verso, bool decrescente, CasoFascia **out, ptrdiff_t *n_out)
{
    if (!elenco(l, &v)) return;
    ptrdiff_t n = *n_out = v.t->n;
    CasoFascia *fasce = *out = NEW_N(l->a, CasoFascia, n);
    bool soglie = know_verso, livelli = true, shape = true, objects = true;
    for (ptrdiff_t i = 0; i < n; i++) {
        Voce row = elemento(l, v.t, v.dove, i);
        if (!oggetto(l, row.t, row.dove, "soglia livello")) {
            objects = false;
            continue;
        }
        Voce soglia = voce(l, row.t, row.dove, "soglia"), livello = voce_richiesta(l, row.t, row.dove, "livello");
        shape = shape && (soglia.t == NULL) == (i == n - 1);
        if (soglia.t && !decimale(l, &soglia, NULL, NULL, 9, &fasce[i].soglia, NULL)) soglie = false;
        if (!livello.t || !decimale_tra(l, &livello, 0, 100, &fasce[i].livello)) livelli = false;
    }
    if (!objects) return;
    if (!shape) {
        rifiuta(l, v.t->at, v.dove, "ogni riga ha una soglia, tranne l'ultima");
        return;
    }
    for (ptrdiff_t i = 1; i < n; i++) {
        const CasoFascia *before = &fasce[i - 1], *f = &fasce[i];
        int c = soglie && i < n - 1 ? num_cmp(f->soglia, before->soglia) : decrescente ? 1 : -1;
        if (decrescente ? c <= 0 : c >= 0)
            rifiuta(l, v.t->at, v.dove, "le soglie devono %s dalla prima riga in giù", decrescente ? "salire" : "scendere");
        else if (livelli && num_cmp(f->livello, before->livello) > 0)
            rifiuta(l, v.t->at, v.dove, "i livelli non possono salire: la fascia migliore viene per prima");
    }
}

/* One indicator of a dirigente's objective. Its stato: only where an indicator alone may be not realisable (AMB-15). */
static void leggi_banda(Lettore *l, Voce item, const Caso *c, CasoBanda *b)
{
    Voce verso = voce_richiesta(l, item.t, item.dove, "verso"), stato = voce(l, item.t, item.dove, "stato");
    Voce fasce = voce_richiesta(l, item.t, item.dove, "fasce");
    int word = 0;
    if (stato.t && lettura(&c->opzioni, LETTURA_TRANSFER_UNIT) != TRASFERITO_INDICATORE)
        rifiuta(l, stato.t->at, stato.dove, "con questo sistema (dir.transfer_unit) non realizzabile può essere solo l'obiettivo intero");
    else if (stato.t && parola(l, &stato, "ordinario non_realizzabile", &word)) b->non_realizzabile = word == 1;
    Voce valore = b->non_realizzabile ? voce(l, item.t, item.dove, "valore") : voce_richiesta(l, item.t, item.dove, "valore");
    word = 0;
    bool know = verso.t && parola(l, &verso, "crescente decrescente", &word);
    b->decrescente = word == 1;
    if (valore.t) decimale(l, &valore, NULL, NULL, 9, &b->valore, NULL);
    if (fasce.t) leggi_fasce(l, fasce, know, b->decrescente, &b->fasce, &b->n_fasce);
}

static void leggi_bande(Lettore *l, Voce list, const Caso *c, CasoObiettivo *o)
{
    if (!list.t || !elenco(l, &list)) return;
    o->n_indicatori = list.t->n;
    o->indicatori = NEW_N(l->a, CasoBanda, o->n_indicatori);
    Indice ids = {0};
    Pesi pesi = pesi_new();
    bool all = true, some = false;
    for (ptrdiff_t i = 0; i < o->n_indicatori; i++) {
        Voce item = elemento(l, list.t, list.dove, i);
        CasoBanda *b = &o->indicatori[i];
        if (!oggetto(l, item.t, item.dove, "id peso verso valore fasce stato")) {
            pesi.ignoti++;
            continue;
        }
        b->id = identita(l, item.t, item.dove, &ids, i, &all);
        pesi_add(l, &pesi, voce(l, item.t, item.dove, "peso"), &b->peso);
        leggi_banda(l, item, c, b);
        some = some || (!b->non_realizzabile && (!num_is(b->peso) || num_sign(b->peso) > 0));
    }
    if (!some && !pesi.ignoti && !pesi.rifiutati)
        rifiuta(l, list.t->at, list.dove, "nessun indicatore è realizzabile: lo stato non_realizzabile è dell'obiettivo (S-D.34)");
    pesi_check(l, &pesi, list, true);
    if (!pesi.ignoti && !pesi.assenti && !pesi.rifiutati && num_cmp(pesi.somma, num_int(100)) != 0)
        rifiuta(l, list.t->at, list.dove, "i pesi sommano a %.*s invece che a 100", STR_ARG(num_exact(l->a, pesi.somma)));
}

static void leggi_obiettivi(Lettore *l, Voce list, const Caso *c, CasoDirigente *d)
{
    if (!list.t || !elenco(l, &list)) return;
    d->n_obiettivi = list.t->n;
    d->obiettivi = NEW_N(l->a, CasoObiettivo, d->n_obiettivi);
    Indice ids = {0};
    Pesi pesi = pesi_new();
    bool all = true;
    for (ptrdiff_t i = 0; i < d->n_obiettivi; i++) {
        Voce item = elemento(l, list.t, list.dove, i);
        CasoObiettivo *o = &d->obiettivi[i];
        if (!oggetto(l, item.t, item.dove, "id tipo peso stato punteggio indicatori")) {
            pesi.ignoti++;
            continue;
        }
        o->id = identita(l, item.t, item.dove, &ids, i, &all);
        Voce tipo = voce_richiesta(l, item.t, item.dove, "tipo"), stato = voce(l, item.t, item.dove, "stato");
        Voce punteggio = voce(l, item.t, item.dove, "punteggio"), indicatori = voce(l, item.t, item.dove, "indicatori");
        int word = 0;
        if (tipo.t && parola(l, &tipo, "organizzativo individuale", &word)) o->organizzativo = word == 0;
        pesi_add(l, &pesi, voce(l, item.t, item.dove, "peso"), &o->peso);
        word = 0;
        bool know = !stato.t || parola(l, &stato, "ordinario non_realizzabile", &word);
        o->non_realizzabile = word == 1;
        o->stato_scritto = stato.t != NULL;
        if (punteggio.t) decimale_tra(l, &punteggio, 0, 100, &o->punteggio);
        leggi_bande(l, indicatori, c, o);
        if (know && !o->non_realizzabile && (punteggio.t != NULL) == (indicatori.t != NULL))
            rifiuta(l, item.t->at, item.dove, punteggio.t ? "punteggio e indicatori insieme: lasciarne uno"
                                                          : "serve il punteggio, oppure gli indicatori");
    }
    pesi_check(l, &pesi, list, false);
}

/* A mark of a competence: of the rulebook's places, and of dir.comp_step (AMB-13). */
static void leggi_voto(Lettore *l, Voce *v, const Caso *c, Num *out)
{
    Num zero = num_int(0), step = c->opzioni.comp_step.v;
    if (!decimale(l, v, &zero, &l->s->voto_massimo.v, l->s->voto_cifre, out, NULL)) return;
    if (num_is(step) && num_sign(step) > 0 && !num_is_integer(l->a, num_div(l->a, *out, step)))
        rifiuta(l, v->t->at, v->dove, "i voti vanno di %.*s in %.*s (dir.comp_step)", STR_ARG(num_exact(l->a, step)), STR_ARG(num_exact(l->a, step)));
}

static void leggi_competenze(Lettore *l, Voce marks, const Caso *c, CasoDirigente *d)
{
    d->competenze = NEW_N(l->a, Num, l->s->n_competenze);
    if (!marks.t || !elenco(l, &marks)) return;
    for (ptrdiff_t k = 0; k < marks.t->n; k++) {
        Voce mark = elemento(l, marks.t, marks.dove, k);
        Num ignored;
        leggi_voto(l, &mark, c, k < l->s->n_competenze ? &d->competenze[k] : &ignored);
    }
    if (marks.t->n != l->s->n_competenze)
        rifiuta(l, marks.t->at, marks.dove, "servono %d voti, uno per competenza", l->s->n_competenze);
}

/* The seventh mark: where something was transferred, and only where it is read. */
static void leggi_settimo(Lettore *l, Voce item, const Caso *c, CasoDirigente *d)
{
    Voce v = voce(l, item.t, item.dove, "voto_trasferito");
    bool read = lettura(&c->opzioni, LETTURA_TRANSFER) == TRANSFER_SEPARATE_MARK, moved = false;
    for (ptrdiff_t o = 0; o < d->n_obiettivi; o++) moved = moved || d->obiettivi[o].non_realizzabile;
    if (v.t && !read) rifiuta(l, v.t->at, v.dove, "con questo sistema (dir.transfer) la quota trasferita non ha un suo voto: toglierlo");
    else if (v.t) leggi_voto(l, &v, c, &d->voto_trasferito);
    else if (read && moved) rifiuta(l, item.t->at, v.dove, "manca: il voto della quota trasferita (AMB-14)");
}

void leggi_dirigenti(Lettore *l, Voce v, Caso *c)
{
    if (!elenco(l, &v)) return;
    c->n_dirigenti = v.t->n;
    c->dirigenti = NEW_N(l->a, CasoDirigente, c->n_dirigenti);
    Indice ids = {0};
    bool all = true;
    for (ptrdiff_t i = 0; i < c->n_dirigenti; i++) {
        Voce item = elemento(l, v.t, v.dove, i);
        CasoDirigente *d = &c->dirigenti[i];
        if (!oggetto(l, item.t, item.dove, "id obiettivi competenze voto_trasferito retribuzione_massima tempi_pagamento")) continue;
        d->id = identita(l, item.t, item.dove, &ids, i, &all);
        Voce goals = voce_richiesta(l, item.t, item.dove, "obiettivi");
        leggi_obiettivi(l, goals, c, d);
        leggi_competenze(l, voce_richiesta(l, item.t, item.dove, "competenze"), c, d);
        leggi_settimo(l, item, c, d);
        Voce pay = voce(l, item.t, item.dove, "retribuzione_massima");
        if (pay.t) denaro(l, &pay, &d->retribuzione_massima);
        leggi_tempi(l, voce(l, item.t, item.dove, "tempi_pagamento"), c, &d->tempi);
        if (lettura(&c->opzioni, LETTURA_ORG_RECHECK) == RICONTROLLO_BLOCK && !l->any && d->n_obiettivi && !rule_composizione(c, i, l->a))
            rifiuta(l, goals.t->at, goals.dove, "dopo i trasferimenti gli obiettivi organizzativi non bastano: la valutazione è bloccata (dir.org_recheck)");
    }
}

static void leggi_scelte(Lettore *l, Voce v, Caso *c)
{
    Num unknown = {0}; /* of an option that is refused nothing is checked */
    if (!v.buona || v.t->kind != TREE_MAP) {
        c->opzioni.dev_max_ratio.v = unknown;
        if (v.buona) rifiuta(l, v.t->at, v.dove, "deve essere un oggetto { … }");
        return;
    }
    c->scelte = v.t;
    for (ptrdiff_t i = 0; i < v.t->n; i++) {
        Tree *t = &v.t->items[i];
        Str dove = tree_pointer(l->a, v.dove, v.t->keys[i]);
        if (t->repeated) rifiuta(l, t->at, dove, "chiave ripetuta: lasciarne una sola");
    }
    for (ptrdiff_t i = 0; i < v.t->n; i++) {
        Tree *t = &v.t->items[i];
        Str dove = tree_pointer(l->a, v.dove, v.t->keys[i]), why = S("");
        bool scalar = t->kind == TREE_TEXT || t->kind == TREE_INT;
        if (!scalar) why = S("deve essere un testo tra virgolette");
        bool fine = scalar && opzione_imposta(l->s, &c->opzioni, v.t->keys[i], t->text, dove, l->a, &why);
        if (!fine) rifiuta(l, t->at, dove, "%.*s", STR_ARG(why));
        if ((!fine || t->repeated) && str_eq(v.t->keys[i], S("cr.dev_max_ratio"))) c->opzioni.dev_max_ratio.v = unknown;
    }
    static const struct { int word; const char *needs; size_t where; } needs[] = {
        {DEV_CONVEX, "cr.dev_lambda", offsetof(Opzioni, dev_lambda)}, {DEV_ABSOLUTE, "cr.dev_cap", offsetof(Opzioni, dev_cap)}};
    for (ptrdiff_t i = 0; i < COUNT_OF(needs); i++) /* the number that goes with the word */
        if (lettura(&c->opzioni, LETTURA_DEV) == needs[i].word && !num_is(((const Cost *)(const void *)((const char *)&c->opzioni + needs[i].where))->v) &&
            !tree_get(v.t, str_of(needs[i].needs)))
            rifiuta(l, v.t->at, tree_pointer(l->a, v.dove, str_of(needs[i].needs)), "manca: la lettura scelta per cr.dev ne ha bisogno (AMB-21)");
}

/* formato and sistema first: while one of them is refused nothing else can be judged. */
static bool leggi_testata(Lettore *l, Tree *root, const Sistemi *sistemi, Sistema *loaded)
{
    Voce formato = voce(l, root, S(""), "formato"), sistema = voce(l, root, S(""), "sistema");
    Voce *heads[] = {&formato, &sistema};
    for (int i = 0; i < 2; i++) {
        Voce *v = heads[i];
        if (!v->t) rifiuta(l, root->at, v->dove, "manca: aggiungere questa chiave");
        for (ptrdiff_t k = 0; v->t && k < root->n; k++)
            if (root->items[k].repeated && str_eq(root->keys[k], i ? S("sistema") : S("formato"))) {
                rifiuta(l, root->items[k].at, v->dove, "chiave ripetuta: lasciarne una sola");
                v->buona = false;
            }
    }
    if (formato.t && testo(l, &formato) && !str_eq(formato.t->text, S("ciclo-caso/1")))
        rifiuta(l, formato.t->at, formato.dove, "deve essere \"ciclo-caso/1\"");
    if (sistema.t && testo(l, &sistema)) {
        const Sistema *own = sistemi ? sistemi->proprio : NULL;
        if (own && str_eq(own->id, sistema.t->text)) *loaded = *own;
        else if (own || sistema_load(sistema.t->text, l->a, loaded))
            rifiuta(l, sistema.t->at, sistema.dove, "sistema sconosciuto: indicare l'id di un sistema disponibile (ciclo rulebook list)");
    }
    return !l->any;
}

static void leggi_parti(Lettore *l, Tree *root, Caso *c)
{
    static const struct { const char *key; void (*read)(Lettore *, Voce, Caso *); size_t has, rules; } parts[] = {
        {"albero", leggi_albero, offsetof(Caso, ha_albero), offsetof(Sistema, ha_albero)},
        {"ente", leggi_ente, offsetof(Caso, ha_ente), offsetof(Sistema, ha_albero)},
        {"unita", leggi_unita, offsetof(Caso, ha_unita), offsetof(Sistema, ha_albero)},
        {"dirigenti", leggi_dirigenti, offsetof(Caso, ha_dirigenti), offsetof(Sistema, ha_dirigenti)},
        {"posizioni", leggi_posizioni, offsetof(Caso, ha_posizioni), offsetof(Sistema, ha_posizioni)},
        {"gruppi", leggi_gruppi, offsetof(Caso, ha_gruppi), offsetof(Sistema, ha_personale)},
        {"servizio", leggi_servizio, offsetof(Caso, ha_servizio), offsetof(Sistema, ha_personale)},
        {"premi", leggi_premi, offsetof(Caso, ha_premi), offsetof(Sistema, ha_premi)},
        {"quote", leggi_quote, offsetof(Caso, ha_quote), offsetof(Sistema, ha_stampa)},
        {"indennita", leggi_indennita, offsetof(Caso, ha_indennita), offsetof(Sistema, ha_premi)},
        {"merito", leggi_merito, offsetof(Caso, ha_merito), offsetof(Sistema, ha_scheda_premi)},
        {"maggiorazione_dirigenti", leggi_primi, offsetof(Caso, ha_primi), offsetof(Sistema, ha_dirigenti)},
        {"risorse_posizioni", leggi_risorse, offsetof(Caso, ha_risorse), offsetof(Sistema, ha_posizioni)},
    };
    for (ptrdiff_t i = 0; i < COUNT_OF(parts); i++) {
        Voce v = voce(l, root, S(""), parts[i].key);
        if (!v.t || !v.buona) continue;
        *(bool *)((char *)c + parts[i].has) = true;
        if (*(const bool *)((const char *)l->s + parts[i].rules)) parts[i].read(l, v, c);
        else rifiuta(l, v.t->at, v.dove, "il sistema %.*s non regola questa parte", STR_ARG(l->s->id));
    }
}

static void no_tables(Lettore *l, Tree *root)
{
    static const char *const keys[] = {"parametri", "tavole"};
    for (ptrdiff_t i = 0; i < COUNT_OF(keys); i++) {
        Voce v = voce(l, root, S(""), keys[i]);
        if (v.t && v.buona) rifiuta(l, v.t->at, v.dove, "il sistema %.*s non regola questa parte", STR_ARG(l->s->id));
    }
}

Err caso_read(Str text, const Sistemi *sistemi, Arena *a, Caso *out, Difetti *d)
{
    *out = (Caso){0};
    Tree *root = NEW(a, Tree);
    JsonError error;
    Err e = json_read(text, a, root, &error);
    if (e) {
        difetto(d, 0, str_fmt(a, "%d:%d", error.line, error.column), "%.*s", STR_ARG(error.what));
        return e;
    }
    Lettore l = {.a = a, .d = d};
    Sistema *s = NEW(a, Sistema);
    if (root->kind != TREE_MAP) rifiuta(&l, root->at, S("/"), "un caso è un oggetto { … }");
    else if (leggi_testata(&l, root, sistemi, s)) {
        l.s = out->sistema = s;
        out->opzioni = s->opzioni;
        oggetto(&l, root, S(""), "formato anno sistema scelte albero ente unita dirigenti posizioni gruppi servizio premi pagamento quote indennita merito "
                "maggiorazione_dirigenti risorse_posizioni parametri tavole");
        Voce anno = voce_richiesta(&l, root, S(""), "anno"), scelte = voce(&l, root, S(""), "scelte");
        if (anno.t) intero(&l, &anno, 1900, 2999, &out->anno);
        if (scelte.t) leggi_scelte(&l, scelte, out);
        Voce pagamento = voce(&l, root, S(""), "pagamento");
        if (!pagamento.t || pagamento.buona) leggi_pagamento(&l, pagamento, root, out);
        leggi_parti(&l, root, out);
        if (s->calcolo) leggi_tavole(&l, root, out);
        else no_tables(&l, root);
    }
    difetti_sort(d);
    return d->lista.n ? E_DATI : OK;
}
