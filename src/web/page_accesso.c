/* page_accesso.c - floor 6: signing in and out, one's own password and code, the one-time link, the language. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "web/page_accesso.h"

#include "web/accesso.thtml.h"
#include "web/dispatch.h"

static void cookie(Page *p, Str token)
{
    response_header(p->r, "Set-Cookie",
                    token.n ? str_fmt(p->a, "__Host-ciclo=%.*s; Path=/; Secure; HttpOnly; SameSite=Lax", STR_ARG(token))
                            : S("__Host-ciclo=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0"));
}

static Campo name_field(Page *p, Str value)
{
    return (Campo){.nome = S("nome"), .etichetta = _("Nome utente"), .valore = value, .autocomplete = S("username"),
                   .obbligatorio = true, .lunghezza = 64};
}

static Campo secret_field(Str name, Str label, Str autocomplete)
{
    return (Campo){.nome = name, .etichetta = label, .tipo = S("password"), .autocomplete = autocomplete,
                   .obbligatorio = true, .lunghezza = PAROLA_MAX};
}

static Campo code_field(Page *p)
{
    return (Campo){.nome = S("codice"), .etichetta = _("Codice di sicurezza"), .autocomplete = S("one-time-code"),
                   .aiuto = _("Le sei cifre che l'applicazione mostra adesso."), .stretto = true, .lunghezza = 6,
                   .obbligatorio = true};
}

/* -- what is behind the form: where to go on, and what had been typed */
static bool carried(Str name)
{
    return !str_eq(name, S("csrf")) && !str_starts(name, S("__"));
}

static ptrdiff_t hidden(Page *p, Str to, const Fields *typed, Str prefix, Field *out)
{
    ptrdiff_t n = 0;
    out[n++] = (Field){.name = S("__verso"), .value = to};
    for (ptrdiff_t i = 0; i < typed->n; i++)
        if (!typed->items[i].upload && carried(typed->items[i].name))
            out[n++] = (Field){.name = str_fmt(p->a, "%.*s%.*s", STR_ARG(prefix), STR_ARG(typed->items[i].name)),
                               .value = typed->items[i].value};
    return n;
}

static void sign_in_form(Page *p, AccessoVista *v, Str nome, bool ask_code, int status)
{
    Campo fields[3];
    ptrdiff_t n = 0;
    fields[n++] = name_field(p, nome);
    fields[n++] = secret_field(S("parola"), _("Parola d'ordine"), S("current-password"));
    if (ask_code) fields[n++] = code_field(p);
    v->campi = fields;
    v->n_campi = n;
    v->bottone = _("Entra");
    if (!v->aiuto.n) v->aiuto = _("Chi non ricorda la parola d'ordine chiede un collegamento a chi gestisce gli utenti.");
    accesso_modulo(&p->h, v);
    p->r->status = status;
    page_done(p, _("Accesso"), S(""));
}

void accesso_chiedi(Page *p, bool scaduta)
{
    Str back = str_fmt(p->a, "/entra?verso=%.*s%s", STR_ARG(url_encode(p->a, p->q->target)), scaduta ? "&scaduta=1" : "");
    page_redirect(p, back);
}

void accesso_mostra(Page *p)
{
    Field to = {.name = S("__verso"), .value = field_get(&p->q->query, S("verso"))};
    AccessoVista v = {.azione = S("/entra"), .nascosti = &to, .n_nascosti = 1, .tono = TONO_INFO};
    if (field_get(&p->q->query, S("scaduta")).n) v.messaggio = _("La sessione era finita: entrare di nuovo.");
    sign_in_form(p, &v, S(""), false, 200);
}

void accesso_rinnova(Page *p, Str utente)
{
    Field *all = NEW_N(p->a, Field, p->q->form.n + 1);
    AccessoVista v = {.azione = S("/entra/continua"), .nascosti = all, .tono = TONO_ATTENZIONE,
                      .messaggio = _("La sessione era finita. Ciò che è stato scritto è qui: entrando si prosegue da dove si era."),
                      .n_nascosti = hidden(p, p->q->target, &p->q->form, S("c."), all)};
    sign_in_form(p, &v, utente, false, 401);
}

/* -- signing in */
static EntraEsito enter(Page *p, Utente *u)
{
    const Fields *f = &p->q->form;
    Throttle *brake = p->srv->throttle;
    if (!throttle_open(brake, p->q->client, p->adesso)) return ENTRA_ASPETTA;
    EntraEsito e = session_enter(p->st, field_get(f, S("nome")), field_get(f, S("parola")), field_get(f, S("codice")),
                                 p->adesso, p->a, u);
    if (e == ENTRA_NO || e == ENTRA_ASPETTA) throttle_failed(brake, p->q->client, p->adesso);
    return e;
}

static void again(Page *p, EntraEsito e, AccessoVista *v)
{
    v->tono = TONO_MALE;
    if (e == ENTRA_ASPETTA) v->messaggio = _("Troppi tentativi: aspettare qualche minuto e riprovare.");
    else if (e == ENTRA_CODICE) v->messaggio = _("Serve anche il codice: scrivere di nuovo la parola d'ordine, e il codice.");
    else v->messaggio = _("Il nome utente, la parola d'ordine o il codice non sono giusti.");
    if (e == ENTRA_CODICE) v->tono = TONO_INFO;
    bool code = e == ENTRA_CODICE || field_find(&p->q->form, S("codice"));
    sign_in_form(p, v, field_get(&p->q->form, S("nome")), code, e == ENTRA_ASPETTA ? 429 : 401);
}

/* Signed in, with the cookie set; else the form stands there again. */
static bool signed_in(Page *p, AccessoVista *v, Str *token)
{
    Utente u;
    EntraEsito e = enter(p, &u);
    Err failed = e == ENTRA_DB ? E_DB : OK;
    if (e == ENTRA_SI) failed = session_open(p->st, &u, p->adesso, p->a, token);
    if (failed) page_error(p, failed, store_perche(p->st));
    else if (e != ENTRA_SI) again(p, e, v);
    else cookie(p, *token);
    return e == ENTRA_SI && !failed;
}

void accesso_entra(Page *p)
{
    Field to = {.name = S("__verso"), .value = field_get(&p->q->form, S("__verso"))};
    AccessoVista v = {.azione = S("/entra"), .nascosti = &to, .n_nascosti = 1};
    Str token;
    if (signed_in(p, &v, &token)) page_redirect(p, to.value.n ? to.value : S("/"));
}

void accesso_continua(Page *p)
{
    const Fields *f = &p->q->form;
    Fields typed = {0}, same = {0};
    Str to = field_get(f, S("__verso")), token;
    for (ptrdiff_t i = 0; i < f->n; i++) {
        if (!str_starts(f->items[i].name, S("c."))) continue;
        *PUSH(p->a, &same) = f->items[i];
        Field *x = PUSH(p->a, &typed);
        *x = f->items[i];
        x->name = str_sub(x->name, 2, x->name.n);
    }
    Field *all = NEW_N(p->a, Field, same.n + 1);
    AccessoVista v = {.azione = S("/entra/continua"), .nascosti = all, .n_nascosti = hidden(p, to, &same, S(""), all)};
    if (signed_in(p, &v, &token)) dispatch_again(p, to, &typed, token);
}

void accesso_esce(Page *p)
{
    Err e = store_sessione_chiudi(p->st, token_digest(p->a, p->token));
    if (e) {
        page_error(p, e, store_perche(p->st));
        return;
    }
    cookie(p, S(""));
    response_header(p->r, "Clear-Site-Data", S("\"cache\""));
    page_redirect_said(p, S("/entra"), "uscito");
}

/* -- one's own password and code */
static Str renewed(Page *p, Utente *u)
{
    Str token = S("");
    Err e = store_utente_salva(p->st, u, true);
    if (!e) e = session_open(p->st, u, p->adesso, p->a, &token);
    if (e) page_error(p, e, store_perche(p->st));
    else cookie(p, token);
    return e ? S("") : token;
}

static void profile(Page *p, const Utente *u, Str wrong_old, Str wrong_new, Str wrong_code, Str secret)
{
    Campo words[2] = {secret_field(S("vecchia"), _("Parola d'ordine di adesso"), S("current-password")),
                      secret_field(S("nuova"), _("Parola d'ordine nuova"), S("new-password"))};
    Campo code[2] = {code_field(p), secret_field(S("vecchia"), _("Parola d'ordine di adesso"), S("current-password"))};
    Field keep = {.name = S("segreto"), .value = secret.n ? secret : totp_secret(p->a)};
    words[0].errore = wrong_old;
    words[1].errore = wrong_new;
    words[1].aiuto = _("Almeno 12 caratteri.");
    code[0].errore = wrong_code;
    code[1].id = S("vecchia-codice");
    ProfiloVista v = {
        .parola = {.azione = S("/profilo/parola"), .utente = u->nome, .bottone = _("Cambia la parola d'ordine"), .campi = words, .n_campi = 2},
        .codice = {.azione = S("/profilo/codice"), .utente = u->nome, .bottone = u->totp.n ? _("Togli il codice") : _("Chiedi anche il codice"),
                   .campi = u->totp.n ? code + 1 : code, .n_campi = u->totp.n ? 1 : 2, .nascosti = &keep,
                   .n_nascosti = u->totp.n ? 0 : 1},
        .con_codice = u->totp.n > 0, .segreto = keep.value, .indirizzo = totp_uri(p->a, keep.value, u->nome, S("ciclo"))};
    profilo_corpo(&p->h, &v);
    if (wrong_old.n || wrong_new.n || wrong_code.n) p->r->status = 422;
    page_done(p, _("Profilo e sicurezza"), S(""));
}

static bool me(Page *p, Utente *u)
{
    Err e = store_utente_load(p->st, p->utente, p->a, u);
    if (e) page_error(p, e, store_perche(p->st));
    return !e;
}

void profilo_mostra(Page *p)
{
    Utente u;
    if (me(p, &u)) profile(p, &u, S(""), S(""), S(""), S(""));
}

void profilo_parola(Page *p)
{
    Utente u;
    if (!me(p, &u)) return;
    Str new_one = field_get(&p->q->form, S("nuova")), wrong_old = S(""), wrong_new = parola_why_not(new_one, u.nome);
    if (!parola_check(u.parola, field_get(&p->q->form, S("vecchia")))) wrong_old = _("Non è quella di adesso.");
    if (wrong_old.n || wrong_new.n) {
        profile(p, &u, wrong_old, tr_str(p->h.lingua, wrong_new), S(""), S(""));
        return;
    }
    u.parola = parola_hash(p->a, new_one);
    if (renewed(p, &u).n) page_redirect_said(p, S("/profilo"), "parola");
}

void profilo_codice(Page *p)
{
    Utente u;
    if (!me(p, &u)) return;
    Str secret = field_get(&p->q->form, S("segreto")), wrong = S("");
    bool off = u.totp.n > 0;
    if (!parola_check(u.parola, field_get(&p->q->form, S("vecchia")))) {
        profile(p, &u, S(""), S(""), _("La parola d'ordine non è quella di adesso."), secret);
        return;
    }
    u.totp_usato = off ? 0 : totp_check(secret, field_get(&p->q->form, S("codice")), p->adesso, 0);
    if (!off && !u.totp_usato) wrong = _("Il codice non è quello di adesso: controllare l'ora del telefono e riprovare.");
    if (wrong.n) {
        profile(p, &u, S(""), S(""), wrong, secret);
        return;
    }
    u.totp = off ? S("") : secret;
    if (renewed(p, &u).n) page_redirect_said(p, S("/profilo"), off ? "senza-codice" : "codice");
}

/* -- the one-time link */
static bool invited(Page *p, Utente *u)
{
    Str nome;
    int64_t ends;
    Err e = token_plausible(p->par[PAR_GETTONE])
                ? store_invito_load(p->st, token_digest(p->a, p->par[PAR_GETTONE]), p->a, &nome, &ends)
                : E_NON_TROVATO;
    if (!e) e = ends > p->adesso ? store_utente_load(p->st, nome, p->a, u) : E_NON_TROVATO;
    if (e == E_NON_TROVATO) page_status(p, 404, _("Il collegamento è già stato usato o è scaduto: chiederne un altro a chi gestisce gli utenti."));
    else if (e) page_error(p, e, store_perche(p->st));
    return !e;
}

static void invitation(Page *p, const Utente *u, Str wrong)
{
    Campo fields[2] = {name_field(p, u->nome), secret_field(S("nuova"), _("Parola d'ordine nuova"), S("new-password"))};
    fields[0].sola_lettura = true;
    fields[1].errore = wrong;
    fields[1].aiuto = _("Almeno 12 caratteri.");
    AccessoVista v = {.azione = p->q->target, .bottone = _("Scegli questa parola d'ordine"), .campi = fields, .n_campi = 2};
    accesso_modulo(&p->h, &v);
    if (wrong.n) p->r->status = 422;
    response_header(p->r, "Referrer-Policy", S("no-referrer"));
    page_done(p, _("Scegliere la parola d'ordine"), S(""));
}

void invito_mostra(Page *p)
{
    Utente u;
    if (invited(p, &u)) invitation(p, &u, S(""));
}

void invito_usa(Page *p)
{
    Utente u;
    if (!invited(p, &u)) return;
    Str word = field_get(&p->q->form, S("nuova")), wrong = parola_why_not(word, u.nome);
    if (wrong.n) {
        invitation(p, &u, tr_str(p->h.lingua, wrong));
        return;
    }
    u.parola = parola_hash(p->a, word);
    u.tentativi = u.bloccato_fino = 0;
    if (u.totp.n) { /* the link stands for the password, not for the code */
        Err e = store_utente_salva(p->st, &u, true);
        if (e) page_error(p, e, store_perche(p->st));
        else page_redirect_said(p, S("/entra"), "scelta");
    } else if (renewed(p, &u).n) {
        page_redirect(p, S("/"));
    }
}

/* -- small things */
void lingua_cambia(Page *p)
{
    Lingua l;
    if (lingua_by_codice(field_get(&p->q->query, S("lingua")), &l))
        response_header(p->r, "Set-Cookie",
                        str_fmt(p->a, "ciclo-lingua=%.*s; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=31536000",
                                STR_ARG(lingua_codice(l))));
    page_redirect(p, field_get(&p->q->query, S("verso")));
}

void status_mostra(Page *p)
{
    int64_t seq;
    Str hash;
    Err e = store_testa(p->st, p->a, &seq, &hash);
    p->r->status = e ? 503 : 200;
    page_bytes(p, S("application/json"), S(""), e ? S("{\"stato\":\"base di dati non raggiungibile\"}\n")
                                                   : str_fmt(p->a, "{\"stato\":\"bene\",\"versione\":\"%s\"}\n",
                                                             p->srv->c.versione));
}
