/* cmd_atto.c - floor 7: ciclo act: the register of acts. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "app/registro.h"

#include "cycle/atti.h"

enum { FILE_MAX = 1 << 28 };

static const char USO[] = "act";

static Err asks(void *ctx, Azione z, Ambito su, const Grant **g, Str *why) { return contesto_chiede(ctx, z, su, g, why); }

/* The signed file is not kept: its name and its digest are, so that anybody can tell whether a file is the one. */
static int seal_file(const Contesto *c, Atto *x, Difetti *d)
{
    Str bytes = {0}, path = x->file;
    Err e = path.n ? os_read_file(path, FILE_MAX, c->a, &bytes) : OK;
    const char *why = e == E_DATI ? "troppo lungo (al massimo 256 MiB)" : "non si può leggere";
    if (e) return errore(E_LETTURA, "%.*s: %s", STR_ARG(path), why);
    if (path.n && !bytes.p) bytes = S("");
    atto_impronta(c->a, x, path, bytes, d);
    return 0;
}

static void read_links(const Contesto *c, const RegistroTesti *words, AttoLegati *out, Difetti *d)
{
    for (ptrdiff_t i = 0; i < words->n; i++) atto_legato_leggi(c->a, words->items[i], out, d);
}

static int permission(Contesto *c, const Atto *x, const AttoLegati *l, const Grant **g)
{
    const Domanda q = {c, asks};
    Str why;
    int status = contesto_apri(c);
    Err e = status ? OK : atto_permesso(&q, x, l, c->a, g, &why);
    return e ? errore(e, "%.*s", STR_ARG(why)) : status;
}

static int archive(const Contesto *c, const Grant *g, Archivio *out)
{
    Err e = store_archivio_load(c->st, g, c->a, out);
    return e ? contesto_errore(c, e) : 0;
}

static int act_add(Contesto *c, Argomenti *args)
{
    Atto *x = record_new(c->a, entita_info(ENTITA_ATTO));
    Difetti d = {.a = c->a};
    RegistroTesti words = {0};
    AttoLegati links = {0};
    Archivio arch;
    Modifica *m;
    const Grant *g;
    registro_opzioni(c->a, args, "--collega", &words);
    registro_campi(c->a, args, entita_info(ENTITA_ATTO), x, &d);
    int status = contesto_resto(c, args, 0, 0);
    if (status) return status;
    atto_controlla(x, c->oggi, &d);
    read_links(c, &words, &links, &d);
    status = seal_file(c, x, &d);
    if (!status && d.lista.n) status = registro_difetti(c, &d);
    if (!status) status = permission(c, x, &links, &g);
    if (!status) status = archive(c, g, &arch);
    if (status) return status;
    if (atto_registrato(&arch, c->a, x->codice))
        return errore(E_CONFLITTO, "l'atto %.*s è già nel registro: vederlo con ciclo act show", STR_ARG(x->codice));
    atto_legati_controlla(&arch, c->a, x->codice, &links, &d);
    if (d.lista.n) return registro_difetti(c, &d);
    ptrdiff_t n = atto_modifiche(c->a, x, x->codice, &links, &m);
    return registro_scrivi(c, g, m, n, x->codice, "registrato l'atto", x->codice);
}

/* A stored act. Reading it asks for no permission of its own: what the caller may do is decided on what it says. */
static int take(Contesto *c, Str code, Archivio *arch, const Atto **out)
{
    const Grant *g;
    int status = contesto_permesso(c, AZIONE_ATTO_LEGGI, (Ambito){0}, &g);
    if (!status) status = archive(c, g, arch);
    if (status) return status;
    *out = atto_registrato(arch, c->a, code);
    return *out ? 0 : errore(E_NON_TROVATO, "l'atto %.*s non è nel registro", STR_ARG(code));
}

static int act_link(Contesto *c, Argomenti *args)
{
    Difetti d = {.a = c->a};
    RegistroTesti words = {0};
    AttoLegati links = {0};
    Archivio arch;
    Modifica *m;
    const Grant *g;
    const Atto *x;
    int status = contesto_resto(c, args, 2, 1000);
    if (status) return status;
    for (int i = 1; i < args->n; i++) *PUSH(c->a, &words) = str_of(args->v[i]);
    read_links(c, &words, &links, &d);
    if (d.lista.n) return registro_difetti(c, &d);
    status = take(c, str_of(args->v[0]), &arch, &x);
    if (!status) status = permission(c, x, &links, &g);
    if (status) return status;
    atto_legati_controlla(&arch, c->a, x->codice, &links, &d);
    if (d.lista.n) return registro_difetti(c, &d);
    ptrdiff_t n = atto_modifiche(c->a, NULL, x->codice, &links, &m);
    return registro_scrivi(c, g, m, n, x->codice, "collegato l'atto", x->codice);
}

/* Fields that are given take the place of those that stood there; an empty one takes it away. */
static int act_correct(Contesto *c, Argomenti *args)
{
    const EntitaInfo *e = entita_info(ENTITA_ATTO);
    const Domanda q = {c, asks};
    Difetti d = {.a = c->a};
    Archivio arch;
    const Grant *g;
    const Atto *before;
    const char *cells[REGISTRO_CAMPI];
    Str why;
    bool file = registro_celle(c->a, args, e, cells);
    int status = contesto_resto(c, args, 1, 1);
    if (!status) status = take(c, str_of(args->v[0]), &arch, &before);
    if (status) return status;
    Atto after = *before;
    registro_rileggi(c->a, e, cells, &after, &d);
    if (file) status = seal_file(c, &after, &d);
    if (status) return status;
    atto_correzione_controlla(before, &after, c->oggi, &d);
    if (d.lista.n) return registro_difetti(c, &d);
    Err no = atto_correzione_permesso(&q, &arch, before, &after, c->a, &g, &why);
    if (no) return errore(no, "%.*s", STR_ARG(why));
    Modifica m = {ENTITA_ATTO, &after, false, before->riga};
    return registro_scrivi(c, g, &m, 1, after.codice, "corretto l'atto", after.codice);
}

static int act_annul(Contesto *c, Argomenti *args)
{
    Str reason = str_of(opzione(args, "--motivo")), why;
    const Domanda q = {c, asks};
    Difetti d = {.a = c->a};
    Archivio arch;
    Esito out;
    const Grant *g;
    const Atto *x;
    int status = contesto_resto(c, args, 1, 1);
    if (!status) status = take(c, str_of(args->v[0]), &arch, &x);
    if (status) return status;
    Err e = atto_correzione_permesso(&q, &arch, x, x, c->a, &g, &why);
    if (e) return errore(e, "%.*s", STR_ARG(why));
    atto_annullo_controlla(c->st, &arch, x, reason, c->a, &d);
    if (d.lista.n) return registro_difetti(c, &d);
    e = atto_annulla(c->st, g, c->ora, &arch, x, reason, c->a, &out);
    return registro_detto(c, e, &out, "tolto dal registro l'atto", x->codice);
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
        {"add", act_add}, {"link", act_link}, {"correct", act_correct}, {"annul", act_annul}, {"list", act_list},
        {"show", act_show}};
    Contesto c;
    int status = contesto_leggi(&c, USO, a, &args);
    if (status) return status;
    for (ptrdiff_t i = 0; i < COUNT_OF(verbs) && args.n; i++) {
        if (strcmp(args.v[0], verbs[i].name)) continue;
        args.n--;
        args.v++;
        return contesto_fine(&c, verbs[i].run(&c, &args));
    }
    return uso_errato(USO, "serve add, link, correct, annul, list o show");
}
