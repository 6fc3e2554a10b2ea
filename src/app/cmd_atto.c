/* cmd_atto.c - floor 7: ciclo act: the register of acts. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "app/registro.h"

#include "base/hash.h"

enum { FILE_MAX = 1 << 28, IMPRONTA_LUNGA = 71 };

static const char USO[] = "act";

/* The signed file is not kept: its name and its digest are, so that anybody can tell whether a file is the one. */
static int seal_file(const Contesto *c, Atto *x, Difetti *d)
{
    Str bytes, given = x->impronta, path = x->file;
    if (given.n && (given.n != IMPRONTA_LUNGA || !str_starts(given, S("sha256:"))))
        difetto(d, d->lista.n, S("--impronta"),
                "deve essere sha256: e 64 cifre esadecimali; con --file la calcola ciclo");
    if (!path.n) return 0;
    Err e = os_read_file(path, FILE_MAX, c->a, &bytes);
    const char *why = e == E_DATI ? "troppo lungo (al massimo 256 MiB)" : "non si può leggere";
    if (e) return errore(E_LETTURA, "%.*s: %s", STR_ARG(path), why);
    Str hex = hash_sha256_hex(c->a, bytes);
    x->impronta = str_fmt(c->a, "sha256:%.*s", STR_ARG(hex));
    for (ptrdiff_t slash; (slash = str_find(x->file, '/')) >= 0;) x->file = str_sub(x->file, slash + 1, x->file.n);
    if (given.n && !str_eq(given, x->impronta))
        difetto(d, d->lista.n, S("--impronta"), "non è quella del file %.*s: il file è un altro, o è stato cambiato",
                STR_ARG(path));
    return 0;
}

static void check_act(const Contesto *c, const Atto *x, Difetti *d)
{
    static const struct { const char *tipo, *organo; } fixed[] = {
        {"delibera_consiglio", "consiglio"}, {"delibera_giunta", "giunta"}, {"verbale_oiv", "oiv"}};
    if (date_is(x->data) && date_cmp(x->data, c->oggi) > 0)
        difetto(d, d->lista.n, S("--data"), "è nel futuro: un atto si registra quando è adottato");
    for (ptrdiff_t i = 0; i < COUNT_OF(fixed); i++)
        if (str_eq(x->tipo, str_of(fixed[i].tipo)) && x->organo.n && !str_eq(x->organo, str_of(fixed[i].organo)))
            difetto(d, d->lista.n, S("--organo"), "un atto %s è di %s, non di %.*s", fixed[i].tipo, fixed[i].organo,
                    STR_ARG(x->organo));
    registro_evento(x->evento, x->anno, d);
    Ruolo r;
    if (permessi_evento(x->evento) && ruolo_by_word(x->organo, &r) && !permessi_competente(x->evento, r))
        difetto(d, d->lista.n, S("--organo"),
                "l'evento %.*s non è di competenza di %.*s: chi è competente è in ciclo permessi",
                STR_ARG(x->evento), STR_ARG(x->organo));
}

/* -- linked objects: ENTITA/CHIAVE */
typedef struct Legato { EntitaTipo tipo; Str chiave; } Legato;
typedef LIST(Legato) Legati;

static void read_links(const Contesto *c, const RegistroTesti *words, Legati *out, Difetti *d)
{
    for (ptrdiff_t i = 0; i < words->n; i++) {
        Str w = words->items[i];
        ptrdiff_t slash = str_find(w, '/');
        const EntitaInfo *e = slash > 0 && utf8_invalid_at(w) < 0 ? entita_by_name(str_sub(w, 0, slash)) : NULL;
        Str key = slash > 0 ? str_sub(w, slash + 1, w.n) : S(""), *parts = e ? NEW_N(c->a, Str, e->n_chiave) : NULL;
        if (!e || !key_split(c->a, key, parts, e->n_chiave)) {
            difetto(d, d->lista.n, S("--collega"),
                    "«%.*s» non indica un dato: scrivere TABELLA/CHIAVE, ad esempio gruppi/G2025-S11", STR_ARG(w));
            continue;
        }
        bool twice = false;
        for (ptrdiff_t k = 0; k < out->n; k++)
            twice = twice || (out->items[k].tipo == e->tipo && str_eq(out->items[k].chiave, key));
        if (twice) difetto(d, d->lista.n, S("--collega"), "«%.*s» è indicato due volte", STR_ARG(w));
        else *PUSH(c->a, out) = (Legato){e->tipo, key};
    }
}

static int links_exist(const Contesto *c, const Grant *g, const Legati *l, Difetti *d)
{
    Tabella seen[ENTITA_COUNT] = {0};
    for (ptrdiff_t i = 0; i < l->n; i++) {
        const Legato *x = &l->items[i];
        Err e = seen[x->tipo].e ? OK : store_tabella_load(c->st, g, x->tipo, c->a, &seen[x->tipo]);
        if (e) return contesto_errore(c, e);
        if (!tabella_find(c->a, &seen[x->tipo], x->chiave))
            difetto(d, d->lista.n, S("--collega"), "%s/%.*s non c'è: correggere il codice, o registrare prima il dato",
                    entita_info(x->tipo)->nome, STR_ARG(x->chiave));
    }
    return 0;
}

/* The act, and each group or evaluated person it touches: a dirigente's act stays in his area. */
static int permission(Contesto *c, const Atto *x, const Legati *l, const Grant **g)
{
    Ambito su = {.evento = x->evento, .organo = x->organo, .anno = x->anno == INTERO_ASSENTE ? 0 : x->anno};
    int status = contesto_permesso(c, AZIONE_ATTO_REGISTRA, su, g);
    for (ptrdiff_t i = 0; i < l->n && !status; i++) {
        const Legato *k = &l->items[i];
        const Grant *also;
        Str parts[4];
        Ambito one = su;
        if (k->tipo == ENTITA_GRUPPO) {
            one.gruppo = k->chiave;
        } else if (k->tipo == ENTITA_SCHEDA || k->tipo == ENTITA_SEMISCHEDA) {
            if (!key_split(c->a, k->chiave, parts, entita_info(k->tipo)->n_chiave)) continue;
            one.persona = parts[0];
        } else {
            continue;
        }
        status = contesto_permesso(c, AZIONE_ATTO_REGISTRA, one, &also);
    }
    return status;
}

static int write_links(Contesto *c, const Grant *g, const Atto *x, const Legati *l, bool new_act)
{
    Modifica *m = NEW_N(c->a, Modifica, l->n + 1);
    ptrdiff_t n = 0;
    if (new_act) m[n++] = (Modifica){ENTITA_ATTO, x, false, 0};
    for (ptrdiff_t i = 0; i < l->n; i++) {
        AttoOggetto *o = record_new(c->a, entita_info(ENTITA_ATTO_OGGETTO));
        o->atto = x->codice;
        o->entita = str_of(entita_info(l->items[i].tipo)->nome);
        o->chiave = l->items[i].chiave;
        m[n++] = (Modifica){ENTITA_ATTO_OGGETTO, o, false, 0};
    }
    return registro_scrivi(c, g, m, n, x->codice, new_act ? "registrato l'atto" : "collegato l'atto", x->codice);
}

static int act_add(Contesto *c, Argomenti *args)
{
    Atto *x = record_new(c->a, entita_info(ENTITA_ATTO));
    Difetti d = {.a = c->a};
    RegistroTesti words = {0};
    Legati links = {0};
    const Grant *g;
    bool there;
    registro_opzioni(c->a, args, "--collega", &words);
    registro_campi(c->a, args, entita_info(ENTITA_ATTO), x, &d);
    int status = contesto_resto(c, args, 0, 0);
    if (status) return status;
    check_act(c, x, &d);
    read_links(c, &words, &links, &d);
    status = seal_file(c, x, &d);
    if (!status && d.lista.n) status = stampa_difetti(S(""), &d);
    if (!status) status = permission(c, x, &links, &g);
    if (!status) status = links_exist(c, g, &links, &d);
    if (status) return status;
    Err e = registro_esiste(c, g, ENTITA_ATTO, x->codice, &there);
    if (e) return contesto_errore(c, e);
    if (there)
        return errore(E_CONFLITTO, "l'atto %.*s è già nel registro: vederlo con ciclo act show", STR_ARG(x->codice));
    if (d.lista.n) return stampa_difetti(S(""), &d);
    return write_links(c, g, x, &links, true);
}

/* Reading the act asks for no permission of its own: whether the caller may link is decided on what it says. */
static int act_link(Contesto *c, Argomenti *args)
{
    Difetti d = {.a = c->a};
    RegistroTesti words = {0};
    Legati links = {0};
    const Grant *g;
    void *found;
    int status = contesto_resto(c, args, 2, 1000);
    if (status) return status;
    for (int i = 1; i < args->n; i++) *PUSH(c->a, &words) = str_of(args->v[i]);
    read_links(c, &words, &links, &d);
    if (d.lista.n) return stampa_difetti(S(""), &d);
    status = contesto_permesso(c, AZIONE_ATTO_LEGGI, (Ambito){0}, &g);
    if (status) return status;
    Err e = registro_leggi(c, g, ENTITA_ATTO, str_of(args->v[0]), &found);
    if (e) return contesto_errore(c, e);
    if (!found) return errore(E_NON_TROVATO, "l'atto %s non è nel registro", args->v[0]);
    status = permission(c, found, &links, &g);
    if (!status) status = links_exist(c, g, &links, &d);
    if (status) return status;
    for (ptrdiff_t i = 0; i < links.n; i++) {
        AttoOggetto o = {.atto = ((Atto *)found)->codice, .entita = str_of(entita_info(links.items[i].tipo)->nome),
                         .chiave = links.items[i].chiave};
        bool there;
        e = registro_esiste(c, g, ENTITA_ATTO_OGGETTO, record_key(c->a, entita_info(ENTITA_ATTO_OGGETTO), &o), &there);
        if (e) return contesto_errore(c, e);
        if (there) difetto(&d, i, str_of(args->v[i + 1]), "è già collegato");
    }
    if (d.lista.n) return stampa_difetti(S(""), &d);
    return write_links(c, g, found, &links, false);
}

/* -- reading */
static void show_json(const Contesto *c, Json *j, const Atto *x, const Tabella *objects)
{
    json_open_map(j);
    registro_json(j, c->a, entita_info(ENTITA_ATTO), x);
    json_key(j, S("oggetti"));
    json_open_list(j);
    for (ptrdiff_t i = 0; i < objects->n; i++) {
        const AttoOggetto *o = tabella_at(objects, i);
        if (!str_eq(o->atto, x->codice)) continue;
        json_text(j, str_fmt(c->a, "%.*s/%.*s", STR_ARG(o->entita), STR_ARG(o->chiave)));
    }
    json_close_list(j);
    json_close_map(j);
}

static int act_show(Contesto *c, Argomenti *args)
{
    const Grant *g;
    void *found;
    Tabella objects;
    int status = contesto_resto(c, args, 1, 1);
    if (!status) status = contesto_permesso(c, AZIONE_ATTO_LEGGI, (Ambito){0}, &g);
    if (status) return status;
    Err e = registro_leggi(c, g, ENTITA_ATTO, str_of(args->v[0]), &found);
    if (!e) e = store_tabella_load(c->st, g, ENTITA_ATTO_OGGETTO, c->a, &objects);
    if (e) return contesto_errore(c, e);
    if (!found) return errore(E_NON_TROVATO, "l'atto %s non è nel registro", args->v[0]);
    const Atto *x = found;
    if (c->json) {
        Json *j = json_new(c->a, true);
        show_json(c, j, x, &objects);
        return registro_stampa(c, j);
    }
    Buf b = buf_new(c->a);
    registro_mostra(&b, c->a, entita_info(ENTITA_ATTO), x);
    for (ptrdiff_t i = 0; i < objects.n; i++) {
        const AttoOggetto *o = tabella_at(&objects, i);
        if (!str_eq(o->atto, x->codice)) continue;
        buf_fmt(&b, "%-14s%.*s/%.*s\n", "riguarda", STR_ARG(o->entita), STR_ARG(o->chiave));
    }
    return stampa_testo(buf_str(&b));
}

static int act_list(Contesto *c, Argomenti *args)
{
    Str event = str_of(opzione(args, "--evento")), body = str_of(opzione(args, "--organo"));
    int64_t year;
    const Grant *g;
    Tabella all, objects;
    int status = opzione_anno(c, args, "--anno", &year);
    if (!status) status = contesto_resto(c, args, 0, 0);
    if (!status) status = contesto_permesso(c, AZIONE_ATTO_LEGGI, (Ambito){0}, &g);
    if (status) return status;
    Err e = store_tabella_load(c->st, g, ENTITA_ATTO, c->a, &all);
    if (!e) e = store_tabella_load(c->st, g, ENTITA_ATTO_OGGETTO, c->a, &objects);
    if (e) return contesto_errore(c, e);
    Buf b = buf_new(c->a);
    Json *j = json_new(c->a, true);
    json_open_list(j);
    for (ptrdiff_t i = 0; i < all.n; i++) {
        const Atto *x = tabella_at(&all, i);
        if (year && x->anno != year) continue;
        if ((event.n && !str_eq(event, x->evento)) || (body.n && !str_eq(body, x->organo))) continue;
        Str day = date_iso(c->a, x->data);
        if (c->json) show_json(c, j, x, &objects);
        else buf_fmt(&b, "%-16.*s %.*s %-24.*s %.*s%s%.*s\n", STR_ARG(x->codice), STR_ARG(day), STR_ARG(x->tipo),
                     STR_ARG(x->oggetto),
                     x->evento.n ? " | " : "", STR_ARG(x->evento));
    }
    json_close_list(j);
    return c->json ? registro_stampa(c, j) : stampa_testo(buf_str(&b));
}

int cmd_act(Arena *a, Argomenti args)
{
    static const struct { const char *name; int (*run)(Contesto *c, Argomenti *args); } verbs[] = {
        {"add", act_add}, {"link", act_link}, {"list", act_list}, {"show", act_show}};
    Contesto c;
    int status = contesto_leggi(&c, USO, a, &args);
    if (status) return status;
    for (ptrdiff_t i = 0; i < COUNT_OF(verbs) && args.n; i++) {
        if (strcmp(args.v[0], verbs[i].name)) continue;
        args.n--;
        args.v++;
        return contesto_fine(&c, verbs[i].run(&c, &args));
    }
    return uso_errato(USO, "serve add, link, list o show");
}
