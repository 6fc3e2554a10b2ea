/* hello_mhd.c - libmicrohttpd's hello page, as fast as that library goes on this machine: what bench_web compares with. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include <microhttpd.h>
#include <stdio.h>
#include <unistd.h>

static enum MHD_Result hello(void *page, struct MHD_Connection *c, const char *url, const char *method, const char *version,
                             const char *data, size_t *size, void **con)
{
    (void)url, (void)method, (void)version, (void)data, (void)size, (void)con;
    return MHD_queue_response(c, MHD_HTTP_OK, page);
}

int main(void)
{
    static char text[] = "<html><body>Hello, browser!</body></html>";
    struct MHD_Response *page = MHD_create_response_from_buffer(sizeof text - 1, text, MHD_RESPMEM_PERSISTENT);
    struct MHD_Daemon *d = MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD, 0, NULL, NULL, hello, page,
                                            MHD_OPTION_THREAD_POOL_SIZE, 2, MHD_OPTION_END);
    if (!d) return 1;
    printf("%d\n", (int)MHD_get_daemon_info(d, MHD_DAEMON_INFO_BIND_PORT)->port);
    fflush(stdout);
    pause();
    return 0;
}
