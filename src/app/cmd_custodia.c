/* cmd_custodia.c - floor 7: ciclo verify, backup, restore, migrate, erase: the keeping of a body's data. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "app/registro.h"

#include <unistd.h>

#include "cycle/anno_valutato.h"
#include "store/cancella.h"
#include "store/copia.h"
#include "store/verifica.h"

/* -- verify */
static void progress(void *ctx, int64_t n)
{
    (void)ctx;
    fprintf(stderr, "\rverificate %lld voci", (long long)n);
    fflush(stderr);
}

static int verified_json(const Contesto *c, const Verifica *v)
{
    const struct { const char *key; int64_t n; } counts[] = {
        {"voci", v->voci}, {"oggetti", v->oggetti}, {"righe", v->righe}, {"cancellati", v->cancellati}};
    Json *j = json_new(c->a, true);
    json_open_map(j);
    json_key(j, S("integro"));
    json_bool(j, !v->rotture.n);
    for (ptrdiff_t i = 0; i < COUNT_OF(counts); i++) {
        json_key(j, str_of(counts[i].key));
        json_int(j, counts[i].n);
    }
    json_key(j, S("ancora"));
    json_text(j, store_ancora(c->a, v->seq, v->hash));
    json_key(j, S("rotture"));
    json_open_list(j);
    for (ptrdiff_t i = 0; i < v->rotture.n; i++) {
        const Rottura *r = &v->rotture.items[i];
        json_open_map(j);
        json_key(j, S("tipo"));
        json_text(j, rottura_word(r->tipo));
        json_key(j, S("voce"));
        json_int(j, r->seq);
        json_key(j, S("cosa"));
        json_text(j, r->cosa);
        json_close_map(j);
    }
    json_close_list(j);
    json_close_map(j);
    return registro_stampa(c, j);
}

static int verified(const Contesto *c, const Verifica *v)
{
    if (c->json) return verified_json(c, v);
    for (ptrdiff_t i = 0; i < v->rotture.n; i++) {
        const Rottura *r = &v->rotture.items[i];
        Str word = rottura_word(r->tipo);
        printf("voce %lld: %.*s (%.*s)\n", (long long)r->seq, STR_ARG(r->cosa), STR_ARG(word));
    }
    Str anchor = store_ancora(c->a, v->seq, v->hash);
    const char *said = v->rotture.n ? "CATENA INTERROTTA" : "giornale integro";
    printf("%s: %lld voci, %lld oggetti, %lld righe confrontate, %lld carichi cancellati; ancora %.*s\n", said,
           (long long)v->voci, (long long)v->oggetti, (long long)v->righe, (long long)v->cancellati, STR_ARG(anchor));
    return stampa_testo(S(""));
}

int cmd_verify(Arena *a, Argomenti args)
{
    Contesto c;
    const Grant *g;
    Verifica v = {0};
    int status = contesto_leggi(&c, "verify", a, &args);
    Str anchor = str_of(opzione(&args, "--anchor"));
    if (!status) status = contesto_resto(&c, &args, 0, 0);
    if (!status) status = contesto_permesso(&c, AZIONE_VERIFICA_GIORNALE, (Ambito){0}, &g);
    if (status) return contesto_fine(&c, status);
    bool watched = isatty(STDERR_FILENO);
    Err e = store_verifica(c.st, g, anchor, watched ? progress : NULL, NULL, a, &v);
    if (watched) fputc('\n', stderr);
    if (e && e != E_CATENA) return contesto_fine(&c, contesto_errore(&c, e));
    status = verified(&c, &v);
    if (!status && e) status = contesto_errore(&c, e);
    return contesto_fine(&c, status);
}

/* -- copies */
int cmd_backup(Arena *a, Argomenti args)
{
    Contesto c;
    const Grant *g;
    int status = contesto_leggi(&c, "backup", a, &args);
    if (!status) status = contesto_resto(&c, &args, 1, 1);
    if (!status) status = contesto_permesso(&c, AZIONE_SALVA, (Ambito){0}, &g);
    if (status) return contesto_fine(&c, status);
    Err e = store_copia(c.st, g, str_of(args.v[0]));
    if (e) return contesto_fine(&c, contesto_errore(&c, e));
    printf("copia verificata in %s\n", args.v[0]);
    return contesto_fine(&c, stampa_testo(S("")));
}

int cmd_restore(Arena *a, Argomenti args)
{
    Contesto c;
    const Grant *g;
    Str why;
    int status = contesto_leggi(&c, "restore", a, &args);
    if (!status) status = contesto_resto(&c, &args, 1, 1);
    if (!status) status = contesto_permesso_prima(&c, AZIONE_RIPRISTINA, &g);
    if (status) return status;
    Err e = store_ripristina(str_of(args.v[0]), c.db, c.ora, a, &why);
    if (e) return errore(e, "%.*s", STR_ARG(why));
    printf("ripristinata la copia %s\n", args.v[0]); /* not where: an address may hold a password */
    return stampa_testo(S(""));
}

int cmd_migrate(Arena *a, Argomenti args)
{
    Contesto c;
    const Grant *g;
    Str why;
    int done;
    int status = contesto_leggi(&c, "migrate", a, &args);
    if (!status) status = contesto_resto(&c, &args, 0, 0);
    if (!status) status = contesto_permesso_prima(&c, AZIONE_MIGRA, &g);
    if (status) return status;
    Err e = store_migra(c.db, c.ora, a, &done, &why);
    if (e) return errore(e, "%.*s", STR_ARG(why));
    if (done) printf("eseguite %d migrazioni\n", done);
    else printf("la base di dati è già alla versione di questo programma\n");
    return stampa_testo(S(""));
}

/* -- erase */

/* Somebody who is still here is not erased by mistake. */
static int still_here(const Contesto *c, const Grant *g, Str person, bool *out)
{
    Tabella t;
    *out = false;
    Err e = store_tabella_load(c->st, g, ENTITA_INCARICO, c->a, &t);
    for (ptrdiff_t i = 0; !e && i < t.n; i++) {
        const Incarico *x = tabella_at(&t, i);
        if (str_eq(x->persona, person) && (!date_is(x->al) || date_cmp(x->al, c->oggi) >= 0)) *out = true;
    }
    if (!e) e = store_tabella_load(c->st, g, ENTITA_ASSEGNAZIONE, c->a, &t);
    for (ptrdiff_t i = 0; !e && i < t.n; i++) {
        const Assegnazione *x = tabella_at(&t, i);
        if (str_eq(x->persona, person) && (!date_is(x->al) || date_cmp(x->al, c->oggi) >= 0)) *out = true;
    }
    return e ? contesto_errore(c, e) : 0;
}

static int erased(const Contesto *c, const Cancellazione *x)
{
    if (!c->json) {
        printf("cancellati: %lld righe, %lld carichi del giornale; riscritte %lld righe di altri%s%.*s; voce %lld\n",
               (long long)x->righe, (long long)x->carichi, (long long)x->riscritte, x->pseudonimo.n ? " con " : "",
               STR_ARG(x->pseudonimo), (long long)x->seq);
        if (x->conservate)
            printf("nei casi di %lld esecuzioni congelate lo pseudonimo ha preso il suo posto: gli importi degli altri restano provati\n",
                   (long long)x->conservate);
        return stampa_testo(S(""));
    }
    const struct { const char *key; int64_t n; } counts[] = {
        {"voce", x->seq}, {"righe", x->righe}, {"riscritte", x->riscritte}, {"carichi", x->carichi}, {"conservate", x->conservate}};
    Json *j = json_new(c->a, true);
    json_open_map(j);
    for (ptrdiff_t i = 0; i < COUNT_OF(counts); i++) {
        json_key(j, str_of(counts[i].key));
        json_int(j, counts[i].n);
    }
    json_key(j, S("pseudonimo"));
    json_text(j, x->pseudonimo);
    json_close_map(j);
    return registro_stampa(c, j);
}

int cmd_erase(Arena *a, Argomenti args)
{
    Contesto c;
    const Grant *g;
    Cancellazione out;
    bool here, act_there;
    int status = contesto_leggi(&c, "erase", a, &args);
    bool anyway = bandierina(&args, "--in-servizio");
    Str atto = str_of(opzione(&args, "--atto"));
    if (!status) status = contesto_resto(&c, &args, 1, 1);
    if (status) return status;
    Str person = str_of(args.v[0]);
    status = contesto_permesso(&c, AZIONE_CANCELLA_PERSONA, (Ambito){.persona = person}, &g);
    if (!status && !atto.n) status = errore(E_ATTO, "la cancellazione si fa con un atto: aggiungere --atto CODICE");
    if (status) return contesto_fine(&c, status);
    Err e = registro_esiste(&c, g, ENTITA_ATTO, atto, &act_there);
    if (e) return contesto_fine(&c, contesto_errore(&c, e));
    if (!act_there)
        status = errore(E_ATTO, "l'atto %.*s non è nel registro: registrarlo con ciclo act add", STR_ARG(atto));
    if (!status) status = still_here(&c, g, person, &here);
    if (!status && here && !anyway)
        status = errore(E_CONFLITTO, "%.*s ha incarichi o assegnazioni in corso: chiuderli, o aggiungere --in-servizio",
                        STR_ARG(person));
    if (status) return contesto_fine(&c, status);
    e = store_cancella_persona(c.st, g, c.ora, atto, person, caso_senza_persona, a, &out);
    if (e) return contesto_fine(&c, contesto_errore(&c, e));
    return contesto_fine(&c, erased(&c, &out));
}
