/* session.c - floor 6: passwords through libsodium, codes through liboath, sessions through the store. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#define LIBRARY_ADAPTER
#include "web/session.h"

#include <oath.h>
#include <sodium.h>

#include "base/os.h"

enum { MEMORY = 19 * 1024 * 1024, PASSES = 2, TOKEN_BYTES = 32, SECRET_BYTES = 20, STEP = 30 };

/* -- passwords */
Str parola_hash(Arena *a, Str parola)
{
    char out[crypto_pwhash_STRBYTES];
    ASSERT(sodium_init() >= 0);
    ASSERT(crypto_pwhash_str(out, parola.p, (unsigned long long)parola.n, PASSES, MEMORY) == 0);
    return str_dup(a, str_of(out));
}

bool parola_check(Str hash, Str parola)
{
    char text[crypto_pwhash_STRBYTES] = "";
    ASSERT(sodium_init() >= 0);
    if (!hash.n || hash.n >= (ptrdiff_t)sizeof text) return false;
    memcpy(text, hash.p, (size_t)hash.n);
    return crypto_pwhash_str_verify(text, parola.p ? parola.p : "", (unsigned long long)parola.n) == 0;
}

Str parola_why_not(Str parola, Str nome)
{
    ptrdiff_t n = utf8_count(parola);
    bool one = true;
    for (ptrdiff_t i = 1; i < parola.n; i++) one = one && parola.p[i] == parola.p[0];
    if (n < PAROLA_MIN) return S("La parola d'ordine deve avere almeno 12 caratteri: tre o quattro parole vanno bene.");
    if (n > PAROLA_MAX) return S("La parola d'ordine può avere al massimo 200 caratteri.");
    if (one) return S("La parola d'ordine non può essere un solo carattere ripetuto.");
    if (str_eq(parola, nome)) return S("La parola d'ordine non può essere il nome utente.");
    return S("");
}

/* -- one-time codes */
static Str take(Arena *a, char *text)
{
    Str s = str_dup(a, str_of(text));
    free(text);
    return s;
}

Str totp_secret(Arena *a)
{
    char raw[SECRET_BYTES], *text = NULL;
    size_t n = 0;
    os_random(raw, sizeof raw);
    ASSERT(oath_base32_encode(raw, sizeof raw, &text, &n) == OATH_OK);
    sodium_memzero(raw, sizeof raw);
    return take(a, text);
}

static Str percent(Arena *a, Str s)
{
    Buf b = buf_new(a);
    for (ptrdiff_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (plain) buf_char(&b, c);
        else buf_fmt(&b, "%%%02X", (unsigned char)c);
    }
    return buf_str(&b);
}

Str totp_uri(Arena *a, Str secret, Str nome, Str ente)
{
    Str who = percent(a, nome), where = percent(a, ente);
    return str_fmt(a, "otpauth://totp/%.*s:%.*s?secret=%.*s&issuer=%.*s", STR_ARG(where), STR_ARG(who), STR_ARG(secret),
                   STR_ARG(where));
}

int64_t totp_check(Str secret, Str code, int64_t now, int64_t after)
{
    Arena scratch = {0};
    char *raw = NULL, otp[8];
    size_t n = 0;
    int64_t found = 0;
    if (code.n == 6 &&
        oath_base32_decode(str_c(&scratch, secret), (size_t)secret.n, &raw, &n) == OATH_OK) {
        for (int64_t step = now / STEP - 1; step <= now / STEP + 1 && !found; step++)
            if (step > after && oath_hotp_generate(raw, n, (uint64_t)step, 6, false, OATH_HOTP_DYNAMIC_TRUNCATION, otp) ==
                                    OATH_OK && sodium_memcmp(otp, code.p, 6) == 0)
                found = step;
        sodium_memzero(raw, n);
    }
    free(raw);
    arena_free(&scratch);
    return found;
}

/* -- tokens */
static Str hex(Arena *a, const unsigned char *p, size_t n)
{
    char *out = arena_alloc(a, (ptrdiff_t)(2 * n + 1));
    sodium_bin2hex(out, 2 * n + 1, p, n);
    return (Str){out, (ptrdiff_t)(2 * n)};
}

static bool unhex(Str s, unsigned char *out, size_t n)
{
    size_t got;
    return s.n == (ptrdiff_t)(2 * n) && sodium_hex2bin(out, n, s.p, (size_t)s.n, NULL, &got, NULL) == 0 && got == n;
}

Str token_new(Arena *a)
{
    unsigned char raw[TOKEN_BYTES];
    os_random(raw, sizeof raw);
    return hex(a, raw, sizeof raw);
}

bool token_plausible(Str token)
{
    unsigned char raw[TOKEN_BYTES];
    return unhex(token, raw, sizeof raw);
}

static void keyed(Str token, const char *use, unsigned char out[TOKEN_BYTES])
{
    unsigned char raw[TOKEN_BYTES] = {0};
    ASSERT(sodium_init() >= 0);
    unhex(token, raw, sizeof raw);
    crypto_generichash(out, TOKEN_BYTES, (const unsigned char *)use, strlen(use), raw, sizeof raw);
    sodium_memzero(raw, sizeof raw);
}

Str token_digest(Arena *a, Str token)
{
    unsigned char out[TOKEN_BYTES];
    keyed(token, "stored", out);
    return hex(a, out, sizeof out);
}

Str csrf_make(Arena *a, Str token)
{
    unsigned char both[2 * TOKEN_BYTES], value[TOKEN_BYTES];
    keyed(token, "form", value);
    os_random(both, TOKEN_BYTES);
    for (int i = 0; i < TOKEN_BYTES; i++) both[TOKEN_BYTES + i] = both[i] ^ value[i];
    return hex(a, both, sizeof both);
}

bool csrf_check(Arena *a, Str token, Str offered)
{
    unsigned char both[2 * TOKEN_BYTES], value[TOKEN_BYTES];
    (void)a;
    if (!unhex(offered, both, sizeof both)) return false;
    keyed(token, "form", value);
    for (int i = 0; i < TOKEN_BYTES; i++) both[i] ^= both[TOKEN_BYTES + i];
    return sodium_memcmp(both, value, TOKEN_BYTES) == 0;
}

/* -- signing in */
enum { FREE_TRIES = 5, FIRST_WAIT = 30, LONGEST_WAIT = 15 * 60 };

static int64_t wait_after(int64_t failed)
{
    int64_t w = FIRST_WAIT;
    for (int64_t i = FREE_TRIES; i < failed && w < LONGEST_WAIT; i++) w *= 2;
    return failed < FREE_TRIES ? 0 : w < LONGEST_WAIT ? w : LONGEST_WAIT;
}

static EntraEsito failed(Store *st, Utente *u, int64_t now)
{
    u->tentativi++;
    int64_t wait = wait_after(u->tentativi);
    u->bloccato_fino = wait ? now + wait : 0;
    return store_utente_salva(st, u, false) ? ENTRA_DB : wait ? ENTRA_ASPETTA : ENTRA_NO;
}

EntraEsito session_enter(Store *st, Str nome, Str parola, Str codice, int64_t now, Arena *a, Utente *out)
{
    /* an unknown name costs the same work as a known one */
    static const char nobody[] = "$argon2id$v=19$m=19456,t=2,p=1$MDEyMzQ1Njc4OWFiY2RlZg$"
                                 "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    Err e = store_utente_load(st, nome, a, out);
    if (e && e != E_NON_TROVATO) return ENTRA_DB;
    bool known = !e && out->attivo && out->parola.n;
    if (known && out->bloccato_fino > now) return ENTRA_ASPETTA;
    bool fine = parola_check(known ? out->parola : str_of(nobody), parola);
    if (!known) return ENTRA_NO;
    if (!fine) return failed(st, out, now);
    if (out->totp.n) {
        if (!codice.n) return ENTRA_CODICE;
        int64_t step = totp_check(out->totp, codice, now, out->totp_usato);
        if (!step) return failed(st, out, now);
        out->totp_usato = step;
    }
    if (!out->tentativi && !out->totp.n) return ENTRA_SI;
    out->tentativi = out->bloccato_fino = 0;
    return store_utente_salva(st, out, false) ? ENTRA_DB : ENTRA_SI;
}

Err session_open(Store *st, const Utente *u, int64_t now, Arena *a, Str *token)
{
    *token = token_new(a);
    Err e = store_sessioni_pulisci(st, now, now - SESSIONE_DURA);
    if (e) return e;
    return store_sessione_crea(st, token_digest(a, *token),
                               &(Sessione){.utente = u->nome, .creata = now, .vista = now, .scade = now + SESSIONE_DURA});
}

SessioneStato session_find(Store *st, Str token, int64_t now, Arena *a, Sessione *out)
{
    *out = (Sessione){0};
    if (!token_plausible(token)) return SESSIONE_NESSUNA;
    Str digest = token_digest(a, token);
    if (store_sessione_load(st, digest, a, out)) return SESSIONE_NESSUNA;
    if (out->scade <= now || out->vista + SESSIONE_FERMA <= now) return SESSIONE_SCADUTA;
    if (out->vista + SESSIONE_PASSO <= now && store_sessione_vista(st, digest, now)) return SESSIONE_NESSUNA;
    return SESSIONE_VIVA;
}
