/* server.h - floor 6: the whole of it: the edge, the workers, the images, the jobs; started and stopped by `ciclo serve`. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_SERVER_H
#define CICLO_SERVER_H

#include "store/access.h"
#include "web/edge.h"

typedef struct ServerConfig {
    EdgeConfig edge;
    Str db;                  /* url of the data */
    const Matrice *matrice;
    const Grant *g;          /* of SERVI */
    Date oggi;               /* none: the machine's day (a test may set it) */
    bool pubblico;           /* only what is public, and nothing else can be read */
    const char *versione;
    Str libreoffice;         /* path of the program that makes PDF and DOCX; "" = where Debian puts it */
    Str cartella;            /* where it may work; "" = /tmp */
} ServerConfig;

typedef struct Server Server;
Err MUST_CHECK server_start(const ServerConfig *c, Arena *a, Server **out, Str *why);   /* E_DB, E_PROGRAMMA ... */
int server_port(const Server *s);
void server_stop(Server *s);

#endif
