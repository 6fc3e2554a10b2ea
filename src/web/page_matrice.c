/* page_matrice.c - floor 6: the permission matrix as people read it: all of it, or one role in words. (12.7) */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "web/aiuto.thtml.h"
#include "web/comune.h"

/* As ciclo permessi prints them. */
static const char *const sigle[RUOLO_COUNT] = {"CO", "GI", "SG", "DI", "DA", "PO", "RU", "DP", "PC", "RG",
                                               "OI", "ST", "TR", "PA", "RE", "AU", "TE", "OP", "PU"};
static const struct { unsigned bit; const char *letter; } lettere[] = {
    {LEGAME_SELF, "S"}, {LEGAME_EVALUATOR, "E"}, {LEGAME_FORMER_EVALUATOR, "F"}, {LEGAME_OWN_UNIT, "U"},
    {LEGAME_SUBTREE, "T"}, {LEGAME_BODY, "B"}, {LEGAME_COMPETENT, "C"}, {LEGAME_PUBLIC, "P"}};

static Str capital(Page *p, Str s)
{
    bool small = s.n && s.p[0] >= 'a' && s.p[0] <= 'z';
    return small ? str_fmt(p->a, "%c%.*s", s.p[0] - 32, STR_ARG(str_sub(s, 1, s.n))) : s;
}

static Str cell_letters(Page *p, unsigned set)
{
    Buf b = buf_new(p->a);
    for (ptrdiff_t i = 0; i < COUNT_OF(lettere); i++)
        if (set & lettere[i].bit) buf_put(&b, str_of(lettere[i].letter));
    return b.n ? buf_str(&b) : S("·");
}

static Str cell_words(Page *p, unsigned set)
{
    Buf b = buf_new(p->a);
    for (ptrdiff_t i = 0; i < COUNT_OF(lettere); i++) {
        if (!(set & lettere[i].bit)) continue;
        Str one = tr_str(p->h.lingua, legami_parole(p->a, lettere[i].bit));
        buf_fmt(&b, "%s%.*s", b.n ? "; " : "", STR_ARG(one));
    }
    return buf_str(&b);
}

static Str when(Page *p, const Permesso *x, Str always)
{
    Buf b = buf_new(p->a);
    if (x->corso != CORSO_SEMPRE) {
        Str states = punti_text(p->a, x->stati);
        buf_fmt(&b, "%s: ", corso_word(x->corso));
        for (ptrdiff_t i = 0; i < states.n; i++) {
            char c = states.p[i];
            if (c == ' ') buf_char(&b, ',');
            buf_char(&b, c == '_' ? ' ' : c >= 'A' && c <= 'Z' ? (char)(c + 32) : c);
        }
        for (ptrdiff_t i = 0; i < b.n; i++)
            if (b.p[i] == '_') b.p[i] = ' ';
    }
    if (!x->proprio) {
        if (b.n) buf_put(&b, S("; "));
        buf_put(&b, _("mai su di sé"));
    }
    return b.n ? buf_str(&b) : always;
}

static Filtro role_filter(Page *p, Str chosen, Campo *field)
{
    static const CampoGenere kind[] = {CAMPO_DA_ELENCO};
    Scelta *s = NEW_N(p->a, Scelta, RUOLO_COUNT + 1);
    s[0] = (Scelta){.testo = _("tutti")};
    for (Ruolo r = 0; r < RUOLO_COUNT; r++)
        s[r + 1] = (Scelta){.valore = str_of(ruolo_word(r)), .testo = capital(p, tr_str(p->h.lingua, str_of(ruolo_parole(r))))};
    *field = (Campo){.nome = S("ruolo"), .etichetta = _("Ruolo"), .valore = chosen, .scelte = s, .n_scelte = RUOLO_COUNT + 1,
                     .senza_nota = true};
    return (Filtro){.azione = S("/matrice"), .campi = field, .generi = kind, .n = 1, .azzera = chosen.n ? S("/matrice") : S("")};
}

void matrice_mostra(Page *p)
{
    Collegamento heads[RUOLO_COUNT];
    MatriceLettera letters[COUNT_OF(lettere) + 1];
    Campo field;
    Ruolo only;
    Str chosen = field_get(&p->q->query, S("ruolo"));
    bool one = ruolo_by_word(chosen, &only);
    for (Ruolo r = 0; r < RUOLO_COUNT && !one; r++)
        if (str_eq(chosen, str_of(ruolo_word(r)))) only = r, one = true;
    MatriceVista v = {.filtro = role_filter(p, one ? chosen : S(""), &field), .ruoli = heads, .n_ruoli = RUOLO_COUNT, .uno = one,
                      .lettere = letters};
    for (Ruolo r = 0; r < RUOLO_COUNT; r++)
        heads[r] = (Collegamento){str_of(sigle[r]), capital(p, tr_str(p->h.lingua, str_of(ruolo_parole(r))))};
    for (ptrdiff_t i = 0; i < COUNT_OF(lettere); i++)
        letters[v.n_lettere++] = (MatriceLettera){str_of(lettere[i].letter), cell_words(p, lettere[i].bit)};
    letters[v.n_lettere++] = (MatriceLettera){S("·"), _("non può")};
    for (Azione z = 0; z < AZIONE_COUNT; z++) {
        const Permesso *x = &permessi_matrice()->righe[z];
        if (one && !x->celle[only]) continue;
        Str *cells = NEW_N(p->a, Str, RUOLO_COUNT);
        for (Ruolo r = 0; r < RUOLO_COUNT; r++) cells[r] = one ? cell_words(p, x->celle[only]) : cell_letters(p, x->celle[r]);
        *PUSH(p->a, &v.righe) = (MatriceRiga){capital(p, tr_str(p->h.lingua, str_of(x->parole))), when(p, x, one ? _("sempre") : S("")), str_of(x->fonte), cells};
    }
    TrArg many = {"n", str_fmt(p->a, "%td", v.righe.n)};
    v.filtro.trovati = tr_fill(p->a, trn(p->h.lingua, "Un'azione", "{n} azioni", v.righe.n), &many, 1);
    matrice_corpo(&p->h, &v);
    Collegamento up[] = {{_("Aiuto"), S("/aiuto")}};
    page_frame(p, &(PageFrame){.titolo = _("Chi può fare che cosa"), .corrente = S(""), .briciole = up, .n_briciole = 1});
}
