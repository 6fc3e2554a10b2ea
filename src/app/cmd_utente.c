/* cmd_utente.c - floor 7: ciclo user: accounts of the web site, made and mended from the command line. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "app/registro.h"

#include "web/session.h"

enum { PAROLA_FILE = 4096, NOME_MAX = 64, ACCESSI_MOSTRATI = 1000 };

static bool plain_name(Str s)
{
    for (ptrdiff_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_')) return false;
    }
    return s.n > 0 && s.n <= NOME_MAX;
}

/* A password from a file or from standard input, first line: never from the command line, where others see it. */
static int read_password(const Contesto *c, const char *file, Str nome, Str *out)
{
    Str text;
    if (os_read_file(str_of(file), PAROLA_FILE, c->a, &text)) return errore(E_LETTURA, "%s: non si può leggere", file);
    ptrdiff_t end = str_find(text, '\n');
    text = str_trim(end < 0 ? text : str_sub(text, 0, end));
    if (utf8_invalid_at(text) >= 0) return errore(E_DATI, "la parola d'ordine non è testo UTF-8");
    Str why = parola_why_not(text, nome);
    if (why.n) return errore(E_DATI, "%.*s", STR_ARG(why));
    *out = parola_hash(c->a, text);
    return 0;
}

static int person_exists(Contesto *c, const Grant *g, Str persona)
{
    Tabella t;
    Err e = store_tabella_load(c->st, g, ENTITA_PERSONA, c->a, &t);
    if (e) return contesto_errore(c, e);
    if (tabella_find(c->a, &t, persona)) return 0;
    return errore(E_NON_TROVATO, "la persona %.*s non c'è: registrarla prima, con ciclo import o con --crea COGNOME,NOME",
                  STR_ARG(persona));
}

/* The first person of an empty body: who will manage its users. */
static int create_technician(Contesto *c, Str persona, const char *who)
{
    const Grant *g;
    Str both = str_of(who);
    ptrdiff_t comma = str_find(both, ',');
    if (comma <= 0 || comma == both.n - 1) return uso_errato(c->comando, "--crea: scrivere COGNOME,NOME");
    int status = contesto_permesso(c, AZIONE_IMPORTA, (Ambito){0}, &g);
    if (status) return status;
    Persona *x = record_new(c->a, entita_info(ENTITA_PERSONA));
    Incarico *i = record_new(c->a, entita_info(ENTITA_INCARICO));
    Difetti d = {.a = c->a};
    registro_campo(c->a, entita_info(ENTITA_PERSONA), "codice", persona, x, &d);
    registro_campo(c->a, entita_info(ENTITA_PERSONA), "cognome", str_trim(str_sub(both, 0, comma)), x, &d);
    registro_campo(c->a, entita_info(ENTITA_PERSONA), "nome", str_trim(str_sub(both, comma + 1, both.n)), x, &d);
    if (d.lista.n) return stampa_difetti(S(""), &d);
    x->rapporto = S("esterno");
    i->persona = persona;
    i->ruolo = S("tecnico");
    i->dal = c->oggi;
    Modifica m[] = {{ENTITA_PERSONA, x, false, 0}, {ENTITA_INCARICO, i, false, 0}};
    return registro_scrivi(c, g, m, COUNT_OF(m), S(""), "creata la persona", persona);
}

static int invite(Contesto *c, const Grant *g, Str nome)
{
    Str token = token_new(c->a);
    Err e = store_invito_crea(c->st, g, token_digest(c->a, token), nome, os_epoch() + INVITO_DURA);
    if (e) return contesto_errore(c, e);
    printf("Collegamento per scegliere la parola d'ordine (una volta sola, entro tre giorni):\n  /invito/%.*s\n",
           STR_ARG(token));
    return stampa_testo(S(""));
}

static int user_add(Contesto *c, Argomenti *args)
{
    const Grant *g;
    const char *person = opzione(args, "--persona"), *file = opzione(args, "--parola"), *create = opzione(args, "--crea");
    int status = contesto_resto(c, args, 1, 1);
    if (status) return status;
    Utente u = {.nome = str_of(args->v[0]), .persona = str_of(person), .attivo = true, .creato = os_epoch()};
    if (!plain_name(u.nome))
        return errore(E_DATI, "nome utente «%.*s»: da 1 a 64 lettere minuscole, cifre, punto, trattino", STR_ARG(u.nome));
    if (!person) return uso_errato(c->comando, "serve --persona CODICE: un utente agisce sempre per una persona");
    status = contesto_permesso(c, AZIONE_UTENTI_GESTISCE, (Ambito){0}, &g);
    if (!status && create) status = create_technician(c, u.persona, create);
    if (!status) status = person_exists(c, g, u.persona);
    if (!status && file) status = read_password(c, file, u.nome, &u.parola);
    if (status) return status;
    Err e = store_utente_crea(c->st, g, &u);
    if (e) return contesto_errore(c, e);
    printf("Creato l'utente %.*s per la persona %.*s.\n", STR_ARG(u.nome), STR_ARG(u.persona));
    return file ? stampa_testo(S("")) : invite(c, g, u.nome);
}

static int found(Contesto *c, Argomenti *args, const Grant **g, Utente *u)
{
    int status = contesto_resto(c, args, 1, 1);
    if (!status) status = contesto_permesso(c, AZIONE_UTENTI_GESTISCE, (Ambito){0}, g);
    if (status) return status;
    Err e = store_utente_load(c->st, str_of(args->v[0]), c->a, u);
    return e ? contesto_errore(c, e) : 0;
}

static int user_reset(Contesto *c, Argomenti *args)
{
    const Grant *g;
    Utente u;
    int status = found(c, args, &g, &u);
    if (status) return status;
    u.parola = u.totp = S("");
    u.tentativi = u.bloccato_fino = 0;
    u.attivo = true;
    Err e = store_utente_salva(c->st, &u, true);
    return e ? contesto_errore(c, e) : invite(c, g, u.nome);
}

static int user_off(Contesto *c, Argomenti *args)
{
    const Grant *g;
    Utente u;
    int status = found(c, args, &g, &u);
    if (status) return status;
    u.attivo = false;
    Err e = store_utente_salva(c->st, &u, true);
    if (e) return contesto_errore(c, e);
    printf("L'utente %.*s non può più entrare; lo riattiva ciclo user reset.\n", STR_ARG(u.nome));
    return stampa_testo(S(""));
}

static int user_list(Contesto *c, Argomenti *args)
{
    const Grant *g;
    Utente *u;
    ptrdiff_t n;
    int status = contesto_resto(c, args, 0, 0);
    if (!status) status = contesto_permesso(c, AZIONE_UTENTI_GESTISCE, (Ambito){0}, &g);
    if (status) return status;
    Err e = store_utenti_load(c->st, g, c->a, &u, &n);
    if (e) return contesto_errore(c, e);
    for (ptrdiff_t i = 0; i < n; i++)
        printf("%-24.*s %-12.*s %s%s\n", STR_ARG(u[i].nome), STR_ARG(u[i].persona),
               !u[i].attivo ? "disattivato" : u[i].parola.n ? "attivo" : "aspetta la prima parola d'ordine",
               u[i].totp.n ? ", con codice" : "");
    return stampa_testo(n ? S("") : S("Nessun utente: crearne uno con ciclo user add NOME --persona CODICE\n"));
}

/* Who looked at whose sheet, the latest first. */
static int user_views(Contesto *c, Argomenti *args)
{
    const Grant *g;
    Accesso *v;
    ptrdiff_t n;
    int status = contesto_resto(c, args, 0, 0);
    if (!status) status = contesto_permesso(c, AZIONE_ACCESSI_LEGGI, (Ambito){0}, &g);
    if (status) return status;
    Err e = store_accessi_elenco(c->st, g, &(AccessiFiltro){0}, 0, ACCESSI_MOSTRATI, c->a, &v, &n, NULL);
    if (e) return contesto_errore(c, e);
    for (ptrdiff_t i = 0; i < n; i++)
        printf("%.*s  %-12.*s %.*s (%.*s), %.*s\n", STR_ARG(v[i].ora), STR_ARG(v[i].persona), STR_ARG(v[i].azione),
               STR_ARG(v[i].relazione), STR_ARG(v[i].oggetto));
    return stampa_testo(n ? S("") : S("Nessuno ha ancora visto schede altrui dal sito.\n"));
}

int cmd_user(Arena *a, Argomenti args)
{
    static const struct { const char *word; int (*run)(Contesto *c, Argomenti *args); } words[] = {
        {"add", user_add}, {"reset", user_reset}, {"off", user_off}, {"list", user_list},
        {"views", user_views}};
    Contesto c;
    int status = contesto_leggi(&c, "user", a, &args);
    if (status) return status;
    for (ptrdiff_t i = 0; i < COUNT_OF(words) && args.n; i++)
        if (!strcmp(args.v[0], words[i].word)) {
            Argomenti rest = {args.n - 1, args.v + 1};
            return contesto_fine(&c, words[i].run(&c, &rest));
        }
    return uso_errato("user", "serve una di queste parole: add, reset, off, list, views");
}
