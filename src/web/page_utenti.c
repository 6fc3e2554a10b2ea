/* page_utenti.c - floor 6: accounts: who may sign in, for which person, with which dated roles; one-time links. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include <time.h>

#include "web/comune.h"
#include "web/dati_campi.h"
#include "web/utenti.thtml.h"

enum { PAGINA_UTENTI = 50, NOME_MAX = 64 };

/* -- words */
static Str moment(Page *p, int64_t t)
{
    time_t when = (time_t)t;
    struct tm here;
    localtime_r(&when, &here);
    return str_fmt(p->a, "%02d/%02d/%d %02d:%02d", here.tm_mday, here.tm_mon + 1, here.tm_year + 1900, here.tm_hour, here.tm_min);
}

static Str state(Page *p, const Utente *u, Tono *tono)
{
    *tono = TONO_NEUTRO;
    if (!u->attivo) return _("disattivato");
    *tono = TONO_ATTENZIONE;
    if (u->bloccato_fino > p->adesso) return _("fermo per troppi tentativi");
    if (!u->parola.n) return _("aspetta la parola d'ordine");
    *tono = TONO_BENE;
    return _("attivo");
}

static bool held(const Incarico *x, Date today)
{
    return date_cmp(x->dal, today) <= 0 && (!date_is(x->al) || date_cmp(x->al, today) >= 0);
}

static Str role(Page *p, const Incarico *x)
{
    Ruolo r;
    Str word = ruolo_by_word(x->ruolo, &r) ? tr_str(p->h.lingua, str_of(ruolo_parole(r))) : x->ruolo;
    if (!x->delega_di.n) return word;
    TrArg args[] = {{"ruolo", word}, {"persona", dati_persona(p, x->delega_di)}};
    return tr_fill(p->a, _("{ruolo}, per delega di {persona}"), args, COUNT_OF(args));
}

static Str roles_today(Page *p, Str persona)
{
    ptrdiff_t n;
    const Incarico *v = ALL(immagine_archivio(p->img), Incarico, INCARICO, &n);
    Buf b = buf_new(p->a);
    for (ptrdiff_t i = 0; i < n; i++)
        if (str_eq(v[i].persona, persona) && held(&v[i], p->oggi)) {
            buf_put(&b, b.n ? S(", ") : S(""));
            buf_put(&b, role(p, &v[i]));
        }
    return buf_str(&b);
}

static void frame(Page *p, Str title, bool below)
{
    Collegamento up[] = {{_("Utenti"), S("/utenti")}};
    page_frame(p, &(PageFrame){.titolo = title, .corrente = S("utenti"), .briciole = up, .n_briciole = below});
}

/* -- the list */
static Str user_url(Page *p, Str nome) { return str_fmt(p->a, "/utenti/%.*s", STR_ARG(url_encode(p->a, nome))); }

void utenti_mostra(Page *p)
{
    Utente *all;
    ptrdiff_t n, m = 0;
    Err e = store_utenti_load(p->st, p->g, p->a, &all, &n);
    if (e) {
        page_error(p, e, store_perche(p->st));
        return;
    }
    Str text = str_trim(field_get(&p->q->query, S("cerca"))), words = piega(p->a, text);
    UtenteRiga *rows = NEW_N(p->a, UtenteRiga, n + 1);
    for (ptrdiff_t i = 0; i < n; i++) {
        UtenteRiga r = {.nome = all[i].nome, .url = user_url(p, all[i].nome), .persona = dati_persona(p, all[i].persona),
                        .ruoli = roles_today(p, all[i].persona), .codice = all[i].totp.n > 0,
                        .entrato = all[i].entrato ? moment(p, all[i].entrato) : _("mai")};
        r.stato = state(p, &all[i], &r.tono);
        Str whole = str_fmt(p->a, "%.*s\n%.*s\n%.*s", STR_ARG(r.nome), STR_ARG(r.persona), STR_ARG(r.ruoli));
        if (trova(p->a, whole, words)) rows[m++] = r;
    }
    int64_t at;
    int pages = m ? (int)((m + PAGINA_UTENTI - 1) / PAGINA_UTENTI) : 1;
    if (!page_number(field_get(&p->q->query, S("pagina")), &at) || at < 1 || at > pages) at = 1;
    ptrdiff_t from = (at - 1) * (ptrdiff_t)PAGINA_UTENTI;
    UtentiElenco v = {.cerca = text, .filtrato = text.n > 0, .trovati = dati_conta(p, N_("{n} utente"), N_("{n} utenti"), m),
                      .prefisso = str_fmt(p->a, "/utenti?cerca=%.*s&pagina=", STR_ARG(url_encode(p->a, text))), .righe = rows + from,
                      .n = m - from < PAGINA_UTENTI ? m - from : PAGINA_UTENTI, .pagina = (int)at, .pagine = pages};
    utenti_elenco(&p->h, &v);
    frame(p, _("Utenti"), false);
}

/* -- one account; collegamento: the link that was just made */
static const UtenteIncarico *roles_of(Page *p, Str persona, bool may, ptrdiff_t *n)
{
    ptrdiff_t all;
    const Incarico *v = ALL(immagine_archivio(p->img), Incarico, INCARICO, &all);
    UtenteIncarico *out = NEW_N(p->a, UtenteIncarico, all + 1);
    const EntitaInfo *e = entita_info(ENTITA_INCARICO);
    *n = 0;
    for (ptrdiff_t i = 0; i < all; i++) {
        if (!str_eq(v[i].persona, persona)) continue;
        bool now = held(&v[i], p->oggi), later = date_cmp(v[i].dal, p->oggi) > 0;
        out[(*n)++] = (UtenteIncarico){.ruolo = role(p, &v[i]), .unita = v[i].unita, .dal = html_str_date(&p->h, v[i].dal),
                                       .al = html_str_date(&p->h, v[i].al), .tono = now ? TONO_BENE : TONO_NEUTRO,
                                       .stato = now ? _("vale oggi") : later ? _("non ancora") : _("finito"),
                                       .url = may ? dati_url_voce(p, e, record_key(p->a, e, &v[i])) : S("")};
    }
    return out;
}

static void account(Page *p, const Utente *u, Str token)
{
    bool may = dati_scrive(p, ENTITA_INCARICO) && !str_eq(u->persona, p->persona);
    UtenteScheda v = {.url = user_url(p, u->nome), .persona = dati_persona(p, u->persona), .creato = moment(p, u->creato),
                      .entrato = u->entrato ? moment(p, u->entrato) : _("mai"), .attivo = u->attivo, .codice = u->totp.n > 0,
                      .bloccato = u->bloccato_fino > p->adesso, .se_stesso = str_eq(u->nome, p->utente), .con_parola = u->parola.n > 0};
    v.stato = state(p, u, &v.tono);
    v.incarichi = roles_of(p, u->persona, may, &v.n_incarichi);
    if (may) v.nuovo_incarico = str_fmt(p->a, "/dati/incarichi/nuovo?persona=%.*s", STR_ARG(url_encode(p->a, u->persona)));
    if (dati_scrive(p, ENTITA_PERSONA)) v.persona_url = dati_url_voce(p, entita_info(ENTITA_PERSONA), u->persona);
    if (token.n) {
        /* the browser has said where it is; it was held to that before this */
        Str site = p->q->origin.n ? p->q->origin : str_fmt(p->a, "https://%.*s", STR_ARG(p->q->host));
        v.collegamento = str_fmt(p->a, "%.*s/invito/%.*s", STR_ARG(site), STR_ARG(token));
        v.scade = moment(p, p->adesso + INVITO_DURA);
        response_header(p->r, "Referrer-Policy", S("no-referrer"));
    }
    utente_scheda(&p->h, &v);
    TrArg name = {"nome", u->nome};
    frame(p, tr_fill(p->a, _("Utente {nome}"), &name, 1), true);
}

/* The account that the path names; answers itself when there is none. */
static bool named(Page *p, Utente *u)
{
    Err e = store_utente_load(p->st, p->par[PAR_CHIAVE], p->a, u);
    if (e) page_error(p, e, e == E_NON_TROVATO ? _("Non c'è un utente con questo nome.") : store_perche(p->st));
    return !e;
}

void utente_mostra(Page *p)
{
    Utente u;
    if (named(p, &u)) account(p, &u, S(""));
}

/* -- a new one */
static bool plain_name(Str s)
{
    for (ptrdiff_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_')) return false;
    }
    return s.n > 0 && s.n <= NOME_MAX && !str_eq(s, S("nuovo"));
}

static void form_new(Page *p, Str nome, Str persona, Str wrong_name, Str wrong_person)
{
    ptrdiff_t n;
    Scelta *people = dati_scelte(p, ENTITA_PERSONA, &n);
    Campo f[2] = {{.nome = S("persona"), .etichetta = _("Persona"), .valore = persona, .obbligatorio = true, .stretto = true,
                   .scelte = people, .n_scelte = n, .errore = wrong_person,
                   .aiuto = _("Per chi agisce. Scrivere l'inizio del nome o del codice.")},
                  {.nome = S("nome"), .etichetta = _("Nome utente"), .valore = nome, .obbligatorio = true, .stretto = true,
                   .lunghezza = NOME_MAX, .autocomplete = S("off"), .errore = wrong_name,
                   .aiuto = _("Lo scriverà per entrare: lettere minuscole, cifre, punto, trattino.")}};
    UtenteNuovo v = {.campi = f, .n = COUNT_OF(f)};
    if (dati_scrive(p, ENTITA_PERSONA)) v.persone = S("/dati/persone/nuovo");
    utente_nuovo_corpo(&p->h, &v);
    if (wrong_name.n || wrong_person.n) p->r->status = 422;
    frame(p, _("Nuovo utente"), true);
}

void utente_nuovo(Page *p) { form_new(p, S(""), field_get(&p->q->query, S("persona")), S(""), S("")); }

static Err invite(Page *p, Str nome, Str *token)
{
    *token = token_new(p->a);
    return store_invito_crea(p->st, p->g, token_digest(p->a, *token), nome, p->adesso + INVITO_DURA);
}

void utente_crea(Page *p)
{
    Str token = S(""), wrong_name = S(""), wrong_person = S("");
    Utente u = {.nome = str_trim(field_get(&p->q->form, S("nome"))), .persona = str_trim(field_get(&p->q->form, S("persona"))),
                .attivo = true, .creato = p->adesso};
    if (!plain_name(u.nome)) wrong_name = _("Da 1 a 64 lettere minuscole, cifre, punto, trattino; «nuovo» non va.");
    if (!dati_trova(p, ENTITA_PERSONA, u.persona)) wrong_person = _("Non c'è fra le persone: sceglierla dall'elenco, o aggiungerla prima.");
    Err e = wrong_name.n || wrong_person.n ? E_DATI : store_utente_crea(p->st, p->g, &u);
    if (e == E_CONFLITTO) wrong_name = _("C'è già un utente con questo nome: sceglierne un altro.");
    if (e == E_DATI || e == E_CONFLITTO) {
        form_new(p, u.nome, u.persona, wrong_name, wrong_person);
        return;
    }
    if (!e) e = invite(p, u.nome, &token);
    if (e) page_error(p, e, store_perche(p->st));
    else account(p, &u, token);
}

/* -- what is done to one. The link is in this answer and nowhere else: no redirection. */
void utente_collegamento(Page *p)
{
    Utente u;
    Str token;
    if (!named(p, &u)) return;
    u.parola = S("");
    u.tentativi = u.bloccato_fino = 0;
    u.attivo = true;
    Err e = str_eq(u.nome, p->utente) ? E_VIETATO : store_utente_salva(p->st, &u, true);
    if (!e) e = invite(p, u.nome, &token);
    if (e == E_VIETATO) page_error(p, e, _("La propria parola d'ordine si cambia nel proprio profilo."));
    else if (e) page_error(p, e, store_perche(p->st));
    else account(p, &u, token);
}

static void save(Page *p, const Utente *u, const char *said)
{
    Err e = store_utente_salva(p->st, u, true);
    if (e) page_error(p, e, store_perche(p->st));
    else page_redirect_said(p, user_url(p, u->nome), said);
}

void utente_codice(Page *p)
{
    Utente u;
    if (!named(p, &u)) return;
    u.totp = S("");
    u.totp_usato = 0;
    if (str_eq(u.nome, p->utente)) page_error(p, E_VIETATO, _("Il proprio codice si toglie nel proprio profilo."));
    else save(p, &u, "senza-codice-suo");
}

void utente_stato(Page *p)
{
    Utente u;
    if (!named(p, &u)) return;
    bool on = str_eq(field_get(&p->q->form, S("attivo")), S("1"));
    u.attivo = on;
    if (on) u.tentativi = u.bloccato_fino = 0;
    if (!on && str_eq(u.nome, p->utente)) page_error(p, E_VIETATO, _("Nessuno si disattiva da sé: deve farlo un altro."));
    else save(p, &u, on ? "riattivato" : "disattivato");
}
