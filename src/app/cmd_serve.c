/* cmd_serve.c - floor 7: ciclo serve: the web site, until it is told to stop. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "app/contesto.h"

#include <signal.h>

#include "web/server.h"

enum { PEM_MAX = 1 << 20, NOMI_MAX = 16 };

static int number(const Contesto *c, Argomenti *args, const char *name, int least, int most, int *out)
{
    const char *text = opzione(args, name);
    char *end;
    if (!text) return 0;
    long n = strtol(text, &end, 10);
    if (*end || end == text || n < least || n > most)
        return uso_errato(c->comando, "%s: «%s» non è un numero da %d a %d", name, text, least, most);
    *out = (int)n;
    return 0;
}

static int pem(const Contesto *c, Argomenti *args, const char *name, Str *out)
{
    const char *file = opzione(args, name);
    if (!file) return 0;
    return os_read_file(str_of(file), PEM_MAX, c->a, out) ? errore(E_LETTURA, "%s: non si può leggere", file) : 0;
}

static int edge_options(const Contesto *c, Argomenti *args, EdgeConfig *e)
{
    const char *address = opzione(args, "--indirizzo"), *socket = opzione(args, "--socket"), *host;
    Str *hosts = NEW_N(c->a, Str, NOMI_MAX);
    if (address) e->address = str_of(address);
    if (socket) e->socket = str_of(socket);
    while ((host = opzione(args, "--nome")) && e->n_hosts < NOMI_MAX) hosts[e->n_hosts++] = str_of(host);
    e->hosts = hosts;
    int status = number(c, args, "--porta", 0, 65535, &e->port);
    if (!status) status = number(c, args, "--lavoratori", 1, 32, &e->workers);
    if (!status) status = pem(c, args, "--certificato", &e->certificate);
    if (!status) status = pem(c, args, "--chiave", &e->key);
    if (!status && !e->certificate.n != !e->key.n)
        return uso_errato(c->comando, "--certificato e --chiave vanno insieme");
    return status;
}

static void wait_for_signal(void)
{
    sigset_t set;
    int got;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    sigwait(&set, &got);
}

/* Signals are taken by sigwait alone: no thread is interrupted. */
static void hold_signals(void)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    pthread_sigmask(SIG_BLOCK, &set, NULL);
    signal(SIGPIPE, SIG_IGN);
}

int cmd_serve(Arena *a, Argomenti args)
{
    Contesto c;
    Server *s;
    Str why;
    ServerConfig x = {.edge = {.address = S("127.0.0.1"), .port = 8080, .workers = 4, .header_seconds = 10,
                               .body_seconds = 60, .idle_seconds = 30, .send_seconds = 120, .connections = 12000,
                               .body_max = 1 << 20, .upload_max = 64 << 20},
                      .versione = CICLO_VERSION};
    int status = contesto_leggi(&c, "serve", a, &args);
    if (!status) status = edge_options(&c, &args, &x.edge);
    const char *office = opzione(&args, "--libreoffice"), *tmp = getenv("TMPDIR");
    x.libreoffice = str_of(office);
    x.cartella = str_of(tmp);
    bool only_check = bandierina(&args, "--controlla");
    x.pubblico = bandierina(&args, "--public");
    if (x.pubblico) x.edge.body_max = x.edge.upload_max = 1024; /* nothing is sent to it */
    if (!status) status = contesto_resto(&c, &args, 0, 0);
    if (!status && !x.pubblico) status = contesto_permesso(&c, AZIONE_SERVI, (Ambito){0}, &x.g);
    status = contesto_fine(&c, status);
    if (status) return status;
    if (x.pubblico && c.chi != CHI_OPERATORE) return uso_errato("serve", "--public non vuole --as né --pubblico: chi legge non ha nome");
    x.db = c.db;
    x.matrice = c.matrice;
#ifdef CICLO_PROVA
    x.oggi = c.oggi;
#endif
    hold_signals();
    Err e = server_start(&x, a, &s, &why);
    if (e) return errore(e, "%.*s", STR_ARG(why));
    if (only_check) {
        server_stop(s);
        return stampa_testo(S("ciclo: il sito può partire\n"));
    }
    if (x.edge.socket.n) printf("ciclo: in ascolto su %.*s\n", STR_ARG(x.edge.socket));
    else
        printf("ciclo: http%s://%s%.*s%s:%d/\n", x.edge.certificate.n ? "s" : "",
               str_find(x.edge.address, ':') < 0 ? "" : "[", STR_ARG(x.edge.address),
               str_find(x.edge.address, ':') < 0 ? "" : "]", server_port(s));
    fflush(stdout);
    wait_for_signal();
    server_stop(s);
    return 0;
}
